// Pages of the browser's own, where AO3 could not be reached: no card can stand there, the badge tells.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { withBrowser } from './harness/shared.js';
import { changeSituation } from './harness/lab.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { until } from './harness/until.js';
import { aWhile, settled } from './harness/waiting.js';

test(`a person who loads the error page again: counted, and the badge is there again (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    assert.equal(await tab.goto(ARCHIVE + WORK), null);
    await settled(browser);
    await until('the badge', async () => (await browser.badge()) === '!', { saying: browser.incident });
    await tab.reload().catch((error) => assert.match(String(error), /ERR_NAME_NOT_RESOLVED|neterror|NS_ERROR/));
    await until('the second failure', async () => (await browser.incident())?.failures.length === 2, { saying: browser.incident });
    await aWhile();
    const incident = await browser.incident();
    assert.equal(incident?.tabs.length, 1);
    assert.equal(incident?.sighting?.repeats, 2);
    assert.equal(await browser.badge(), '!');
  }, 'resolver-servfail'));

// Chromium's page for a network error loads again by itself, after one second, five, thirty and more.
if (engine() === 'chromium')
  test(`an error page that tries again by itself keeps badge and incident, and is left when it succeeds (${engine()})`, () =>
    withBrowser(async (browser, tab) => {
      await browser.inBackground(
        "void (globalThis.tries = 0, chrome.webRequest.onBeforeRequest.addListener(() => void (tries += 1), { urls: ['*://archiveofourown.org/*'], types: ['main_frame'] }))",
      );
      const tries = () => browser.inBackground('tries');
      assert.equal(await tab.goto(ARCHIVE + WORK), null);
      await until('the badge', browser.badge, { saying: browser.incident });
      await settled(browser);
      await until('Chromium to have tried twice by itself', async () => (await tries()) === 3, { saying: tries });
      await aWhile();
      const incident = await browser.incident();
      assert.equal(incident?.tabs.length, 1, 'it left the incident');
      assert.equal(incident?.sighting?.repeats, 1, 'what nobody did is counted as done');
      assert.equal(await browser.badge(), '!');

      // The next try is half a minute away: the background sleeps, and wakes up for it.
      await changeSituation('healthy');
      await browser.endBackground();
      await until('the tab to show the page, by itself, and to leave', async () => (await browser.incident())?.tabs.length === 0, {
        withinMs: 90_000,
        saying: () => browser.incident(),
      });
      await until('the badge to go', async () => (await browser.badge()) === '', { saying: browser.badge });
      await until('the incident to be known as over', async () => (await browser.incident())?.answeredAt, { saying: browser.incident });
    }, 'resolver-servfail'));
