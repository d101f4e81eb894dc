/**
 * When a watch looks, what a look found, and when tabs are reloaded afterwards. Pure: the clock and
 * the die are given.
 *
 * AO3 first: thousands of readers lose the same page in the same second, and each of them may ask to
 * be told when it is back. What they send must be little, must not come in step, and must not come
 * back in step either.
 *
 * @import {Headers502, Sighting} from '../types/protocol.js'
 */
import { sort } from '../incident/incident.js';
import { isFresh } from '../ao3/answer.js';
import { readMarkers } from '../ao3/markers.js';
import { LIMIT_WINDOW_MS } from '../ao3/limits.js';

/** No look comes sooner after anything than this (design, section 5). */
export const FLOOR_MS = 30_000;

/**
 * A look falls at random between the floor and this: the first, then every other. A crowd decides both
 * (test/crowd.js; host/decisions, 2026-11-28-the-crowd): shorter ones meet the end of an outage of five minutes
 * in step, longer ones tell too late.
 */
export const FIRST_MS = 9 * 60_000;

/** No window is longer (issue of the face: "a cap of 15 min"). */
export const CAP_MS = 11 * 60_000;

/** A watch ends by itself after this. */
export const LONGEST_MS = 2 * 60 * 60_000;

/** A look that is this late was slept through: its time was random once, the end of a sleep is not. */
export const LATE_MS = 60_000;

/** A shorter wait than the longest that AO3 ever means is believed; its longest ban is a day. */
const LONGEST_WAIT_MS = 24 * 60 * 60_000;

/** @typedef {'time' | 'challenge' | 'limit'} Why a watch ended without AO3 being back */

/** The window in which a look falls at random, after so many looks. @param {number} looks */
export const windowMs = (looks) => (looks === 0 ? FIRST_MS : CAP_MS);

/**
 * When the next look is due: full jitter above the floor. A longer wait that AO3 asked for wins, and
 * is spread as well, for everybody was told the same.
 *
 * @param {object} so
 * @param {number} so.now
 * @param {number} so.looks how many were made
 * @param {number} so.until when the watch ends
 * @param {number} so.rest until when AO3 asked for rest; 0 where it did not
 * @param {boolean} [so.slept] a look was slept through: people wake at times of their own, so half a minute and a share
 * @param {boolean} [so.longer] AO3 came back and failed again: not before half of the window
 * @param {() => number} random from 0 to below 1
 * @returns {number | Why} why the watch is over, where no look fits in any more
 */
export function nextLook({ now, looks, until, rest, longer = false, slept = false }, random) {
  const last = until - FLOOR_MS;
  if (rest > last) return 'limit';
  const most = slept ? 2 * FLOOR_MS : windowMs(looks);
  const least = longer ? Math.max(FLOOR_MS, most / 2) : FLOOR_MS;
  if (now + FLOOR_MS > last) return 'time';
  const at = now + Math.ceil(least + random() * (most - least));
  return Math.min(last, Math.max(at, rest > now ? rest + share(random) : 0));
}

/** A random share of half a minute. @param {() => number} random */
function share(random) {
  return Math.ceil(random() * FLOOR_MS);
}

/**
 * When a watch that was paused goes on: a whole town may come back to the network at once.
 *
 * @param {number} now
 * @param {number} due when its look was due
 * @param {() => number} random
 */
export function resumed(now, due, random) {
  return Math.max(due, now + share(random));
}

/** One answer to a look. @typedef {{status: number | null, headers: Headers502, body: string, redirected: boolean}} Looked */

/**
 * @typedef {object} Found
 * @property {'good' | 'not-yet' | 'moved' | 'challenge' | 'limit'} what
 * @property {number} restMs how long AO3 asks for rest; 0 where it does not
 */

/**
 * What a look found. AO3 is back only where its application answered: with a form token, fresh.
 *
 * @param {Looked} looked
 * @param {number} now
 * @returns {Found}
 */
export function readLook({ status, headers, body, redirected }, now) {
  const asked = retryAfterMs(headers['retry-after'], now);
  const why = endedBy(status, headers, status === 200 ? null : readMarkers(body, []).title);
  if (why === 'limit') return { what: why, restMs: asked ?? LIMIT_WINDOW_MS };
  if (why) return { what: why, restMs: asked ?? 0 };
  const restMs = asked ?? 0;
  if (redirected) return { what: 'moved', restMs };
  return { what: status === 200 && isFresh(headers) && hasToken(body) ? 'good' : 'not-yet', restMs };
}

/** @param {string} body */
function hasToken(body) {
  try {
    return typeof JSON.parse(body)?.token === 'string';
  } catch {
    return false; // A page, or the beginning of something endless: not the application's answer.
  }
}

/**
 * Answers after which nobody asks again.
 *
 * @param {number | null} status
 * @param {Headers502 | null} headers
 * @param {string | null | undefined} title
 * @returns {'challenge' | 'limit' | null}
 */
function endedBy(status, headers, title) {
  if (status === 429 || status === 507) return 'limit';
  if (status === 403 || status === 418 || headers?.['cf-mitigated'] === 'challenge' || title?.startsWith('Shields are up'))
    return 'challenge';
  return null;
}

/**
 * What a page that failed in a tab means to a watch: the same outage, a reason to stop, or nothing.
 *
 * @param {Sighting} sighting
 * @returns {'outage' | 'challenge' | 'limit' | null}
 */
export function meaning(sighting) {
  const why = endedBy(sighting.status, sighting.headers, sighting.markers?.title);
  return why ?? (['server', 'no-answer', 'maintenance'].includes(sort(sighting)) ? 'outage' : null);
}

/** Both forms of RFC 9110, 10.2.3, as the companion reads them too. */
const SECONDS = /^\d{1,18}$/;
const HTTP_DATE = /^(?:[a-z]{3}, )?\d{1,2} [a-z]{3} \d{4} \d\d:\d\d(?::\d\d)? (?:GMT|[+-]\d{4})$/i;

/**
 * The wait that a Retry-After asks for.
 *
 * @param {string | null | undefined} header
 * @param {number} now when it was received
 * @returns {number | null} between nothing and a day; null where it is missing or cannot be read
 */
export function retryAfterMs(header, now) {
  const value = header?.trim() ?? '';
  const wait = SECONDS.test(value) ? Number(value) * 1000 : HTTP_DATE.test(value) ? Date.parse(value) - now : NaN;
  return Number.isNaN(wait) ? null : Math.min(LONGEST_WAIT_MS, Math.max(0, wait));
}

/** Reloads after AO3 came back: the tab in front within this time… */
export const FIRST_RELOAD_MS = 10_000;

/** …and all others spread between that and this. */
export const RELOADS_MS = 60_000;

/**
 * When each tab is reloaded: the first soon, the others at random, each in a slice of its own of the
 * rest of the minute, so that chance never makes a crowd of them.
 *
 * @param {number} tabs how many
 * @param {number} now
 * @param {() => number} random
 * @returns {number[]} ascending
 */
export function reloadTimes(tabs, now, random) {
  const slice = (RELOADS_MS - FIRST_RELOAD_MS) / Math.max(1, tabs - 1);
  return Array.from({ length: tabs }, (_, i) =>
    Math.floor(now + (i === 0 ? random() * FIRST_RELOAD_MS : FIRST_RELOAD_MS + (i - 1 + random()) * slice)),
  );
}
