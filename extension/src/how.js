/**
 * "How we know": each observation as one line with its figure. Pure.
 *
 * @import {Answer, Observation, Outcome, Setup} from '../types/protocol.js'
 * @import {Incident} from './incident.js'
 *
 * @typedef {(key: string, ...values: (string | number)[]) => string} Translate
 *
 * @typedef {object} Row
 * @property {string} id
 * @property {'good' | 'bad' | 'skipped' | 'pending'} mark
 * @property {string} subject
 * @property {string} result
 * @property {string} figure
 * @property {boolean} cited whether the verdict rests on it
 */

/** The order of the lines, and what is on its way while nothing of it has come. */
const QUESTIONS = /** @type {const} */ ([
  ['local-setup', true], ['names-machine', true], ['names-configured', false], ['names-public', true],
  ['names-https', false], ['names-nobody', false], ['connections', true], ['handshakes', true], ['edge', true],
  ['static', false], ['application', true], ['same-page-with-cookies', false], ['same-page-without-cookies', false],
  ['same-page-with-cookies-again', false], ['same-page-without-cookies-again', false], ['light-page-with-cookies', false],
  ['light-page-without-cookies', false], ['status-page', true], ['portals', true], ['control', true], ['uplinks', false],
]);

/** The questions that have words of their own. */
export const QUESTION_CODES = QUESTIONS.map(([code]) => code);

/** The ways to fail that have words of their own; see FailureKind in the host. */
export const FAILURES = /** @type {const} */ ([
  'timed-out', 'refused', 'reset', 'closed', 'unreachable', 'no-network', 'name-not-found', 'bad-certificate', 'tls-refused', 'malformed',
  'too-large', 'too-many-redirects', 'empty', 'blocked-locally', 'proxy', 'cancelled', 'other',
]);

/** The ways a certificate does not prove who answered. */
export const TRUSTS = /** @type {const} */ (['proven', 'untrusted', 'wrong-name', 'expired', 'not-yet-valid']);

/** @param {string} code */
const key = (code) => code.replaceAll('-', '_');

/**
 * @param {Incident} incident
 * @param {Translate} t
 * @returns {Row[]}
 */
export function howWeKnow(incident, t) {
  const cited = new Set(incident.diagnosis?.reasons.flatMap((reason) => reason.observations) ?? []);
  const rows = [...sightingRow(incident, t, cited)];
  for (const [question, expected] of QUESTIONS) {
    const found = incident.observations.filter((o) => o.question === question);
    if (found.length > 0) rows.push(...merged(found.map((o) => row(o, t, cited.has(o.id))), t));
    else if (expected && incident.trouble === null && incident.phase === 'checking') {
      rows.push({ id: question, mark: 'pending', subject: t(`how_${key(question)}`), result: t('how_pending'), figure: '', cited: false });
    }
  }
  const known = new Set(QUESTION_CODES.map(String));
  rows.push(...incident.observations.filter((o) => !known.has(o.question)).map((o) => row(o, t, cited.has(o.id))));
  return rows;
}

/** @param {Incident} incident @param {Translate} t @param {Set<string>} cited @returns {Row[]} */
function sightingRow({ sighting }, t, cited) {
  if (!sighting) return [];
  const result = sighting.status !== null ? t('how_answered', sighting.status) : t('how_error', sighting.error ?? '');
  const mark = sighting.status !== null && sighting.status < 400 ? 'good' : 'bad';
  return [{ id: 'sighting', mark, subject: t('how_sighting'), result, figure: figure(sighting.tookMs, t), cited: cited.has('sighting') }];
}

/**
 * Several addresses of one family make one line: good where all are, else it says how many.
 *
 * @param {Row[]} rows
 * @param {Translate} t
 * @returns {Row[]}
 */
function merged(rows, t) {
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
    return { ...bad, result: t('how_some', good.length, same.length), figure: '', cited };
  });
}

/** @param {Observation} o @param {Translate} t @param {boolean} cited @returns {Row} */
function row(o, t, cited) {
  const known = QUESTION_CODES.some((code) => code === o.question);
  const base = { id: o.id, subject: known ? subject(o, t) : t('how_other', o.kind), cited };
  const { outcome } = o;
  if (outcome.outcome === 'not-asked') return { ...base, mark: 'skipped', result: t('how_not_asked'), figure: '' };
  const took = figure(outcome.tookMs, t);
  if (o.question === 'names-nobody' && outcome.outcome === 'failed' && outcome.failure.kind !== 'malformed') {
    // there, silence is what is right
    return { ...base, mark: 'good', result: t('how_nobody_silent'), figure: took };
  }
  if (outcome.outcome === 'failed') return { ...base, mark: 'bad', result: failure(outcome.failure, t), figure: took };
  return { ...base, ...seen(o, t), figure: took };
}

