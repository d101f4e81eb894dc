/**
 * "Look again when it's back": the person restarts the connection, and the companion tells when it went and is back,
 * or another took its place, a VPN's included, and names are found again; where there is no companion, the browser
 * tells when this device went off and came on, which not every browser knows. Then AO3 is looked at again by itself,
 * once, within the budget. A connection that never went away tells nothing: after a quarter of an hour nobody waits
 * for it any more.
 *
 * Kept in storage.session, by the time at which the incident began; of a private window in this worker's memory.
 *
 * @import {Check} from '../diagnosis/check.js'
 * @import {Incident} from '../incident/incident.js'
 * @import {Incidents} from '../incident/incidents.js'
 * @import {Count, Told} from './outcome.js'
 */
import { api } from '../browser/api.js';
import { fits, flag, number, shape } from '../browser/shapes.js';
import { Wake } from '../browser/wake.js';
import { awaitConnection } from '../diagnosis/companion.js';
import { told } from './outcome.js';

/** The name of its alarm. */
export const RECONNECTION = 'reconnection';

const KEPT = 'reconnection';

/** A worker that was ended meanwhile is woken as often as an alarm may ring. In ms. */
const WAKES_MS = 30_000;

/** Chromium tells a worker of extensions nothing as the connection changes: it looks itself. Wi-Fi is off for seconds. In ms. */
const LOOKS_MS = 2_000;

/** A connection that is back needs a moment until it has an address and names are found. In ms. */
export const SETTLES_MS = 5_000;

/** The companion gives names a minute to be found; and a little more, so that one that is stuck keeps nobody. In ms. */
export const NAMES_MS = 90_000;

/** A router needs some minutes; whoever has not begun after these has thought better of it. In ms. */
export const LONGEST_MS = 15 * 60_000;

/**
 * How long each stays off: a radio has let go of its network after some seconds; a router has forgotten what it held
 * once its power supply is empty, which takes up to half a minute.
 *
 * @type {readonly Count[]}
 */
export const COUNTS = Object.freeze([
  { way: 'airplane', ms: 10_000 },
  { way: 'router', ms: 30_000 },
]);

/**
 * @typedef {object} Waiting
 * @property {number} openedAt when the incident began, ms since 1970: one that is looked at again keeps it
 * @property {number} until ms since 1970
 * @property {boolean} gone whether the connection was seen to be away
 */

const WAITING = shape({ openedAt: number, until: number, gone: flag });

/** Waits for the connection. */
export class Reconnection {
  #incidents;
  #check;
  /** By whether it is of a private window. @type {Map<boolean, Waiting>} */
  #waiting = new Map();
  #wake = new Wake(RECONNECTION, () => this.due());
  /** Of private windows no more than this: Chromium writes alarms to its disk. @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Ends what the companion does for us; undefined where it does nothing. @type {(() => void) | undefined} */
  #notListening;
  /** Whether it has begun. */
  #listens = false;
  /** It could not be asked: the browser alone tells. */
  #unheard = false;
  /**
   * By whether it is of a private window: until when, in ms since 1970, the companion's word is waited for though the
   * browser is back; only where the companion has seen it go. Infinity as long as it is away.
   *
   * @type {Map<boolean, number>}
   */
  #leftToIt = new Map();

  /** @param {Incidents} incidents @param {Check} check */
  constructor(incidents, check) {
    this.#incidents = incidents;
    this.#check = check;
  }

  /** What a worker before this one kept. */
  async load() {
    try {
      const kept = (await api.storage.session.get(KEPT))[KEPT];
      if (fits(WAITING, kept)) this.#waiting.set(false, /** @type {Waiting} */ (kept));
    } catch (error) {
      console.warn('why502: whether somebody waits for the connection cannot be read; nobody does', error);
    }
  }

  /**
   * A person is about to restart it.
   *
   * @param {Incident | undefined} incident
   * @returns {Told}
   */
  ask(incident) {
    if (incident) {
      this.#waiting.set(incident.isPrivate, { openedAt: incident.openedAt, until: Date.now() + LONGEST_MS, gone: false });
      this.#keep();
      this.#unheard = false;
      this.heed();
    }
    const word = navigator.onLine === false ? 'reconnection_away' : 'reconnection_waits';
    return { ...told(word), counts: COUNTS };
  }

