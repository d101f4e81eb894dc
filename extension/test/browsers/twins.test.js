// Sent again while nobody knew, and then AO3 has it twice: both are shown side by side, with their dates and a way to each, where the
// person is and on the page of texts. We delete nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { desk, failed, sendsAllTheSame, takesOffer } from './harness/desk.js';
import { engine } from './harness/index.js';
import { requests } from './harness/lab.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { CHAPTER, kept, switchedOn, types } from './harness/texts.js';
import { until } from './harness/until.js';
import { saying } from './harness/waiting.js';
import { word } from './harness/words.js';

/** @type {readonly {what: string, form: string, title: string, button: string, twins: string[]}[]} */
const TWICE = [
  {
    what: 'chapter',
    form: `${ARCHIVE}${WORK}/chapters/new`,
    title: 'chapter_title',
    button: 'post_without_preview_button',
    twins: [`${WORK}/chapters/1005`, `${WORK}/chapters/1004`],
  },
  { what: 'work', form: `${ARCHIVE}/works/new`, title: 'work_title', button: 'post_button', twins: ['/works/7002', '/works/7001'] },
];

const posts = async () => (await requests()).filter((r) => r.kind === 'http' && r.method === 'POST').length;

/** A link's way, and whether a date stands beside the name. */
const SHOWN = `[...document.querySelectorAll('.why502-twins a')].map((link) => [link.getAttribute('href'), /\\d{4}/.test(link.textContent)])`;

test(`what AO3 has twice after a second press is shown side by side, a chapter and a work (${engine()})`, (t) =>
  withBrowser(
    async (browser, tab) => {
      await switchedOn(browser);
      await tab.goto(`${ARCHIVE}/lab/sign-in`);
      for (const [n, { what, form, title, button, twins }] of TWICE.entries()) {
        const presses = () => tab.evaluate(`void setTimeout(() => document.querySelector('[name=${button}]').click(), 50)`);
        const before = await posts();
        const its = async () => (await kept(browser)).find((each) => each.kind === what);
        await desk('stores-and-fails');
        await tab.goto(form);
        await types(tab, title, `Lamps, a ${what}`);
        await types(tab, 'content', `<p>This is the ${what}.</p>${CHAPTER}`);
        await presses();
        await until('it to be known that nothing is known', async () => (await its())?.outcome === 'unknown', { saying: its });
        await failed(tab);
        await desk('takes');
        await tab.goto(form);
        await takesOffer(tab, word('guard_is_back'));
        await presses();
        await sendsAllTheSame(tab);
        await until('both of them', async () => (await tab.evaluate(SHOWN).catch(() => [])).length === 2, { saying: its });
        assert.deepEqual(
          await tab.evaluate(SHOWN),
          twins.map((path) => [path, true]),
        );
        t.diagnostic(await tab.screenshot(`twins-${what}`, 'light'));
        const page = await browser.ownPage('pages/drafts/drafts.html');
        await until('the list', () =>
          page.evaluate("((first) => (first?.click(), first !== null))(document.querySelector('#texts button'))"),
        );
        await saying('the page of texts', () => page.text(), word('guard_twins'));
        assert.equal(await page.evaluate("document.querySelectorAll('#twins-list button').length"), 2);
        if (n === 0) t.diagnostic(await page.screenshot('twins', 'light', true));
        await page.close();
        assert.equal(await posts(), before + 2, 'one for each press, and nothing is taken away');
      }
    },
    'healthy',
    { companion: false },
  ));
