/**
 * The browser's extension API over a world: complete for what the extension uses, in both flavours, and
 * modelled on what the engines do. Every call is written down; one may be made to fail.
 *
 * @import {Realm} from './realm.js'
 * @import {World} from './world.js'
 */
import { BASE } from './realm.js';
import { BrowserEvent, portPair } from './events.js';

/** What is answered at once, not by a promise: these cannot hang. */
const AT_ONCE = [
  'runtime.getURL',
  'runtime.getManifest',
  'runtime.connect',
  'runtime.connectNative',
  'i18n.getMessage',
  'extension.getViews',
];

/**
 * What is done to a call: it throws or rejects, never answers, or answers with something else.
 *
 * @typedef {{realm: string, call: string, how: 'refuse' | 'hang' | 'nonsense', value?: unknown}} Fault
 */

/** @param {World} world @param {Realm} realm @param {any} apis by namespace */
function recorded(world, realm, apis) {
  /** @param {any} of @param {string} path */
  const wrap = (of, path) => {
    /** @type {Record<string, unknown>} */
    const made = {};
    for (const key of Object.keys(of)) {
      const value = of[key];
      const name = path ? `${path}.${key}` : key;
      if (typeof value === 'function') made[key] = call(value, name);
      else if (typeof value === 'object' && value !== null && !(value instanceof BrowserEvent)) made[key] = wrap(value, name);
      else Object.defineProperty(made, key, { get: () => of[key], enumerable: true });
    }
    return made;
  };
  /** @param {(...args: any[]) => any} real @param {string} name */
  const call = (real, name) => {
    const atOnce = AT_ONCE.includes(name);
    const written = `${realm.name} ${name}`;
    return (/** @type {any[]} */ ...args) => {
      world.calls.set(written, atOnce);
      const fault = world.fault;
      if (fault?.call === name && fault.realm === realm.name) {
        world.faulted += 1;
        if (fault.how === 'refuse') {
          if (atOnce) throw realm.error(`${name}: refused by the test`);
          return Promise.reject(realm.error(`${name}: refused by the test`));
        }
        if (fault.how === 'hang') return new Promise(() => undefined);
        return atOnce ? fault.value : Promise.resolve(nonsense(fault.value, args));
      }
      if (atOnce) return real(...args);
      return Promise.resolve()
        .then(() => real(...args))
        .catch((error) => {
          throw realm.error(error instanceof Error ? error.message : String(error));
        });
    };
  };
  return wrap(apis, '');
}

/** A storage that holds rubbish says it under the keys that are asked for. @param {unknown} value @param {any[]} args */
const nonsense = (value, args) => (value === 'under its key' ? Object.fromEntries([args[0]].flat().map((key) => [key, 'x'])) : value);

