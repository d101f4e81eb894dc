/**
 * Plays the rounds (bisect.js) with the browser's own extensions. Each step is a person's click; before anything is
 * switched it is written down what was on (record.js), and whatever ends it, what was on is switched on again: a
 * person's "stop", the last round, the page that is closed, or, after a crash, a closed browser or another version of
 * this extension, the next start. Only what we switched off is switched on: what somebody else switches meanwhile stays
 * as they chose, and ends the rounds, for what was learnt no longer holds.
 *
 * The page is loaded at a person's click, in a tab of its own, once in a round: as if they had done so. It is no look of
 * a diagnosis, and begins none.
 *
 * @import {BrowserEvent, Seen} from '../sighting/sighting.js'
 * @import {Incidents} from '../incident/incidents.js'
 * @import {Press, View} from '../types/bisect.js'
 * @import {How, Over, Rounds} from './record.js'
 */
import { official } from '../ao3/address.js';
import { api } from '../browser/api.js';
import { orElse } from '../browser/door.js';
import { Wake } from '../browser/wake.js';
import { showTab, tabById } from '../browser/tab.js';
import { notBefore } from '../incident/rest.js';
import { after, begin, offIn } from './bisect.js';
import { sorted } from './left-alone.js';
import { readNow, writeNow } from './record.js';
import { Owed, SETTLES_LATE_MS } from './owed.js';
import { installed, maySwitch, switches, turn } from './switches.js';
import { atStake, viewOf } from './seen.js';

/** What is kept on disk as long as anything is owed. */
export { KEY as OWED } from './record.js';

/** The name of the alarm of a page that is loaded later. */
export const BISECT = 'bisect';

/** An extension takes this long to come or go for all pages, in ms. */
const SETTLES_MS = 1_500;

/** Between two looks AO3 rests at least so long, as between the clicks of a patient person, in ms. */
const LOOK_REST_MS = 10_000;

/** So long after a switch turned, it is looked at who did it: the browser turns one off and on as it updates it. */
const BY_HAND_MS = 1_500;

/** Whoever has gone away has everything back after so long, in ms. */
export const LEFT_MS = 15 * 60_000;

/** And whoever has closed the page after so long, in ms: one that is loaded again is back at once. */
export const CLOSED_MS = 20_000;

/** Where all of it is seen. */
export const PAGE = 'pages/bisect/bisect.html';

/** What is no answer to a round, but AO3's wish for less of them. */
const LIMITS = [403, 418, 429, 507];

/** The one bisect that there can be. */
export class Bisecting {
  #incidents;
  #wake = new Wake(BISECT, () => this.due());
  /** @type {Rounds | Over | null} */
  #now = null;
  #owed = new Owed();
  /** One thing after the other. @type {Promise<unknown>} */
  #turn = Promise.resolve();
  /** The status of the page's latest answer, while it loads. */
  #status = 0;
  #heard = false;

  /** @param {Incidents} incidents */
  constructor(incidents) {
    this.#incidents = incidents;
  }

