/**
 * How long AO3 rests between two diagnoses. Pure.
 *
 * @import {Incident} from './incident.js'
 */
import { LIMIT_WINDOW_MS } from '../ao3/limits.js';

/** AO3 first: after a diagnosis nobody asks again at once (design, section 5). */
export const REST_MS = 30_000;

/** Who mends something on this side wants to see at once whether it helped; where AO3 was not asked, it has nothing to rest from. */
const OWN_REST_MS = 5_000;

/** The sides that a person mends. */
const OWN = ['network', 'names', 'device'];

/**
 * What is added to the rest of a diagnosis, so that thousands who failed together do not ask again together.
 *
 * @param {() => number} random
 */
export const share = (random = Math.random) => Math.round(random() * REST_MS);

/**
 * How long to rest after a diagnosis before asking again: what AO3 asked for (Retry-After) wins.
 *
 * @param {Incident} incident
 */
export function restMs(incident) {
  const { verdict: found, archiveRequests } = incident.diagnosis ?? {};
  if (found && OWN.includes(found.side) && archiveRequests === 0) return OWN_REST_MS;
  if (found?.code !== 'too-many-requests') return REST_MS;
  return Math.max(REST_MS, typeof found.retryAfterMs === 'number' ? found.retryAfterMs : LIMIT_WINDOW_MS);
}

/**
 * When AO3 has rested from the diagnosis of an incident, in ms since 1970; 0 where it cost AO3 nothing. One
 * that broke off ended with its last request.
 *
 * @param {Incident} incident
 */
export function restedAt(incident) {
  const last = incident.requests.at(-1);
  if (!last) return incident.waits ?? 0;
  return Math.max(incident.settledAt ?? 0, last.at) + restMs(incident) + incident.share;
}

/**
 * When the next diagnosis may begin, in whichever window it is; null: at once.
 *
 * @param {readonly Incident[]} incidents those that there are
 * @param {number} now
 * @returns {number | null}
 */
export function notBefore(incidents, now) {
  const at = Math.max(0, ...incidents.map(restedAt));
  return at > now ? at : null;
}
