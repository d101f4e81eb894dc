/**
 * Texts that are written in private windows: each tab has its own, in the browser's memory alone (storage.session), the
 * newest version of each and no more. Nothing of them is written to the disk or to the companion, is shown in our page of texts,
 * or is known in another tab; they end with the tab, once AO3 has them, with the switch in the options, and with the browser.
 *
 * @import {Kept, Version} from '../types/drafts.js'
 */
import { api } from '../browser/api.js';
import { orElse } from '../browser/door.js';
import { NotStored } from './database.js';
import { Texts } from './texts.js';

/** Under this name in storage.session. */
export const PRIVATE_TEXTS = 'private-texts';

/** A tab holds so many; the oldest go. */
const MOST = 3;

/** @typedef {{text: Kept, version: Version}} Entry */
/** @typedef {Record<string, Entry[]>} Shelf by the number of the tab */

/** No second place: what is in memory has no other. */
const NO_JOURNAL = Object.freeze({
  all: async () => [],
  put: async () => undefined,
  drop: async () => undefined,
});

/** All of them. */
export class PrivateTexts {
  /** @type {Promise<unknown>} */
  #turn = Promise.resolve();
  /** @type {Map<number, Texts>} */
  #tabs = new Map();
  /**
   * Whether the end of tabs is listened to: only while something is here, and never from the start on. Firefox wakes a background
   * for whatever it listened to as it started, with every tab of every site; so one that closes while this sleeps is looked for as
   * it wakes.
   */
  #listens = false;

  /** @param {number} tabId @returns {Texts} */
  of(tabId) {
    let its = this.#tabs.get(tabId);
    if (!its) this.#tabs.set(tabId, (its = new Texts(new TabMemory(this, tabId), NO_JOURNAL)));
    return its;
  }

  /** To be called as the background starts: tabs may have closed while it slept. */
  listen() {
    api.tabs.onReplaced?.addListener((by, from) => void this.#quietly(this.#renumber(from, by)));
    void this.#quietly(this.#sweep());
  }

  /** All are gone. */
  async forget() {
    await this.change(() => ({}));
  }

  /** @param {number} tabId @returns {Promise<Entry[]>} */
  async entries(tabId) {
    await this.#turn;
    return (await this.#shelf())[tabId] ?? [];
  }

  /**
   * One change at a time.
   *
   * @param {(all: Shelf) => Shelf} change
   * @throws {NotStored} where the browser's memory has no room
   */
  change(change) {
    const done = this.#turn.then(async () => {
      const before = await this.#shelf();
      const after = Object.fromEntries(Object.entries(change(before)).filter(([, entries]) => entries.length > 0));
      const isEmpty = Object.keys(after).length === 0;
      if (isEmpty && Object.keys(before).length === 0) return this.#attend(false);
      await (isEmpty ? api.storage.session.remove(PRIVATE_TEXTS) : api.storage.session.set({ [PRIVATE_TEXTS]: after })).catch((error) =>
        Promise.reject(new NotStored(error)),
      );
      this.#attend(!isEmpty);
    });
    this.#turn = done.catch(() => undefined); // Whoever asked for it is told.
    return done;
  }

  /** @returns {Promise<Shelf>} */
  async #shelf() {
    return /** @type {Shelf} */ ((await api.storage.session.get(PRIVATE_TEXTS))[PRIVATE_TEXTS] ?? {});
  }

  /** @param {number} tabId */
  #left = (tabId) => {
    this.#tabs.delete(tabId);
    void this.#quietly(this.change(({ [tabId]: _gone, ...others }) => others));
  };

  /** @param {boolean} needed */
  #attend(needed) {
    if (needed === this.#listens) return;
    this.#listens = needed;
    if (needed) api.tabs.onRemoved.addListener(this.#left);
    else api.tabs.onRemoved.removeListener(this.#left);
  }

  /** @param {number} from @param {number} by Chromium gives a tab another number where it shows a page that it loaded ahead */
  #renumber(from, by) {
    this.#tabs.delete(from);
    return this.change(({ [from]: its, ...others }) => (its ? { ...others, [by]: its } : others));
  }

  /** Of tabs that are not there any more nothing stays, whatever was missed. */
  async #sweep() {
    if (Object.keys(await this.#shelf()).length === 0) return; // Nearly always: no browser is asked for its tabs.
    const open = await orElse(api.tabs.query({}), null);
    const isOpen = (/** @type {string} */ id) => open === null || open.some((tab) => String(tab.id) === id);
    await this.change((all) => Object.fromEntries(Object.entries(all).filter(([id]) => isOpen(id))));
  }

  /** @param {Promise<unknown>} what */
  #quietly(what) {
    return what.catch((error) => console.warn('why502: a text of a private window is not forgotten yet', error));
  }
}

/** What one tab holds, as drafts/database.js has it; but one version of each, and nothing that AO3 has. */
class TabMemory {
  #all;
  #tabId;

  /** @param {PrivateTexts} all @param {number} tabId */
  constructor(all, tabId) {
    this.#all = all;
    this.#tabId = tabId;
  }

  /** @returns {Promise<Kept[]>} */
  async texts() {
    return (await this.#entries()).map(({ text }) => text);
  }

  /** @param {string} id @returns {Promise<Version[]>} */
  async versions(id) {
    return (await this.#entries()).flatMap(({ version }) => (version.id === id ? [version] : []));
  }

  /** @param {string} id @param {number} number @returns {Promise<Version | undefined>} */
  async version(id, number) {
    return (await this.versions(id)).find((version) => version.number === number);
  }

  /** @param {Kept} text @param {Version} version */
  keep(text, version) {
    return this.#change((entries) => [{ text, version }, ...entries.filter((each) => each.text.id !== text.id)].slice(0, MOST));
  }

  /** @param {readonly Kept[]} texts */
  note(texts) {
    const now = (/** @type {Kept} */ { id }) => texts.find((each) => each.id === id);
    return this.#change((entries) =>
      entries.map((each) => ({ ...each, text: now(each.text) ?? each.text })).filter(({ text }) => !text.arrived),
    );
  }

  /** @param {readonly string[]} ids */
  remove(ids) {
    return this.#change((entries) => entries.filter(({ text }) => !ids.includes(text.id)));
  }

  #entries() {
    return this.#all.entries(this.#tabId);
  }

  /** @param {(entries: Entry[]) => Entry[]} change */
  #change(change) {
    return this.#all.change((all) => ({ ...all, [this.#tabId]: change(all[this.#tabId] ?? []) }));
  }
}
