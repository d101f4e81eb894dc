/**
 * In front of which tab the popup stands: what a person reads and presses there is about that one.
 *
 * @import {Front} from '../../incident/front.js'
 */
import { api } from '../../browser/api.js';
import { orElse } from '../../browser/door.js';
import { tabById } from '../../browser/tab.js';

/**
 * Below the button it is the active tab of the popup's own window. Where the popup is a page of its own
 * (a phone, or a window that let none be opened) it is the tab that it was opened from: the address names
 * it (`?tab=ID`, telling/badge-and-cards.js), else the browser does.
 *
 * @returns {Promise<Front>}
 */
export async function inFront() {
  // Where the browser does not say, what is pressed is about no tab, and nothing is done to any.
  const [own, window] = await Promise.all([
    orElse(api.tabs.getCurrent(), undefined),
    api.windows && orElse(api.windows.getCurrent(), undefined),
  ]);
  const tab = own ? await openedFrom(own) : (await orElse(api.tabs.query({ active: true, currentWindow: true }), []))[0];
  return { tabId: tab?.id ?? null, isPrivate: tab?.incognito ?? window?.incognito ?? api.extension?.inIncognitoContext ?? false };
}

/** @param {chrome.tabs.Tab} own @returns {Promise<chrome.tabs.Tab | undefined>} undefined also where it is closed by now */
async function openedFrom(own) {
  const named = new URLSearchParams(location.search).get('tab');
  const id = named ? Number(named) : own.openerTabId;
  return id === undefined || !Number.isInteger(id) ? undefined : tabById(id);
}
