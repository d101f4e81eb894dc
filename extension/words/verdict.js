/**
 * What happened and what the verdict is, in words: no blame with doubt. Pure.
 *
 * @import {Incident} from '../incident/incident.js'
 * @import {Words} from './words.js'
 */
import { MAIN_HOST } from '../ao3/address.js';
import { ends } from './ao3-says.js';
import { cookieExperiment, isOfItsConnections } from './steps.js';
import { isByLaw, isVerdict } from './verdict-table.js';
import { proxyPlace } from './setup.js';
import { key } from './words.js';
import { mannerOf } from '../remedies/catalogue.js';

/**
 * @typedef {'good' | 'bad' | 'idle' | 'checking' | 'watching' | 'offline' | 'archive' | 'edge' | 'limit' |
 *   'session' | 'browser' | 'names' | 'network' | 'device' | 'unknown'} Icon
 */

/** What was sent is more than somebody on the way takes (RFC 9110, 15.5.14). */
const TOO_LARGE = 413;

/** What the number of times tells of a limit (Verdict.TooManyRequests.Often). */
const OFTEN = /** @type {const} */ (['again', 'unexpected']);

/** The two kinds of addresses (Family). */
export const FAMILIES = /** @type {const} */ (['ipv4', 'ipv6']);

/** What of AO3 is blocked, where it is not all of it. */
export const PARTS = /** @type {const} */ (['some-addresses', 'large-answers', 'by-name']);

/** The words of a verdict. @param {Incident} incident @param {Words} w */
export function verdict(incident, w) {
  const {
    verdict: { code },
    certainty,
  } = /** @type {NonNullable<Incident['diagnosis']>} */ (incident.diagnosis);
  if (code === 'recovered' && incident.sighting?.fromCache) return { headline: w.t('old_copy_headline'), meaning: w.t('old_copy_meaning') };
  if (code === 'recovered' && incident.sighting === null) return { headline: w.t('well_headline'), meaning: w.t('well_meaning') };
  if (code === 'inconclusive' && incident.own) {
    return incident.sighting
      ? {
          headline: w.t('alone_headline', whatHappened(incident, w)),
          meaning: w.t(guestsAreServed(incident) ? 'alone_guests_meaning' : 'alone_meaning'),
        }
      : { headline: w.t('alone_by_hand_headline'), meaning: w.t('alone_meaning') };
  }
  if (!isVerdict(code))
    return { headline: w.t('verdict_other_headline', whatHappened(incident, w)), meaning: w.t('verdict_other_meaning', code) };
  const headline = headlineHere(incident, code, w);
  // No blame with doubt.
  const doubted = certainty === 'certain' || code === 'inconclusive' ? headline : w.t(`headline_${certainty}`, headline);
  return { headline: doubted, meaning: w.join(w.t(meaningOf(incident, code, certainty), MAIN_HOST), more(incident, w), ends(incident, w)) };
}

/** The headline, as far as the verdict knows more than its code says. @param {Incident} incident @param {string} code @param {Words} w */
function headlineHere(incident, code, w) {
  const gone = incident.diagnosis?.verdict['gone'];
  if (typeof gone === 'string') return w.t('verdict_names_failing_gone_headline', gone);
  if (isOfAFile(incident)) return w.t('verdict_file_headline');
  if (isOfItsConnections(incident)) return w.t('verdict_browser_interference_connection_headline');
  if (incident.diagnosis && isByLaw(incident.diagnosis.verdict)) return w.t('verdict_address_refused_legal_headline');
  const part = partOf(incident, code);
  // A name that is blocked is all of AO3.
  if (part !== undefined && part !== 'by-name') return w.t(`verdict_blocked_here_${key(part)}_headline`);
  return isOnlyHere(incident) ? w.t('verdict_archive_slow_here_headline') : headlineOf(code, w);
}

/** What of AO3 is cut off, where that is not all of it. @param {Incident} incident @param {string} code */
const partOf = ({ diagnosis }, code) => (code === 'blocked-here' ? PARTS.find((each) => each === diagnosis?.verdict['part']) : undefined);

