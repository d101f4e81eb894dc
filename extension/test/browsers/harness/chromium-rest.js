// What a Chromium forgets between two tests: all pages, all that pages and people leave behind in a browser, what it
// remembers of the network, and the extension, where that does not stay and forget by itself (chromium-stays.js).
import { until } from './until.js';

/** @typedef {import('playwright-core').BrowserContext} BrowserContext */
/** @typedef {import('playwright-core').CDPSession} CDPSession */
/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{width: number, height: number}} Size of a window, in CSS pixels */

/** All that Chromium's own page for it can clear, of every site but the extension's, which goes itself. */
const CLEAR = `chrome.browsingData.remove({ since: 0, originTypes: { unprotectedWeb: true, protectedWeb: true } }, {
  cache: true, cacheStorage: true, cookies: true, downloads: true, fileSystems: true, formData: true, history: true,
  indexedDB: true, localStorage: true, passwords: true, serviceWorkers: true, webSQL: true,
}).then(() => true)`;

/**
 * A tab that memory saver put away, or that another took the place of, is no page that a driver knows of; the browser
 * itself tells of it. All of other windows are closed.
 *
 * @param {number} windowId of the window that stays
 */
const closeOthers = (windowId) => `chrome.tabs.query({}).then(async (all) => {
  const others = all.filter((tab) => tab.windowId !== ${windowId});
  await chrome.tabs.remove(others.map((tab) => tab.id));
  return true;
})`;

/** Chromium's own page for it. */
const NETWORK = 'chrome://net-internals/';

/** Its buttons: names that were looked up, and connections that are held. */
const OF_THE_NETWORK = Object.freeze(['dns-view-clear-cache', 'sockets-view-close-idle-button', 'sockets-view-flush-button']);

/** Presses all of them, once they are there. */
const PRESS = `(() => {
  const all = ${JSON.stringify(OF_THE_NETWORK)}.map((id) => document.getElementById(id));
  if (document.readyState !== 'complete' || all.some((each) => each === null)) return false;
  for (const each of all) each.click();
  return true;
})()`;

/** Whether this is the page of the network, which is no tab of anybody's. @param {{url: string}} target */
export const isOfNetwork = ({ url }) => url.startsWith(NETWORK);

/**
 * Forgets names and connections, by a page that nobody sees and no extension knows of: it is opened once, for to open it
 * takes a processor for a second.
 *
 * @param {BrowserContext} context
 * @param {CDPSession} cdp of the whole browser
 * @param {(expression: string, which: import('./chromium-popup.js').Which) => Promise<any>} evaluate
 */
export const networkOf = (context, cdp, evaluate) => async () => {
  const its = async () =>
    (await cdp.send('Target.getTargets', { filter: [{}] })).targetInfos.find((each) => isOfNetwork(each) && each.type !== 'tab');
  if (!(await its())) await cdp.send('Target.createTarget', /** @type {any} */ ({ url: NETWORK, hidden: true }));
  // Until it has its document it answers as the empty page that it was, or not at all.
  await until('the page of the network', () => evaluate(PRESS, its).catch(() => false));
  // A browser that knows of no hidden ones has shown it.
  for (const page of context.pages()) if (page.url().startsWith(NETWORK)) await page.close();
};

/** The window of a page. @param {BrowserContext} context @param {CDPSession} cdp @param {Page} page */
async function windowOf(context, cdp, page) {
  const session = await context.newCDPSession(page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  await session.detach();
  return cdp.send('Browser.getWindowForTarget', { targetId: targetInfo.targetId });
}

/** How large the window of a page is. @param {CDPSession} cdp @param {Page} page @returns {Promise<Size>} */
export async function sizeOf(cdp, page) {
  const {
    bounds: { width = 0, height = 0 },
  } = await windowOf(page.context(), cdp, page);
  return { width, height };
}

/**
 * @param {object} browser
 * @param {BrowserContext} browser.context
 * @param {CDPSession} browser.cdp of the whole browser
 * @param {Size} browser.size that a window has where nobody has changed it
 * @param {(expression: string) => Promise<any>} browser.inBackground
 * @param {() => Promise<void>} browser.forgetNetwork
 * @returns {Promise<Page>} the one page that is left, which shows nothing
 */
export async function forgetAll({ context, cdp, size, inBackground, forgetNetwork }) {
  const coming = context.waitForEvent('page');
  await cdp.send('Target.createTarget', { url: 'about:blank', newWindow: true });
  const fresh = await coming;
  for (const page of context.pages()) if (page !== fresh) await page.close();
  const { windowId } = await windowOf(context, cdp, fresh);
  await cdp.send('Browser.setWindowBounds', { windowId, bounds: size });
  await inBackground(closeOthers(windowId));
  await until('all other tabs to be closed', async () => ((await inBackground('chrome.tabs.query({})')) ?? []).length === 1);
  await inBackground(CLEAR);
  await cdp.send('Browser.resetPermissions');
  await forgetNetwork();
  if (context.pages().length !== 1) throw new Error('A page of before is still there.');
  return fresh;
}

/** Takes the extension out. @param {CDPSession} cdp of the whole browser @param {string} id the extension's */
export async function uninstall(cdp, id) {
  await cdp.send(/** @type {any} */ ('Extensions.uninstall'), /** @type {any} */ ({ id }));
  await until('the extension to be gone', async () => {
    const { targetInfos } = await cdp.send('Target.getTargets');
    return targetInfos.every(({ url }) => !url.startsWith(`chrome-extension://${id}/`));
  });
}
