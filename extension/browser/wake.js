/** Acts at a time, whether this worker sleeps meanwhile or not. */
import { api } from './api.js';

/**
 * Browsers ring no alarm sooner than this (Chrome's least delay). A worker lives about as long after
 * its last event, so that a timer does for what is nearer, and the alarm for a worker that was ended
 * all the same.
 */
const ALARM_LEAST_MS = 30_000;

/** One thing to wake for. Its alarm rings as `api.alarms.onAlarm` with its name, in whichever worker is there then. */
export class Wake {
  #name;
  #act;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {string} name @param {() => void} act */
  constructor(name, act) {
    this.#name = name;
    this.#act = act;
  }

  /** In place of the time that was set before. @param {number} at milliseconds since 1970 */
  at(at) {
    clearTimeout(this.#timer);
    const now = Date.now();
    if (at - now <= ALARM_LEAST_MS) this.#timer = setTimeout(this.#act, Math.max(0, at - now));
    api.alarms.create(this.#name, { when: Math.max(at, now + ALARM_LEAST_MS) }).catch(() => {
      // The door has told of it. As long as this worker lives a timer does as well.
      clearTimeout(this.#timer);
      this.#timer = setTimeout(this.#act, Math.max(0, at - Date.now()));
    });
  }

  never() {
    clearTimeout(this.#timer);
    api.alarms.clear(this.#name).catch(() => undefined); // The door has told of it; what rings finds nothing due.
  }
}
