/**
 * The page that failed, tried elsewhere on this machine: in another browser, or in this one with a new profile. It
 * was opened there for the person, who says what came of it. One word is kept for each, with the incident and for as
 * long: no address, and not which browser it was. In private windows as well: what is known of them is in memory
 * alone, and goes with the last of them. Pure.
 *
 * @import {Incident} from './incident.js'
 */
import { fits, oneOf, shape } from '../browser/shapes.js';

/** By the remedies that lead there. */
export const ELSEWHERE = /** @type {const} */ (['other-browser', 'clean-profile']);

/** @typedef {(typeof ELSEWHERE)[number]} Elsewhere */

/**
 * - asked: it was opened there; what came of it is not known
 * - loads: it loads there
 * - fails: it fails there too
 *
 * @typedef {object} ElsewhereTry
 * @property {Elsewhere} where
 * @property {'asked' | 'loads' | 'fails'} came
 */

const TRY = shape({ where: oneOf(ELSEWHERE), came: oneOf(['asked', 'loads', 'fails']) });

/**
 * It is being tried there, perhaps once more: the latest stands last.
 *
 * @param {Incident} incident
 * @param {Elsewhere} where
 * @returns {Incident}
 */
export const triedElsewhere = (incident, where) => ({
  ...incident,
  elsewhereTries: [...incident.elsewhereTries.filter((one) => one.where !== where), { where, came: 'asked' }],
});

/**
 * The person says what came of the latest, or something else than before. Nothing is heard of what was not tried.
 *
 * @param {Incident} incident
 * @param {boolean} loads
 * @returns {Incident}
 */
export function saidOfElsewhere(incident, loads) {
  const latest = incident.elsewhereTries.at(-1);
  if (!latest) return incident;
  return { ...incident, elsewhereTries: [...incident.elsewhereTries.slice(0, -1), { ...latest, came: loads ? 'loads' : 'fails' }] };
}

/** As a storage may hold them: each place once. @param {unknown} value @returns {ElsewhereTry[]} */
export function elsewhereTriesFrom(value) {
  const tries = (Array.isArray(value) ? value : []).filter((one) => fits(TRY, one));
  return tries
    .filter((one, i) => tries.findLastIndex(({ where }) => where === one.where) === i)
    .map(({ where, came }) => ({ where, came }));
}

/** What came of it there; null where that is not known. @param {Pick<Incident, 'elsewhereTries'>} incident @param {Elsewhere} where */
export function cameElsewhere({ elsewhereTries }, where) {
  const came = elsewhereTries.find((one) => one.where === where)?.came;
  return came === 'loads' || came === 'fails' ? came : null;
}
