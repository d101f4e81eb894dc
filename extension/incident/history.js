/**
 * The list of past incidents, for a person who has switched it on: what it was, when, and for how
 * long; never a page. Kept in storage.local, for 30 days and 50 incidents at most. Private windows
 * are in no list.
 *
 * @import {Incident} from './incident.js'
 */
import { samePage } from '../ao3/address.js';
import { api } from '../browser/api.js';
import { fits, number, orNull, shape, text } from '../browser/shapes.js';
import { settings } from '../browser/settings.js';
import { tabById } from '../browser/tab.js';

const KEY = 'history';

/** So many are kept; a list is read at a glance, or not at all. */
export const MOST = 50;

/** And so long, in days. */
export const KEEP_DAYS = 30;
const KEEP_MS = KEEP_DAYS * 24 * 60 * 60_000;

/**
 * @typedef {object} Past
 * @property {number} at when the first page failed, ms since 1970
 * @property {string} code the verdict's
 * @property {string} side
 * @property {string} certainty
 * @property {number | null} status what AO3 answered; null where no answer came, or where nothing failed and a person asked
 * @property {number | null} lasted ms until the page was seen to answer again; null where nobody saw that
 */

/**
 * What is kept, newest first: only what has the right shape and is not too old.
 *
 * @param {unknown} kept
 * @param {number} now
 * @returns {Past[]}
 */
export function pastFrom(kept, now) {
  if (!Array.isArray(kept)) return [];
  return kept
    .filter(isPast)
    .map(({ at, code, side, certainty, status, lasted }) => ({ at, code, side, certainty, status, lasted }))
    .filter(({ at }) => now - at < KEEP_MS)
    .sort((a, b) => b.at - a.at)
    .slice(0, MOST);
}

const PAST = shape({ at: number, code: text, side: text, certainty: text, status: orNull(number), lasted: orNull(number) });

/** @param {any} p @returns {p is Past} */
const isPast = (p) => fits(PAST, p);

/**
 * The list with an incident in it, in the place of what was said of it before. That it is over is the
 * end of what it was, no news of its own.
 *
 * @param {Past[]} past
 * @param {Incident} incident with a diagnosis
 * @returns {Past[]}
 */
export function withIncident(past, incident) {
  const { diagnosis, sighting, openedAt: at, lastAt } = incident;
  if (!diagnosis) return past;
  const before = past.find((p) => p.at === at);
  const others = past.filter((p) => p !== before);
  const { code, side } = diagnosis.verdict;
  if (code === 'recovered' || incident.aftermath?.state === 'helped') {
    // AO3 was asked after and is fine, or an old copy was shown: nothing had failed.
    if (!before && (sighting === null || sighting.fromCache)) return past;
    const lasted = before?.lasted ?? Math.max(0, (incident.settledAt ?? lastAt) - at);
    return [{ ...(before ?? { at, code, side, certainty: diagnosis.certainty, status: sighting?.status ?? null }), lasted }, ...others];
  }
  // It failed once more after it had answered: not over yet.
  const lasted = before?.lasted != null && at + before.lasted >= lastAt ? before.lasted : null;
  return [{ at, code, side, certainty: diagnosis.certainty, status: sighting?.status ?? null, lasted }, ...others];
}

/**
 * Does this load show that an incident is over? The very page that failed answers, in a tab that did
 * not fail with it, or has been loaded anew.
 *
 * @param {Incident} incident
 * @param {{tabId: number, url: string, statusCode: number, fromCache: boolean, timeStamp: number}} load
 */
export function isOver(incident, { tabId, url, statusCode, fromCache, timeStamp }) {
  return (
    incident.page !== null &&
    samePage(incident.page.url, url) &&
    statusCode < 400 &&
    !fromCache &&
    !incident.tabs.includes(tabId) &&
    timeStamp > incident.lastAt
  );
}

/**
 * A page was loaded. Where it is one that had failed, its incident is over, and the list can say how long
 * it lasted.
 *
 * @param {import('./incidents.js').Incidents} incidents
 * @param {History} past
 * @param {Parameters<typeof isOver>[1]} load
 */
export async function answersAgain(incidents, past, load) {
  for (const incident of incidents.all()) {
    if (!isOver(incident, load) || (await tabById(load.tabId))?.incognito !== incident.isPrivate) continue;
    incidents.update(incident, (now) => ({ ...now, answeredAt: load.timeStamp }));
    past.over(incident, load.timeStamp);
  }
}

/** As it is kept now; fails where the storage does. @returns {Promise<Past[]>} */
export async function readPast() {
  return pastFrom((await api.storage.local.get(KEY))[KEY], Date.now());
}

/** Calls back whenever the list has changed. @param {() => void} changed */
export function onPast(changed) {
  api.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && changes[KEY]) changed();
  });
}

/** Writes the list, one change after the other. */
export class History {
  /** @type {Promise<unknown>} */
  #turn = Promise.resolve();

  /** After every change of an incident. @param {Incident} incident */
  note(incident) {
    if (incident.isPrivate || incident.phase !== 'settled' || !incident.diagnosis) return;
    this.#change((past) => withIncident(past, incident));
  }

  /** The page of an incident answers again. @param {Incident} incident @param {number} at */
  over(incident, at) {
    if (incident.isPrivate) return;
    this.#change((past) =>
      past.map((p) => (p.at === incident.openedAt && p.lasted === null ? { ...p, lasted: Math.max(0, Math.round(at - p.at)) } : p)),
    );
  }

  /** Deletes the list. Fails where the storage does. @returns {Promise<void>} */
  forget() {
    const gone = this.#turn.then(() => api.storage.local.remove(KEY));
    this.#turn = gone.catch(() => undefined); // Told to whoever asked for it.
    return gone;
  }

  /** @param {(past: Past[]) => Past[]} change */
  #change(change) {
    this.#turn = this.#turn
      .then(async () => {
        // Asked anew each time: nothing is written after a person has switched it off.
        if (!(await settings()).remember) return;
        const before = await readPast();
        const after = pastFrom(change(before), Date.now());
        if (JSON.stringify(after) !== JSON.stringify(before)) await api.storage.local.set({ [KEY]: after });
      })
      .catch((error) => console.warn('why502: the list of past errors cannot be kept', error));
  }
}
