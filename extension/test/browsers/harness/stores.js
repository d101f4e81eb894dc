// What lies in each cookie store of a browser, and how the popup would ask about one of them.

/** @typedef {import('./browser.d.ts').Opened} Opened */
/** @typedef {import('./browser.d.ts').Tab} Tab */

/** What a user script of somebody else's keeps in AO3's page storage, and AO3 in the Cache API where a window has one. */
export const FILL_PAGE_STORAGE = `(async () => {
  localStorage.setItem('a-user-script', 'forty bookmarks');
  await caches.open('ao3').then((cache) => cache.put('/kept', new Response('copy'))).catch(() => undefined);
  const db = await new Promise((done, fail) => {
    const request = indexedDB.open('library', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('works').put('a whole work', 1);
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  db.close();
})()`;

export const LOOK_AT_PAGE_STORAGE = `(async () => ({
  local: localStorage.getItem('a-user-script'),
  caches: await caches.keys().catch(() => []),
  databases: (await indexedDB.databases()).map((db) => db.name),
}))()`;

/**
 * The tab that shows this address, and its store.
 *
 * @param {Opened} browser
 * @param {string} url
 * @returns {Promise<{tabId: number, isPrivate: boolean, store: string}>}
 */
export const whereIs = (browser, url) =>
  browser.inBackground(`(async () => {
    const api = globalThis.browser ?? chrome;
    const tab = (await api.tabs.query({})).find((each) => each.url === ${JSON.stringify(url)});
    const stores = await api.cookies.getAllCookieStores();
    return { tabId: tab.id, isPrivate: tab.incognito, store: tab.cookieStoreId ?? stores.find((s) => s.tabIds.includes(tab.id)).id };
  })()`);

/**
 * What the popup in front of a tab would be answered.
 *
 * @param {Opened} browser
 * @param {Record<string, unknown>} message
 * @returns {Promise<any>}
 */
export const popupAsks = async (browser, message) =>
  (await browser.ownPage('pages/options/options.html')).evaluate(
    `(globalThis.browser ?? chrome).runtime.sendMessage(${JSON.stringify(message)})`,
  );

/**
 * All that is told of the cookies of some domains in a store, in an order that stays.
 *
 * @param {Opened} browser
 * @param {string} store
 * @param {string[]} [domains]
 * @returns {Promise<any[]>}
 */
export const cookiesOf = (browser, store, domains = ['archiveofourown.org', 'archive.transformativeworks.org']) =>
  browser.inBackground(`Promise.all(${JSON.stringify(domains)}.map((domain) => (globalThis.browser ?? chrome).cookies.getAll({
    domain, storeId: ${JSON.stringify(store)}, partitionKey: {}, ...('getBrowserInfo' in (globalThis.browser ?? chrome).runtime ? { firstPartyDomain: null } : {}),
  }))).then((all) => all.flat().map((c) => JSON.stringify(c, Object.keys(c).sort())).sort().map((c) => JSON.parse(c)))`);
