// A verdict carries its time; what is old says so; what is history is none any more.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { later } from './harness/later.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { saying, told } from './harness/waiting.js';
import { word } from './harness/words.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What a message says before its first value. @param {string} key */
const beginning = (key) => word(key, '|').split('|')[0] ?? '';

test(`a verdict tells when it was found; minutes later popup and card say so and offer a new look (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await tab.goto(ARCHIVE + WORK);
    const { id } = await told(browser, tab);
    assert.ok(!(await tab.promptText())?.includes(beginning('checked_at')), 'what stands there is of now');
    await browser.openPopup();
    await saying('the popup', browser.popupText, beginning('checked_at'));
    await browser.closePopup();

    await later(browser, 7 * MINUTE);
    await browser.openPopup();
    await saying('the popup', browser.popupText, 'Checked 7 minutes ago; this may have changed.');
    await saying('the card', () => tab.promptText(), beginning('checked_at'));
    await browser.clickPopup(word('best_check_again'));
    await until('a new look', async () => (await browser.incident())?.id !== id);
    await told(browser, tab);
    await saying('the popup', browser.popupText, beginning('checked_at'));
    await until('the card to be of now again', async () => !(await tab.promptText())?.includes(beginning('checked_at')));
  }));

test(`six hours later it is history: card, badge and popup tell of nothing, the list keeps it (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await browser.inBackground('(globalThis.browser ?? chrome).storage.local.set({ settings: { remember: true } })');
    await tab.goto(ARCHIVE + WORK);
    await told(browser, tab);
    await until('the entry', async () => (await browser.kept())['history']);
    await later(browser, 6 * HOUR);
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('idle_headline'));
    await browser.closePopup();
    await until('the card to go', async () => (await tab.promptText()) === null);
    await until('the badge to go', async () => (await browser.badge()) === '', { saying: browser.badge });
    assert.equal(await browser.incident(), undefined);
    assert.equal(/** @type {unknown[]} */ ((await browser.kept())['history']).length, 1);
  }));

test(`half an hour after its last tab it is history (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await tab.goto(ARCHIVE + WORK);
    await told(browser, tab);
    await tab.goto('https://example.com/');
    await until('the tab to leave', async () => (await browser.incident())?.tabs.length === 0, { saying: browser.incident });
    await later(browser, 29 * MINUTE);
    await browser.openPopup(); // Which wakes it.
    await saying('the popup', browser.popupText, beginning('checked_ago'));
    await browser.closePopup();
    await later(browser, 2 * MINUTE);
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('idle_headline'));
    await until('it to be forgotten', async () => (await browser.incident()) === undefined, { saying: browser.incident });
  }));
