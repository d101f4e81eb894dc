/**
 * The state of one incident. Thirty tabs that fail together are one incident, with one diagnosis.
 * There are at most two: one of ordinary windows and one of private windows. Both are kept in
 * storage.session (memory of the browser, never its disk, gone when it closes), each in a place of its
 * own, so that they survive a sleeping worker; that of private windows is gone with the last of them.
 *
 * @import {Diagnosis, Observation, Sighting} from '../types/protocol.js'
 * @import {Spent} from '../diagnosis/budget.js'
 * @import {Page} from './failed-page.js'
 * @import {Trouble} from '../diagnosis/companion.js'
 * @import {Kept} from '../remedies/reload.js'
 * @import {More, Seen} from '../sighting/sighting.js'
 */
import { landing, pageKind, samePage } from '../ao3/address.js';
import { api } from '../browser/api.js';
import { brokenOff } from '../diagnosis/budget.js';
import { pageIn, pageOf, renumbered, withPage } from './failed-page.js';
import { INCIDENTS, incidentAs, incidentFrom } from './kept.js';
import { share } from './rest.js';

/** Failures within this time of each other belong together. */
export const JOIN_MS = 5 * 60_000;

/** AO3 first: an archive that came back and failed again is not asked anew at once. */
const RECOVERED_REST_MS = 30_000;

/**
 * - checking: a diagnosis is under way
 * - settled: there is a diagnosis, the companion's or our own
 * - stopped: it was interrupted; only a person starts it again
 *
 * @typedef {'checking' | 'settled' | 'stopped'} Phase
 *
 * @typedef {object} Aftermath what a remedy did
 * @property {string} remedy
 * @property {'running' | 'helped' | 'not-helped' | 'unknown'} state
 * @property {number} cookiesLeft
 * @property {import('../remedies/site-data.js').Part[]} notCleared what else was to go and did not
 *
 * @typedef {object} Reload what a person asked for in a tab
 * @property {number} tabId
 * @property {number} at when, ms since 1970
 * @property {boolean} done
 * @property {Kept | null} why why it was not done; null while it is to come, or where it was done
 * @property {boolean} [sure] the person knows which text is lost by it
 *
 * @typedef {object} Incident
 * @property {string} id
 * @property {boolean} isPrivate
 * @property {number} openedAt
 * @property {number} lastAt
 * @property {number[]} tabs
 * @property {Page | null} page the one that it began with
 * @property {Page[]} pages what each tab shows or showed, the latest last: for who goes back to it
 * @property {Sighting | null} sighting
 * @property {{sighting: Sighting, spent: boolean} | null} looked what the companion saw when nobody had seen a failure and it looked itself, and whether that cost AO3 a request
 * @property {Phase} phase
 * @property {string | null} companion the version that answered
 * @property {{kind: Trouble, detail: string} | null} trouble
 * @property {Observation[]} observations
 * @property {Diagnosis | null} diagnosis
 * @property {boolean} own whether the diagnosis is the extension's own, without the companion
 * @property {number | null} settledAt
 * @property {Aftermath | null} aftermath
 * @property {boolean} dismissed the person sent the card away; the badge still tells
 * @property {'none' | 'due' | 'given'} notice where no card can stand: whether the person is still to be told by a notification
 * @property {number[]} posted tabs whose failed page was the answer to a form, or may have been: they are never reloaded
 * @property {number[]} bare tabs that show Chromium's own page for a network error, which tries again by itself
 * @property {number[]} signIns when signing in failed
 * @property {{tabId: number, at: number}[]} failures the latest failed loads, oldest first
 * @property {Reload[]} reloads "reload once" was asked for, one for each tab
 * @property {number | null} over when the very page that failed was seen to answer, and has not failed since
 * @property {import('../browser/refusals.js').Area[]} refused what the browser refused while it was looked into
 * @property {number | null} leftAt since when no tab shows it; null while one does, and where none ever did
 * @property {boolean} clockSetBack the clock was set back after the look, so that nobody knows how long ago it was (ages.js)
 * @property {string | null} before the verdict that was shown before this one, where it was another
 * @property {Spent[]} requests what its present diagnosis has cost AO3 (diagnosis/budget.js)
 * @property {number | null} waits when its diagnosis begins, where AO3 rests from another; null once it has begun
 * @property {number} share the random part of AO3's rest after it, in ms
 */

/**
 * @param {{id: string, isPrivate: boolean, at: number, seen: Seen | null, waits?: number | null}} facts
 * @returns {Incident}
 */
export function open({ id, isPrivate, at, seen, waits = null }) {
  return {
    id,
    isPrivate,
    openedAt: at,
    lastAt: at,
    tabs: seen ? [seen.tabId] : [],
    page: seen && pageOf(seen),
    pages: seen ? [pageOf(seen)] : [],
    sighting: seen?.sighting ?? null,
    looked: null,
    phase: 'checking',
    companion: null,
    trouble: null,
    observations: [],
    diagnosis: null,
    own: false,
    settledAt: null,
    aftermath: null,
    dismissed: false,
    notice: 'none',
    ...counted({ posted: [], bare: [], signIns: [], failures: [] }, seen, at),
    reloads: [],
    over: null,
    leftAt: null,
    clockSetBack: false,
    before: null,
    requests: [],
    waits,
    share: share(),
    refused: [],
  };
}

