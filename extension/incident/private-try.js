/**
 * The page that failed, tried in a private window: the person was led there, and says what came of it, or the
 * browser lets us see it (private-load.js). One word is kept, with the incident of ordinary windows and for as
 * long: no address, and nothing of the private window itself. Whoever is in a private window already learns
 * nothing from another one. Pure.
 *
 * @import {Incident} from './incident.js'
 */

/**
 * - asked: it was opened, or told how; what came of it is not known
 * - loads: it loads there, as the person said
 * - fails: it fails there too, as the person said
 * - seen-loads, seen-fails: the same, as the browser told
 */
export const CAME = /** @type {const} */ (['asked', 'loads', 'fails', 'seen-loads', 'seen-fails']);

/** @typedef {(typeof CAME)[number] | null} PrivateTry null where it was not tried */

/** It is being tried, perhaps once more. @param {Incident} incident @returns {Incident} */
export const triedPrivately = (incident) => (incident.isPrivate ? incident : { ...incident, privateTry: 'asked' });

/**
 * The person says what came of it, or something else than before. Nothing is heard of what was not tried.
 *
 * @param {Incident} incident
 * @param {boolean} loads
 * @returns {Incident}
 */
export const saidOfPrivate = (incident, loads) =>
  incident.privateTry === null ? incident : { ...incident, privateTry: loads ? 'loads' : 'fails' };

/**
 * The browser told what came of it. What a person has said meanwhile stands: they saw more of it.
 *
 * @param {Incident} incident
 * @param {boolean} loads
 * @returns {Incident}
 */
export const seenOfPrivate = (incident, loads) =>
  incident.privateTry === 'asked' ? { ...incident, privateTry: loads ? 'seen-loads' : 'seen-fails' } : incident;

/** Whoever told it. @param {PrivateTry} came @returns {'loads' | 'fails' | null} null where it is not known */
export const whatCame = (came) => (came === null || came === 'asked' ? null : came.endsWith('loads') ? 'loads' : 'fails');

/** @param {PrivateTry} came */
export const wasSeen = (came) => came === 'seen-loads' || came === 'seen-fails';
