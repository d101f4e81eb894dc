/**
 * A page of AO3's that a person loads while a watch runs, and that comes: as good as a look, and no request of
 * ours. A page may still turn out to be AO3's error under a good status, so that its own word is waited for.
 */

/** The page's script speaks at its commit, and its message takes a moment on a slow machine. ms */
export const WORD_MS = 3_000;

/** One witness at a time: the last page that came. */
export class Witness {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;

  /** @param {() => void} then what is done when nothing speaks against it */
  saw(then) {
    this.recants();
    this.#waiting = setTimeout(then, WORD_MS);
  }

  /** It was an error after all, or AO3 failed again. */
  recants() {
    clearTimeout(this.#waiting);
  }
}
