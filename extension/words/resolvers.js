/**
 * Who was asked where AO3 is, and what came of it: right, wrong, or no answer; and from that, whether another
 * resolver would help here. Pure. An answer is right where it leads to who proves to be AO3, wrong where another's
 * leads there and this one does not: where nobody's does, it is the way that is broken, and no answer is called wrong.
 *
 * @import {Observation} from '../types/protocol.js'
 * @import {Incident} from '../incident/incident.js'
 * @import {Words} from './words.js'
 *
 * @typedef {Extract<Observation, {kind: 'name-lookup'}>} Lookup
 * @typedef {'right' | 'wrong' | 'none' | 'unknown'} Answered
 *
 * @typedef {object} Asked
 * @property {string} id
 * @property {string} kind which sort of resolver: machine, configured, public, https
 * @property {string} label
 * @property {Answered} answered
 * @property {number} tookMs
 *
 * @typedef {'system' | 'browser' | 'secure' | 'not-right' | 'not-device' | 'not-others' | 'not-measured'} Help
 *   - system: another resolver finds AO3, the one that is set up here does not
 *   - browser: the device finds it, and only the browser's own look-up does not
 *   - secure: only questions over https are answered rightly here
 *   - not-…: why it would not help, or why nobody knows
 *
 * @typedef {object} Resolvers
 * @property {Asked[]} asked in the order in which they are shown
 * @property {Help} help
 * @property {boolean} onlyHere a resolver that is set up here is right, and this device is not
 * @property {readonly string[]} addresses of the resolver to take, the first and its second
 *
 * @typedef {object} Way one place in which another resolver can be set
 * @property {'browser' | 'system' | 'router'} code
 * @property {string} title
 * @property {string} text
 * @property {string} back how it is undone
 * @property {readonly string[]} copies what is to be entered there
 *
 * @typedef {object} Guide
 * @property {string} headline
 * @property {'yes' | 'no' | 'unknown'} helps
 * @property {string} said whether it would help, and why
 * @property {{id: string, name: string, answered: Answered, result: string, figure: string}[]} rows
 * @property {Way[]} ways the smallest step first; none where it would not help
 * @property {string} check how it is proven
 */

import { setupIn } from './setup.js';

/** Each company's two, over IPv4 and over IPv6 (their own pages about their resolvers). */
const PAIRS = Object.freeze([
  ['1.1.1.1', '1.0.0.1'],
  ['8.8.8.8', '8.8.4.4'],
  ['2606:4700:4700::1111', '2606:4700:4700::1001'],
  ['2001:4860:4860::8888', '2001:4860:4860::8844'],
]);

/** What is given where none of them was seen to be right. */
const [OVER_IPV4, , OVER_IPV6] = /** @type {[readonly string[], readonly string[], readonly string[]]} */ (/** @type {unknown} */ (PAIRS));

/** The order of the lines. */
const KINDS = Object.freeze(['machine', 'configured', 'public', 'https']);
const LABELS = PAIRS.flat();

/** Certificates that say that it is somebody else: not those that a wrong clock makes look bad. */
const STRANGERS = ['untrusted', 'wrong-name'];

/** What cannot be found out is not the resolver's fault. @type {readonly string[]} */
const NOT_ITS_OWN = ['cancelled'];

/** @param {Incident} incident @returns {Resolvers} */
export function resolvers(incident) {
  const asked = lookups(incident)
    .map((lookup) => judged(lookup, trusts(incident)))
    .filter((one) => one !== null)
    .sort((a, b) => placeOf(a) - placeOf(b));
  const right = (/** @type {string} */ kind) => asked.filter((one) => one.kind === kind && one.answered === 'right');
  const onlyHere = right('configured').length > 0 && asked.some(({ kind, answered }) => kind === 'machine' && isBad(answered));
  const [quickest] = right('public').sort((a, b) => a.tookMs - b.tookMs);
  const addresses = PAIRS.find((pair) => pair.includes(quickest?.label ?? '')) ?? (isIpv6Only(asked) ? OVER_IPV6 : OVER_IPV4);
  return { asked, help: helpOf(incident, asked, onlyHere), onlyHere, addresses };
}

