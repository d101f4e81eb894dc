// The card takes a press once it has stood in sight for a while (prompt/sight.js), and forgets that whenever
// its words change: so whoever presses it looks at both, and once more at the last moment.
import { LOOKED_AT, until } from './until.js';

/** In a tab that is not in front it takes none: what a press does there is for the test to say. */
const AT_MOST_MS = 15_000;

/** @typedef {Pick<import('./browser.d.ts').Tab, 'inPrompt'>} Tab */

/** What a person sees of it: the pointer over a button changes. @param {Tab} tab */
const isReady = (tab) => tab.inPrompt('(root) => root.querySelector(".card.ready") !== null');

/**
 * A button of the card, once it stands still and the card takes presses.
 *
 * @template {object} T what JSON can tell
 * @param {Tab} tab
 * @param {() => Promise<T>} find the button, and where it stands
 * @param {{atOnce: boolean}} how atOnce: whether or not a press would count
 * @returns {Promise<T>}
 */
export async function toPress(tab, find, { atOnce }) {
  /** @type {string | undefined} */
  let last;
  const end = Date.now() + AT_MOST_MS;
  return until('the prompt to stand still', async () => {
    const now = await find();
    const isStill = JSON.stringify(now) === last;
    last = JSON.stringify(now);
    if (!isStill) return undefined;
    if (atOnce || (await isReady(tab))) return now;
    if (Date.now() < end) return undefined;
    console.log('The card is pressed all the same: it has not taken a press for a while.');
    return now;
  }, LOOKED_AT);
}
