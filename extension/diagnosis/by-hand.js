/**
 * A person asks how AO3 is, and no incident is known. Something in the browser may have kept the page in
 * front from loading without a word: then that is the question.
 *
 * @import {Beginning} from './begin.js'
 * @import {Check} from './check.js'
 * @import {Incidents} from '../incident/incidents.js'
 * @import {Seen} from '../sighting/sighting.js'
 */
import { tabById } from '../browser/tab.js';
import { open } from '../incident/incident.js';
import { notBefore } from '../incident/rest.js';

/** Questions that are put by hand; however often somebody clicks, one at a time for each kind of window. */
export class ByHand {
  #incidents;
  #check;
  #beginning;
  #stoppedIn;
  /** Those that are just being put, by whether the window is private. @type {Map<boolean, Promise<unknown>>} */
  #asking = new Map();

  /**
   * @param {Incidents} incidents
   * @param {Check} check
   * @param {Beginning} beginning
   * @param {(tabId: number) => Seen | undefined} stoppedIn the load that something stopped in a tab
   */
  constructor(incidents, check, beginning, stoppedIn) {
    this.#incidents = incidents;
    this.#check = check;
    this.#beginning = beginning;
    this.#stoppedIn = stoppedIn;
  }

  /**
   * @param {boolean} isPrivate
   * @param {number | null} tabId the tab in front
   */
  async ask(isPrivate, tabId) {
    const asking = this.#asking.get(isPrivate) ?? this.#ask(isPrivate, tabId).finally(() => this.#asking.delete(isPrivate));
    this.#asking.set(isPrivate, asking);
    await asking;
  }

  /** @param {boolean} isPrivate @param {number | null} tabId */
  async #ask(isPrivate, tabId) {
    const tab = tabId === null ? undefined : await tabById(tabId);
    if (this.#incidents.get(isPrivate)) return; // Something failed meanwhile, and is looked at already.
    const seen = tab?.id !== undefined && tab.incognito === isPrivate ? this.#stoppedIn(tab.id) : undefined;
    const at = Date.now();
    const incident = open({ id: crypto.randomUUID(), isPrivate, at, seen: seen ?? null, waits: notBefore(this.#incidents.all(), at) });
    this.#incidents.put(incident);
    if (tab && seen) await this.#beginning.begin(incident, tab, seen);
    else this.#check.start(incident);
  }
}
