/**
 * Tabs that show a page of an extension's own: switching that extension off would close them, with what stands in
 * them. Which extension it is nobody tells who may not read the addresses of all tabs; but a browser that is asked to
 * let us into such a page says that it is an extension's, and lets us in nowhere.
 */
import { api } from '../browser/api.js';
import { Refusal } from '../browser/door.js';

/** Chromium: extensions/common/manifest_constants, kCannotAccessExtensionUrl. */
const OF_AN_EXTENSION = /chrome-extension:\/\/ URL/i;

/** The same: kCannotAccessPage, -PageWithUrl, -ChromeUrl, kCannotScriptGallery; and the browser's page for an error. */
const OF_ANOTHER = /^Cannot access (?:contents of|a chrome:)|gallery|cannot be scripted|error page/i;

/**
 * @typedef {object} OwnTabs
 * @property {number[]} open tabs with a page of an extension
 * @property {number[]} untold tabs that may show one: they are asleep, or the browser does not say
 */

/** @param {chrome.tabs.Tab} tab @returns {Promise<keyof OwnTabs | null>} null where it shows something else */
async function kindOf(tab) {
  // Only those of AO3 and of ourselves have an address here.
  if (tab.id === undefined || tab.url) return null;
  if (tab.discarded || tab.status === 'unloaded') return 'untold';
  try {
    await api.scripting.executeScript({ target: { tabId: tab.id }, func: () => true });
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (OF_AN_EXTENSION.test(error.message)) return 'open';
    return OF_ANOTHER.test(error.message) ? null : 'untold';
  }
}

/** Of all windows that we may see. @returns {Promise<OwnTabs>} */
export async function ownTabs() {
  const tabs = await api.tabs.query({});
  const kinds = await Promise.all(tabs.map(kindOf));
  /** @param {keyof OwnTabs} kind */
  const of = (kind) => tabs.flatMap(({ id }, n) => (kinds[n] === kind && id !== undefined ? [id] : []));
  return { open: of('open'), untold: of('untold') };
}
