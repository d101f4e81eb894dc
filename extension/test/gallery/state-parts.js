/**
 * What the states of all pages are made of.
 *
 * @import {Incident} from './gallery.js'
 * @import {Diagnosis} from '../../types/protocol.js'
 */
import { VERDICTS } from '../../words/verdict-table.js';
import { leadingTo } from './evidence.js';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;

/** The situation that shows a verdict best, where several lead to it. @type {Readonly<Partial<Record<string, string>>>} */
export const BEST = Object.freeze({
  recovered: 'recovered',
  'archive-down': 'every-page-502-at-once',
  'archive-overloaded': 'one-in-three-503',
  'archive-maintenance': 'maintenance-as-503',
  'page-too-slow': 'entire-work-times-out',
  'search-down': 'search-445',
  'signed-in-pages-down': 'guests-cached-members-502',
  'edge-cannot-reach-archive': 'cloudflare-522',
  'browser-check': 'shields-up',
  'too-many-requests': 'retry-later',
  'posting-limit': 'posting-too-fast',
  'address-refused': 'address-blocked',
  'stale-session': 'stale-cookies',
  'signed-out': 'session-expired',
  'cookies-blocked': 'cookies-refused-by-setting',
  'browser-interference': 'extension-breaks-page',
  'browser-names': 'secure-dns-down',
  'names-failing': 'names-failing',
  'names-wrong': 'resolver-lies-to-block-page',
  'blocked-here': 'reset-on-name',
  'captive-portal': 'portal-redirect',
  offline: 'no-uplink',
  'one-family-broken': 'ipv6-dead',
  'this-connection-only': 'other-uplink-works',
  intercepted: 'antivirus-certificate',
  'clock-wrong': 'clock-a-year-off',
  'hosts-file': 'hosts-entry',
  'local-proxy': 'proxy-502',
  inconclusive: 'everything-misbehaves',
});

/** For each verdict a situation that leads to it: a new one has its state as soon as a situation of it is saved. */
export const SITUATION = /** @type {Readonly<Record<(typeof VERDICTS)[number], string>>} */ (
  Object.freeze(Object.fromEntries(VERDICTS.map((code) => [code, BEST[code] ?? leadingTo(code)])))
);

/** One verdict of each side, for what only repeats a headline. @type {readonly (typeof VERDICTS)[number][]} */
export const OF_EACH_SIDE = Object.freeze([
  'recovered',
  'archive-down',
  'edge-cannot-reach-archive',
  'too-many-requests',
  'stale-session',
  'browser-interference',
  'names-failing',
  'captive-portal',
  'intercepted',
  'inconclusive',
]);

/** @param {Incident} incident @param {Partial<Diagnosis>} over @returns {Incident} */
export function judged(incident, over) {
  if (!incident.diagnosis) throw new Error(`${incident.id} has no diagnosis.`);
  return { ...incident, diagnosis: { ...incident.diagnosis, ...over } };
}
