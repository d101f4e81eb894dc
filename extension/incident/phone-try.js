/**
 * The page that failed, tried on a phone over its mobile data: its code was shown, and the person says what came
 * of it. One word is kept, with the incident and for as long: no address. In private windows as well, for a phone
 * tells as much there; what is known of them is in memory alone, and goes with the last of them. Pure.
 *
 * @import {Incident} from './incident.js'
 */

/**
 * - asked: its code was shown; what came of it is not known
 * - loads: it loads there
 * - fails: it fails there too
 */
export const ON_PHONE = /** @type {const} */ (['asked', 'loads', 'fails']);

/** @typedef {(typeof ON_PHONE)[number] | null} PhoneTry null where it was not tried */

/** It is being tried, perhaps once more. @param {Incident} incident @returns {Incident} */
export const triedOnPhone = (incident) => ({ ...incident, phoneTry: 'asked' });

/**
 * The person says what came of it, or something else than before. Nothing is heard of what was not tried.
 *
 * @param {Incident} incident
 * @param {boolean} loads
 * @returns {Incident}
 */
export const saidOfPhone = (incident, loads) =>
  incident.phoneTry === null ? incident : { ...incident, phoneTry: loads ? 'loads' : 'fails' };