/** @param {World} world @param {Realm} realm @param {boolean} isPage */
export function apiOf(world, realm, isPage) {
  const { events, firefox } = world;
  const sender = {
    id: world.id,
    url: BASE + (isPage ? 'pages/popup/popup.html' : '_generated_background_page.html'),
    origin: BASE.slice(0, -1),
  };
  /** @param {'local' | 'session'} name */
  const area = (name) => {
    const held = world.storage[name];
    return {
      get: (/** @type {string | string[] | null} */ keys) =>
        structuredClone(Object.fromEntries([...held].filter(([key]) => keys === null || [keys].flat().includes(key)))),
      set(/** @type {Record<string, unknown>} */ values) {
        const copy = structuredClone(values);
        const changes = Object.fromEntries(Object.keys(copy).map((key) => [key, { oldValue: held.get(key), newValue: copy[key] }]));
        for (const [key, value] of Object.entries(copy)) held.set(key, value);
        queueMicrotask(() => world.everywhere('storage.onChanged', changes, name));
      },
      remove(/** @type {string | string[]} */ keys) {
        for (const key of [keys].flat()) held.delete(key);
      },
      setAccessLevel: () => undefined,
      onChanged: new BrowserEvent(),
    };
  };
  /** @param {number} id */
  const tab = (id) => {
    const found = world.tabs.get(id);
    if (!found) throw new Error(firefox ? `Invalid tab ID: ${id}` : `No tab with id: ${id}.`);
    return found;
  };
  const on = (/** @type {string} */ name) => events(realm.name, name);
  const { lastError } = { lastError: () => world.lastError };
  const api = {
    runtime: {
      id: world.id,
      getURL: (/** @type {string} */ path) => BASE + path.replace(/^\//, ''),
      getManifest: () => structuredClone(world.manifest),
      getContexts: () => (world.popupsOpened > 0 ? [{ contextType: 'POPUP' }] : []),
      getPlatformInfo: () => ({ os: 'linux', arch: 'x86-64' }),
      ...(firefox ? { getBrowserInfo: () => ({ name: 'Firefox', vendor: 'Mozilla', version: '153.0', buildID: '1' }) } : {}),
      openOptionsPage: () => void world.opened.push('options'),
      connect({ name = '' } = {}) {
        const [here, there] = portPair(name, sender);
        world.ports.push(here);
        queueMicrotask(() => world.fire('background', 'runtime.onConnect', there));
        return here;
      },
      connectNative: (/** @type {string} */ name) => world.companion.connect(name),
      sendMessage: (/** @type {unknown} */ message) => world.tellBackground(message, sender),
      onMessage: on('runtime.onMessage'),
      onConnect: on('runtime.onConnect'),
      onInstalled: on('runtime.onInstalled'),
      onStartup: on('runtime.onStartup'),
    },
    // What is there without the permission for more.
    management: { getSelf: () => ({ id: world.id }) },
    i18n: {
      getMessage: (/** @type {string} */ key, /** @type {string | string[]} */ values = []) => world.message(key, [values].flat()),
      getUILanguage: () => 'en',
    },
    extension: { inIncognitoContext: false },
    storage: { local: area('local'), session: area('session'), onChanged: on('storage.onChanged') },
    tabs: {
      get: (/** @type {number} */ id) => ({ ...tab(id) }),
      getCurrent: () => undefined, // Neither a popup nor a background is in a tab.
      query: (
        /** @type {{active?: boolean, currentWindow?: boolean, lastFocusedWindow?: boolean, url?: string[], incognito?: boolean}} */ q,
      ) =>
        [...world.tabs.values()]
          .filter(
            (t) =>
              (q.active === undefined || t.active === q.active) &&
              (!q.url || /archiveofourown/.test(t.url)) &&
              (!(q.currentWindow || q.lastFocusedWindow) || t.windowId === world.focused),
          )
          .map((t) => ({ ...t })),
      create: (/** @type {{url: string}} */ { url }) => (
        world.opened.push(url),
        { id: 900 + world.opened.length, url, incognito: false, windowId: 1, active: true }
      ),
      update: (/** @type {number} */ id, /** @type {object} */ how) => ({ ...Object.assign(tab(id), how) }),
      reload: (/** @type {number} */ id) => void world.reloads.push(tab(id).id),
      sendMessage(/** @type {number} */ id, /** @type {unknown} */ message) {
        if (!tab(id).hasPage) throw new Error('Could not establish connection. Receiving end does not exist.');
        world.cards.push({ tabId: id, message: structuredClone(message) });
      },
      onUpdated: on('tabs.onUpdated'),
      onRemoved: on('tabs.onRemoved'),
      onReplaced: on('tabs.onReplaced'),
      onActivated: on('tabs.onActivated'),
      onCreated: on('tabs.onCreated'),
    },
    windows: {
      WINDOW_ID_NONE: -1,
      getAll: () => [...world.windows.values()].map((each) => ({ ...each })),
      getCurrent: () => ({ ...world.windows.get(world.focused) }),
      get: (/** @type {number} */ id) => ({ ...world.windows.get(id) }),
      update: (/** @type {number} */ id) => ({ ...world.windows.get(id) }),
      create: (/** @type {{url: string}} */ { url }) => (world.opened.push(`window ${url}`), { id: 99, incognito: true }),
      onRemoved: on('windows.onRemoved'),
      onFocusChanged: on('windows.onFocusChanged'),
      onCreated: on('windows.onCreated'),
    },
    scripting: {
      getRegisteredContentScripts: () => [...world.guards],
      registerContentScripts: (/** @type {unknown[]} */ all) => void world.guards.push(...all),
      unregisterContentScripts: () => void world.guards.splice(0),
      executeScript({ target: { tabId }, func, files, args = [] } = /** @type {any} */ ({})) {
        const shown = tab(tabId);
        if (!shown.hasPage) throw new Error('Frame with ID 0 is showing error page');
        return files
          ? [{ frameId: 0, result: null }]
          : world.inPage(shown, func, args).then((result) => [{ frameId: 0, result: structuredClone(result) }]);
      },
    },
    cookies: {
      get: (/** @type {{name: string, storeId?: string}} */ q) =>
        structuredClone(world.cookies.find((c) => c.name === q.name && (!q.storeId || c.storeId === q.storeId)) ?? null),
      getAll: (/** @type {{domain?: string, storeId?: string}} */ q) =>
        structuredClone(
          world.cookies.filter((c) => (!q.domain || c.domain.endsWith(q.domain)) && c.storeId === (q.storeId ?? world.defaultStore)),
        ),
      getAllCookieStores: () => [
        { id: world.defaultStore, tabIds: [...world.tabs.values()].filter((t) => !t.incognito).map((t) => t.id) },
        ...world.privateStores(),
      ],
      remove(/** @type {{name: string, url: string, storeId?: string}} */ q) {
        world.cleared.push(`cookie ${q.name} of ${new URL(q.url).hostname}`);
        world.cookies = world.cookies.filter((c) => c.name !== q.name || !q.url.includes(c.domain.replace(/^\./, '')));
        return { url: q.url, name: q.name, storeId: q.storeId ?? world.defaultStore };
      },
      set: (/** @type {any} */ cookie) => (
        world.cookies.push({ ...cookie, domain: cookie.domain ?? new URL(cookie.url).hostname }),
        cookie
      ),
      onChanged: on('cookies.onChanged'),
    },
    browsingData: {
      remove(/** @type {{origins?: string[], hostnames?: string[]}} */ where, /** @type {Record<string, boolean>} */ what) {
        const hosts = (where.hostnames ?? (where.origins ?? []).map((origin) => new URL(origin).hostname)).sort();
        world.cleared.push(`${Object.keys(what).sort().join('+')} of ${hosts.length} hosts`);
        world.clearedHosts.push(...hosts);
        if (what['cookies']) world.cookies = world.cookies.filter((c) => !hosts.some((host) => host.endsWith(c.domain.replace(/^\./, ''))));
      },
    },
    action: {
      setBadgeText: (/** @type {{tabId?: number, text: string}} */ { tabId, text }) =>
        void (tabId !== undefined && tab(tabId), world.badges.set(tabId ?? 0, text)),
      setBadgeBackgroundColor: ({ tabId = 0 }) => void (tabId && tab(tabId)),
      setBadgeTextColor: ({ tabId = 0 }) => void (tabId && tab(tabId)),
      setTitle: (/** @type {{tabId?: number, title: string}} */ { tabId, title }) =>
        void (tabId !== undefined && tab(tabId), world.titles.set(tabId ?? 0, title)),
      openPopup: () => void (world.popupsOpened += 1),
      onClicked: on('action.onClicked'),
    },
    alarms: {
      create: (/** @type {string} */ name, /** @type {{when: number}} */ { when }) => world.alarm(name, when),
      clear: (/** @type {string} */ name) => world.noAlarm(name),
      get: (/** @type {string} */ name) => world.alarms.get(name) ?? undefined,
      onAlarm: on('alarms.onAlarm'),
    },
    permissions: {
      contains: (/** @type {{permissions?: string[], origins?: string[]}} */ { permissions = [], origins = [] }) =>
        permissions.every((p) => world.permissions.has(p)) && (origins.length === 0 || world.permissions.has('site access')),
      getAll: () => ({ permissions: [...world.permissions], origins: [] }),
      request(/** @type {{permissions?: string[]}} */ { permissions = [] }) {
        const fresh = permissions.filter((p) => !world.permissions.has(p));
        for (const p of fresh) world.permissions.add(p);
        if (fresh.length > 0) queueMicrotask(() => world.everywhere('permissions.onAdded', { permissions: fresh, origins: [] }));
        return true;
      },
      remove(/** @type {{permissions?: string[]}} */ { permissions = [] }) {
        for (const p of permissions) world.permissions.delete(p);
        queueMicrotask(() => world.everywhere('permissions.onRemoved', { permissions, origins: [] }));
        return true;
      },
      onAdded: on('permissions.onAdded'),
      onRemoved: on('permissions.onRemoved'),
    },
    notifications: {
      create: (/** @type {string} */ id, /** @type {object} */ what) => (world.notices.push({ id, ...what }), id),
      clear: () => true,
      onClicked: on('notifications.onClicked'),
      onClosed: on('notifications.onClosed'),
    },
    webRequest: Object.fromEntries(
      [
        'onBeforeRequest',
        'onBeforeRedirect',
        'onHeadersReceived',
        'onResponseStarted',
        'onCompleted',
        'onErrorOccurred',
        'onSendHeaders',
        'onBeforeSendHeaders',
      ].map((name) => [name, on(`webRequest.${name}`)]),
    ),
    ...(firefox
      ? {}
      : {
          contentSettings: {
            cookies: {
              get: (/** @type {{primaryUrl: string}} */ { primaryUrl }) => ({
                setting: world.keepsCookies(new URL(primaryUrl).hostname) ? 'allow' : 'block',
              }),
              set: (/** @type {{primaryPattern: string, setting: string}} */ { primaryPattern, setting }) =>
                void world.cookieSettings.set(primaryPattern, setting),
              clear: () => world.cookieSettings.clear(),
            },
          },
        }),
    ...(firefox ? { dns: { resolve: () => ({ addresses: ['104.20.28.24'], canonicalName: '', isTRR: false }) } } : {}),
  };
  Object.defineProperty(api.runtime, 'lastError', { get: lastError, enumerable: true });
  return recorded(world, realm, api);
}