/** @param {{kind: string, detail: string}} f @param {Translate} t */
function failure(f, t) {
  const known = FAILURES.find((kind) => kind === f.kind);
  if (known && known !== 'other') return t(`failed_${key(known)}`);
  return f.detail ? t('how_error', f.detail) : t('failed_other');
}

/** @param {Observation} o @param {Translate} t */
function subject(o, t) {
  const name = `how_${key(o.question)}`;
  if (o.kind === 'connection' || o.kind === 'handshake') return t(`${name}_over`, o.address.includes(':') ? 'IPv6' : 'IPv4');
  if (o.kind === 'name-lookup' && o.resolver.kind === 'public') return t('how_names_public_at', o.resolver.label);
  if (o.kind === 'name-lookup' && o.resolver.kind === 'https') return t('how_names_https_at', o.resolver.label.replace(/-over-https$/, ''));
  if (o.kind === 'uplink' && o.of > 1) return t(o.place === 1 ? 'how_uplinks_usual' : 'how_uplinks_other');
  return t(name);
}

/** @param {Observation} o @param {Translate} t @returns {{mark: 'good' | 'bad', result: string}} */
function seen(o, t) {
  switch (o.kind) {
    case 'name-lookup': {
      const v = value(o.outcome);
      if (o.resolver.kind === 'nobody') return { mark: 'bad', result: t('how_nobody_answers') };
      if (v?.rcode === 'NOERROR' && v.addresses.length > 0) return { mark: 'good', result: t('how_found', v.addresses.length) };
      return { mark: 'bad', result: v?.rcode === 'NOERROR' ? t('failed_name_not_found') : t('how_rcode', v?.rcode ?? '') };
    }
    case 'connection':
      return { mark: 'good', result: t('how_open') };
    case 'handshake':
    case 'uplink': {
      const trust = value(o.outcome)?.trust ?? '';
      const known = TRUSTS.find((code) => code === trust);
      return { mark: trust === 'proven' ? 'good' : 'bad', result: t(`trust_${key(known ?? 'untrusted')}`) };
    }
    case 'page-fetch':
    case 'browser-fetch':
      return answered(value(o.outcome), t);
    case 'status-page': {
      const v = value(o.outcome);
      const notices = [...(v?.incidents ?? []), ...(v?.maintenances ?? [])];
      if (notices[0]) return { mark: 'bad', result: t('how_notice', notices[0].name) };
      const fine = v?.indicator === 'none';
      return { mark: fine ? 'good' : 'bad', result: t(fine ? 'how_no_incident' : 'how_some_incident') };
    }
    case 'portal-check':
      return value(o.outcome)?.expected ? { mark: 'good', result: t('how_no_portal') } : { mark: 'bad', result: t('how_portal') };
    case 'local-setup':
      return setUp(value(o.outcome), t);
    case 'unknown':
      return { mark: 'good', result: t('how_done') };
  }
}

/** @param {Answer | undefined} answer @param {Translate} t @returns {{mark: 'good' | 'bad', result: string}} */
function answered(answer, t) {
  if (!answer) return { mark: 'bad', result: t('failed_other') };
  const cached = answer.headers['cf-cache-status'] === 'HIT';
  return { mark: answer.status < 400 ? 'good' : 'bad', result: t(cached ? 'how_answered_cached' : 'how_answered', answer.status) };
}

/** What stands out first: an entry of AO3's in the hosts file, then a proxy. @param {Setup | undefined} setup @param {Translate} t @returns {{mark: 'good' | 'bad', result: string}} */
function setUp(setup, t) {
  if (setup?.hosts && setup.hosts.length > 0) return { mark: 'bad', result: t('how_hosts_entry') };
  const proxy = setup?.proxy ?? setup?.desktop?.proxy;
  if (proxy) return { mark: 'good', result: t(proxy === 'loopback' ? 'how_proxy_here' : 'how_proxy') };
  if (setup?.desktop?.script) return { mark: 'good', result: t('how_proxy_script') };
  if (setup && setup.vpnInterfaces > 0) return { mark: 'good', result: t('how_vpn') };
  return { mark: 'good', result: t('how_plain_setup') };
}

/** @template T @param {Outcome<T>} outcome @returns {T | undefined} */
function value(outcome) {
  return outcome.outcome === 'saw' ? outcome.value : undefined;
}

/** A time that a person can read. @param {number} ms @param {Translate} t */
export function figure(ms, t) {
  return ms < 1000 ? t('figure_ms', Math.round(ms)) : t('figure_s', (ms / 1000).toFixed(1));
}
