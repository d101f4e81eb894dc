/**
 * The state of one incident. Thirty tabs that fail together are one incident, with one diagnosis.
 * Pure: where they are kept is told in incidents.js.
 *
 * @import {Diagnosis, Observation, OfferedBrowser, Sighting} from '../types/protocol.js'
 * @import {Aftermath, Extent} from './clearing.js'
 * @import {Page} from './failed-page.js'
 * @import {More, Seen} from '../sighting/sighting.js'
 */
import { landing, pageKind, samePage } from '../ao3/address.js';
import { pageIn, pageOf, withPage } from './failed-page.js';
import { share } from './rest.js';

/** Failures within this time of each other belong together. */
export const JOIN_MS = 5 * 60_000;

/** AO3 first: an archive that came back and failed again is not asked anew at once. */
const RECOVERED_REST_MS = 30_000;

/**
 * Why there is no diagnosis from the companion:
 * - missing: not registered with this browser
 * - absent: this browser has no companions at all (Firefox for Android)
 * - forbidden: registered, but not for this extension
 * - unstartable: registered, but the program is not there or may not be run
 * - disallowed: a policy of this device does not let the browser start it, wherever it is
 * - crashed: it ran and ended before it was done
 * - silent: it runs and does not answer
 * - too-old, too-new: it speaks another protocol
 * - refused: it answered that it could not do this
 */
export const TROUBLES = /** @type {const} */ ([
  'missing',
  'absent',
  'forbidden',
  'unstartable',
  'disallowed',
  'crashed',
  'silent',
  'too-old',
  'too-new',
  'refused',
]);

/** @typedef {(typeof TROUBLES)[number]} Trouble */

/**
 * - checking: a diagnosis is under way
 * - settled: there is a diagnosis, the companion's or our own
 * - stopped: it was interrupted; only a person starts it again
 *
 * @typedef {'checking' | 'settled' | 'stopped'} Phase
 *
 * One request to AO3 that was made. Of some nobody can tell whether they left this machine: they count, with a doubt.
 *
 * @typedef {{what: string, by: 'browser' | 'companion', at: number, doubt?: true}} Spent
 *
 * @typedef {object} Tried a remedy that a person's click did, until it is known whether it helped
 * @property {string} verdict for which it was done, its code
 * @property {string} remedy its code
 * @property {string} look the id of the incident at that time: one that was looked at again has another
 * @property {number} at when, ms since 1970
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
 * @property {{sighting: Sighting, spent: boolean} | null} companionSighting what the companion saw when nobody
 *   had seen a failure and it looked itself, and whether that cost AO3 a request
 * @property {Phase} phase
 * @property {string | null} companion the version that answered
 * @property {string[]} can the remedies that it carries out on this machine
 * @property {OfferedBrowser[]} browsers those of this machine that it can open, the best first
 * @property {{kind: Trouble, detail: string} | null} trouble
 * @property {Observation[]} observations
 * @property {Diagnosis | null} diagnosis
 * @property {boolean} own whether the diagnosis is the extension's own, without the companion
 * @property {number | null} settledAt
 * @property {Aftermath | null} aftermath
 * @property {Extent[]} clearedInVain what was cleared for it and did not help
 * @property {boolean} afterRestart the browser was restarted, because clearing all had not helped (after-restart.js)
 * @property {Tried | null} tried the latest, where that may be remembered (remedies/helped.js); never of private windows
 * @property {string[]} helped the codes of remedies that helped often with this verdict
 * @property {import('./private-try.js').PrivateTry} privateTry what became of the page in a private window
 * @property {import('./cookie-wish.js').CookieWish} cookieWish what became of a wish that the browser keep AO3's cookies
 * @property {import('./phone-try.js').PhoneTry} phoneTry what became of it on a phone
 * @property {import('./elsewhere-tries.js').ElsewhereTry[]} elsewhereTries what became of it elsewhere on this machine, the latest last
 * @property {boolean} dismissed the person sent the card away; the badge still tells
 * @property {'none' | 'due' | 'given'} notice where no card can stand: whether the person is still to be told by a notification
 * @property {number[]} posted tabs whose failed page was the answer to a form, or may have been: they are never reloaded
 * @property {number[]} retryingTabs tabs that show Chromium's own page for a network error, which tries again by itself
 * @property {number[]} signIns when signing in failed
 * @property {{tabId: number, at: number}[]} failures the latest failed loads, oldest first
 * @property {Reload[]} reloads "reload once" was asked for, one for each tab
 * @property {number | null} answeredAt when the very page that failed was seen to answer, and has not failed since
 * @property {import('../browser/refusals.js').Area[]} refused what the browser refused while it was looked into
 * @property {number | null} leftAt since when no tab shows it; null while one does, and where none ever did
 * @property {boolean} clockSetBack the clock was set back after the look, so that nobody knows how long ago it was (ages.js)
 * @property {string | null} previousVerdict the verdict that was shown before this one, where it was another
 * @property {Spent[]} requests what its present diagnosis has cost AO3
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
    companionSighting: null,
    phase: 'checking',
    companion: null,
    can: [],
    browsers: [],
    trouble: null,
    observations: [],
    diagnosis: null,
    own: false,
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
    ...counted({ posted: [], retryingTabs: [], signIns: [], failures: [] }, seen, at),
    reloads: [],
    answeredAt: null,
    leftAt: null,
    clockSetBack: false,
    previousVerdict: null,
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
 * @param {Pick<Incident, 'posted' | 'retryingTabs' | 'signIns' | 'failures'>} so
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
    retryingTabs: having(so.retryingTabs, error?.startsWith('net::')),
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

/**
 * A connection that came about and broke, as Chromium and Firefox say it: not a name, a certificate, a proxy
 * or this device.
 */
