/**
 * Where a watch is kept: in storage.local, where it outlives worker and browser, without any page and
 * without tabs of private windows. One that was begun in a private window is kept in storage.session,
 * the browser's memory, and no tab with it.
 *
 * @import {Why} from './schedule.js'
 */
import { official } from '../ao3/address.js';
import { api } from '../browser/api.js';
import { WATCH } from './watch-record.js';
import { LONGEST_MS } from './schedule.js';
import { each, fits, flag, maybe, number, oneOf, orNull, shape, text } from '../browser/shapes.js';

/** storage.session: this session of the browser has a watch, and until when AO3 asked for rest. */
const SESSION = 'watch-session';

/**
 * @typedef {object} Watch times are milliseconds since 1970
 * @property {number} startedAt
 * @property {string} host
 * @property {string | null} code the verdict that it was begun under
 * @property {'watching' | 'back' | 'over'} state
 * @property {null | Why} why it is over
 * @property {number} looks the window of the next look grows with it: those that were made, and each time that
 *   AO3 came back and failed again
 * @property {number} asked how many requests it has made
 * @property {number} good how many in a row found AO3 back
 * @property {number | null} nextAt when the next look is due
 * @property {number} until when it ends by itself
 * @property {boolean} paused this device is offline
 * @property {boolean} asMember only signed-in pages are down: it looks with the ordinary windows' cookies
 * @property {boolean} isPrivate begun in a private window
 * @property {{tabId: number, at: number, isPrivate: boolean}[]} reloads still to come, earliest first
 * @property {number | null} lastAt the latest look or reload, or its end
 * @property {number} [rest] where a limit ended it: until when AO3 asked for rest, 0 where it did not say
 * @property {number | null} front the tab that a click on the notification brings to the front
 * @property {number} [held] once AO3 is back: tabs that were not reloaded because they hold typed text; those of private windows count
 *   only where it was begun in one
 * @property {boolean} unkept the storage refused it: it ends with this worker
 */

/**
 * A watch as windows of one sort may know it. One of an ordinary window is for all. One that was begun in
 * a private window is known in private windows alone, and so are their tabs.
 *
 * @param {Watch | null} watch
 * @param {boolean} isPrivate
 * @returns {Watch | null}
 */
export function seenFrom(watch, isPrivate) {
  if (isPrivate || !watch) return watch;
  return watch.isPrivate ? null : { ...watch, reloads: watch.reloads.filter((r) => !r.isPrivate) };
}

/**
 * Keeps a watch, or that there is none.
 *
 * @param {Watch | null} watch
 * @param {number} rest until when AO3 asked for rest
 * @returns {Promise<boolean>} whether the storages took it
 */
export async function keep(watch, rest) {
  const value = watch?.isPrivate ? { ...watch, reloads: [] } : seenFrom(watch, false);
  const { local, session } = api.storage;
  try {
    if (watch || rest > Date.now()) await session.set({ [SESSION]: { rest } });
    await (value?.isPrivate ? session.set({ [WATCH]: value }) : session.remove(WATCH));
    await (value && !value.isPrivate ? local.set({ [WATCH]: value }) : local.remove(WATCH));
    return true;
  } catch (error) {
    console.warn('why502: the watch cannot be kept; it goes on as long as this worker lives', error);
    return false;
  }
}

/**
 * What a worker before this one kept.
 *
 * @param {number} now
 * @returns {Promise<{watch: Watch | null, rest: number, sameSession: boolean}>} sameSession: the browser was not closed since
 */
export async function readKept(now) {
  const [inMemory, onDisk, session] = await Promise.all([read('session', WATCH), read('local', WATCH), read('session', SESSION)]);
  const rest = /** @type {{rest?: unknown} | undefined} */ (session)?.rest;
  return {
    watch: watchFrom(inMemory, now) ?? watchFrom(onDisk, now),
    rest: typeof rest === 'number' ? rest : 0,
    sameSession: session !== undefined,
  };
}

/** Not even that there was one. */
export async function forgetSession() {
  try {
    await api.storage.session.remove(SESSION);
  } catch (error) {
    console.warn('why502: storage.session cannot be emptied', error);
  }
}

/** @param {'local' | 'session'} area @param {string} key @returns {Promise<unknown>} */
async function read(area, key) {
  try {
    return (await api.storage[area].get(key))[key];
  } catch (error) {
    console.warn(`why502: storage.${area} cannot be read; a watch that is kept there does not go on`, error);
    return undefined;
  }
}

const AO3_HOST = (/** @type {unknown} */ host, /** @type {string} */ where) =>
  official(`https://${host}/`)?.hostname === host ? undefined : `${where}: not a host of AO3's`;

const WATCH_KEPT = shape({
  startedAt: number,
  until: number,
  looks: number,
  good: number,
  nextAt: orNull(number),
  lastAt: orNull(number),
  front: orNull(number),
  paused: flag,
  asMember: flag,
  isPrivate: flag,
  state: oneOf(['watching', 'back', 'over']),
  why: orNull(oneOf(['time', 'challenge', 'limit'])),
  host: AO3_HOST,
  code: orNull(text),
  reloads: each(shape({ tabId: number, at: number, isPrivate: flag })),
  held: maybe(number),
});

/**
 * A watch as it was kept. What is not one, or cannot be one at this time, is none.
 *
 * @param {unknown} value
 * @param {number} now
 * @returns {Watch | null}
 */
export function watchFrom(value, now) {
  if (!fits(WATCH_KEPT, value)) return null;
  const w = /** @type {Watch} */ (value);
  // A clock that was set back must not make it longer than it was.
  const whole = (w.state !== 'watching' || w.nextAt !== null) && w.startedAt <= now && w.until <= w.startedAt + LONGEST_MS;
  return whole ? { ...w, asked: Number.isFinite(w.asked) ? w.asked : w.looks, unkept: false } : null;
}
