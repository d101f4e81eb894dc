/**
 * What AO3's side deserves: its own volunteers' words, when it ends, and what better not to do now. Pure.
 *
 * @import {Notice} from '../types/protocol.js'
 * @import {Incident} from '../incident/incident.js'
 * @import {Words} from './words.js'
 *
 * @typedef {object} Official the status page's own words
 * @property {string} title
 * @property {string} state what they say of it and since when, '' where they say nothing
 * @property {boolean} quoted whether the title is theirs
 */
import { ARCHIVES } from './sides.js';
import { isByLaw, worse } from './verdict-table.js';

/** The states that AO3's status page knows (Atlassian Statuspage, incident and maintenance status). */
export const NOTICE_STATES = /** @type {const} */ ([
  'investigating',
  'identified',
  'monitoring',
  'resolved',
  'postmortem',
  'scheduled',
  'in_progress',
  'verifying',
  'completed',
]);

/** A person who reloads so often within a minute does not read the page in between. */
const QUICK = Object.freeze({ times: 4, withinMs: 60_000 });

/** So many tries to sign in within ten minutes of trouble are told (issue 4, item 4). */
const SIGN_INS = Object.freeze({ times: 3, withinMs: 10 * 60_000 });

/** AO3 bans an address for a day after posting too fast (field guide, section 1: 507). */
const POSTING_BAN_MS = 24 * 3_600_000;

/**
 * @param {Incident} incident
 * @param {Words} w
 * @returns {Official | null} null where AO3's word has no bearing, or nobody asked for it
 */
export function officialWords(incident, w) {
  const side = incident.diagnosis?.verdict.side ?? '';
  const page = incident.observations.find((o) => o.kind === 'status-page');
  if (!ARCHIVES.includes(side) || !page || page.outcome.outcome === 'not-asked') return null;
  if (page.outcome.outcome === 'failed') return { title: w.t('official_silent'), state: '', quoted: false };
  const { incidents, maintenances } = page.outcome.value;
  const first = (/** @type {Notice[]} */ notices) => notices.find((n) => n.namesArchive) ?? notices[0];
  const outage = first(incidents);
  const work = first(maintenances);
  if (outage) return { title: outage.name, state: since(outage, w), quoted: true };
  // When it ends is told once, in the person's words.
  if (work) return { title: work.name, state: backAt(incident) === null ? planned(work, w) : state(work, w), quoted: true };
  return { title: w.t('official_nothing'), state: '', quoted: false };
}

/** @param {Notice} notice @param {Words} w */
function since(notice, w) {
  const at = time(notice.since);
  return at === null ? state(notice, w) : w.t('official_since', state(notice, w), w.clock(at));
}

/** @param {Notice} notice @param {Words} w */
function planned(notice, w) {
  const from = time(notice.since);
  const to = time(notice.until);
  return from === null || to === null ? state(notice, w) : w.t('official_planned', state(notice, w), w.range(from, to));
}

/** When planned work that closes AO3 is to end, in ms since 1970; null where nobody said. @param {Incident} incident */
function backAt({ diagnosis }) {
  if (!diagnosis) return null;
  const { code, until } = diagnosis.verdict;
  return code === 'archive-maintenance' && typeof until === 'string' ? time(until) : null;
}

/** A state that is new to us is shown as they write it. @param {Notice} notice @param {Words} w */
function state(notice, w) {
  const known = NOTICE_STATES.find((s) => s === notice.state);
  return known ? w.t(`state_${known}`) : notice.state;
}

/** @param {string | null} iso @returns {number | null} */
function time(iso) {
  const at = iso === null ? NaN : Date.parse(iso);
  return Number.isNaN(at) ? null : at;
}

/**
 * When it ends, where that is known, and advice for the number on the page.
 *
 * @param {Incident} incident
 * @param {Words} w
 */
export function ends(incident, w) {
  const { diagnosis, sighting } = incident;
  if (!diagnosis) return '';
  const { code, retryAfterMs } = diagnosis.verdict;
  if (code === 'posting-limit') return w.t('posting_ends', w.clock(incident.openedAt + POSTING_BAN_MS));
  if (code === 'too-many-requests' && typeof retryAfterMs === 'number' && retryAfterMs > 0 && incident.settledAt)
    return w.t('limit_ends', w.clock(incident.settledAt + retryAfterMs));
  const back = backAt(incident);
  if (back !== null) return w.t('maintenance_ends', w.clock(back));
  if (code === 'page-too-slow' && sighting?.page === 'entire-work') return w.t('advice_too_slow_chapter');
  if (code.startsWith('archive-') && code !== 'archive-maintenance' && (sighting?.status === 503 || sighting?.status === 504))
    return w.t(`advice_${sighting.status}`);
  return '';
}

/**
 * What only makes it worse. Said where the person does it, or is about to.
 *
 * @param {Incident} incident
 * @param {Words} w
 * @returns {string[]}
 */
export function betterNot(incident, w) {
  const { verdict } = incident.diagnosis ?? {};
  const kind = verdict ? worse(verdict) : null;
  if (!verdict || !kind) return [];
  const signIns = recent(incident.signIns, SIGN_INS.withinMs);
  const reloads = quickReloads(incident);
  const said = [];
  const trouble = kind === 'dont_reload' || kind === 'dont_reload_edge';
  // A request that was refused on the way did not reach AO3: there is nothing that it may have taken.
  const onTheWay = verdict.code === 'request-refused' || isByLaw(verdict);
  if (incident.posted.length > 0 && incident.signIns.length === 0 && !onTheWay) said.push(w.t('dont_post'));
  if (signIns >= SIGN_INS.times) said.push(w.n('dont_sign_in_many', signIns));
  else if (incident.sighting?.page === 'sign-in' && trouble) said.push(w.t('dont_sign_in'));
  said.push(kind === 'dont_reload' && reloads >= QUICK.times ? w.n('dont_stack', reloads) : w.t(kind));
  return said;
}

/** How many of these lie close behind the last of them. @param {number[]} times @param {number} withinMs */
function recent(times, withinMs) {
  const last = times.at(-1) ?? 0;
  return times.filter((at) => last - at < withinMs).length;
}

/** How often one tab failed anew within a minute. @param {Incident} incident */
function quickReloads({ failures }) {
  const last = failures.at(-1);
  return last
    ? recent(
        failures.filter((f) => f.tabId === last.tabId).map((f) => f.at),
        QUICK.withinMs,
      )
    : 0;
}
