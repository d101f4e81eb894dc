// Where a person, or an office, keeps the extension away from AO3's pages, it says so, and how it is allowed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { openBrowser } from './harness/shared.js';
import { changeSituation } from './harness/lab.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { until } from './harness/until.js';
import { saying } from './harness/waiting.js';
import { word } from './harness/words.js';

test(`site access is withheld: the button, the popup and the options say so, and how it is allowed (${engine()})`, async () => {
  await changeSituation('every-page-502-at-once');
  const browser = await openBrowser();
  try {
    await browser.withholdAccess();
    const how = word(engine() === 'firefox' ? 'access_how_firefox' : 'access_how_chromium');
    await until('the button to tell', async () => (await browser.inBackground(`${API}.action.getBadgeText({})`)) === '!');
    assert.equal(await browser.inBackground(`${API}.action.getTitle({})`), `why502: ${word('access_headline')}`);
    await browser.tab.goto(ARCHIVE + WORK);
    // On a page that it kept us from, Chromium answers the first press with its own offer to load it again with us.
    if (engine() === 'chromium') await browser.tab.goto('https://example.com/');
    await browser.openPopup();
    for (const said of [word('access_headline'), word('refused_access'), how, word('options_access_ask')])
      await saying('the popup', () => browser.popupText(), said);
    assert.doesNotMatch((await browser.popupText()) ?? '', new RegExp(word('idle_headline')));
    const options = await browser.ownPage('pages/options/options.html');
    for (const said of [word('options_access_missing'), how]) await saying('the options', () => options.text(), said);
  } finally {
    await browser.close();
  }
});

const API = '(globalThis.browser ?? chrome)';
