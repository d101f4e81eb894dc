/**
 * Opening the popup, and pages of our own. What is said of a private window is opened there or nowhere.
 */
import { api } from '../browser/api.js';
import { ownPagesInPrivate } from '../browser/private-windows.js';
import { tabById } from '../browser/tab.js';

/**
 * Opens the popup where the browser lets us: not in a window without focus, nor twice. Then the
 * badge is what a person sees.
 *
 * @param {number} tabId
 * @param {boolean} orTab a person asked for it: then a tab does as well
 * @returns {Promise<boolean>} whether it opened
 */
export async function openPopup(tabId, orTab) {
  const tab = await tabById(tabId);
  if (!tab) return false; // Closed meanwhile.
  try {
    await api.action.openPopup({ windowId: tab.windowId });
    return true;
  } catch {
    if (orTab) await openOwnPage(`pages/popup/popup.html?tab=${tabId}`, tab);
    return false;
  }
}

/**
 * A page of our own about a tab, in the tab's own window or in none: what is said of a private window
 * is said there. Its badge has told already.
 *
 * @param {string} path
 * @param {chrome.tabs.Tab} about
 */
async function openOwnPage(path, about) {
  if (about.incognito && !ownPagesInPrivate) return;
  await api.tabs.create({ url: api.runtime.getURL(path), windowId: about.windowId });
}

/**
 * The first-run page, once, after installing: never in a private window, where nothing is ours to open.
 */
export async function openWelcome() {
  const url = api.runtime.getURL('pages/welcome/welcome.html');
  if (!api.windows) return void (await api.tabs.create({ url })); // Firefox for Android has tabs alone.
  const ordinary = (await api.windows.getAll({ windowTypes: ['normal'] })).filter((window) => !window.incognito);
  const window = ordinary.find(({ focused }) => focused) ?? ordinary[0];
  if (window?.id !== undefined) await api.tabs.create({ url, windowId: window.id });
}
