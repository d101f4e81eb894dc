// A person's way to clearing, from wherever the popup stands: among all that can be tried.
import { until } from './until.js';
import { word } from './words.js';

/** @typedef {import('./browser.d.ts').Opened} Opened */

/** The popup is open. @param {Opened} browser */
export async function askToClear(browser) {
  await browser.clickPopup(word('all_title'));
  await browser.clickPopup(word('remedy_clear_site_data_button'));
}

/** How much is to be cleared: the view that asks is open. @param {Opened} browser @param {'copies' | 'session' | 'all'} extent */
export async function choose(browser, extent) {
  const label = `document.querySelector('#clear-extents input[value="${extent}"]')?.closest('label').innerText.replace(/\\s+/g, ' ').trim()`;
  const words = await until(`"${extent}" to be offered`, () => browser.popupEvaluate(label));
  await browser.clickPopup(String(words));
}

/** What is chosen in that view, and what is said beside it. @param {Opened} browser @returns {Promise<{extent: string, cost: string}>} */
export const chosen = (browser) =>
  until('something to be chosen', () =>
    browser.popupEvaluate(`(() => {
      const input = document.querySelector('#clear-extents input:checked');
      return input ? { extent: input.value, cost: input.parentElement.querySelector('.cost').innerText } : undefined;
    })()`),
  );
