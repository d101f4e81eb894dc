/**
 * What grows old says so, and what is history ends: by an alarm, whether the worker sleeps meanwhile or
 * not, and whenever anybody asks (`upToDate`). The rules are in ages.js.
 *
 * Chromium writes alarms to its disk. For an incident of private windows there is none: a timer does as
 * long as this worker lives, and the next one looks as it wakes.
 *
 * @import {Incident} from './incident.js'
 * @import {Incidents} from './incidents.js'
 */
import { inTime, isHistory, isStale, turnsAt } from './ages.js';
import { Wake } from '../browser/wake.js';

/** The name of its alarm. */
export const AGE = 'age';

/** Looks how old the incidents are. */
export class Aging {
  #incidents;
  #watcher;
  #tell;
  #wake = new Wake(AGE, () => this.ring());
  /** For when this worker has set the alarm; Infinity where it has set none. */
  #awaited = Infinity;
  /** For private windows. @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Incidents that are known to say already that they may have changed, by id. @type {Set<string>} */
  #stale = new Set();

  /**
   * @param {Incidents} incidents
   * @param {{holds(isPrivate: boolean): boolean}} watcher tells whether the outage of such windows is being watched
   * @param {{stale: (incident: Incident) => void, over: (incident: Incident) => void}} tell `stale` is called once for each look;
   *   `over` ends the incident
   */
  constructor(incidents, watcher, tell) {
    this.#incidents = incidents;
    this.#watcher = watcher;
    this.#tell = tell;
  }

  /** The alarm rang, perhaps too soon: then it is set anew. */
  ring() {
    this.#awaited = Infinity;
    this.upToDate();
  }

  /** Before anybody acts on an incident or is told of one. */
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

  /** After every change of an incident: what comes next is awaited. */
  await() {
    const now = Date.now();
    const next = (/** @type {boolean} */ isPrivate) => {
      const incident = this.#incidents.get(isPrivate);
      return incident ? turnsAt(incident, now) : Infinity;
    };
    const [at, ofPrivate] = [next(false), next(true)];
    // Events come many at a time, and mostly nothing is new.
    if (at !== this.#awaited) {
      if (Number.isFinite(at)) this.#wake.at(at);
      else this.#wake.never();
      this.#awaited = at;
    }
    clearTimeout(this.#timer);
    if (Number.isFinite(ofPrivate)) this.#timer = setTimeout(() => this.upToDate(), ofPrivate - now);
  }
}
