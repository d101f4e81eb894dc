/**
 * The popup's connection to the background, which streams what changes. It ends when the background goes to
 * sleep, and a page that is left open is no reason to wake it: it is opened again when a person looks at
 * the page once more, or when something has changed, which only a background that is awake does. Pure: who
 * connects, and whether the page is seen, is given.
 *
 * @typedef {{onMessage: {addListener(heard: (message: any) => void): void}, onDisconnect: {addListener(ended: () => void): void}}} Port
 */

/** Before the first time that it is opened again, and at most: a background that ends at once is not asked again and again. ms */
export const PAUSE = Object.freeze({ firstMs: 500, mostMs: 60_000 });

/** A connection that held so long was a good one. ms */
export const HELD_MS = 10_000;

/** One connection, opened and opened again. */
export class Connection {
  #connect;
  #hear;
  #isSeen;
  #pause = Number(PAUSE.firstMs);
  #openedAt = 0;
  /** @type {Port | undefined} */
  #port;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #due;

  /** @param {{connect: () => Port, hear: (message: any) => void, isSeen: () => boolean}} parts */
  constructor({ connect, hear, isSeen }) {
    this.#connect = connect;
    this.#hear = hear;
    this.#isSeen = isSeen;
  }

  /** Opens it now. */
  open() {
    clearTimeout(this.#due);
    this.#due = undefined;
    const port = this.#connect();
    this.#port = port;
    this.#openedAt = performance.now();
    port.onMessage.addListener(this.#hear);
    port.onDisconnect.addListener(() => this.#ended(port));
  }

  /** A person looks at the page, or something has changed: then there is something to hear. */
  wanted() {
    if (this.#port || this.#due !== undefined || !this.#isSeen()) return;
    this.#due = setTimeout(() => {
      this.#due = undefined;
      if (this.#isSeen()) this.open();
    }, this.#pause);
  }

  /** @param {Port} port */
  #ended(port) {
    if (this.#port !== port) return;
    this.#port = undefined;
    this.#pause = performance.now() - this.#openedAt >= HELD_MS ? PAUSE.firstMs : Math.min(PAUSE.mostMs, this.#pause * 2);
  }
}
