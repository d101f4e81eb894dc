/**
 * What of an incident may be shown to strangers. Pure.
 *
 * Everything here is a list of what goes through; what is not on it stays behind, above all what a newer
 * companion may say that we do not know. What the companion's rules look at is on it, in a form that
 * they judge alike; so the verdict stays the same. Times are exact to the minute: with seconds, AO3's
 * own logs could tell which request this was.
 *
 * @import {Answer, Certificate, Diagnosis, Failure, Headers502, Markers, Notice, Observation, Outcome, Setup, Sighting} from '../types/protocol.js'
 * @import {Incident} from '../incident/incident.js'
 */
import { MAIN_HOST, OFFICIAL_HOSTS } from '../ao3/address.js';
import { isRemedy } from '../remedies/catalogue.js';
import { VERDICTS } from '../words/verdict.js';
import { FAILURES, QUESTION_CODES, TRUSTS } from '../words/evidence.js';
import { TRIALS } from '../diagnosis/protocol.js';
import { StandIns, isAddress } from './stand-ins.js';
import {
  BODY_CLASSES, CACHES, COMPONENTS, IDS, INDICATORS, LANDINGS, MAIN_CLASSES, METHODS, NOT_ASKED, PAGE_KINDS, PROXIES, RCODES, REQUEST_STEPS, RESOLVERS, RESOLVER_LABEL, SENT, SERVERS, STATES, TARGETS, VENDORS,
} from './vocabulary.js';
import { SIDES } from '../words/sides.js';
import { TROUBLES } from '../incident/incident.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Older than any certificate that AO3 could show now, and as long ahead. */
const FAR = 20 * 365 * DAY;

/** The host's own limits; see Markers, Certificate, NameAnswer, Sighting and StatusReport there. */
const MOST = Object.freeze({ classes: 12, names: 10, signers: 6, found: 8, browserAddresses: 32, notices: 20 });
const LONGEST_TITLE = 120;
const LONGEST_SIGNER = 80;

/** Browsers' codes for what failed, and the companion's; see BrowserError there. */
const ERROR_CODE = /^(?:(?:net::)?ERR_|NS_ERROR_|SEC_ERROR_|SSL_ERROR_|MOZILLA_PKIX_ERROR_)[A-Z0-9_]{1,60}$|^TIMED_OUT$|^why502:[a-z-]{1,12}\/[a-z-]{1,20}$/;
const VERSION = /^\d{1,4}(?:\.\d{1,6}){1,3}(?:-[A-Z]{1,10})?$/;
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;

/**
 * The shape that `why502 diagnose --save` writes too, but for the version; see Evidence in the host.
 *
 * @typedef {object} Evidence
 * @property {string} takenAt
 * @property {Sighting | null} sighting
 * @property {boolean} sightedByHost
 * @property {Observation[]} observations
 */

/**
 * @param {Incident} incident with a diagnosis
 * @returns {{incident: Incident, diagnosis: Diagnosis, evidence: Evidence, takenAt: number}} an incident that
 *   holds nothing but what may be shown
 */
export function shareable(incident) {
  if (!incident.diagnosis) throw new Error('Without a diagnosis there is nothing to report.');
  const clean = new Cleaner(incident);
  const diagnosis = clean.diagnosis(incident.diagnosis);
  const observations = incident.observations.map((o, i) => clean.observation(o, i)).filter((o) => o !== null);
  const trouble = TROUBLES.find((kind) => kind === incident.trouble?.kind);
  const looked = incident.companionSighting ?? null;
  return {
    takenAt: clean.takenAt,
    diagnosis,
    incident: {
      id: '', isPrivate: false, openedAt: 0, lastAt: 0, tabs: [], page: null, pages: [], sighting: incident.sighting && clean.sighting(incident.sighting), companionSighting: null,
      phase: 'settled', companion: version(incident.companion), trouble: trouble ? { kind: trouble, detail: '' } : null, observations, diagnosis,
      own: incident.own === true, settledAt: null, aftermath: null, dismissed: false, notice: 'none', posted: [], retryingTabs: [], signIns: [], failures: [], previousVerdict: null, reloads: [], answeredAt: null,
      leftAt: null, clockSetBack: false, refused: [], requests: [], waits: null, share: 0,
    },
    evidence: {
      takenAt: new Date(clean.takenAt).toISOString(),
      sighting: incident.sighting ? clean.sighting(incident.sighting) : looked && clean.sighting(looked.sighting),
      sightedByHost: incident.sighting === null && looked?.spent === true,
      observations,
    },
  };
}

