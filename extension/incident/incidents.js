/**
 * Where the incidents are kept: there are at most two, one of ordinary windows and one of private windows.
 * Both are in storage.session (memory of the browser, never its disk, gone when it closes), each in a place
 * of its own, so that they survive a sleeping worker; that of private windows is gone with the last of them.
 *
 * @import {Incident} from './incident.js'
 */
import { api } from '../browser/api.js';
import { renumbered } from './failed-page.js';
import { INCIDENTS, incidentAs, incidentFrom } from './incident-record.js';

/** The two incidents, and where they are kept. */
export class Incidents {
  /** @type {Map<boolean, Incident>} by whether it is of private windows */
  #now = new Map();
  /** @type {(incident: Incident) => void} */
  #changed;

  /** @param {(incident: Incident) => void} changed called after every change */
  constructor(changed) {
    this.#changed = changed;
  }

  /**
   * Reads what a worker before this one knew. A diagnosis that it had under way ended with it.
   *
   * @param {(incident: Incident) => Incident} brokenOff what of such a diagnosis may have been sent (diagnosis/budget.js)
   */
  async load(brokenOff) {
    const kept = await api.storage.session.get(Object.values(INCIDENTS)).catch((error) => {
      console.warn('why502: what was known could not be read', error);
      return /** @type {Record<string, unknown>} */ ({});
    });
    for (const isPrivate of [false, true]) {
      const incident = incidentFrom(kept[incidentAs(isPrivate)]);
      // One that was still waiting for AO3's rest goes on waiting.
      if (incident)
        this.#now.set(
          isPrivate,
          incident.phase === 'checking' && incident.waits === null ? { ...brokenOff(incident), phase: 'stopped' } : incident,
        );
    }
  }

  /** @param {boolean} isPrivate @returns {Incident | undefined} */
  get(isPrivate) {
    return this.#now.get(isPrivate);
  }

  /** Those that there are. @returns {Incident[]} */
  all() {
    return [false, true].flatMap((isPrivate) => this.#now.get(isPrivate) ?? []);
  }

  /** The browser refuses something: whoever is being looked into notes it. @param {readonly Incident['refused'][number][]} areas */
  refused(areas) {
    for (const incident of this.all()) {
      const news = areas.filter((area) => !incident.refused.includes(area));
      const busy = incident.phase === 'checking' || incident.aftermath?.state === 'running';
      if (busy && news.length > 0) this.update(incident, (now) => ({ ...now, refused: [...now.refused, ...news] }));
    }
  }

  /** @param {Incident} incident */
  put(incident) {
    this.#now.set(incident.isPrivate, incident);
    // Where the storage is full or broken, the incident lives as long as this worker.
    api.storage.session
      .set({ [incidentAs(incident.isPrivate)]: incident })
      .catch((error) => console.warn('why502: the incident could not be kept', error));
    this.#changed(incident);
  }

  /**
   * Changes an incident if it is still the one that is meant.
   *
   * @param {Incident} which
   * @param {(incident: Incident) => Incident} change
   */
  update(which, change) {
    const now = this.get(which.isPrivate);
    if (now && now.id === which.id) this.put(change(now));
  }

  /** The browser gave a tab another number. @param {number} tabId @param {number} by the new one */
  renumber(tabId, by) {
    for (const incident of this.all()) {
      const next = renumbered(incident, tabId, by);
      if (next !== incident) this.put(next);
    }
  }

  /** Forgets everything. Fails where the storage does. */
  async forget() {
    this.#now.clear();
    await api.storage.session.remove(Object.values(INCIDENTS));
  }

  /** One of them is over: nothing of it is left here. @param {boolean} isPrivate */
  drop(isPrivate) {
    this.#now.delete(isPrivate);
    api.storage.session.remove(incidentAs(isPrivate)).catch((error) => console.warn('why502: the incident could not be forgotten', error));
  }
}
