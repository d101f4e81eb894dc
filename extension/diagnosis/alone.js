/**
 * What the extension can say without its companion: the kind of the error, from its status and its
 * page, and what two trials in the browser add. Pure, and careful: what needs the network's evidence
 * is left to the companion, as `inconclusive`.
 *
 * @import {Certainty, Diagnosis, Sighting} from '../types/protocol.js'
 * @import {TrialResult} from './companion.js'
 */
import { MAIN_HOST } from '../ao3/address.js';
import { isChallenge } from '../ao3/answer.js';

/** Cloudflare's codes for an origin that it cannot use. */
const EDGE = new Set([520, 521, 522, 523, 524, 525, 526, 530]);

/**
 * @typedef {{trial: 'same-page-with-cookies' | 'same-page-without-cookies', result: TrialResult}} Tried
 */

/** Whether a trial was answered as well as a page of AO3's ever is. @param {TrialResult} result */
export const wasFine = (result) => !('notAsked' in result) && works(result.status);

/** Some diagnosis, where only whether there is one counts. @type {Diagnosis} */
const NAMED = {
  verdict: { code: '', side: '' },
  certainty: 'unsure',
  reasons: [],
  missing: [],
  remedies: [],
  archiveRequests: 0,
  tookMs: 0,
};

/** Codes about one request, by whoever stands before AO3 (RFC 9110, 15.5; RFC 8470). */
const REQUEST = new Set([408, 413, 421, 422, 425]);

/** Codes after which asking again does harm, or is refused again. */
const NEVER_AGAIN = [403, 418, 429, 451, 507, ...REQUEST];

/**
 * Is a trial worth a request? Not where asking again does harm, nor where the error names its cause itself,
 * so that no answer could change what is said.
 *
 * @param {Sighting | null} s
 */
export function mayTry(s) {
  return s !== null && s.method === 'GET' && !NEVER_AGAIN.includes(s.status ?? 0) && byItself(s, () => NAMED) === undefined;
}

/**
 * Is the same page worth a second request, as a guest? Only where it failed with cookies, and with nothing
 * that asking again makes worse.
 *
 * @param {TrialResult} withCookies
 */
export function mayTryAsGuest(withCookies) {
  if ('notAsked' in withCookies) return false;
  const { status, headers, markers } = withCookies;
  return fails(status) && !NEVER_AGAIN.includes(status ?? 0) && !isChallenge(headers, markers);
}

/**
 * @param {Sighting | null} sighting
 * @param {readonly Tried[]} tried
 * @param {number} tookMs
 * @returns {Diagnosis}
 */
export function diagnoseAlone(sighting, tried, tookMs) {
  /** @type {(code: string, side: string, certainty: Certainty, ...remedies: string[]) => Diagnosis} */
  const say = (code, side, certainty, ...remedies) => ({
    verdict: { code, side },
    certainty,
    reasons: [],
    missing: ['companion'],
    remedies: remedies.map((remedy) => ({ code: remedy })),
    archiveRequests: 0, // The budget tells (diagnosis/budget.js).
    tookMs,
  });
  const known = sighting && byItself(sighting, say);
  if (known) return known;
  const withCookies = statusOf(tried, 'same-page-with-cookies');
  const asGuest = statusOf(tried, 'same-page-without-cookies');
  if (works(withCookies)) return say('recovered', 'none', 'certain', 'reload-once');
  if (fails(withCookies) && works(asGuest)) {
    // Guests may be served from a cache, so this blames neither the cookies nor AO3.
    return say('inconclusive', 'unknown', 'unsure', 'wait', 'read-as-guest', 'clear-site-data', 'open-status-page');
  }
  // AO3's front server says so itself, to you and to guests. Any other author may be on this side.
  if (refuses(withCookies) && refuses(asGuest) && byFrontServer(sighting))
    return say('archive-down', 'archive', 'likely', 'wait', 'open-status-page');
  if (sighting?.status === null && sighting.host !== MAIN_HOST && /NAME_NOT_RESOLVED|UNKNOWN_HOST/.test(sighting.error ?? ''))
    return sisterNotFound(say('inconclusive', 'unknown', 'unsure', 'lighter-page', 'other-connection', 'restart-connection'));
  if (sighting?.status === null)
    return say('inconclusive', 'unknown', 'unsure', 'other-connection', 'open-portal', 'restart-connection', 'open-status-page');
  return say('inconclusive', 'unknown', 'unsure', 'wait', 'open-status-page', 'other-connection');
}

