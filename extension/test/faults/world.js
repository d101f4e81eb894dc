/**
 * A browser with the extension in it: tabs, cookies and storages that the API (api.js) tells of, AO3, a
 * companion that speaks as its script says, and a person. The background, and each popup, are the real
 * ones, in realms of their own.
 *
 * @import {Fault} from './api.js'
 */
import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import { apiOf } from './api.js';
import { MARKUP, PAGE, answered } from './archive.js';
import { Clock } from './clock.js';
import { Document, documentOf } from './dom.js';
import { BrowserEvent } from './events.js';
import { BASE, Realm, pageGlobals } from './realm.js';
import { Companion, Popup } from './actors.js';

/** @typedef {'chromium' | 'firefox'} Flavour */
/**
 * @typedef {{id: number, url: string, incognito: boolean, active: boolean, windowId: number, status: string,
 *   hasPage: boolean, cookieStoreId?: string, discarded: boolean, title: string}} Tab
 */
/**
 * @typedef {{name: string, value: string, domain: string, path: string, secure: boolean, storeId: string,
 *   httpOnly: boolean, hostOnly: boolean, session: boolean, sameSite: string}} Cookie
 */

/** Read once for all worlds. @type {Map<string, Record<string, {message: string}>>} */
const read = new Map();

/** @param {URL} url */
function messagesOf(url) {
  const known = read.get(url.href) ?? JSON.parse(readFileSync(url, 'utf8'));
  read.set(url.href, known);
  return known;
}

export const NOON = Date.UTC(2026, 10, 22, 12);

export class World {
  id = 'why502';
  clock = new Clock(NOON);
  /** Which API calls were made, by whom: `realm call`, and whether it is answered at once. @type {Map<string, boolean>} */
  calls = new Map();
  /** @type {Fault | null} */
  fault = null;
  /** How often the fault was met. */
  faulted = 0;
  storage = { local: /** @type {Map<string, unknown>} */ (new Map()), session: /** @type {Map<string, unknown>} */ (new Map()) };
  /** @type {Map<number, Tab>} */
  tabs = new Map();
  windows = new Map([[1, { id: 1, incognito: false, focused: true, type: 'normal' }]]);
  focused = 1;
  /** @type {Cookie[]} */
  cookies = [];
  permissions = new Set(['site access', 'notifications']);
  /** Sites whose cookies are refused by the person's own settings, of which AO3 may be one. @type {Set<string>} */
  cookiesRefused = new Set();
  /** What the extension has set above that, by its pattern. @type {Map<string, string>} */
  cookieSettings = new Map();
  /** @type {Map<string, {name: string, scheduledTime: number, timer: number}>} */
  alarms = new Map();
  /** What was done to the world. */
  /** @type {string[]} */ opened = [];
  /** @type {number[]} */ reloads = [];
  /** @type {string[]} */ cleared = [];
  /** @type {string[]} */ clearedHosts = [];
  /** @type {{tabId: number, message: any}[]} */ cards = [];
  /** @type {any[]} */ notices = [];
  /** @type {string[]} what AO3 was asked for, by us */ asked = [];
  /** @type {Map<number, string>} */ badges = new Map();
  /** @type {Map<number, string>} */ titles = new Map();
  popupsOpened = 0;
  /** Who is put into AO3's pages. @type {unknown[]} */
  guards = [];
  /** @type {import('./events.js').Port[]} the popups' ends */
  ports = [];
  /** @type {{message: string} | undefined} */
  lastError = undefined;
  /** Status of AO3's pages, by whether cookies are sent. @type {(withCookies: boolean, url: string) => number} */
  ao3 = () => 502;
  /** @type {Map<string, BrowserEvent>} by realm and name */
  #events = new Map();
  companion = new Companion(this);

  /** @param {URL} root the extension's folder @param {Flavour} flavour */
  constructor(root, flavour) {
    this.root = root;
    this.flavour = flavour;
    this.firefox = flavour === 'firefox';
    this.defaultStore = this.firefox ? 'firefox-default' : '0';
    this.privateStore = this.firefox ? 'firefox-private' : '1';
    this.manifest = JSON.parse(readFileSync(new URL('manifest.json', root), 'utf8'));
    this.#messages = messagesOf(new URL('_locales/en/messages.json', root));
    this.storage.local.set('settings', { prompts: 'page', quietUntil: 0, notify: true, reload: true, remember: true, language: '' });
  }
  /** @type {Record<string, {message: string}>} */
  #messages;

  /** Whether a site may keep cookies. @param {string} host */
  keepsCookies(host) {
    return this.cookieSettings.get(`*://${host}/*`) === 'allow' || !this.cookiesRefused.has(host);
  }

  // --- what the API needs ---

  /** @param {string} realm @param {string} name */
  events = (realm, name) => {
    const key = `${realm} ${name}`;
    const there = this.#events.get(key) ?? new BrowserEvent();
    this.#events.set(key, there);
    return there;
  };

  /** @param {string} realm @param {string} name @param {...any} args */
  fire(realm, name, ...args) {
    return this.events(realm, name).fire(...args);
  }

