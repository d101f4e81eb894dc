// The page that failed, tried in a private window that the extension may see: nobody is asked, what became of it is
// evidence by itself, and nothing of that window is left.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { ARCHIVE, WORK, prepare } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { headline, word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */

const API = '(globalThis.browser ?? chrome)';

/** What is in memory. @param {Opened} browser @returns {Promise<Record<string, any>>} */
const inMemory = (browser) => browser.inBackground(`${API}.storage.session.get(null)`);

/** The numbers of the private tabs. @param {Opened} browser @returns {Promise<number[]>} */
const privateTabs = (browser) =>
  browser.inBackground(`${API}.tabs.query({}).then((all) => all.filter(({ incognito }) => incognito).map(({ id }) => id))`);

/** With them goes their window. @param {Opened} browser */
async function closePrivate(browser) {
  await browser.inBackground(`${API}.tabs.remove(${JSON.stringify(await privateTabs(browser))}).then(() => true)`);
  await until('the private window to be closed', async () => (await privateTabs(browser)).length === 0);
}

/** @param {Opened} browser */
async function anew(browser) {
  if (await browser.popupIsOpen()) await browser.closePopup();
  await browser.openPopup();
}

/** A step of the list: its mark. @param {Opened} browser @param {string} code */
const mark = (browser, code) => browser.popupEvaluate(`document.querySelector('#steps [data-code="${code}"]').classList[0]`);

for (const [situation, verdict, came] of /** @type {const} */ ([
  ['stale-cookies', 'stale-session', 'loads'],
  ['retry-later', 'too-many-requests', 'fails'],
]))
  test(`${situation}: in a private window that we may see the page ${came}, and that is told (${engine()})`, () =>
    withBrowser(async (browser) => {
      // It allows that; Chromium starts the extension anew for it.
      const allowed = await browser.privateTab?.();
      assert.ok(allowed);
      await allowed.close();
      await until('the private window to be closed', async () => (await privateTabs(browser)).length === 0);
      const tab = await browser.newTab();
      await prepare(situation, tab);
      await tab.goto(ARCHIVE + WORK);
      assert.equal((await settled(browser)).diagnosis.verdict.code, verdict);
      await browser.openPopup();
      await saying('the popup', browser.popupText, headline(verdict));
      await browser.popupEvaluate("document.querySelector('#all summary').click()");
      await browser.clickPopup(word('remedy_private_window_button'));
      await until('what became of it', async () => (await inMemory(browser))['incident'].privateTry === `seen-${came}`, {
        saying: () => inMemory(browser),
      });
      const [there] = await privateTabs(browser);
      assert.ok(there !== undefined);
      const { incident, ...others } = await inMemory(browser);
      assert.equal('incident-private' in others, came === 'fails');
      assert.deepEqual([incident.tabs, incident.pages.map((/** @type {any} */ p) => p.tabId)].flat().includes(there), false);
      await closePrivate(browser);
      await until('all of it to be forgotten', async () => !JSON.stringify(Object.keys(await inMemory(browser))).includes('-private'));
      assert.deepEqual(await browser.inBackground(`${API}.storage.local.get(null)`), {});

      await anew(browser);
      await saying('the popup', browser.popupText, word(`private_saw_${came}`));
      await saying('the popup', browser.popupText, word(came === 'loads' ? 'private_said_loads' : 'private_said_fails'));
      assert.equal(((await browser.popupText()) ?? '').includes(word('private_question')), false, 'they are asked all the same');
      await browser.popupScreenshot(`private-saw-${came}`, 'light');
      await browser.popupEvaluate("document.getElementById('all').open || document.querySelector('#all summary').click()");
      assert.equal(await mark(browser, 'private-window'), came === 'loads' ? 'told' : 'ruled-out');
      assert.equal(await mark(browser, 'clear-site-data'), came === 'loads' ? 'points-here' : 'ruled-out');

      // Whoever saw it otherwise says so.
      await browser.clickPopup(word(came === 'loads' ? 'private_fails' : 'private_loads'));
      await saying('the popup', browser.popupText, word('private_question'));
      assert.equal((await inMemory(browser))['incident'].privateTry, came === 'loads' ? 'fails' : 'loads');
      await browser.closePopup();
    }, situation));
