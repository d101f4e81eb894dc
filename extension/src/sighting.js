/**
 * Browser events → a failed page load that a person sees, or nothing. Pure: a state goes in, a state
 * comes out, so that recorded events of real browsers are its tests.
 *
 * A network event alone is never believed. Chromium reports speculative loads as if they were pages,
 * downloads fail without a page, a person may have gone on. So a load becomes a sighting only when
 * the page itself reports (`page`, from the content script, which runs at its commit) or, where the
 * browser shows a page of its own that no script may enter, when the tab shows that address (`tab`).
 *
 * @import {Headers502, Landing, Markers, Sighting} from '../types/protocol.js'
 */
import { isTrouble } from './answer.js';
import { landing as landingOf, official, pageKind, samePage } from './address.js';

/**
 * One main-frame request, from its start to its end; redirects belong to it.
 *
 * @typedef {object} Load
 * @property {string} id
 * @property {number} tabId -1 where Firefox does not say
 * @property {string} first the address that was asked for
 * @property {string} last the address after redirects
 * @property {string} method
 * @property {number} hops how often it was redirected
 * @property {number} startedAt milliseconds since 1970
 * @property {number | null} answeredAt
 * @property {number | null} status
 * @property {Headers502 | null} headers
 * @property {string | null} ip
 * @property {boolean} fromCache
 * @property {boolean} speculative
 * @property {string | null} error
 * @property {boolean} ended
 * @property {boolean} told whether it was already turned into a sighting, or judged to be none
 * @property {boolean} unseen stands for a load of which only the page has spoken
 */

/**
 * @typedef {{loads: readonly Load[]}} State
 *
 * @typedef {{kind: 'start', id: string, tabId: number, url: string, method: string, at: number, speculative: boolean}
 *   | {kind: 'redirect', id: string, to: string}
 *   | {kind: 'answer', id: string, tabId: number, url: string, method: string, status: number, headers: Headers502 | null, ip: string | null, fromCache: boolean, at: number}
 *   | {kind: 'end', id: string, tabId: number, url: string, method: string, error: string | null, ip: string | null, fromCache: boolean, at: number}
 *   | {kind: 'page', tabId: number, url: string, status: number, tookMs: number, cached: boolean, revisited?: boolean, cookies: boolean | null, markers: Markers | null, at: number}
 *   | {kind: 'tab', tabId: number, url: string, complete: boolean, at: number}
 *   | {kind: 'gone', tabId: number}} BrowserEvent
 *
 * @typedef {object} Seen
 * @property {number} tabId
 * @property {string} url the real address: it stays inside the extension
 * @property {boolean} hasPage whether a script may enter what the tab shows
 * @property {Sighting} sighting
 */

/**
 * What an event led to: a failed load that a person sees now, or more about one already told (its
 * markup is read later than its status, and Firefox may deliver a load's headers after its page).
 *
 * What it says of the request itself counts where a page was told before its load.
 *
 * @typedef {{tabId: number, url: string, shown: string, method: string, markers: Markers | null, headers: Headers502 | null, ip: string | null}} More
 * @typedef {{state: State, seen?: Seen, more?: More}} Step
 */

/** @type {State} */
export const NOTHING = Object.freeze({ loads: [] });

/** More loads than anybody has under way; the oldest are forgotten. */
const MOST_LOADS = 100;

/**
 * Another extension cancelled a load. Chromium then shows an error page of its own for the address,
 * Firefox leaves the old page standing. Extensions that open every site in a container of its own
 * cancel each first load in Firefox, so that this is no error by itself there; it is remembered for a
 * person who asks.
 */
const STOPPED_IN_FIREFOX = 'NS_ERROR_ABORT';

/** The companion's word for a request that something in the browser kept from leaving it. */
const LED_ELSEWHERE = 'why502:request/blocked-locally';

/** Ended by a person or by the browser on purpose: downloads, prefetch, Escape, another click. */
const NOT_AN_ERROR = new Set([
  'net::ERR_ABORTED',
  'NS_BINDING_ABORTED',
  'NS_BINDING_CANCELLED_OLD_LOAD',
  'NS_BINDING_RETARGETED',
  'NS_BINDING_REDIRECTED',
  STOPPED_IN_FIREFOX,
]);

/**
 * @param {State} state
 * @param {BrowserEvent} event
 * @returns {Step}
 */
export function reduce(state, event) {
  switch (event.kind) {
    case 'start':
      return { state: started(state, event) };
    case 'redirect':
      return { state: changed(state, event.id, () => ({ last: event.to })) };
    case 'answer':
      return late(event, changed(known(state, event), event.id, (load) => ({
        status: event.status,
        headers: event.headers ?? load.headers,
        ip: event.ip ?? load.ip,
        fromCache: event.fromCache || load.fromCache,
        answeredAt: Math.max(load.answeredAt ?? event.at, event.at), // The last hop's.
      })));
    case 'end':
      return late(event, changed(known(state, event), event.id, (load) => ({
        ended: true,
        last: event.url, // A redirect that was refused never began.
        error: event.error,
        ip: event.ip ?? load.ip,
        fromCache: event.fromCache || load.fromCache,
        answeredAt: load.answeredAt ?? event.at,
      })));
    case 'page':
      return onPage(state, event);
    case 'tab':
      return onTab(state, event);
    case 'gone':
      return { state: { loads: state.loads.filter((load) => load.tabId !== event.tabId) } };
  }
}