  /** @param {string} name @param {...any} args */
  everywhere(name, ...args) {
    for (const [key, event] of this.#events) if (key.endsWith(` ${name}`)) event.fire(...args);
  }

  /** @param {string} key @param {(string | number)[]} values */
  message(key, values) {
    const message = this.#messages[key]?.message ?? '';
    if (!message.includes('$')) return message;
    return message.replace(/\$([1-9])|\$\$/g, (found, n) => (n ? String(values[Number(n) - 1] ?? '') : found.slice(1)));
  }

  privateStores() {
    const tabs = [...this.tabs.values()].filter((t) => t.incognito);
    return tabs.length > 0 ? [{ id: this.privateStore, tabIds: tabs.map((t) => t.id) }] : [];
  }

  /** @param {string} name @param {number} when */
  alarm(name, when) {
    this.noAlarm(name);
    const timer = this.clock.setTimeout(
      () => (this.alarms.delete(name), this.fire('background', 'alarms.onAlarm', { name, scheduledTime: when })),
      when - this.clock.now,
    );
    this.alarms.set(name, { name, scheduledTime: when, timer });
  }

  /** @param {string} name */
  noAlarm(name) {
    this.clock.clear(this.alarms.get(name)?.timer);
    return this.alarms.delete(name);
  }

  /**
   * As browsers do: the first answer counts; no listener at all is an error.
   *
   * @param {unknown} message
   * @param {object} sender
   * @returns {Promise<unknown>}
   */
  tellBackground(message, sender) {
    const event = this.events('background', 'runtime.onMessage');
    if (!event.hasListeners()) return Promise.reject(new Error('Could not establish connection. Receiving end does not exist.'));
    return new Promise((go) => {
      const answers = event.fire(structuredClone(message), sender, (/** @type {unknown} */ answer) =>
        go(answer === undefined ? undefined : structuredClone(answer)),
      );
      if (!answers.some((answer) => answer === true)) go(undefined);
    });
  }

  /** @param {Tab} tab @param {(...args: any[]) => any} func @param {any[]} args */
  async inPage(tab, func, args) {
    const { hostname, pathname, protocol } = new URL(tab.url);
    const document = new Document(MARKUP);
    let jar = '';
    const cookie = { get: () => jar, set: (/** @type {string} */ text) => void (this.keepsCookies(hostname) && (jar = text)) };
    Object.defineProperty(document, 'cookie', cookie);
    const realm = new Realm({
      name: 'page',
      root: this.root,
      clock: this.clock,
      globals: {
        ...pageGlobals(document, '', { copied: [], reloads: 0 }),
        location: { href: tab.url, hostname, pathname, protocol },
        navigator: { cookieEnabled: true },
        fetch: (/** @type {string} */ url, /** @type {RequestInit} */ init) => this.#fetch(url, init, tab),
        caches: { keys: async () => [], delete: async () => true },
      },
    });
    return vm.runInContext(`(${func})`, realm.context)(...args);
  }

  // --- AO3 ---

  /** @param {string} url @param {RequestInit} [init] @param {Tab} [from] @returns {Promise<ReturnType<typeof answered>>} */
  async #fetch(url, init = {}, from = undefined) {
    if (url.startsWith(BASE)) return answered(url, 200, readFileSync(new URL(url.slice(BASE.length), this.root), 'utf8'));
    init.signal?.throwIfAborted();
    // What the browser's own copies alone may answer asks nobody; here it holds none.
    if (init.cache === 'only-if-cached') throw new TypeError('Failed to fetch');
    this.asked.push(url);
    const withCookies = init.credentials === 'include';
    const status = this.ao3(withCookies, url);
    const body =
      url.endsWith('/token_dispenser.json') && status === 200 ? '{"token":"abc"}' : status === 200 ? '<title>A work</title>' : MARKUP;
    if (!from) {
      const details = {
        requestId: `fetch ${this.asked.length}`,
        tabId: -1,
        type: 'xmlhttprequest',
        url,
        method: 'GET',
        timeStamp: this.clock.now,
        statusCode: status,
        fromCache: false,
        ip: '104.20.28.24',
        responseHeaders: [{ name: 'Server', value: 'cloudflare' }],
      };
      for (const name of ['onHeadersReceived', 'onResponseStarted', 'onCompleted'])
        this.events('background', `webRequest.${name}`).request(details);
    }
    return answered(url, status, body);
  }

  // --- the extension ---

  /** @param {'startup' | 'install'} [why] */
  async begin(why = 'startup') {
    const realm = new Realm({ name: 'background', root: this.root, clock: this.clock, globals: {} });
    this.#extend(realm, false);
    await realm.load('background.js');
    if (why === 'install') this.fire('background', 'runtime.onInstalled', { reason: 'install' });
    else this.fire('background', 'runtime.onStartup');
    await this.clock.settle();
    this.background = realm;
  }

