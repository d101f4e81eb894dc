/**
 * One trial's way to its answer: the requests of it, redirect by redirect, each paid for, and what the
 * browser tells of them that `fetch` hides. What is tried, and where, is told in trials.js.
 *
 * @import {Headers502, PartialAnswer, TrialName} from '../types/protocol.js'
 * @import {Purse} from './budget.js'
 * @import {TrialResult} from './companion.js'
 */
import { PATTERNS, landing, official, withoutHash } from '../ao3/address.js';
import { errorCode, keptHeaders, neverLeft } from '../ao3/answer.js';
import { api, isFirefox } from '../browser/api.js';
import { Overspent } from './budget.js';
import { READ_AT_MOST, readMarkers } from '../ao3/markers.js';

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
 * One answer, as far as it is ever looked at.
 *
 * @typedef {{redirect: boolean, status: number, headers: Headers502, markup: string, tookMs: number}} Hop
 */

/**
 * Told as often as more of an answer has come: what is known of it, should it stop there.
 *
 * @typedef {(begun: PartialAnswer) => void} Coming
 */

/**
 * Redirects are followed here, one by one, and each is paid for: left to itself, a browser goes round a
 * loop twenty times.
 *
 * @param {string} url
 * @param {TrialName} trial
 * @param {Purse} purse
 * @param {(at: string, receipt: import('./budget.js').Receipt | null, signal: AbortSignal, coming: Coming) => Promise<Hop>} send
 * @param {readonly string[]} shown the address of the page in question, which a page must not tell
 * @param {(at: string) => boolean} [may] whether it may be followed there
 * @returns {Promise<TrialResult>}
 */
export async function follow(url, trial, purse, send, shown, may = () => true) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort('timed-out'), LIMIT_MS);
  /** @type {Promise<never>} */
  const given = new Promise((_, fail) => stop.signal.addEventListener('abort', () => fail(stop.signal.reason)));
  given.catch(() => undefined); // The race below hears of it; where it is over already, nobody needs to.
  const startedAt = performance.now();
  const watch = watchRequests();
  let at = url;
  let redirects = 0;
  let spentMs = 0;
  /** @type {import('./budget.js').Receipt | null} */
  let receipt = null;
  /** @type {PartialAnswer | null} */
  let begun = null;
  try {
    for (;;) {
      begun = null;
      receipt = purse.take(redirects === 0 ? trial : `${trial}, redirected`);
      // A page that hangs answers no script either.
      const hop = await Promise.race([send(at, receipt, stop.signal, (part) => (begun = part)), given]);
      const tookMs = spentMs + hop.tookMs;
      if (!hop.redirect) {
        const seen = await watch.of(at, (s) => s.ip !== null);
        const headers = seen?.headers ?? hop.headers;
        return {
          status: hop.status,
          error: null,
          serverIp: seen?.ip ?? null,
          tookMs,
          redirects,
          landing: landing(url, at),
          headers,
          markers: readMarkers(hop.markup, [url, at, ...shown]),
        };
      }
      const to = (await watch.of(at, (s) => s.to !== null))?.to;
      // Only the browser's own events tell where it leads; without them nobody may go there uncounted.
      if (!to) return { notAsked: 'redirected' };
      // Where it leads elsewhere, that is the answer: another site is never asked.
      if (!official(to))
        return { status: 302, error: null, serverIp: null, tookMs, redirects, landing: 'elsewhere', headers: {}, markers: NO_MARKERS };
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
    return {
      status: null,
      error: name,
      serverIp: seen?.ip ?? null,
      tookMs: since(startedAt),
      redirects,
      landing: landing(url, at),
      headers: null,
      markers: null,
      begun: stop.signal.reason === 'redirects' ? null : begun,
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
export function since(startedAt) {
  return Math.round(performance.now() - startedAt);
}

/**
 * As much of an answer as is ever looked at.
 *
 * @param {Response} response
 * @param {Coming} [coming]
 */
export async function firstPart(response, coming = () => undefined) {
  if (!response.body) return '';
  const { status } = response;
  const headers = headersOf(response);
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let markup = '';
  let bytes = 0;
  while (markup.length < READ_AT_MOST) {
    coming({ status, headers, bytes });
    const { done, value } = await reader.read();
    if (done) return markup + decoder.decode();
    bytes += value.byteLength;
    markup += decoder.decode(value, { stream: true });
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
