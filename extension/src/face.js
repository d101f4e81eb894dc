/**
 * An incident → the words and buttons that a person sees. Pure: `w` are the words of a language. The
 * lines of "how we know" are in how.js.
 *
 * @import {Incident} from './incident.js'
 * @import {Row} from './how.js'
 * @import {Words} from './words.js'
 */
import { howWeKnow } from './how.js';
import { official } from './address.js';

/** Every verdict of the protocol. Another one gets the words of `inconclusive` and its own code. */
export const VERDICTS = /** @type {const} */ ([
  'recovered', 'archive-down', 'archive-overloaded', 'archive-maintenance', 'page-too-slow', 'search-down', 'signed-in-pages-down',
  'edge-cannot-reach-archive', 'browser-check', 'too-many-requests', 'posting-limit', 'address-refused', 'stale-session', 'signed-out',
  'cookies-blocked', 'browser-interference', 'browser-names', 'names-failing', 'names-wrong', 'blocked-here', 'captive-portal', 'offline',
  'one-family-broken', 'this-connection-only', 'intercepted', 'clock-wrong', 'hosts-file', 'local-proxy', 'inconclusive',
]);

/** Whose side; the colour of the popup follows it. */
export const SIDES = /** @type {const} */ (['none', 'archive', 'edge', 'limit', 'session', 'browser', 'names', 'network', 'device', 'unknown']);

/** Every remedy of the protocol: `run` has a button that does it, `words` has steps to follow. */
export const REMEDIES = Object.freeze({
  wait: 'run', 'reload-once': 'run', watch: 'words', 'lighter-page': 'run', 'read-as-guest': 'words', 'clear-site-data': 'run',
  'sign-in-again': 'run', 'private-window': 'words', 'other-browser': 'words', 'clean-profile': 'words', 'test-extensions': 'words',
  'allow-cookies': 'words', 'update-browser': 'words', 'flush-dns': 'words', 'change-resolver': 'words', 'other-connection': 'words',
  'restart-connection': 'words', 'open-portal': 'run', 'finish-browser-check': 'run', 'vpn-off': 'words', 'fix-clock': 'words',
  'edit-hosts': 'words', 'check-proxy': 'words', 'open-status-page': 'run', 'try-phone': 'words', 'save-text': 'words', 'check-posted': 'words',
});

/** Why there is no word of the companion; see host.js. */
export const TROUBLES = /** @type {const} */ (['missing', 'forbidden', 'unstartable', 'crashed', 'silent', 'too-old', 'too-new', 'refused']);

/** Troubles after which the same question may well be answered. */
const WORTH_AGAIN = ['crashed', 'silent', 'refused'];

/**
 * @typedef {object} Choice one thing to do
 * @property {string} code a remedy, `check`, or `how-to-add`
 * @property {boolean} runs whether the button does it; else it shows the steps
 * @property {string} label
 * @property {string} title
 * @property {string} text
 *
 * @typedef {object} View
 * @property {'idle' | 'checking' | 'stopped' | 'settled'} state
 * @property {string} side
 * @property {string} sideName
 * @property {string} headline
 * @property {string} meaning
 * @property {{tone: 'plain' | 'good' | 'bad', text: string} | null} note about the companion, or about what a remedy did
 * @property {Choice | null} best
 * @property {Choice[]} everything
 * @property {Row[]} rows
 * @property {string} quiet certainty and cost
 * @property {string} card the one sentence on the page
 */

/** @param {string} code */
const key = (code) => code.replaceAll('-', '_');

/** @param {string} code @returns {boolean} */
const isVerdict = (code) => VERDICTS.some((known) => known === code);

/**
 * @param {Incident | undefined} incident
 * @param {Words} w
 * @returns {View}
 */
export function face(incident, w) {
  if (!incident) return idle(w);
  const rows = howWeKnow(incident, w);
  const checkNow = choice('check', w.t('best_check_again'), w.t('best_check_again'), '');
  const base = { side: 'unknown', sideName: w.t('side_unknown'), rows, everything: [], quiet: '', note: note(incident, w) };
  const what = whatHappened(incident, w);
  if (incident.phase === 'stopped') {
    return { ...base, state: 'stopped', headline: w.t('stopped_headline'), meaning: w.t('stopped_meaning', what), best: checkNow, card: w.t('stopped_card', what) };
  }
  const diagnosis = incident.diagnosis;
  if (!diagnosis) {
    return { ...base, state: 'checking', sideName: w.t('side_checking'), headline: what, meaning: w.t('checking_meaning'), best: null, quiet: tabs(incident, w), card: w.t('checking_card', what) };
  }
  const { code, side } = diagnosis.verdict;
  const known = isVerdict(code);
  const name = known ? key(code) : 'inconclusive';
  const alone = incident.own && code === 'inconclusive';
  const knownSide = SIDES.some((s) => s === side) ? side : 'unknown';
  const well = code === 'recovered' && incident.sighting === null;
  const oldCopy = code === 'recovered' && incident.sighting?.fromCache === true;
  const headline = oldCopy ? w.t('old_copy_headline') : well ? w.t('well_headline') : alone ? (incident.sighting ? w.t('alone_headline', what) : w.t('alone_by_hand_headline')) : known ? w.t(`verdict_${name}_headline`) : w.t('verdict_other_headline', what);
  const meaning = oldCopy ? w.t('old_copy_meaning') : well ? w.t('well_meaning') : alone ? w.t(guestsAreServed(incident) ? 'alone_guests_meaning' : 'alone_meaning') : known ? [w.t(`verdict_${name}_meaning`), more(diagnosis.verdict, w)].filter(Boolean).join(' ') : w.t('verdict_other_meaning', code);
  const remedies = diagnosis.remedies.map((r) => r.code).filter((c) => Object.hasOwn(REMEDIES, c) && possible(c, incident));
  const everything = [...new Set(remedies)].map((c) => remedy(c, w));
  const again = incident.trouble && WORTH_AGAIN.includes(incident.trouble.kind) && incident.own;
  const unknownCode = !known || everything.length === 0;
  return {
    ...base,
    state: incident.phase === 'checking' ? 'checking' : 'settled',
    side: knownSide,
    sideName: w.t(`side_${knownSide}`),
    headline: diagnosis.certainty === 'unsure' && code !== 'inconclusive' && known ? w.t('headline_unsure', headline) : headline,
    meaning,
    best: again || unknownCode || well ? checkNow : best(everything, incident, w),
    everything,
    quiet: [w.t(`certainty_${diagnosis.certainty}`), spent(diagnosis.archiveRequests, w), tabs(incident, w)].filter(Boolean).join(' · '),
    card: headline,
  };
}

