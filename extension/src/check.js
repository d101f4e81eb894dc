/**
 * One diagnosis from its start to its end: by the companion, or, where there is none, by what the
 * browser can try alone.
 *
 * @import {Diagnosis, Observation, TrialName} from '../types/protocol.js'
 * @import {TrialResult} from './host.js'
 * @import {Incident, Incidents} from './incident.js'
 * @import {Tried} from './reading.js'
 */
import { diagnose } from './host.js';
import { observed } from './incident.js';
import { mayTry, read } from './reading.js';
import { run } from './trials.js';

/** Runs diagnoses, one for each incident at a time. */
export class Check {
  #incidents;
  /** @type {Map<string, () => void>} how to end those under way, by incident id */
  #running = new Map();

  /** @param {Incidents} incidents */
  constructor(incidents) {
    this.#incidents = incidents;
  }

  /**
   * Starts a diagnosis. It ends by itself; the incident tells how.
   *
   * @param {Incident} incident
   */
  start(incident) {
    this.#made.clear();
    const startedAt = Date.now();
    /** @param {(now: Incident) => Incident} change */
    const update = (change) => this.#incidents.update(incident, change);
    const end = diagnose(incident.id, incident.sighting, {
      welcome: ({ version }) => update((now) => ({ ...now, companion: version })),
      sighted: (sighting, spent) => update((now) => ({ ...now, looked: { sighting, spent } })),
      observed: (observation) => update((now) => observed(now, observation)),
      diagnosed: (diagnosis, final) => {
        if (final) this.#running.delete(incident.id);
        update((now) => settled({ ...now, before: changedFrom(now, diagnosis), diagnosis, own: false }, final));
      },
      failed: (kind, detail) => {
        this.#running.delete(incident.id);
        update((now) => ({ ...now, trouble: { kind, detail } }));
        void this.#alone(incident, startedAt);
      },
      tryIt: (trial, attempt) => this.#tryIt(incident, trial, attempt),
    });
    this.#running.set(incident.id, end);
  }

  /** Ends what is under way for an incident. @param {Incident | undefined} incident */
  stop(incident) {
    if (!incident) return;
    this.#running.get(incident.id)?.();
    this.#running.delete(incident.id);
  }

  /**
   * Without the companion. A verdict that it gave before it ended stays; trials that were made for it
   * are not made again.
   *
   * @param {Incident} incident
   * @param {number} startedAt
   */
  async #alone(incident, startedAt) {
    const now = this.#incidents.get(incident.isPrivate);
    if (!now || now.id !== incident.id) return;
    if (now.diagnosis) return this.#incidents.update(incident, (i) => settled(i, true));
    /** @type {Tried[]} */
    const tried = [];
    if (mayTry(now.sighting)) {
      for (const trial of /** @type {const} */ (['same-page-with-cookies', 'same-page-without-cookies'])) {
        const result = await this.#tryIt(incident, trial, 1);
        tried.push({ trial, result });
        // The page works again: nothing is left to learn.
        if (!('notAsked' in result) && result.status !== null && result.status < 400) break;
      }
    }
    this.#incidents.update(incident, (i) => settled({ ...i, diagnosis: read(i.sighting, tried, Date.now() - startedAt), own: true }, true));
  }

  /**
   * Makes a trial once; asked again, the same trial answers what it found. The companion shows its own
   * observation of it; ours takes that place until it comes.
   *
   * @param {Incident} incident
   * @param {TrialName} trial
   * @param {number} attempt
   * @returns {Promise<TrialResult>}
   */
  async #tryIt(incident, trial, attempt) {
    // As it is known by now: Firefox may tell after the page that a form was sent, which is never tried again.
    const known = this.#incidents.get(incident.isPrivate);
    const shown = known?.id === incident.id ? known.page : incident.page;
    const page = shown && { ...shown, isPrivate: incident.isPrivate };
    const key = `${incident.id} ${trial} ${attempt}`;
    const made = this.#made.get(key) ?? run(trial, page);
    this.#made.set(key, made);
    const result = await made;
    this.#incidents.update(incident, (now) => observed(now, observationOf(trial, attempt, result)));
    return result;
  }

  /** @type {Map<string, Promise<TrialResult>>} */
  #made = new Map();
}

/** A verdict that was shown and does not hold is told, never silently replaced. @param {Incident} incident @param {Diagnosis} diagnosis */
function changedFrom({ diagnosis: shown, before }, diagnosis) {
  return shown && shown.verdict.code !== diagnosis.verdict.code ? shown.verdict.code : before;
}

/** @param {Incident} incident @param {boolean} final @returns {Incident} */
function settled(incident, final) {
  return final ? { ...incident, phase: 'settled', settledAt: Date.now() } : incident;
}

/**
 * A trial as the companion would write it down.
 *
 * @param {TrialName} trial
 * @param {number} attempt
 * @param {TrialResult} result
 * @returns {Observation}
 */
function observationOf(trial, attempt, result) {
  const question = attempt > 1 ? `${trial}-again` : trial;
  const about = { kind: /** @type {const} */ ('browser-fetch'), question, id: `browser-fetch/${question}`, trial, attempt };
  if ('notAsked' in result) return { ...about, outcome: { outcome: 'not-asked', why: result.notAsked } };
  const { status, error, tookMs, serverIp, redirects, landing, headers, markers } = result;
  if (status === null) return { ...about, outcome: { outcome: 'failed', failure: { step: 'request', kind: 'other', detail: error ?? '' }, tookMs } };
  const value = { status, serverIp, redirects, landing, headers: headers ?? {}, markers: markers ?? { title: null, mainClasses: [], bodyClasses: [], ids: [], text: '' } };
  return { ...about, outcome: { outcome: 'saw', value, tookMs } };
}
