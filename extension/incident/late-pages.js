/**
 * Pages that came late, each in its tab, until the tab shows something else: what the toolbar offers to find
 * out about. Nothing is asked for them until a person presses. They are kept in the browser's memory
 * (storage.session), never on its disk; those of private windows go with the last of them.
 *
 * @import {Seen} from '../sighting/sighting.js'
 * @import {Front} from './front.js'
 */
import { samePage } from '../ao3/address.js';
import { api } from '../browser/api.js';
import { tabById } from '../browser/tab.js';

/** Where they are kept while this worker sleeps. */
const KEPT = 'late-pages';

/** More tabs than this nobody waits for at a time. */
const MOST = 20;

/** @typedef {{seen: Seen, isPrivate: boolean}} Late */

/** Remembers them. */
export class LatePages {
  /** @type {Late[]} */
  #all = [];
  #changed;

  /** @param {(tabId: number, seen: Seen | undefined) => void} changed what is offered in a tab has changed */
  constructor(changed) {
    this.#changed = changed;
  }

  /** What a worker before this one kept. */
  async load() {
    try {
      const kept = (await api.storage.session.get(KEPT))[KEPT];
      this.#all = Array.isArray(kept) ? kept.filter((late) => typeof late?.seen?.tabId === 'number') : [];
    } catch (error) {
      console.warn('why502: which pages came late cannot be read; nothing is offered for them', error);
    }
  }

  /** A page came late. @param {Seen} seen @param {boolean} isPrivate */
  note(seen, isPrivate) {
    this.#keep([...this.#without(seen.tabId), { seen, isPrivate }].slice(-MOST));
    this.#changed(seen.tabId, seen);
  }

  /** What a tab shows, where it came late. @param {number} tabId @returns {Seen | undefined} */
  in(tabId) {
    return this.#all.find(({ seen }) => seen.tabId === tabId)?.seen;
  }

  /** What is offered in front of a tab. @param {Front} front @returns {{tookMs: number} | null} */
  offer({ tabId, isPrivate }) {
    const late = this.#all.find(({ seen }) => seen.tabId === tabId);
    return late?.isPrivate === isPrivate ? { tookMs: late.seen.sighting.tookMs } : null;
  }

  /**
   * The same, after a look at what the tab shows: other sites load unheard.
   *
   * @param {Front} front
   */
  async standing(front) {
    const late = front.tabId === null ? undefined : this.in(front.tabId);
    const tab = late && (await tabById(late.tabId));
    if (late && !(tab?.url && samePage(tab.url, late.url))) this.leave(late.tabId);
    return this.offer(front);
  }

  /** A tab shows something else, or begins to. @param {number} tabId */
  leave(tabId) {
    const rest = this.#without(tabId);
    if (rest.length === this.#all.length) return;
    this.#keep(rest);
    this.#changed(tabId, undefined);
  }

  /** The browser gave a tab another number. @param {number} tabId @param {number} by the new one */
  renumber(tabId, by) {
    const late = this.#all.find(({ seen }) => seen.tabId === tabId);
    if (late) this.#keep([...this.#without(tabId), { ...late, seen: { ...late.seen, tabId: by } }]);
  }

  /** Whether any is of a private window. */
  knowsPrivate() {
    return this.#all.some(({ isPrivate }) => isPrivate);
  }

  /** The last private window closed. */
  forgetPrivate() {
    this.#keep(this.#all.filter(({ isPrivate }) => !isPrivate));
  }

  /** A person has all forgotten. */
  forget() {
    this.#keep([]);
  }

  /** @param {number} tabId */
  #without(tabId) {
    return this.#all.filter(({ seen }) => seen.tabId !== tabId);
  }

  /** @param {Late[]} all */
  #keep(all) {
    this.#all = all;
    // Nothing is left of none: who forgets everything finds nothing.
    const kept = all.length > 0 ? api.storage.session.set({ [KEPT]: all }) : api.storage.session.remove(KEPT);
    kept.catch((/** @type {unknown} */ error) => console.warn('why502: which pages came late is not kept over a sleep', error));
  }
}
