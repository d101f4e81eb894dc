/**
 * When the versions of browsers came out, as of 12 November 2026: data, so that nobody has to be asked how old one is.
 * From MDN's browser-compat-data 8.1.9 (CC0), where each of them had come out by then; nothing is reckoned ahead. A
 * test holds them to the copy that the linter of add-ons brings. Older ones than these cannot hold the extension
 * (manifest.json). Pure.
 *
 * @typedef {'chromium' | 'firefox'} Family
 *
 * @typedef {object} Release
 * @property {string} version as a person finds it in the browser
 * @property {number} at when it came out, in ms since 1970
 */

import { fits, number, shape, text } from './shapes.js';

/** By family and major version: the day. @type {Readonly<Record<Family, Readonly<Record<number, string>>>>} */
export const RELEASES = Object.freeze({
  chromium: Object.freeze({
    150: '2026-06-30',
    151: '2026-07-28',
    152: '2026-08-25',
    153: '2026-09-08',
    154: '2026-09-22',
    155: '2026-10-06',
    156: '2026-10-20',
    157: '2026-11-03',
  }),
  firefox: Object.freeze({
    140: '2025-06-24',
    141: '2025-07-22',
    142: '2025-08-19',
    143: '2025-09-16',
    144: '2025-10-14',
    145: '2025-11-11',
    146: '2025-12-09',
    147: '2026-01-13',
    148: '2026-02-24',
    149: '2026-03-24',
    150: '2026-04-21',
    151: '2026-05-19',
    152: '2026-06-16',
    153: '2026-07-21',
    154: '2026-08-18',
    155: '2026-09-01',
    156: '2026-09-15',
    157: '2026-09-29',
    158: '2026-10-13',
    159: '2026-10-27',
    160: '2026-11-10',
  }),
});

/** Half a year. In ms. */
export const OLD_MS = 183 * 24 * 60 * 60_000;

/**
 * The release that a version is of. An extended one of Firefox has a minor number: 153.7 came out with 160, as each
 * of them comes with the version that many after its own, and is as new as that.
 *
 * @param {Family} family
 * @param {string} version the first two numbers count
 * @returns {Release | null} null where it is not known when it came out, as of a newer one than these
 */
export function releaseOf(family, version) {
  const [, major, minor = '0'] = /^(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  const extended = family === 'firefox' && minor !== '0';
  const day = RELEASES[family][Number(major) + (extended ? Number(minor) : 0)];
  return day === undefined ? null : { version: `${major}${extended ? `.${minor}` : ''}`, at: Date.parse(day) };
}

const RELEASE = shape({ version: text, at: number });

/** Whether what another part of the extension answered is one. @param {unknown} value @returns {value is Release} */
export const isRelease = (value) => fits(RELEASE, value);

/** @param {Release} release @param {number} now */
export const isOld = ({ at }, now) => now - at > OLD_MS;
