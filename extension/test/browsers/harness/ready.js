// The card takes a press once it has stood in sight for a while (content/sight.js), and forgets that whenever
// its words change: so whoever presses it looks at both, and once more at the last moment.
import { setTimeout as sleep } from 'node:timers/promises';
import { LOOKED_AT, until } from './until.js';

/** In a tab that is not in front it takes none: what a press does there is for the test to say. */
const AT_MOST_MS = 15_000;

/** So often a person presses, and so soon they see what a press did. */
const MOST_PRESSES = 3;
const SEEN_SOON_MS = 150;

/** @typedef {Pick<import('./browser.d.ts').Tab, 'inPrompt'>} Tab */

/** What a person sees of it: the pointer over a button changes. @param {Tab} tab */
const isReady = (tab) => tab.inPrompt('(root) => root.querySelector(".card.ready") !== null');

/** Whether a press was not taken, because the card had moved or its page had not been drawn for a while. @param {Tab} tab */
async function wasEarly(tab) {
  await sleep(SEEN_SOON_MS);
  try {
    return await tab.inPrompt('(root) => root.querySelector(".card.early") !== null');
  } catch {
    return false; // The card is gone, or its page: it was taken.
  }
}

/**
 * Presses a button of the card as a person does: where it stands still and takes presses, and once more
 * where they see that it was not taken.
 *
 * @template {object} T what JSON can tell
 * @param {Tab} tab
 * @param {() => Promise<T>} find the button, and where it stands
 * @param {(found: T) => Promise<unknown>} press
 * @param {{atOnce?: boolean, once?: boolean}} how
 */
export async function pressCard(tab, find, press, how) {
  for (let times = 1; ; times += 1) {
    await press(await toPress(tab, find, how));
    if (how.atOnce || how.once || times === MOST_PRESSES || !(await wasEarly(tab))) return;
  }
}

/**
 * A button of the card, once it stands still and the card takes presses.
 *
 * @template {object} T what JSON can tell
 * @param {Tab} tab
 * @param {() => Promise<T>} find the button, and where it stands
 * @param {{atOnce?: boolean}} how atOnce: whether or not a press would count
 * @returns {Promise<T>}
 */
async function toPress(tab, find, { atOnce }) {
  /** @type {string | undefined} */
  let last;
  const end = Date.now() + AT_MOST_MS;
  return until(
    'the prompt to stand still',
    async () => {
      const now = await find();
      const isStill = JSON.stringify(now) === last;
      last = JSON.stringify(now);
      if (!isStill) return undefined;
      if (atOnce || (await isReady(tab))) return now;
      if (Date.now() < end) return undefined;
      console.log('The card is pressed all the same: it has not taken a press for a while.');
      return now;
    },
    LOOKED_AT,
  );
}