/** So many failed loads are remembered; more tell nothing new. */
const MOST_FAILURES = 20;

/**
 * What failed loads tell together: tabs that must not be reloaded, tries to sign in, quick reloads.
 *
 * @param {Pick<Incident, 'posted' | 'bare' | 'signIns' | 'failures'>} so
 * @param {Seen | null} seen
 * @param {number} at
 */
function counted(so, seen, at) {
  if (!seen) return so;
  const { method, page, error } = seen.sighting;
  /** @param {number[]} tabs @param {boolean | undefined} is */
  const having = (tabs, is) => [...tabs.filter((id) => id !== seen.tabId), ...(is ? [seen.tabId] : [])];
  return {
    posted: having(so.posted, method !== 'GET'),
    bare: having(so.bare, error?.startsWith('net::')),
    signIns: page === 'sign-in' && method === 'POST' ? [...so.signIns, at] : so.signIns,
    failures: [...so.failures, { tabId: seen.tabId, at }].slice(-MOST_FAILURES),
  };
}

/** What sort of trouble a sighting is, roughly: the same sort is the same incident. @param {Sighting} s */
export function sort(s) {
  if (s.status === null) return 'no-answer';
  if (s.landing === 'auth-error' || s.landing === 'lost-cookie') return 'signed-out';
  if (s.markers?.mainClasses.includes('error-503-maintenance')) return 'maintenance';
  if (s.status >= 500 && s.status !== 507) return 'server';
  return String(s.status);
}

/** A connection that came about and broke, as Chromium and Firefox say it: not a name, a certificate, a proxy or this device. */
const CUT =
  /^(net::ERR_(CONNECTION_(RESET|CLOSED|ABORTED|TIMED_OUT|REFUSED)|EMPTY_RESPONSE|TIMED_OUT|HTTP2_\w+|QUIC_\w+|INCOMPLETE_\w+)|NS_ERROR_(NET_(RESET|INTERRUPT|EMPTY_RESPONSE|ERROR_RESPONSE|TIMEOUT|PARTIAL_TRANSFER)|CONNECTION_REFUSED))$/;

/**
 * Is this the trouble that is known already? A server that answers 502 and then cuts connections is in one
 * trouble. The other way round an answer is news: it shows that the way there is open.
 *
 * @param {Sighting} known
 * @param {Sighting} s
 */
function isSame(known, s) {
  return sort(known) === sort(s) || (sort(known) === 'server' && s.status === null && CUT.test(s.error ?? ''));
}

/**
 * Does a new failure belong to the incident that is there?
 *
 * @param {Incident | undefined} incident
 * @param {Sighting} sighting
 * @param {number} at
 * @param {boolean} [watched] the outage is being watched: it is the same one, however long it lasts
 */
export function joins(incident, sighting, at, watched = false) {
  if (!incident || (at - incident.lastAt > JOIN_MS && !watched)) return false;
  if (incident.phase === 'checking') return true; // One diagnosis at a time, whatever else fails.
  if (incident.sighting === null || !isSame(incident.sighting, sighting)) return false;
  const recovered = incident.diagnosis?.verdict.code === 'recovered';
  return !recovered || at - (incident.settledAt ?? at) < RECOVERED_REST_MS;
}

/**
 * One more tab, or the same again.
 *
 * @param {Incident} incident
 * @param {Seen} seen
 * @param {number} at
 * @returns {Incident}
 */
export function joined(incident, seen, at) {
  const tabs = incident.tabs.includes(seen.tabId) ? incident.tabs : [...incident.tabs, seen.tabId];
  const sighting = incident.sighting && { ...incident.sighting, repeats: incident.sighting.repeats + 1 };
  return { ...incident, ...counted(incident, seen, at), pages: withPage(incident.pages, pageOf(seen)), tabs, sighting, lastAt: at, over: null, leftAt: null };
}

/**
 * What was read after its status was told: the page's markup, late headers. It only fills gaps, but
 * for what only the request knows: of a page that was told before its load nobody knows whether it
 * answered a form, nor from where redirects had led to it.
 *
 * @param {Incident} incident
 * @param {More} more
 * @returns {Incident}
 */
export function described(incident, more) {
  const asked = requested(incident, more);
  const s = asked.sighting;
  if (!s || asked.page?.tabId !== more.tabId || !samePage(asked.page.url, more.url)) return asked;
  const markers = s.markers ?? more.markers;
  const headers = s.headers ?? more.headers;
  const serverIp = s.serverIp ?? more.ip;
  if (markers === s.markers && headers === s.headers && serverIp === s.serverIp) return asked;
  return { ...asked, sighting: { ...s, markers, headers, serverIp } };
}

/**
 * The incident with the request that led to what a tab of it shows. That a form was sent is never
 * taken back.
 *
 * @param {Incident} incident
 * @param {More} more
 * @returns {Incident}
 */