/** The public ones were asked at their addresses over IPv6, which is done where there is no IPv4. @param {readonly Asked[]} asked */
const isIpv6Only = (asked) => asked.some(({ kind, label }) => kind === 'public' && label.includes(':'));

/** @param {Answered} answered */
const isBad = (answered) => answered === 'wrong' || answered === 'none';

/** @param {Asked} one */
function placeOf({ kind, label }) {
  const [, ofConfigured] = /^configured-(\d+)-/.exec(label) ?? [];
  return KINDS.indexOf(kind) * 100 + (ofConfigured ? Number(ofConfigured) : LABELS.indexOf(label.replace(/-over-https$/, '')));
}

/**
 * Of AO3's main name; of another one where that is what this machine does not find.
 *
 * @param {Incident} incident
 * @returns {Lookup[]}
 */
function lookups({ observations, diagnosis }) {
  const all = observations.filter((o) => o.kind === 'name-lookup' && KINDS.includes(o.resolver.kind));
  const found = /** @type {Lookup[]} */ (all);
  const sister = found.filter((o) => o.question === 'names-sister');
  return diagnosis?.verdict.side === 'names' && sister.length > 0 ? sister : found.filter((o) => o.question !== 'names-sister');
}

/** By address, what answered there showed; null where nobody did. @param {Incident} incident @returns {Map<string, string | null>} */
function trusts({ observations }) {
  /** @type {Map<string, string | null>} */
  const found = new Map();
  for (const o of observations)
    if (o.kind === 'handshake' && o.outcome.outcome !== 'not-asked')
      found.set(o.address, o.outcome.outcome === 'saw' ? o.outcome.value.trust : null);
  return found;
}

/** @param {Lookup} lookup @param {Map<string, string | null>} shown @returns {Asked | null} null where it was not asked */
function judged({ id, resolver: { kind, label }, outcome }, shown) {
  if (outcome.outcome === 'not-asked') return null;
  if (outcome.outcome === 'failed' && NOT_ITS_OWN.includes(outcome.failure.kind)) return null;
  const answered = outcome.outcome === 'failed' ? 'none' : answerOf(outcome.value, shown);
  return { id, kind, label, answered, tookMs: outcome.tookMs };
}

/** @param {{rcode: string, addresses: string[]}} answer @param {Map<string, string | null>} shown @returns {Answered} */
function answerOf({ rcode, addresses }, shown) {
  const somebodyProven = [...shown.values()].includes('proven');
  if (addresses.length === 0) return somebodyProven && ['NXDOMAIN', 'NOERROR'].includes(rcode) ? 'wrong' : 'none';
  const here = addresses.map((address) => shown.get(address));
  if (!somebodyProven) return 'unknown';
  if (here.some((trust) => STRANGERS.includes(trust ?? ''))) return 'wrong';
  if (here.includes('proven')) return 'right';
  return here.includes(undefined) ? 'unknown' : 'wrong';
}

/** @param {Incident} incident @param {Asked[]} asked @param {boolean} onlyHere @returns {Help} */
function helpOf({ diagnosis, observations }, asked, onlyHere) {
  const some = (/** @type {string} */ kind, /** @type {Answered} */ answered) =>
    asked.some((one) => one.kind === kind && one.answered === answered);
  if (some('machine', 'right')) return diagnosis?.verdict.code === 'browser-names' ? 'browser' : 'not-right';
  if (!asked.some(({ kind, answered }) => kind === 'machine' && isBad(answered))) return 'not-measured';
  const entries = (setupIn(observations)?.hosts ?? []).length > 0;
  if (onlyHere || entries) return 'not-device';
  if (some('public', 'right')) return 'system';
  if (some('https', 'right')) return 'secure';
  const others = asked.filter(({ kind }) => kind === 'public' || kind === 'https');
  return others.length > 0 && others.every(({ answered }) => isBad(answered)) ? 'not-others' : 'not-measured';
}