const CUT = [
  /^net::ERR_(CONNECTION_(RESET|CLOSED|ABORTED|TIMED_OUT|REFUSED)|EMPTY_RESPONSE|TIMED_OUT)$/,
  /^net::ERR_(HTTP2_\w+|QUIC_\w+|INCOMPLETE_\w+)$/,
  /^NS_ERROR_(NET_(RESET|INTERRUPT|EMPTY_RESPONSE|ERROR_RESPONSE|TIMEOUT|PARTIAL_TRANSFER)|CONNECTION_REFUSED)$/,
];

/**
 * Is this the trouble that is known already? A server that answers 502 and then cuts connections is in one
 * trouble. The other way round an answer is news: it shows that the way there is open.
 *
 * @param {Sighting} known
 * @param {Sighting} s
 */
export function isSame(known, s) {
  return sort(known) === sort(s) || (sort(known) === 'server' && s.status === null && CUT.some((cut) => cut.test(s.error ?? '')));
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
  const { recurrence = incident.sighting?.recurrence } = seen.sighting;
  const counts = recurrence ? { recurrence } : {};
  const sighting = incident.sighting && { ...incident.sighting, repeats: incident.sighting.repeats + 1, ...counts };
  return {
    ...incident,
    ...counted(incident, seen, at),
    pages: withPage(incident.pages, pageOf(seen)),
    tabs,
    sighting,
    lastAt: at,
    answeredAt: null,
    leftAt: null,
  };
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
    pages: withPage(
      incident.pages.filter((p) => p !== told),
      page,
    ),
    posted: known === 'GET' ? others : [...others, tabId],
  };
  const { sighting } = incident;
  const first = incident.page;
  if (!sighting || first?.tabId !== tabId || !samePage(first.url, told.url)) return next;
  const address = new URL(url);
  return {
    ...next,
    page: { ...first, url, method: known, sent },
    sighting: {
      ...sighting,
      host: address.hostname,
      page: pageKind(address),
      method: known,
      sent,
      landing: sighting.landing ?? landing(url, shown),
    },
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
    ...incident,
    id,
    sighting,
    reloads: incident.reloads.filter((reload) => reload.why === null),
    companionSighting: null,
    phase: 'checking',
    trouble: null,
    observations: [],
    diagnosis: null,
    own: false,
    settledAt: null,
    privateTry: null,
    phoneTry: null,
    elsewhereTries: [],
    answeredAt: null,
    clockSetBack: false,
    previousVerdict: null,
    refused: [],
    requests: [],
    waits,
    share: share(),
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
  return {
    ...incident,
    tabs,
    leftAt: tabs.length === 0 ? (incident.leftAt ?? at) : null,
    posted: others(incident.posted),
    retryingTabs: others(incident.retryingTabs),
  };
}

/**
 * Why a tab was not reloaded:
 * - posted: its page is the answer to a form, or may be
 * - text: it holds text that somebody typed, or may
 * - closed
 * - asleep: the browser put it away, and loads it when somebody comes back to it
 * - loading: it is on its way to another page already
 * - left: it is no longer the page that failed
 */
export const KEPT = /** @type {const} */ (['posted', 'text', 'closed', 'asleep', 'loading', 'left']);

/** @typedef {(typeof KEPT)[number]} Kept */
