/**
 * What grows old says so, and what is history ends: by an alarm, whether the worker sleeps meanwhile or
 * not, and whenever anybody asks (`upToDate`). The rules are in ages.js.
 *
 * @import {Incident, Incidents} from './incident.js'
 * @import {Watcher} from './watch.js'
 */
import { inTime, isHistory, isStale, turnsAt } from './ages.js';
import { Wake } from './wake.js';

/** The name of its alarm. */
export const AGE = 'age';

/** Looks how old the incidents are. */
export class Aging {
  #incidents;
  #watcher;
  #tell;
  #wake = new Wake(AGE, () => this.upToDate());
  /** Whether this worker has set the alarm. */
  #awaited = false;
  /** Incidents that are known to say already that they may have changed, by id. @type {Set<string>} */
  #stale = new Set();

  /**
   * @param {Incidents} incidents
   * @param {Watcher} watcher
   * @param {{stale: (incident: Incident) => void, over: (incident: Incident) => void}} tell `stale` is called once for each look;
   *   `over` ends the incident
   */
  constructor(incidents, watcher, tell) {
    this.#incidents = incidents;
    this.#watcher = watcher;
    this.#tell = tell;
  }

  /** Before anybody acts on an incident or is told of one, and when the alarm rings. */
  upToDate() {
    const now = Date.now();
    for (const known of this.#incidents.all()) {
      const incident = inTime(known, now);
      if (incident !== known) this.#incidents.put(incident);
      if (isHistory(incident, this.#watcher.holds(incident.isPrivate), now)) {
        this.#stale.delete(incident.id);
        this.#tell.over(incident);
      } else if (!isStale(incident, now)) {
        this.#stale.delete(incident.id);
      } else if (!this.#stale.has(incident.id)) {
        this.#stale.add(incident.id);
        this.#tell.stale(incident);
      }
    }
    this.await();
  }

  /** After every change of an incident: the alarm is set for what comes next. */
  await() {
    const now = Date.now();
    const at = Math.min(...this.#incidents.all().map((incident) => turnsAt(incident, now)));
    if (Number.isFinite(at)) this.#wake.at(at);
    else if (this.#awaited) this.#wake.never();
    this.#awaited = Number.isFinite(at);
  }
}
