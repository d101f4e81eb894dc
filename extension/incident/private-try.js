/**
 * The page that failed, tried in a private window: the person was led there, and says what came of it. One
 * word is kept, with the incident of ordinary windows and for as long: no address, and nothing of the private
 * window itself. Whoever is in a private window already learns nothing from another one. Pure.
 *
 * @import {Incident} from './incident.js'
 */

/**
 * - asked: it was opened, or told how; what came of it is not known
 * - loads: it loads there
 * - fails: it fails there too
 */
export const CAME = /** @type {const} */ (['asked', 'loads', 'fails']);

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