/** Another official name was not found: the main one may be, whosever fault it is. @param {Diagnosis} diagnosis @returns {Diagnosis} */
const sisterNotFound = (diagnosis) => ({
  ...diagnosis,
  remedies: diagnosis.remedies.map((r) => (r.code === 'lighter-page' ? { ...r, how: 'under-the-main-name' } : r)),
});

/**
 * Answers that name their own cause.
 *
 * @param {Sighting} s
 * @param {(code: string, side: string, certainty: Certainty, ...remedies: string[]) => Diagnosis} say
 */
function byItself(s, say) {
  const signedOut = s.landing === 'auth-error' || s.landing === 'lost-cookie';
  // Not every failure is theirs: AO3 may well be down for a browser that refuses cookies too.
  if (s.cookiesAllowed === false && signedOut) return say('cookies-blocked', 'browser', 'certain', 'allow-cookies', 'other-browser');
  if (isChallenge(s.headers, s.markers)) {
    return say('browser-check', 'edge', 'certain', 'finish-browser-check', 'vpn-off');
  }
  if (isMaintenance(s)) {
    return s.fromCache
      ? say('recovered', 'none', 'unsure', 'reload-once')
      : say('archive-maintenance', 'archive', 'certain', 'wait', 'open-status-page');
  }
  if (signedOut) return say('signed-out', 'session', 'certain', 'save-text', 'sign-in-again');
  // Without the edge's signature it may be the limit of a gateway on the way.
  if (s.status === 429) return say('too-many-requests', 'limit', isSigned(s) ? 'certain' : 'likely', 'wait');
  if (s.status === 507) return say('posting-limit', 'limit', 'likely', 'save-text', 'wait', 'check-posted');
  if (
    s.status === 418 ||
    (s.status === 403 && (s.markers?.mainClasses.includes('error-403') || s.markers?.ids.includes('cf-error-details')))
  )
    return say('address-refused', 'limit', 'likely', 'vpn-off', 'other-connection');
  if (s.status === 451) return say('address-refused', 'limit', 'likely', 'other-connection', 'try-phone');
  if (REQUEST.has(s.status ?? 0))
    return say('request-refused', 'limit', 'likely', ...(s.method === 'GET' ? [] : ['save-text']), 'other-connection', 'wait');
  if (s.status === 500 && byCloudflare(s)) return say('edge-down', 'edge', 'likely', 'wait', 'open-status-page');
  if (s.status === 445) return say('search-down', 'archive', 'likely', 'wait', 'open-status-page');
  if (s.status !== null && EDGE.has(s.status)) return say('edge-cannot-reach-archive', 'edge', 'likely', 'wait', 'open-status-page');
  if (/BLOCKED_BY_|NS_ERROR_ABORT|blocked-locally/.test(s.error ?? ''))
    return say('browser-interference', 'browser', 'likely', 'private-window', 'test-extensions', 'other-browser');
  if (s.status === 511) return say('captive-portal', 'network', 'certain', 'open-portal');
  if (s.landing === 'timeout-error') return say('page-too-slow', 'archive', 'likely', 'lighter-page', 'wait');
  return undefined;
}

/** Cloudflare signs what it lets through. @param {Sighting} s */
function isSigned({ headers }) {
  return (headers?.['cf-ray'] ?? null) !== null || headers?.server === 'cloudflare';
}

/** @param {Sighting} s */
function byCloudflare({ markers }) {
  return markers?.ids.some((id) => id === 'cf-wrapper' || id === 'cf-error-details') ?? false;
}

/** @param {Sighting} s */
function isMaintenance(s) {
  return s.markers?.mainClasses.includes('error-503-maintenance') ?? false;
}

/** AO3's static error page: no application made it, so its body has no class. @param {Sighting | null} s */
function byFrontServer(s) {
  return (s?.markers?.mainClasses.some((c) => c.startsWith('error-5')) ?? false) && s?.markers?.bodyClasses.length === 0;
}

/** @param {readonly Tried[]} tried @param {Tried['trial']} trial */
function statusOf(tried, trial) {
  const result = tried.find((t) => t.trial === trial)?.result;
  return !result || 'notAsked' in result ? undefined : result.status;
}

/** @param {number | null | undefined} status */
function works(status) {
  return typeof status === 'number' && status < 400;
}

/** @param {number | null | undefined} status */
function refuses(status) {
  return typeof status === 'number' && status >= 500;
}

/** @param {number | null | undefined} status */
function fails(status) {
  return status === null || (status !== undefined && status >= 400);
}
