/**
 * What each tab loads, and what follows from it for the incidents. The reducer of the sightings decides; here it is
 * passed on to who is concerned. One event after the other: who calls waits for the one before.
 *
 * @import {BrowserEvent, Seen, State} from '../sighting/sighting.js'
 * @import {Incidents} from './incidents.js'
 * @import {Intake} from './intake.js'
 * @import {LatePages} from './late-pages.js'
 * @import {PrivateLoads} from './private-load.js'
 * @import {Recurrences} from './recurrences.js'
 */
import { tabById } from '../browser/tab.js';
import { NOTHING, answersForm, isAfterForm, reduce } from '../sighting/sighting.js';
import { described } from './incident.js';

/**
 * @typedef {object} Concerned
 * @property {Incidents} incidents
 * @property {Intake} intake
 * @property {LatePages} latePages
 * @property {PrivateLoads} privateLoads
 * @property {Recurrences} recurrences
 * @property {() => void} upToDate whatever is over by now ends first
 * @property {(by?: {isPrivate: boolean}) => unknown} visited a page of AO3's came; by: where a person asked for it just now
 * @property {(incident: string) => void} heard more is known of what an incident began with
 * @property {(event: BrowserEvent, seen: Seen | undefined) => boolean} takes whether somebody looks at this page for a purpose of
 *   their own: no incident is made of it
 */

/** The loads of all tabs, in this worker's memory. */
export class PageLoads {
  #concerned;
  /** @type {State} */
  #state = NOTHING;

  /** @param {Concerned} concerned */
  constructor(concerned) {
    this.#concerned = concerned;
  }

  get state() {
    return this.#state;
  }

  /** @param {BrowserEvent} event @param {chrome.tabs.Tab} [tab] where it is known already */
  async take(event, tab) {
    const { incidents, intake, latePages, privateLoads, recurrences, upToDate, visited, heard, takes } = this.#concerned;
    upToDate();
    const standing = event.kind === 'start' && incidents.all().some((incident) => incident.retryingTabs.includes(event.tabId));
    const { state, seen, more, left, late } = reduce(this.#state, standing ? { ...event, standing } : event);
    this.#state = state;
    if (event.kind === 'start' || event.kind === 'gone') latePages.leave(event.tabId);
    // Nothing that comes next waits for it.
    if (event.kind === 'start') void tabById(event.tabId).then((asked) => recurrences.asked(event.at, asked));
    if (left) {
      intake.leave(left.tabId, left.at);
      const isPrivate = left.fresh ? (tab ?? (await tabById(left.tabId)))?.incognito : undefined;
      visited(isPrivate === undefined ? undefined : { isPrivate });
    }
    if (takes(event, seen)) return;
    if (late && tab && !incidents.get(tab.incognito)) latePages.note(late, tab.incognito);
    privateLoads.heed(event, state, seen);
    if (seen) intake.sighted(seen, tab ?? (await tabById(seen.tabId)));
    if (!more) return;
    for (const incident of incidents.all()) {
      const next = described(incident, more);
      if (next === incident) continue;
      incidents.put(next);
      heard(next.id);
    }
  }

  /** Whether AO3 led on to the page of a tab from a form that it took. @param {number} tabId @param {string} url */
  isAfterForm(tabId, url) {
    return isAfterForm(this.state, tabId, url);
  }

  /** Whether the page of a tab is what came of a form. @param {number} tabId @param {string} url */
  answersForm(tabId, url) {
    return answersForm(this.state, tabId, url);
  }
}
