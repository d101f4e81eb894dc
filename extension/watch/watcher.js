/**
 * "Tell me when it's back": one watch for all tabs and windows, begun only by a person's click. One that
 * was begun in a private window is no ordinary window's to know of.
 *
 * Every change is kept (watch/store.js), so that neither the worker's sleep nor the browser's end loses
 * it. Where it cannot be kept it goes on in this worker's memory and says so.
 *
 * @import {Incidents} from '../incident/incidents.js'
 * @import {Watch} from './store.js'
 * @import {Found, Why} from './schedule.js'
 * @import {Sighting} from '../types/protocol.js'
 */
import { MAIN_HOST } from '../ao3/address.js';
import { api } from '../browser/api.js';
import { forgetSession, keep, readKept, seenFrom } from './store.js';
import { orElse } from '../browser/door.js';
import { reloadFailed } from '../remedies/reload-tab.js';
import { WATCH } from './watch-record.js';
import * as schedule from './schedule.js';
import { settings } from '../browser/settings.js';
import { Wake } from '../browser/wake.js';
import { watchable } from './watchable.js';
import { cookieStoreOf, isDefaultStore, tabById } from '../browser/tab.js';
import { CALLED_OFF, lookAt } from './one-look.js';
import { Witness } from './witness.js';

/** How often a paused watch asks this device, and nobody else, whether it is online again. */
const OFFLINE_MS = 60_000;

/** Between two reloads, also where a sleep made several of them late. */
const RELOAD_GAP_MS = 1_000;

/** A page that fails so soon after AO3 came back means that it did not stay. The slowest 5xx takes 120 s. */
const SETTLE_MS = 2 * 60_000;

/**
 * @typedef {object} Tell
 * @property {(watch: Watch | null) => void} changed after every change
 * @property {(watch: Watch) => void} back AO3 answers again; once for each time
 */

/** The one watcher. */
export class Watcher {
  #incidents;
  #tell;
  /** @type {Watch | null} */
  #watch = null;
  /** Until when AO3 asked for rest, whoever asks next. */
  #rest = 0;
  /** The look that is under way. @type {AbortController | undefined} */
  #looking;
  /** @type {Promise<void>} */
  #keeping = Promise.resolve();
  #witness = new Witness();
  #wake = new Wake(WATCH, () => void this.due());

  /** @param {Incidents} incidents @param {Tell} tell */
  constructor(incidents, tell) {
    this.#incidents = incidents;
    this.#tell = tell;
  }

