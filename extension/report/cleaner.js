/**
 * What of each observation may be shown to strangers, field by field (shareable.js says why). Pure.
 *
 * @import {Answer, Certificate, Diagnosis, Failure, Headers502, Markers, Notice, Observation, Outcome, Setup,
 *   Sighting} from '../types/protocol.js'
 * @import {Incident} from '../incident/incident.js'
 */
import { NOTICE_STATES } from '../words/ao3-says.js';
import * as vocabulary from './vocabulary.js';
import { MAIN_HOST, OFFICIAL_HOSTS } from '../ao3/address.js';
import { isRemedy, mannerOf } from '../remedies/catalogue.js';
import { VERDICTS } from '../words/verdict-table.js';
import { FAILURES, QUESTION_CODES, TRUSTS } from '../words/evidence.js';
import { TRIALS } from '../diagnosis/protocol.js';
import { StandIns, isAddress } from './stand-ins.js';
import { SIDES } from '../words/sides.js';
import { PARTS } from '../words/verdict.js';
import {
  DAY,
  ERROR_CODE,
  HTTP_DATE,
  LONGEST_TITLE,
  MINUTE,
  MOST,
  ahead,
  list,
  oneOf,
  publicTime,
  publicWords,
  retryAfter,
  signer,
  time,
  whole,
} from './public-values.js';

export class Cleaner {
  #standIns = new StandIns();
  /** When the diagnosis began, as the companion notes it. */
  #began;

  /** @param {Incident} incident */
  constructor(incident) {
    const { diagnosis, settledAt, lastAt } = incident;
    this.#began = settledAt === null ? lastAt : settledAt - whole(diagnosis?.tookMs);
    const issuer = diagnosis?.verdict.code === 'intercepted' ? diagnosis.verdict['issuer'] : null;
    if (typeof issuer === 'string') this.#standIns.named(issuer, signer(issuer));
  }

