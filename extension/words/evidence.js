/**
 * "How we know": each observation as one line with its figure. Pure.
 *
 * @import {Answer, Observation, Outcome, Setup} from '../types/protocol.js'
 * @import {Incident} from '../incident/incident.js'
 * @import {Words} from './words.js'
 *
 * @typedef {object} Row
 * @property {string} id
 * @property {'good' | 'bad' | 'skipped' | 'pending'} mark
 * @property {string} subject
 * @property {string} result
 * @property {string} figure
 * @property {boolean} cited whether the verdict rests on it
 */

import { elsewhereRows } from './elsewhere-hint.js';
import { phoneRow } from './phone-hint.js';
import { privateRow } from './private-hint.js';

/** The order of the lines, and what is on its way while nothing of it has come. */
const QUESTIONS = /** @type {const} */ ([
  ['local-setup', true],
  ['names-machine', true],
  ['names-configured', false],
  ['names-public', true],
  ['names-https', false],
  ['names-nobody', false],
  ['names-sister', false],
  ['connections', true],
  ['handshakes', true],
  ['other-name', false],
  ['edge', true],
  ['static', false],
  ['application', true],
  ['same-page-with-cookies', false],
  ['same-page-without-cookies', false],
  ['same-page-with-cookies-again', false],
  ['same-page-without-cookies-again', false],
  ['light-page-with-cookies', false],
  ['light-page-without-cookies', false],
  ['status-page', true],
  ['portals', true],
  ['control', true],
  ['uplinks', false],
]);

/** The questions that have words of their own. */
export const QUESTION_CODES = QUESTIONS.map(([code]) => code);

/** The ways to fail that have words of their own; see FailureKind in the host. */
export const FAILURES = /** @type {const} */ ([
  'timed-out',
  'refused',
  'reset',
  'closed',
  'unreachable',
  'no-network',
  'name-not-found',
  'bad-certificate',
  'tls-refused',
  'malformed',
  'too-large',
  'too-many-redirects',
  'empty',
  'blocked-locally',
  'proxy',
  'cancelled',
  'other',
]);

/** The ways a certificate does not prove who answered. */
export const TRUSTS = /** @type {const} */ (['proven', 'untrusted', 'wrong-name', 'expired', 'not-yet-valid']);

/** @param {string} code */
const key = (code) => code.replaceAll('-', '_');

/**
 * @param {Incident} incident
 * @param {Words} w
 * @returns {Row[]}
 */
export function howWeKnow(incident, w) {
  const cited = new Set(incident.diagnosis?.reasons.flatMap((reason) => reason.observations) ?? []);
  const rows = [...sightingRow(incident, w, cited), ...privateRow(incident, w), ...elsewhereRows(incident, w), ...phoneRow(incident, w)];
  for (const [question, expected] of QUESTIONS) {
    const found = incident.observations.filter((o) => o.question === question);
    if (found.length > 0)
      rows.push(
        ...merged(
          found.map((o) => row(o, w, cited.has(o.id))),
          w,
        ),
      );
    else if (expected && incident.trouble === null && incident.phase === 'checking') {
      rows.push({
        id: question,
        mark: 'pending',
        subject: w.t(`how_${key(question)}`),
        result: w.t('how_pending'),
        figure: '',
        cited: false,
      });
    }
  }
  const known = new Set(QUESTION_CODES.map(String));
  rows.push(...incident.observations.filter((o) => !known.has(o.question)).map((o) => row(o, w, cited.has(o.id))));
  return rows;
}

/** @param {Incident} incident @param {Words} w @param {Set<string>} cited @returns {Row[]} */
function sightingRow({ sighting }, w, cited) {
  if (!sighting) return [];
  const result = sighting.status !== null ? w.t('how_answered', String(sighting.status)) : w.t('how_error', sighting.error ?? '');
  const mark = sighting.status !== null && sighting.status < 400 ? 'good' : 'bad';
  return [{ id: 'sighting', mark, subject: w.t('how_sighting'), result, figure: w.figure(sighting.tookMs), cited: cited.has('sighting') }];
}

/**
 * Several addresses of one family make one line: good where all are, else it says how many.
 *
 * @param {Row[]} rows
 * @param {Words} w
 * @returns {Row[]}
 */
function merged(rows, w) {
  /** @type {Map<string, Row[]>} */
  const bySubject = new Map();
  for (const r of rows) bySubject.set(r.subject, [...(bySubject.get(r.subject) ?? []), r]);
  return [...bySubject.values()].map((same) => {
    const [first] = /** @type {[Row, ...Row[]]} */ (same);
    if (same.length === 1) return first;
    const good = same.filter((r) => r.mark === 'good');
    const bad = same.find((r) => r.mark === 'bad');
    const cited = same.some((r) => r.cited);
    if (!bad) return { ...(good[0] ?? first), cited };
    if (good.length === 0) return { ...bad, cited };
    return { ...bad, result: w.t('how_some', good.length, same.length), figure: '', cited };
  });
}

/** @param {Observation} o @param {Words} w @param {boolean} cited @returns {Row} */
function row(o, w, cited) {
  const known = QUESTION_CODES.some((code) => code === o.question);
  const base = { id: o.id, subject: known ? subject(o, w) : w.t('how_other', o.kind), cited };
  const { outcome } = o;
  if (outcome.outcome === 'not-asked') return { ...base, mark: 'skipped', result: w.t('how_not_asked'), figure: '' };
  const took = w.figure(outcome.tookMs);
  if (o.question === 'names-nobody' && outcome.outcome === 'failed' && outcome.failure.kind !== 'malformed') {
    // there, silence is what is right
    return { ...base, mark: 'good', result: w.t('how_nobody_silent'), figure: took };
  }
  if (outcome.outcome === 'failed') return { ...base, mark: 'bad', result: failure(outcome.failure, w), figure: took };
  return { ...base, ...seen(o, w), figure: took };
}

