// What only the person can do, in a real browser: the one button is of use until it can be looked whether it helped, and
// then it looks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { headline, word } from './harness/words.js';

const PAGE = `${ARCHIVE}${WORK}/chapters/1001?view_adult=true`;

test(`AO3 is blocked here: its address is copied for elsewhere, and then the button looks whether it helped (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    assert.equal(await tab.goto(PAGE), null);
    const { diagnosis } = await settled(browser);
    await browser.openPopup();
    assert.deepEqual([diagnosis.verdict.code, diagnosis.remedies[0]?.code], ['blocked-here', 'other-connection']);
    await saying('the popup', browser.popupText, word('remedy_other_connection_title'));
    const button = () => browser.popupEvaluate("document.getElementById('best').innerText");
    await until('the button to copy', async () => (await button()) === word('copy_address'), { saying: button });
    await saying('the popup', browser.popupText, word('copy_address_text'));
    await browser.clickPopup(word('copy_address'));
    await saying('the popup', browser.popupText, word('report_copied'));
    assert.equal(await browser.clipboard(), PAGE);
    await changeSituation('healthy');
    await until('the button to look', async () => (await button()) === word('best_check_again'), { withinMs: 120_000, saying: button });
    await browser.clickPopup(word('best_check_again'));
    await saying('the popup', browser.popupText, headline('recovered'));
  }, 'reset-on-name'));
