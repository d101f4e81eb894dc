/** A clock of a world's own: time passes where a story says so, and hanging costs none. */
import { guarded } from './events.js';

const soon = setImmediate;

/** Timers and the time, for every realm of one world. */
export class Clock {
  #last = 0;
  /** @type {Map<number, {at: number, act: () => void, every: number}>} */
  #waiting = new Map();

  /** @param {number} now milliseconds since 1970 */
  constructor(now) {
    this.now = now;
  }

  /** @param {(...args: unknown[]) => void} act @param {number} [ms] @param {...unknown} args */
  setTimeout = (act, ms = 0, ...args) => this.#add(() => act(...args), ms, 0);

  /** @param {() => void} act @param {number} [ms] */
  setInterval = (act, ms = 0) => this.#add(act, ms, Math.max(1, ms));

  /** @param {number | undefined} id */
  clear = (id) => {
    if (id !== undefined) this.#waiting.delete(id);
  };

  /** @param {() => void} act @param {number} ms @param {number} every */
  #add(act, ms, every) {
    const id = (this.#last += 1);
    this.#waiting.set(id, { at: this.now + Math.max(0, Number(ms) || 0), act, every });
    return id;
  }

  /** All that promises have to do at this moment. Nothing in a world waits for anything else. */
  async settle() {
    await new Promise((go) => soon(go));
  }

  /** Time passes; what is due happens in its order, each at its time. @param {number} ms */
  async pass(ms) {
    const end = this.now + ms;
    await this.settle();
    for (;;) {
      const next = this.#next(end);
      if (!next) break;
      const [id, timer] = next;
      if (timer.every > 0) timer.at += timer.every;
      else this.#waiting.delete(id);
      this.now = Math.max(this.now, timer.every > 0 ? timer.at - timer.every : timer.at);
      guarded(timer.act);
      await this.settle();
    }
    this.now = end;
  }

  /** @param {number} end */
  #next(end) {
    /** @type {[number, {at: number, act: () => void, every: number}] | undefined} */
    let first;
    for (const entry of this.#waiting) if (entry[1].at <= end && (!first || entry[1].at < first[1].at)) first = entry;
    return first;
  }
}
