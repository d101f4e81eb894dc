/**
 * How often a limit or a browser check has been met lately. What comes again after each wait, or each time that it
 * was passed, has another reason than its first time. Kept in the browser's memory (storage.session), never on its
 * disk: times alone, of the last hour; what private windows met or asked for goes with the last of them, and ordinary
 * ones never hear of what they met.
 *
 * @import {Seen} from '../sighting/sighting.js'
 * @import {Recurrence, Sighting} from '../types/protocol.js'
 *
 * @typedef {'limit' | 'check'} Sort
 * @typedef {{at: number, isPrivate: boolean}} Asked
 * @typedef {Asked & {sort: Sort}} Met
 */
import { isChallenge } from '../ao3/answer.js';
import { LIMIT_WINDOW_MS } from '../ao3/limits.js';
import { api } from '../browser/api.js';

/** Where it is kept while this worker sleeps. */
const KEPT = 'recurrences';

/** What lies further back has another cause. */
const HOUR_MS = 3_600_000;

/**
 * A limit that is met again sooner was not waited for: whoever reloads within a minute meets the same one. A check
 * loads its page again by itself, within seconds.
 */
const SAME_MS = Object.freeze({ limit: 60_000, check: 3_000 });

/** Three windows of AO3's limit: what was asked for before has no part in it, however its window falls. */
const REST_MS = 3 * LIMIT_WINDOW_MS;

/** A load begins a moment before it is told of. In ms. */
const OWN_MS = 2_000;

/** From which time on each has another reason. */
const TELLING = Object.freeze({ limit: 3, check: 2 });

/** More than this nobody needs to tell a third time. */
const MOST = 60;

/** Counts. */
export class Recurrences {
  /** @type {Met[]} */
  #met = [];
  /** When pages of AO3's were asked for, in whichever windows: the limit is the address's. @type {Asked[]} */
  #asked = [];

  /** What a worker before this one kept. */
  async load() {
    try {
      const kept = /** @type {{met?: Met[], asked?: Asked[]} | undefined} */ ((await api.storage.session.get(KEPT))[KEPT]);
      if (Array.isArray(kept?.met)) this.#met = kept.met.filter((each) => typeof each?.at === 'number');
      if (Array.isArray(kept?.asked)) this.#asked = kept.asked.filter((each) => typeof each?.at === 'number');
    } catch (error) {
      console.warn('why502: how often a limit was met cannot be read; it counts from now', error);
    }
  }

  /**
   * A page of AO3's is asked for. A tab that is gone already may have been a private one.
   *
   * @param {number} at
   * @param {{incognito: boolean} | undefined} tab
   */
  asked(at, tab) {
    if (!tab) return;
    const isPrivate = tab.incognito;
    this.#asked = [...this.#asked, { at, isPrivate }].filter((each) => at - each.at < REST_MS).slice(-MOST);
    this.#keep();
  }

  /**
   * The same, with how often it was met; as it is where that tells nothing.
   *
   * @param {Seen} seen
   * @param {boolean} isPrivate
   * @param {number} at
   * @returns {Seen}
   */
  counted(seen, isPrivate, at) {
    const sort = sortOf(seen.sighting);
    if (sort === null) return seen;
    this.#met = this.#met.filter((met) => at - met.at < HOUR_MS && met.at <= at).slice(-MOST);
    const before = this.#met.filter((met) => met.sort === sort && met.isPrivate === isPrivate);
    const again = before.length > 0 && at - Math.max(...before.map((met) => met.at)) < SAME_MS[sort];
    if (!again) this.#met.push({ sort, at, isPrivate });
    const began = at - seen.sighting.tookMs - OWN_MS;
    const first = before.length === 0 && !this.#asked.some((each) => each.at < began && began - each.at < REST_MS);
    this.#keep();
    return { ...seen, sighting: { ...seen.sighting, recurrence: { time: before.length + (again ? 0 : 1), first } } };
  }

  /** Whether a private window met one, or asked for any page. */
  knowsPrivate() {
    return [...this.#met, ...this.#asked].some(({ isPrivate }) => isPrivate);
  }

  /** The last private window closed. */
  forgetPrivate() {
    this.#met = this.#met.filter(({ isPrivate }) => !isPrivate);
    this.#asked = this.#asked.filter(({ isPrivate }) => !isPrivate);
    this.#keep();
  }

  /** A person has all forgotten. */
  forget() {
    this.#met = [];
    this.#asked = [];
    this.#keep();
  }

  #keep() {
    const none = this.#met.length === 0 && this.#asked.length === 0;
    const kept = none ? api.storage.session.remove(KEPT) : api.storage.session.set({ [KEPT]: { met: this.#met, asked: this.#asked } });
    kept.catch((/** @type {unknown} */ error) => console.warn('why502: how often a limit was met is not kept over a sleep', error));
  }
}

/** @param {Sighting} sighting @returns {Sort | null} */
function sortOf({ status, headers, markers }) {
  if (isChallenge(headers, markers)) return 'check';
  return status === 429 ? 'limit' : null;
}

/**
 * Whether a page that was met again tells more than the same did before.
 *
 * @param {Sighting} now
 * @param {Sighting | null} before
 */
export function tellsMore(now, before) {
  const sort = sortOf(now);
  if (sort === null) return false;
  const of = (/** @type {Recurrence | null | undefined} */ recurrence) => recurrence?.time ?? 1;
  return of(now.recurrence) >= TELLING[sort] && of(before?.recurrence) < TELLING[sort];
}
