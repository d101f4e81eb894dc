/**
 * What only a browser can try: the failing page and a light one, with and without AO3's cookies.
 *
 * The request is made by the extension itself, not by the page: both engines send SameSite cookies
 * with it, because the extension holds host permissions (Chromium: ShouldForceIgnoreSiteForCookies
 * for initiators on the origin access list; Firefox: NS_IsSameSiteForeign leaves out loads of
 * add-ons that may load the address), and it works where no script may enter the page. The browser
 * tests hold both engines to that. Only tabs that use other cookies than the extension does, private
 * windows and containers, must try from inside their page.
 *
 * @import {Headers502, TrialName} from '../types/protocol.js'
 * @import {TrialResult} from './host.js'
 */
import { busted, landing, lightPage, official, PATTERNS } from './address.js';
import { errorCode, keptHeaders } from './answer.js';
import { api, cookieStoreOf, isDefaultStore, isFirefox, tabById } from './browser.js';
import { READ_AT_MOST, readMarkers } from './markers.js';

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
 * @property {string} method
 * @property {number | null} tabId
 * @property {boolean} isPrivate
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
    // A POST may have been processed. It is never sent again.
    if (page.method !== 'GET') return { notAsked: 'not-a-get' };
    if (!official(page.url)) return { notAsked: 'not-ao3' };
    // Files are built on request: a download is no cheap question.
    if (/^\/downloads\//.test(new URL(page.url).pathname)) return { notAsked: 'download' };
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
 * @returns {Promise<TrialResult>}
 */
export async function run(trial, page) {
  const planned = plan(trial, page, crypto.randomUUID().replaceAll('-', '').slice(0, 12));
  if ('notAsked' in planned) return planned;
  if (!planned.withCookies || !page) return fetchHere(planned.url, planned.withCookies);
  const tab = page.tabId === null ? undefined : await tabById(page.tabId);
  const sameCookies = !page.isPrivate && isDefaultStore(await cookieStoreOf(tab));
  if (sameCookies) return fetchHere(planned.url, true);
  return fetchInPage(planned.url, page);
}

/**
 * One question to AO3, the way all of ours are asked: for something fresh, following nothing, saying
 * nothing of where a person is.
 *
 * @param {string} url
 * @param {boolean} withCookies
 * @param {AbortSignal} signal
 */
export function ask(url, withCookies, signal) {
  return fetch(url, {
    method: 'GET',
    credentials: withCookies ? 'include' : 'omit',
    cache: 'no-store',
    redirect: 'manual',
    referrerPolicy: 'no-referrer',
    headers: { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
    signal,
  });
}

/**
 * Redirects are followed here, one by one: left to itself, a browser goes round a loop twenty times.
 *
 * @param {string} url
 * @param {boolean} withCookies
 * @returns {Promise<TrialResult>}
 */
async function fetchHere(url, withCookies) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort('timed-out'), LIMIT_MS);
  const startedAt = performance.now();
  const watch = watchRequests();
  let at = url;
  let redirects = 0;
  try {
    for (;;) {
      const response = await ask(at, withCookies, stop.signal);
      if (response.type !== 'opaqueredirect') {
        const tookMs = since(startedAt);
        const markup = await beginning(response);
        const seen = await watch.of(at, (s) => s.ip !== null);
        const headers = seen?.headers ?? headersOf(response);
        return { status: response.status, error: null, serverIp: seen?.ip ?? null, tookMs, redirects, landing: landing(url, at), headers, markers: readMarkers(markup, [url, at]) };
      }
      const to = (await watch.of(at, (s) => s.to !== null))?.to;
      if (!to) throw new Error('a redirect to nowhere');
      // Where it leads elsewhere, that is the answer: another site is never asked.
      if (!official(to)) return { status: 302, error: null, serverIp: null, tookMs: since(startedAt), redirects, landing: 'elsewhere', headers: {}, markers: NO_MARKERS };
      if (redirects === MOST_REDIRECTS) stop.abort('redirects');
      else redirects += 1;
      at = new URL(to, at).href;
    }
  } catch (error) {
    // fetch may fail a moment before webRequest says why.
    const seen = stop.signal.aborted ? undefined : await watch.of(at, (s) => s.error !== null);
    return {
      status: null,
      error: errorName(stop.signal.aborted ? stop.signal.reason : undefined, seen?.error ?? null, error),
      serverIp: seen?.ip ?? null,
      tookMs: since(startedAt),
      redirects,
      landing: landing(url, at),
      headers: null,
      markers: null,
    };
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
    end() {
      api.webRequest.onHeadersReceived.removeListener(headers);
      api.webRequest.onResponseStarted.removeListener(answer);
      api.webRequest.onErrorOccurred.removeListener(failed);
    },
  };
}

/**
 * In a private window or a container: only the page has the cookies. Where the browser shows a page
 * of its own, there is no honest way, and that is said.
 *
 * @param {string} url
 * @param {Page} page
 * @returns {Promise<TrialResult>}
 */
async function fetchInPage(url, page) {
  const unable = { notAsked: page.isPrivate ? 'private-window' : 'container' };
  if (page.tabId === null || new URL(url).origin !== new URL(page.url).origin) return unable;
  try {
    const [injected] = await api.scripting.executeScript({ target: { tabId: page.tabId }, func: fetchAsPage, args: [url, LIMIT_MS, READ_AT_MOST] });
    const result = injected?.result;
    if (!result) return unable;
    return {
      status: result.status,
      error: result.status === null ? (isFirefox ? 'NS_ERROR_FAILURE' : 'net::ERR_FAILED') : null,
      serverIp: null,
      tookMs: result.tookMs,
      redirects: result.redirected ? 1 : 0,
      landing: result.url === null ? null : landing(url, result.url),
      headers: result.headers ? keptHeaders(result.headers) : null,
      markers: result.markup === null ? null : readMarkers(result.markup, [url, page.url, result.url ?? '']),
    };
  } catch {
    return unable; // The browser's own error page, or the tab is gone.
  }
}

/**
 * Runs inside the page; it sees nothing of this file.
 *
 * @param {string} url @param {number} limitMs @param {number} most
 */
async function fetchAsPage(url, limitMs, most) {
  const startedAt = performance.now();
  try {
    const response = await fetch(url, { credentials: 'include', cache: 'no-store', referrerPolicy: 'no-referrer', signal: AbortSignal.timeout(limitMs) });
    const tookMs = Math.round(performance.now() - startedAt);
    const headers = [...response.headers].map(([name, value]) => ({ name, value }));
    const markup = (await response.text()).slice(0, most);
    return { status: response.status, tookMs, redirected: response.redirected, url: response.url, headers, markup };
  } catch {
    return { status: null, tookMs: Math.round(performance.now() - startedAt), redirected: false, url: null, headers: null, markup: null };
  }
}
