/**
 * What is owed to the person: extensions that were on, and may be off by our doing. It is written to the disk before
 * the first is switched off, and struck off one by one as they are on again, or as the person decides otherwise.
 *
 * @import {Named} from './left-alone.js'
 * @import {Record} from './record.js'
 */
import { readRecord, writeRecord } from './record.js';
import { maySwitch, switches, turn } from './switches.js';

/**
 * A browser writes down what is on or off some seconds late (Chromium: base/files/important_file_writer, ten): one that is
 * killed right after all was paid may start with extensions off, and finds here that they are owed.
 */
export const SETTLES_LATE_MS = 20_000;

/** It outlives this worker, the browser, and this version of ours. */
export class Owed {
  /** @type {Record} */
  #record = { on: [], round: 0 };
  /** Those that are on again, and not struck off yet. @type {Set<string>} */
  #paid = new Set();

  /** What was owed before. Fails where the storage does. */
  async load() {
    this.#record = (await readRecord()) ?? this.#record;
  }

  /** Those that are not on again. @returns {Named[]} */
  get all() {
    return this.#record.on.filter(({ id }) => !this.#paid.has(id));
  }

  /** The ids of those. */
  get ids() {
    return this.all.map(({ id }) => id);
  }

  /** Whether some are on again that are still written down. */
  get settling() {
    return this.#paid.size > 0;
  }

  /** Where this fails, nothing may be switched off. @param {number} round @param {readonly Named[]} [more] that may be off from now on */
  async write(round, more = []) {
    const known = new Set(this.#record.on.map(({ id }) => id));
    const record = { on: [...this.#record.on, ...more.filter(({ id }) => !known.has(id))], round };
    await writeRecord(record);
    this.#record = record;
    for (const { id } of more) this.#paid.delete(id);
  }

  /** These are on again, or stay off by somebody's own choice. @param {readonly string[]} ids */
  async strike(ids) {
    for (const id of ids) this.#paid.delete(id);
    this.#record = { ...this.#record, on: this.#record.on.filter(({ id }) => !ids.includes(id)) };
    // Where the storage is broken, the next start finds on what it would switch on.
    await writeRecord(this.#record).catch((error) => console.warn('why502: what is on again cannot be noted', error));
  }

  /** Switches them on. What cannot be stays owed: the next start tries again. @param {readonly string[]} ids */
  async pay(ids) {
    if (!(await maySwitch())) return;
    const off = await turn(ids, true);
    for (const id of ids) if (!off.includes(id)) this.#paid.add(id);
  }

  /** Strikes off those that somebody switched off after they were on again: theirs is the last word. */
  async heed() {
    const is = await switches();
    await this.strike([...this.#paid].filter((id) => is.get(id) === false));
  }

  /** The browser has written down that they are on. */
  async settle() {
    await this.strike([...this.#paid]);
  }
}
