// How old the browser is: known without a request, and said where an old one may be what fails.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { releaseOf } from '../../browser/versions.js';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { openBrowser } from './harness/shared.js';
import { popupAsks } from './harness/stores.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { headline, word } from './harness/words.js';

/** The version that the browser itself names, to a page that is nobody's. @param {import('./harness/browser.d.ts').Opened} browser */
const version = (browser) =>
  browser.inBackground(
    engine() === 'firefox'
      ? 'browser.runtime.getBrowserInfo().then(({ version }) => version)'
      : "(/Chrome\\/(\\d+)/.exec(navigator.userAgent) ?? [])[1] ?? ''",
  );

/** Two years are to have passed since the versions were written down. @param {string} folder */
async function later(folder) {
  const file = join(folder, 'browser/versions.js');
  const before = await readFile(file, 'utf8');
  // Newer ones than the data are never called old: here they are among them.
  const after = before
    .replace(/'(20\d\d)-(\d\d-\d\d)'/g, (_, year, rest) => `'${Number(year) - 2}-${rest}'`)
    .replace('const day = RELEASES[family]', "const day = '2024-10-20' ?? RELEASES[family]");
  assert.notEqual(after, before);
  await writeFile(file, after);
}

test(`an old browser says how old it is where that may be why, and looks for a newer one on a click (${engine()})`, async () => {
  await changeSituation('shields-up');
  const browser = await openBrowser({ alter: later });
  try {
    const cost = await ledger();
    await browser.tab.goto(ARCHIVE + WORK);
    await settled(browser);
    await browser.openPopup();
    await saying('the popup', browser.popupText, headline('browser-check'));
    await browser.clickPopup(word('all_title'));
    await saying('the popup', browser.popupText, word('remedy_update_browser_button'));
    const said = /Version \d+(\.\d+)? of this browser came out \d\d months ago: /;
    await until('how old it is', async () => said.test((await browser.popupText()) ?? ''), { saying: browser.popupText });
    await browser.popupEvaluate("document.querySelector('#remedies [data-code=update-browser]').scrollIntoView({ block: 'center' })");
    await browser.popupScreenshot('old-browser', 'light');
    assert.deepEqual(await cost.strangers([]), [], 'somebody was asked how old it is');
    await browser.closePopup();
  } finally {
    await browser.close();
  }
});

test(`which release this browser is of is known by its own word (${engine()})`, async () => {
  await changeSituation('healthy');
  const browser = await openBrowser();
  try {
    const own = await version(browser);
    assert.match(own, /^\d/);
    assert.deepEqual(await popupAsks(browser, { type: 'browser' }), releaseOf(engine() === 'firefox' ? 'firefox' : 'chromium', own));
  } finally {
    await browser.close();
  }
});
