// Every form of AO3's that holds a person's words, as the guide on writing lists them: what is typed is there after a failed Post,
// goes back into its form at a press, and is posted once for each press of the person's.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asked, desk, failed, sendsAllTheSame, takesOffer } from './harness/desk.js';
import { engine } from './harness/index.js';
import { requests } from './harness/lab.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { kept, switchedOn, types } from './harness/texts.js';
import { until } from './harness/until.js';
import { aWhile } from './harness/waiting.js';
import { word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */
/** @typedef {import('./harness/browser.d.ts').Tab} Tab */

/**
 * @typedef {object} Row
 * @property {string} page path of the page that has the form
 * @property {string} kind as ao3/forms.js calls it
 * @property {string[]} ids of the fields that are written into
 * @property {string} [button] its name
 * @property {true} [preview] it is looked at before it is sent, and sent from there
 * @property {string} [opens] what a person presses before the form is there
 * @property {true} [byScript] a script of the page's sends it, and the page stays
 */

/** @type {readonly Row[]} */
const ROWS = [
  { page: '/works/new', kind: 'work', ids: ['work_title', 'work_summary', 'content'], button: 'post_button' },
  { page: `${WORK}/chapters/new`, kind: 'chapter', ids: ['chapter_title', 'content'], button: 'post_without_preview_button' },
  { page: `${WORK}/edit`, kind: 'work', ids: ['work_summary', 'work_notes', 'content'], button: 'update_button', preview: true },
  { page: `${WORK}/chapters/1003/edit`, kind: 'chapter', ids: ['chapter_notes', 'content'], button: 'update_button', preview: true },
  { page: `${WORK}/chapters/1002`, kind: 'comment', ids: ['comment_content'] },
  { page: '/users/tester/inbox', kind: 'comment', ids: ['comment_comment_content'], opens: '#reply-link' },
  { page: '/comments/77', kind: 'comment', ids: ['comment_comment_content'], byScript: true },
  { page: '/tags/Lamps/comments/new', kind: 'comment', ids: ['comment_comment_content'] },
  { page: `${WORK}/bookmarks/new`, kind: 'bookmark', ids: ['bookmark_bookmarker_notes'] },
  { page: '/series/9/edit', kind: 'series', ids: ['series_summary', 'series_series_notes'] },
  { page: '/users/tester/profile/edit', kind: 'profile', ids: ['profile_title', 'profile_about_me'] },
  { page: '/users/tester/pseuds/tester/edit', kind: 'pseud', ids: ['pseud_description'] },
  {
    page: '/collections/lamps/edit',
    kind: 'collection',
    ids: ['intro', 'faq', 'rules'].map((name) => `collection_collection_profile_attributes_${name}`),
  },
  {
    page: '/collections/lamps/signups/new',
    kind: 'sign-up',
    ids: ['requests', 'offers'].map((name) => `challenge_signup_${name}_attributes_0_description`),
  },
  { page: '/collections/lamps/gift_exchange/edit', kind: 'other', ids: ['gift_exchange_signup_instructions_general'] },
  { page: '/collections/lamps/prompts/new', kind: 'prompt', ids: ['prompt_title', 'prompt_description'] },
  { page: '/skins/new', kind: 'skin', ids: ['skin_description', 'skin_css'] },
  { page: '/support', kind: 'support', ids: ['feedback_summary', 'feedback_comment'] },
  { page: '/abuse_reports/new', kind: 'abuse', ids: ['abuse_report_summary', 'abuse_report_comment'] },
  { page: '/works/new_import', kind: 'work', ids: ['urls', 'notes'] },
];

const posts = async () => (await requests()).filter((r) => r.kind === 'http' && r.method === 'POST').length;

/** @param {Tab} tab @param {string} name of the button */
const presses = (tab, name) =>
  tab.evaluate(`void setTimeout(() => [...document.querySelectorAll('#main [name=${name}]')].at(-1).click(), 50)`);

/** @param {Tab} tab @param {Row} row @returns {Promise<string[]>} */
const values = (tab, { ids }) => tab.evaluate(`${JSON.stringify(ids)}.map((id) => document.getElementById(id).value)`);

/** @param {Tab} tab @param {Row} row */
async function opens(tab, { page, opens: pressed }) {
  await tab.goto(ARCHIVE + page);
  if (pressed) await tab.evaluate(`document.querySelector(${JSON.stringify(pressed)}).click()`);
}

/** Where each is sent, but where that is not said by the page's own address. @type {Record<string, string>} */
const ACTION = Object.fromEntries(
  ROWS.map(({ page }) => [
    page,
    {
      [`${WORK}/chapters/1002`]: `${WORK}/comments`,
      '/users/tester/inbox': '/comments/77/comments',
      '/works/new_import': '/works/import',
    }[page] ?? page.replace(/\/(new|edit)$/, ''),
  ]),
);

/** What was sent: what stood in the form before something was put back is a text of its own. @param {Opened} browser @param {Row} row */
const textOf = async (browser, { page, kind }) =>
  /** @type {(import('../../types/drafts.js').Kept)[]} */ (/** @type {unknown} */ (await kept(browser))).find(
    (each) => each.kind === kind && each.key.split(' ')[1] === ACTION[page] && each.sent > 0,
  );

/** @param {Opened} browser @param {Tab} tab @param {Row} row */
async function goesRound(browser, tab, row) {
  const { page, kind, ids, button = 'commit', preview, byScript } = row;
  const before = await posts();
  await desk('loses');
  await opens(tab, row);
  for (const id of ids) await types(tab, id, `Words for ${id} of ${page}, which nobody wants to write twice`);
  const written = await values(tab, row);
  let sent = 1;
  if (preview) {
    await presses(tab, 'preview_button');
    await until('the preview', () => tab.evaluate("document.querySelector('[name=edit_button]') !== null").catch(() => false));
    await until('the preview to be kept', async () => (await textOf(browser, row))?.page === new URL(ARCHIVE).host + ACTION[page]);
    sent += 1;
  }
  await presses(tab, button);
  await until(`the form of ${page} to come to AO3`, async () => (await posts()) === before + sent);
  await until(
    `the text of ${page} to be known as ${byScript ? 'sent' : 'unknown'}`,
    async () => ((text) => (byScript ? text?.sent === 1 : text?.outcome === 'unknown'))(await textOf(browser, row)),
    { saying: () => kept(browser) },
  );
  if (!byScript) await failed(tab);

  await desk('takes');
  await opens(tab, row);
  await takesOffer(tab, word('guard_is_back'));
  assert.deepEqual(await values(tab, row), written, `${page}: other words came back`);
  await presses(tab, button);
  if (!byScript) {
    await until('the question', () => asked(tab));
    assert.equal(await posts(), before + sent, `${page}: it was sent without a question`);
    await sendsAllTheSame(tab);
  }
  await until(`the form of ${page} to come to AO3 again`, async () => (await posts()) === before + sent + 1);
  if (!byScript)
    await until(`${kind} to have arrived`, async () => (await textOf(browser, row))?.arrived, { saying: () => textOf(browser, row) });
  return before + sent + 1;
}

const GOES_ROUND = "what is written into a form of AO3's goes round whole, and is posted once for each press";

/** So many forms are a test. */
const AT_ONCE = 5;

const parts = Array.from({ length: Math.ceil(ROWS.length / AT_ONCE) }, (_, n) => ROWS.slice(n * AT_ONCE, (n + 1) * AT_ONCE));

for (const [at, rows] of parts.entries())
  test(`${GOES_ROUND}, ${at + 1} of ${parts.length} (${engine()})`, (t) =>
    withBrowser(
      async (browser, tab) => {
        await switchedOn(browser);
        await tab.goto(`${ARCHIVE}/lab/sign-in`);
        for (const row of rows) {
          const began = Date.now();
          const sent = await goesRound(browser, tab, row);
          assert.equal(await posts(), sent, `${row.page}: it was posted by somebody else than the person`);
          t.diagnostic(`${row.page}: ${Date.now() - began} ms`);
        }
        for (const row of rows.filter(({ byScript }) => byScript)) {
          await opens(tab, row);
          // What stands there is compared as it came: whoever types at once is compared with what they typed.
          await aWhile();
          await types(tab, row.ids[0] ?? '', ' and more');
          await until('the line', () => tab.evaluate("document.querySelector('.why502-kept') !== null"));
          assert.equal(await tab.evaluate("document.querySelector('.why502-offer') === null"), true, 'what AO3 has is offered');
        }
      },
      'healthy',
      { companion: false },
    ));
