/**
 * When tabs are listened to. The browser wakes a sleeping background for whatever it listens to, and most
 * tabs are none of ours:
 *
 * - Firefox can be told of which addresses a tab's changes are wanted: those of AO3 wake the background,
 *   always. It wakes for nothing that is listened to later than at its start.
 * - Chromium knows no such filter, and remembers what was listened to, whenever it began, until that is
 *   taken back. So it is listened to only while there is something to hear: a page of AO3 that loads, which
 *   webRequest tells of first, or a tab in which one failed.
 *
 * Of other sites, and of tabs that close, no engine tells by address: these, too, are heard only while
 * there is something to hear. What happened in a sleep is looked up when it ends; in Firefox an alarm ends
 * it now and then as long as a tab shows a failure, so that what was left long ago is known to be.
 *
 * @import {Incident} from './incident.js'
 * @import {Incidents} from './incidents.js'
 * @import {Load} from '../sighting/loads.js'
 * @import {BrowserEvent} from '../sighting/sighting.js'
 */
import { PATTERNS, official } from '../ao3/address.js';
import { api, isFirefox } from '../browser/api.js';
import { Refusal } from '../browser/door.js';
import { isOrdinary } from '../browser/refusals.js';
import { Wake } from '../browser/wake.js';
import { tabById } from '../browser/tab.js';
import { NO_PAGE, mayHaveNoPage, showsErrorPage } from '../sighting/error-page.js';

/** For so long after a load its tab may still have something to tell of it. ms */
export const JUST_NOW_MS = 10_000;

/** The name of Firefox's alarm: it wakes a background that hears of no tab which is closed or left, as often as this. ms */
export const TABS = 'tabs';
const LOOKED_AFTER_MS = 10 * 60_000;

/**
 * @typedef {(tabId: number, change: chrome.tabs.OnUpdatedInfo, tab: chrome.tabs.Tab) => void} Updated
 * @typedef {{addListener(heard: Updated, filter?: {urls: string[], properties: string[]}): void,
 *   removeListener(heard: Updated): void}} UpdatedEvent
 *
 * @typedef {object} Hears whoever is told
 * @property {(event: BrowserEvent, tab?: chrome.tabs.Tab) => Promise<unknown>} happened resolves once it was heard
 * @property {(tabId: number) => void} complete after that: a page of AO3's stands
 * @property {(tabId: number, at?: number) => void} left a tab shows something else than AO3, or is gone: after all that
 *   was heard before, or at that time
 * @property {(tabId: number, by: number) => void} replaced after that: a tab has another number now
 */

/** Listens to tabs, or does not. */
export class TabListeners {
  #incidents;
  #loads;
  #hears;
  #updated;
  #wake = new Wake(TABS, () => void this.lookUp());
  /** @type {boolean | undefined} undefined at first: a background before this one may still be remembered */
  #attends;
  /** When something began last; its load is not known until its turn comes. ms since 1970 */
  #begunAt = -Infinity;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #resting;