/** @param {Incident} incident @param {string} code @param {string} certainty */
function meaningOf(incident, code, certainty) {
  const { diagnosis } = incident;
  if (isOnlyHere(incident)) return 'verdict_archive_slow_here_meaning';
  if (isOfAFile(incident)) return 'verdict_file_meaning';
  if (isOfItsConnections(incident)) return 'verdict_browser_interference_connection_meaning';
  // Servers that fail members alone look the same from here: how to tell comes before anything is cleared.
  if (code === 'stale-session' && certainty !== 'certain') return 'verdict_stale_session_unsure_meaning';
  if (typeof diagnosis?.verdict['gone'] === 'string') return 'verdict_names_failing_gone_meaning';
  if (diagnosis && isByLaw(diagnosis.verdict)) return 'verdict_address_refused_legal_meaning';
  if (isNoEntry(incident, code)) return 'verdict_hosts_file_other_meaning';
  const part = partOf(incident, code);
  return part ? `verdict_blocked_here_${key(part)}_meaning` : `verdict_${key(code)}_meaning`;
}

/**
 * Something here answers for AO3's name, and no entry was seen in the hosts file. An older companion does not say.
 *
 * @param {Incident} incident
 * @param {string} code
 */
const isNoEntry = ({ diagnosis }, code) =>
  code === 'hosts-file' && [false, null].includes(/** @type {any} */ (diagnosis?.verdict['entry']));

/** Whether AO3 could not make a file of a work, while other pages come. @param {Incident} incident */
const isOfAFile = ({ diagnosis }) => mannerOf(diagnosis?.remedies ?? [], 'lighter-page') === 'the-work-itself';

/** Whether it is this connection alone that is slow. @param {Incident} incident */
const isOnlyHere = ({ diagnosis }) => diagnosis?.verdict.code === 'archive-slow' && diagnosis.verdict['onlyHere'] === true;

/** The headline of a verdict, without doubt. @param {string} code @param {Words} w */
export const headlineOf = (code, w) => (isVerdict(code) ? w.t(`verdict_${key(code)}_headline`) : code);

/** What a verdict knows more of, where a person can use it. @param {Incident} incident @param {Words} w */
function more({ diagnosis, observations }, w) {
  if (!diagnosis) return '';
  const { code, aheadMs, issuer, status } = diagnosis.verdict;
  const family = code === 'one-family-broken' ? FAMILIES.find((each) => each === diagnosis.verdict['dead']) : undefined;
  if (family) return w.t(`family_${family}`);
  if (code === 'local-proxy') return proxyPlace(observations, w);
  if (code === 'clock-wrong' && typeof aheadMs === 'number')
    return w.t(aheadMs > 0 ? 'clock_fast' : 'clock_slow', w.span(Math.abs(aheadMs)));
  if (code === 'request-refused' && status === TOO_LARGE) return w.t('request_too_large');
  const often = code === 'too-many-requests' ? OFTEN.find((each) => each === diagnosis.verdict['often']) : undefined;
  if (often) return w.t(`limit_${often}`);
  if (code === 'browser-check' && diagnosis.verdict['again'] === true) return w.t('check_again');
  if (code === 'intercepted') {
    const by = typeof issuer === 'string' && issuer ? w.t('intercepted_by', issuer) : '';
    const here = diagnosis.verdict['trustedHere'];
    return w.join(by, here === true ? w.t('intercepted_trusted') : here === false ? w.t('intercepted_untrusted') : '');
  }
  return '';
}

/** @param {Incident} incident @param {string} side @returns {Icon} */
export function icon(incident, side) {
  if (incident.aftermath?.state === 'not-helped') return 'bad';
  if (side === 'none') return 'good';
  return incident.diagnosis?.verdict.code === 'offline' ? 'offline' : /** @type {Icon} */ (side);
}

/**
 * What happened, as one plain clause without a full stop.
 *
 * @param {Incident} incident
 * @param {Words} w
 */
export function whatHappened(incident, w) {
  const s = incident.sighting;
  if (!s) return w.t('what_by_hand');
  if (s.landing === 'auth-error' || s.landing === 'lost-cookie') return w.t('what_signed_out');
  if (s.markers?.mainClasses.includes('error-503-maintenance')) return w.t('what_maintenance');
  if (s.status !== null) return w.t('what_status', String(s.status));
  if (/NAME_NOT_RESOLVED|UNKNOWN_HOST|NAME_RESOLUTION/.test(s.error ?? '')) return w.t('what_no_name');
  if (/CERT|SSL|SEC_ERROR|MOZILLA_PKIX|why502:tls/.test(s.error ?? '')) return w.t('what_no_trust');
  if (/BLOCKED_BY_|NS_ERROR_ABORT|blocked-locally/.test(s.error ?? '')) return w.t('what_blocked');
  if (/DISCONNECTED|OFFLINE/.test(s.error ?? '')) return w.t('what_offline');
  return w.t('what_no_answer');
}

/** @param {Incident} incident */
const guestsAreServed = (incident) => cookieExperiment(incident).without === 'works';