/** What a verdict knows more of, where a person can use it. @param {import('../types/protocol.js').Diagnosis['verdict']} verdict @param {Words} w */
function more({ code, aheadMs, issuer }, w) {
  if (code === 'clock-wrong' && typeof aheadMs === 'number') return w.t(aheadMs > 0 ? 'clock_fast' : 'clock_slow', w.span(Math.abs(aheadMs)));
  if (code === 'intercepted' && typeof issuer === 'string' && issuer) return w.t('intercepted_by', issuer);
  return '';
}

/** AO3 first: after a failure nobody asks again at once (design, section 5). */
const REST_MS = 30_000;

/** AO3 counts requests over five minutes (its rate limiter's window); then the count starts anew. */
const LIMIT_WINDOW_MS = 300_000;

/**
 * How long to rest after a diagnosis before asking again: what AO3 asked for (Retry-After) wins.
 *
 * @param {Incident} incident
 */
export function restMs(incident) {
  const verdict = incident.diagnosis?.verdict;
  if (verdict?.code !== 'too-many-requests') return REST_MS;
  return Math.max(REST_MS, typeof verdict.retryAfterMs === 'number' ? verdict.retryAfterMs : LIMIT_WINDOW_MS);
}

/**
 * The one thing to do. "Save your text first" is it where text was being sent or written on the page that
 * failed. Elsewhere it is said again by the remedy that could lose text, before it does anything.
 *
 * After a clearing that helped, the page was reloaded already: what is left is to sign in.
 *
 * @param {Choice[]} everything
 * @param {Incident} incident
 * @param {Words} w
 */
function best(everything, incident, w) {
  if (incident.aftermath?.state === 'helped') return remedy('sign-in-again', w);
  const [first, second] = everything;
  const s = incident.sighting;
  const typing = s !== null && s.page !== 'sign-in' && (s.method !== 'GET' || s.page.startsWith('form-'));
  return (first?.code === 'save-text' && second?.runs && !typing ? second : first) ?? null;
}

/** @param {Words} w @returns {View} */
function idle(w) {
  return {
    state: 'idle', side: 'none', sideName: w.t('side_idle'), headline: w.t('idle_headline'), meaning: w.t('idle_meaning'), note: null,
    best: choice('check', w.t('best_check_now'), w.t('best_check_now'), ''), everything: [], rows: [], quiet: '', card: '',
  };
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

/** @param {string} code @param {string} label @param {string} title @param {string} text @returns {Choice} */
function choice(code, label, title, text) {
  return { code, runs: true, label, title, text };
}

/** @param {string} code @param {Words} w @returns {Choice} */
function remedy(code, w) {
  const runs = REMEDIES[/** @type {keyof typeof REMEDIES} */ (code)] === 'run';
  return { code, runs, label: runs ? w.t(`remedy_${key(code)}_button`) : w.t('best_show_steps'), title: w.t(`remedy_${key(code)}_title`), text: w.t(`remedy_${key(code)}_text`) };
}

/** Remedies that need the failed page are not offered without one. @param {string} code @param {Incident} incident */
function possible(code, incident) {
  const page = incident.page;
  if (code === 'lighter-page') return page !== null && /\/works\/\d+/.test(official(page.url)?.pathname ?? '');
  // A POST is never sent again, and a reload would do that.
  if (code === 'reload-once') return page !== null && page.method === 'GET' && !incident.reload?.done;
  return true;
}

/** @param {Incident} incident */
function guestsAreServed(incident) {
  return incident.observations.some(
    (o) => o.kind === 'browser-fetch' && o.trial === 'same-page-without-cookies' && o.outcome.outcome === 'saw' && o.outcome.value.status < 400,
  );
}

/** @param {number} requests @param {Words} w */
function spent(requests, w) {
  return requests === 0 ? w.t('spent_none') : w.n('spent', requests);
}

/** @param {Incident} incident @param {Words} w */
function tabs(incident, w) {
  return incident.tabs.length > 1 ? w.n('tabs', incident.tabs.length) : '';
}

/** What a remedy did comes first; a missing companion is said as long as nothing else is. @param {Incident} incident @param {Words} w @returns {View['note']} */
function note(incident, w) {
  const after = incident.aftermath;
  if (after) {
    if (after.cookiesLeft > 0) return { tone: 'bad', text: w.n('after_cookies_left', after.cookiesLeft) };
    if (after.state === 'running') return { tone: 'plain', text: w.t('after_running') };
    if (after.state === 'helped') return { tone: 'good', text: w.t('after_helped') };
    if (after.state === 'not-helped') return { tone: 'bad', text: w.t('after_not_helped') };
    return { tone: 'plain', text: w.t('after_unknown') };
  }
  if (incident.trouble) return { tone: 'plain', text: w.t(`trouble_${key(incident.trouble.kind)}`) };
  return null;
}
