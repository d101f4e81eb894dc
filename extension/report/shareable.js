/**
 * What of an incident may be shown to strangers. Pure.
 *
 * Everything here is a list of what goes through; what is not on it stays behind, above all what a newer
 * companion may say that we do not know. What the companion's rules look at is on it, in a form that
 * they judge alike; so the verdict stays the same. Times are exact to the minute: with seconds, AO3's
 * own logs could tell which request this was.
 *
 * @import {Diagnosis, Observation, Sighting} from '../types/protocol.js'
 * @import {Incident} from '../incident/incident.js'
 */
import { TROUBLES } from '../incident/incident.js';
import { version } from './public-values.js';
import { Cleaner } from './cleaner.js';

/**
 * The shape that `why502 diagnose --save` writes too, but for the version; see Evidence in the host.
 *
 * @typedef {object} Evidence
 * @property {string} takenAt
 * @property {Sighting | null} sighting
 * @property {boolean} sightedByHost
 * @property {Observation[]} observations
 */

/**
 * @param {Incident} incident with a diagnosis
 * @returns {{incident: Incident, diagnosis: Diagnosis, evidence: Evidence, takenAt: number}} an incident that
 *   holds nothing but what may be shown
 */
export function shareable(incident) {
  if (!incident.diagnosis) throw new Error('Without a diagnosis there is nothing to report.');
  const clean = new Cleaner(incident);
  const diagnosis = clean.diagnosis(incident.diagnosis);
  const observations = incident.observations.map((o, i) => clean.observation(o, i)).filter((o) => o !== null);
  const trouble = TROUBLES.find((kind) => kind === incident.trouble?.kind);
  const looked = incident.companionSighting ?? null;
  return {
    takenAt: clean.takenAt,
    diagnosis,
    incident: {
      id: '',
      isPrivate: false,
      openedAt: 0,
      lastAt: 0,
      tabs: [],
      page: null,
      pages: [],
      sighting: incident.sighting && clean.sighting(incident.sighting),
      companionSighting: null,
      phase: 'settled',
      companion: version(incident.companion),
      can: [],
      browsers: [],
      trouble: trouble ? { kind: trouble, detail: '' } : null,
      observations,
      diagnosis,
      own: incident.own === true,
      settledAt: null,
      aftermath: null,
      clearedInVain: [],
      afterRestart: false,
      tried: null,
      helped: [],
      privateTry: null,
      cookieWish: null,
      phoneTry: null,
      elsewhereTries: [],
      dismissed: false,
      notice: 'none',
      posted: [],
      retryingTabs: [],
      signIns: [],
      failures: [],
      previousVerdict: null,
      reloads: [],
      answeredAt: null,
      leftAt: null,
      clockSetBack: false,
      refused: [],
      requests: [],
      waits: null,
      share: 0,
    },
    evidence: {
      takenAt: new Date(clean.takenAt).toISOString(),
      sighting: incident.sighting ? clean.sighting(incident.sighting) : looked && clean.sighting(looked.sighting),
      sightedByHost: incident.sighting === null && looked?.spent === true,
      observations,
    },
  };
}
