/**
 * One diagnosis from its start to its end: by the companion, or, where there is none, by what the
 * browser can try alone.
 *
 * @import {Diagnosis, Observation, TrialName} from '../types/protocol.js'
 * @import {TrialResult} from './companion.js'
 * @import {Incident} from '../incident/incident.js'
 * @import {Incidents} from '../incident/incidents.js'
 * @import {Tried} from './alone.js'
 */
import { MOST, MOST_ABOUT_A_SESSION, brokenOff, purseOf, spentByCompanion, withSpent } from './budget.js';
import { diagnose } from './companion.js';
import { again, observed } from '../incident/incident.js';
import { notBefore } from '../incident/rest.js';
import { diagnoseAlone, mayTry, mayTryAsGuest, wasFine } from './alone.js';
import { run } from './trials.js';
import { Wake } from '../browser/wake.js';

/** The name of the alarm of a diagnosis that waits until AO3 has rested. */
export const CHECK = 'check';

/** Runs diagnoses, one for each incident at a time. */
export class Check {
  #incidents;
  /** @type {Map<string, () => void>} how to end those under way, by incident id */
  #running = new Map();
  /**
   * Trials that were begun, each once, and what they found, by incident id.
   *
   * @type {Map<string, Map<string, {made: Promise<TrialResult>, found?: TrialResult}>>}
   */
  #trials = new Map();
  #wake = new Wake(CHECK, () => this.due());
  /** For private windows. @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {Incidents} incidents */
  constructor(incidents) {
    this.#incidents = incidents;
  }

