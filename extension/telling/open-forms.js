/**
 * Which tab writes which form, so that a person is told who writes the same one in two: each text is kept by itself, and
 * AO3 takes the later over the earlier without a word. In this worker's memory alone.
 *
 * @import {Kept} from '../types/drafts.js'
 */
import { tabById } from '../browser/tab.js';

/** Whoever has written nothing for so long has left it. ms */
const LEFT_MS = 30 * 60_000;

/** A form of something that is there already, or a new chapter of one work. New works are each their own. */
const IS_ONE = /\/(\d+|profile(\/update)?|works\/\d+\/chapters)$/;

/** The forms. */
export class OpenForms {
  /** @type {Map<number, {key: string, at: number}>} */
  #last = new Map();

  /** Another page stands in this tab. @param {number} tabId */
  left(tabId) {
    this.#last.delete(tabId);
  }

  /**
   * This tab writes this text.
   *
   * @param {number} tabId
   * @param {Pick<Kept, 'key'>} text
   * @param {number} now ms since 1970
   * @returns {Promise<boolean>} whether another tab that is still open writes the same form
   */
  async writes(tabId, { key }, now) {
    this.#last.set(tabId, { key, at: now });
    if (!IS_ONE.test(key.split(' ')[1] ?? '')) return false;
    const others = [...this.#last].filter(([id, last]) => id !== tabId && last.key === key && Math.abs(now - last.at) < LEFT_MS);
    for (const [id] of others) {
      if (await tabById(id)) return true;
      this.#last.delete(id);
    }
    return false;
  }
}
