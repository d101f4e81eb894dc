/**
 * Whether why502 may speak by itself: what the person chose for always, for an hour, and for one
 * incident. The badge is no speech: it always tells.
 *
 * @import {Incident} from './incident.js'
 * @import {Settings} from './settings.js'
 */
import { changeSettings } from './settings.js';

/** "Not for an hour". */
export const HOUR_MS = 3_600_000;

/** What was chosen on the card, and what takes it back. */
export class Quiet {
  /** Of private windows: known to this worker alone, and gone with it. Nothing of them is written down. */
  #privateUntil = 0;

  /**
   * @param {Incident} incident
   * @param {Settings} chosen
   * @param {number} [now]
   */
  allows(incident, chosen, now = Date.now()) {
    if (incident.dismissed || chosen.prompts !== 'page' || now < chosen.quietUntil) return false;
    return !incident.isPrivate || now >= this.#privateUntil;
  }

  /**
   * @param {boolean} isPrivate
   * @param {number} [now]
   * @returns {Promise<number>} until when
   */
  async forAnHour(isPrivate, now = Date.now()) {
    const until = now + HOUR_MS;
    if (isPrivate) this.#privateUntil = until;
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
    else if (isPrivate) this.#privateUntil = 0;
    else await changeSettings({ quietUntil: 0 });
  }

  /** The last private window closed. */
  forgetPrivate() {
    this.#privateUntil = 0;
  }
}