  /**
   * Starts a diagnosis, as soon as AO3 has rested from the one before. It ends by itself; the incident
   * tells how.
   *
   * @param {Incident} incident
   */
  start(incident) {
    if (incident.waits !== null) return this.due();
    const ids = this.#incidents.all().map(({ id }) => id);
    for (const id of this.#trials.keys()) if (!ids.includes(id)) this.#trials.delete(id);
    const startedAt = performance.now();
    /** @param {(now: Incident) => Incident} change */
    const update = (change) => this.#incidents.update(incident, change);
    const end = diagnose(incident.id, incident.sighting, {
      welcome: ({ version, can, browsers }) => update((now) => ({ ...now, companion: version, can, browsers })),
      sighted: (sighting, spent) =>
        update((now) => ({ ...spentByCompanion(now, 'look', { times: spent ? 1 : 0 }), companionSighting: { sighting, spent } })),
      observed: (observation) =>
        update((now) =>
          observed(spentByCompanion(now, observation.question, { times: this.#costOf(incident.id, observation) }), observation),
        ),
      diagnosed: (diagnosis, final) => {
        if (final) this.#running.delete(incident.id);
        update((now) => settled(figured({ ...now, previousVerdict: changedFrom(now, diagnosis), diagnosis, own: false }), final));
      },
      failed: (kind, detail) => {
        this.#running.delete(incident.id);
        update((now) => ({ ...brokenOff(now), trouble: { kind, detail } }));
        void this.#alone(incident, startedAt);
      },
      tryIt: (trial, attempt) => this.#tryIt(incident, trial, attempt),
    });
    this.#running.set(incident.id, end);
  }

  /**
   * Starts what has waited long enough, and wakes again for what has not. Chromium writes alarms to its disk:
   * for private windows a timer does as long as this worker lives, and the next one looks as it wakes.
   */
  due() {
    let ordinary = Infinity;
    clearTimeout(this.#timer);
    for (const incident of this.#incidents.all()) {
      if (incident.phase !== 'checking' || incident.waits === null) continue;
      const left = incident.waits - Date.now();
      if (left <= 0) {
        const next = { ...incident, waits: null };
        this.#incidents.put(next);
        this.start(next);
      } else if (incident.isPrivate) {
        this.#timer = setTimeout(() => this.due(), left);
      } else {
        ordinary = incident.waits;
      }
    }
    if (Number.isFinite(ordinary)) this.#wake.at(ordinary);
    else this.#wake.never();
  }

  /**
   * The same question once more, because a person asked; as soon as AO3 has rested.
   *
   * @param {Incident} which
   * @param {number} [notBeforeMs] and not before this time, in ms since 1970
   */
  again(which, notBeforeMs = 0) {
    const incident = this.#incidents.get(which.isPrivate);
    if (incident?.id !== which.id) return; // Another one came meanwhile.
    this.stop(incident);
    const rested = notBefore(this.#incidents.all(), Date.now());
    const waits = notBeforeMs > Date.now() ? Math.max(rested ?? 0, notBeforeMs) : rested;
    const next = { ...again(incident, crypto.randomUUID(), incident.sighting, waits), aftermath: null };
    this.#incidents.put(next);
    this.start(next);
  }

  /** Ends what is under way for an incident. @param {Incident | undefined} incident */
  stop(incident) {
    if (!incident) return;
    const end = this.#running.get(incident.id);
    if (!end) return;
    end();
    this.#running.delete(incident.id);
    this.#incidents.update(incident, brokenOff);
  }

  /**
   * What an observation cost AO3 that was made by the companion itself; ours are written down where they are made.
   *
   * @param {string} id
   * @param {Observation} o
   */
  #costOf(id, o) {
    const its =
      (o.kind === 'page-fetch' && ['application', 'static'].includes(o.target)) ||
      (o.kind === 'browser-fetch' && !this.#trials.get(id)?.has(`${o.trial} ${o.attempt}`));
    if (!its || o.outcome.outcome === 'not-asked') return 0;
    if (o.outcome.outcome === 'failed')
      return ['name', 'connect', 'tls'].includes(o.outcome.failure.step) || o.outcome.failure.kind === 'blocked-locally' ? 0 : 1;
    return 1 + /** @type {{redirects: number}} */ (o.outcome.value).redirects;
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
        if (!mayTryAsGuest(result)) break; // Nothing is left to learn.
      }
    }
    const tookMs = Math.round(performance.now() - startedAt);
    this.#incidents.update(incident, (i) =>
      settled(withSpent({ ...i, diagnosis: diagnoseAlone(i.sighting, tried, tookMs), own: true }), true),
    );
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
    const key = `${trial} ${attempt}`;
    const trials = this.#trials.get(incident.id) ?? new Map();
    this.#trials.set(incident.id, trials);
    const begun = trials.get(key) ?? {
      made: run(
        trial,
        shown,
        incident.isPrivate,
        purseOf(this.#incidents, incident, () => this.#most(incident.id)),
      ),
    };
    trials.set(key, begun);
    const result = await begun.made;
    begun.found = result;
    this.#incidents.update(incident, (now) => observed(now, observationOf(trial, attempt, result)));
    return result;
  }

  /** More is worth it only where our own trials make us suspect the session; nobody else's word counts. @param {string} id */
  #most(id) {
    const found = (/** @type {TrialName} */ trial) => this.#trials.get(id)?.get(`${trial} 1`)?.found;
    const [withCookies, asGuest] = [found('same-page-with-cookies'), found('same-page-without-cookies')];
    const suspected = withCookies && mayTryAsGuest(withCookies) && asGuest && wasFine(asGuest);
    return suspected ? MOST_ABOUT_A_SESSION : MOST;
  }
}

/** What the companion has counted and nobody has told us of yet. @param {Incident} incident */
function figured(incident) {
  const untold = (incident.diagnosis?.archiveRequests ?? 0) - incident.requests.length;
  return withSpent(spentByCompanion(incident, 'untold', { times: untold }));
}

/** A verdict that was shown and does not hold is told, never silently replaced. @param {Incident} incident @param {Diagnosis} diagnosis */
function changedFrom({ diagnosis: shown, previousVerdict }, diagnosis) {
  return shown && shown.verdict.code !== diagnosis.verdict.code ? shown.verdict.code : previousVerdict;
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
  if (status === null)
    return { ...about, outcome: { outcome: 'failed', failure: { step: 'request', kind: 'other', detail: error ?? '' }, tookMs } };
  const value = {
    status,
    serverIp,
    redirects,
    landing,
    headers: headers ?? {},
    markers: markers ?? { title: null, mainClasses: [], bodyClasses: [], ids: [], text: '' },
  };
  return { ...about, outcome: { outcome: 'saw', value, tookMs } };
}
