/**
 * The names under which the storages hold what the popup reads before the background wakes. Apart from
 * those who write it, because the popup, which is to open at once, needs these alone.
 *
 * @import {Incident} from './incident.js'
 * @import {Watch} from '../watch/store.js'
 */

/** In storage.session: the memory of the browser, never its disk, which no page of AO3 may read. */
export const INCIDENTS = Object.freeze({ ordinary: 'incident', private: 'incident-private' });

/** Where the incident of such windows is kept. @param {boolean} isPrivate */
export const incidentAs = (isPrivate) => (isPrivate ? INCIDENTS.private : INCIDENTS.ordinary);

/** In storage.local, one of a private window in storage.session. It is the name of its alarm, too. */
export const WATCH = 'watch';

/**
 * An incident as it was kept. What is not one is none: a storage may hold anything.
 *
 * @param {unknown} value
 * @returns {Incident | undefined}
 */
export function incidentFrom(value) {
  if (typeof value !== 'object' || value === null) return undefined;
  const i = /** @type {Incident} */ (value);
  const isThing = (/** @type {unknown} */ part) => part === null || typeof part === 'object';
  const whole =
    typeof i.id === 'string' && typeof i.isPrivate === 'boolean' && [i.openedAt, i.lastAt].every(Number.isFinite) && [i.settledAt, i.over, i.leftAt].every((at) => at === null || Number.isFinite(at)) &&
    [i.tabs, i.pages, i.reloads, i.posted, i.bare, i.signIns, i.failures, i.observations, i.requests].every(Array.isArray) && ['checking', 'settled', 'stopped'].includes(i.phase) &&
    [i.page, i.sighting, i.looked, i.trouble, i.diagnosis, i.aftermath].every(isThing) &&
    (i.waits === null || Number.isFinite(i.waits)) && Number.isFinite(i.share) &&
    (i.diagnosis === null || (typeof i.diagnosis.verdict?.code === 'string' && Array.isArray(i.diagnosis.remedies)));
  return whole ? { ...i, refused: Array.isArray(i.refused) ? i.refused : [] } : undefined;
}

/**
 * A watch as far as the popup draws it. The background looks more closely (watch/store.js) and tells what holds.
 *
 * @param {unknown} value
 * @returns {Watch | null}
 */
export function watchLike(value) {
  if (typeof value !== 'object' || value === null) return null;
  const w = /** @type {Watch} */ (value);
  const whole = ['watching', 'back', 'over'].includes(w.state) && [w.until, w.looks, w.good].every(Number.isFinite) && Array.isArray(w.reloads);
  return whole && [w.nextAt, w.lastAt].every((at) => at === null || Number.isFinite(at)) ? w : null;
}
