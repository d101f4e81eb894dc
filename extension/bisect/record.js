/**
 * What is written down while extensions are switched off. On disk, before anything is changed: which were on, by their
 * ids and names, and the round; that is all that a start after a crash needs to put everything back, or, where the
 * browser does not let us any more, to name them to the person. All else, such as the page
 * that is looked at, stands in the browser's memory (storage.session), which ends with the browser and with each new
 * version of this extension: so a record without its memory is one that nobody works at any more.
 *
 * @import {Bisect} from './bisect.js'
 * @import {Named} from './left-alone.js'
 */
import { api } from '../browser/api.js';
import { each, fits, number, shape, text } from '../browser/shapes.js';

/** In both storages. What a person has us forget does not take it from the disk (browser/settings.js). */
export const KEY = 'bisect';

/**
 * @typedef {object} Record
 * @property {Named[]} on which were on before, and may be off by our doing
 * @property {number} round
 *
 * @typedef {object} Look at the page
 * @property {'soon' | 'loading' | 'limited'} state limited: AO3 asks for a pause, which says nothing of extensions
 * @property {number} at when it is loaded, in ms since 1970
 *
 * @typedef {object} Rounds
 * @property {'rounds'} phase
 * @property {Bisect} bisect
 * @property {{url: string} | null} page null where none failed that may be loaded again
 * @property {number | null} tab in which it is loaded
 * @property {boolean} stands whether the extensions are as this round wants them
 * @property {boolean | null} loads what became of the page
 * @property {Look | null} look
 * @property {number} rested until when AO3 rests from the look before
 * @property {readonly number[]} spared tabs of which the person says that they close with nothing that is tried
 * @property {number} until when it ends where nobody presses anything any more
 *
 * @typedef {'found' | 'none' | 'passed' | 'stopped' | 'by-hand' | 'interrupted' | 'refused'} How
 *   - by-hand: somebody else switched one of them meanwhile
 *   - interrupted: by the browser's end, or ours; or nobody went on
 *   - refused: the browser did not switch one
 *
 * @typedef {object} Over
 * @property {'over'} phase
 * @property {How} how
 * @property {string[]} culprits
 */

const RECORD = shape({ on: each(shape({ id: text, name: text })), round: number });

/** @param {unknown} kept @returns {Record | null} */
export function recordFrom(kept) {
  if (!fits(RECORD, kept)) return null;
  const { on, round } = /** @type {Record} */ (kept);
  return { on: on.map(({ id, name }) => ({ id, name })), round };
}

/** What is on disk. Fails where the storage does. @returns {Promise<Record | null>} */
export async function readRecord() {
  return recordFrom((await api.storage.local.get(KEY))[KEY]);
}

/** Fails where the storage does: then nothing may be switched. @param {Record} record */
export async function writeRecord(record) {
  if (record.on.length > 0) await api.storage.local.set({ [KEY]: record });
  else await api.storage.local.remove(KEY);
}

/** What this session of the browser knows. @returns {Promise<Rounds | Over | null>} */
export async function readNow() {
  const kept = /** @type {any} */ ((await api.storage.session.get(KEY))[KEY]);
  return kept?.phase === 'rounds' || kept?.phase === 'over' ? kept : null;
}

/** @param {Rounds | Over | null} now */
export async function writeNow(now) {
  if (now) await api.storage.session.set({ [KEY]: now });
  else await api.storage.session.remove(KEY);
}