  /**
   * The connection has changed, or may have. Where the companion listens, it tells when it is back: a network comes
   * back before names are found in it.
   */
  heed() {
    const before = JSON.stringify([...this.#waiting]);
    for (const [isPrivate, waiting] of this.#waiting) {
      if (navigator.onLine === false) this.#isAway(isPrivate, waiting);
      else if (waiting.gone && !this.#isLeftToIt(isPrivate)) this.#isBack(isPrivate, waiting);
      else if (waiting.until <= Date.now()) this.#waiting.delete(isPrivate);
    }
    if (JSON.stringify([...this.#waiting]) !== before) this.#keep();
    this.#lookAgain();
  }

  /** @param {boolean} isPrivate @param {Waiting} waiting */
  #isAway(isPrivate, waiting) {
    if (!waiting.gone && this.#listens) this.#leftToIt.set(isPrivate, Infinity);
    this.#waiting.set(isPrivate, { ...waiting, gone: true });
  }

  /** @param {boolean} isPrivate */
  #isLeftToIt(isPrivate) {
    const until = this.#leftToIt.get(isPrivate) ?? 0;
    if (until === Infinity) this.#leftToIt.set(isPrivate, Date.now() + NAMES_MS);
    return this.#listens && until > Date.now();
  }

  /** Its alarm rang. */
  due() {
    this.heed();
    if (this.#waiting.has(false)) this.#wake.at(Date.now() + WAKES_MS);
  }

  /** Whether any is of a private window. */
  knowsPrivate() {
    return this.#waiting.has(true);
  }

  /** The last private window closed. */
  forgetPrivate() {
    this.#waiting.delete(true);
    this.#lookAgain();
  }

  /** A person has all forgotten. */
  forget() {
    this.#waiting.clear();
    this.#keep();
    this.#lookAgain();
  }

  /** Another incident, or one whose page was seen to answer, needs no look. @param {boolean} isPrivate @param {Waiting} waiting */
  #isBack(isPrivate, { openedAt }) {
    this.#waiting.delete(isPrivate);
    this.#leftToIt.delete(isPrivate);
    const incident = this.#incidents.get(isPrivate);
    if (incident?.openedAt === openedAt && incident.answeredAt === null) this.#check.again(incident, Date.now() + SETTLES_MS);
  }

  #keep() {
    const ordinary = this.#waiting.get(false);
    const kept = ordinary ? api.storage.session.set({ [KEPT]: ordinary }) : api.storage.session.remove(KEPT);
    kept.catch((/** @type {unknown} */ error) =>
      console.warn('why502: that somebody waits for the connection is not kept over a sleep', error),
    );
    if (ordinary) this.#wake.at(Date.now() + WAKES_MS);
    else this.#wake.never();
  }

  /** As long as this worker lives. */
  #lookAgain() {
    clearTimeout(this.#timer);
    if (this.#waiting.size > 0) this.#timer = setTimeout(() => this.heed(), LOOKS_MS);
    this.#listen();
  }

  /** One companion for all who wait: this machine is one. */
  #listen() {
    if (this.#waiting.size === 0) this.#listensNoMore();
    else if (!this.#notListening && !this.#unheard && this.#companionCan())
      this.#notListening = awaitConnection({ listens: () => (this.#listens = true), came: (came) => this.#heard(came) });
  }

  #listensNoMore() {
    this.#notListening?.();
    this.#notListening = undefined;
    this.#listens = false;
    this.#leftToIt.clear();
  }

  #companionCan() {
    return [...this.#waiting.keys()].some((isPrivate) => this.#incidents.get(isPrivate)?.can.includes('restart-connection'));
  }

  /** @param {import('../types/protocol.js').Repaired | {trouble: unknown}} came */
  #heard(came) {
    this.#listensNoMore();
    this.#unheard = true;
    if (!('trouble' in came) && (came.said === 'changed' || came.said === 'unseen'))
      for (const [isPrivate, waiting] of [...this.#waiting]) this.#isBack(isPrivate, waiting);
    this.#keep();
    this.heed();
  }
}