  /** @param {Realm} realm @param {boolean} isPage */
  #extend(realm, isPage) {
    const scope = /** @type {any} */ (realm.context);
    scope.chrome = apiOf(this, realm, isPage);
    if (this.firefox) scope.browser = scope.chrome;
    scope.fetch = (/** @type {string} */ url, /** @type {RequestInit} */ init) => this.#fetch(url, init);
    scope.navigator = {
      onLine: true,
      userAgentData: { brands: [{ brand: 'Chromium', version: '156' }] },
      clipboard: { writeText: async () => undefined },
      language: 'en',
    };
  }

  /** A person opens the popup. */
  async openPopup() {
    const document = documentOf(new URL('pages/popup/popup.html', this.root));
    const said = { copied: /** @type {string[]} */ ([]), reloads: 0 };
    const realm = new Realm({
      name: 'popup',
      root: this.root,
      clock: this.clock,
      globals: pageGlobals(document, 'pages/popup/popup.html', said),
    });
    this.#extend(realm, true);
    const { start } = await realm.load('pages/popup/popup.js');
    // As pages/popup/start.js does: what goes wrong there goes wrong in a person's face.
    void start();
    await this.clock.settle();
    return new Popup(this, realm, document);
  }

  // --- the browser's events ---

  /** @param {Partial<Tab> & {id: number}} how */
  openTab(how) {
    const incognito = how.incognito ?? false;
    /** @type {Tab} */
    const tab = {
      url: 'about:blank',
      incognito,
      active: true,
      windowId: incognito ? 2 : 1,
      status: 'complete',
      hasPage: false,
      discarded: false,
      title: '',
      ...how,
    };
    if (this.firefox) tab.cookieStoreId = incognito ? this.privateStore : this.defaultStore;
    if (incognito) this.windows.set(2, { id: 2, incognito: true, focused: true, type: 'normal' });
    this.focused = tab.windowId;
    this.tabs.set(tab.id, tab);
    return tab;
  }

  /**
   * A page of AO3 is loaded in a tab.
   *
   * @param {number} id the tab's
   * @param {{status: number, error?: string, url?: string}} answer an error has no page
   */
  async load(id, { status, error, url = PAGE }) {
    const tab = /** @type {Tab} */ (this.tabs.get(id));
    const request = {
      requestId: `page ${id} ${this.clock.now}`,
      tabId: id,
      type: 'main_frame',
      url,
      method: 'GET',
      frameId: 0,
      documentLifecycle: 'active',
      fromCache: false,
    };
    const now = (/** @type {object} */ more = {}) => ({ ...request, timeStamp: (this.clock.now += 5), ...more });
    const web = (/** @type {string} */ name, /** @type {object} */ details) =>
      this.events('background', `webRequest.${name}`).request(/** @type {any} */ (details));
    Object.assign(tab, { url, status: 'loading', hasPage: error === undefined, active: true });
    web('onBeforeRequest', now());
    this.fire('background', 'tabs.onUpdated', id, { status: 'loading', url }, { ...tab });
    await this.clock.pass(50);
    if (error !== undefined) {
      web('onErrorOccurred', now({ error }));
    } else {
      const headers = {
        statusCode: status,
        responseHeaders: [
          { name: 'server', value: 'cloudflare' },
          { name: 'cf-ray', value: '8e0-LHR' },
        ],
        ip: '104.20.28.24',
      };
      web('onHeadersReceived', now(headers));
      web('onResponseStarted', now(headers));
      await this.#page(tab, status, null);
      web('onCompleted', now(headers));
      await this.#page(tab, status, MARKUP);
    }
    tab.status = 'complete';
    this.fire('background', 'tabs.onUpdated', id, { status: 'complete' }, { ...tab });
    await this.clock.settle();
  }

  /** As content/look.js tells it. @param {Tab} tab @param {number} status @param {string | null} markup */
  async #page(tab, status, markup) {
    if (status < 400) return;
    const message = {
      type: 'page',
      url: tab.url,
      status,
      tookMs: 180,
      cached: false,
      revisited: false,
      cookies: this.keepsCookies(new URL(tab.url).hostname),
      markup,
    };
    await this.fromPage(tab, message);
  }

  /** @param {Tab} tab @param {object} message */
  async fromPage(tab, message) {
    void this.tellBackground(message, { id: this.id, url: tab.url, origin: new URL(tab.url).origin, frameId: 0, tab: { ...tab } }).catch(
      () => undefined,
    );
    await this.clock.settle();
  }

  /** @param {number} id */
  async closeTab(id) {
    const tab = this.tabs.get(id);
    this.tabs.delete(id);
    this.fire('background', 'tabs.onRemoved', id, { windowId: tab?.windowId, isWindowClosing: false });
    if (tab && ![...this.tabs.values()].some((t) => t.windowId === tab.windowId)) {
      this.windows.delete(tab.windowId);
      this.fire('background', 'windows.onRemoved', tab.windowId);
    }
    await this.clock.settle();
  }

  /** @param {Partial<Cookie> & {name: string}} how */
  cookie(how) {
    this.cookies.push({
      value: '1',
      domain: '.archiveofourown.org',
      path: '/',
      secure: true,
      storeId: this.defaultStore,
      httpOnly: true,
      hostOnly: false,
      session: false,
      sameSite: 'lax',
      ...how,
    });
  }
}
