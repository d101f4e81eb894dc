// Firefox lets no extension switch another: it names those that may act on AO3's pages, and tells how they are tried.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeSituation } from './harness/lab.js';
import { answer } from './harness/permission.js';
import { BISECT_PAGE } from './harness/others.js';
import { openBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { saying } from './harness/waiting.js';
import { word } from './harness/words.js';

test('troubleshoot mode is told, with its address; the names of those that may act come at a click (firefox)', async () => {
  await changeSituation('healthy');
  const browser = await openBrowser();
  try {
    const page = await browser.ownPage(BISECT_PAGE);
    await saying('the page', () => page.text(), word('troubleshoot'));
    await page.click(word('copy_address'));
    await until('the address to be copied', async () => (await browser.clipboard()) === 'about:support');
    await page.click(word('bisect_names'));
    await answer(browser, true);
    // No other is there: what may act is held by a unit test (acting.test.js).
    await saying('the page', () => page.text(), word('bisect_acting_none'));
    assert.equal(await browser.inBackground('typeof browser.management.getAll'), 'function');
    for (const scheme of /** @type {const} */ (['light', 'dark'])) await page.screenshot('firefox', scheme, true);
  } finally {
    await browser.close();
  }
});
