// What became of a chapter whose Post failed: an AO3 that stored it, one that stores it a while later, one that never does and
// one that shows the list of before are told apart. Time passes for the text, not for the browser (harness/desk.js). That AO3's log has
// as many requests as we say, our own looks among them, is compared as the browser closes (harness/ledger.js).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asked, desk, failed, passes, sendsAllTheSame, storesNow, takesOffer } from './harness/desk.js';
import { engine } from './harness/index.js';
import { requests } from './harness/lab.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { kept, post, switchedOn, types } from './harness/texts.js';
import { until } from './harness/until.js';
import { aWhile, saying, settled } from './harness/waiting.js';
import { word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */
/** @typedef {import('./harness/browser.d.ts').Tab} Tab */
/** @typedef {import('../../types/drafts.js').Kept} Kept */

const FORM = `${ARCHIVE}${WORK}/chapters/new`;
const PAGE = 'pages/drafts/drafts.html';

/** After the first look, which comes at most 90 s after the Post, and before "not there" may be said; after the second one. ms */
const FIRST_LOOK = 100_000;
const SECOND_LOOK = 300_000;

/** A chapter of these words, known by its title. @param {string} title */
const chapter = (title) =>
  `<p>${title} is written on the door in chalk, and nobody in the harbour says who wrote it.</p>` +
  `<p>In the morning it is there again, in another hand, and so it was with ${title}.</p>`;

/** @param {Opened} browser @param {string} title @returns {Promise<Kept | undefined>} */
const its = async (browser, title) =>
  /** @type {any} */ (await kept(browser)).findLast((/** @type {any} */ each) => `${each.title} ${each.key}`.includes(title));

const posts = async () => (await requests()).filter((r) => r.kind === 'http' && r.method === 'POST').length;

/** A new chapter, and what is pressed; as a new work that is to be saved as a draft. */
const OF_CHAPTER = { form: FORM, field: 'chapter_title', press: post };
const OF_DRAFT = {
  form: `${ARCHIVE}/works/new`,
  field: 'work_title',
  press: (/** @type {Tab} */ tab) => tab.evaluate("void setTimeout(() => document.querySelector('[name=preview_button]').click(), 50)"),
};

/** @param {Opened} browser @param {Tab} tab @param {string} title @param {typeof OF_CHAPTER} [what] */
async function sentInVain(browser, tab, title, { form, field, press } = OF_CHAPTER) {
  await tab.goto(form);
  await types(tab, field, title);
  await types(tab, 'content', chapter(title));
  const before = await posts();
  await press(tab);
  await until(
    'it to be known that nothing is known',
    async () => (await posts()) === before + 1 && (await its(browser, title))?.outcome === 'unknown',
    {
      saying: () => kept(browser),
    },
  );
  await failed(tab);
  return until('our look to be planned', async () => ((text) => (text?.look ? text : undefined))(await its(browser, title)));
}

/**
 * The next look has been made.
 *
 * @param {Opened} browser
 * @param {string} title
 * @param {number} ms that pass for the text
 */
async function looked(browser, title, ms) {
  const text = await its(browser, title);
  if (!text?.look) throw new Error('Nobody looks for it.');
  const { saidAt = 0 } = text.look;
  await passes(browser, text, ms);
  return until('the look', async () => ((now) => ((now?.look?.saidAt ?? 0) > saidAt ? now : undefined))(await its(browser, title)), {
    saying: () => its(browser, title),
  });
}

/** What the page of texts says of the newest text, and the page of AO3's that it leads to. @param {Opened} browser @param {string} words */
async function pageSays(browser, words) {
  const page = await browser.ownPage(PAGE);
  await until('the list', () => page.evaluate("((first) => (first?.click(), first !== null))(document.querySelector('#texts button'))"));
  await saying('the page of texts', () => page.text(), words);
  await page.close();
}

/** What a message says before its first hole. @param {string} key */
const begins = (key) => word(key, '\u0000').split('\u0000')[0] ?? '';

test(`what AO3 stored, stores late, never stores and hides behind an old list is told apart (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    await switchedOn(browser);
    await tab.goto(`${ARCHIVE}/lab/sign-in`);

    await desk('stores-and-fails');
    await sentInVain(browser, tab, 'Stored');
    await settled(browser, (incident) => incident.page?.method === 'POST');
    await browser.openPopup();
    await saying('the popup', browser.popupText, begins('texts_look_next'));
    const stored = await looked(browser, 'Stored', FIRST_LOOK);
    assert.deepEqual([stored.arrived, stored.look?.place], [true, `${WORK}/chapters/1004`]);
    await saying('the popup', browser.popupText, word('texts_arrived'));
    await browser.closePopup();
    await pageSays(browser, word('texts_look'));
    await tab.back().catch((error) => console.log(`The browser says of going back: ${String(error).split('\n')[0]}`));
    await until('the form', () => tab.evaluate("document.getElementById('content') !== null"));
    if ((await tab.evaluate("document.getElementById('content').value")) === '') await types(tab, 'content', chapter('Stored'));
    if ((await tab.evaluate("document.getElementById('chapter_title').value")) === '') await types(tab, 'chapter_title', 'Stored');
    await post(tab);
    await saying('the question', () => asked(tab), word('guard_send_again'));
    t.diagnostic(await tab.screenshot('text-there-already', 'light'));
    assert.equal(await posts(), 1, 'what AO3 has was sent again without a question');

    await desk('stores-late');
    await sentInVain(browser, tab, 'Late');
    const early = await looked(browser, 'Late', FIRST_LOOK);
    assert.deepEqual([early.arrived, early.outcome], [false, 'unknown'], 'it was said not to be there before anybody can know');
    await pageSays(browser, begins('texts_look_next'));
    await storesNow();
    assert.equal((await looked(browser, 'Late', SECOND_LOOK)).arrived, true);

    await desk('loses');
    await sentInVain(browser, tab, 'Lost');
    assert.equal((await looked(browser, 'Lost', FIRST_LOOK)).outcome, 'unknown');
    assert.equal((await looked(browser, 'Lost', SECOND_LOOK)).outcome, 'not-there');
    await pageSays(browser, begins('texts_not_there'));
    await desk('takes');
    await tab.goto(FORM);
    await takesOffer(tab, word('guard_is_back'));
    await post(tab);
    await until('it to have arrived', async () => (await its(browser, 'Lost'))?.arrived, { saying: () => kept(browser) });
    assert.equal(await posts(), 4, 'one for each press');

    await desk('shows-the-old');
    await sentInVain(browser, tab, 'Hidden');
    assert.equal((await looked(browser, 'Hidden', FIRST_LOOK)).outcome, 'unknown');
    assert.equal((await looked(browser, 'Hidden', SECOND_LOOK)).outcome, 'unknown', 'an old list was believed');
    await tab.goto(FORM);
    await takesOffer(tab, word('guard_is_back'));
    for (const press of ['first', 'second']) {
      await post(tab);
      await saying(`the question at the ${press} press`, () => asked(tab), word('guard_send_again'));
    }
    await aWhile();
    assert.equal(await posts(), 5, 'it was sent without an answer');
    await desk('loses');
    await sendsAllTheSame(tab);
    await until('the form to come to AO3', async () => (await posts()) === 6);
    await failed(tab);
    await tab.goto(FORM);
    await takesOffer(tab, word('guard_is_back'));
    await post(tab);
    await saying('the question once more', () => asked(tab), word('guard_send_again'));
    assert.equal(await posts(), 6);
  }, 'healthy'));

test(`what AO3 has as a draft is told as a draft, and leads to it (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    await switchedOn(browser);
    await tab.goto(`${ARCHIVE}/lab/sign-in`);
    await desk('stores-and-fails');
    const before = await posts();
    await sentInVain(browser, tab, 'Half a Lamp', OF_DRAFT);
    const text = await looked(browser, 'Half a Lamp', FIRST_LOOK);
    assert.deepEqual([text.arrived, text.look?.place], [true, '/works/7001']);
    const page = await browser.ownPage(PAGE);
    await until('the list', () => page.evaluate("((first) => (first?.click(), first !== null))(document.querySelector('#texts button'))"));
    await saying('the page of texts', () => page.text(), word('texts_arrived_draft'));
    await saying('the page of texts', () => page.text(), word('texts_look'));
    t.diagnostic(await page.screenshot('text-is-a-draft', 'light', true));
    await page.close();
    // What is a draft there is posted there: sent again, it would be a second one.
    await tab.goto(OF_DRAFT.form);
    await types(tab, OF_DRAFT.field, 'Half a Lamp');
    await types(tab, 'content', chapter('Half a Lamp'));
    await OF_DRAFT.press(tab);
    await saying('the question', () => asked(tab), word('guard_send_again'));
    assert.equal(await posts(), before + 1);
  }, 'healthy'));