  /**
   * What was kept. A record whose session is over is put back, and what a worker was about as it was ended is gone on
   * with, without anybody waiting for it.
   */
  async load() {
    await this.#inTurn(async () => {
      await this.#owed.load();
      this.#now = await readNow();
    });
    void this.#inTurn(() => this.#resume()).catch(() => undefined); // Told where it failed.
  }

  async #resume() {
    const now = this.#now;
    if (now?.phase === 'rounds') return now.stands ? this.#await() : this.#play(now);
    if (this.#owed.ids.length === 0) return;
    if (now) return this.#pay(this.#notBack(now));
    await this.#interrupted();
    // Nobody else would tell the person what is still off.
    if (this.#owed.ids.length > 0) await orElse(api.tabs.create({ url: api.runtime.getURL(PAGE) }), undefined);
  }

  /** @template T @param {() => Promise<T>} act @returns {Promise<T>} */
  #inTurn(act) {
    const done = this.#turn.then(act);
    this.#turn = done.catch((error) => console.warn('why502: extensions are not switched', error));
    return done;
  }

  /** @param {Rounds | Over} now @param {number} [leftMs] until it ends where nobody goes on */
  async #keep(now, leftMs = LEFT_MS) {
    this.#now = now.phase === 'rounds' ? { ...now, until: Date.now() + leftMs } : now;
    this.#await();
    await writeNow(this.#now).catch((error) => console.warn('why502: the rounds are not kept over a sleep', error));
  }

  // --- what a person presses ---

  /** What there is to be seen. @returns {Promise<View>} */
  async view() {
    await this.#turn;
    await this.#listen();
    return viewOf(this.#now, this.#owed);
  }

  /**
   * @param {Partial<Press>} press without an act, the page looks: it is open, then
   * @returns {Promise<View | undefined>} what there is to be seen then; undefined where the page is closed
   */
  async hear({ act, ...press }) {
    await this.#inTurn(() => (act === undefined || act === 'left' ? this.#isOpen(act === undefined) : this.#act({ act, ...press })));
    return act === 'left' ? undefined : this.view();
  }

  /** @param {boolean} open */
  async #isOpen(open) {
    const now = this.#now;
    if (now?.phase !== 'rounds') return;
    const closed = now.until - Date.now() <= CLOSED_MS;
    if (open === closed) await this.#keep(now, open ? LEFT_MS : CLOSED_MS);
  }

  /** A press that was made in front of another round does nothing. @param {Press} press */
  async #act({ act, round, ids = [], spared = [], sure = false }) {
    const now = this.#now;
    if (!(await maySwitch())) return;
    if (now?.phase !== 'rounds') {
      if (act === 'begin' && this.#owed.ids.length === 0) return this.#begin(ids, spared, sure);
      if (now && (act === 'on' || act === 'off')) return this.#choose(now, ids, act === 'on', sure);
      if (now && act === 'again') return this.#pay(this.#notBack(now));
      if (now && act === 'anew' && this.#owed.ids.length === 0) await this.#clear();
      return;
    }
    if (act === 'stop') return this.#end('stopped');
    if (round !== now.bisect.round) return;
    if (act === 'load') return this.#ask(now);
    if (act === 'see') return this.#show(now);
    if (act === 'loads' || act === 'fails') return this.#keep({ ...now, loads: act === 'loads', look: null });
    if (act === 'next') return this.#next(now, sure);
  }

  /** @param {string[]} ticked @param {string[]} leftOut by the person @param {boolean} sure */
  async #begin(ticked, leftOut, sure) {
    const { tried } = sorted(await installed(), api.runtime.id, ticked, leftOut);
    const spared = await this.#sparedBy(sure);
    if (tried.length === 0 || !spared) return;
    const row = tried.map(({ id }) => id);
    const page = this.#incidents.get(false)?.page;
    await this.#owed.write(1, tried);
    const url = page?.method === 'GET' && official(page.url) ? { url: page.url } : null;
    const now = { tab: null, stands: false, loads: null, look: null, rested: 0, spared, until: 0 };
    await this.#play({ phase: 'rounds', bisect: begin(row), page: url, ...now });
  }

  /**
   * The tabs that may be an extension's and yet go with nothing that is tried, by the person's word.
   *
   * @param {boolean} sure the person's word for all that are there now
   * @returns {Promise<number[] | null>} null where one might close
   */
  async #sparedBy(sure) {
    const { open, untold } = await atStake(this.#now);
    const tabs = [...open, ...untold];
    return sure || tabs.length === 0 ? tabs : null;
  }

  /** @param {Rounds} now @param {boolean} sure */
  async #next(now, sure) {
    if (now.loads === null) return;
    if (await this.#switchedByHand(now)) return this.#end('by-hand');
    const bisect = after(now.bisect, now.loads);
    if (bisect.end !== null && bisect.end !== 'found') return this.#end(bisect.end);
    const more = await this.#sparedBy(sure);
    if (!more) return;
    await this.#owed.write(bisect.round);
    const spared = [...now.spared, ...more];
    if (bisect.end === null) return this.#play({ ...now, bisect, spared, stands: false, loads: null, look: null });
    await turn(bisect.culprits, false);
    await this.#end('found', [...bisect.culprits]);
  }

  /** Switches as a round wants it. @param {Rounds} now */
  async #play(now) {
    await this.#keep(now);
    const off = offIn(now.bisect);
    const on = now.bisect.row.filter((id) => !off.includes(id));
    const stuck = [...(await turn(on, true)), ...(await turn(off, false))];
    if (stuck.length > 0) return this.#end('refused');
    await this.#keep({ ...now, stands: true, rested: Math.max(now.rested, Date.now() + SETTLES_MS) });
  }

  /** What somebody else has switched since. @param {Rounds} now */
  async #switchedByHand({ bisect, stands }) {
    if (!stands) return false;
    const off = offIn(bisect);
    const is = await switches();
    return bisect.row.some((id) => is.get(id) !== !off.includes(id));
  }

  // --- its end ---

  /**
   * Switches on again what we switched off; what was found waits for a person's choice. What we had on in this round,
   * and is off, somebody else switched off: it stays so.
   *
   * @param {How} how
   * @param {string[]} [culprits]
   */
  async #end(how, culprits = []) {
    const now = this.#now;
    if (now?.phase === 'rounds' && now.stands) {
      const ours = [...offIn(now.bisect), ...culprits];
      const is = await switches();
      await this.#owed.strike(now.bisect.row.filter((id) => !ours.includes(id) && is.get(id) === false));
    }
    const over = /** @type {Over} */ ({ phase: 'over', how, culprits });
    await this.#keep(over);
    await this.#pay(this.#notBack(over));
  }

  /** A start finds that it was broken off. */
  async #interrupted() {
    const is = (await maySwitch()) ? await switches() : null;
    const off = this.#owed.ids.some((id) => !is || is.get(id) === false);
    if (off) await this.#keep({ phase: 'over', how: 'interrupted', culprits: [] });
    await this.#pay(this.#owed.ids);
  }

  /** @param {readonly string[]} ids */
  async #pay(ids) {
    await this.#owed.pay(ids);
    this.#await();
  }

  /** @param {Over} now */
  #notBack({ culprits }) {
    return this.#owed.ids.filter((id) => !culprits.includes(id));
  }

  /** What becomes of a culprit. @param {Over} now @param {string[]} ids @param {boolean} on @param {boolean} sure */
  async #choose({ culprits }, ids, on, sure) {
    const chosen = ids.filter((id) => culprits.includes(id));
    if (!on && !(await this.#sparedBy(sure))) return;
    if (on) return this.#pay(chosen);
    // From here on it is off by the person's own choice, whatever comes.
    await this.#owed.strike(chosen);
    await turn(chosen, false);
  }

  /** A person has all forgotten: first all is put back. What cannot be stays owed. */
  async forget() {
    await this.#inTurn(async () => {
      if (this.#now?.phase === 'rounds') await this.#end('stopped');
      else await this.#pay(this.#owed.ids);
      await this.#clear();
    });
  }

  async #clear() {
    this.#now = null;
    await orElse(writeNow(null), undefined);
  }

  // --- what the browser tells ---

  /**
   * What a person switches meanwhile is theirs. The browser tells of it only where we may see extensions, which may be
   * from a click on; a permission that comes back lets us put back what is owed.
   *
   * @param {(act: () => unknown) => void} onceReady
   */
  listen(onceReady) {
    onceReady(() => this.#listen());
    api.permissions.onAdded.addListener(() => onceReady(() => this.#allowed()));
  }

  async #listen() {
    if (this.#heard || !(await maySwitch()) || this.#heard) return;
    this.#heard = true;
    const { onEnabled, onDisabled, onUninstalled } = api.management;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let soon;
    const turned = () => {
      clearTimeout(soon);
      soon = setTimeout(() => void this.#inTurn(() => this.#lookForOthers()).catch(() => undefined), BY_HAND_MS);
    };
    for (const event of [onEnabled, onDisabled, onUninstalled]) event.addListener(turned);
  }

  async #allowed() {
    await this.#listen();
    await this.#inTurn(() => this.#resume());
  }

  async #lookForOthers() {
    const now = this.#now;
    if (now?.phase !== 'rounds') await this.#owed.heed();
    else if (await this.#switchedByHand(now)) await this.#end('by-hand');
  }

  // --- the page ---

  /** As soon as AO3 has rested. @param {Rounds} now */
  async #ask(now) {
    if (!now.page || !now.stands || now.look?.state === 'soon') return;
    const at = Math.max(now.rested, notBefore(this.#incidents.all(), Date.now()) ?? 0, Date.now());
    await this.#keep({ ...now, loads: null, look: { state: 'soon', at } });
    if (at <= Date.now()) this.due();
  }

  /** Wakes for what comes next: the page that is to be loaded, the end where nobody goes on; after it, what was paid. */
  #await() {
    if (this.#now?.phase === 'rounds') {
      const { look, until } = this.#now;
      this.#wake.at(look?.state === 'soon' ? Math.min(look.at, until) : until);
    } else if (this.#owed.settling) this.#wake.at(Date.now() + SETTLES_LATE_MS);
    else this.#wake.never();
  }

  /** Does what is due. */
  due() {
    void this.#inTurn(async () => {
      const now = this.#now;
      if (now?.phase !== 'rounds') await this.#owed.settle();
      else if (now.until <= Date.now()) await this.#end('interrupted');
      else if (now.look?.state === 'soon' && now.look.at <= Date.now()) await this.#open(now);
      else this.#await();
    }).catch(() => undefined); // Told where it failed.
  }

  /** @param {Rounds} now */
  async #open(now) {
    if (!now.page) return;
    this.#status = 0;
    const at = Date.now();
    // Written down first: a worker that dies over it loads nothing twice.
    await this.#keep({ ...now, look: { state: 'loading', at }, rested: at + LOOK_REST_MS });
    const tab = now.tab === null ? undefined : await tabById(now.tab);
    const { url } = now.page;
    if (tab?.id === undefined) {
      // Its number is known before its load is told of: that is begun only then.
      const made = await api.tabs.create({ url: 'about:blank', active: false });
      await this.#keep({ .../** @type {Rounds} */ (this.#now), tab: made.id ?? null });
      if (made.id !== undefined) await api.tabs.update(made.id, { url });
    } else await api.tabs.update(tab.id, { url });
  }

  /** @param {Rounds} now */
  async #show({ tab }) {
    const its = tab === null ? undefined : await tabById(tab);
    if (its?.id !== undefined) await showTab({ ...its, id: its.id });
  }

  /**
   * What a load led to. Of the tab in which the page is loaded nobody else is to hear that it failed: that would begin
   * a diagnosis, which asks AO3 again.
   *
   * @param {BrowserEvent} event
   * @param {Seen | undefined} seen a failed page
   * @returns {boolean} whether it is of that tab
   */
  takes(event, seen) {
    const now = this.#now;
    if (now?.phase !== 'rounds' || now.tab === null || !('tabId' in event) || event.tabId !== now.tab) return false;
    const { look } = now;
    if (event.kind === 'answer') this.#status = event.status;
    if (!look || look.state === 'soon') return true;
    if (seen) this.#came(LIMITS.includes(seen.sighting.status ?? 0) ? 'limited' : 'fails', look.at);
    else if (event.kind === 'end' && event.error === null && this.#status > 0 && this.#status < 400) this.#came('loads', look.at);
    return true;
  }

  /** @param {'loads' | 'fails' | 'limited'} what @param {number} asked when the page was asked for */
  #came(what, asked) {
    void this.#inTurn(async () => {
      const now = this.#now;
      // The person may have said meanwhile what they see, or the look may be another.
      if (now?.phase !== 'rounds' || now.look?.at !== asked) return;
      if (what === 'limited') await this.#keep({ ...now, loads: null, look: { state: 'limited', at: asked } });
      else await this.#keep({ ...now, loads: what === 'loads', look: { state: 'loading', at: asked } });
    }).catch(() => undefined);
  }
}
