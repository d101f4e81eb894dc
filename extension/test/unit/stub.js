/** A browser API for unit tests of modules that import browser/api.js; import this first. */

/** @type {Map<string, unknown>} what storage.session holds */
export const stored = new Map();

/** What storage.local holds. @type {Map<string, unknown>} */
export const onDisk = new Map();

/** @param {Map<string, unknown>} held */
const area = (held) => ({
  get: async (/** @type {string | string[]} */ keys) =>
    Object.fromEntries([keys].flat().flatMap((key) => (held.has(key) ? [[key, structuredClone(held.get(key))]] : []))),
  set: async (/** @type {Record<string, unknown>} */ values) => Object.entries(values).forEach(([k, v]) => held.set(k, structuredClone(v))),
  remove: async (/** @type {string | string[]} */ keys) => [keys].flat().forEach((key) => held.delete(key)),
});

/**
 * The alarms that are set: name → when. They ring by the clock of the test (clock.js).
 *
 * @type {Map<string, number>}
 */
export const alarms = new Map();
/** @type {Map<string, ReturnType<typeof setTimeout>>} */
const bells = new Map();
/** @type {(alarm: {name: string}) => void} */
let ring = () => undefined;
/** What an alarm does when it rings, as background.js would have it. @param {(name: string) => void} act */
export const onAlarm = (act) => void (ring = ({ name }) => act(name));

/** No test talks to anything outside the machine: one that has AO3 answer says what. */
globalThis.fetch = async (what) => {
  throw new TypeError(`A unit test asks for ${what}.`);
};

const alarmsApi = {
  create: async (/** @type {string} */ name, /** @type {{when: number}} */ { when }) => {
    clearTimeout(bells.get(name));
    alarms.set(name, when);
    bells.set(
      name,
      setTimeout(() => (alarms.delete(name), ring({ name })), when - Date.now()),
    );
  },
  clear: async (/** @type {string} */ name) => {
    clearTimeout(bells.get(name));
    return alarms.delete(name);
  },
};

/**
 * A tab that is open: what it shows, the status of its page (0: a page of the browser's own), and the
 * text that was typed into it.
 *
 * @typedef {{id: number, url: string, status: number, active?: boolean, incognito?: boolean, discarded?:
 *   boolean, loading?: boolean, cookieStoreId?: string, windowId?: number, text?: string}} FakeTab
 * @type {Map<number, FakeTab>}
 */
export const tabs = new Map();
/** Every reload, in order. @type {{tabId: number, at: number, bypassCache: boolean}[]} */
export const reloads = [];

/** The address of every tab that was opened, in order. @type {string[]} */
export const opened = [];

/** As a browser tells of it. @param {FakeTab} tab */
const whole = (tab) => ({ incognito: false, windowId: 1, ...tab, status: tab.loading ? 'loading' : 'complete' });

const tabsApi = {
  create: async (/** @type {{url: string}} */ { url }) => void opened.push(url),
  update: async (/** @type {number} */ id, /** @type {{active: boolean}} */ { active }) =>
    void Object.assign(tabs.get(id) ?? {}, { active }),
  get: async (/** @type {number} */ id) => whole(tabs.get(id) ?? (await Promise.reject(new Error(`No tab with id: ${id}.`)))),
  query: async (/** @type {{active?: boolean, url?: string[]}} */ { active, url }) =>
    [...tabs.values()].filter((tab) => (!active || tab.active) && (!url || tab.url.includes('archiveofourown.org/'))).map(whole),
  reload: async (/** @type {number} */ tabId, /** @type {{bypassCache: boolean}} */ { bypassCache }) =>
    void reloads.push({ tabId, at: Date.now(), bypassCache }),
};

/** Runs in a page that has nothing but a status, and perhaps a field with text. */
const scripting = {
  executeScript: async (
    /** @type {{target: {tabId: number}, func: (...args: unknown[]) => unknown, args?: unknown[]}} */ { target, func, args = [] },
  ) => {
    const status = tabs.get(target.tabId)?.status ?? 0;
    if (status === 0) throw new Error('Frame with ID 0 is showing error page');
    const scope = /** @type {any} */ (globalThis);
    const own = performance.getEntriesByType;
    performance.getEntriesByType = () => /** @type {any} */ ([{ responseStatus: status }]);
    const { text = '' } = tabs.get(target.tabId) ?? {};
    const area = { id: '', name: 'comment[comment_content]', value: text, defaultValue: '', readOnly: false, disabled: false };
    scope.document = { querySelector: () => null, querySelectorAll: (/** @type {string} */ what) => (what === 'textarea' ? [area] : []) };
    scope.HTMLIFrameElement ??= class {};
    try {
      return [{ result: await func(...args) }];
    } finally {
      performance.getEntriesByType = own;
      delete scope.document;
    }
  },
};

/**
 * Who listens to the network, by event.
 *
 * @type {Record<'onHeadersReceived' | 'onResponseStarted' | 'onErrorOccurred', Set<(details: any) => void>>}
 */
export const heard = { onHeadersReceived: new Set(), onResponseStarted: new Set(), onErrorOccurred: new Set() };
/** @param {Set<(details: any) => void>} listeners */
const event = (listeners) => ({
  addListener: (/** @type {(details: any) => void} */ f) => void listeners.add(f),
  removeListener: (/** @type {(details: any) => void} */ f) => void listeners.delete(f),
});

const nothing = { addListener: () => undefined, removeListener: () => undefined };
/** @typedef {{name: string, posted: any[], say: (message: unknown) => void, end: (error?: string) => void, ended: boolean}} FakePort */
/** @type {FakePort[]} */
export const ports = [];

const runtime = {
  /** @type {{message: string} | undefined} */
  lastError: undefined,
  getManifest: () => ({ version: '0.1.0' }),
  /** @param {string} name */
  connectNative(name) {
    /** @type {(message: unknown) => void} */
    let onMessage = () => undefined;
    /** @type {(port: unknown) => void} */
    let onDisconnect = () => undefined;
    /** @type {FakePort} */
    const fake = {
      name,
      posted: [],
      ended: false,
      say: (message) => onMessage(message),
      end(error) {
        runtime.lastError = error === undefined ? undefined : { message: error };
        onDisconnect({});
        runtime.lastError = undefined;
      },
    };
    ports.push(fake);
    return {
      postMessage: (/** @type {unknown} */ message) => fake.posted.push(message),
      disconnect: () => (fake.ended = true),
      onMessage: { addListener: (/** @type {typeof onMessage} */ f) => (onMessage = f) },
      onDisconnect: { addListener: (/** @type {typeof onDisconnect} */ f) => (onDisconnect = f) },
    };
  },
};

Object.assign(globalThis, {
  chrome: {
    runtime,
    webRequest: {
      onHeadersReceived: event(heard.onHeadersReceived),
      onResponseStarted: event(heard.onResponseStarted),
      onErrorOccurred: event(heard.onErrorOccurred),
    },
    alarms: alarmsApi,
    tabs: { ...tabsApi, onRemoved: nothing },
    scripting,
    cookies: {
      getAllCookieStores: async () =>
        ['0', '1'].map((id) => ({
          id,
          tabIds: [...tabs.values()].filter((tab) => (id === '1') === (tab.incognito ?? false)).map((tab) => tab.id),
        })),
    },
    storage: { session: area(stored), local: area(onDisk), onChanged: nothing },
  },
});
