/**
 * The companion, as our pages tell of it: where there can be one, how it is, and a patient look-out for it. Pure:
 * who asks the background, and whether the page is seen, is given.
 *
 * @import {Greeting} from '../../diagnosis/companion.js'
 */

/** Troubles against which it does not help to install it (again). @type {readonly string[]} */
const NO_INSTALLING = ['too-new', 'disallowed'];

/** Where no extension may start a program: native messaging is not part of these. */
const ALONE = ['android', 'cros'];

/** Whether there can be a companion. @param {string} os as runtime.getPlatformInfo names it */
export const mayHaveCompanion = (os) => !ALONE.includes(os);

/**
 * How the companion is, in words: the keys of messages.
 *
 * @param {Greeting | undefined} found undefined while it is asked
 * @returns {{tone: 'plain' | 'good' | 'bad', says: string, todo: string | null, install: boolean}} install:
 *   whether installing it (again) may help
 */
export function companionState(found) {
  if (!found) return { tone: 'plain', says: 'options_companion_asking', todo: null, install: false };
  if (!('trouble' in found)) return { tone: 'good', says: 'companion_there', todo: null, install: false };
  const name = `companion_${found.trouble.replaceAll('-', '_')}`;
  return { tone: 'bad', says: name, todo: `${name}_do`, install: !NO_INSTALLING.includes(found.trouble) };
}

/** The look-out asks this often, one question at a time, where the browser only looks whether there is a companion; */
export const EVERY_MS = 3_000;

/** this often where a companion is there that is not right: then each question starts a program; */
export const STARTED_EVERY_MS = 15_000;

/** and for so long, each time that somebody comes to the page. A download and an installation take some minutes. */
export const FOR_MS = 15 * 60_000;

/** What the browser finds without starting a program. @type {readonly string[]} */
const NOT_STARTED = ['missing', 'absent', 'forbidden', 'disallowed'];

/**
 * @typedef {{state: 'looking', found?: Greeting} | {state: 'found', version: string} | {state: 'rested', found?: Greeting}} Sight
 *   rested: it was not found, and a person says when to go on
 */

/** Looks for the companion, while somebody looks at the page. */
export class LookOut {
  #ask;
  #tell;
  #isSeen;
  #until = 0;
  #asking = false;
  #over = true;
  /** @type {Greeting | undefined} */
  #found;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {() => Promise<Greeting>} ask
   * @param {(sight: Sight) => void} tell
   * @param {() => boolean} isSeen whether the page is in front
   */
  constructor(ask, tell, isSeen) {
    this.#ask = ask;
    this.#tell = tell;
    this.#isSeen = isSeen;
  }

  /** Begins, or begins again. */
  start() {
    this.#until = performance.now() + FOR_MS;
    this.#over = false;
    this.#tell({ state: 'looking', ...(this.#found && { found: this.#found }) });
    void this.#look();
  }

  /** The page came to the front, or went. Whoever comes back may have installed it meanwhile: the time counts anew. */
  seenOrNot() {
    if (this.#isSeen() && !this.#isThere()) this.start();
    else clearTimeout(this.#timer);
  }

  #isThere() {
    return this.#found !== undefined && !('trouble' in this.#found);
  }

  async #look() {
    clearTimeout(this.#timer);
    if (this.#over || this.#asking || !this.#isSeen()) return;
    if (performance.now() >= this.#until) {
      this.#over = true;
      this.#tell({ state: 'rested', ...(this.#found && { found: this.#found }) });
      return;
    }
    this.#asking = true;
    // A background that is just being replaced answers nothing; the next one will.
    this.#found = await this.#ask().catch(() => this.#found);
    this.#asking = false;
    const found = this.#found;
    if (found && !('trouble' in found)) {
      this.#over = true;
      this.#tell({ state: 'found', version: found.version });
      return;
    }
    this.#tell({ state: 'looking', ...(found && { found }) });
    if (!this.#isSeen()) return;
    const starts = found !== undefined && !NOT_STARTED.includes(found.trouble);
    this.#timer = setTimeout(() => void this.#look(), starts ? STARTED_EVERY_MS : EVERY_MS);
  }
}