/** @param {unknown} value @returns {string | null} */
export const version = (value) => (typeof value === 'string' && VERSION.test(value) ? value : null);

/**
 * Words from outside that are public: without what steers a terminal or turns the direction of writing,
 * and without what could end the block or the frame of a report.
 *
 * @param {unknown} words
 * @param {number} most characters
 */
function publicWords(words, most) {
  const plain = String(words ?? '').slice(0, 4 * most).replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').replace(/-{2,}/g, '-').replace(/`{2,}/g, "'").replace(/\s+/g, ' ').trim();
  return [...plain].slice(0, most).join('');
}

/** Who signed, where the verdict is about it: without what could be somebody's address. @param {string} name */
const signer = (name) => publicWords(name.replace(/\S+@\S+|\b[a-z][a-z0-9+.-]*:\/\/\S+|[\\/]\S+|\b\d{1,3}(?:\.\d{1,3}){3}\b|\S*:\S*:\S*/gi, '…'), LONGEST_SIGNER);

/** @template {string} T @param {readonly T[]} list @param {unknown} value @returns {T | null} */
const oneOf = (list, value) => list.find((known) => known === value) ?? null;

/** @param {unknown} value @param {number} [most] @returns {number} */
const whole = (value, most = 1e7) => (typeof value === 'number' && Number.isFinite(value) ? Math.min(Math.max(Math.round(value), 0), most) : 0);

/**
 * How far a clock is ahead. One that is decades off, such as a gateway's that believes in 1970, is just
 * that: the exact figure would be the exact time.
 *
 * @param {unknown} ms
 * @returns {number | null}
 */
const ahead = (ms) => (typeof ms === 'number' && Number.isFinite(ms) ? Math.min(Math.max(Math.round(ms), -FAR), FAR) : null);

/** @param {unknown} value @returns {number | null} milliseconds since 1970 */
function time(value) {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(at) ? at : null;
}

/** A time that is public, as the status page tells it. @param {unknown} value @returns {string | null} */
const publicTime = (value) => iso(time(value));

/** @param {number | null} at */
const iso = (at) => (at === null ? null : new Date(at).toISOString());

/** @param {unknown} value @returns {unknown[]} */
const list = (value) => (Array.isArray(value) ? value : []);

