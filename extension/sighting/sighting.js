/**
 * Browser events → a failed page load that a person sees, or nothing. Pure: a state goes in, a state
 * comes out, so that recorded events of real browsers are its tests.
 *
 * A network event alone is never believed. Chromium reports speculative loads as if they were pages,
 * downloads fail without a page, a person may have gone on. So a load becomes a sighting only when
 * the page itself reports (`page`, from the content script, which runs at its commit) or, where the
 * browser shows a page of its own that no script may enter, when the tab shows that address (`tab`).
 *
 * @import {Headers502, Landing, Markers, Sent, Sighting} from '../types/protocol.js'
 * @import {Load} from './loads.js'
 */
import { cameLate } from './late-page.js';
import { isFresh, isTrouble } from '../ao3/answer.js';
import { landing as landingOf, official, pageKind } from '../ao3/address.js';
import { changed, known, loadOf, moved, redirected, replaced, showing, shownBy, spoken, started, unseenLoad } from './loads.js';

/**
 * @typedef {{loads: readonly Load[], shown: readonly {tabId: number, url: string, at: number}[]}} State shown:
 *   what tabs show that are complete
 *
 * @typedef {{kind: 'start', id: string, tabId: number, url: string, method: string, at: number, speculative: boolean, standing?: boolean}
 *   | {kind: 'redirect', id: string, to: string, status: number}
 *   | {kind: 'answer', id: string, tabId: number, url: string, method: string, status: number,
 *      headers: Headers502 | null, ip: string | null, fromCache: boolean, at: number}
 *   | {kind: 'end', id: string, tabId: number, url: string, method: string, error: string | null,
 *      ip: string | null, fromCache: boolean, at: number}
 *   | {kind: 'page', tabId: number, url: string, status: number, tookMs: number, cached: boolean,
 *      revisited?: boolean, cookies: boolean | null, reading?: string | null, markers: Markers | null, at: number}
 *   | {kind: 'tab', tabId: number, url: string, complete: boolean, began?: boolean, at: number}
 *   | {kind: 'replaced', tabId: number, by: number}
 *   | {kind: 'gone', tabId: number}} BrowserEvent
 *
 * standing: the tab shows Chromium's own page for a network error, which tries again by itself, after
 * one second, five, thirty and more, and tells nothing when it fails as before; began: the tab has
 * just begun to show something.
 *
 * @typedef {object} Seen
 * @property {number} tabId
 * @property {string} url the real address: it stays inside the extension
 * @property {boolean} hasPage whether a script may enter what the tab shows
 * @property {string | null} [reading] the chapter from which the person came there
 * @property {Sighting} sighting
 */

/**
 * What an event led to: a failed load that a person sees now, or more about one already told (its
 * markup is read later than its status, and Firefox may deliver a load's headers after its page).
 *
 * Its method and address count only where the page was reported before its load: then nobody knew them.
 *
 * @typedef {{tabId: number, url: string, shown: string, method: string | null, sent: Sent | null, markers:
 *   Markers | null, headers: Headers502 | null, ip: string | null}} More
 * @typedef {{tabId: number, at: number, fresh?: boolean}} Left what the tab showed is over, because it shows
 *   something else; fresh: a page that AO3 itself has made now, as far as its headers tell. A load that only
 *   began says nothing of that: a person may stop it.
 * @typedef {{state: State, seen?: Seen, more?: More, left?: Left, late?: Seen}} Step late: a page that is in no
 *   trouble, and came far too late (late-page.js)
 */

/** @type {State} */
export const NOTHING = Object.freeze({ loads: [], shown: [] });

/**
 * Another extension cancelled a load. Chromium then shows an error page of its own for the address,
 * Firefox leaves the old page standing. Extensions that open every site in a container of its own
 * cancel each first load in Firefox, so that this is no error by itself there; it is remembered for a
 * person who asks.
 */
export const STOPPED_IN_FIREFOX = 'NS_ERROR_ABORT';

/** Ended by a person or by the browser on purpose: downloads, prefetch, Escape, another click. The old page stands. */
const STOPPED = new Set([
  'net::ERR_ABORTED',
  'NS_BINDING_ABORTED',
  'NS_BINDING_CANCELLED_OLD_LOAD',
  'NS_BINDING_RETARGETED',
  'NS_BINDING_REDIRECTED',
  STOPPED_IN_FIREFOX,
]);

/**
 * The browser did not ask, and shows a page of its own that says so: going back to a page that answered a
 * form and was not kept, a store of pages that is broken, a port that no page may have. AO3 has no part in
 * it, and a look at it would tell nothing. (Chromium: net/base/net_error_list.h, 400 to 499 and 312;
 * Firefox: xpcom/base/ErrorList.py, modules CACHE and NETWORK.) A browser that was told to work offline
 * did not ask either, but a person can mend that: it stays a failure.
 */
const NOTHING_ASKED = /^net::ERR_CACHE_|^net::ERR_UNSAFE_PORT$|^NS_ERROR_(?:DOCUMENT_NOT_CACHED|CACHE_\w+|PORT_ACCESS_NOT_ALLOWED)$/;

