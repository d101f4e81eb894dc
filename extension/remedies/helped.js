/**
 * What helped before, for a person who has switched on that past errors are remembered: for this verdict, this
 * remedy, so many times, and the day of the last. Never an address, and nothing of private windows. Kept in
 * storage.local, for a year and 50 pairs at most. Nobody else reads it.
 *
 * What a person did as they were told is not counted: nobody saw whether they did it. Neither is what only passes
 * the time, or leads elsewhere (catalogue.js, `mends`): AO3 that came back meanwhile was not helped by it.
 *
 * @import {Incident, Tried} from '../incident/incident.js'
 * @import {Incidents} from '../incident/incidents.js'
 * @import {Outcome} from './outcome.js'
 */
import { api } from '../browser/api.js';
import { fits, number, shape, text } from '../browser/shapes.js';
import { settings } from '../browser/settings.js';
import { actionOf } from './catalogue.js';

const KEY = 'helped';

/** So many are kept: the latest. */
export const MOST = 50;

/** And so long since it helped last. A trouble that comes twice a year is known again. */
export const KEEP_MS = 365 * 24 * 60 * 60_000;

/** What helped once may have been chance. */
export const TIMES = 2;

/** What answers later than this after a remedy may well have come back by itself. */
export const WITHIN_MS = 30 * 60_000;

/**
 * @typedef {object} Help
 * @property {string} verdict its code
 * @property {string} remedy its code
 * @property {number} times
 * @property {string} day of the last time, as in 2026-11-29 (UTC)
 */

const HELP = shape({ verdict: text, remedy: text, times: number, day: text });

/** A verdict's code and no more: a companion that was tampered with could write anything there. */
const CODE = /^[a-z-]{1,40}$/;

/** @param {number} at */
const dayOf = (at) => new Date(at).toISOString().slice(0, 10);

/** @param {any} h @returns {h is Help} */
const isHelp = (h) => fits(HELP, h) && CODE.test(h.verdict) && mends(h.remedy) && h.times >= 1 && Number.isFinite(Date.parse(h.day));

/** @param {string} remedy */
const mends = (remedy) => actionOf(remedy)?.mends === true;

/**
 * What is kept, the latest first: only what has the right shape and is not too old.
 *
 * @param {unknown} kept
 * @param {number} now
 * @returns {Help[]}
 */
export function helpedFrom(kept, now) {
  if (!Array.isArray(kept)) return [];
  return kept
    .filter(isHelp)
    .map(({ verdict, remedy, times, day }) => ({ verdict, remedy, times, day }))
    .filter(({ day }) => now - Date.parse(day) < KEEP_MS)
    .sort((a, b) => Date.parse(b.day) - Date.parse(a.day))
    .slice(0, MOST);
}

/**
 * It helped once more.
 *
 * @param {Help[]} list
 * @param {{verdict: string, remedy: string}} what
 * @param {number} now
 * @returns {Help[]}
 */
export function withHelp(list, { verdict, remedy }, now) {
  const before = list.find((h) => h.verdict === verdict && h.remedy === remedy);
  return helpedFrom([{ verdict, remedy, times: (before?.times ?? 0) + 1, day: dayOf(now) }, ...list.filter((h) => h !== before)], now);
}

/** What helped often enough to be offered first. @param {Help[]} list @param {string | undefined} verdict */
export const helpedOften = (list, verdict) =>
  list
    .filter((h) => h.verdict === verdict && h.times >= TIMES)
    .map(({ remedy }) => remedy)
    .sort();

/**
 * Whether what was tried helped: the next look finds AO3 answering, or the very page that failed answers meanwhile.
 *
 * @param {Incident} incident
 * @returns {boolean | undefined} undefined as long as nobody can tell
 */
export function triedHelped({ tried, id, phase, aftermath, diagnosis, settledAt, answeredAt }) {
  if (!tried) return undefined;
  const inTime = (/** @type {number} */ at) => at >= tried.at && at - tried.at <= WITHIN_MS;
  if (answeredAt !== null && answeredAt >= tried.at) return inTime(answeredAt);
  if (id === tried.look || phase !== 'settled' || aftermath?.state === 'running') return undefined;
  return (diagnosis?.verdict.code === 'recovered' || aftermath?.state === 'helped') && inTime(settledAt ?? tried.at);
}

