/**
 * The words that the two sides share and that a report may hold: nothing else of a kind goes through (shareable.js).
 * They are the constants of the records in the host's `evidence`.
 */
export const PAGE_KINDS = /** @type {const} */ ([
  'front',
  'work',
  'chapter',
  'entire-work',
  'navigate',
  'listing',
  'search',
  'sign-in',
  'form-work',
  'form-chapter',
  'comment',
  'bookmark',
  'download',
  'other',
]);
export const LANDINGS = /** @type {const} */ (['timeout-error', 'auth-error', 'lost-cookie', 'same-page', 'official', 'elsewhere']);
export const REQUEST_STEPS = /** @type {const} */ (['name', 'connect', 'tls', 'request', 'first-byte', 'body', 'meaning']);
export const RESOLVERS = /** @type {const} */ (['machine', 'configured', 'public', 'https', 'nobody', 'browser']);
/** Those of the world, which are the companion's own (Resolver in the host). */
const ALSO_OVER_HTTPS = ['1.1.1.1', '8.8.8.8', '2606:4700:4700::1111', '2001:4860:4860::8888'];
const PLAIN_ALONE = ['1.0.0.1', '8.8.4.4', '192.0.2.1'];
/** @param {readonly string[]} all */
const anyOf = (all) => all.join('|').replaceAll('.', '\\.');
export const RESOLVER_LABEL = new RegExp(
  `^(?:machine|browser|configured-\\d{1,2}-of-\\d{1,2}|(?:${anyOf(ALSO_OVER_HTTPS)})(?:-over-https)?|${anyOf(PLAIN_ALONE)})$`,
);
export const RCODES = /** @type {const} */ (['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED']);
export const TARGETS = /** @type {const} */ (['edge', 'static', 'application', 'control']);
export const VENDORS = /** @type {const} */ (['mozilla', 'google']);
export const PROXIES = /** @type {const} */ (['loopback', 'private', 'other']);
export const METHODS = /** @type {const} */ (['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']);
export const SENT = /** @type {const} */ (['accepted']);
/** That a trial could not be made in a private window is nobody's business: any other reason is one. */
export const NOT_ASKED = /** @type {const} */ ([
  'no-browser',
  'none',
  'vpn',
  'the-only-one',
  'none-configured',
  'not-routed-by-sender',
  'not-yet',
]);
export const INDICATORS = /** @type {const} */ (['none', 'minor', 'major', 'critical', 'maintenance']);
export const COMPONENTS = /** @type {const} */ ([
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
]);
export const SERVERS = /** @type {const} */ ([
  'cloudflare',
  'nginx',
  'squid',
  'apache',
  'envoy',
  'varnish',
  'haproxy',
  'openresty',
  'litespeed',
  'microsoft-iis',
]);
export const CACHES = /** @type {const} */ (['HIT', 'MISS', 'DYNAMIC', 'EXPIRED', 'STALE', 'BYPASS', 'REVALIDATED', 'UPDATING']);
export const IDS = /** @type {const} */ (['main', 'greeting', 'csrf-token', 'cf-wrapper', 'cf-error-details', 'challenge-error-text']);
export const MAIN_CLASSES = /** @type {const} */ (['system', 'errors', 'region', 'error-503-maintenance']);
export const BODY_CLASSES = /** @type {const} */ (['logged-in', 'logged-out']);
