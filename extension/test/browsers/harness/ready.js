// The card takes a press once it has been in sight for a while (prompt/sight.js).
import { until } from './until.js';

/** In a tab that is not in front it takes none: what a press does there is for the test to say. */
const AT_MOST_MS = 5_000;

/** What a person sees of it: the pointer over a button changes. @param {Pick<import('./browser.d.ts').Tab, 'inPrompt'>} tab */
export async function readyToPress(tab) {
  const ready = () => tab.inPrompt('(root) => root.querySelector(".card.ready") !== null');
  try {
    await until('the card to take a press', ready, { withinMs: AT_MOST_MS });
  } catch (error) {
    console.log(`The card is pressed all the same: ${error}`);
  }
}