class Cleaner {
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
    if (typeof verdict['forced'] === 'boolean') said['forced'] = verdict['forced'];
    said['dead'] = oneOf(['ipv4', 'ipv6'], verdict['dead']);
    said['lighter'] = oneOf(['chapter', 'navigate'], verdict['lighter']);
    return {
      verdict: said,
      certainty: oneOf(/** @type {const} */ (['certain', 'likely', 'unsure']), certainty) ?? 'unsure',
      reasons: [],
      missing: [],
      remedies: remedies.filter(({ code }) => isRemedy(code)).map(({ code }) => ({ code })),
      archiveRequests: whole(archiveRequests, 99),
      tookMs: whole(tookMs),
    };
  }

  /** @param {Sighting} s @returns {Sighting} */
  sighting(s) {
    const status = typeof s.status === 'number' ? whole(s.status, 999) : null;
    return {
      host: oneOf(OFFICIAL_HOSTS, s.host) ?? MAIN_HOST,
      page: oneOf(PAGE_KINDS, s.page) ?? 'other',
      // Of a method that we do not know, as of one that nobody saw, nobody can say that it only asked.
      method: oneOf(METHODS, s.method),
      sent: oneOf(SENT, s.sent),
      status,
      error: status === null ? (ERROR_CODE.test(s.error ?? '') ? s.error : 'unknown') : null,
      serverIp: this.#address(s.serverIp),
      browserAddresses: Array.isArray(s.browserAddresses) ? s.browserAddresses.filter(isAddress).slice(0, MOST.browserAddresses).map((a) => this.#address(a)).filter((a) => a !== null) : null,
      tookMs: whole(s.tookMs),
      fromCache: s.fromCache === true,
      signedIn: typeof s.signedIn === 'boolean' ? s.signedIn : null,
      cookiesAllowed: typeof s.cookiesAllowed === 'boolean' ? s.cookiesAllowed : null,
      repeats: Math.max(1, whole(s.repeats, 99)),
      seenAt: new Date(this.takenAt).toISOString(),
      landing: oneOf(LANDINGS, s.landing),
      headers: s.headers && this.#headers(s.headers, time(s.seenAt)),
      markers: s.markers && this.#markers(s.markers),
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
        const kind = oneOf(RESOLVERS, o.resolver.kind);
        const name = oneOf(OFFICIAL_HOSTS, o.name);
        const outcome = this.#outcome(o.outcome, (v) => ({ rcode: oneOf(RCODES, v.rcode) ?? 'OTHER', addresses: this.#addresses(v.addresses) }));
        return kind && name && outcome && RESOLVER_LABEL.test(o.resolver.label) ? { ...base, kind: o.kind, resolver: { kind, label: o.resolver.label }, name, outcome } : null;
      }
      case 'connection': {
        const address = this.#standIns.address(o.address);
        const outcome = this.#outcome(o.outcome, () => ({}));
        return address !== null && outcome ? { ...base, kind: o.kind, address, outcome } : null;
      }
      case 'handshake': {
        const address = this.#standIns.address(o.address);
        const outcome = this.#outcome(o.outcome, (v) => this.#certificate(v));
        return address !== null && outcome ? { ...base, kind: o.kind, address, outcome } : null;
      }
      case 'page-fetch': {
        const target = oneOf(TARGETS, o.target);
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
          indicator: oneOf(INDICATORS, v.indicator) ?? 'none', archive: oneOf(COMPONENTS, v.archive),
          incidents: this.#notices(v.incidents), maintenances: this.#notices(v.maintenances),
        }));
        return outcome && { ...base, kind: o.kind, outcome };
      }
      case 'portal-check': {
        const vendor = oneOf(VENDORS, o.vendor);
        const outcome = this.#outcome(o.outcome, (v) => ({
          status: whole(v.status, 999), expected: v.expected === true, redirected: v.redirected === true,
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
    if (o.outcome === 'not-asked') return { outcome: o.outcome, why: oneOf(NOT_ASKED, o.why) ?? 'other' };
    if (o.outcome === 'failed') {
      const failure = this.#failure(o.failure);
      return failure && { outcome: o.outcome, failure, tookMs: whole(o.tookMs) };
    }
    const value = o.outcome === 'saw' ? known(o.value) : null;
    return value === null ? null : { outcome: 'saw', value, tookMs: whole(o.tookMs) };
  }

  /** @param {Failure} f @returns {Failure | null} */
  #failure(f) {
    const step = oneOf(REQUEST_STEPS, f.step);
    const kind = oneOf(FAILURES, f.kind);
    const certificate = f.certificate ? this.#certificate(f.certificate) : null;
    return step && kind && { step, kind, detail: ERROR_CODE.test(f.detail) ? f.detail : '', certificate };
  }

  /** @param {unknown} address @returns {string | null} */
  #address(address) {
    return isAddress(address) ? this.#standIns.address(address) : null;
  }

  /** @param {unknown} addresses what a resolver or the hosts file gave: it counts even where it is no address */
  #addresses(addresses) {
    return list(addresses).slice(0, MOST.found).map((a) => this.#standIns.address(String(a))).filter((a) => a !== null);
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
    const names = list(c.names).slice(0, MOST.names).map((name) => String(name).toLowerCase());
    // For AO3's name, for somebody else's, or for none: more is not asked of it.
    const shownNames = names.includes(MAIN_HOST) ? [MAIN_HOST] : names.length > 0 ? ['another.invalid'] : [];
    const madeUp = trust === 'untrusted';
    const issuers = madeUp ? list(c.issuers).slice(0, MOST.signers).map((name) => this.#standIns.signer(String(name))) : [];
    return { trust, issuer: madeUp ? this.#standIns.signer(String(c.issuer)) : 'a public authority', issuers, names: shownNames, notBefore: shown(from), notAfter: shown(to) };
  }

  /** @param {Answer} a @param {boolean} clock whether its date tells the time @returns {Answer} */
  #answer(a, clock) {
    const { connectMs = null, tlsMs = null, firstByteMs = null } = a.timings ?? {};
    const took = (/** @type {number | null} */ ms) => (ms === null ? null : whole(ms));
    return {
      status: whole(a.status, 999),
      serverIp: this.#address(a.serverIp),
      redirects: whole(a.redirects, 50),
      landing: oneOf(LANDINGS, a.landing),
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
      ['server', SERVERS.find((name) => says('server').includes(name))],
      ['cf-ray', says('cf-ray') ? 'present' : null],
      ['cf-mitigated', says('cf-mitigated').includes('challenge') ? 'challenge' : null],
      ['retry-after', retryAfter(h['retry-after'], seenAt)],
      ['age', /^\d+$/.test(h.age ?? '') ? String(Math.min(Number(h.age), 999_999_999)) : null],
      ['cf-cache-status', CACHES.find((code) => code === says('cf-cache-status').toUpperCase())],
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
      mainClasses: list(m.mainClasses).slice(0, MOST.classes).map((c) => (/^error-\d{3}$/.test(String(c)) ? String(c) : oneOf(MAIN_CLASSES, c) ?? (String(c).startsWith('error-') ? 'error-other' : 'other'))),
      bodyClasses: list(m.bodyClasses).slice(0, MOST.classes).map((c) => oneOf(BODY_CLASSES, c)).filter((c) => c !== null),
      ids: list(m.ids).map((id) => oneOf(IDS, id)).filter((id) => id !== null),
      text: m.text === 'token' ? 'token' : '',
    };
  }

  /** @param {unknown} notices @returns {Notice[]} */
  #notices(notices) {
    return /** @type {Notice[]} */ (list(notices)).slice(0, MOST.notices).map((n) => ({
      name: publicWords(n.name, LONGEST_TITLE), impact: oneOf(INDICATORS, n.impact) ?? 'none', state: oneOf(STATES, n.state) ?? 'other',
      since: publicTime(n.since), until: publicTime(n.until), namesArchive: n.namesArchive === true,
    }));
  }

  /** @param {Setup} s @returns {Setup} */
  #setup(s) {
    return {
      hosts: Array.isArray(s.hosts) ? this.#addresses(s.hosts) : null,
      proxy: oneOf(PROXIES, s.proxy),
      desktop: s.desktop ? { proxy: oneOf(PROXIES, s.desktop.proxy), script: s.desktop.script === true } : null,
      vpnInterfaces: whole(s.vpnInterfaces, 1),
    };
  }
}

/** Always as seconds, and as long as the companion would believe it. @param {string | null | undefined} header @param {number | null} seenAt */
function retryAfter(header, seenAt) {
  const value = header?.trim() ?? '';
  if (/^\d{1,18}$/.test(value)) return String(Math.min(Number(value), DAY / 1000));
  const at = HTTP_DATE.test(value) ? time(value) : null;
  if (at === null || seenAt === null) return null;
  return String(Math.min(Math.max(Math.floor((at - seenAt) / 1000), 0), DAY / 1000));
}
