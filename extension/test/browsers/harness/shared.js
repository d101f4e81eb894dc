// A browser for each test, as new. Opening Firefox costs more than most tests do: one that a test has
// closed rests, without the extension and with all forgotten, until the next one of the file asks for it.
import { after } from 'node:test';
import { openBrowser as openAnew } from './index.js';
import { changeSituation } from './lab.js';

/** @typedef {import('./browser.d.ts').Opened} Opened */

/** @type {{wake: () => Promise<Opened>, end: () => Promise<void>} | undefined} */
let resting;

after(() => resting?.end());

/** One that rests, else one that is opened now. @returns {Promise<Opened>} */
async function next() {
  if (!resting) return openAnew();
  const { wake, end } = resting;
  resting = undefined;
  try {
    return await wake();
  } catch (error) {
    await end();
    throw error;
  }
}

/**
 * Opens a browser. Whoever opens it closes it.
 *
 * @param {import('./browser.d.ts').Options} [options] with any, it is a browser of its own
 * @returns {Promise<Opened>}
 */
export async function openBrowser(options) {
  if (options) return openAnew(options);
  const browser = await next();
  const { rest } = browser;
  if (!rest) return browser;
  return {
    ...browser,
    close: async () => {
      if (resting) return browser.close(); // One is enough.
      try {
        resting = { wake: await rest(), end: browser.close };
      } catch (error) {
        console.log(`This browser is closed, and the next test has one of its own: ${error}`);
        await browser.close();
      }
    },
  };
}

/**
 * A browser in a situation, closed whatever happens.
 *
 * @param {(browser: Opened, tab: import('./browser.d.ts').Tab) => Promise<void>} work
 * @param {string} [situation]
 */
export async function withBrowser(work, situation = 'every-page-502-at-once') {
  await changeSituation(situation);
  const browser = await openBrowser();
  try {
    await work(browser, browser.tab);
  } finally {
    await browser.close();
  }
}
