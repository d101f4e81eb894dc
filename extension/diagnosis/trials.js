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
 * @import {Headers502, TrialName} from '../types/protocol.js'
 * @import {Purse} from './budget.js'
 * @import {TrialResult} from './companion.js'
 */
import { busted, isCostly, landing, lightPage, official, PATTERNS, withoutHash } from '../ao3/address.js';
import { errorCode, keptHeaders, neverLeft } from '../ao3/answer.js';
import { api, isFirefox } from '../browser/api.js';
import { Overspent, ask, askInPage, letsUsIn } from './budget.js';
import { READ_AT_MOST, readMarkers } from '../ao3/markers.js';
import { cookieStoreOf, isDefaultStore, tabById } from '../browser/tab.js';

const NO_MARKERS = Object.freeze({ title: null, mainClasses: [], bodyClasses: [], ids: [], text: '' });

/** Longer waits are an answer too: too slow. */
export const LIMIT_MS = 8_000;

/** AO3 redirects from host to host and from a work to its chapter. More is a loop, and each one costs AO3. */
const MOST_REDIRECTS = 2;

/**
 * How much later than its answer a request's events may be delivered (Firefox). Without them a failure
 * has no name, so that a machine under load waits rather than guesses; usually they are there at once.
 */
const LATE_MS = 2_000;

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
  // As guests get it, a shared cache's copy included: that is how "guests are served" is found out.
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
  const tab = page?.tabId == null ? undefined : await tabById(page.tabId);
  // Without cookies, the extension's own requests are nobody's, in a container as anywhere else.
  const here = !isPrivate && (!withCookies || !page || isDefaultStore(await cookieStoreOf(tab)));
  if (here) return follow(url, trial, purse, (at, receipt, signal) => askHere(at, receipt, signal, withCookies), shown);
  const unable = { notAsked: isPrivate ? 'private-window' : 'container' };
  const tabId = tab?.id;
  // Only a page of the very origin has the cookies; where the browser shows a page of its own, there is no honest way.
  const may = (/** @type {string} */ at) => page !== null && new URL(at).origin === new URL(page.url).origin;
  if (tabId === undefined || !may(url) || !(await letsUsIn(tabId))) return unable;
  return follow(url, trial, purse, (at, receipt) => askThere(at, receipt, tabId, withCookies), shown, may);
}

/**
 * One answer, as far as it is ever looked at.
 *
 * @typedef {{redirect: boolean, status: number, headers: Headers502, markup: string, tookMs: number}} Hop
 */

/**
 * @param {string} url
 * @param {import('./budget.js').Receipt | null} receipt
 * @param {AbortSignal} signal
 * @param {boolean} withCookies
 * @returns {Promise<Hop>}
 */
async function askHere(url, receipt, signal, withCookies) {
  const startedAt = performance.now();
  const response = await ask(receipt, url, withCookies, signal);
  const tookMs = since(startedAt);
  const redirect = response.type === 'opaqueredirect';
  return { redirect, status: response.status, headers: headersOf(response), markup: redirect ? '' : await beginning(response), tookMs };
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

/**
 * Redirects are followed here, one by one, and each is paid for: left to itself, a browser goes round a
 * loop twenty times.
 *
 * @param {string} url
 * @param {TrialName} trial
 * @param {Purse} purse
 * @param {(at: string, receipt: import('./budget.js').Receipt | null, signal: AbortSignal) => Promise<Hop>} send
 * @param {readonly string[]} shown the address of the page in question, which a page must not tell
 * @param {(at: string) => boolean} [may] whether it may be followed there
 * @returns {Promise<TrialResult>}
 */
async function follow(url, trial, purse, send, shown, may = () => true) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort('timed-out'), LIMIT_MS);
  /** @type {Promise<never>} */
  const given = new Promise((_, fail) => stop.signal.addEventListener('abort', () => fail(stop.signal.reason)));
  given.catch(() => undefined); // Whoever waits for it is told; often nobody does.
  const startedAt = performance.now();
  const watch = watchRequests();
  let at = url;
  let redirects = 0;
  let spentMs = 0;
  /** @type {import('./budget.js').Receipt | null} */
  let receipt = null;
  try {
    for (;;) {
      receipt = purse.take(redirects === 0 ? trial : `${trial}, redirected`);
      // A page that hangs answers no script either.
      const hop = await Promise.race([send(at, receipt, stop.signal), given]);
      const tookMs = spentMs + hop.tookMs;
      if (!hop.redirect) {
        const seen = await watch.of(at, (s) => s.ip !== null);
        const headers = seen?.headers ?? hop.headers;
        return { status: hop.status, error: null, serverIp: seen?.ip ?? null, tookMs, redirects, landing: landing(url, at), headers, markers: readMarkers(hop.markup, [url, at, ...shown]) };
      }
      const to = (await watch.of(at, (s) => s.to !== null))?.to;
      // Only the browser's own events tell where it leads; without them nobody may go there uncounted.
      if (!to) return { notAsked: 'redirected' };
      // Where it leads elsewhere, that is the answer: another site is never asked.
      if (!official(to)) return { status: 302, error: null, serverIp: null, tookMs, redirects, landing: 'elsewhere', headers: {}, markers: NO_MARKERS };
      if (!may(to)) return { notAsked: 'redirected' };
      if (redirects === MOST_REDIRECTS || to === at) stop.abort('redirects');
      stop.signal.throwIfAborted();
      redirects += 1;
      spentMs = since(startedAt);
      at = withoutHash(to);
    }
  } catch (error) {
    if (error instanceof Overspent) return { notAsked: 'budget' };
    // fetch may fail a moment before webRequest says why.
    const seen = stop.signal.aborted ? undefined : await watch.of(at, (s) => s.error !== null);
    const name = errorName(stop.signal.aborted ? stop.signal.reason : undefined, seen?.error ?? null, error);
    if (seen?.error && neverLeft(seen.error)) receipt?.giveBack();
    else if (!watch.answered(at)) receipt?.doubt();
    return { status: null, error: name, serverIp: seen?.ip ?? null, tookMs: since(startedAt), redirects, landing: landing(url, at), headers: null, markers: null };
  } finally {
    clearTimeout(timer);
    watch.end();
  }
}