  /**
   * To be made while the background's script runs for the first time.
   *
   * @param {Incidents} incidents
   * @param {() => readonly Load[]} loads
   * @param {Hears} hears
   */
  constructor(incidents, loads, hears) {
    this.#incidents = incidents;
    this.#loads = loads;
    this.#hears = hears;
    const event = /** @type {UpdatedEvent} */ (/** @type {unknown} */ (api.tabs.onUpdated));
    if (isFirefox) event.addListener(this.#ofArchive, { urls: [...PATTERNS], properties: ['status', 'url'] });
    // Chromium, where it puts a tab away or shows a page that it loaded ahead. One that is put away shows its page again later.
    api.tabs.onReplaced?.addListener(
      (by, tabId) => void hears.happened({ kind: 'replaced', tabId, by }).then(() => hears.replaced(tabId, by)),
    );
    this.#updated = isFirefox ? [this.#ofOthers] : [this.#ofArchive, this.#ofOthers];
  }

  /** A page of AO3's may be loading: at once, for its tab may tell of it before anything else is done. */
  begin() {
    this.#begunAt = Date.now();
    this.#attend(true);
    this.#restLater();
  }

  /** Whether there is something to hear: looked at after whatever happened, and after a load a while later. */
  heed() {
    const failed = this.#incidents.all().some(({ tabs }) => tabs.length > 0);
    const now = Date.now();
    const loading = now - this.#begunAt < JUST_NOW_MS || isLoading(this.#loads(), now);
    this.#attend(failed || loading);
    if (loading) this.#restLater();
    if (failed && isFirefox) this.#lookLater();
    else this.#lookNoMore();
  }

  /** What happened while this background slept. It listens first, so that nothing happens between the look and that. */
  async lookUp() {
    this.#looks = false;
    this.heed();
    const at = Date.now(); // The time is taken now: a tab that fails later has not left.
    for (const tabId of await leftMeanwhile(this.#incidents.all())) this.#hears.left(tabId, at);
    this.heed();
  }

  /**
   * In Chromium a load may fail in less time than the background takes to wake up: its tab has told of it
   * then, to nobody. So the tab is asked.
   *
   * @param {Extract<BrowserEvent, {kind: 'end'}>} event
   */
  async ask({ id, tabId }) {
    const load = this.#loads().find((each) => each.id === id);
    if (isFirefox || !load || load.reported || (load.error === null && (load.status ?? 0) < 400)) return;
    const tab = await tabById(tabId);
    if (!tab?.url || !official(tab.url) || tab.status !== 'complete') return;
    await this.#hears.happened({ kind: 'tab', tabId, url: tab.url, complete: true, began: false, at: Date.now() }, tab);
    await this.#lookForNone(tab);
  }

  /** A refusal that came without a page ended in an error, though Chromium does not say so. @param {chrome.tabs.Tab} tab */
  async #lookForNone(tab) {
    // The latest: what an earlier page of this tab was, nobody asks any more.
    const load = this.#loads().findLast((each) => each.tabId === tab.id);
    if (isFirefox || !load || !mayHaveNoPage(load) || !(await showsErrorPage(load.tabId))) return;
    const { id, tabId, last: url, lastMethod } = load;
    await this.#hears.happened(
      { kind: 'end', id, tabId, url, method: lastMethod ?? 'GET', error: NO_PAGE, ip: null, fromCache: false, at: Date.now() },
      tab,
    );
  }

  /** @param {boolean} needed */
  #attend(needed) {
    if (needed === this.#attends) return;
    const first = this.#attends === undefined;
    this.#attends = needed;
    if (needed || first) this.#listen();
    if (!needed) this.#rest();
  }

  #restLater() {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.heed(), JUST_NOW_MS);
  }

  /** Whether an alarm is set. */
  #looks = false;

  #lookLater() {
    if (this.#looks) return;
    this.#looks = true;
    this.#wake.at(Date.now() + LOOKED_AFTER_MS);
  }

  #lookNoMore() {
    if (this.#looks) this.#wake.never();
    this.#looks = false;
  }

  #listen() {
    for (const each of this.#updated) api.tabs.onUpdated.addListener(each);
    api.tabs.onRemoved.addListener(this.#removed);
  }

  #rest() {
    for (const each of this.#updated) api.tabs.onUpdated.removeListener(each);
    api.tabs.onRemoved.removeListener(this.#removed);
  }

  /** In Chromium of whatever it shows. @type {Updated} */
  #ofArchive = (tabId, change, tab) => {
    const url = change.url ?? tab.url;
    if (!url || !official(url)) return;
    const heard = this.#hears.happened(
      { kind: 'tab', tabId, url, complete: tab.status === 'complete', began: change.status === 'loading', at: Date.now() },
      tab,
    );
    if (change.status === 'complete') void heard.then(() => this.#hears.complete(tabId)).then(() => this.#lookForNone(tab));
  };

  /** Of other sites a tab tells no address, and no request is seen. @type {Updated} */
  #ofOthers = (tabId, change, tab) => {
    if (!official(change.url ?? tab.url ?? '') && change.status === 'complete') this.#hears.left(tabId);
  };

  /** @param {number} tabId */
  #removed = (tabId) => void this.#hears.happened({ kind: 'gone', tabId }).then(() => this.#hears.left(tabId));
}

/**
 * Whether a tab may have something to tell because AO3 loads in it or has just loaded. Pure.
 *
 * @param {readonly Load[]} loads
 * @param {number} now
 */
export const isLoading = (loads, now) =>
  loads.some((load) => load.silent || !load.ended || now - (load.answeredAt ?? load.startedAt) < JUST_NOW_MS);

/**
 * The tabs of incidents that were closed, or that show another site: nobody was there to hear it. Where
 * the browser does not say, a tab stays.
 *
 * @param {readonly Pick<Incident, 'tabs'>[]} incidents
 * @returns {Promise<number[]>}
 */
export async function leftMeanwhile(incidents) {
  const all = [...new Set(incidents.flatMap(({ tabs }) => tabs))];
  const left = await Promise.all(
    all.map(async (tabId) => {
      try {
        const { url, status } = await api.tabs.get(tabId);
        return status === 'complete' && !official(url ?? '');
      } catch (error) {
        return error instanceof Refusal && isOrdinary(error);
      }
    }),
  );
  return all.filter((_, i) => left[i]);
}
