/**
 * A second place for what nobody knows: each text that was sent and not seen to arrive lies, as it was sent, in the
 * extension's storage as well, until it is known what became of it. The database and this storage are different files of
 * the browser's, which break and are emptied apart: what one has lost the other gives back at the next start.
 *
 * @import {Kept, Version} from '../types/drafts.js'
 */
import { api } from '../browser/api.js';

/** Under this name. */
export const JOURNAL = 'unknown-texts';

/** More are open for nobody; the newest stay. */
export const MOST = 5;

/** Chromium gives the whole storage ten megabytes (chrome.storage.local, QUOTA_BYTES); in letters, of which most take one. */
export const LONGEST = 1_500_000;

/**
 * @typedef {object} Entry
 * @property {Kept} text
 * @property {Version} version
 */

/** Strange things in a storage are nothing. @param {unknown} kept @returns {Entry[]} */
function entriesIn(kept) {
  const all = Array.isArray(kept) ? kept : [];
  return all.filter(
    (each) =>
      typeof each?.text?.id === 'string' &&
      typeof each.text.key === 'string' &&
      each.text.outcome === 'unknown' &&
      Array.isArray(each.text.writings) &&
      each.version?.id === each.text.id &&
      each.version.number === each.text.newest &&
      Array.isArray(each.version.fields),
  );
}

/** Keeps them. What fails here is written down and stops nobody: the database has it. */
export class Journal {
  /** One change at a time. @type {Promise<unknown>} */
  #turn = Promise.resolve();

  /** @returns {Promise<Entry[]>} the newest first */
  async all() {
    return entriesIn((await api.storage.local.get(JOURNAL))[JOURNAL]);
  }

  /** A text is on its way. @param {Kept} text @param {Version} version */
  put(text, version) {
    const entry = { text, version };
    return this.#change((all) => [entry, ...all.filter((each) => each.text.id !== text.id)].slice(0, MOST));
  }

  /** Of these it is known what became of them, or they are gone. @param {readonly string[]} ids */
  drop(ids) {
    return this.#change((all) => all.filter(({ text }) => !ids.includes(text.id)));
  }

  /** @param {(all: Entry[]) => Entry[]} change */
  #change(change) {
    const done = this.#turn.then(async () => {
      const before = await this.all();
      const after = short(change(before));
      if (after.length === 0 && before.length === 0) return;
      await (after.length > 0 ? api.storage.local.set({ [JOURNAL]: after }) : api.storage.local.remove(JOURNAL));
    });
    this.#turn = done.catch((error) => console.warn('why502: the second place for what was sent is not there', error));
    return this.#turn;
  }
}

/** As many of the newest as there is room for. @param {Entry[]} all */
function short(all) {
  let room = LONGEST * 2;
  return all.filter((each) => {
    const letters = JSON.stringify(each).length;
    const fits = letters <= Math.min(LONGEST, room);
    if (fits) room -= letters;
    return fits;
  });
}
