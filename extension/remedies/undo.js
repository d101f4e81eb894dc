/**
 * For ten minutes after a clearing its cookies can be put back as they were. The copies are kept in
 * storage.session, the browser's memory; those of private windows in this worker's memory alone, where
 * they end with it, at the latest with the last private window. They are never shown to a page, to the
 * popup or to the companion, and leave with "Forget" in the options.
 *
 * @import {Cookie} from './cookies.js'
 * @import {Store} from '../browser/tab.js'
 */
import { isOfSession } from '../ao3/session-cookies.js';
import { api } from '../browser/api.js';
import { cookiesIn, isArchives, nameOf, putBack, take, wholeOf } from './cookies.js';
import { Wake } from '../browser/wake.js';

/** How long, in ms. */
export const UNDO_MS = 10 * 60_000;

/** The name of its alarm, and of its place in storage.session. */
export const UNDO = 'undo';

/**
 * @typedef {object} Copy
 * @property {string} storeId
 * @property {boolean} isPrivate
 * @property {number} at when it was made, in ms since 1970
 * @property {Cookie[]} cookies
 * @property {boolean} [ofSession] only the session was cleared: AO3's other cookies are none of its business
 * @property {string[] | null} after each cookie that was there right after the clearing; null while nobody knows
 *
 * @typedef {{asks: number} | {restored: number, expired: number, failed: number} | {gone: true}} Undone
 *   asks: so many cookies of the store are others by now, and nothing was done
 */

/** The copies, newest last. A second clearing hides the first; its undo brings it back. */
export class Undo {
  /** @type {Copy[]} */
  #copies = [];
  #wake = new Wake(UNDO, () => void this.due());

  /** What a worker before this one kept. */
  async load() {
    try {
      const kept = (await api.storage.session.get(UNDO))[UNDO];
      this.#copies = Array.isArray(kept) ? kept.filter(isCopy) : [];
    } catch (error) {
      console.warn('why502: what can be put back could not be read', error);
    }
    await this.due();
  }

  /**
   * Keeps what is about to be cleared.
   *
   * @param {Store} store
   * @param {Cookie[]} cookies
   * @param {boolean} ofSession whether only the session is
   * @returns {Promise<boolean>} whether it outlives this worker's sleep, or need not
   */
  async keep(store, cookies, ofSession) {
    if (cookies.length === 0) return true;
    this.#copies.push({ storeId: store.id, isPrivate: store.kind === 'private', at: Date.now(), cookies, ofSession, after: null });
    return this.#write();
  }

  /** The clearing is over: what is there now is not yet a change. @param {Store} store @param {Cookie[]} cookies */
  async cleared(store, cookies) {
    const copy = this.#newest(store.id);
    if (copy) copy.after = concerning(copy, cookies).map(wholeOf);
    await this.#write();
  }

  /**
   * What can be put back in a store.
   *
   * @param {string} storeId
   * @returns {{cookies: number, until: number} | null}
   */
  offer(storeId) {
    const copy = this.#newest(storeId);
    return copy ? { cookies: copy.cookies.length, until: copy.at + UNDO_MS } : null;
  }

  /**
   * Puts the cookies of the last clearing back, in place of those that came since.
   *
   * @param {string} storeId
   * @param {boolean} sure the person knows that there are others by now
   * @returns {Promise<Undone>}
   */
  async run(storeId, sure) {
    const copy = this.#newest(storeId);
    if (!copy) return { gone: true };
    const now = concerning(copy, await cookiesIn(storeId));
    const others = changes(copy.after ?? [], now.map(wholeOf));
    if (others > 0 && !sure) return { asks: others };
    const names = new Set(copy.cookies.map(nameOf));
    await take(now.filter((cookie) => !names.has(nameOf(cookie))));
    const isOver = (/** @type {Cookie} */ { session, expirationDate = 0 }) => !session && expirationDate * 1000 <= Date.now();
    const wanted = copy.cookies.filter((cookie) => !isOver(cookie));
    await putBack(wanted);
    const there = new Set((await cookiesIn(storeId)).map(wholeOf));
    const restored = wanted.filter((cookie) => there.has(wholeOf(cookie))).length;
    // What did not come back can be tried again until the ten minutes are over.
    if (restored === wanted.length) this.#copies = this.#copies.filter((other) => other !== copy);
    await this.#write();
    return { restored, expired: copy.cookies.length - wanted.length, failed: wanted.length - restored };
  }

  /** Lets go of what is older than ten minutes, and wakes again for what is not yet. */
  async due() {
    const before = this.#copies.length;
    this.#copies = this.#copies.filter(isYoung);
    if (this.#copies.length !== before) await this.#write();
    else this.#arm();
  }

  knowsPrivate() {
    return this.#copies.some(({ isPrivate }) => isPrivate);
  }

  /** The last private window closed. */
  forgetPrivate() {
    this.#copies = this.#copies.filter(({ isPrivate }) => !isPrivate);
    this.#arm();
  }

  /** Nothing is left of it anywhere. */
  async forget() {
    this.#copies = [];
    await this.#write();
  }

  /** @param {string} storeId */
  #newest(storeId) {
    return this.#copies.findLast((copy) => copy.storeId === storeId && isYoung(copy));
  }

  /** @returns {Promise<boolean>} */
  async #write() {
    this.#arm();
    const kept = this.#copies.filter(({ isPrivate }) => !isPrivate);
    try {
      await (kept.length > 0 ? api.storage.session.set({ [UNDO]: kept }) : api.storage.session.remove(UNDO));
      return true;
    } catch (error) {
      console.warn('why502: what was cleared can be put back only as long as this worker lives', error);
      return false;
    }
  }

  #arm() {
    const first = this.#copies[0];
    if (first) this.#wake.at(first.at + UNDO_MS);
    else this.#wake.never();
  }
}

/** Clocks are set back a little all the time; by more than that, nobody knows how old a copy is. ms */
const LEEWAY_MS = 60_000;

/** @param {Copy} copy */
const isYoung = ({ at }) => at - LEEWAY_MS <= Date.now() && Date.now() < at + UNDO_MS;

/** @param {any} value @returns {value is Copy} */
function isCopy(value) {
  return (
    typeof value?.storeId === 'string' &&
    value.isPrivate === false &&
    Number.isFinite(value.at) &&
    Array.isArray(value.cookies) &&
    value.cookies.every(isArchives) &&
    (value.after === null || Array.isArray(value.after))
  );
}

/** Those of AO3's cookies that a clearing was about. @param {Copy} copy @param {readonly Cookie[]} cookies */
const concerning = ({ ofSession }, cookies) => cookies.filter((cookie) => ofSession !== true || isOfSession(cookie));

/** How many are in one list alone. @param {readonly string[]} a @param {readonly string[]} b */
function changes(a, b) {
  const [before, now] = [new Set(a), new Set(b)];
  return [...before].filter((one) => !now.has(one)).length + [...now].filter((one) => !before.has(one)).length;
}