/**
 * Why a trial got no answer, in the browsers' own words, which the companion classifies.
 *
 * @param {unknown} stopped why we ended it ourselves
 * @param {string | null} reported what webRequest said
 * @param {unknown} thrown what fetch threw, which says nothing by design
 */
function errorName(stopped, reported, thrown) {
  // Our own limit, whichever step it was: the browsers' codes would name one.
  if (stopped === 'timed-out') return 'TIMED_OUT';
  if (stopped === 'redirects') return isFirefox ? 'NS_ERROR_REDIRECT_LOOP' : 'net::ERR_TOO_MANY_REDIRECTS';
  return reported ?? (thrown instanceof Error ? thrown.name : 'unknown');
}

/** @param {number} startedAt */
function since(startedAt) {
  return Math.round(performance.now() - startedAt);
}

/** As much of an answer as is ever looked at. @param {Response} response */
export async function beginning(response) {
  if (!response.body) return '';
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let markup = '';
  while (markup.length < READ_AT_MOST) {
    const { done, value } = await reader.read();
    if (done) return markup;
    markup += value;
  }
  await reader.cancel();
  return markup;
}

/** @param {Response} response @returns {Headers502} */
export function headersOf(response) {
  return keptHeaders([...response.headers].map(([name, value]) => ({ name, value }))) ?? {};
}

/**
 * fetch hides the server's address, where redirects lead and why it failed; webRequest tells. The
 * listeners live as long as the trial and know each of its requests by its address, which has the
 * trial's token (or was given to it by AO3).
 */
function watchRequests() {
  /** @typedef {{ip: string | null, headers: Headers502 | null, error: string | null, to: string | null}} Watched */
  /** @type {Map<string, Watched>} */
  const seen = new Map();
  /** @type {() => void} */
  let wake = () => undefined;
  /** @param {string} url @param {Partial<Watched>} news */
  const note = (url, news) => {
    seen.set(url, { ...(seen.get(url) ?? { ip: null, headers: null, error: null, to: null }), ...news });
    wake();
  };
  /** @param {chrome.webRequest.OnHeadersReceivedDetails} d @returns {undefined} */
  const headers = (d) => {
    const to = d.responseHeaders?.find((h) => h.name.toLowerCase() === 'location')?.value;
    note(d.url, { headers: keptHeaders(d.responseHeaders), to: to === undefined ? null : new URL(to, d.url).href });
  };
  /** @param {chrome.webRequest.OnResponseStartedDetails} d */
  const answer = (d) => note(d.url, { ip: d.ip ?? null });
  /** @param {chrome.webRequest.OnErrorOccurredDetails} d */
  const failed = (d) => note(d.url, { error: errorCode(d.error), ...(d.ip ? { ip: d.ip } : {}) });
  /** @type {chrome.webRequest.RequestFilter} */
  const filter = { urls: [...PATTERNS], types: ['xmlhttprequest'] };
  api.webRequest.onHeadersReceived.addListener(headers, filter, ['responseHeaders']);
  api.webRequest.onResponseStarted.addListener(answer, filter);
  api.webRequest.onErrorOccurred.addListener(failed, filter);
  return {
    /**
     * What is known of a request, as soon as it is what we wait for, or late.
     *
     * @param {string} url
     * @param {(watched: Watched) => boolean} enough
     * @returns {Promise<Watched | undefined>}
     */
    async of(url, enough) {
      const until = performance.now() + LATE_MS;
      for (;;) {
        const now = seen.get(url);
        const left = until - performance.now();
        if ((now && enough(now)) || left <= 0) return now;
        await new Promise((go) => ((wake = () => go(undefined)), setTimeout(go, left)));
      }
    },
    /** Whether anything came back, so that it surely had left. @param {string} url */
    answered: (url) => Boolean(seen.get(url)?.headers),
    end() {
      api.webRequest.onHeadersReceived.removeListener(headers);
      api.webRequest.onResponseStarted.removeListener(answer);
      api.webRequest.onErrorOccurred.removeListener(failed);
    },
  };
}
