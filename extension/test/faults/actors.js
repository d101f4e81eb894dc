/**
 * The popup of a browser in Node, as a person uses it, and the companion that the background starts.
 *
 * @import {Realm} from './realm.js'
 * @import {World} from './world.js'
 */
import { portPair } from './events.js';

/** The popup, as a person has it. */
export class Popup {
  /** @param {World} world @param {Realm} realm @param {import('./dom.js').Document} document */
  constructor(world, realm, document) {
    this.world = world;
    this.realm = realm;
    this.document = document;
  }

  /** @param {string} id */
  $(id) {
    return /** @type {import('./dom.js').Element} */ (this.document.getElementById(id));
  }

  /** All that can be read in it. */
  get text() {
    return this.document.body.innerText;
  }

  get state() {
    return this.document.body.dataset['state'] ?? '';
  }

  /** @param {string} id what is not there to be pressed is not pressed */
  press(id) {
    const button = this.$(id);
    for (let at = /** @type {import('./dom.js').Element | null} */ (button); at; at = at.parentElement) if (at.hidden) return false;
    if (!button || button.disabled) return false;
    button.click();
    return true;
  }

  /** Among all that can be tried. @param {string} code of a usual step */
  pressStep(code) {
    const step = [...this.document.querySelectorAll('li')].find((li) => li.dataset['code'] === code);
    const button = step?.querySelector('button');
    button?.click();
    return Boolean(button);
  }

  /** What a note offers. */
  pressNote() {
    const button = this.$('note').hidden ? null : this.$('note').querySelector('button');
    button?.click();
    return Boolean(button);
  }

  close() {
    this.realm.over = true;
    for (const port of this.world.ports) port.disconnect();
  }
}

/** The native host: a port for each time that it is started. */
export class Companion {
  #world;
  /** @type {import('./events.js').Port[]} our ends, as the extension holds the others */
  started = [];
  /** Not registered with this browser. */
  missing = false;
  /** What it says to each diagnosis, in turn; the last is said again. @type {((say: (message: object) => void, id: string) => void)[]} */
  scripts = [];
  /** How many diagnoses it was asked for. */
  diagnoses = 0;

  /** @param {World} world */
  constructor(world) {
    this.#world = world;
  }

  /** @param {string} name */
  connect(name) {
    const [theirs, ours] = portPair(name, undefined);
    if (this.missing) {
      queueMicrotask(() => {
        ours.closed = theirs.closed = true;
        this.#world.lastError = { message: 'Specified native messaging host not found.' };
        theirs.onDisconnect.fire(
          Object.assign(theirs, { error: this.#world.firefox ? { message: 'No such native application org.why502.host' } : undefined }),
        );
        this.#world.lastError = undefined;
      });
      return theirs;
    }
    this.started.push(ours);
    const say = (/** @type {object} */ message) => !ours.closed && ours.postMessage(message);
    ours.onMessage.addListener((message) => {
      if (message.type === 'hello') say({ type: 'welcome', protocol: 1, version: '0.1.0', os: 'linux', can: [] });
      if (message.type === 'diagnose') {
        this.diagnoses += 1;
        (this.scripts.length > 1 ? this.scripts.shift() : this.scripts[0])?.(say, message.id);
      }
      if (message.type === 'tried') this.tried(message, say);
    });
    return theirs;
  }

  /** What it does with a trial's answer. @type {(message: any, say: (message: object) => void) => void} */
  tried = () => undefined;
}
