// What a Chromium forgets between two tests of a file: the extension, all pages, all that pages and people leave
// behind in a browser, and what it remembers of the network.
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

/** The buttons of chrome://net-internals: names that were looked up, and connections that are held. */
const OF_THE_NETWORK = Object.freeze(['dns-view-clear-cache', 'sockets-view-close-idle-button', 'sockets-view-flush-button']);

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
 * @param {string} browser.id the extension's
 * @param {Size} browser.size that a window has where nobody has changed it
 * @param {(expression: string) => Promise<any>} browser.inBackground
 * @returns {Promise<Page>} the one page that is left, which shows nothing
 */
export async function forgetAll({ context, cdp, id, size, inBackground }) {
  const coming = context.waitForEvent('page');
  await cdp.send('Target.createTarget', { url: 'about:blank', newWindow: true });
  const fresh = await coming;
  for (const page of context.pages()) if (page !== fresh) await page.close();
  const { windowId } = await windowOf(context, cdp, fresh);
  await cdp.send('Browser.setWindowBounds', { windowId, bounds: size });
  await inBackground(closeOthers(windowId));
  await until('all other tabs to be closed', async () => ((await inBackground('chrome.tabs.query({})')) ?? []).length === 1);
  await inBackground(CLEAR);
  await cdp.send(/** @type {any} */ ('Extensions.uninstall'), /** @type {any} */ ({ id }));
  await until('the extension to be gone', async () => {
    const { targetInfos } = await cdp.send('Target.getTargets');
    return targetInfos.every(({ url }) => !url.startsWith(`chrome-extension://${id}/`));
  });
  await cdp.send('Browser.resetPermissions');
  const network = await context.newPage();
  await network.goto('chrome://net-internals/');
  await network.evaluate(`for (const id of ${JSON.stringify(OF_THE_NETWORK)}) document.getElementById(id).click()`);
  await network.close();
  if (context.pages().length !== 1) throw new Error('A page of before is still there.');
  return fresh;
}
