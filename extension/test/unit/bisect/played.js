/** The search, played as a person plays it: a worker that begins, presses, and what is owed on the disk. */
import assert from 'node:assert/strict';
import { BISECT, Bisecting } from '../../../bisect/bisecting.js';
import { Incidents } from '../../../incident/incidents.js';
import { onAlarm, onDisk } from '../stub.js';
import { idle, on } from './extensions.js';

/** @typedef {import('../../../types/bisect.js').View} View */

/** A new worker, which knows what the one before kept. @param {Incidents} [incidents] */
export async function worker(incidents = new Incidents(() => undefined)) {
  const bisecting = new Bisecting(incidents);
  bisecting.listen((act) => void act());
  onAlarm((name) => name === BISECT && bisecting.due());
  await bisecting.load();
  await idle();
  return bisecting;
}

/** @param {Bisecting} bisecting @param {import('../../../types/bisect.js').Press} what @returns {Promise<View>} */
export async function press(bisecting, what) {
  const view = await bisecting.hear(what);
  assert.ok(view);
  return view;
}

/** Whether AO3's page loads, as a person sees it. @param {readonly string[]} culprits */
export const loads = (culprits) => !culprits.some((id) => on().includes(id));

/**
 * Goes on to the end, as far as the worker lives.
 *
 * @param {Bisecting} bisecting
 * @param {readonly string[]} culprits
 * @param {number} [rounds] no more of them
 * @returns {Promise<View>}
 */
export async function playOn(bisecting, culprits, rounds = Infinity) {
  let view = await bisecting.view();
  for (let n = 0; view.state === 'round' && n < rounds; n += 1) {
    await press(bisecting, { act: loads(culprits) ? 'loads' : 'fails', round: view.round });
    view = await press(bisecting, { act: 'next', round: view.round });
  }
  return view;
}

/** @returns {string[]} the ids of those that are owed, as they stand on the disk */
export const owedOnDisk = () => /** @type {any} */ (onDisk.get('bisect')).on.map((/** @type {{id: string}} */ { id }) => id);

/** @param {string} id */
export const named = (id) => ({ id, name: id });

/** @param {Bisecting} bisecting @param {string[]} [ids] */
export const begins = (bisecting, ids = []) => press(bisecting, { act: 'begin', ids });
