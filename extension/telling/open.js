/**
 * Opening the popup, and pages of our own. What is said of a private window is opened there or nowhere.
 */
import { api } from '../browser/api.js';
import { orElse } from '../browser/door.js';
import { ownPagesInPrivate } from '../browser/private-windows.js';
import { tabById } from '../browser/tab.js';

/** A popup that comes at all has come by then, on a slow machine too, and so often it is looked for. ms */
const COMES = Object.freeze({ withinMs: 5_000, everyMs: 250 });

/**
 * Whether a popup of ours stands. Firefox says that it opened one, and now and then shows none: in a window in which
 * an extension has just taken another's place, and on a busy machine. Where the browser does not tell, it is believed.
 */
async function popupStands() {
  for (let waitedMs = 0; waitedMs < COMES.withinMs; waitedMs += COMES.everyMs) {
    const there = await orElse(api.runtime.getContexts({ contextTypes: ['POPUP'] }), null);
    if (there === null || there.length > 0) return true;
    await new Promise((go) => setTimeout(go, COMES.everyMs));
  }
  return false;
}

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
    if (await popupStands()) return true;
  } catch (error) {
    console.info('why502: the browser opens no popup', error);
  }
  if (orTab) await openOwnPage(`pages/popup/popup.html?tab=${tabId}`, tab);
  return false;
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
