// Pages that are too much for AO3, each of its own kind, in a real browser: what was heavy is said, and one press opens the
// same without that, asked for once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */
/** @typedef {Awaited<ReturnType<typeof ledger>>} Ledger */

/** Half a minute is what AO3 takes to give up. */
const LONG = { withinMs: 90_000 };

const CHAPTER = `${WORK}/chapters/1001`;

/** AO3 could not make it in time, and what of it is heavy is said. @param {Opened} browser @param {string} text */
async function tooMuch(browser, text) {
  const { diagnosis } = await settled(browser);
  assert.deepEqual([diagnosis.verdict.code, diagnosis.remedies[0]?.code], ['page-too-slow', 'lighter-page'], JSON.stringify(diagnosis));
  await browser.openPopup();
  await saying('the popup', browser.popupText, text);
}

/**
 * A press opens this page, and asks AO3 for it, once.
 *
 * @param {Opened} browser
 * @param {Ledger} cost
 * @param {string[]} own what the person asked for before
 * @param {string} label
 * @param {string} path
 */
async function leads(browser, cost, own, label, path) {
  const asked = async () => (await cost.since()).filter(({ kind, target }) => kind === 'http' && target === path).length;
  const [before, times] = [(await cost.spent(own)).length, await asked()];
  await browser.clickPopup(label);
  const open = async () => Promise.all((await browser.archiveTabs()).map((each) => each.url()));
  await until(`${path} beside it`, async () => (await open()).includes(ARCHIVE + path), { saying: open });
  await until('the request in the log', async () => (await asked()) > times);
  assert.equal(await asked(), times + 1, path);
  assert.equal((await cost.spent([...own, path])).length, before, 'nothing else was asked for by the press');
}

test(`an entire work: the chapter from which it was asked for, and the index beside it (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    const entire = `${WORK}?view_full_work=true`;
    const cost = await ledger();
    assert.equal(await tab.goto(ARCHIVE + CHAPTER), 200);
    await tab.evaluate(`void setTimeout(() => document.querySelector('li.entire a').click(), 50)`);
    await until('the entire work to fail', browser.incident, { ...LONG, saying: () => tab.url() });
    await tooMuch(browser, word('lighter_chapter_text'));
    t.diagnostic(await browser.popupScreenshot('lighter-chapter', 'light'));
    const own = [CHAPTER, entire];
    await leads(browser, cost, own, word('lighter_chapter_button'), CHAPTER);
    await browser.openPopup();
    await browser.clickPopup(word('all_title'));
    await leads(browser, cost, [...own, CHAPTER], word('remedy_lighter_page_button'), `${WORK}/navigate`);
  }, 'entire-work-times-out'));

test(`a list with filters: the same without them (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    const filtered = '/works?work_search%5Bsort_column%5D=kudos_count&tag_id=Lamps+*a*+Light';
    const cost = await ledger();
    assert.equal(await tab.goto(ARCHIVE + filtered), 504);
    await tooMuch(browser, word('lighter_filters_text'));
    t.diagnostic(await browser.popupScreenshot('lighter-list', 'light'));
    await leads(browser, cost, [filtered], word('lighter_filters_button'), '/tags/Lamps%20*a*%20Light/works');
  }, 'entire-work-times-out'));

test(`a chapter with comments: the same without them, which has no lighter one (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    const comments = `${CHAPTER}?show_comments=true`;
    const cost = await ledger();
    assert.equal(await tab.goto(`${ARCHIVE}${comments}#comments`), 504);
    await tooMuch(browser, word('lighter_comments_text'));
    t.diagnostic(await browser.popupScreenshot('lighter-comments', 'light'));
    await leads(browser, cost, [comments], word('lighter_comments_button'), CHAPTER);
  }, 'entire-work-times-out'));

test(`a chapter is light already: no lighter page is offered, and it can be waited for (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    assert.equal(await tab.goto(ARCHIVE + CHAPTER), 502);
    const { diagnosis } = await settled(browser);
    assert.deepEqual([diagnosis.verdict.code, diagnosis.remedies[0]?.code], ['page-too-slow', 'lighter-page']);
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('verdict_page_too_slow_meaning'));
    await browser.clickPopup(word('all_title'));
    await saying('the popup', browser.popupText, word('remedy_wait_text'));
    const said = (await browser.popupText()) ?? '';
    for (const none of [word('remedy_lighter_page_title'), word('remedy_lighter_page_button')]) assert.ok(!said.includes(none), said);
  }, 'long-wait-then-502'));
