// A person's way to clearing, from wherever the popup stands: among all that can be tried.
import { word } from './words.js';

/** @typedef {import('./browser.d.ts').Opened} Opened */

/** The popup is open. @param {Opened} browser */
export async function askToClear(browser) {
  await browser.clickPopup(word('all_title'));
  await browser.clickPopup(word('remedy_clear_site_data_button'));
}
