/**
 * The one door to the browser's API. Firefox names it `browser`, Chromium `chrome`; both answer with
 * promises under Manifest V3, so everything else in the extension speaks to `api` and never asks
 * which engine it is in, except for the few places where the engines really differ (`isFirefox`).
 *
 * @import {Words} from '../words/words.js'
 */
import { door, orElse } from './door.js';
import { Refusals } from './refusals.js';
import { findIn, makeWords } from '../words/words.js';

const scope = /** @type {{browser?: typeof chrome, chrome: typeof chrome}} */ (
  /** @type {unknown} */ (globalThis)
);

/** What the browser refuses us at this time, in this worker or page. */
export const refusals = new Refusals();

/**
 * The browser's extension API. Every promise of it ends: with an answer of the right shape, or, in
 * time, with a `Refusal` (door.js).
 */
export const api = door(scope.browser ?? scope.chrome, refusals);

/** Only Firefox has `runtime.getBrowserInfo`. */
export const isFirefox = typeof scope.browser?.runtime === 'object' && 'getBrowserInfo' in scope.browser.runtime;

/**
 * The words of `_locales`: the language that the browser chose, unless the options name another.
 *
 * @param {string} [language] a folder of `_locales`; '' follows the browser
 * @returns {Promise<Words>}
 */
export async function words(language = '') {
  const speaks = browsersOwn('extension_name', []).includes('why502');
  const browsers = speaks ? makeWords(browsersOwn, browsersOwn('language', []) || 'en') : undefined;
  const wanted = language || (browsers ? '' : 'en');
  if (browsers && (!wanted || wanted.replace('_', '-') === browsers.locale)) return browsers;
  try {
    const answer = await fetch(api.runtime.getURL(`_locales/${wanted}/messages.json`), { signal: AbortSignal.timeout(WORDS_MS) });
    const messages = findIn(await answer.json());
    return makeWords((key, values) => messages(key, values) || (browsers ? browsersOwn(key, values) : ''), messages('language', []));
  } catch (error) {
    console.warn(`why502: there are no words in ${wanted}`, error);
    return browsers ?? makeWords(browsersOwn, 'en');
  }
}

/** A file of our own is read in no time; in ms. */
const WORDS_MS = 3_000;

/** The browser's own choice of words; '' where it has none, or does not say. @type {import('../words/words.js').Find} */
function browsersOwn(key, values) {
  try {
    const said = /** @type {unknown} */ (api.i18n.getMessage(key, values));
    return typeof said === 'string' ? said : '';
  } catch (error) {
    console.info('why502: the browser has no words', error);
    return '';
  }
}

/**
 * The tab, and whether its window is private.
 *
 * @param {number} tabId
 * @returns {Promise<chrome.tabs.Tab | undefined>} undefined where the tab is gone
 */
export async function tabById(tabId) {
  try {
    return await api.tabs.get(tabId);
  } catch {
    return undefined; // Closed meanwhile; or the browser does not say, which the door has told.
  }
}

/** Stands for the store of a tab whose browser does not say: no store has this name, so that nothing of any other is taken for it. */
export const UNKNOWN_STORE = 'unknown';

/**
 * Brings a tab to the front, and its window.
 *
 * @param {chrome.tabs.Tab & {id: number}} tab
 */
export async function showTab({ id, windowId }) {
  await api.tabs.update(id, { active: true });
  await api.windows?.update(windowId, { focused: true });
}

/**
 * The cookie store that a tab uses: Firefox says it on the tab, Chromium lists the tabs of each store.
 *
 * @param {chrome.tabs.Tab | undefined} tab
 * @returns {Promise<string | undefined>}
 */
export async function cookieStoreOf(tab) {
  if (!tab?.id) return undefined;
  const named = /** @type {{cookieStoreId?: string}} */ (tab).cookieStoreId;
  if (named) return named;
  const stores = await orElse(api.cookies.getAllCookieStores(), null);
  if (!stores) return UNKNOWN_STORE;
  return stores.find((store) => store.tabIds.includes(/** @type {number} */ (tab.id)))?.id;
}

/**
 * Where a report comes from: the extension's version, the browser's family and major version, the sort
 * of system.
 *
 * @returns {Promise<import('../report/report.js').About>}
 */
export async function aboutHere() {
  const { os } = await orElse(api.runtime.getPlatformInfo(), { os: '' });
  return { extension: api.runtime.getManifest().version, browser: await browserHere(), system: os };
}

/** @returns {Promise<import('../report/report.js').About['browser']>} */
async function browserHere() {
  if (isFirefox) {
    const { runtime } = /** @type {{runtime: {getBrowserInfo(): Promise<{name: string, version: string}>}}} */ (/** @type {unknown} */ (api));
    const { name, version } = await orElse(runtime.getBrowserInfo(), { name: 'Firefox', version: '' });
    return { name, major: Number.parseInt(version, 10) };
  }
  // Chromium names itself, its maker's product, and one that exists nowhere so that nobody relies on the order.
  const { brands = [] } = /** @type {{userAgentData?: {brands: {brand: string, version: string}[]}}} */ (navigator).userAgentData ?? {};
  const own = brands.find(({ brand }) => brand !== 'Chromium' && !/not.*brand/i.test(brand)) ?? brands.find(({ brand }) => brand === 'Chromium');
  return { name: own?.brand ?? 'Chromium', major: Number(own?.version) };
}

/** The browser's own look-up is often in its cache; where secure DNS is dead it takes long to say so. */
const LOOK_UP_MS = 1_000;

/**
 * The addresses that the browser itself finds for a host. Only Firefox tells; Chromium's `dns` is no
 * part of released browsers.
 *
 * @param {string} host
 * @returns {Promise<string[] | null>} null where it does not tell
 */
export async function ownAddresses(host) {
  const { dns } = /** @type {{dns?: {resolve(host: string): Promise<{addresses: string[]}>}}} */ (/** @type {unknown} */ (api));
  if (!isFirefox || !dns) return null;
  /** @type {Promise<null>} */
  const late = new Promise((go) => setTimeout(() => go(null), LOOK_UP_MS));
  const found = dns.resolve(host).then(({ addresses }) => addresses, () => []);
  return Promise.race([found, late]);
}

/** Whether this is the store that the extension's own requests use. @param {string | undefined} storeId */
export function isDefaultStore(storeId) {
  return storeId === undefined || storeId === '0' || storeId === 'firefox-default';
}
