/**
 * One of the extension's own contexts, as a browser makes them: globals of its own, and every module of
 * the extension as it is, run anew (modules.js). Several of them run side by side on one clock.
 *
 * @import {Clock} from './clock.js'
 * @import {Namespace} from './modules.js'
 */
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { Document, Element } from './dom.js';
import { compiled } from './modules.js';

/** Where the extension begins in the browser. */
export const BASE = 'chrome-extension://why502/';

/** What writes numbers and times, by its kind and what it was asked for. @type {Map<string, object>} */
const formats = new Map();

/** @param {'DateTimeFormat' | 'NumberFormat' | 'PluralRules' | 'RelativeTimeFormat'} kind */
const kept = (kind) =>
  function (/** @type {unknown[]} */ ...asked) {
    const key = `${kind} ${JSON.stringify(asked)}`;
    const known = formats.get(key) ?? Reflect.construct(Intl[kind], asked);
    formats.set(key, known);
    return known;
  };

/**
 * Node's own, each made once for all realms: to make one takes longer than all that is written with it, and a
 * popup that counts down asks for them twice a second.
 */
const INTL = Object.assign(Object.create(Intl), {
  DateTimeFormat: kept('DateTimeFormat'),
  NumberFormat: kept('NumberFormat'),
  PluralRules: kept('PluralRules'),
  RelativeTimeFormat: kept('RelativeTimeFormat'),
});

export class Realm {
  /** Whatever was said on its console, by level. @type {{level: string, words: unknown[]}[]} */
  console = [];
  /** Its page is closed: none of its timers rings again. */
  over = false;
  /** What each module that was begun exports, or why it does not. @type {Map<string, () => Namespace>} */
  #modules = new Map();
  /** What is global, as it was when the realm was made. @type {Readonly<Record<string, unknown>>} */
  #globals;

  /**
   * @param {object} so
   * @param {string} so.name
   * @param {URL} so.root the extension's folder
   * @param {Clock} so.clock
   * @param {Record<string, unknown>} so.globals its own: `chrome`, `fetch`, …
   */
  constructor({ name, root, clock, globals }) {
    this.name = name;
    this.root = root;
    this.context = vm.createContext({ ...platform(clock, this), ...globals });
    const scope = /** @type {any} */ (this.context);
    scope.globalThis = vm.runInContext('globalThis', this.context);
    scope.self = scope.globalThis;
    scope.Intl = INTL;
    if (scope.document) scope.window = scope.globalThis;
    vm.runInContext('Date.now = now; delete globalThis.now;', this.context);
    this.#globals = vm.runInContext(
      'Object.fromEntries(Object.getOwnPropertyNames(globalThis).map((name) => [name, globalThis[name]]))',
      this.context,
    );
    /** An error of this realm, as a browser throws them. @type {(text: string) => Error} */
    this.error = vm.runInContext('(text) => new Error(text)', this.context);
  }

  /** @param {string} path of a module, from the extension's folder @returns {Promise<any>} what it exports */
  async load(path) {
    return this.#module(new URL(path, this.root));
  }

  /** As a browser does: run once, after what it imports; one that failed fails alike each time. @param {URL} url @returns {Namespace} */
  #module(url) {
    const there = this.#modules.get(url.href);
    if (there) return there();
    this.#modules.set(url.href, () => {
      throw new ReferenceError(`${url.href} imports itself`);
    });
    try {
      const run = compiled(url).inContext(this.context, this.#globals);
      const made = run(
        (specifier) => this.#module(new URL(specifier, url)),
        async (specifier) => this.#module(new URL(specifier, url)),
      );
      this.#modules.set(url.href, () => made);
      return made;
    } catch (error) {
      this.#modules.set(url.href, () => {
        throw error;
      });
      throw error;
    }
  }
}

/** What every realm has of the platform. @param {Clock} clock @param {Realm} realm */
function platform(clock, realm) {
  const say =
    (/** @type {string} */ level) =>
    (/** @type {unknown[]} */ ...words) =>
      void realm.console.push({ level, words });
  const living =
    (/** @type {(...args: unknown[]) => void} */ act) =>
    (/** @type {unknown[]} */ ...args) =>
      void (realm.over || act(...args));
  const since = clock.now;
  return {
    console: Object.fromEntries(['log', 'info', 'warn', 'error', 'debug'].map((level) => [level, say(level)])),
    setTimeout: (/** @type {() => void} */ act, /** @type {number} */ ms, /** @type {unknown[]} */ ...args) =>
      clock.setTimeout(living(act), ms, ...args),
    setInterval: (/** @type {() => void} */ act, /** @type {number} */ ms) => clock.setInterval(living(act), ms),
    clearTimeout: clock.clear,
    clearInterval: clock.clear,
    now: () => clock.now,
    performance: { now: () => clock.now - since, getEntriesByType: () => [{ responseStatus: 502, type: 'navigate' }] },
    crypto: { randomUUID: () => crypto.randomUUID() },
    AbortController,
    AbortSignal: {
      any: (/** @type {AbortSignal[]} */ signals) => AbortSignal.any(signals),
      timeout(/** @type {number} */ ms) {
        const stop = new AbortController();
        clock.setTimeout(() => stop.abort(new DOMException('timed out', 'TimeoutError')), ms);
        return stop.signal;
      },
    },
    URL,
    URLSearchParams,
    Headers,
    TextDecoder,
    TextEncoder,
    DOMException,
    TextDecoderStream: class {},
    structuredClone,
    queueMicrotask,
    Event,
    addEventListener: () => undefined,
  };
}

/** What a page of ours has, beside. @param {Document} document @param {string} path @param {{copied: string[], reloads: number}} said */
export function pageGlobals(document, path, said) {
  const search = path.includes('?') ? path.slice(path.indexOf('?')) : '';
  return {
    document,
    location: { href: BASE + path, pathname: `/${path}`, search, reload: () => (said.reloads += 1) },
    HTMLElement: Element,
    HTMLButtonElement: Element,
    HTMLIFrameElement: class {},
    HTMLInputElement: Element,
    HTMLTextAreaElement: Element,
    Element,
    window: { addEventListener: () => undefined },
    scrollTo: () => undefined,
    getSelection: () => ({ selectAllChildren: () => undefined }),
  };
}

/** @param {URL} root @param {string} path */
export const fileOf = (root, path) => fileURLToPath(new URL(path, root));