/**
 * The incident, and what is tried for it. Of private windows nothing is noted; neither is what this diagnosis does
 * not advise.
 *
 * @param {Incident} incident
 * @param {string} remedy
 * @param {number} at
 * @returns {Incident}
 */
export function trying(incident, remedy, at) {
  const { isPrivate, diagnosis, id } = incident;
  if (isPrivate || !mends(remedy) || !diagnosis?.remedies.some(({ code }) => code === remedy)) return incident;
  return { ...incident, tried: { verdict: diagnosis.verdict.code, remedy, look: id, at } };
}

/** Whether a press did it, and not merely told how. @param {Outcome} outcome */
const didIt = (outcome) => outcome.came === 'done' || (outcome.came === 'told' && outcome.word === 'flushed_changed');

/** Counts for the incidents, one change after the other. */
export class Helped {
  #incidents;
  /** @type {Help[]} */
  #list = [];
  /** @type {Promise<unknown>} */
  #turn = Promise.resolve();

  /** @param {Incidents} incidents */
  constructor(incidents) {
    this.#incidents = incidents;
  }

  /** What was kept. Where it cannot be read, or was switched off, nothing is known. */
  async load() {
    try {
      if ((await settings()).remember) this.#list = await this.#read();
    } catch (error) {
      console.warn('why502: what helped before cannot be read', error);
    }
  }

  /**
   * A person's press, and whether it did something.
   *
   * @template {Outcome} T
   * @param {Incident | undefined} incident
   * @param {string} remedy
   * @param {() => Promise<T>} press
   * @returns {Promise<T>}
   */
  async heed(incident, remedy, press) {
    const at = Date.now();
    // Before it is done: what it leads to, such as a new look, begins with it.
    if (incident) this.#incidents.update(incident, (now) => trying(now, remedy, at));
    let did = false;
    try {
      const outcome = await press();
      did = didIt(outcome);
      return outcome;
    } finally {
      if (incident && !did) this.#takeBack(incident.isPrivate, remedy, at);
    }
  }

  /** @param {boolean} isPrivate @param {string} remedy @param {number} at */
  #takeBack(isPrivate, remedy, at) {
    const now = this.#incidents.get(isPrivate);
    if (now?.tried?.remedy === remedy && now.tried.at === at) this.#incidents.put({ ...now, tried: null });
  }

  /**
   * After every change of an incident: counts what helped, and notes in it what did before.
   *
   * @param {Incident} incident
   * @returns {boolean} whether the incident was changed by this, and told of again
   */
  judge(incident) {
    const helped = triedHelped(incident);
    const tried = helped === undefined ? incident.tried : null;
    if (helped && incident.tried) this.#count(incident.tried);
    const codes = helpedOften(this.#list, incident.diagnosis?.verdict.code);
    if (tried === incident.tried && codes.join() === incident.helped.join()) return false;
    this.#incidents.put({ ...incident, tried, helped: codes });
    return true;
  }

  /** Deletes the list. Fails where the storage does. @returns {Promise<void>} */
  forget() {
    this.#list = [];
    for (const incident of this.#incidents.all()) if (incident.tried) this.#incidents.put({ ...incident, tried: null });
    for (const incident of this.#incidents.all()) this.judge(incident);
    const gone = this.#turn.then(() => ((this.#list = []), api.storage.local.remove(KEY)));
    this.#turn = gone.catch(() => undefined); // Told to whoever asked for it.
    return gone;
  }

  async #read() {
    return helpedFrom((await api.storage.local.get(KEY))[KEY], Date.now());
  }

  /** @param {Tried} tried */
  #count(tried) {
    this.#turn = this.#turn
      .then(async () => {
        // Asked anew each time: nothing is written after a person has switched it off.
        if (!(await settings()).remember) return;
        const list = withHelp(await this.#read(), tried, Date.now());
        await api.storage.local.set({ [KEY]: list });
        this.#list = list;
      })
      .catch((error) => console.warn('why502: what helped cannot be kept', error));
  }
}