/** @param {import('../types/protocol.js').Failure} f @param {Words} w */
function failure(f, w) {
  if (f.begun) {
    const came = [String(f.begun.status), String(Math.round(f.begun.bytes / 1024))];
    return w.t(f.kind === 'timed-out' ? 'how_stopped' : 'how_broke_off', ...came);
  }
  const known = FAILURES.find((kind) => kind === f.kind);
  if (known && known !== 'other') return w.t(`failed_${key(known)}`);
  return f.detail ? w.t('how_error', f.detail) : w.t('failed_other');
}

/** @param {Observation} o @param {Words} w */
function subject(o, w) {
  const name = `how_${key(o.question)}`;
  if (o.kind === 'connection' || o.kind === 'handshake') return w.t(`${name}_over`, o.address.includes(':') ? 'IPv6' : 'IPv4');
  if (o.kind === 'name-lookup' && o.question === 'names-sister') return w.t(name, o.name);
  if (o.kind === 'name-lookup' && o.resolver.kind === 'public') return w.t('how_names_public_at', o.resolver.label);
  if (o.kind === 'name-lookup' && o.resolver.kind === 'https')
    return w.t('how_names_https_at', o.resolver.label.replace(/-over-https$/, ''));
  if (o.kind === 'uplink' && o.of > 1) return w.t(o.place === 1 ? 'how_uplinks_usual' : 'how_uplinks_other');
  return w.t(name);
}

/** @param {Observation} o @param {Words} w @returns {{mark: 'good' | 'bad', result: string}} */
function seen(o, w) {
  switch (o.kind) {
    case 'name-lookup': {
      const v = value(o.outcome);
      if (o.resolver.kind === 'nobody') return { mark: 'bad', result: w.t('how_nobody_answers') };
      if (v?.rcode === 'NOERROR' && v.addresses.length > 0) return { mark: 'good', result: w.n('how_found', v.addresses.length) };
      return { mark: 'bad', result: v?.rcode === 'NOERROR' ? w.t('failed_name_not_found') : w.t('how_rcode', v?.rcode ?? '') };
    }
    case 'connection':
      return { mark: 'good', result: w.t('how_open') };
    case 'handshake':
    case 'uplink': {
      const trust = value(o.outcome)?.trust ?? '';
      const here = o.kind === 'handshake' && value(o.outcome)?.trustedHere === true;
      if (trust === 'untrusted' && here) return { mark: 'bad', result: w.t('trust_here') };
      const known = TRUSTS.find((code) => code === trust);
      return { mark: trust === 'proven' ? 'good' : 'bad', result: w.t(`trust_${key(known ?? 'untrusted')}`) };
    }
    case 'other-name': {
      const vouched = ['proven', 'wrong-name'].includes(value(o.outcome)?.trust ?? '');
      return vouched ? { mark: 'good', result: w.t('how_let_through') } : { mark: 'bad', result: w.t('failed_bad_certificate') };
    }
    case 'page-fetch':
    case 'browser-fetch':
      return answered(value(o.outcome), w);
    case 'status-page': {
      const v = value(o.outcome);
      const notices = [...(v?.incidents ?? []), ...(v?.maintenances ?? [])];
      if (notices[0]) return { mark: 'bad', result: w.t('how_notice', notices[0].name) };
      const fine = v?.indicator === 'none';
      return { mark: fine ? 'good' : 'bad', result: w.t(fine ? 'how_no_incident' : 'how_some_incident') };
    }
    case 'portal-check':
      return value(o.outcome)?.expected ? { mark: 'good', result: w.t('how_no_portal') } : { mark: 'bad', result: w.t('how_portal') };
    case 'local-setup':
      return setUp(value(o.outcome), w);
    case 'unknown':
      return { mark: 'good', result: w.t('how_done') };
  }
}

/** @param {Answer | undefined} answer @param {Words} w @returns {{mark: 'good' | 'bad', result: string}} */
function answered(answer, w) {
  if (!answer) return { mark: 'bad', result: w.t('failed_other') };
  const cached = answer.headers['cf-cache-status'] === 'HIT';
  return {
    mark: answer.status < 400 ? 'good' : 'bad',
    result: w.t(cached ? 'how_answered_cached' : 'how_answered', String(answer.status)),
  };
}

/**
 * What stands out first: an entry of AO3's in the hosts file, then a proxy.
 *
 * @param {Setup | undefined} setup
 * @param {Words} w
 * @returns {{mark: 'good' | 'bad', result: string}}
 */
function setUp(setup, w) {
  if (setup?.hosts && setup.hosts.length > 0) return { mark: 'bad', result: w.t('how_hosts_entry') };
  const proxy = setup?.proxy ?? setup?.desktop?.proxy;
  if (proxy) return { mark: 'good', result: w.t(proxy === 'loopback' ? 'how_proxy_here' : 'how_proxy') };
  if (setup?.desktop?.script) return { mark: 'good', result: w.t('how_proxy_script') };
  if (setup && setup.vpnInterfaces > 0) return { mark: 'good', result: w.t('how_vpn') };
  return { mark: 'good', result: w.t('how_plain_setup') };
}

/** @template T @param {Outcome<T>} outcome @returns {T | undefined} */
function value(outcome) {
  return outcome.outcome === 'saw' ? outcome.value : undefined;
}