  /** @returns {number} */
  get takenAt() {
    return Math.floor(this.#began / MINUTE) * MINUTE;
  }

  /** @param {Diagnosis} d @returns {Diagnosis} */
  diagnosis({ verdict, certainty, remedies, archiveRequests, tookMs }) {
    /** @type {Diagnosis['verdict']} */
    const said = { code: oneOf(VERDICTS, verdict.code) ?? 'other', side: oneOf(SIDES, verdict.side) ?? 'unknown' };
    for (const name of ['retryAfterMs', 'waitedMs', 'status']) if (typeof verdict[name] === 'number') said[name] = whole(verdict[name]);
    if (typeof verdict['aheadMs'] === 'number') said['aheadMs'] = ahead(verdict['aheadMs']);
    if (typeof verdict['incident'] === 'string') said['incident'] = publicWords(verdict['incident'], LONGEST_TITLE);
    if (typeof verdict['issuer'] === 'string') said['issuer'] = this.#standIns.signer(verdict['issuer']);
    if (typeof verdict['until'] === 'string') said['until'] = publicTime(verdict['until']);
    for (const name of ['forced', 'onlyHere', 'trustedHere', 'entry']) if (typeof verdict[name] === 'boolean') said[name] = verdict[name];
    said['part'] = oneOf(['whole', ...PARTS], verdict['part']);
    const gone = oneOf(OFFICIAL_HOSTS, verdict['gone']);
    if (gone !== null) said['gone'] = gone;
    said['dead'] = oneOf(['ipv4', 'ipv6'], verdict['dead']);
    said['lighter'] = oneOf(['chapter', 'navigate'], verdict['lighter']);
    return {
      verdict: said,
      certainty: oneOf(/** @type {const} */ (['certain', 'likely', 'unsure']), certainty) ?? 'unsure',
      reasons: [],
      missing: [],
      remedies: remedies.filter(({ code }) => isRemedy(code)).map(({ code }) => ({ code, ...meant(mannerOf(remedies, code)) })),
      archiveRequests: whole(archiveRequests, 99),
      tookMs: whole(tookMs),
    };
  }

  /** @param {Sighting} s @returns {Sighting} */
  sighting(s) {
    const status = typeof s.status === 'number' ? whole(s.status, 999) : null;
    return {
      host: oneOf(OFFICIAL_HOSTS, s.host) ?? MAIN_HOST,
      page: oneOf(vocabulary.PAGE_KINDS, s.page) ?? 'other',
      // An unknown method, like one that nobody saw, may have sent a form: it is left out.
      method: oneOf(vocabulary.METHODS, s.method),
      sent: oneOf(vocabulary.SENT, s.sent),
      status,
      error: status === null ? (ERROR_CODE.test(s.error ?? '') ? s.error : 'unknown') : null,
      serverIp: this.#address(s.serverIp),
      browserAddresses: Array.isArray(s.browserAddresses)
        ? s.browserAddresses
            .filter(isAddress)
            .slice(0, MOST.browserAddresses)
            .map((a) => this.#address(a))
            .filter((a) => a !== null)
        : null,
      tookMs: whole(s.tookMs),
      fromCache: s.fromCache === true,
      signedIn: typeof s.signedIn === 'boolean' ? s.signedIn : null,
      cookiesAllowed: typeof s.cookiesAllowed === 'boolean' ? s.cookiesAllowed : null,
      repeats: Math.max(1, whole(s.repeats, 99)),
      seenAt: new Date(this.takenAt).toISOString(),
      landing: oneOf(vocabulary.LANDINGS, s.landing),
      headers: s.headers && this.#headers(s.headers, time(s.seenAt)),
      markers: s.markers && this.#markers(s.markers),
      ...(s.recurrence ? { recurrence: { time: Math.max(1, whole(s.recurrence.time, 99)), first: s.recurrence.first === true } } : {}),
    };
  }

  /** @param {Observation} o @param {number} place @returns {Observation | null} null for what is not known */
  observation(o, place) {
    const question = oneOf(QUESTION_CODES, o.question);
    if (question === null) return null;
    // The companion's own names of observations have addresses in them.
    const base = { id: `o${place}`, question };
    switch (o.kind) {
      case 'name-lookup': {
        const kind = oneOf(vocabulary.RESOLVERS, o.resolver.kind);
        const name = oneOf(OFFICIAL_HOSTS, o.name);
        const outcome = this.#outcome(o.outcome, (v) => ({
          rcode: oneOf(vocabulary.RCODES, v.rcode) ?? 'OTHER',
          addresses: this.#addresses(v.addresses),
        }));
        return kind && name && outcome && vocabulary.RESOLVER_LABEL.test(o.resolver.label)
          ? { ...base, kind: o.kind, resolver: { kind, label: o.resolver.label }, name, outcome }
          : null;
      }
      case 'connection': {
        const address = this.#standIns.address(o.address);
        const outcome = this.#outcome(o.outcome, () => ({}));
        return address !== null && outcome ? { ...base, kind: o.kind, address, outcome } : null;
      }
      case 'other-name':
      case 'handshake': {
        const address = this.#standIns.address(o.address);
        const outcome = this.#outcome(o.outcome, (v) => this.#certificate(v));
        return address !== null && outcome ? { ...base, kind: o.kind, address, outcome } : null;
      }
      case 'page-fetch': {
        const target = oneOf(vocabulary.TARGETS, o.target);
        const outcome = this.#outcome(o.outcome, (v) => this.#answer(v, target === 'control'));
        return target && outcome && { ...base, kind: o.kind, target, outcome };
      }
      case 'browser-fetch': {
        const trial = oneOf(TRIALS, o.trial);
        const outcome = this.#outcome(o.outcome, (v) => this.#answer(v, false));
        return trial && outcome && { ...base, kind: o.kind, trial, attempt: o.attempt === 2 ? 2 : 1, outcome };
      }
      case 'status-page': {
        const outcome = this.#outcome(o.outcome, (v) => ({
          indicator: oneOf(vocabulary.INDICATORS, v.indicator) ?? 'none',
          archive: oneOf(vocabulary.COMPONENTS, v.archive),
          incidents: this.#notices(v.incidents),
          maintenances: this.#notices(v.maintenances),
        }));
        return outcome && { ...base, kind: o.kind, outcome };
      }
      case 'portal-check': {
        const vendor = oneOf(vocabulary.VENDORS, o.vendor);
        const outcome = this.#outcome(o.outcome, (v) => ({
          status: whole(v.status, 999),
          expected: v.expected === true,
          redirected: v.redirected === true,
          clockAheadMs: ahead(v.clockAheadMs),
        }));
        return vendor && outcome && { ...base, kind: o.kind, vendor, outcome };
      }
      case 'uplink': {
        const outcome = this.#outcome(o.outcome, (v) => this.#certificate(v));
        return outcome && { ...base, kind: o.kind, place: whole(o.place, 99), of: whole(o.of, 99), outcome };
      }
      case 'local-setup': {
        const outcome = this.#outcome(o.outcome, (v) => this.#setup(v));
        return outcome && { ...base, kind: o.kind, outcome };
      }
      default:
        return null;
    }
  }

  /**
   * @template T, U
   * @param {Outcome<T>} o
   * @param {(value: T) => U | null} known
   * @returns {Outcome<U> | null}
   */
  #outcome(o, known) {
    if (o.outcome === 'not-asked') return { outcome: o.outcome, why: oneOf(vocabulary.NOT_ASKED, o.why) ?? 'other' };
    if (o.outcome === 'failed') {
      const failure = this.#failure(o.failure);
      return failure && { outcome: o.outcome, failure, tookMs: whole(o.tookMs) };
    }
    const value = o.outcome === 'saw' ? known(o.value) : null;
    return value === null ? null : { outcome: 'saw', value, tookMs: whole(o.tookMs) };
  }

  /** @param {Failure} f @returns {Failure | null} */
  #failure(f) {
    const step = oneOf(vocabulary.REQUEST_STEPS, f.step);
    const kind = oneOf(FAILURES, f.kind);
    const certificate = f.certificate ? this.#certificate(f.certificate) : null;
    const begun = f.begun
      ? { status: whole(f.begun.status, 999), headers: this.#headers(f.begun.headers, null), bytes: whole(f.begun.bytes) }
      : null;
    return step && kind && { step, kind, detail: ERROR_CODE.test(f.detail) ? f.detail : '', certificate, begun };
  }

  /** @param {unknown} address @returns {string | null} */
  #address(address) {
    return isAddress(address) ? this.#standIns.address(address) : null;
  }

  /** @param {unknown} addresses what a resolver or the hosts file gave: it counts even where it is no address */
  #addresses(addresses) {
    return list(addresses)
      .slice(0, MOST.found)
      .map((a) => this.#standIns.address(String(a)))
      .filter((a) => a !== null);
  }

  /**
   * The dates of one that is out of date are AO3's own, and the verdict rests on them; of any other the
   * day is enough. Who signed matters only where no public authority did.
   *
   * @param {Certificate} c
   * @returns {Certificate | null}
   */
  #certificate(c) {
    const trust = oneOf(TRUSTS, c.trust);
    const [from, to] = [time(c.notBefore), time(c.notAfter)];
    if (!trust || from === null || to === null) return null;
    const exact = trust === 'expired' || trust === 'not-yet-valid';
    const shown = (/** @type {number} */ at) => new Date(exact ? at : Math.floor(at / DAY) * DAY).toISOString();
    const names = list(c.names)
      .slice(0, MOST.names)
      .map((name) => String(name).toLowerCase());
    // Only whether the certificate is for AO3's name, another, or none is judged; more is not told.
    const shownNames = names.includes(MAIN_HOST) ? [MAIN_HOST] : names.length > 0 ? ['another.invalid'] : [];
    const madeUp = trust === 'untrusted';
    const issuers = madeUp
      ? list(c.issuers)
          .slice(0, MOST.signers)
          .map((name) => this.#standIns.signer(String(name)))
      : [];
    return {
      trust,
      issuer: madeUp ? this.#standIns.signer(String(c.issuer)) : 'a public authority',
      issuers,
      names: shownNames,
      notBefore: shown(from),
      notAfter: shown(to),
      trustedHere: madeUp && typeof c.trustedHere === 'boolean' ? c.trustedHere : null,
    };
  }

  /** @param {Answer} a @param {boolean} clock whether its date tells the time @returns {Answer} */
  #answer(a, clock) {
    const { connectMs = null, tlsMs = null, firstByteMs = null } = a.timings ?? {};
    const took = (/** @type {number | null} */ ms) => (ms === null ? null : whole(ms));
    return {
      status: whole(a.status, 999),
      serverIp: this.#address(a.serverIp),
      redirects: whole(a.redirects, 50),
      landing: oneOf(vocabulary.LANDINGS, a.landing),
      headers: { ...this.#headers(a.headers, null), ...(clock ? this.#clock(a.headers) : {}) },
      markers: this.#markers(a.markers),
      timings: { connectMs: took(connectMs), tlsMs: took(tlsMs), firstByteMs: took(firstByteMs) },
    };
  }

  /** @param {Headers502} h @param {number | null} seenAt what a date to retry after is counted from @returns {Headers502} */
  #headers(h, seenAt) {
    const says = (/** @type {keyof Headers502} */ name) => (typeof h[name] === 'string' ? h[name].toLowerCase() : '');
    const type = says('content-type');
    /** @type {[keyof Headers502, string | null | undefined][]} */
    const kept = [
      ['server', vocabulary.SERVERS.find((name) => says('server').includes(name))],
      ['cf-ray', says('cf-ray') ? 'present' : null],
      ['cf-mitigated', says('cf-mitigated').includes('challenge') ? 'challenge' : null],
      ['retry-after', retryAfter(h['retry-after'], seenAt)],
      ['age', /^\d+$/.test(h.age ?? '') ? String(Math.min(Number(h.age), 999_999_999)) : null],
      ['cf-cache-status', vocabulary.CACHES.find((code) => code === says('cf-cache-status').toUpperCase())],
      ['content-type', ['application/json', 'text/html', 'text/plain'].find((known) => type.includes(known))],
    ];
    return Object.fromEntries(kept.filter(([, value]) => typeof value === 'string'));
  }

  /** How far this machine's clock is off stays; when it was, does not. @param {Headers502} h @returns {Headers502} */
  #clock(h) {
    if (!HTTP_DATE.test(h.date ?? '')) return {};
    const then = time(h.date);
    const old = /^\d{1,9}$/.test(h.age ?? '') ? Number(h.age) : 0;
    if (then === null) return {};
    const aheadSeconds = Math.floor((this.#began - then) / 1000) - old;
    return { date: new Date(this.takenAt - aheadSeconds * 1000).toUTCString(), age: null };
  }

  /** The words of a page stay behind, but for those that name its author. @param {Markers} m @returns {Markers} */
  #markers(m) {
    const edge = /^\S+ \| (5\d\d): /.exec(m.title ?? '');
    const title = m.title?.startsWith('Shields are up!') ? 'Shields are up!' : edge ? `${MAIN_HOST} | ${edge[1]}: error` : null;
    return {
      title,
      mainClasses: list(m.mainClasses)
        .slice(0, MOST.classes)
        .map((c) =>
          /^error-\d{3}$/.test(String(c))
            ? String(c)
            : (oneOf(vocabulary.MAIN_CLASSES, c) ?? (String(c).startsWith('error-') ? 'error-other' : 'other')),
        ),
      bodyClasses: list(m.bodyClasses)
        .slice(0, MOST.classes)
        .map((c) => oneOf(vocabulary.BODY_CLASSES, c))
        .filter((c) => c !== null),
      ids: list(m.ids)
        .map((id) => oneOf(vocabulary.IDS, id))
        .filter((id) => id !== null),
      text: m.text === 'token' ? 'token' : '',
    };
  }

  /** @param {unknown} notices @returns {Notice[]} */
  #notices(notices) {
    return /** @type {Notice[]} */ (list(notices)).slice(0, MOST.notices).map((n) => ({
      name: publicWords(n.name, LONGEST_TITLE),
      impact: oneOf(vocabulary.INDICATORS, n.impact) ?? 'none',
      state: oneOf(NOTICE_STATES, n.state) ?? 'other',
      since: publicTime(n.since),
      until: publicTime(n.until),
      namesArchive: n.namesArchive === true,
    }));
  }

  /** @param {Setup} s @returns {Setup} */
  #setup(s) {
    return {
      hosts: Array.isArray(s.hosts) ? this.#addresses(s.hosts) : null,
      proxy: oneOf(vocabulary.PROXIES, s.proxy),
      desktop: s.desktop ? { proxy: oneOf(vocabulary.PROXIES, s.desktop.proxy), script: s.desktop.script === true } : null,
      vpnInterfaces: whole(s.vpnInterfaces, 1),
      resolverHere: typeof s.resolverHere === 'boolean' ? s.resolverHere : null,
    };
  }
}

/** How a remedy is meant, where that is told. @param {string} how */
const meant = (how) => (how ? { how } : {});