function requested(incident, more) {
  const { tabId, url, shown, method, sent } = more;
  const told = incident.tabs.includes(tabId) ? pageIn(incident, tabId) : undefined;
  if (!told || method === null || !(samePage(told.url, url) || samePage(told.url, shown))) return incident;
  const known = told.method === null || told.method === 'GET' ? method : told.method;
  if (known === told.method && told.url === url) return incident;
  const page = { ...told, url, method: known, sent };
  const others = incident.posted.filter((id) => id !== tabId);
  const next = {
    ...incident,
    pages: withPage(incident.pages.filter((p) => p !== told), page),
    posted: known === 'GET' ? others : [...others, tabId],
  };
  const { sighting } = incident;
  const first = incident.page;
  if (!sighting || first?.tabId !== tabId || !samePage(first.url, told.url)) return next;
  const address = new URL(url);
  return {
    ...next,
    page: { ...first, url, method: known, sent },
    sighting: { ...sighting, host: address.hostname, page: pageKind(address), method: known, sent, landing: sighting.landing ?? landing(url, shown) },
  };
}

/**
 * The same incident, to be asked about again: what was seen stays, what was concluded goes.
 *
 * @param {Incident} incident
 * @param {string} id
 * @param {Sighting | null} sighting
 * @param {number | null} [waits] until AO3 has rested
 * @returns {Incident}
 */
export function again(incident, id, sighting, waits = null) {
  return {
    ...incident, id, sighting, reloads: incident.reloads.filter((reload) => reload.why === null), looked: null, phase: 'checking', trouble: null, observations: [], diagnosis: null, own: false, settledAt: null,
    over: null, clockSetBack: false, before: null, refused: [], requests: [], waits, share: share(),
  };
}

/**
 * One more observation; one with the same id takes its place.
 *
 * @param {Incident} incident
 * @param {Observation} observation
 * @returns {Incident}
 */
export function observed(incident, observation) {
  return { ...incident, observations: [...incident.observations.filter((o) => o.id !== observation.id), observation] };
}

/**
 * A tab closed, or shows something else that works.
 *
 * @param {Incident} incident
 * @param {number} tabId
 * @param {number} at
 * @returns {Incident}
 */
export function left(incident, tabId, at) {
  const others = (/** @type {number[]} */ tabs) => tabs.filter((id) => id !== tabId);
  const tabs = others(incident.tabs);
  return { ...incident, tabs, leftAt: tabs.length === 0 ? incident.leftAt ?? at : null, posted: others(incident.posted), bare: others(incident.bare) };
}

/** The two incidents, and where they are kept. */
export class Incidents {
  /** @type {Map<boolean, Incident>} by whether it is of private windows */
  #now = new Map();
  /** @type {(incident: Incident) => void} */
  #changed;

  /** @param {(incident: Incident) => void} changed called after every change */
  constructor(changed) {
    this.#changed = changed;
  }

  /** Reads what a worker before this one knew. A diagnosis that it had under way ended with it. */
  async load() {
    const kept = await api.storage.session.get(Object.values(INCIDENTS)).catch((error) => {
      console.warn('why502: what was known could not be read', error);
      return /** @type {Record<string, unknown>} */ ({});
    });
    for (const isPrivate of [false, true]) {
      const incident = incidentFrom(kept[incidentAs(isPrivate)]);
      // One that had not begun yet begins when AO3 has rested.
      if (incident) this.#now.set(isPrivate, incident.phase === 'checking' && incident.waits === null ? { ...brokenOff(incident), phase: 'stopped' } : incident);
    }
  }

  /** @param {boolean} isPrivate @returns {Incident | undefined} */
  get(isPrivate) {
    return this.#now.get(isPrivate);
  }

  /** Those that there are. @returns {Incident[]} */
  all() {
    return [false, true].flatMap((isPrivate) => this.#now.get(isPrivate) ?? []);
  }

  /** @param {Incident} incident */
  put(incident) {
    this.#now.set(incident.isPrivate, incident);
    // Full or broken: then it is known as long as this worker lives.
    api.storage.session.set({ [incidentAs(incident.isPrivate)]: incident }).catch((error) => console.warn('why502: the incident could not be kept', error));
    this.#changed(incident);
  }

  /**
   * Changes an incident if it is still the one that is meant.
   *
   * @param {Incident} which
   * @param {(incident: Incident) => Incident} change
   */
  update(which, change) {
    const now = this.get(which.isPrivate);
    if (now && now.id === which.id) this.put(change(now));
  }

  /** The browser gave a tab another number. @param {number} tabId @param {number} by the new one */
  renumber(tabId, by) {
    for (const incident of this.all()) {
      const next = renumbered(incident, tabId, by);
      if (next !== incident) this.put(next);
    }
  }

  /** Forgets everything. Fails where the storage does. */
  async forget() {
    this.#now.clear();
    await api.storage.session.remove(Object.values(INCIDENTS));
  }

  /** One of them is over: nothing of it is left here. @param {boolean} isPrivate */
  drop(isPrivate) {
    this.#now.delete(isPrivate);
    api.storage.session.remove(incidentAs(isPrivate)).catch((error) => console.warn('why502: the incident could not be forgotten', error));
  }
}
