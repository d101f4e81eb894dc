/**
 * No check without an end. Each step has a limit of its own (door.js, companion-steps.js, trials.js); this one holds
 * where all of them together would not end, or one of them breaks in a way that nobody thought of.
 *
 * @import {Check} from './check.js'
 * @import {Incident} from '../incident/incident.js'
 * @import {Incidents} from '../incident/incidents.js'
 */

/** The companion ends within 20 s, trials and a silent companion within a minute: in ms. */
export const LONGEST_MS = 150_000;

/** Ends checks that do not. */
export class TimeLimit {
  #incidents;
  #check;
  /** @type {Map<string, ReturnType<typeof setTimeout>>} by incident id */
  #timers = new Map();

  /** @param {Incidents} incidents @param {Check} check */
  constructor(incidents, check) {
    this.#incidents = incidents;
    this.#check = check;
  }

  /** After every change of an incident. @param {Incident} incident */
  heed(incident) {
    const timer = this.#timers.get(incident.id);
    // A diagnosis that waits until AO3 has rested has not begun, and has no limit yet.
    if (incident.phase !== 'checking' || incident.waits !== null) {
      clearTimeout(timer);
      this.#timers.delete(incident.id);
    } else if (timer === undefined) {
      this.#timers.set(
        incident.id,
        setTimeout(() => this.#end(incident), LONGEST_MS),
      );
    }
  }

  /** What is known stays; a person may start it again. @param {Incident} incident */
  #end(incident) {
    this.#timers.delete(incident.id);
    const now = this.#incidents.get(incident.isPrivate);
    if (now?.id !== incident.id || now.phase !== 'checking') return;
    this.#check.stop(now);
    this.#incidents.update(now, (i) => (i.diagnosis ? { ...i, phase: 'settled', settledAt: Date.now() } : { ...i, phase: 'stopped' }));
  }
}
