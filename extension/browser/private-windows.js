/**
 * Private windows: whether there are any, and where what is opened for one of them goes. What a person
 * did there shows in no ordinary window, so that what cannot be opened in a private one is not opened.
 */
import { api, isFirefox } from './api.js';

/** Whether there is one. Of those that the extension is not allowed in it knows nothing. */
export async function anyPrivate() {
  // Firefox for Android has tabs alone.
  const places = await (api.windows ? api.windows.getAll() : api.tabs.query({}));
  return places.some(({ incognito }) => incognito);
}

/**
 * Where a new tab for somebody goes: into the window of the tab that it is about, or, where that is
 * closed, for somebody in a private window into another private one.
 *
 * @param {chrome.tabs.Tab | undefined} beside undefined where it is closed
 * @param {boolean} isPrivate
 * @returns {Promise<{windowId?: number, openerTabId?: number, cookieStoreId?: string} | null>} what `tabs.create` is told;
 *   null where there is no such place
 */
export async function placeFor(beside, isPrivate) {
  if (beside) {
    // In the same container, where Firefox has them: another one has other cookies.
    const { cookieStoreId } = /** @type {{cookieStoreId?: string}} */ (beside);
    return {
      windowId: beside.windowId,
      ...(beside.id === undefined ? {} : { openerTabId: beside.id }),
      ...(cookieStoreId ? { cookieStoreId } : {}),
    };
  }
  if (!isPrivate) return {};
  const windows = (await api.windows?.getAll({ windowTypes: ['normal'] })) ?? [];
  const window = windows.find(({ incognito, focused }) => incognito && focused) ?? windows.find(({ incognito }) => incognito);
  return window?.id === undefined ? null : { windowId: window.id };
}

/**
 * Whether a page of the extension's own can stand in a private window. Chromium opens it in an ordinary
 * one instead, with `windowId` or without: an extension that is not `split` has no pages in private
 * windows (extensions/browser/extension_util: IsAllowedInIncognito; chrome/browser/extensions/extension_tab_util.cc,
 * OpenTab). Tried with Chromium 156.
 */
export const ownPagesInPrivate = isFirefox;