/**
 * The start of a load, or one more hop of its redirects: both engines report each hop as a start with
 * the same id. Firefox may also deliver a start after the answer, and after the page.
 *
 * @param {State} state
 * @param {Extract<BrowserEvent, {kind: 'start'}>} event
 * @returns {State}
 */
function started(state, event) {
  const there = state.loads.find((load) => load.id === event.id);
  if (!there) return added(state, event, event.speculative);
  return changed(state, event.id, (load) => {
    if (event.at <= load.startedAt) return { first: event.url, method: event.method, startedAt: event.at, speculative: event.speculative };
    return load.ended ? {} : { last: event.url, hops: load.hops + 1 };
  });
}

/** A load that an answer or an end tells of first. @param {State} state @param {Extract<BrowserEvent, {kind: 'answer' | 'end'}>} event @returns {State} */
function known(state, event) {
  return state.loads.some((load) => load.id === event.id) ? state : added(state, event, false);
}

/**
 * @param {State} state
 * @param {{id: string, tabId: number, url: string, method: string, at: number}} about
 * @param {boolean} speculative
 * @returns {State}
 */
function added(state, { id, tabId, url, method, at }, speculative) {
  if (!official(url)) return state;
  const page = spoken(state, /** @type {Load} */ ({ tabId, last: url, startedAt: at }));
  /** @type {Load} */
  const load = {
    id, tabId, first: url, last: url, method, hops: 0, startedAt: at, answeredAt: null, status: null, headers: null, ip: null,
    fromCache: false, speculative, error: null, ended: false, told: page !== undefined, unseen: false,
  };
  // A tab shows one page: what it loaded before is over. A speculative load replaces nothing.
  const others = state.loads.filter((l) => l !== page && (speculative || tabId < 0 || l.tabId !== tabId || l.startedAt > at));
  return { loads: [...others, load].slice(-MOST_LOADS) };
}

/** What came after the sighting was told. @param {{id: string}} event @param {State} state @returns {Step} */
function late(event, state) {
  const load = state.loads.find((l) => l.id === event.id);
  if (!load) return { state };
  // After a redirect its page may have spoken under an address that the load only now has.
  const page = load.told ? undefined : spoken(state, load);
  if (!load.told && !page) return { state };
  const loads = page ? state.loads.flatMap((l) => (l === page ? [] : l === load ? [{ ...load, told: true }] : [l])) : state.loads;
  return { state: { loads }, more: moreOf(load, null) };
}

/** The page of a load, where it spoke before the network's events were delivered. @param {State} state @param {Load} load */
function spoken(state, load) {
  return state.loads.find((l) => l.unseen && l.tabId === load.tabId && samePage(l.last, load.last) && l.startedAt >= load.startedAt);
}

/** @param {Load} load @param {Markers | null} markers @returns {More} */
function moreOf(load, markers) {
  return { tabId: load.tabId, url: load.first, shown: load.last, method: load.method, markers, headers: load.headers, ip: load.ip };
}

/** @param {State} state @param {string} id @param {(load: Load) => Partial<Load>} change @returns {State} */
function changed(state, id, change) {
  return { loads: state.loads.map((load) => (load.id === id ? { ...load, ...change(load) } : load)) };
}

/** @param {State} state @param {number} tabId @param {string} url */
function loadOf(state, tabId, url) {
  return state.loads.findLast((load) => (load.tabId === tabId || load.tabId < 0) && (samePage(load.last, url) || samePage(load.first, url)));
}

/**
 * A page speaks for itself. Also without a load: a tab that a browser restored before we listened, or
 * a page that a service worker answered.
 *
 * @param {State} state
 * @param {Extract<BrowserEvent, {kind: 'page'}>} event
 * @returns {Step}
 */
function onPage(state, event) {
  if (!official(event.url)) return { state };
  const load = loadOf(state, event.tabId, event.url);
  if (load?.told) {
    return { state, more: moreOf({ ...load, tabId: event.tabId }, event.markers) };
  }
  const first = load?.first ?? event.url;
  // Without its load only a telling address is known to be a landing.
  const where = load ? landingOf(load.first, event.url) : telling(landingOf('', event.url));
  const trouble = isTrouble(event.status, load?.headers ?? null, where, event.markers);
  const fromCache = load ? load.fromCache : event.cached;
  if (trouble !== true || (event.revisited && stale(fromCache, event.markers))) return { state };
  const next = load ? changed(state, load.id, () => ({ told: true })) : { loads: [...state.loads, unseenLoad(event)] };
  return {
    state: next,
    seen: {
      tabId: event.tabId,
      url: first,
      hasPage: true,
      sighting: sightingOf({
        url: first,
        method: load?.method ?? 'GET',
        status: event.status,
        error: null,
        ip: load?.ip ?? null,
        // A worker that slept through a long wait has no start; the page's own clock has.
        tookMs: load?.answeredAt ? Math.max(load.answeredAt - load.startedAt, event.tookMs) : event.tookMs,
        fromCache,
        cookies: event.cookies,
        at: event.at,
        landing: where,
        headers: load?.headers ?? null,
        markers: event.markers,
      }),
    },
  };
}

