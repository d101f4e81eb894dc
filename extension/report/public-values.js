/**
 * Values as a report may tell them: words without what steers or ends a text, numbers and times within what
 * they can be. Pure.
 */

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** Older than any certificate that AO3 could show now, and as long ahead. */
const FAR = 20 * 365 * DAY;

/** The host's own limits; see Markers, Certificate, NameAnswer, Sighting and StatusReport there. */
export const MOST = Object.freeze({ classes: 12, names: 10, signers: 6, found: 8, browserAddresses: 32, notices: 20 });
export const LONGEST_TITLE = 120;
const LONGEST_SIGNER = 80;

/** Browsers' codes for what failed, and the companion's; see BrowserError there. */
export const ERROR_CODE =
  /^(?:(?:net::)?ERR_|NS_ERROR_|SEC_ERROR_|SSL_ERROR_|MOZILLA_PKIX_ERROR_)[A-Z0-9_]{1,60}$|^TIMED_OUT$|^why502:[a-z-]{1,12}\/[a-z-]{1,20}$/;
const VERSION = /^\d{1,4}(?:\.\d{1,6}){1,3}(?:-[A-Z]{1,10})?$/;
export const HTTP_DATE = /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

/** @param {unknown} value @returns {string | null} */
export const version = (value) => (typeof value === 'string' && VERSION.test(value) ? value : null);

/**
 * Words from outside that are public: without what steers a terminal or turns the direction of writing,
 * and without what could end the block or the frame of a report.
 *
 * @param {unknown} words
 * @param {number} most characters
 */
export function publicWords(words, most) {
  const plain = String(words ?? '')
    .slice(0, 4 * most)
    .replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/-{2,}/g, '-')
    .replace(/`{2,}/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
  return [...plain].slice(0, most).join('');
}

/** What could be somebody's: an address of mail, of a page or a file, of the internet. */
const ADDRESS = new RegExp(
  [/\S+@\S+/, /\b[a-z][a-z0-9+.-]*:\/\/\S+/, /[\\/]\S+/, /\b\d{1,3}(?:\.\d{1,3}){3}\b/, /\S*:\S*:\S*/]
    .map(({ source }) => source)
    .join('|'),
  'gi',
);

/** Who signed, where the verdict is about it. @param {string} name */
export const signer = (name) => publicWords(name.replace(ADDRESS, '…'), LONGEST_SIGNER);

/** @template {string} T @param {readonly T[]} list @param {unknown} value @returns {T | null} */
export const oneOf = (list, value) => list.find((known) => known === value) ?? null;

/** @param {unknown} value @param {number} [most] @returns {number} */
export const whole = (value, most = 1e7) =>
  typeof value === 'number' && Number.isFinite(value) ? Math.min(Math.max(Math.round(value), 0), most) : 0;

/**
 * How far a clock is ahead. One that is decades off, such as a gateway's that believes in 1970, is just
 * that: the exact figure would be the exact time.
 *
 * @param {unknown} ms
 * @returns {number | null}
 */
export const ahead = (ms) => (typeof ms === 'number' && Number.isFinite(ms) ? Math.min(Math.max(Math.round(ms), -FAR), FAR) : null);

/** @param {unknown} value @returns {number | null} milliseconds since 1970 */
export function time(value) {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(at) ? at : null;
}

/** A time that is public, as the status page tells it. @param {unknown} value @returns {string | null} */
export const publicTime = (value) => iso(time(value));

/** @param {number | null} at */
const iso = (at) => (at === null ? null : new Date(at).toISOString());

/** @param {unknown} value @returns {unknown[]} */
export const list = (value) => (Array.isArray(value) ? value : []);

/**
 * Always as seconds, and as long as the companion would believe it.
 *
 * @param {string | null | undefined} header
 * @param {number | null} seenAt
 */
export function retryAfter(header, seenAt) {
  const value = header?.trim() ?? '';
  if (/^\d{1,18}$/.test(value)) return String(Math.min(Number(value), DAY / 1000));
  const at = HTTP_DATE.test(value) ? time(value) : null;
  if (at === null || seenAt === null) return null;
  return String(Math.min(Math.max(Math.floor((at - seenAt) / 1000), 0), DAY / 1000));
}