/**
 * @param {State} state
 * @param {BrowserEvent} event
 * @returns {Step}
 */
export function reduce(state, event) {
  const shows = event.kind === 'page' || (event.kind === 'tab' && event.began) || (event.kind === 'answer' && event.status < 400);
  if (!shows) return stepped(state, event);
  const { state: next, left } = moved(state, event.tabId);
  const step = stepped(next, event);
  // The same tab failed again: that is a new sighting, not more about the one before.
  return left && !step.seen ? { ...step, left } : step;
}

/**
 * @param {State} state
 * @param {BrowserEvent} event
 * @returns {Step}
 */
function stepped(state, event) {
  switch (event.kind) {
    case 'start':
      return { state: started(state, event) };
    case 'redirect':
      return { state: changed(state, event.id, (load) => redirected(load, event)) };
    case 'answer':
      return answered(
        event,
        changed(known(state, event), event.id, (load) => ({
          status: event.status,
          headers: event.headers ?? load.headers,
          ip: event.ip ?? load.ip,
          fromCache: event.fromCache || load.fromCache,
          answeredAt: Math.max(load.answeredAt ?? event.at, event.at), // The last hop's.
        })),
      );
    case 'end':
      return ended(
        event,
        changed(known(state, event), event.id, (load) => ({
          ended: true,
          last: event.url, // A redirect that was refused never began.
          error: event.error,
          ip: event.ip ?? load.ip,
          fromCache: event.fromCache || load.fromCache,
          answeredAt: load.answeredAt ?? event.at,
        })),
      );
    case 'page':
      return onPage(state, event);
    case 'tab':
      return onTab(showing(state, event), event);
    case 'replaced':
      return { state: replaced(state, event) };
    case 'gone':
      return {
        state: {
          loads: state.loads.filter((load) => load.tabId !== event.tabId),
          shown: state.shown.filter((each) => each.tabId !== event.tabId),
        },
      };
  }
}

/**
 * Headers came. A page that works is what its tab shows from now on, so that an older failure is left. An
 * error status is not a sighting yet: only the page itself says that it is shown.
 *
 * @param {Extract<BrowserEvent, {kind: 'answer'}>} event
 * @param {State} state
 * @returns {Step}
 */
function answered(event, state) {
  const step = late(event, state);
  const load = state.loads.find((l) => l.id === event.id);
  const works = (event.status >= 200 && event.status < 300 && !emptyOnPurpose(event.status)) || event.status === 304;
  const shows = works && load && !load.speculative && !load.reported && !isFile(event.url);
  const fresh = event.status < 300 && !event.fromCache && event.headers !== null && isFresh(event.headers);
  return shows ? { ...step, left: { tabId: event.tabId, at: event.at, fresh } } : step;
}

/** A file is put away, and the page that it was asked from stays. @param {string} url */
const isFile = (url) => pageKind(new URL(url)) === 'download';

/** What came after the sighting was told. @param {{id: string}} event @param {State} state @returns {Step} */
function late(event, state) {
  const load = state.loads.find((l) => l.id === event.id);
  if (!load) return { state };
  // The page may have reported already, under the address of a redirect that is told only now.
  const page = load.reported ? undefined : spoken(state, load);
  if (!load.reported && !page) return { state };
  const loads = page ? state.loads.flatMap((l) => (l === page ? [] : l === load ? [{ ...load, reported: true }] : [l])) : state.loads;
  return { state: { ...state, loads }, more: moreOf(load, null) };
}

/**
 * A tab may have shown the browser's error page before its load is told of.
 *
 * @param {Extract<BrowserEvent, {kind: 'end'}>} event
 * @param {State} state
 * @returns {Step}
 */
function ended(event, state) {
  const load = state.loads.find((l) => l.id === event.id);
  const tab = load && !load.reported && load.error !== null && shownBy(state, load);
  return tab ? onTab(state, { kind: 'tab', tabId: tab.tabId, url: tab.url, complete: true, at: event.at }) : late(event, state);
}

/** @param {Load} load @param {Markers | null} markers @returns {More} */
function moreOf(load, markers) {
  const { url, method, sent } = asked(load);
  return { tabId: load.tabId, url, shown: load.last, method, sent, markers, headers: load.headers, ip: load.ip };
}

/**
 * What a load asked for. Where AO3 took a form and redirected to another page, it is that page which failed:
 * its method is GET, for the form was not refused.
 *
 * @param {Load} load
 * @returns {{url: string, method: string | null, sent: Sent | null, at: number}}
 */
