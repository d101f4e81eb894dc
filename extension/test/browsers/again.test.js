// A check that comes again though it was there before, and a limit that meets the first page: what then is likely is said.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { engine } from './harness/index.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { saying, settled } from './harness/waiting.js';
import { word } from './harness/words.js';

/** A check loads its page again by itself within seconds; what comes later was asked for (incident/recurrences.js). In ms. */
const LATER_MS = 3_500;

test(`a check for the second time says what keeps it from lasting (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    const cost = await ledger();
    assert.equal(await tab.goto(ARCHIVE + WORK), 403);
    const first = await settled(browser);
    assert.deepEqual([first.diagnosis.verdict.code, first.diagnosis.verdict['again']], ['browser-check', false]);
    await browser.openPopup();
    assert.ok(!(await browser.popupText())?.includes(word('check_again')));
    await browser.closePopup();
    await sleep(LATER_MS);
    assert.equal(await tab.goto(`${ARCHIVE}${WORK}?again`), 403);
    const second = await settled(browser, ({ diagnosis }) => diagnosis?.verdict['again'] === true);
    assert.equal(second.sighting?.recurrence?.time, 2);
    assert.deepEqual(second.diagnosis.remedies.map(({ code }) => code).slice(0, 2), ['finish-browser-check', 'test-extensions']);
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('check_again'));
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await browser.popupScreenshot('check-again', scheme));
    await browser.closePopup();
    assert.deepEqual(await cost.spent([WORK, `${WORK}?again`]), [], 'a check asks for no look');
  }, 'shields-up'));

test(`what a private window met is no second time in an ordinary one (${engine()})`, (t) =>
  withBrowser(async (browser) => {
    if (!browser.privateTab) return t.diagnostic('there are no private windows here');
    const own = await browser.privateTab();
    assert.equal(await own.goto(ARCHIVE + WORK), 403);
    await saying('the card', () => own.promptText(), word('verdict_browser_check_headline'));
    await sleep(LATER_MS);
    assert.equal(await browser.tab.goto(ARCHIVE + WORK), 403);
    const { sighting, diagnosis } = await settled(browser);
    assert.equal(sighting?.recurrence?.time, 1);
    assert.equal(diagnosis.verdict['again'], false);
    await own.close();
  }, 'shields-up'));

test(`a limit on the first page: others may share the address (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    const cost = await ledger();
    assert.equal(await tab.goto(ARCHIVE + WORK), 429);
    const { diagnosis } = await settled(browser);
    assert.deepEqual([diagnosis.verdict.code, diagnosis.verdict['often']], ['too-many-requests', 'unexpected']);
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('limit_unexpected'));
    t.diagnostic(await browser.popupScreenshot('limit-unexpected', 'light'));
    assert.deepEqual(await cost.spent([WORK]), []);
  }, 'retry-later'));
