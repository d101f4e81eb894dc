/**
 * The load of a private tab that we opened for a person, to learn whether the page loads there. Where the browser
 * lets us see private windows, what becomes of it is evidence by itself, so that nobody has to be asked. It
 * ends as one word of the ordinary incident (private-try.js). Which tab it was is in this worker's memory
 * alone, for as long as it loads: after its sleep, or where the window is closed before, the person is asked.
 *
 * Only what says the same of this page counts. Signing in, the front page, a page that is not there, another
 * trouble than in the ordinary window, a copy that the edge keeps for guests of a page that AO3 fails to make: none
 * of these tells whether it loads, and the person is asked.
 *
 * @import {Incident} from './incident.js'
 * @import {Incidents} from './incidents.js'
 * @import {BrowserEvent, Seen, State} from '../sighting/sighting.js'
 */
import { landing, official, pageKind, samePage } from '../ao3/address.js';
import { isFresh } from '../ao3/answer.js';
import { isSame } from './incident.js';
import { seenOfPrivate } from './private-try.js';

/**
 * @typedef {object} Following
 * @property {(tabId: number, incident: Incident) => void} tab it is this one: what was heard of it before counts, too
 * @property {() => void} end nothing more is opened
 */

/** More tabs than load at once while a window opens. */
const MOST_HEARD = 20;

/** Follows such loads. */
export class PrivateLoads {
  #incidents;
  /** What they were opened for, by tab. @type {Map<number, Incident>} */
  #opened = new Map();
  /** How many are being opened: the browser may tell of a load before it answers which tab it gave us. */
  #opening = 0;
  /** What was heard of tabs meanwhile. @type {Map<number, Came>} */
  #heard = new Map();

  /** @param {Incidents} incidents */
  constructor(incidents) {
    this.#incidents = incidents;
  }

  /** Before one is opened. @returns {Following} */
  follow() {
    this.#opening += 1;
    return {
      tab: (tabId, incident) => {
        this.#opened.set(tabId, incident);
        const heard = this.#heard.get(tabId);
        if (heard) this.#came(tabId, heard);
      },
      end: () => {
        this.#opening -= 1;
        if (this.#opening === 0) this.#heard.clear();
      },
    };
  }

  /**
   * After each event of the browser.
   *
   * @param {BrowserEvent} event
   * @param {State} state after it
   * @param {Seen | undefined} seen a failure, where it led to one
   */
  heed(event, state, seen) {
    if (this.#opening + this.#opened.size === 0) return;
    if (event.kind === 'gone') return void this.#opened.delete(event.tabId);
    const came = seen ? { tabId: seen.tabId, url: seen.url, seen } : loaded(event, state);
    if (!came) return;
    if (this.#opening > 0 && !this.#heard.has(came.tabId) && this.#heard.size < MOST_HEARD) this.#heard.set(came.tabId, came);
    this.#came(came.tabId, came);
  }

  /** The browser gave a tab another number. @param {number} tabId @param {number} by */
  renumber(tabId, by) {
    const incident = this.#opened.get(tabId);
    if (incident && this.#opened.delete(tabId)) this.#opened.set(by, incident);
  }

  /** Whether one is looked at. */
  knowsPrivate() {
    return this.#opened.size > 0;
  }

  /** With the last private window: who is back is asked. */
  forgetPrivate() {
    this.#opened.clear();
  }

  /** The first that a tab shows is what it was opened for, or it is not known. @param {number} tabId @param {Came} came */
  #came(tabId, came) {
    const incident = this.#opened.get(tabId);
    if (!incident) return;
    this.#opened.delete(tabId);
    const loads = loadsThere(incident, came);
    if (loads !== null) this.#incidents.update(incident, (now) => seenOfPrivate(now, loads));
  }
}

/**
 * What a tab came to show.
 *
 * @typedef {object} Came
 * @property {number} tabId
 * @property {string} url that was asked for
 * @property {Seen} [seen] a failure
 * @property {string} [at] where it arrived, whole and well
 * @property {boolean} [fresh] AO3 made it for whoever asked, as far as its headers tell
 */

/** Answers that leave the old page standing. */
const EMPTY = [204, 205];

/** @param {BrowserEvent} event @param {State} state @returns {Came | undefined} */
function loaded(event, { loads }) {
  if (event.kind !== 'end' || event.error !== null) return undefined;
  const load = loads.find(({ id }) => id === event.id);
  const { status = null } = load ?? {};
  const well = load && !load.reported && !load.speculative && status !== null && status >= 200 && status < 300 && !EMPTY.includes(status);
  const fresh = load?.headers ? isFresh(load.headers) : true;
  return well ? { tabId: load.tabId, url: load.first, at: load.last, fresh } : undefined;
}

/** Pages to which AO3 leads who may not see what was asked for. */
const INSTEAD = ['sign-in', 'front'];

/**
 * Whether the page of an incident loads there.
 *
 * @param {Incident} incident
 * @param {Came} came
 * @returns {boolean | null} null where that cannot be told
 */
export function loadsThere({ page, sighting }, { url, seen, at = '', fresh = true }) {
  if (!page || !samePage(page.url, url)) return null;
  if (seen) return sighting && isSame(sighting, seen.sighting) ? false : null;
  const arrived = official(at);
  // Where no answer came at all, any answer shows that the way there is open.
  if (!arrived || (!fresh && sighting?.status !== null)) return null;
  const led = landing(url, at);
  return led === null || (led === 'official' && !INSTEAD.includes(pageKind(arrived))) ? true : null;
}
