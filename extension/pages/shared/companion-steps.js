/**
 * The companion, as our pages tell of it: how it is added on each system, how it is, and a patient
 * look-out for it. Pure: who asks the background, and whether the page is seen, is given.
 *
 * @import {Greeting} from '../../diagnosis/companion.js'
 */

/** @typedef {'linux' | 'mac' | 'win'} System */

/**
 * How the companion is added, on each system: install/install.sh where there is a shell that runs it,
 * else what that script does. On Linux alone has anybody run it (README, "Install it").
 *
 * @type {Readonly<Record<System, {name: string, command: string, tried: boolean, saysWhatItNeeds: boolean}>>}
 */
export const SYSTEMS = Object.freeze({
  linux: { name: 'Linux', command: './install/install.sh', tried: true, saysWhatItNeeds: true },
  mac: { name: 'macOS', command: './install/install.sh', tried: false, saysWhatItNeeds: true },
  // One line that both the command prompt and PowerShell understand: the latter has no `&&` in Windows' own version.
  win: {
    name: 'Windows',
    command: 'cmd /c "mvn -q package -DskipTests && host\\target\\image\\bin\\why502.bat install"',
    tried: false,
    saysWhatItNeeds: false,
  },
});

/** Where no extension may start a program: native messaging is not part of these. */
const ALONE = ['android', 'cros'];

/**
 * @param {string} os as runtime.getPlatformInfo names it
 * @returns {System | null} null where there can be no companion
 */
export function systemOf(os) {
  if (ALONE.includes(os)) return null;
  return os === 'mac' || os === 'win' ? os : 'linux';
}

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
  return { tone: 'bad', says: name, todo: `${name}_do`, install: found.trouble !== 'too-new' };
}

/** The look-out asks this often, one question at a time, */
export const EVERY_MS = 3_000;

/** and for so long. Building the companion for the first time takes some minutes. */
export const FOR_MS = 15 * 60_000;

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

  /** The page came to the front, or went. */
  seenOrNot() {
    void this.#look();
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
    if (this.#found && !('trouble' in this.#found)) {
      this.#over = true;
      this.#tell({ state: 'found', version: this.#found.version });
      return;
    }
    this.#tell({ state: 'looking', ...(this.#found && { found: this.#found }) });
    this.#timer = setTimeout(() => void this.#look(), EVERY_MS);
  }
}
