/**
 * What is known of main-frame requests under way: each of them from the browser's events, which come
 * late, twice, or not at all. What a load means is said in sighting.js. Pure.
 *
 * @import {Headers502} from '../types/protocol.js'
 * @import {BrowserEvent, State} from './sighting.js'
 */
import { official, samePage, takes } from '../ao3/address.js';

/**
 * One main-frame request, from its start to its end; redirects belong to it.
 *
 * @typedef {object} Load
 * @property {string} id
 * @property {number} tabId -1 where Firefox does not say
 * @property {string} first the address that was asked for
 * @property {string} last the address after redirects
 * @property {string | null} method of the request for `first`; null where nobody saw it
 * @property {string | null} lastMethod of the request for `last`
 * @property {boolean} accepted a form was sent, and AO3 took it: `last` is a page that was only asked for
 * @property {number} hops how often it was redirected
 * @property {number} startedAt milliseconds since 1970
 * @property {number} lastAt when the request for `last` began
 * @property {number | null} answeredAt
 * @property {number | null} status
 * @property {Headers502 | null} headers
 * @property {string | null} ip
 * @property {boolean} fromCache
 * @property {boolean} speculative
 * @property {string | null} error
 * @property {boolean} begun whether its start was told; an answer or an end may be told before
 * @property {boolean} ended
 * @property {boolean} reported whether it was already turned into a sighting, or judged to be none
 * @property {boolean} silent begun by Chromium itself from its own error page, which it leaves standing
 *   where that fails again in the same way: nothing says then that the tab did anything
 * @property {boolean} unseen stands for a load of which only the page has spoken
 */

/** More loads than anybody has under way; the oldest are forgotten. */
const MOST_LOADS = 100;

/**
 * The start of a load, or one more hop of its redirects: both engines report each hop as a start with
 * the same id. Firefox may also deliver a start after the answer, and after the page.
 *
 * @param {State} state
 * @param {Extract<BrowserEvent, {kind: 'start'}>} event
 * @returns {State}
 */
export function started(state, event) {
  const there = state.loads.find((load) => load.id === event.id);
  if (!there) return added(state, event, event);
  return changed(state, event.id, (load) => {
    // Events may come out of order: a later hop, or the answer, was told before this start. Two hops may
    // begin in one millisecond, so that equal times are no order.
    if (event.at < load.startedAt || (event.at === load.startedAt && !load.begun)) {
      return { first: event.url, method: event.method, accepted: false, begun: true, startedAt: event.at, speculative: event.speculative };
    }
    return load.ended ? {} : { last: event.url, lastMethod: event.method, lastAt: event.at, hops: load.hops + 1 };
  });
}

/** Answers that say: what you sent was read, now get that other page (RFC 9110, 15.4.3 and 15.4.4). */
const SEE_OTHER = [302, 303];

/** A method that only asks. @param {string | null} method */
const asks = (method) => method === 'GET' || method === 'HEAD';

/**
 * An answer that leads on. After a form it may say that AO3 took what was sent; who is then sent on to
 * sign in was turned away after all.
 *
 * @param {Load} load
 * @param {Extract<BrowserEvent, {kind: 'redirect'}>} event
 * @returns {Partial<Load>}
 */
export function redirected(load, { to, status }) {
  const sent = load.method !== null && !asks(load.method);
  const accepted =
    sent && (load.accepted ? takes(load.first, to) : !asks(load.lastMethod) && SEE_OTHER.includes(status) && takes(load.last, to));
  return { last: to, accepted, lastMethod: accepted ? 'GET' : load.lastMethod };
}

/**
 * A load that an answer or an end tells of first.
 *
 * @param {State} state
 * @param {Extract<BrowserEvent, {kind: 'answer' | 'end'}>} event
 * @returns {State}
 */
export function known(state, event) {
  return state.loads.some((load) => load.id === event.id) ? state : added(state, event, {});
}

/**
 * @param {State} state
 * @param {{id: string, tabId: number, url: string, method: string, at: number}} about
 * @param {{kind?: 'start', speculative?: boolean, standing?: boolean}} how
 * @returns {State}
 */
