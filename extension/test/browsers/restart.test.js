// "Look again after the restart": the browser is closed and opened again, and AO3 is looked at once by itself.
// An extension that Firefox was given for a test does not outlive its restart, so that this is Chromium's alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { askToClear, choose } from './harness/clearing.js';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { ARCHIVE, WORK, prepare } from './harness/scenes.js';
import { openBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */

/** AO3 rests for half a minute and a share of as much again (incident/rest.js), and a diagnosis takes some seconds. */
const LOOKS_WITHIN_MS = 120_000;

/** Long enough for a second look to begin, if there were one: it need not wait for anything. */
const A_WHILE_MS = 4_000;

/** Somebody whose session is stale, in a browser that brings it back whenever it goes. @param {Opened} browser */
async function clearedInVain(browser) {
  await prepare('stale-cookies', browser.tab);
  assert.equal(await browser.tab.goto(ARCHIVE + WORK), 502);
  assert.equal((await settled(browser)).diagnosis.verdict.code, 'stale-session');
  await browser.inBackground(`(chrome.cookies.onChanged.addListener(({ removed, cookie }) => {
    if (removed && cookie.name === '_otwarchive_session' && cookie.domain === 'archiveofourown.org')
      void chrome.cookies.set({ url: '${ARCHIVE}/', name: cookie.name, value: 'era0.' + Math.random(), secure: true,
        expirationDate: Math.floor(Date.now() / 1000) + 86400 });
  }), true)`);
  await browser.openPopup();
  await askToClear(browser);
  await choose(browser, 'all');
  await browser.clickPopup(word('clear_go_out'));
  const { aftermath } = await settled(browser, (i) => i.aftermath?.extent === 'all' && i.aftermath.state !== 'running');
  assert.equal(aftermath?.state, 'not-helped');
  await saying('the popup', browser.popupText, word('remedy_restart_browser_title'));
}

/** @param {Opened} browser */
async function pressed(browser) {
  await browser.clickPopup(word('remedy_restart_browser_button'));
  await saying('the popup', browser.popupText, word('restart_noted'));
  const { restart } = await browser.kept();
  assert.deepEqual(Object.keys(/** @type {object} */ (restart)), ['at', 'version'], 'a time of day, and nothing of what is read');
}

if (engine() === 'chromium')
  test(`the page that comes back with the browser still fails: that is the look, and the restart is not advised again (${engine()})`, async (t) => {
    await changeSituation('stale-cookies');
    const before = await openBrowser({ own: true });
    /** @type {Opened | undefined} */
    let after;
    try {
      await clearedInVain(before);
      await pressed(before);
      t.diagnostic(await before.popupScreenshot('restart-noted', 'light'));
      // Whatever came back of the session, the page fails.
      await changeSituation('every-page-502-at-once');
      after = await before.restart();
      const opened = after;
      const { id, diagnosis, afterRestart } = await settled(opened);
      assert.equal(afterRestart, true, diagnosis.verdict.code);
      await until('the press to be forgotten', async () => !('at' in Object(await local(opened))), { withinMs: LOOKS_WITHIN_MS });
      await opened.openPopup();
      await saying('the popup', opened.popupText, word('after_restart_other'));
      t.diagnostic(await opened.popupScreenshot('restart-in-vain', 'light'));
      assert.ok(!(await opened.popupText())?.includes(word('remedy_restart_browser_title')));
      await sleep(A_WHILE_MS);
      assert.equal((await opened.incident())?.id, id, 'it looked again, though the page had told already');
    } finally {
      await (after ?? before).close();
    }
  });

if (engine() === 'chromium')
  test(`no page of AO3's comes back: it looks once by itself, and tells on the button (${engine()})`, async (t) => {
    await changeSituation('stale-cookies');
    const before = await openBrowser({ own: true });
    /** @type {Opened | undefined} */
    let after;
    try {
      await clearedInVain(before);
      await pressed(before);
      const pressedAt = Date.now();
      await before.closePopup();
      await before.tab.goto('https://example.com/');
      await changeSituation('healthy');
      after = await before.restart();
      const opened = after;
      const incident = await settled(opened);
      assert.ok(incident.openedAt - pressedAt >= 29_000, 'AO3 has not rested');
      assert.deepEqual([incident.tabs, incident.page, incident.afterRestart], [[], null, true]);
      assert.equal(incident.diagnosis.verdict.code, 'recovered', JSON.stringify(incident.diagnosis));
      await until('the badge of good news', async () => (await opened.badge()) === '✓', { saying: opened.badge });
      assert.equal(await local(opened), undefined, 'the press is kept');
      await opened.openPopup();
      await saying('the popup', opened.popupText, word('after_restart_answers'));
      t.diagnostic(await opened.popupScreenshot('restart-helped', 'light'));
      await until('the badge to go, once it was read', async () => (await opened.badge()) === '', { saying: opened.badge });
      await sleep(A_WHILE_MS);
      assert.equal((await opened.incident())?.id, incident.id, 'it looked twice');
    } finally {
      await (after ?? before).close();
    }
  });

/** What is kept of the press on disk. @param {Opened} browser */
const local = (browser) => browser.inBackground("chrome.storage.local.get('restart').then(({ restart }) => restart)");
