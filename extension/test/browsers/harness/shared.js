// A browser for each test, as new. Opening one costs more than most tests do: one that a test has closed rests,
// without the extension and with all forgotten, until the next one asks for it, of this file or of another.
import { AssertionError } from 'node:assert/strict';
import { after, afterEach } from 'node:test';
import { openBrowser as openAnew } from './index.js';
import { changeSituation } from './lab.js';
import { account, now } from './ledger.js';

/** @typedef {import('./browser.d.ts').Opened} Opened */
/** @typedef {import('./browser.d.ts').Options} Options */
/** @typedef {import('./browser.d.ts').OfExtension} OfExtension */

/** @type {{wake: (next: OfExtension) => Promise<Opened>, end: () => Promise<void>} | undefined} */
let resting;

after(() => resting?.end());

/** What did not agree with AO3's log when a browser was closed: the test fails with it, beside what else it found. @type {unknown[]} */
const disagreed = [];

afterEach(() => {
  const [first, ...others] = disagreed.splice(0);
  if (first) throw others.length > 0 ? new AggregateError([first, ...others]) : first;
});

/**
 * The same browser with an account: as it closes, and whenever it forgets, AO3's log is compared with what was
 * shown. No test has to ask for it.
 *
 * @param {() => Promise<Opened>} open
 * @returns {Promise<Opened>}
 */
async function accounted(open) {
  const begin = await now();
  const browser = await open();
  const its = account(browser, begin);
  let closed = false;
  let privateTabs = 0;
  /**
   * Before whatever may begin another diagnosis in private windows, whose figure takes the place of this one's.
   *
   * @template {unknown[]} A @template T
   * @param {(...args: A) => Promise<T>} does
   * @returns {(...args: A) => Promise<T>}
   */
  const noted =
    (does) =>
    (...args) =>
      (privateTabs > 0 ? its.note() : Promise.resolve()).then(() => does(...args));
  /** What private windows cost is forgotten with the last of them. @param {NonNullable<Opened['privateTab']>} opens */
  const privateTab = async (opens) => {
    const tab = await opens();
    privateTabs += 1;
    const close = async () => {
      privateTabs -= 1;
      if (privateTabs === 0) await its.forgets();
      await tab.close();
    };
    return { ...tab, close, goto: noted(tab.goto), reload: noted(tab.reload), clickPrompt: noted(tab.clickPrompt) };
  };
  const settle = async () => {
    if (closed) return;
    try {
      await its.settle();
    } catch (error) {
      // Where nothing can be read any more, the test itself made it so.
      if (error instanceof AssertionError) disagreed.push(error);
      else console.log(`AO3's log could not be compared with what was shown: ${error}`);
    }
  };
  return {
    ...browser,
    settle,
    clickPopup: noted(browser.clickPopup),
    endBackground: noted(browser.endBackground),
    ownPage: noted(browser.ownPage),
    close: () => settle().then(() => ((closed = true), browser.close())),
    closeAndSearch: (words) => settle().then(() => ((closed = true), browser.closeAndSearch(words))),
    restart: () => settle().then(() => accounted(browser.restart)),
    replaceExtension: () => settle().then(() => browser.replaceExtension()),
    ...(browser.privateTab ? { privateTab: () => privateTab(/** @type {NonNullable<Opened['privateTab']>} */ (browser.privateTab)) } : {}),
  };
}

/** What is of the extension and its companion alone. @type {readonly string[]} */
const OF_EXTENSION = /** @satisfies {readonly (keyof OfExtension)[]} */ (['companion', 'instead', 'alter', 'granted', 'welcome']);

/** Whether one that rests can be it. @param {Options} options @returns {options is OfExtension} */
const canRest = (options) => Object.keys(options).every((name) => OF_EXTENSION.includes(name));

/**
 * One that rests, else one that is opened now. That one rests is the tests' own doing: where it does not wake, that is
 * said, and the test has a new one, which has to open as every person's does.
 *
 * @param {OfExtension} its @returns {Promise<Opened>}
 */
async function next(its) {
  if (!resting) return openAnew({ ...its, rests: true });
  const { wake, end } = resting;
  resting = undefined;
  try {
    return await wake(its);
  } catch (error) {
    console.log(`A browser that rested does not wake, and the next test has one of its own: ${error}`);
    await end();
    return openAnew({ ...its, rests: true });
  }
}

/**
 * Opens a browser. Whoever opens it closes it.
 *
 * @param {Options} [options] with any that are of the browser itself, it is one of its own
 * @returns {Promise<Opened>}
 */
export async function openBrowser(options = {}) {
  if (!canRest(options)) return accounted(() => openAnew(options));
  return accounted(async () => {
    const browser = await next(options);
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
  });
}

/**
 * A browser in a situation, closed whatever happens.
 *
 * @param {(browser: Opened, tab: import('./browser.d.ts').Tab) => Promise<void>} work
 * @param {string} [situation]
 * @param {Options} [options]
 */
export async function withBrowser(work, situation = 'every-page-502-at-once', options = {}) {
  await changeSituation(situation);
  const browser = await openBrowser(options);
  try {
    await work(browser, browser.tab);
  } catch (error) {
    // On another machine nobody can look again: what was known goes with the failure.
    console.log(`In "${situation}", as its test failed: ${await browser.incident().then(JSON.stringify, String)}`);
    throw error;
  } finally {
    await browser.close();
  }
}
