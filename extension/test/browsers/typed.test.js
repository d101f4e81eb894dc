// Text that a person has typed and not sent: asked for in the real pages of both engines, and told before anything is cleared.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askToClear } from './harness/clearing.js';
import { setTimeout as sleep } from 'node:timers/promises';
import { engine } from './harness/index.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { cookiesOf, popupAsks, whereIs } from './harness/stores.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { fixDie } from './harness/watched.js';
import { word } from './harness/words.js';

const FORM = `${ARCHIVE}/lab/form`;

/** @param {string} id @param {string} value */
const fill = (id, value) => `void (document.getElementById(${JSON.stringify(id)}).value = ${JSON.stringify(value)})`;

/**
 * What is done on the page, and what sort of text it is; none where nothing of the person's is lost.
 *
 * @type {[string, string, string | null][]}
 */
const CASES = [
  ['nothing', 'void 0', null],
  ['a comment', fill('comment_content_for_502', 'Thank you for this chapter.'), 'comment'],
  ['a summary that says something else', fill('summary', 'As it was served, and more.'), 'work'],
  ['a summary that was emptied', fill('summary', ''), 'work'],
  [
    'the editor, which has not told its field yet',
    "void document.getElementById('content_ifr').contentDocument.body.append('And then.')",
    'work',
  ],
  [
    'a picture in the editor',
    "void document.getElementById('content_ifr').contentDocument.body.append(document.createElement('img'))",
    'work',
  ],
  ["the editor's own way of writing the same", fill('content', '<p>It was <em>dark</em> &mdash; and still.</p>'), null],
  ['a title', fill('chapter_title', 'Lamps and fog'), 'work'],
  ['a search', fill('site_search', 'lamps'), 'other'],
  ['what the browser fills in to sign in', fill('user_session_login_small', 'somebody'), null],
  [
    'a tag more',
    "document.querySelector('ul.autocomplete').append(Object.assign(document.createElement('li'), { className: 'added tag', textContent: 'Rain' }))",
    'work',
  ],
  ["the tag widget's own numbers", fill('chapter_tags', '12,77'), null],
];

test(`every field in which text can be lost, and no other (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await tab.goto(FORM);
    const { tabId, isPrivate } = await whereIs(browser, FORM);
    for (const [what, work, where] of CASES) {
      await tab.goto(`${ARCHIVE}/lab/blank`);
      await tab.goto(FORM);
      await until('the editor', () => tab.evaluate("document.getElementById('content_ifr').contentDocument?.body?.id === 'tinymce'"));
      await tab.evaluate(`(() => { ${work} })()`);
      const { text } = await popupAsks(browser, { type: 'count', tabId, isPrivate });
      assert.deepEqual(
        text.map((/** @type {any} */ each) => [each.text, each.where, each.host]),
        where ? [['typed', where, 'archiveofourown.org']] : [],
        what,
      );
      assert.ok(
        text.every((/** @type {any} */ each) => Object.keys(each).sort().join() === 'host,length,tabId,text,where'),
        'more than that leaves the page',
      );
    }
  }, 'healthy'));

test(`before anything is cleared, the popup says where text is and leads there (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    await tab.goto(`${ARCHIVE}/lab/sign-in`);
    const { store } = await whereIs(browser, `${ARCHIVE}/lab/sign-in`);
    const before = await cookiesOf(browser, store);
    const writing = await browser.newTab();
    await writing.goto(FORM);
    await writing.evaluate(fill('comment_content_for_502', 'Thank you for this chapter.'));
    const front = () =>
      browser.inBackground(
        '(globalThis.browser ?? chrome).tabs.query({ active: true, lastFocusedWindow: true }).then(([front]) => front.url)',
      );
    await browser.inBackground(
      `(globalThis.browser ?? chrome).tabs.query({ url: '*://archiveofourown.org/lab/sign-in' }).then(([t]) => (globalThis.browser ?? chrome).tabs.update(t.id, { active: true })).then(() => true)`,
    );
    await browser.openPopup();
    await askToClear(browser);
    await saying('the popup', browser.popupText, word('text_comment', 'archiveofourown.org'));
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await browser.popupScreenshot('clear-text', scheme));
    assert.doesNotMatch(String(await browser.popupText()), /Thank you for this|New Chapter/, 'what is written stays on its page');
    await browser.clickPopup(word('text_go'));
    await until('the tab with the text', async () => (await front()) === FORM, { saying: front });
    assert.equal(await writing.evaluate("document.getElementById('comment_content_for_502').value"), 'Thank you for this chapter.');
    assert.deepEqual(await cookiesOf(browser, store), before, 'something was cleared');
    assert.ok(!(await browser.popupIsOpen()) || (await browser.closePopup(), true));

    await browser.openPopup();
    await askToClear(browser);
    await browser.clickPopup(word('clear_anyway'));
    await saying('the popup', browser.popupText, word('after_cleared'));
    assert.deepEqual(await cookiesOf(browser, store), []);
    assert.equal(await writing.evaluate("document.getElementById('comment_content_for_502').value"), 'Thank you for this chapter.');
  }, 'healthy'));

test(`a reload that would lose text is asked for twice (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await tab.goto(ARCHIVE + WORK);
    await settled(browser);
    await tab.evaluate(
      "(() => { const area = document.createElement('textarea'); document.body.append(area); area.value = 'Thank you for this chapter.'; })()",
    );
    const { tabId, isPrivate } = await whereIs(browser, ARCHIVE + WORK);
    await fixDie(browser, 0); // A reload that is spread comes after ten seconds then.
    const told = await popupAsks(browser, { type: 'run', code: 'reload-once', tabId, isPrivate });
    assert.deepEqual(
      told.text.map((/** @type {any} */ each) => [each.text, each.where, each.tabId]),
      [['typed', 'other', tabId]],
    );
    const cost = await ledger();
    await sleep(12_000);
    assert.equal(await tab.evaluate("document.querySelector('textarea').value"), 'Thank you for this chapter.');
    assert.deepEqual(
      (await cost.since()).filter((r) => r.kind === 'http' && r.target === WORK),
      [],
    );
    const { reloadInMs } = await popupAsks(browser, { type: 'run', code: 'reload-once', tabId, isPrivate, sure: true });
    assert.equal(reloadInMs, 10_000);
    await until(
      'the page to be loaded again',
      async () =>
        await tab.evaluate("document.readyState === 'complete' && document.querySelector('textarea') === null").catch(() => false),
    );
  }));