/** What is said of each help, and where another resolver can then be set: nowhere, where it would not help. */
const SAID = /** @type {const} */ ({
  system: ['resolver_helps', ['browser', 'system', 'router']],
  // What the system asks is another question than what the browser asks over https.
  browser: ['resolver_helps_browser', ['browser']],
  secure: ['resolver_helps_secure', ['browser']],
  'not-right': ['resolver_not_right', []],
  'not-device': ['resolver_not_device', []],
  'not-others': ['resolver_not_others', []],
  'not-measured': ['resolver_not_measured', ['browser', 'system', 'router']],
});

/** @type {Readonly<Record<Answered, string>>} */
const ANSWERS = Object.freeze({
  right: 'resolver_right',
  wrong: 'resolver_wrong',
  none: 'resolver_none',
  unknown: 'resolver_unknown',
});

/** By the browser's name of the system (runtime.PlatformOs). */
const SYSTEMS = new Map([
  ['win', 'resolver_system_windows'],
  ['mac', 'resolver_system_mac'],
  ['linux', 'resolver_system_linux'],
]);

/** The words of each place: its name, and how what was set there is undone. @type {Readonly<Record<Way['code'], [string, string]>>} */
const PLACES = Object.freeze({
  browser: ['resolver_way_browser', 'resolver_back_browser'],
  system: ['resolver_way_system', 'resolver_back_system'],
  router: ['resolver_way_router', 'resolver_back_router'],
});

/**
 * What the person reads before anything is changed: what was measured, whether another resolver would help, and how.
 *
 * @param {Incident | undefined} incident
 * @param {Words} w
 * @param {string} system as the browser calls it
 * @returns {Guide}
 */
export function guide(incident, w, system) {
  const { asked, help, addresses } = incident ? resolvers(incident) : NOBODY;
  const [said, ways] = SAID[help];
  const manyHere = asked.filter(({ kind }) => kind === 'configured').length > 1;
  const texts = {
    browser: 'remedy_change_resolver_text',
    system: SYSTEMS.get(system) ?? 'resolver_system_other',
    router: 'resolver_router_text',
  };
  return {
    headline: w.t('remedy_change_resolver_title'),
    helps: help === 'not-measured' ? 'unknown' : ways.length > 0 ? 'yes' : 'no',
    said: w.t(said, addresses[0] ?? ''),
    rows: asked.map((one) => ({
      id: one.id,
      name: nameOf(one, manyHere, w),
      answered: one.answered,
      result: w.t(ANSWERS[one.answered]),
      figure: one.answered === 'none' ? '' : w.figure(one.tookMs),
    })),
    ways: ways.map((code) => ({
      code,
      title: w.t(PLACES[code][0]),
      text: w.t(texts[code], (addresses[0] ?? '').includes(':') ? 'IPv6' : 'IPv4'),
      back: w.t(PLACES[code][1]),
      copies: code === 'system' ? addresses : [],
    })),
    check: ways.length > 0 ? w.t('resolver_check') : '',
  };
}

/** @type {Resolvers} */
const NOBODY = { asked: [], help: 'not-measured', onlyHere: false, addresses: OVER_IPV4 };

/** @param {Asked} one @param {boolean} manyHere @param {Words} w */
function nameOf({ kind, label }, manyHere, w) {
  if (kind === 'public') return w.t('how_names_public_at', label);
  if (kind === 'https') return w.t('how_names_https_at', label.replace(/-over-https$/, ''));
  if (kind === 'machine') return w.t('how_names_machine');
  const [, place] = /^configured-(\d+)-/.exec(label) ?? [];
  return [w.t('how_names_configured'), manyHere && place ? place : ''].filter(Boolean).join(' ');
}
