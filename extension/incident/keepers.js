/**
 * All that is kept of a person, and its end: what is of private windows goes with the last of them, and everything
 * goes where a person wants it forgotten. Who keeps something is named here once, so that no part can be missed.
 */
import { anyPrivate } from '../browser/private-windows.js';

/**
 * @typedef {object} Keeper
 * @property {() => unknown} forget a person has all forgotten
 *
 * @typedef {object} PrivateKeeper
 * @property {() => boolean} knowsPrivate whether anything is of a private window
 * @property {() => unknown} forgetPrivate the last of them closed
 */

/** Those who keep. */
export class Keepers {
  #all;
  #ofPrivate;

  /** @param {{all: readonly Keeper[], ofPrivate: readonly PrivateKeeper[]}} keepers */
  constructor({ all, ofPrivate }) {
    this.#all = all;
    this.#ofPrivate = ofPrivate;
  }

  /** What is known of private windows goes where none is open, also where this worker slept as the last one closed. */
  async privateWindowsClosed() {
    if (!this.#ofPrivate.some((each) => each.knowsPrivate()) || (await anyPrivate())) return;
    await Promise.all(this.#ofPrivate.map((each) => each.forgetPrivate()));
  }

  /** Everything but what the person has chosen. */
  async forget() {
    for (const keeper of this.#all) await keeper.forget();
  }
}
