/**
 * The one way to AO3: every request that why502 itself makes to AO3's hosts is made here, and is written
 * down before it is sent, with what it is for (a trial, a look) and for whom (an incident, the watch).
 * Where nothing may be spent any more, nothing is sent. Each redirect is a request of its own: nobody
 * follows one by itself.
 *
 * What a person loads is theirs, and so is what they have us load for them: a tab that is opened or
 * loaded again by their click (remedies/remedies.js, remedies/reload-tab.js) is no request of ours.
 *
 * What is written down is part of the incident, so that it outlives a sleeping worker, and its number
 * is the one that a person is shown. A test holds that no other file asks anybody anything.
 *
 * @import {Incident, Spent} from '../incident/incident.js'
 * @import {Incidents} from '../incident/incidents.js'
 */
import { official } from '../ao3/address.js';
import { api } from '../browser/api.js';
import { count } from './session-sum.js';

/** Requests to AO3's own servers for one diagnosis (design, section 5). */
export const MOST = 4;

/** The same where the session is suspected, which must be proven twice. */
export const MOST_ABOUT_A_SESSION = 6;

/**
 * @typedef {object} Receipt of one request
 * @property {() => void} giveBack it never left this machine
 * @property {() => void} doubt nobody can tell whether it did
 *
 * @typedef {object} Purse
 * @property {(what: string) => Receipt | null} take writes one request down, before it is sent; null: it may not be
 */

/** A request was not sent, because nothing may be spent any more. */
export class Overspent extends Error {}

/**
 * What one diagnosis may spend.
 *
 * @param {Incidents} incidents
 * @param {Incident} incident
 * @param {() => number} most how many it may be altogether, the companion's own included
 * @returns {Purse}
 */
export function purseOf(incidents, incident, most) {
  const current = () => {
    const now = incidents.get(incident.isPrivate);
    return now?.id === incident.id ? now : undefined;
  };
  return {
    take(what) {
      const now = current();
      // Nobody waits for the answer any more, or enough was asked.
      if (!now || now.requests.length >= most()) return null;
      /** @type {Spent} */
      const spent = { what, by: 'browser', at: Date.now() };
      incidents.put(withSpent(now, [...now.requests, spent]));
      /** @param {Spent[]} instead */
      const put = (...instead) => {
        const then = current();
        if (then)
          incidents.put(
            withSpent(
              then,
              then.requests.flatMap((each) => (each === spent ? instead : [each])),
            ),
          );
      };
      return { giveBack: () => put(), doubt: () => put({ ...spent, doubt: true }) };
    },
  };
}

/**
 * The companion has asked AO3 by itself.
 *
 * @param {Incident} incident
 * @param {string} what
 * @param {{times?: number, doubt?: boolean}} [how]
 * @returns {Incident}
 */
export function spentByCompanion(incident, what, { times = 1, doubt = false } = {}) {
  /** @type {Spent} */
  const spent = { what, by: 'companion', at: Date.now(), ...(doubt ? { doubt } : {}) };
  return times > 0 ? withSpent(incident, [...incident.requests, ...Array.from({ length: times }, () => spent)]) : incident;
}

/**
 * A companion that was asked, and ended before it told what became of its first question: that one may have
 * left it.
 *
 * @param {Incident} incident
 * @returns {Incident}
 */
export function brokenOff(incident) {
  const told = incident.companion === null || incident.requests.some((each) => each.by === 'companion');
  return told ? incident : spentByCompanion(incident, 'untold', { doubt: true });
}

/**
 * The figure that is shown is the figure that was sent.
 *
 * @param {Incident} incident
 * @param {Spent[]} [requests]
 * @returns {Incident}
 */
export function withSpent(incident, requests = incident.requests) {
  const { diagnosis } = incident;
  if (!incident.isPrivate) count(requests, incident.requests);
  return { ...incident, requests, diagnosis: diagnosis && { ...diagnosis, archiveRequests: requests.length } };
}

/**
 * A look of the watch, which writes down itself how many it has made and when the next may be.
 *
 * @param {boolean} isPrivate
 * @returns {Receipt}
 */
