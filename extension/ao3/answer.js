/**
 * What an answer or an error of the network says by itself. Pure.
 *
 * @import {Headers502, Landing, Markers} from '../types/protocol.js'
 */
import { redacted } from './redaction.js';

/** AO3's own and Cloudflare's codes below 500 that no working page has. */
const TELLING = new Set([418, 429, 431, 445, 494]);

/** Their page decides: AO3's application uses them for ordinary refusals too. */
const AMBIGUOUS = new Set([400, 403, 408, 413, 421, 422, 425, 451]);

/**
 * Does this answer mean that AO3, or something before it, is in trouble?
 *
 * @param {number} status
 * @param {Headers502 | null} headers
 * @param {Landing | null} landing
 * @param {Markers | null} markers null while nobody has looked
 * @returns {boolean | 'look'} `look` where only the page can tell
 */
export function isTrouble(status, headers, landing, markers) {
  if (markers?.mainClasses.includes('error-503-maintenance')) return true;
  if (isChallenge(headers, markers)) return true;
  if (landing === 'auth-error' || landing === 'lost-cookie') return true;
  if (status >= 500 || TELLING.has(status)) return true;
  if (!AMBIGUOUS.has(status)) return false;
  if (!markers) return 'look';
  const byApplication = markers.bodyClasses.some((c) => c === 'logged-in' || c === 'logged-out') || markers.ids.includes('csrf-token');
  return !byApplication;
}

/**
 * Cloudflare wants to see a person first. Its page says so as well as its header does: Firefox may deliver a load's
 * headers after its page.
 *
 * @param {Headers502 | null} headers
 * @param {Markers | null} markers
 */
export function isChallenge(headers, markers) {
  return (
    headers?.['cf-mitigated'] === 'challenge' ||
    markers?.ids.includes('challenge-error-text') ||
    markers?.title?.startsWith('Shields are up!') ||
    false
  );
}

/** Copies of a shared cache say nothing about the application behind it (Cloudflare's words for them). */
const FROM_A_CACHE = new Set(['HIT', 'STALE', 'UPDATING', 'REVALIDATED']);

/** Whether it was made for whoever asked. @param {Headers502} headers */
export function isFresh(headers) {
  return !FROM_A_CACHE.has(headers['cf-cache-status']?.toUpperCase() ?? '') && !/^[1-9]/.test(headers.age ?? '');
}

const LONGEST_HEADER = 80;

const KEPT = /** @type {const} */ ([
  'server',
  'cf-ray',
  'cf-mitigated',
  'retry-after',
  'age',
  'cf-cache-status',
  'via',
  'date',
  'content-type',
]);

/** A gateway signs these with its program, and often with the name of its machine, which is nobody's business. */
const SIGNED = ['server', 'via'];

/** The others are codes, numbers, dates and types: what is neither is not theirs. */
const PLAIN = /^[\w ,:;=+."-]*$/;
const MEDIA_TYPE = /^[\w.+-]+\/[\w.+-]+(?=$|[\s;])[\w ,;="+.-]*$/;

/** @param {string} name @param {string} value */
function kept(name, value) {
  if (name === 'cf-ray') return 'present';
  const short = value.slice(0, LONGEST_HEADER);
  if (SIGNED.includes(name)) return redacted(value, [], LONGEST_HEADER);
  return (name === 'content-type' ? MEDIA_TYPE : PLAIN).test(short) ? short : null;
}

/**
 * The few headers that mean something, without names of machines; no other is ever kept.
 *
 * @param {readonly {name: string, value?: string | undefined}[] | undefined} list
 * @returns {Headers502 | null}
 */
export function keptHeaders(list) {
  if (!list) return null;
  /** @type {Headers502} */
  const found = {};
  for (const name of KEPT) {
    const value = list.find((header) => header.name.toLowerCase() === name)?.value;
    found[name] = value === undefined ? null : kept(name, value);
  }
  return found;
}

/**
 * A browser's error as a code. Where TLS failed, Firefox tells the sentence that a person would be
 * shown, in the language of the person, in place of a code.
 *
 * @param {string} error
 */
export function errorCode(error) {
  return /^[A-Za-z0-9_:.]+$/.test(error) ? error : TLS_FAILED;
}

/** In the companion's own words for a step that failed; see BrowserError in the host. */
const TLS_FAILED = 'why502:tls/other';

/**
 * Failures after which no request can have left this machine: no name, no connection, no proxy, no trust,
 * something here that forbade it. The companion counts by the same codes (BrowserError in the host).
 */
const NEVER_LEFT = [
  /^net::ERR_(NAME_|DNS_|ICANN_)/,
  /^NS_ERROR_(DEFINITIVE_)?UNKNOWN_(PROXY_)?HOST$/,
  /^net::ERR_(PROXY_|TUNNEL_|SOCKS_|MANDATORY_PROXY_|NO_SUPPORTED_PROXIES)/,
  /^NS_ERROR_PROXY_/,
  /^net::ERR_(CONNECTION_(REFUSED|TIMED_OUT|FAILED)|ADDRESS_(UNREACHABLE|INVALID)|INTERNET_DISCONNECTED|NETWORK_CHANGED)$/,
  /^NS_ERROR_(CONNECTION_REFUSED|NET_TIMEOUT|OFFLINE)$/,
  /^net::ERR_(CERT_|CERTIFICATE_|SSL_|ECH_|QUIC_HANDSHAKE_FAILED$|QUIC_CERT_ROOT_NOT_KNOWN$)/,
  /^(SEC_ERROR_|SSL_ERROR_|MOZILLA_PKIX_ERROR_)/,
  /^why502:(name|connect|tls)\//,
  /^net::ERR_(NETWORK_ACCESS_DENIED|BLOCKED_BY_CLIENT|BLOCKED_BY_ADMINISTRATOR)$/,
  /^NS_ERROR_(BLOCKED_BY_POLICY|ABORT)$/,
];

/** @param {string} code as errorCode gives it */
export const neverLeft = (code) => NEVER_LEFT.some((pattern) => pattern.test(code));
