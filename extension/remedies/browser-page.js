/**
 * The browser's own page on which a person does it: its settings, its extensions, its updates. Chromium opens
 * them for an extension; Firefox opens them for the person alone ("Illegal URL"), who gets the address to copy.
 *
 * @import {Outcome} from './outcome.js'
 */
import { MAIN_HOST } from '../ao3/address.js';
import { api, isFirefox } from '../browser/api.js';
import { DONE } from './outcome.js';

/**
 * By the code of what its button does. Other browsers of the Chromium family lead `chrome:` to their own scheme.
 *
 * @typedef {'cookie-settings' | 'change-resolver' | 'forget-in-browser' | 'test-extensions' | 'update-browser'} BrowserPage
 *
 * @type {Readonly<Record<BrowserPage, {chromium: string, firefox: string}>>}
 */
export const BROWSER_PAGES = Object.freeze({
  'cookie-settings': {
    chromium: `chrome://settings/content/siteDetails?site=${encodeURIComponent(`https://${MAIN_HOST}`)}`,
    firefox: 'about:preferences#privacy',
  },
  'change-resolver': { chromium: 'chrome://settings/security', firefox: 'about:preferences#privacy-doh' },
  'forget-in-browser': { chromium: 'chrome://net-internals/#dns', firefox: 'about:networking#dns' },
  'test-extensions': { chromium: 'chrome://extensions', firefox: 'about:addons' },
  'update-browser': { chromium: 'chrome://settings/help', firefox: 'about:preferences#general' },
});

/**
 * Opens it, in an ordinary window: such pages stand in no private one.
 *
 * @param {keyof typeof BROWSER_PAGES} code
 * @returns {Promise<Outcome>}
 */
export async function openBrowserPage(code) {
  const { chromium, firefox } = BROWSER_PAGES[code];
  const url = isFirefox ? firefox : chromium;
  try {
    await api.tabs.create({ url });
    return DONE;
  } catch (error) {
    console.info('why502: the browser opens its own page for the person alone', error);
    return { came: 'told', word: 'browser_page_refused', copy: { what: 'address', text: url }, quoted: null };
  }
}