test(`a draft that is posted from its preview, where no word is changed, is told as posted or as a draft (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    let draft = '';
    const pressesPost = () => tab.evaluate("void setTimeout(() => document.querySelector('[name=post_button]').click(), 50)");
    const postedInVain = async () => {
      await tab.goto(`${ARCHIVE}${draft}/preview`);
      const sentAt = (await its(browser, draft))?.sentAt ?? 0;
      await pressesPost();
      await failed(tab);
      await until('our look to be planned', async () => ((text) => text?.look && (text.sentAt ?? 0) > sentAt)(await its(browser, draft)), {
        saying: () => kept(browser),
      });
    };
    await switchedOn(browser);
    await tab.goto(`${ARCHIVE}/lab/sign-in`);
    const before = await posts();
    await desk('takes');
    await tab.goto(OF_DRAFT.form);
    await types(tab, OF_DRAFT.field, 'From its preview');
    await types(tab, 'content', chapter('From its preview'));
    await OF_DRAFT.press(tab);
    await until('the preview', async () => /\/works\/\d+\/preview$/.test(await tab.url()));
    draft = new URL(await tab.url()).pathname.replace('/preview', '');
    await until('AO3 to be seen to have the draft', async () => (await kept(browser)).some(({ arrived }) => arrived));

    await desk('loses');
    await postedInVain();
    assert.equal((await looked(browser, draft, FIRST_LOOK)).outcome, 'unknown', 'AO3 may still be at work on it');
    await tab.goto(`${ARCHIVE}${draft}`);
    await aWhile();
    assert.equal((await its(browser, draft))?.arrived, false, 'its words stand there, as a draft');
    const still = await looked(browser, draft, SECOND_LOOK);
    assert.deepEqual([still.outcome, still.look?.draft, still.look?.place], ['not-there', true, `${draft}/chapters/8001`]);
    const page = await browser.ownPage(PAGE);
    await until('the list', () => page.evaluate("((first) => (first?.click(), first !== null))(document.querySelector('#texts button'))"));
    await saying('the page of texts', () => page.text(), begins('texts_not_posted'));
    await saying('the page of texts', () => page.text(), word('texts_look'));
    t.diagnostic(await page.screenshot('text-is-still-a-draft', 'light', true));
    await page.close();

    await desk('stores-and-fails');
    await postedInVain();
    assert.deepEqual(await asked(tab).catch(() => ''), '', 'what is known not to be posted is posted without a question');
    const posted = await looked(browser, draft, FIRST_LOOK);
    assert.deepEqual([posted.arrived, posted.look?.draft, posted.look?.place], [true, undefined, `${draft}/chapters/8001`]);
    assert.equal(await posts(), before + 3, 'one for each press');
  }, 'healthy'));
