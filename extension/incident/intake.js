/**
 * What becomes of a failed page: it joins the incident that is known, or opens one and has its diagnosis
 * begun. And what becomes of a person's question where nothing is known. A tab that shows something else is
 * left by its incident here, too.
 *
 * Who diagnoses, watches and tells is above this room, and is given.
 *
 * @import {Seen} from '../sighting/sighting.js'
 * @import {Incident} from './incident.js'
 * @import {Incidents} from './incidents.js'
 * @import {Recurrences} from './recurrences.js'
 *
 * @typedef {object} Diagnoses
 * @property {(incident: Incident) => void} start at once, or as soon as AO3 has rested
 * @property {(incident: Incident | undefined) => void} stop the one under way
 * @property {(incident: Incident, tab: chrome.tabs.Tab, seen: Seen) => Promise<void>} begin starts it once the
 *   browser has told what else it knows of the page
 *
 * @typedef {object} Watches
 * @property {(isPrivate: boolean) => boolean} holds whether the outage of these windows is being watched
 * @property {(sighting: Seen['sighting']) => void} failed a page failed while it looked
 * @property {(isPrivate: boolean) => void} opened something new is looked into
 *
 * @typedef {object} Restart
 * @property {(isPrivate: boolean) => Partial<Incident>} carried what a new incident begins with, after a restart of the browser
 *
 * @typedef {object} Tells
 * @property {(tabId: number) => void} turned a tab shows another page, which failed; before its incident knows of it
 * @property {(incident: Incident, tab: chrome.tabs.Tab, seen: Seen) => void} failed a tab of it failed
 * @property {(tabId: number) => void} left a tab shows something else, or is closed
 */
import { tabById } from '../browser/tab.js';
import { joined, joins, left, open } from './incident.js';
import { tellsMore } from './recurrences.js';
import { notBefore } from './rest.js';

/** Takes in what failed and what is asked. */
export class Intake {
  #incidents;
  #diagnoses;
  #watches;
  #tells;
  #stoppedIn;
  #recurrences;
  #restart;
  /** Questions by hand that are just being put, by whether the window is private. @type {Map<boolean, Promise<unknown>>} */
  #asking = new Map();

  /**
   * @param {object} parts
   * @param {Incidents} parts.incidents
   * @param {Diagnoses} parts.diagnoses
   * @param {Watches} parts.watches
   * @param {Tells} parts.tells
   * @param {(tabId: number) => Seen | undefined} parts.stoppedIn the load that something stopped in a tab
   * @param {Recurrences} parts.recurrences
   * @param {Restart} parts.restart
   */
  constructor({ incidents, diagnoses, watches, tells, stoppedIn, recurrences, restart }) {
    this.#restart = restart;
    this.#recurrences = recurrences;
    this.#incidents = incidents;
    this.#diagnoses = diagnoses;
    this.#watches = watches;
    this.#tells = tells;
    this.#stoppedIn = stoppedIn;
  }

  /** A failed load that a person sees. @param {Seen} load @param {chrome.tabs.Tab | undefined} tab */
  sighted(load, tab) {
    if (!tab) return; // Closed meanwhile.
    this.#tells.turned(load.tabId);
    const isPrivate = tab.incognito;
    const at = Date.now();
    const seen = this.#recurrences.counted(load, isPrivate, at);
    const current = this.#incidents.get(isPrivate);
    const watched = this.#watches.holds(isPrivate);
    this.#watches.failed(seen.sighting);
    // A limit or a check speaks for itself: to judge it anew asks AO3 nothing, and need not wait.
    const more = current?.phase === 'settled' && tellsMore(seen.sighting, current.sighting);
    if (current && !more && joins(current, seen.sighting, at, watched)) {
      const next = joined(current, seen, at);
      this.#incidents.put(next);
      return this.#tells.failed(next, tab, seen);
    }
    const incident = { ...this.#opened(isPrivate, at, seen), ...(more ? { waits: null } : {}) };
    this.#diagnoses.stop(current);
    if (!watched) this.#watches.opened(isPrivate);
    this.#incidents.put(incident);
    this.#tells.failed(incident, tab, seen);
    void this.#diagnoses.begin(incident, tab, seen);
  }

  /**
   * A tab goes to another page, or is closed: what it showed is over. A start that is older than the
   * incident is the very load that failed, delivered late.
   *
   * @param {number} tabId
   * @param {number} at
   */
  leave(tabId, at) {
    for (const incident of this.#incidents.all()) {
      if (!incident.tabs.includes(tabId) || at <= incident.lastAt) continue;
      this.#incidents.put(left(incident, tabId, at));
      this.#tells.left(tabId);
    }
  }

  /**
   * A person asks how AO3 is, and no incident is known. Something in the browser may have kept the page in
   * front from loading without a word: then that is the question. However often somebody clicks, one is put
   * at a time for each kind of window.
   *
   * @param {boolean} isPrivate
   * @param {number | null} tabId the tab in front
   */
  async checkByHand(isPrivate, tabId) {
    const asking = this.#asking.get(isPrivate) ?? this.#ask(isPrivate, tabId).finally(() => this.#asking.delete(isPrivate));
    this.#asking.set(isPrivate, asking);
    await asking;
  }

  /** @param {boolean} isPrivate @param {number | null} tabId */
  async #ask(isPrivate, tabId) {
    const tab = tabId === null ? undefined : await tabById(tabId);
    if (this.#incidents.get(isPrivate)) return; // Something failed meanwhile, and is looked at already.
    const seen = tab?.id !== undefined && tab.incognito === isPrivate ? this.#stoppedIn(tab.id) : undefined;
    const incident = this.#opened(isPrivate, Date.now(), seen ?? null);
    this.#incidents.put(incident);
    if (tab && seen) await this.#diagnoses.begin(incident, tab, seen);
    else this.#diagnoses.start(incident);
  }

  /**
   * A new one, which begins when AO3 has rested from those before.
   *
   * @param {boolean} isPrivate
   * @param {number} at
   * @param {Seen | null} seen
   * @returns {Incident}
   */
  #opened(isPrivate, at, seen) {
    const opened = open({ id: crypto.randomUUID(), isPrivate, at, seen, waits: notBefore(this.#incidents.all(), at) });
    return { ...opened, ...this.#restart.carried(isPrivate) };
  }
}
