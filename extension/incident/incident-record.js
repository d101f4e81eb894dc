/**
 * The names under which the storages hold what the popup reads before the background wakes. Apart from
 * those who write it, because the popup, which is to open at once, needs these alone.
 *
 * @import {Incident} from './incident.js'
 */

/** In storage.session: the memory of the browser, never its disk, which no page of AO3 may read. */
export const INCIDENTS = Object.freeze({ ordinary: 'incident', private: 'incident-private' });

/** Where the incident of such windows is kept. @param {boolean} isPrivate */
export const incidentAs = (isPrivate) => (isPrivate ? INCIDENTS.private : INCIDENTS.ordinary);

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
    typeof i.id === 'string' && typeof i.isPrivate === 'boolean' && [i.openedAt, i.lastAt].every(Number.isFinite) && [i.settledAt, i.answeredAt, i.leftAt].every((at) => at === null || Number.isFinite(at)) &&
    [i.tabs, i.pages, i.reloads, i.posted, i.retryingTabs, i.signIns, i.failures, i.observations, i.requests].every(Array.isArray) && ['checking', 'settled', 'stopped'].includes(i.phase) &&
    [i.page, i.sighting, i.companionSighting, i.trouble, i.diagnosis, i.aftermath].every(isThing) &&
    (i.waits === null || Number.isFinite(i.waits)) && Number.isFinite(i.share) &&
    (i.diagnosis === null || (typeof i.diagnosis.verdict?.code === 'string' && Array.isArray(i.diagnosis.remedies)));
  return whole ? { ...i, refused: Array.isArray(i.refused) ? i.refused : [] } : undefined;
}
