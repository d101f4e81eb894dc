/**
 * Clearing AO3's site data in one cookie store, and nothing else. What an engine cannot limit to that
 * store is not taken; the person's own AO3 pages of that store are asked to empty themselves instead,
 * and what they cannot do stays and is said.
 *
 * Chromium clears by origin, in the ordinary profile alone, whoever asks. Firefox clears by host name:
 * with a store only cookies, indexedDB and localStorage, without one in all containers and private
 * windows; and it silently clears *everything* for types that it cannot limit to a host (history,
 * formData, downloads, passwords). Those are never named here. Cookies have a file of their own.
 *
 * @import {Store} from '../browser/tab.js'
 * @import {Extent, Part} from '../incident/clearing.js'
 */
import { OFFICIAL_HOSTS } from '../ao3/address.js';
import { isKept } from '../diagnosis/budget.js';
import { api, isFirefox } from '../browser/api.js';
import { cookiesIn, nameOf, take } from './cookies.js';
import { inPagesOf } from './pages-of-store.js';

/**
 * @typedef {object} Plan
 * @property {{parts: Part[], where: object, what: Record<string, boolean>}[]} removals the arguments of browsingData.remove
 * @property {Part[]} byPage what the pages of the store are asked to empty
 * @property {Part[]} everywhere what goes in every other store too, because the engine cannot do less; nothing is lost by it
 * @property {Part[]} stays what cannot be cleared in this store alone
 *
 * @typedef {object} Cleared
 * @property {number} taken how many cookies
 * @property {number} cookiesLeft those that were to go and are still there
 * @property {Part[]} failed what the browser refused; of cookies, to tell whether they are gone
 * @property {Part[]} unreached what a page would have had to do, and no page of AO3's is open in this store
 */

const ORIGINS = OFFICIAL_HOSTS.flatMap((host) => [`https://${host}`, `http://${host}`]);
const HOSTS = [...OFFICIAL_HOSTS];

/**
 * How a store is cleared. Pure.
 *
 * @param {Store} store
 * @param {boolean} storage whether page storage goes too
 * @param {{firefox: boolean, removes: boolean}} engine removes: it has browsingData (Firefox for Android has not)
 * @returns {Plan}
 */
export function plan(store, storage, { firefox, removes }) {
  /** @type {Part[]} */
  const ticked = storage ? ['page-storage'] : [];
  /** @type {Plan} */
  const byPage = { removals: [], byPage: ['page-copies', ...ticked], everywhere: [], stays: ['cache'] };
  if (!removes || store.kind === 'private') return byPage;
  const kept = Object.fromEntries(
    storage
      ? [
          ['localStorage', true],
          ['indexedDB', true],
        ]
      : [],
  );
  if (!firefox) {
    const what = { cache: true, cacheStorage: true, serviceWorkers: true, ...kept };
    return {
      ...byPage,
      removals: [{ parts: ['cache', 'page-copies', ...ticked], where: { origins: ORIGINS }, what }],
      byPage: [],
      stays: [],
    };
  }
  const ofStore = storage ? [{ parts: ticked, where: { hostnames: HOSTS, cookieStoreId: store.id }, what: kept }] : [];
  if (store.kind === 'container') return { ...byPage, removals: ofStore, byPage: ['page-copies'] };
  /** @type {Plan['removals'][number]} */
  const cache = { parts: ['cache'], where: { hostnames: HOSTS }, what: { cache: true } };
  return { removals: [cache, ...ofStore], byPage: ['page-copies'], everywhere: ['cache'], stays: [] };
}

/** What takes no stored copies. @type {Plan} */
const NOTHING = Object.freeze({ removals: [], byPage: [], everywhere: [], stays: [] });

/**
 * How much is cleared: of the session nothing but cookies; page storage only with all, and with a tick. Pure.
 *
 * @param {Store} store
 * @param {{extent: Extent, storage: boolean}} what
 * @param {{firefox: boolean, removes: boolean}} engine
 * @returns {Plan}
 */
