// "Tell me when it's back": asked for in that click, said in words, not undone by the second click of a double click,
// and called off elsewhere; then the way back to the tab. A button that only counts is none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { engine } from './harness/index.js';
import { withBrowser } from './harness/shared.js';
import { answer, playPermission } from './harness/permission.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */

/** @param {Opened} browser */
const watchOf = async (browser) => /** @type {{state?: string} | undefined} */ ((await browser.kept())['watch'])?.state;

/** AO3 is down, and the popup says so. @param {Opened} browser @param {Opened['tab']} tab */
async function down(browser, tab) {
  assert.equal(await tab.goto(ARCHIVE + WORK), 502);
  await settled(browser);
  await browser.openPopup();
  await saying('the popup', browser.popupText, word('remedy_watch_button'));
}

test(`a double click on "Tell me when it's back" asks once and undoes nothing; Cancel is elsewhere (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    await down(browser, tab);
    await playPermission(browser, true);
    await browser.clickPopup(word('remedy_watch_button'), 2);
    await answer(browser, true);
    await saying('the popup', browser.popupText, word('watch_will_notify'));
    assert.equal(await watchOf(browser), 'watching');
    if (!browser.answerPermission) assert.deepEqual(await browser.popupEvaluate('askedWithin'), [true], 'not in the click, or not once');
    const best = await browser.popupEvaluate("document.getElementById('best').checkVisibility()");
    assert.equal(best, false, 'there is a button where the double click was');
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await browser.popupScreenshot('told', scheme));
    await sleep(600); // A click that is no part of the double one.
    await browser.clickPopup(word('watch_stop'));
    await until('the watch to end', async () => (await watchOf(browser)) === undefined, { saying: () => watchOf(browser) });
    await saying('the popup', browser.popupText, word('remedy_watch_button'));
  }, 'every-page-502-at-once'));

test(`who does not let it notify is told where it is seen, and may think again (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await down(browser, tab);
    await playPermission(browser, false);
    await browser.clickPopup(word('remedy_watch_button'));
    await answer(browser, false);
    await saying('the popup', browser.popupText, word('watch_will_show'));
    await saying('the popup', browser.popupText, word('watch_notify_ask'));
    assert.equal(await watchOf(browser), 'watching', 'a refusal takes nothing away');
    assert.equal(await browser.popupEvaluate('document.activeElement.id'), 'headline', 'who goes by keys is left nowhere');
    await playPermission(browser, true);
    await browser.clickPopup(word('watch_notify_ask'));
    await answer(browser, true);
    await saying('the popup', browser.popupText, word('watch_will_notify'));
  }, 'every-page-502-at-once'));

test(`from the card, the popup is opened, which can ask; a double click on the card undoes nothing (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    assert.equal(await tab.goto(ARCHIVE + WORK), 502);
    await settled(browser);
    await saying('the card', () => tab.promptText(), word('remedy_watch_button'));
    await tab.clickPrompt(word('remedy_watch_button'));
    const opened = async () => (await browser.popupIsOpen()) || (await browser.extensionTabs()).some((url) => url.includes('popup.html'));
    await until('the popup, or a page that is it', opened, { saying: browser.extensionTabs });
    const isTab = (await browser.extensionTabs()).some((url) => url.includes('popup.html?tab='));
    const shown = await browser.inBackground("chrome.runtime.getContexts({ contextTypes: ['POPUP'] }).then((all) => all.length)");
    t.diagnostic(isTab ? 'in a tab' : 'under the button');
    assert.equal(shown, isTab ? 0 : 1, 'what the extension is told of its popup is not what stands there');
    await until('the watch to be kept', async () => (await watchOf(browser)) === 'watching');
    await saying('the card', () => tab.promptText(), word('watch_stop'));
    assert.ok(!(await tab.promptText())?.includes(word('remedy_watch_button')));
  }, 'every-page-502-at-once'));

test(`how we know closes again with the verdict, and tells the price; how sure it is stands beside the side (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    assert.equal(await tab.goto(ARCHIVE + WORK), 502);
    await browser.openPopup();
    const { diagnosis } = await settled(browser);
    const side = () => browser.popupEvaluate("document.getElementById('side').innerText");
    await saying('the side', side, `${word('side_archive')} · ${word(`sure_${diagnosis.certainty}`)}`);
    const how = () => browser.popupEvaluate("document.getElementById('how').open");
    await until('how we know to close', async () => (await how()) === false);
    await browser.popupEvaluate("document.querySelector('#how > summary').click()");
    await saying('the popup', browser.popupText, word('spent_how', word('spent_other', String(diagnosis.archiveRequests))));
  }, 'every-page-502-at-once'));

test(`while a limit lasts, the button does what helps now, and what is left is told in small (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    assert.equal(await tab.goto(ARCHIVE + WORK), 429);
    await settled(browser);
    await browser.openPopup();
    // This browser had asked for nothing before: what may ask in its place comes before AO3's status page.
    await saying('the popup', browser.popupText, word('remedy_test_extensions_button'));
    const counting = () => browser.popupEvaluate("document.getElementById('counting').innerText");
    await saying('what is left', counting, word('best_again_in', '').trim());
    assert.equal(await browser.popupEvaluate("document.getElementById('best').disabled"), false);
  }, 'retry-later'));
