/**
 * Which versions of a text are kept. Pure. By count and by what has changed: never by a clock alone, which may have
 * been wrong (the writing guide, A3).
 *
 * @import {FormText, Version, VersionName} from '../types/drafts.js'
 */

/** So long one version goes on being written over. ms */
const GOES_ON_MS = 5 * 60_000;

/** A text that shrinks by more than this was deleted from: what stood before stays. */
const SHRUNK = 0.8;

/** So many of the newest are never thinned out, and so many are kept altogether. */
const NEWEST = 20;
const MOST = 60;

/**
 * Whether the newest version goes on, or what comes is a new one.
 *
 * @param {VersionName} newest
 * @param {{words: number, at: number, why: FormText['why']}} now
 */
export function goesOn(newest, now) {
  const age = now.at - newest.begunAt;
  // What was sent stands for what AO3 may have; a clock that went back tells nothing.
  if (newest.why === 'sent' || age < 0 || age > GOES_ON_MS) return false;
  return now.words >= newest.words * SHRUNK;
}

/**
 * Those that go, once there are too many: every other one of the older, and never the first, one that was sent, or
 * one of the newest.
 *
 * @param {readonly VersionName[]} all in their order
 * @returns {number[]} their numbers
 */
export function thinned(all) {
  if (all.length <= MOST) return [];
  const old = all.slice(1, -NEWEST).filter(({ why }) => why !== 'sent');
  return old.filter((_, n) => n % 2 === 0).map(({ number }) => number);
}

/** @param {Version} version @returns {VersionName} */
export const nameOf = ({ number, at, begunAt, words, why }) => ({ number, at, begunAt, words, why });