/** @param {Landing | null} landing */
function telling(landing) {
  return landing === 'official' ? null : landing;
}

/**
 * Stands for a load that nobody saw, so that its page is told once.
 *
 * @param {Extract<BrowserEvent, {kind: 'page'}>} event
 * @returns {Load}
 */
function unseenLoad({ tabId, url, status, cached, at }) {
  return {
    id: `unseen-${tabId}-${at}`, tabId, first: url, last: url, method: 'GET', hops: 0, startedAt: at, answeredAt: at, status, headers: null, ip: null,
    fromCache: cached, speculative: false, error: null, ended: true, told: true, unseen: true,
  };
}

/**
 * What is seen again by going back says nothing about now, except for the maintenance page, which is
 * known to stick in caches after AO3 is back: that is worth telling.
 *
 * @param {boolean} fromCache
 * @param {Markers | null} markers
 */
function stale(fromCache, markers) {
  return fromCache && !markers?.mainClasses.includes('error-503-maintenance');
}

/**
 * A tab shows an address whose load failed without a page of its own: a network error, or an error
 * status with an empty body.
 *
 * @param {State} state
 * @param {Extract<BrowserEvent, {kind: 'tab'}>} event
 * @returns {Step}
 */
function onTab(state, event) {
  const load = loadOf(state, event.tabId, event.url);
  if (!load || load.told || load.speculative || !load.ended) return { state };
  const error = errorOf(load);
  if (error !== null && NOT_AN_ERROR.has(error)) return { state };
  const failed = error !== null;
  if (!failed && !event.complete) return { state }; // The page may still speak.
  const landing = landingOf(load.first, load.last);
  // Firefox ends a 502 without a body as an error; the status came before it.
  const status = load.status;
  const trouble = status === null ? failed : isTrouble(status, load.headers, landing, null) === true || (failed && status < 400 && !emptyOnPurpose(status));
  const next = changed(state, load.id, () => ({ told: trouble }));
  if (!trouble || load.fromCache) return { state: next };
  return {
    state: next,
    seen: {
      tabId: event.tabId,
      url: load.first,
      hasPage: false,
      sighting: sightingOf({
        url: load.first,
        method: load.method,
        // A redirect that never arrived is no answer.
        status: status !== null && status < 400 ? null : status,
        error: status === null || status < 400 ? error : null,
        ip: load.ip,
        tookMs: (load.answeredAt ?? event.at) - load.startedAt,
        fromCache: false,
        cookies: null,
        at: event.at,
        landing,
        headers: load.headers,
        markers: null,
      }),
    },
  };
}

/**
 * The last load of a tab, if something in the browser itself kept it from AO3: it was cancelled, or
 * led to another site before AO3 had said a word. For a person who asks what became of it.
 *
 * @param {State} state
 * @param {number} tabId
 * @returns {Seen | undefined}
 */
export function stoppedIn(state, tabId) {
  const load = state.loads.findLast((l) => l.tabId === tabId && !l.speculative);
  if (!load || load.told || load.status !== null) return undefined;
  const error = load.error === STOPPED_IN_FIREFOX ? load.error : load.error === null && !official(load.last) ? LED_ELSEWHERE : null;
  if (error === null) return undefined;
  return {
    tabId,
    url: load.first,
    hasPage: false,
    sighting: sightingOf({
      url: load.first, method: load.method, status: null, error, ip: null, tookMs: 0, fromCache: false, cookies: null, at: load.startedAt, landing: null,
      headers: null, markers: null,
    }),
  };
}

/** Chromium calls the end of a redirect loop, after twenty, ERR_ABORTED. @param {Load} load */
function errorOf(load) {
  return load.error === 'net::ERR_ABORTED' && load.hops >= 15 ? 'net::ERR_TOO_MANY_REDIRECTS' : load.error;
}

/** Answers that leave the old page standing. @param {number} status */
function emptyOnPurpose(status) {
  return status === 204 || status === 205;
}

/**
 * @param {{url: string, method: string, status: number | null, error: string | null, ip: string | null, tookMs: number,
 *   fromCache: boolean, cookies: boolean | null, at: number, landing: Landing | null, headers: Headers502 | null, markers: Markers | null}} facts
 * @returns {Sighting}
 */
function sightingOf(facts) {
  const url = new URL(facts.url);
  return {
    host: url.hostname,
    page: pageKind(url),
    method: facts.method,
    status: facts.status,
    error: facts.error,
    serverIp: facts.ip,
    browserAddresses: null,
    tookMs: Math.max(0, Math.round(facts.tookMs)),
    fromCache: facts.fromCache,
    signedIn: null,
    cookiesAllowed: facts.cookies,
    repeats: 1,
    seenAt: new Date(facts.at).toISOString(),
    landing: facts.landing,
    headers: facts.headers,
    markers: facts.markers,
  };
}
