/**
 * What only a browser can try: the failing page and a light one, with and without AO3's cookies.
 *
 * The request is made by the extension itself, not by the page: both engines send SameSite cookies
 * with it, because the extension holds host permissions (Chromium: ShouldForceIgnoreSiteForCookies
 * for initiators on the origin access list; Firefox: NS_IsSameSiteForeign leaves out loads of
 * add-ons that may load the address), and it works where no script may enter the page. The browser
 * tests hold both engines to that. Where other cookies are in use than the extension's own, those of a
 * container, it must be tried from inside the page; of a private window nothing may be tried anywhere
 * else, not even without cookies.
 *
 * @import {TrialName} from '../types/protocol.js'
 * @import {Purse} from './budget.js'
 * @import {TrialResult} from './companion.js'
 * @import {Coming, Hop} from './trial-requests.js'
 */
import { busted, isCostly, lightPage, official } from '../ao3/address.js';
import { keptHeaders } from '../ao3/answer.js';
import { ask, askInPage, letsUsIn } from './budget.js';
import { READ_AT_MOST } from '../ao3/markers.js';
import { cookieStoreOf, isDefaultStore, tabOf } from '../browser/tab.js';
import { LIMIT_MS, firstPart, follow, headersOf, since } from './trial-requests.js';

/**
 * @typedef {object} Page what failed, as only the extension knows it
 * @property {string} url
 * @property {string | null} method null where nobody saw the request
 * @property {number | null} tabId
 */

/**
 * What to ask for, or why not. Pure.
 *
 * @param {TrialName} trial
 * @param {Page | null} page null where a person asked without a failed page
 * @param {string} token
 * @returns {{url: string, withCookies: boolean} | {notAsked: string}}
 */
export function plan(trial, page, token) {
  const withCookies = trial.endsWith('-with-cookies');
  if (trial.startsWith('same-page')) {
    if (!page) return { notAsked: 'no-page' };
    // A POST may have been processed. It is never sent again, nor is its address asked for by another method;
    // what nobody saw may have been one.
    if (page.method !== 'GET') return { notAsked: 'not-a-get' };
    if (!official(page.url)) return { notAsked: 'not-ao3' };
    // What is dear to AO3 is loaded when a person wants it; a lighter page tells as much.
    if (isCostly(new URL(page.url))) return { notAsked: 'costly' };
    return { url: busted(page.url, token), withCookies };
  }
  const near = page && official(page.url) ? page.url : 'https://archiveofourown.org/';
  const light = lightPage(near);
  // Without cookies no token is added: a copy in a shared cache must count, because that is what guests are served.
  return { url: withCookies ? busted(light, token) : light, withCookies };
}

/**
 * Tries once. Never throws: a failure is a result.
 *
 * @param {TrialName} trial
 * @param {Page | null} page
 * @param {boolean} isPrivate
 * @param {Purse} purse what it costs is taken from there
 * @returns {Promise<TrialResult>}
 */
export async function run(trial, page, isPrivate, purse) {
  const planned = plan(trial, page, crypto.randomUUID().replaceAll('-', '').slice(0, 12));
  if ('notAsked' in planned) return planned;
  const { url, withCookies } = planned;
  const shown = page ? [page.url] : [];
  const tab = await tabOf(page);
  // Without cookies, the extension's own requests are nobody's, in a container as anywhere else.
  const here = !isPrivate && (!withCookies || !page || isDefaultStore(await cookieStoreOf(tab)));
  if (here) return follow(url, trial, purse, (at, receipt, signal, coming) => askHere(at, receipt, signal, withCookies, coming), shown);
  const unable = { notAsked: isPrivate ? 'private-window' : 'container' };
  const tabId = tab?.id;
  // Only a page of the very origin has the cookies; where the browser shows a page of its own, there is no honest way.
  const may = (/** @type {string} */ at) => page !== null && new URL(at).origin === new URL(page.url).origin;
  if (tabId === undefined || !may(url) || !(await letsUsIn(tabId))) return unable;
  return follow(url, trial, purse, (at, receipt) => askThere(at, receipt, tabId, withCookies), shown, may);
}

/**
 * @param {string} url
 * @param {import('./budget.js').Receipt | null} receipt
 * @param {AbortSignal} signal
 * @param {boolean} withCookies
 * @param {Coming} coming
 * @returns {Promise<Hop>}
 */
async function askHere(url, receipt, signal, withCookies, coming) {
  const startedAt = performance.now();
  const response = await ask(receipt, url, withCookies, signal);
  const tookMs = since(startedAt);
  const redirect = response.type === 'opaqueredirect';
  const markup = redirect ? '' : await firstPart(response, coming);
  return { redirect, status: response.status, headers: headersOf(response), markup, tookMs };
}

/**
 * @param {string} url
 * @param {import('./budget.js').Receipt | null} receipt
 * @param {number} tabId
 * @param {boolean} withCookies
 * @returns {Promise<Hop>}
 */
async function askThere(url, receipt, tabId, withCookies) {
  const answer = await askInPage(receipt, tabId, url, withCookies, { ms: LIMIT_MS, characters: READ_AT_MOST });
  if (!answer) throw new Error('the page got no answer');
  return { ...answer, headers: keptHeaders(answer.headers) ?? {} };
}
