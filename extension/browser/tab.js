/**
 * A tab, and the cookie store in front of a person: the ordinary windows', a container's, or the private
 * windows'. Whatever is counted, cleared or put back is that one's, and no other's.
 */
import { api, isFirefox } from './api.js';
import { orElse } from './door.js';

/**
 * @typedef {object} Store
 * @property {string} id as the browser names it: '0', '1'; 'firefox-default', 'firefox-container-3', 'firefox-private'
 * @property {'ordinary' | 'container' | 'private'} kind
 */

/** Firefox's names: toolkit/components/extensions/parent/ext-tabs-base.js and ext-toolkit.js. */
const FIREFOX = Object.freeze({ ordinary: 'firefox-default', private: 'firefox-private' });

/**
 * The store of the tab in front. Where no tab can be told (a phone), that of the window.
 *
 * @param {number | null} tabId
 * @param {boolean} isPrivate whether the window is private
 * @returns {Promise<Store>} refused where the tab is gone or its store cannot be told: then nothing may be done to any
 */
export async function storeInFront(tabId, isPrivate) {
  if (tabId === null) return ofWindow(isPrivate);
  const tab = await tabById(tabId);
  const id = tab && (await cookieStoreOf(tab));
  if (!tab || !id || tab.incognito !== isPrivate) throw new Error('The cookie store of the tab in front cannot be told.');
  return { id, kind: isPrivate ? 'private' : isFirefox && id !== FIREFOX.ordinary ? 'container' : 'ordinary' };
}

/** @param {boolean} isPrivate @returns {Promise<Store>} */
async function ofWindow(isPrivate) {
  const kind = isPrivate ? 'private' : 'ordinary';
  if (isFirefox) return { id: FIREFOX[kind], kind };
  // Chromium tells the private store only while there is a private window, by the tabs in it.
  for (const tab of await api.tabs.query({})) {
    const id = tab.incognito === isPrivate ? await cookieStoreOf(tab) : undefined;
    if (id) return { id, kind };
  }
  throw new Error('The cookie store of this window cannot be told.');
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

/**
 * The tab that shows a page, as far as there is one.
 *
 * @param {{tabId: number | null} | null | undefined} page
 * @returns {Promise<chrome.tabs.Tab | undefined>} undefined where the page is in none, and where the tab is gone
 */
export async function tabOf(page) {
  return page?.tabId == null ? undefined : tabById(page.tabId);
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

/** Whether this is the store that the extension's own requests use. @param {string | undefined} storeId */
export function isDefaultStore(storeId) {
  return storeId === undefined || storeId === '0' || storeId === 'firefox-default';
}
