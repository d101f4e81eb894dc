/**
 * An incident as the storage holds it: under which name, and whether what is there is one. Pure, and apart
 * from who writes it (incidents.js), because the popup, which is to open at once, needs this alone.
 *
 * @import {Incident} from './incident.js'
 */
import { EXTENTS } from './clearing.js';
import { WISHES } from './cookie-wish.js';
import { elsewhereTriesFrom } from './elsewhere-tries.js';
import { ON_PHONE } from './phone-try.js';
import { CAME } from './private-try.js';
import { anyList, fits, flag, number, oneOf, orNull, shape, text } from '../browser/shapes.js';

/** In storage.session: the memory of the browser, never its disk, which no page of AO3 may read. */
export const INCIDENTS = Object.freeze({ ordinary: 'incident', private: 'incident-private' });

/** Where the incident of such windows is kept. @param {boolean} isPrivate */
export const incidentAs = (isPrivate) => (isPrivate ? INCIDENTS.private : INCIDENTS.ordinary);

const thing = (/** @type {unknown} */ value, /** @type {string} */ where) =>
  typeof value === 'object' ? undefined : `${where}: not an object`;

/** All that is read of it without asking whether it is there. */
const INCIDENT = shape({
  id: text,
  isPrivate: flag,
  openedAt: number,
  lastAt: number,
  settledAt: orNull(number),
  answeredAt: orNull(number),
  leftAt: orNull(number),
  tabs: anyList,
  pages: anyList,
  reloads: anyList,
  posted: anyList,
  retryingTabs: anyList,
  signIns: anyList,
  failures: anyList,
  observations: anyList,
  requests: anyList,
  phase: oneOf(['checking', 'settled', 'stopped']),
  page: thing,
  sighting: thing,
  companionSighting: thing,
  trouble: thing,
  aftermath: thing,
  waits: orNull(number),
  share: number,
  diagnosis: orNull(shape({ verdict: shape({ code: text }), remedies: anyList })),
});

const BROWSER = shape({ id: text, name: text });

const TRIED = shape({ verdict: text, remedy: text, look: text, at: number });

/**
 * An incident as it was kept. What is not one is none: a storage may hold anything.
 *
 * @param {unknown} value
 * @returns {Incident | undefined}
 */
export function incidentFrom(value) {
  if (!fits(INCIDENT, value)) return undefined;
  const incident = /** @type {Incident} */ (value);
  const listOr = (/** @type {unknown} */ list) => (Array.isArray(list) ? list : []);
  const tried = fits(TRIED, incident.tried) ? incident.tried : null;
  const cookieWish = WISHES.find((came) => came === incident.cookieWish) ?? null;
  const privateTry = CAME.find((came) => came === incident.privateTry) ?? null;
  const phoneTry = ON_PHONE.find((came) => came === incident.phoneTry) ?? null;
  const clearedInVain = EXTENTS.filter((extent) => listOr(incident.clearedInVain).includes(extent));
  const elsewhereTries = elsewhereTriesFrom(incident.elsewhereTries);
  const browsers = listOr(incident.browsers).filter((one) => fits(BROWSER, one));
  const lists = { refused: listOr(incident.refused), can: listOr(incident.can), browsers, helped: listOr(incident.helped), clearedInVain };
  const afterRestart = incident.afterRestart === true;
  return { ...incident, ...lists, tried, privateTry, phoneTry, elsewhereTries, cookieWish, afterRestart };
}
