/**
 * How many requests this session of the browser has cost AO3, in ordinary windows: the figure of the
 * options. It is kept in storage.session, beside the incidents, and outlives them.
 */
import { api } from '../browser/api.js';
import { orElse } from '../browser/door.js';

/** storage.session: how many requests this session of the browser has cost AO3, and how many of them perhaps never left. */
const ASKED = 'asked';

/** @typedef {{requests: number, doubted: number}} Sum */

/** What is not in the storage yet. @type {Sum} */
let owed = { requests: 0, doubted: 0 };

/**
 * What the storage had before a write that may have come too late to be heard of, and is not read again
 * therefore.
 *
 * @type {Sum | undefined}
 */
let known;

/** @type {Promise<unknown>} */
let counting = Promise.resolve();

/** A machine that is too busy to answer in time (door.js) is asked again: so often, and after such a pause in ms. */
const WRITTEN_AT_MOST = 3;
const WRITTEN_AGAIN_MS = 1_000;

/**
 * The sum of the session: of numbers alone, and of ordinary windows alone. What could not be written is
 * written with the next: a request that was sent is never left out.
 *
 * @param {readonly {doubt?: true}[]} now
 * @param {readonly {doubt?: true}[]} [before]
 */
export function count(now, before = []) {
  const more = { requests: now.length - before.length, doubted: doubtedOf(now) - doubtedOf(before) };
  if (more.requests === 0 && more.doubted === 0) return;
  owed = plus(owed, more);
  counting = counting.then(writeSum);
}

/** @param {Sum} a @param {Sum} b @returns {Sum} */
const plus = (a, b) => ({ requests: a.requests + b.requests, doubted: a.doubted + b.doubted });

async function writeSum() {
  for (let times = 1; owed.requests !== 0 || owed.doubted !== 0; times += 1) {
    try {
      known ??= sumFrom((await api.storage.session.get(ASKED))[ASKED]);
      const paid = owed;
      await api.storage.session.set({ [ASKED]: plus(known, paid) });
      known = plus(known, paid);
      owed = plus(owed, { requests: -paid.requests, doubted: -paid.doubted });
    } catch (error) {
      console.warn('why502: the sum of requests could not be kept', error);
      if (times >= WRITTEN_AT_MOST) return;
      await new Promise((go) => setTimeout(go, WRITTEN_AGAIN_MS));
    }
  }
  known = undefined;
}

/** What is kept; of anything else there is no sum. @param {unknown} kept @returns {Sum} */
function sumFrom(kept) {
  const { requests, doubted } = /** @type {Partial<Sum>} */ (kept ?? {});
  return { requests: Number.isFinite(requests) ? Number(requests) : 0, doubted: Number.isFinite(doubted) ? Number(doubted) : 0 };
}

/** How many requests this session of the browser has cost AO3, in ordinary windows; null where the storage does not say. */
export async function askedInSession() {
  const kept = /** @type {Record<string, {requests?: unknown} | undefined> | null} */ (await orElse(api.storage.session.get(ASKED), null));
  const requests = kept?.[ASKED]?.requests ?? 0;
  return kept === null || typeof requests !== 'number' ? null : requests;
}

/** Calls back whenever that has changed. @param {() => void} changed */
export function onAsked(changed) {
  api.storage.onChanged.addListener((changes, area) => {
    if (area === 'session' && changes[ASKED]) changed();
  });
}

/** @param {readonly {doubt?: true}[]} requests */
const doubtedOf = (requests) => requests.filter((each) => each.doubt).length;

/** Nothing is left of the sum. */
export async function forgetSum() {
  await counting;
  owed = { requests: 0, doubted: 0 };
  known = undefined;
  await api.storage.session.remove(ASKED);
}