  /** As windows of this sort may know it. @param {boolean} isPrivate @returns {Watch | null} */
  seenFrom(isPrivate) {
    return seenFrom(this.#watch, isPrivate);
  }

  /**
   * Whether failures belong to the outage that is being watched, however long it lasts.
   *
   * @param {boolean} isPrivate where they are
   */
  holds(isPrivate) {
    const watch = this.seenFrom(isPrivate);
    if (watch?.state === 'back') return watch.reloads.length > 0 || Date.now() - (watch.lastAt ?? 0) < SETTLE_MS;
    return watch?.state === 'watching';
  }

  /** What a worker before this one kept. In a new session of the browser every reader's look would be due at once. */
  async load() {
    const { watch, rest, sameSession } = await readKept(Date.now());
    this.#rest = rest;
    if (!watch) return;
    if (sameSession) {
      this.#watch = watch;
      this.#tell.changed(watch);
      return this.#arm();
    }
    // In a new session of the browser tabs have other numbers and load by themselves: nothing is reloaded, and an end is not told.
    if (watch.state !== 'watching') return this.#put(null);
    this.#again({ ...watch, reloads: [], front: null, paused: false });
  }

  /**
   * A person asks to be told.
   *
   * @param {boolean} isPrivate
   * @param {number | null} [tabId] the tab in front
   */
  async start(isPrivate, tabId = null) {
    const incident = this.#incidents.get(isPrivate);
    const code = incident?.diagnosis?.verdict.code ?? null;
    if (!watchable(code)) return;
    const host = incident?.sighting?.host ?? MAIN_HOST;
    const about = tabId ?? incident?.page?.tabId ?? null;
    const tab = about === null ? undefined : await tabById(about);
    // Our own requests use the ordinary windows' cookies: a container's or a private window's are not to be had.
    const asMember = code === 'signed-in-pages-down' && !isPrivate && isDefaultStore(await cookieStoreOf(tab));
    const running = this.#watch?.state === 'watching' ? this.#watch : null;
    if (running) {
      // One watch for all. An ordinary window takes it over, and sees nothing of what it was before; a private
      // one changes nothing about it. AO3 is not asked sooner for that.
      if (running.isPrivate && !isPrivate)
        this.#put({ ...begun({ host, code, asMember, isPrivate }), nextAt: running.nextAt, paused: running.paused });
      return;
    }
    if (incident?.sighting) this.#heed(incident.sighting);
    this.#next(begun({ host, code, asMember, isPrivate }));
  }

  /**
   * A person has had enough of it. Also what is left of the reloads is called off.
   *
   * @param {boolean} isPrivate where it is stopped: what is not shown there cannot be
   */
  stop(isPrivate) {
    if (this.seenFrom(isPrivate)) this.#put(null);
  }

  /** Nothing is left of it anywhere. */
  async forget() {
    this.#put(null);
    await this.#keeping;
    await forgetSession();
  }

  /** Whether it knows anything of private windows. */
  knowsPrivate() {
    return this.#watch?.isPrivate === true || this.#watch?.reloads.some((r) => r.isPrivate) === true;
  }

  /** The last private window closed. */
  forgetPrivate() {
    const watch = this.#watch;
    if (watch?.isPrivate) this.#put(null);
    else if (watch?.reloads.some((r) => r.isPrivate)) this.#put({ ...watch, reloads: watch.reloads.filter((r) => !r.isPrivate) });
  }

  /** Another incident begins, or a person has it looked at anew: what the last watch found is old news. @param {boolean} isPrivate where */
  opened(isPrivate) {
    if (this.seenFrom(isPrivate) && !this.holds(isPrivate)) this.#put(null);
  }

  /**
   * A person is on AO3 again: that it is back is old news, or news. Where AO3's least answer stays broken by itself,
   * no look would ever tell; where members alone are kept out, no one page does.
   *
   * @param {{isPrivate: boolean}} [fresh] where the page is one that AO3 itself has made now
   */
  visited(fresh) {
    const watch = this.#watch;
    if (watch?.state === 'back' && !this.holds(true)) return this.#put(null);
    if (watch?.state !== 'watching' || watch.isPrivate !== fresh?.isPrivate || watch.code === 'signed-in-pages-down') return;
    this.#witness.saw(() => {
      const now = this.#watch;
      // A watch that was begun meanwhile may be of other windows, or of members alone.
      if (now?.state === 'watching' && now.startedAt === watch.startedAt && !this.#looking) this.#took(now, { what: 'good', restMs: 0 });
    });
  }

  /**
   * A page failed in a tab. It may say that AO3 did not stay, or what a look would have been told.
   *
   * @param {Sighting} sighting
   */
  failed(sighting) {
    const watch = this.#watch;
    if (!watch || !this.holds(true)) return;
    this.#heed(sighting);
    this.#witness.recants();
    const meaning = schedule.meaning(sighting);
    if (meaning === 'outage' && watch.state === 'back')
      this.#again({ ...watch, state: 'watching', good: 0, looks: watch.looks + 1, reloads: [], front: null }, true);
    else if (meaning !== 'outage' && meaning !== null) this.#over(watch, meaning);
  }

