/**
 * Every verdict of the protocol, and what of it goes for no other place: what better not to do while it
 * lasts. Another one gets the words of `inconclusive` and its own code. Pure.
 */

/**
 * What only makes it worse, by the name of its message: each try waits at AO3; is one more for Cloudflare to
 * turn away; begins the check anew; prolongs the limit; gets the same answer.
 *
 * @typedef {'dont_reload' | 'dont_reload_edge' | 'dont_reload_check' | 'dont_reload_limit' | 'dont_reload_refused'} Worse
 */

const TABLE = Object.freeze(
  /** @satisfies {Record<string, Worse | null>} */ ({
    recovered: null,
    'archive-down': 'dont_reload',
    'archive-overloaded': 'dont_reload',
    'archive-maintenance': 'dont_reload',
    'page-too-slow': 'dont_reload',
    'archive-slow': 'dont_reload',
    'search-down': 'dont_reload',
    'signed-in-pages-down': 'dont_reload',
    'edge-cannot-reach-archive': 'dont_reload_edge',
    'edge-down': 'dont_reload_edge',
    'browser-check': 'dont_reload_check',
    'too-many-requests': 'dont_reload_limit',
    'posting-limit': 'dont_reload_limit',
    'address-refused': 'dont_reload_refused',
    'request-refused': 'dont_reload_refused',
    'stale-session': null,
    'signed-out': null,
    'cookies-blocked': null,
    'browser-interference': null,
    'browser-names': null,
    'names-failing': null,
    'names-wrong': null,
    'blocked-here': null,
    'captive-portal': null,
    offline: null,
    'one-family-broken': null,
    'this-connection-only': null,
    intercepted: null,
    'clock-wrong': null,
    'hosts-file': null,
    'local-proxy': null,
    inconclusive: null,
  }),
);

/** @typedef {keyof typeof TABLE} Code */

export const VERDICTS = Object.freeze(/** @type {Code[]} */ (Object.keys(TABLE)));

/** @param {string} code @returns {code is Code} */
export const isVerdict = (code) => Object.hasOwn(TABLE, code);

/**
 * What makes it worse, if anything does that a person is likely to try. A verdict that a newer companion
 * knows is judged by its side; one that is of this connection keeps nobody waiting at AO3.
 *
 * @param {{code: string, side: string}} verdict
 * @returns {Worse | null}
 */
export function worse({ code, side }) {
  if (side === 'network') return null;
  return isVerdict(code) ? TABLE[code] : side === 'archive' ? 'dont_reload' : null;
}

/** What a side is called where the usual name of it would say something else. @type {Readonly<Record<string, string>>} */
const SIDES_OF = Object.freeze({ 'request-refused': 'side_rule' });

/** A law forbids it (RFC 7725). */
const LEGAL_REASONS = 451;

/**
 * Whether a law keeps the page away: that is no limit of AO3's, and a request meets it before AO3.
 * @param {{code: string, status?: unknown}} verdict
 */
export const isByLaw = ({ code, status }) => code === 'address-refused' && status === LEGAL_REASONS;

/** The message with the name of a verdict's side. @param {{code: string, side: string, status?: unknown}} verdict */
export const sideOf = (verdict) => (isByLaw(verdict) ? 'side_rule' : (SIDES_OF[verdict.code] ?? `side_${verdict.side}`));
