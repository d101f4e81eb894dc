/**
 * What became of a person's wish that the browser keep AO3's cookies, as one word of the incident. Pure.
 *
 * @import {Incident} from './incident.js'
 */

/**
 * - wished: they pressed for it, and the browser asks them for a permission
 * - allowed: a page of AO3's keeps them now
 * - set: it was set, and no page is there that could show it
 * - refused: the browser refuses them all the same; nothing stays set
 * - taken-back: they are treated as before
 */
export const WISHES = /** @type {const} */ (['wished', 'allowed', 'set', 'refused', 'taken-back']);

/** @typedef {(typeof WISHES)[number] | null} CookieWish null where nobody wished it */

/** @param {Incident} incident @returns {Incident} */
export const wished = (incident) => ({ ...incident, cookieWish: 'wished' });

/**
 * What was found, and what the browser does now, where that could be tried.
 *
 * @param {Incident} incident
 * @param {CookieWish} came
 * @param {boolean | null} keeps null where it was not tried
 * @returns {Incident}
 */
export const cameOfWish = (incident, came, keeps) => ({ ...keeping(incident, keeps), cookieWish: came });

/** What the page that failed told of cookies, as it is now. @param {Incident} incident @param {boolean | null} keeps @returns {Incident} */
export function keeping(incident, keeps) {
  const { sighting } = incident;
  return sighting && keeps !== null ? { ...incident, sighting: { ...sighting, cookiesAllowed: keeps } } : incident;
}
