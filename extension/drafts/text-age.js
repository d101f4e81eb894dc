/**
 * How long AO3 has had a text. Pure. Not by the clock alone, which may jump by years: a text grows older only while we see time
 * pass, and by no more than a week from one time to the next (the writing guide, A3).
 *
 * @import {Kept} from '../types/drafts.js'
 */

const DAY_MS = 86_400_000;

/** From one time that it is looked at to the next. */
const MOST_AT_ONCE_MS = 7 * DAY_MS;

/** It is written down no more often than this. */
const LEAST_MS = DAY_MS / 4;

/**
 * @param {Kept} text
 * @param {number} now ms since 1970
 * @returns {Kept} the same one where nothing is to be written down
 */
export function aged(text, now) {
  const { arrived, seenAt, ageMs = 0 } = text;
  if (!arrived) return seenAt === undefined && ageMs === 0 ? text : without(text);
  if (seenAt === undefined) return { ...text, seenAt: now, ageMs: 0 };
  const passed = now - seenAt;
  if (passed >= 0 && passed < LEAST_MS) return text;
  // A clock that went back has shown no time at all.
  return { ...text, seenAt: now, ageMs: ageMs + Math.min(Math.max(0, passed), MOST_AT_ONCE_MS) };
}

/** @param {Kept} text @returns {Kept} */
function without({ seenAt: _seenAt, ageMs: _ageMs, ...text }) {
  return text;
}

/** Whether AO3 has had it for so long. @param {Kept} text @param {number} days 0: never long enough */
export const isOver = ({ arrived, ageMs = 0 }, days) => days > 0 && arrived && ageMs >= days * DAY_MS;