export function receiptOfLook(isPrivate) {
  /** @type {{doubt?: true}[]} */
  let look = [];
  const is = (/** @type {typeof look} */ next) => {
    if (!isPrivate) count(next, look);
    look = next;
  };
  is([{}]);
  return { giveBack: () => is([]), doubt: () => is([{ doubt: true }]) };
}

/**
 * Asks AO3, from the background, the way all of ours is asked: for something fresh, following nothing,
 * saying nothing of where a person is.
 *
 * @param {Receipt | null} receipt of this request
 * @param {string} url
 * @param {boolean} withCookies
 * @param {AbortSignal} signal
 * @returns {Promise<Response>}
 * @throws {Overspent} where there is no receipt
 */
export async function ask(receipt, url, withCookies, signal) {
  if (!receipt || !official(url)) throw new Overspent();
  return fetch(url, {
    method: 'GET',
    credentials: withCookies ? 'include' : 'omit',
    cache: 'no-store',
    redirect: 'manual',
    referrerPolicy: 'no-referrer',
    headers: { Accept: ACCEPT },
    signal,
  });
}

/** As a browser asks for a page. */
const ACCEPT = 'text/html,application/xhtml+xml,*/*;q=0.8';

/**
 * What a page was answered; null where it was answered nothing. A redirect tells no more than that it is one.
 *
 * @typedef {{redirect: boolean, status: number, headers: {name: string, value: string}[], markup: string, tookMs: number}} PageAnswer
 */

/**
 * The same from inside a page, which alone has the cookies of its private window or container, and leaves
 * nothing anywhere else.
 *
 * @param {Receipt | null} receipt
 * @param {number} tabId
 * @param {string} url of the page's own origin
 * @param {boolean} withCookies
 * @param {{ms: number, characters: number}} most
 * @returns {Promise<PageAnswer | null>}
 * @throws {Overspent} where there is no receipt
 */
export async function askInPage(receipt, tabId, url, withCookies, { ms, characters }) {
  if (!receipt || !official(url)) throw new Overspent();
  const [injected] = await api.scripting.executeScript({
    target: { tabId },
    func: fetchAsPage,
    args: [url, withCookies ? 'include' : 'omit', ACCEPT, ms, characters],
  });
  return injected?.result ?? null;
}

/** Whether a script may enter what a tab shows: not the browser's own error page. @param {number} tabId */
export async function letsUsIn(tabId) {
  try {
    const [injected] = await api.scripting.executeScript({ target: { tabId }, func: () => true });
    return injected?.result === true;
  } catch {
    return false; // Refused, or the tab is gone: either way there is no page to ask from.
  }
}

/**
 * Runs inside the page; it sees nothing of this file.
 *
 * @param {string} url @param {RequestCredentials} credentials @param {string} accept @param {number} ms @param {number} characters
 */
async function fetchAsPage(url, credentials, accept, ms, characters) {
  const startedAt = performance.now();
  /** No more than is read: a page may be a whole work. @param {Response} response */
  const firstPart = async (response) => {
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (let part = await reader?.read(); part && !part.done && text.length < characters; part = await reader?.read()) text += part.value;
    await reader?.cancel();
    return text.slice(0, characters);
  };
  try {
    const response = await fetch(url, {
      credentials,
      cache: 'no-store',
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      headers: { Accept: accept },
      signal: AbortSignal.timeout(ms),
    });
    const tookMs = Math.round(performance.now() - startedAt);
    const headers = [...response.headers].map(([name, value]) => ({ name, value }));
    const redirect = response.type === 'opaqueredirect';
    return { redirect, status: response.status, headers, markup: redirect ? '' : await firstPart(response), tookMs };
  } catch {
    return null; // fetch says nothing of why, by design; webRequest does.
  }
}

/**
 * Runs inside a page of AO3's; it sees nothing of this file. It asks the browser whether it keeps a copy of that page,
 * and nobody else: what is not there is not sent for.
 */
export async function isKept() {
  try {
    await fetch(location.href, { mode: 'same-origin', cache: 'only-if-cached', credentials: 'include', redirect: 'manual' });
    return true;
  } catch {
    return false; // By design, where there is none.
  }
}
