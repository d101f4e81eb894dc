// What became of a text after an error: nobody says more than was seen, a second press asks first, and where its words stand
// on a page of AO3's, it has arrived. We send nothing and ask AO3 for nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { changeSituation, requests } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { CHAPTER, KEPT, kept, line, post, switchedOn, types } from './harness/texts.js';
import { until } from './harness/until.js';
import { aWhile, saying, settled } from './harness/waiting.js';
import { english, word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */
/** @typedef {import('./harness/browser.d.ts').Tab} Tab */

const FORM = `${ARCHIVE}${WORK}/chapters/new`;
const PAGE = 'pages/drafts/drafts.html';

/** @param {Opened} browser */
const outcome = async (browser) => (await kept(browser)).map(({ outcome: its, arrived }) => (arrived ? 'arrived' : (its ?? 'none'))).join();

/** How often a form came to AO3 since. @param {number} before requests */
const posts = async (before) => (await requests()).slice(before).filter((r) => r.kind === 'http' && r.method === 'POST').length;

/** @param {Tab} tab @returns {Promise<string>} */
const asked = (tab) => tab.evaluate("document.querySelector('.why502-asks')?.textContent ?? ''");

/** A chapter is written and sent to an AO3 that fails. @param {Opened} browser @param {Tab} tab @param {string} text */
async function sentInVain(browser, tab, text) {
  await switchedOn(browser);
  await tab.goto(FORM);
  await types(tab, 'content', text);
  await saying('the line beside the form', () => line(tab), word('guard_kept', '', '').split(' ')[0] ?? '');
  const before = (await requests()).length;
  await changeSituation('every-page-502-at-once');
  await post(tab);
  await until('the form to come to AO3', async () => (await posts(before)) === 1);
  await until('it to be known that nothing is known', async () => (await outcome(browser)) === 'unknown', { saying: () => kept(browser) });
  return before;
}

test(`after an error it is said that nobody knows, a second press asks first, and sends once where the person says so (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    const before = await sentInVain(browser, tab, CHAPTER);
    await aWhile();
    const page = await browser.ownPage(PAGE);
    await saying('the page of texts', () => page.text(), word('texts_unknown', '').split(';')[1]?.trim() ?? '');
    await page.evaluate("document.querySelector('#texts button').click()");
    await saying('the page of texts', () => page.text(), word('texts_look_how'));
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await page.screenshot('unknown', scheme, true));
    await page.close();
    await changeSituation('healthy');
    await tab.goto(FORM);
    await saying('the offer', () => tab.evaluate("document.querySelector('.why502-offer')?.textContent ?? ''"), word('guard_put_back'));
    await tab.evaluate("document.querySelector('.why502-offer button').focus()");
    await tab.press('Enter');
    await saying('the offer', () => tab.evaluate("document.querySelector('.why502-offer')?.textContent ?? ''"), word('guard_is_back'));
    await saying('the line beside the form', () => line(tab), english.n('texts_words', 73));
    await post(tab);
    await saying('the question', () => asked(tab), word('guard_send_again'));
    t.diagnostic(await tab.screenshot('text-asks', 'light'));
    await tab.evaluate(`[...document.querySelectorAll('.why502-asks button')].at(-1).click()`);
    await aWhile();
    assert.equal(await posts(before), 1, 'a script answered for the person');
    assert.equal(await outcome(browser), 'unknown');
    await tab.evaluate(`[...document.querySelectorAll('.why502-asks button')].at(-1).focus()`);
    await tab.press('Enter');
    await until('the form to come to AO3', async () => (await posts(before)) === 2);
    await until('it to have arrived', async () => (await outcome(browser)) === 'arrived', { saying: () => kept(browser) });
    assert.equal(await posts(before), 2);
  }, 'healthy'));

test(`AO3 had it all the same: where the person finds it, it has arrived, and is offered no more (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    const before = await sentInVain(browser, tab, CHAPTER);
    await changeSituation('healthy');
    await tab.goto(`${ARCHIVE}${WORK}/navigate`);
    await aWhile();
    assert.equal(await outcome(browser), 'unknown', 'the index shows no words');
    await tab.goto(`${ARCHIVE}${WORK}/chapters/1003`);
    await until('its words to be found', async () => (await outcome(browser)) === 'arrived', { saying: () => kept(browser) });
    await tab.goto(FORM);
    await aWhile();
    assert.equal(await tab.evaluate("document.querySelector('.why502-offer') === null"), true, 'it is offered');
    assert.equal(await posts(before), 1, 'somebody else than the person sent it');
  }, 'healthy'));

test(`other words on AO3's page are not taken for it (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await sentInVain(browser, tab, CHAPTER.replace('So they took turns.', 'So they took turns, and slept.'));
    await changeSituation('healthy');
    await tab.goto(`${ARCHIVE}${WORK}/chapters/1003`);
    await aWhile();
    assert.equal(await outcome(browser), 'unknown');
    const page = await browser.ownPage(PAGE);
    assert.equal((await page.evaluate(KEPT)).length, 1);
  }, 'healthy'));

test(`where a chapter failed, the popup leads to the page that would show it, and nothing is sent (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await tab.goto(FORM);
    const before = (await requests()).length;
    await changeSituation('every-page-502-at-once');
    await post(tab);
    await until('the form to come to AO3', async () => (await posts(before)) === 1);
    await settled(browser, (incident) => incident.page?.method === 'POST');
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('all_title'));
    await browser.popupEvaluate("document.querySelector('#all > summary').click()");
    const cost = await ledger();
    await browser.clickPopup(word('texts_look'));
    const index = `${WORK}/navigate`;
    await until('the request in the log', async () => (await cost.since()).some(({ target }) => target === index));
    assert.deepEqual(await cost.spent([index]), []);
    assert.equal(await posts(before), 1);
  }, 'healthy'));