export const planOf = (store, { extent, storage }, engine) =>
  extent === 'session' ? NOTHING : plan(store, storage && extent === 'all', engine);

/** What this engine can do. */
export const engine = () => ({ firefox: isFirefox, removes: 'browsingData' in api });

/**
 * Clears, then looks whether it is so. The cookies go first and are counted last; a part that fails
 * keeps no other from being cleared. It always ends with what was done.
 *
 * @param {Store} store
 * @param {{extent: Extent, storage: boolean}} what
 * @param {readonly import('./cookies.js').Cookie[]} before the cookies that are to go
 * @returns {Promise<Cleared>}
 */
export async function clear(store, what, before) {
  const { removals, byPage } = planOf(store, what, engine());
  await take(before);
  /** @type {Set<Part>} */
  const failed = new Set();
  for (const { parts, where, what: types } of removals) {
    try {
      await api.browsingData.remove(/** @type {chrome.browsingData.RemovalOptions} */ (where), types);
    } catch (error) {
      console.warn('why502: not everything could be cleared', error);
      parts.forEach((part) => failed.add(part));
    }
  }
  const asked =
    byPage.length > 0 ? await inPagesOf(store.id, emptyThisOrigin, [byPage.includes('page-storage')], Array.isArray).catch(unasked) : [];
  asked.flat().forEach((part) => failed.add(part));
  if (removals.some(({ parts }) => parts.includes('cache')) && (await keepsCopies(store))) failed.add('cache');
  let cookiesLeft = 0;
  try {
    cookiesLeft = await stillThere(store, before);
  } catch (error) {
    console.warn('why502: whether the cookies are gone could not be told', error);
    failed.add('cookies');
  }
  return { taken: before.length, cookiesLeft, failed: [...failed], unreached: asked.length > 0 ? [] : byPage };
}

/**
 * Whether a page that is open came out of the browser's cache and is there still. Firefox says that it has cleared the
 * cache of a site, and clears none of what a page of that site brought into it: its cache is divided by the site in
 * front (153). Pages that are not open are not asked about.
 *
 * @param {Store} store
 */
async function keepsCopies(store) {
  try {
    return (await inPagesOf(store.id, isKept, [], (answer) => typeof answer === 'boolean')).includes(true);
  } catch (error) {
    console.warn('why502: no page could be asked what the cache keeps of it', error);
    return false;
  }
}

/** Which pages there are could not be told. @param {unknown} error @returns {Part[][]} */
function unasked(error) {
  console.warn('why502: no page could be asked to empty what it keeps', error);
  return [];
}

/** What AO3 has set anew meanwhile is not left over. @param {Store} store @param {readonly import('./cookies.js').Cookie[]} before */
async function stillThere(store, before) {
  const old = new Set(before.map((cookie) => `${nameOf(cookie)} ${cookie.value}`));
  return (await cookiesIn(store.id)).filter((cookie) => old.has(`${nameOf(cookie)} ${cookie.value}`)).length;
}

/**
 * Runs in a page of AO3's, on its own.
 *
 * @param {boolean} storage
 * @returns {Promise<Part[]>} what it could not do
 */
async function emptyThisOrigin(storage) {
  /** @type {Part[]} */
  const failed = [];
  /** @param {Part} part @param {() => Promise<unknown>} work */
  const attempt = async (part, work) => {
    try {
      await work();
    } catch {
      failed.push(part); // It is said in the popup.
    }
  };
  await attempt('page-copies', async () => {
    for (const name of await caches.keys()) await caches.delete(name);
    // Some windows have no service workers at all.
    for (const worker of (await navigator.serviceWorker?.getRegistrations()) ?? []) await worker.unregister();
  });
  if (storage) {
    await attempt('page-storage', async () => {
      localStorage.clear();
      for (const { name } of await indexedDB.databases()) {
        if (name === undefined) continue;
        await new Promise((done, fail) => {
          const request = indexedDB.deleteDatabase(name);
          request.onsuccess = done;
          request.onerror = fail;
          request.onblocked = fail; // A page holds it open, and does not let go.
        });
      }
    });
  }
  return failed;
}
