/**
 * Clearing AO3's site data, and nothing else. The engines differ: Chromium clears by origin, Firefox
 * by host name, and Firefox silently clears *everything* for types that it cannot limit to a host
 * (history, formData, downloads, passwords). Those are never named here.
 */
import { OFFICIAL_DOMAINS, OFFICIAL_HOSTS } from './address.js';
import { api, isFirefox } from './browser.js';

/** What may be cleared per host in each engine, and what goes only with a person's tick. */
export const TYPES = Object.freeze({
  chromium: { always: ['cookies', 'cache', 'cacheStorage', 'serviceWorkers'], ticked: ['localStorage', 'indexedDB'] },
  firefox: { always: ['cookies', 'cache', 'serviceWorkers'], ticked: ['localStorage', 'indexedDB'] },
});

/**
 * The arguments of browsingData.remove. Pure.
 *
 * @param {boolean} firefox
 * @param {boolean} storage whether page storage goes too
 * @param {string | undefined} storeId Firefox's container; undefined means all of them
 */
export function removal(firefox, storage, storeId) {
  const types = firefox ? TYPES.firefox : TYPES.chromium;
  const what = Object.fromEntries([...types.always, ...(storage ? types.ticked : [])].map((type) => [type, true]));
  const where = firefox
    ? { hostnames: [...OFFICIAL_HOSTS], ...(storeId ? { cookieStoreId: storeId } : {}) }
    : { origins: OFFICIAL_HOSTS.flatMap((host) => [`https://${host}`, `http://${host}`]) };
  return { where, what };
}

/**
 * AO3's cookies, partitioned ones too.
 *
 * @param {string | undefined} storeId undefined: the ordinary windows'
 * @returns {Promise<chrome.cookies.Cookie[]>}
 */
export async function cookies(storeId) {
  const lists = await Promise.all(
    OFFICIAL_DOMAINS.map((domain) =>
      api.cookies.getAll({ domain, partitionKey: {}, ...(storeId ? { storeId } : {}), ...(isFirefox ? { firstPartyDomain: null } : {}) }),
    ),
  );
  return lists.flat();
}

/** Whether stored copies can be cleared too: Firefox for Android has no such thing. */
export const clearsCopies = () => 'browsingData' in api;

/**
 * Clears, then looks whether it is so.
 *
 * @param {boolean} storage
 * @param {string | undefined} storeId
 * @param {number | null} tabId a tab that shows AO3, through which Firefox's Cache API is reached
 * @returns {Promise<{cookiesLeft: number}>}
 */
export async function clear(storage, storeId, tabId) {
  const { where, what } = removal(isFirefox, storage, isFirefox ? storeId : undefined);
  if (clearsCopies()) await api.browsingData.remove(/** @type {chrome.browsingData.RemovalOptions} */ (where), what);
  if (isFirefox && tabId !== null) await clearCachesFromPage(tabId);
  // What is left is removed one by one: cookies of another store, or of a host that is newer than our list.
  for (const cookie of await cookies(storeId)) await removeCookie(cookie);
  return { cookiesLeft: (await cookies(storeId)).length };
}

/** @param {chrome.cookies.Cookie} cookie */
async function removeCookie(cookie) {
  const url = `http${cookie.secure ? 's' : ''}://${cookie.domain.replace(/^\./, '')}${cookie.path}`;
  const partition = cookie.partitionKey ? { partitionKey: cookie.partitionKey } : {};
  await api.cookies.remove({ url, name: cookie.name, storeId: cookie.storeId, ...partition });
}

/** browsingData knows no Cache API in Firefox; only a page of the origin may empty it. @param {number} tabId */
async function clearCachesFromPage(tabId) {
  try {
    await api.scripting.executeScript({
      target: { tabId },
      func: async () => {
        for (const name of await caches.keys()) await caches.delete(name);
      },
    });
  } catch (error) {
    // The tab shows the browser's own error page. AO3 keeps nothing there; the rest was cleared.
    console.info('why502: the Cache API could not be reached', error);
  }
}