function added(state, { id, tabId, url, method, at }, { kind, speculative = false, standing = false }) {
  if (!official(url)) return state;
  const page = spoken(state, /** @type {Load} */ ({ tabId, last: url, startedAt: at }));
  /** @type {Load} */
  const load = {
    id,
    tabId,
    first: url,
    last: url,
    method,
    lastMethod: method,
    accepted: false,
    hops: 0,
    startedAt: at,
    lastAt: at,
    answeredAt: null,
    status: null,
    headers: null,
    ip: null,
    fromCache: false,
    speculative,
    error: null,
    begun: kind === 'start',
    ended: false,
    reported: page !== undefined,
    silent: standing && !speculative,
    unseen: false,
  };
  // A tab shows one page: what it loaded before is over. A speculative load replaces nothing.
  const others = state.loads.filter((l) => l !== page && (speculative || tabId < 0 || l.tabId !== tabId || l.startedAt > at));
  return { ...state, loads: [...others, load].slice(-MOST_LOADS) };
}

/** The page of a load, where it spoke before the network's events were delivered. @param {State} state @param {Load} load */
export function spoken(state, load) {
  return state.loads.find((l) => l.unseen && l.tabId === load.tabId && samePage(l.last, load.last) && l.startedAt >= load.startedAt);
}

/** @param {State} state @param {string} id @param {(load: Load) => Partial<Load>} change @returns {State} */
export function changed(state, id, change) {
  return { ...state, loads: state.loads.map((load) => (load.id === id ? { ...load, ...change(load) } : load)) };
}

/**
 * The browser gave a tab another number: older Chromium did so when it put a tab away, or showed a page that
 * it had loaded ahead.
 *
 * @param {State} state
 * @param {Extract<BrowserEvent, {kind: 'replaced'}>} event
 * @returns {State}
 */
export function replaced(state, { tabId, by }) {
  /** @template {{tabId: number}} T @param {readonly T[]} all @returns {T[]} */
  const moved = (all) =>
    all.filter((each) => each.tabId !== by || tabId === by).map((each) => (each.tabId === tabId ? { ...each, tabId: by } : each));
  return { loads: moved(state.loads), shown: moved(state.shown) };
}

/** Whether a load may be the one that led a tab to an address. @param {Load} load @param {number} tabId @param {string} url */
function ledTo(load, tabId, url) {
  return (load.tabId === tabId || load.tabId < 0) && (samePage(load.last, url) || samePage(load.first, url));
}

/** @param {State} state @param {number} tabId @param {string} url */
export function loadOf(state, tabId, url) {
  return state.loads.findLast((load) => ledTo(load, tabId, url));
}

/**
 * A tab shows something else: a silent load in it was none. @param {State} state @param {number} tabId
 * @returns {{state: State, left?: {tabId: number, at: number}}}
 */
export function moved(state, tabId) {
  const load = state.loads.find((l) => l.silent && l.tabId === tabId);
  return load ? { state: changed(state, load.id, () => ({ silent: false })), left: { tabId, at: load.startedAt } } : { state };
}

/**
 * Stands for a load that nobody saw, so that its page is told once.
 *
 * @param {Extract<BrowserEvent, {kind: 'page'}>} event
 * @returns {Load}
 */
export function unseenLoad({ tabId, url, status, cached, at }) {
  return {
    id: `unseen-${tabId}-${at}`,
    tabId,
    first: url,
    last: url,
    method: null,
    lastMethod: null,
    accepted: false,
    hops: 0,
    startedAt: at,
    lastAt: at,
    answeredAt: at,
    status,
    headers: null,
    ip: null,
    fromCache: cached,
    speculative: false,
    error: null,
    begun: false,
    ended: true,
    reported: true,
    silent: false,
    unseen: true,
  };
}

/**
 * What a tab shows, once it is complete: the requests that led to it may be told later (Firefox, under load).
 *
 * @param {State} state
 * @param {Extract<BrowserEvent, {kind: 'tab'}>} event
 * @returns {State}
 */
export function showing(state, { tabId, url, complete, at }) {
  const others = state.shown.filter((each) => each.tabId !== tabId);
  return { ...state, shown: complete ? [...others, { tabId, url, at }].slice(-MOST_LOADS) : others };
}

/** The tab that has shown, since a load began, what that load was for. @param {State} state @param {Load} load */
export function shownBy(state, load) {
  return state.shown.find((each) => each.at >= load.startedAt && ledTo(load, each.tabId, each.url));
}