  /** The browser gave a tab another number. @param {number} tabId @param {number} by the new one */
  renumber(tabId, by) {
    const watch = this.#watch;
    if (!watch || (watch.front !== tabId && !watch.reloads.some((r) => r.tabId === tabId))) return;
    this.#put({
      ...watch,
      front: watch.front === tabId ? by : watch.front,
      reloads: watch.reloads.map((r) => (r.tabId === tabId ? { ...r, tabId: by } : r)),
    });
  }

  /** This device went offline or came back; no answer of AO3 is needed to know that. */
  network() {
    const watch = this.#watch;
    if (watch?.state === 'watching' && watch.paused === isOnline()) void this.due();
  }

  /** Something is due: the alarm rang, or the timer. */
  async due() {
    const watch = this.#watch;
    const now = Date.now();
    if (watch?.state === 'back') return this.#reloadNext(watch, now);
    if (watch?.state !== 'watching' || watch.nextAt === null || this.#looking) return;
    if (now >= watch.until) return this.#over(watch, 'time');
    if (!isOnline()) {
      if (!watch.paused) this.#put({ ...watch, paused: true });
      return this.#arm();
    }
    if (watch.paused) return this.#put({ ...watch, paused: false, nextAt: schedule.resumed(now, watch.nextAt, Math.random) });
    if (watch.nextAt > now) return this.#arm();
    // The alarm rang while the worker slept, or a page was told meanwhile to wait longer: then it is not yet time.
    if (now - watch.nextAt > schedule.LATE_MS || this.#rest > now) return this.#again(watch);
    return this.#look(watch, now);
  }

  /** @param {Watch} watch @param {number} now */
  async #look(watch, now) {
    const stop = new AbortController();
    this.#looking = stop;
    // Written down before it is asked, so that a worker that dies over it does not ask again at once.
    const looks = watch.looks + 1;
    const next = this.#time({ ...watch, looks });
    this.#put({ ...watch, looks, asked: watch.asked + 1, lastAt: now, nextAt: typeof next === 'string' ? watch.until : next });
    const found = schedule.readLook(
      await lookAt(`https://${watch.host}/token_dispenser.json`, watch.asMember, stop, watch.isPrivate),
      Date.now(),
    );
    if (this.#looking === stop) this.#looking = undefined;
    if (found.restMs > 0) this.#restUntil(Date.now() + found.restMs);
    const current = this.#watch;
    if (stop.signal.reason === CALLED_OFF || current?.state !== 'watching') return;
    this.#took(current, found);
  }

  /** @param {Watch} watch @param {Found} found */
  #took(watch, { what }) {
    if (what === 'challenge' || what === 'limit') return this.#over(watch, what);
    if (what !== 'good') return this.#next({ ...watch, good: 0, host: what === 'moved' ? MAIN_HOST : watch.host });
    const good = watch.good + 1;
    // Where some requests pass all the time, one that passed says little.
    if (good < (watch.code === 'archive-overloaded' ? 2 : 1)) return this.#next({ ...watch, good }, 0);
    return void this.#back({ ...watch, good });
  }

  /** @param {Watch} watch */
  async #back(watch) {
    const tabs = await this.#failedTabs(watch.isPrivate);
    const { reload } = await settings();
    if (this.#watch?.state !== 'watching') return; // Stopped meanwhile.
    const now = Date.now();
    const due = reload ? tabs.filter((t) => !t.posted) : [];
    const times = schedule.reloadTimes(due.length, now, Math.random);
    const reloads = due.map(({ tabId, isPrivate }, i) => ({ tabId, at: times[i] ?? now, isPrivate }));
    const front = tabs[0] && !tabs[0].isPrivate ? tabs[0].tabId : null;
    const next = { ...watch, state: /** @type {const} */ ('back'), nextAt: null, paused: false, lastAt: now, reloads, front, held: 0 };
    this.#put(next);
    this.#tell.back(next);
  }

  /** The tabs of the incidents, the one in front first. Where another request does harm, none. @param {boolean} privateAlone */
  async #failedTabs(privateAlone) {
    const incidents = this.#incidents.all().filter((i) => watchable(i.diagnosis?.verdict.code) && (i.isPrivate || !privateAlone));
    const tabs = incidents.flatMap((i) => i.tabs.map((tabId) => ({ tabId, isPrivate: i.isPrivate, posted: i.posted.includes(tabId) })));
    // Where the browser does not say which tab is in front, the order is the incident's.
    const active = await orElse(api.tabs.query({ active: true }), []);
    const [focused] = await orElse(api.tabs.query({ active: true, lastFocusedWindow: true }), []);
    const place = (/** @type {number} */ id) => (id === focused?.id ? 0 : active.some((t) => t.id === id) ? 1 : 2);
    return tabs.sort((a, b) => place(a.tabId) - place(b.tabId));
  }

  /** One at a time. It is crossed off first: a worker that dies over it reloads no tab twice. @param {Watch} watch @param {number} now */
  async #reloadNext(watch, now) {
    const [first, ...others] = watch.reloads;
    if (!first) return;
    if (first.at > now) return this.#arm();
    const late = others.map((r, i) => ({ ...r, at: Math.max(r.at, now + RELOAD_GAP_MS * (i + 1)) }));
    this.#put({ ...watch, reloads: late, lastAt: now });
    const came = await reloadFailed(first.tabId, this.#incidents.get(first.isPrivate));
    const back = this.#watch;
    // The number of private tabs is not kept on disk.
    if (came === 'text' && back?.state === 'back' && back.isPrivate === first.isPrivate) this.#put({ ...back, held: (back.held ?? 0) + 1 });
  }

  /** Goes on, with its next look at a time of its own. @param {Watch} watch @param {number} [looks] as if so many had been made */
  #next(watch, looks = watch.looks) {
    const at = this.#time({ ...watch, looks });
    if (typeof at === 'string') return this.#over(watch, at);
    this.#put({ ...watch, nextAt: at });
  }

  /** @param {Pick<Watch, 'looks' | 'until'>} watch @param {boolean} [longer] @param {boolean} [slept] */
  #time({ looks, until }, longer = false, slept = false) {
    return schedule.nextLook({ now: Date.now(), looks, until, rest: this.#rest, longer, slept }, Math.random);
  }

  /**
   * Goes on after a break of whatever kind: spread anew, and never sooner than it would have been.
   *
   * @param {Watch} watch
   * @param {boolean} [longer] AO3 came back and failed again
   */
  #again(watch, longer = false) {
    const at = this.#time(watch, longer, !longer);
    if (typeof at === 'string') return this.#over(watch, at);
    this.#put({ ...watch, nextAt: Math.max(at, watch.nextAt ?? 0) });
  }

  /** @param {Watch} watch @param {Why} why */
  #over(watch, why) {
    this.#put({
      ...watch,
      state: 'over',
      why,
      nextAt: null,
      paused: false,
      reloads: [],
      lastAt: Date.now(),
      ...(why === 'limit' ? { rest: this.#rest } : {}),
    });
  }

  /** What a failed page asked for holds for looks too. @param {Sighting} sighting */
  #heed({ headers, seenAt }) {
    const seen = Date.parse(seenAt);
    const asked = schedule.retryAfterMs(headers?.['retry-after'], seen);
    if (asked !== null) this.#restUntil(seen + asked);
  }

  /** @param {number} until */
  #restUntil(until) {
    this.#rest = Math.max(this.#rest, until);
  }

  /** @param {Watch | null} watch */
  #put(watch) {
    this.#watch = watch;
    if (watch?.state !== 'watching') {
      this.#looking?.abort(CALLED_OFF);
      this.#looking = undefined;
    }
    this.#arm();
    this.#tell.changed(watch);
    this.#keeping = this.#keeping.then(async () => this.#keptWell(await keep(this.#watch, this.#rest)));
  }

  #arm() {
    const watch = this.#watch;
    const at = watch?.state === 'back' ? watch.reloads[0]?.at : watch?.paused ? Date.now() + OFFLINE_MS : watch?.nextAt;
    if (at === undefined || at === null) this.#wake.never();
    else this.#wake.at(at);
  }

  /** @param {boolean} well */
  #keptWell(well) {
    if (!this.#watch || this.#watch.unkept === !well) return;
    this.#watch = { ...this.#watch, unkept: !well };
    this.#tell.changed(this.#watch);
  }
}

/**
 * A watch that begins now.
 *
 * @param {Pick<Watch, 'host' | 'code' | 'asMember' | 'isPrivate'>} what
 * @returns {Watch & {nextAt: number}}
 */
function begun(what) {
  const now = Date.now();
  return {
    ...what,
    startedAt: now,
    state: 'watching',
    why: null,
    looks: 0,
    asked: 0,
    good: 0,
    nextAt: now,
    until: now + schedule.LONGEST_MS,
    paused: false,
    reloads: [],
    lastAt: null,
    front: null,
    unkept: false,
  };
}

/** Only a device that knows itself offline says false. */
function isOnline() {
  return navigator.onLine !== false;
}
