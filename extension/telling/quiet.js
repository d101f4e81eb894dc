/**
 * Whether why502 may speak by itself: what the person chose for always, for an hour, and for one
 * incident. The badge is no speech: it always tells.
 *
 * @import {Incident} from '../incident/incident.js'
 * @import {Settings} from '../browser/settings.js'
 */
import { api } from '../browser/api.js';
import { changeSettings } from '../browser/settings.js';

/** "Not for an hour". */
export const HOUR_MS = 3_600_000;

/** Where that of private windows is kept in storage.session: the memory of the browser, never its disk. */
const PRIVATE = 'quiet-private';

/** What was chosen on the card, and what takes it back. */
export class Quiet {
  /** Of private windows, and gone with the last of them. */
  #privateUntil = 0;

  /** What a worker before this one kept. */
  async load() {
    try {
      const until = (await api.storage.session.get(PRIVATE))[PRIVATE];
      this.#privateUntil = typeof until === 'number' ? until : 0;
    } catch (error) {
      console.warn('why502: what private windows chose cannot be read; it does not hold', error);
    }
  }

  /**
   * @param {Incident} incident
   * @param {Settings} chosen
   * @param {number} [now]
   */
  allows(incident, chosen, now = Date.now()) {
    if (incident.dismissed || chosen.prompts !== 'page' || isQuiet(chosen.quietUntil, now)) return false;
    return !incident.isPrivate || !isQuiet(this.#privateUntil, now);
  }

  /**
   * @param {boolean} isPrivate
   * @param {number} [now]
   * @returns {Promise<number>} until when
   */
  async forAnHour(isPrivate, now = Date.now()) {
    const until = now + HOUR_MS;
    if (isPrivate) await this.#privately(until);
    else await changeSettings({ quietUntil: until });
    return until;
  }

  /** A choice for every window, as in the options: it says nothing about any page. */
  async always() {
    await changeSettings({ prompts: 'badge' });
  }

  /** @param {boolean} isPrivate where it was chosen @param {'hour' | 'always'} what */
  async undo(isPrivate, what) {
    if (what === 'always') await changeSettings({ prompts: 'page' });
    else if (isPrivate) await this.#privately(0);
    else await changeSettings({ quietUntil: 0 });
  }

  /** Whether private windows chose anything. */
  knowsPrivate() {
    return this.#privateUntil > 0;
  }

  /** The last private window closed. */
  async forgetPrivate() {
    await this.#privately(0);
  }

  /** @param {number} until @returns {Promise<void>} */
  async #privately(until) {
    this.#privateUntil = until;
    await (until > 0 ? api.storage.session.set({ [PRIVATE]: until }) : api.storage.session.remove(PRIVATE));
  }
}

/** An hour is an hour, also where the clock was set back meanwhile. @param {number} until @param {number} now */
const isQuiet = (until, now) => now < until && until - now <= HOUR_MS;
