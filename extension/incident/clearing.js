/**
 * How much of AO3's data a clearing takes, and which of it the evidence points to: the smallest that can help
 * comes first, all of it only after that, or where nothing smaller can help. Pure.
 *
 * @import {Answer, Observation, Outcome, TrialName} from '../types/protocol.js'
 * @import {Incident} from './incident.js'
 *
 * What of AO3's site data a clearing takes:
 * - cookies: one by one
 * - cache: stored copies of pages, of the browser's own
 * - page-copies: those that a page keeps (Cache API, service workers)
 * - page-storage: localStorage and indexedDB; only with a person's tick
 *
 * @typedef {'cookies' | 'cache' | 'page-copies' | 'page-storage'} Part
 *
 * How much of it:
 * - copies: stored copies of pages, and no cookie
 * - session: the cookies that sign a person in, and nothing else
 * - all: every cookie of AO3's and the stored copies; page storage with a tick
 *
 * @typedef {(typeof EXTENTS)[number]} Extent
 *
 * @typedef {object} Aftermath what a remedy did
 * @property {string} remedy
 * @property {Extent} extent
 * @property {'running' | 'helped' | 'not-helped' | 'unknown'} state
 * @property {number} cookiesLeft
 * @property {Part[]} notCleared what else was to go and did not
 */

/** From the smallest to the largest. */
export const EXTENTS = /** @type {const} */ (['copies', 'session', 'all']);

/** The verdicts that are about the session. */
const OF_SESSION = ['stale-session', 'signed-out'];

/** A server refuses what a request brings along (RFC 9110, 15.5.1; RFC 6585, 5). */
const TOO_MUCH = [400, 431];

/** How nginx and Cloudflare name it on their page, where it came before any trial. */
const SAYS_TOO_MUCH = /(cookie|header fields) too large/i;

/**
 * What the evidence says would help; null where it says nothing of this.
 *
 * @param {Pick<Incident, 'sighting' | 'observations' | 'diagnosis'>} incident
 * @returns {Extent | null}
 */
export function pointsTo({ sighting, observations, diagnosis }) {
  const [member, guest] = [lastOf(observations, 'same-page-with-cookies'), lastOf(observations, 'same-page-without-cookies')];
  const code = diagnosis === null || diagnosis.certainty === 'unsure' ? '' : diagnosis.verdict.code;
  const forCookies = isFine(guest) && isRefused(member);
  // Fewer cookies are needed, whichever they are: those of the session are small.
  if (forCookies && (code === '' || OF_SESSION.includes(code))) return TOO_MUCH.includes(statusOf(member) ?? 0) ? 'all' : 'session';
  if (member === undefined && TOO_MUCH.includes(sighting?.status ?? 0) && SAYS_TOO_MUCH.test(sighting?.markers?.title ?? '')) return 'all';
  if (OF_SESSION.includes(code)) return 'session';
  const fresh = code === 'recovered' || isFine(member);
  // A page of maintenance may come with 200: that it failed is known, else it would be no sighting.
  return sighting?.fromCache && fresh ? 'copies' : null;
}

/**
 * What is offered first, and why: what the evidence points to; all of it next, where that was done for this incident
 * and did not help, and where the evidence says nothing, or the page answers by now.
 *
 * @param {Pick<Incident, 'sighting' | 'observations' | 'diagnosis' | 'clearedInVain' | 'answeredAt'> | undefined} incident
 * @param {readonly Extent[]} possible what there is to be cleared in this store
 * @returns {{extent: Extent, why: 'evidence' | 'next' | null}}
 */
export function firstExtent(incident, possible) {
  if (!incident || incident.answeredAt !== null) return { extent: 'all', why: null };
  if (incident.clearedInVain.length > 0) return { extent: 'all', why: incident.clearedInVain.includes('all') ? null : 'next' };
  const extent = pointsTo(incident);
  return extent !== null && possible.includes(extent) ? { extent, why: 'evidence' } : { extent: 'all', why: null };
}

/** @param {readonly Observation[]} observations @param {TrialName} trial @returns {Outcome<Answer> | undefined} */
function lastOf(observations, trial) {
  const made = observations.filter((o) => o.kind === 'browser-fetch' && o.trial === trial && o.outcome.outcome !== 'not-asked');
  return /** @type {Outcome<Answer> | undefined} */ (made.at(-1)?.outcome);
}

/** @param {Outcome<Answer> | undefined} outcome */
const statusOf = (outcome) => (outcome?.outcome === 'saw' ? outcome.value.status : undefined);

/** @param {Outcome<Answer> | undefined} outcome */
const isFine = (outcome) => (statusOf(outcome) ?? Infinity) < 300;

/** @param {Outcome<Answer> | undefined} outcome */
const isRefused = (outcome) => outcome !== undefined && !isFine(outcome);