function asked(load) {
  return load.accepted
    ? { url: load.last, method: load.lastMethod, sent: 'accepted', at: load.lastAt }
    : { url: load.first, method: load.method, sent: null, at: load.startedAt };
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
  const known = loadOf(state, event.tabId, event.url);
  // Another status than the load's means that the tab was loaded again: Firefox may report the page before
  // it reports the new request.
  const load = known?.reported && known.status !== null && event.status !== 0 && known.status !== event.status ? undefined : known;
  if (load?.reported) {
    return { state, more: moreOf({ ...load, tabId: event.tabId }, event.markers) };
  }
  const { url: first, method, sent, at: startedAt } = load ? asked(load) : { url: event.url, method: null, sent: null, at: event.at };
  // Where no request was seen, only an address of AO3's own error pages says that it was redirected there.
  const where = load ? landingOf(first, event.url) : telling(landingOf('', event.url));
  const trouble = isTrouble(event.status, load?.headers ?? null, where, event.markers);
  // Firefox may say so only at the end of the load; the page's own clock knows at once.
  const fromCache = (load?.fromCache ?? false) || event.cached;
  /** @returns {Seen} */
  const seen = () => ({
    tabId: event.tabId,
    url: first,
    hasPage: true,
    reading: event.reading ?? null,
    sighting: sightingOf({
      url: first,
      method,
      sent,
      status: event.status,
      error: null,
      ip: load?.ip ?? null,
      // A worker that slept through a long wait has no start; the page's own clock has.
      tookMs: load?.answeredAt ? Math.max(load.answeredAt - startedAt, event.tookMs) : event.tookMs,
      fromCache,
      cookies: event.cookies,
      at: event.at,
      landing: where,
      headers: load?.headers ?? null,
      markers: event.markers,
    }),
  });
  if (trouble === false) {
    const left = { tabId: event.tabId, at: event.at };
    return cameLate(event) && !fromCache ? { state, left, late: seen() } : { state, left };
  }
  if (trouble !== true || (event.revisited && stale(fromCache, event.markers))) return { state };
  const next = load ? changed(state, load.id, () => ({ reported: true })) : { ...state, loads: [...state.loads, unseenLoad(event)] };
  return { state: next, seen: seen() };
}

/** @param {Landing | null} landing */
function telling(landing) {
  return landing === 'official' ? null : landing;
}

/**
 * A page that was restored by going back was answered earlier, so that it is no news of how AO3 is now. One
 * exception: the maintenance page sticks in caches after AO3 is back, and a person who sees it should know.
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
  if (!load || load.reported || load.silent || load.speculative || !load.ended) return { state };
  const error = errorOf(load);
  if (error !== null && STOPPED.has(error)) return { state };
  const left = { tabId: event.tabId, at: event.at };
  if (error !== null && NOTHING_ASKED.test(error)) return { state: changed(state, load.id, () => ({ reported: true })), left };
  const failed = error !== null;
  if (!failed && !event.complete) return { state }; // The page may still speak.
  const { url, method, sent, at: startedAt } = asked(load);
  const landing = landingOf(url, load.last);
  // Firefox ends a 502 without a body as an error; the status came before it.
  const status = load.status;
  // AO3's application never refuses without a page: where the load failed, none came, and nobody will look.
  const tells = status === null ? failed : isTrouble(status, load.headers, landing, null);
  const trouble = tells === 'look' ? failed : tells || (failed && status !== null && status < 400 && !emptyOnPurpose(status));
  const next = changed(state, load.id, () => ({ reported: trouble }));
  if (!trouble) return status !== null && emptyOnPurpose(status) ? { state: next } : { state: next, left };
  if (load.fromCache) return { state: next };
  return {
    state: next,
    seen: {
      tabId: event.tabId,
      url,
      hasPage: false,
      sighting: sightingOf({
        url,
        method,
        sent,
        // A redirect that never arrived is no answer.
        status: status !== null && status < 400 ? null : status,
        error: status === null || status < 400 ? error : null,
        ip: load.ip,
        tookMs: (load.answeredAt ?? event.at) - startedAt,
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
 * How what a tab shows was asked for, as far as its own load tells.
 *
 * @param {State} state
 * @param {number} tabId
 * @param {string} url
 * @returns {string | null} null where nobody saw that
 */
export function methodIn(state, tabId, url) {
  const load = loadOf(state, tabId, url);
  return load ? asked(load).method : null;
}

/** Whether AO3 led on to it from a form that it took. @param {State} state @param {number} tabId @param {string} url of the page there */
export const isAfterForm = (state, tabId, url) => loadOf(state, tabId, url)?.accepted === true;

/** Whether it is what came of a form. @param {State} state @param {number} tabId @param {string} url of the page there */
export const answersForm = (state, tabId, url) => !['GET', 'HEAD', null].includes(loadOf(state, tabId, url)?.method ?? null);

/** Chromium calls the end of a redirect loop, after twenty, ERR_ABORTED. @param {Load} load */
function errorOf(load) {
  return load.error === 'net::ERR_ABORTED' && load.hops >= 15 ? 'net::ERR_TOO_MANY_REDIRECTS' : load.error;
}

/** Answers that leave the old page standing. @param {number} status */
function emptyOnPurpose(status) {
  return status === 204 || status === 205;
}

/**
 * @param {{url: string, method: string | null, sent: Sent | null, status: number | null, error: string | null,
 *   ip: string | null, tookMs: number, fromCache: boolean, cookies: boolean | null, at: number,
 *   landing: Landing | null, headers: Headers502 | null, markers: Markers | null}} facts
 * @returns {Sighting}
 */
export function sightingOf(facts) {
  const url = new URL(facts.url);
  return {
    host: url.hostname,
    page: pageKind(url),
    method: facts.method,
    sent: facts.sent,
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
