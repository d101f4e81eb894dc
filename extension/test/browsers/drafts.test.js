// What a person writes into a form of AO3's is there afterwards, whatever became of the form: in their own words, whole,
// and nowhere but in this browser. The editor is the one that AO3 uses.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sendsAllTheSame } from './harness/desk.js';
import { engine } from './harness/index.js';
import { changeSituation, requests } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { killed } from './harness/others.js';
import { openBrowser, withBrowser } from './harness/shared.js';
import { inTexts, kept, KEPT, line, switchedOff, switchedOn, switchedOnByHand, types, withEditor } from './harness/texts.js';
import { until } from './harness/until.js';
import { aWhile, saying } from './harness/waiting.js';
import { english, word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */
/** @typedef {import('./harness/browser.d.ts').Tab} Tab */

const FORM = `${ARCHIVE}/works/new`;
const PAGE = 'pages/drafts/drafts.html';

/** How the line begins once all is kept. */
const SAVED = word('guard_kept', '', '').split(' ')[0] ?? '';

const API = '(globalThis.browser ?? chrome)';

/** The fields of the version that was kept last. */
const NEWEST = inTexts(
  "const all = at.objectStore('versions').getAll();",
  'all.result.sort((a, b) => a.at - b.at || a.number - b.number).at(-1)?.fields',
);

/** All texts go, as by the browser's own hand. */
const GONE = inTexts("for (const name of ['texts', 'versions']) at.objectStore(name).clear();", 'true');

/** How often a form came to AO3 since. @param {number} before requests */
const posts = async (before) => (await requests()).slice(before).filter((r) => r.kind === 'http' && r.method === 'POST').length;

test(`what is written is kept while it is written, and is there after the browser's end (${engine()})`, async (t) => {
  await changeSituation('healthy');
  const first = await openBrowser({});
  let browser = first;
  try {
    await switchedOnByHand(browser);
    const cost = await ledger();
    await browser.tab.goto(FORM);
    await types(browser.tab, 'work_title', 'The Lamp');
    await types(browser.tab, 'content', '<p>The lamp at number five — “again”.</p><p>Gone out.</p>');
    await saying('the line beside the form', () => line(browser.tab), SAVED);
    assert.match(await line(browser.tab), /\b8\b/, 'the words are counted otherwise');
    t.diagnostic(await browser.tab.screenshot('draft-kept', 'light'));
    assert.deepEqual(await cost.spent(['/works/new']), [], 'AO3 was asked for it');
    browser = await browser.restart();
    const page = await browser.ownPage(PAGE);
    await saying('the page of texts', () => page.text(), 'The Lamp');
    await page.evaluate("document.querySelector('#texts button').click()");
    await saying('the page of texts', () => page.text(), 'The lamp at number five — “again”.');
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await page.screenshot('whole', scheme, true));
    await page.click(word('texts_copy'));
    await saying('the page of texts', () => page.text(), word('texts_copied'));
    await page.click(word('texts_remove'));
    await saying('the page of texts', () => page.text(), word('texts_remove_sure'));
    await page.click(word('texts_remove_yes'));
    await saying('the page of texts', () => page.text(), word('texts_none'));
    assert.deepEqual(await page.evaluate(KEPT), []);
  } finally {
    await browser.close();
  }
});

test(`a form that is sent in the moment after the last letter is kept whole, goes once, and by the button that was pressed (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await switchedOn(browser);
    await tab.goto(FORM);
    await types(tab, 'work_title', 'Lost in Post');
    await types(tab, 'content', 'one two three');
    await saying('the line beside the form', () => line(tab), SAVED);
    const before = (await requests()).length;
    await changeSituation('every-page-502-at-once');
    await tab.evaluate(`void setTimeout(() => {
      document.getElementById('content').focus();
      document.execCommand('insertText', false, ' four five');
      document.querySelector('[name=post_button]').click();
    }, 50)`);
    await until('the form to come to AO3', async () => (await posts(before)) > 0);
    await aWhile();
    assert.equal(await posts(before), 1, 'it was sent again');
    const [text, ...others] = await kept(browser);
    assert.deepEqual([text?.title, text?.words, text?.sent, text?.kind, others.length], ['Lost in Post', 5, 1, 'work', 0]);
  }, 'healthy'));

test(`a word typed into a long chapter is told as a word, and kept as the chapter (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await switchedOn(browser);
    await tab.goto(FORM);
    await types(tab, 'work_title', 'Long');
    const lamps = 'The lamp had gone out 🪔 again. '.repeat(6_000);
    await tab.evaluate(`void (document.getElementById('content').value = ${JSON.stringify(lamps)})`);
    await types(tab, 'content', 'Begun. ');
    await saying('the line beside the form', () => line(tab), SAVED);
    const inBox = () => tab.evaluate("document.getElementById('content').value");
    const isKept = () =>
      until('all of it to be kept', async () => {
        const fields = await browser.inBackground(NEWEST);
        return (
          fields?.find((/** @type {{name: string}} */ { name }) => name === 'work[chapter_attributes][content]')?.value === (await inBox())
        );
      });
    await isKept();
    // Written down where the next look into the background finds it, in either engine.
    await browser.inBackground(`(() => {
      let n = 0;
      ${API}.runtime.onMessage.addListener((message) => {
        if (message.type === 'form-text') void ${API}.storage.session.set({ ['told-' + n++]: JSON.stringify(message).length });
      });
      return true;
    })()`);
    const told = async () =>
      Object.entries(/** @type {Record<string, any>} */ (await browser.inBackground(`${API}.storage.session.get(null)`)))
        .filter(([name]) => name.startsWith('told-'))
        .map(([, size]) => Number(size));
    const wordAt = (/** @type {number} */ at, /** @type {string} */ text) =>
      tab.evaluate(`(() => {
        const box = document.getElementById('content');
        box.focus();
        box.setSelectionRange(${at}, ${at});
        document.execCommand('insertText', false, ${JSON.stringify(text)});
      })()`);
    // Beside another sign of two halves, at both ends, and over a line's end.
    for (const [at, text] of /** @type {const} */ ([
      [31 * 100 + 22, '🪕'],
      [0, 'Once '],
      [lamps.length, ' — end'],
      [90_000, 'half\nway'],
    ])) {
      await wordAt(at, text);
      await isKept();
    }
    const sizes = await told();
    assert.ok(sizes.length >= 4 && Math.max(...sizes) < 4_000, `told: ${sizes}`);
    // Whoever deletes it meanwhile has it again with the next word, and whole.
    await browser.inBackground(GONE);
    await wordAt(0, 'Anew. ');
    await isKept();
    assert.ok(Math.max(...(await told())) > lamps.length);
  }, 'healthy'));

test(`in AO3's own editor, what stands in it is kept, and not the box behind it (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await switchedOn(browser);
    await tab.goto(FORM);
    await withEditor(tab);
    await types(tab, 'work_title', 'Rich');
    await tab.evaluate(`(() => {
      const frame = document.querySelector('#content_ifr');
      frame.contentWindow.focus();
      frame.contentDocument.body.focus();
      frame.contentDocument.execCommand('insertText', false, 'written in the editor');
    })()`);
    await until('the words of the editor', async () => (await kept(browser)).some(({ words }) => words === 4), {
      saying: () => kept(browser),
    });
    assert.equal(await tab.evaluate("document.getElementById('content').value.includes('written')"), false, 'the box had it already');
  }, 'healthy'));

test(`nothing is kept where it is switched off, of a private window among the texts, or of a password (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await tab.goto(FORM);
    await types(tab, 'work_title', 'Not switched on');
    await aWhile();
    assert.deepEqual([await line(tab), await kept(browser)], ['', []]);
    await switchedOn(browser);
    if (!browser.privateTab) throw new Error('There are no private windows here.');
    const own = await browser.privateTab();
    await own.goto(ARCHIVE + WORK);
    await types(own, 'comment_content', 'said in private');
    await saying('the line beside the form', () => line(own), word('guard_private', '', '').split(':')[0] ?? '');
    await own.close();
    await tab.goto(`${ARCHIVE}/users/login`);
    await tab.evaluate(`(() => {
      document.querySelector('input[type=password]').focus();
      document.execCommand('insertText', false, 'hunter2hunter2');
    })()`);
    await aWhile();
    const all = await kept(browser);
    assert.ok(!JSON.stringify(all).includes('private') && !JSON.stringify(all).includes('hunter2'), JSON.stringify(all));
    assert.deepEqual(
      all.map(({ title }) => title).filter((title) => title !== 'Not switched on'),
      [],
    );
  }, 'healthy'));

test(`a store that fails is said, and what was written is kept as soon as it works again (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await switchedOn(browser);
    await tab.goto(FORM);
    await browser.inBackground(`(() => {
      IDBObjectStore.prototype.works = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = () => { throw new DOMException('no room is left', 'QuotaExceededError'); };
      return true;
    })()`);
    await types(tab, 'work_title', 'No room');
    await saying('the line beside the form', () => line(tab), word('guard_failed'));
    assert.deepEqual(await kept(browser), []);
    await browser.inBackground('(IDBObjectStore.prototype.put = IDBObjectStore.prototype.works, true)');
    await saying('the line beside the form', () => line(tab), SAVED);
    assert.deepEqual(
      (await kept(browser)).map(({ title }) => title),
      ['No room'],
    );
  }, 'healthy'));

/** What is offered beside the form. @param {Tab} tab @returns {Promise<string>} */
const offered = (tab) => tab.evaluate("document.querySelector('.why502-offer')?.textContent ?? ''");

/** The offer is taken, by a key: a page's own script cannot press it. @param {Tab} tab */
async function takesOffer(tab) {
  await saying('the offer', () => offered(tab), word('guard_put_back'));
  await tab.evaluate("document.querySelector('.why502-offer button').click()");
  await aWhile();
  assert.ok((await offered(tab)).includes(word('guard_put_back')), 'a script pressed it');
  await tab.evaluate("document.querySelector('.why502-offer button').focus()");
  await tab.press('Enter');
}

/** @param {Tab} tab @param {string} id @returns {Promise<string>} */
const valueOf = (tab, id) => tab.evaluate(`document.getElementById(${JSON.stringify(id)}).value`);

/** Post, as a press would. @param {Tab} tab */
const post = (tab) => tab.evaluate("void setTimeout(() => document.querySelector('[name=post_button]').click(), 50)");

test(`after a failed Post the text comes back into the form at a press, over nothing that is lost; what arrived does not (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    await switchedOn(browser);
    await tab.goto(FORM);
    await types(tab, 'work_title', 'Comes back');
    await types(tab, 'content', 'lost and found words');
    await saying('the line beside the form', () => line(tab), SAVED);
    const before = (await requests()).length;
    await changeSituation('every-page-502-at-once');
    await post(tab);
    await until('the form to come to AO3', async () => (await posts(before)) > 0);
    await until(
      'the page that failed',
      async () => (await tab.evaluate('document.title').catch(() => '')) !== 'Post New Work | Archive of Our Own',
    );
    await changeSituation('healthy');
    await tab.goto(FORM);
    await types(tab, 'content', 'newer words');
    await saying('the line beside the form', () => line(tab), english.n('texts_words', 2));
    await saying('the offer', () => offered(tab), word('guard_ao3_draft'));
    t.diagnostic(await tab.screenshot('draft-offered', 'light'));
    await takesOffer(tab);
    await saying('the offer', () => offered(tab), word('guard_is_back'));
    assert.deepEqual([await valueOf(tab, 'work_title'), await valueOf(tab, 'content')], ['Comes back', 'lost and found words']);
    assert.deepEqual((await kept(browser)).map(({ words }) => words).sort(), [2, 4]);
    // Nobody knows whether AO3 has it, so that it asks; the person looked, and sends it.
    await post(tab);
    await sendsAllTheSame(tab);
    await until('the page that AO3 leads to', async () => (await tab.url().catch(() => '')) === ARCHIVE + WORK);
    await until('it to be known', async () => (await kept(browser)).some(({ words, arrived }) => words === 4 && arrived));
    await tab.goto(FORM);
    await saying('the offer', () => offered(tab), english.n('texts_words', 2));
    assert.equal(await posts(before), 2, 'it was sent by somebody else than the person');
  }, 'healthy'));

test(`who was quicker with the first letters than why502 is offered the lost text all the same (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await switchedOn(browser);
    await tab.goto(FORM);
    await types(tab, 'content', 'lost and found words');
    await saying('the line beside the form', () => line(tab), SAVED);
    await switchedOff(browser);
    await tab.goto(FORM);
    await types(tab, 'content', 'newer words');
    await switchedOnByHand(browser);
    await takesOffer(tab);
    await saying('the offer', () => offered(tab), word('guard_is_back'));
    assert.equal(await valueOf(tab, 'content'), 'lost and found words');
    assert.deepEqual((await kept(browser)).map(({ words }) => words).sort(), [2, 4]);
  }, 'healthy'));

test(`what the page itself brought is not offered to whoever was quick to change it (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await switchedOn(browser);
    await tab.goto(FORM);
    await types(tab, 'content', 'these words AO3 has');
    await saying('the line beside the form', () => line(tab), SAVED);
    await switchedOff(browser);
    await tab.goto(FORM);
    await tab.evaluate("void (document.getElementById('content').defaultValue = 'these words AO3 has')");
    await types(tab, 'content', 'and more of them: ');
    await switchedOnByHand(browser);
    await saying('the line beside the form', () => line(tab), SAVED);
    await aWhile();
    assert.equal(await offered(tab), '');
  }, 'healthy'));

test(`in AO3's own editor the text comes back by the editor's own switch (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await switchedOn(browser);
    await tab.goto(FORM);
    await types(tab, 'content', '<p>One &mdash; <em>two</em>.</p>');
    await saying('the line beside the form', () => line(tab), SAVED);
    await tab.goto(FORM);
    await withEditor(tab);
    await takesOffer(tab);
    await saying('the offer', () => offered(tab), word('guard_is_back'));
    assert.equal(await valueOf(tab, 'content'), '<p>One &mdash; <em>two</em>.</p>');
    assert.equal(
      await tab.evaluate("document.querySelector('#content_ifr') === null"),
      true,
      'what was written as HTML is in the rich editor',
    );
  }, 'healthy'));

// In Firefox the driver's own process is the browser's parent, which leaves nothing to be started again.
if (engine() === 'chromium')
  test(`a browser that is killed has whatever the line said was saved (${engine()})`, async () => {
    await changeSituation('healthy');
    let browser = await openBrowser({ own: true });
    try {
      await switchedOn(browser);
      for (const words of [1, 2, 3]) {
        await browser.tab.goto(FORM);
        await types(browser.tab, 'work_title', `Killed ${words}`);
        await types(browser.tab, 'content', 'word '.repeat(words));
        await until('the words to be saved', async () => (await line(browser.tab)).endsWith(english.n('texts_words', words)), {
          saying: () => line(browser.tab),
        });
        await killed(browser);
        browser = await browser.restart();
        const page = await browser.ownPage(PAGE);
        await saying('the page of texts', () => page.text(), `Killed ${words}`);
        await page.close();
      }
    } finally {
      await browser.close();
    }
  });

test(`all texts go at once, after a question, and those alone that stood there (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    await switchedOn(browser);
    for (const title of ['One', 'Two']) {
      await tab.goto(FORM);
      await types(tab, 'work_title', title);
      await until(`"${title}" to be kept`, async () => (await kept(browser)).some((text) => text.title === title));
    }
    const page = await browser.ownPage(PAGE);
    await saying('the page of texts', () => page.text(), word('texts_remove_all'));
    await until('the room that they take', async () => /\d+(\.\d)? [kM]B/.test(await page.text()), { saying: () => page.text() });
    await page.click(word('texts_remove_all'));
    await saying('the page of texts', () => page.text(), english.n('texts_remove_all_sure', 2));
    t.diagnostic(await page.screenshot('remove-all', 'light', true));
    await page.click(word('clear_cancel'));
    assert.equal((await kept(browser)).length, 2);
    await tab.goto(FORM);
    await types(tab, 'work_title', 'Three');
    await until('another to be kept', async () => (await kept(browser)).length === 3);
    await page.click(word('texts_remove_all'));
    await page.click(word('texts_remove_yes'));
    await until('the two to be gone', async () => (await kept(browser)).map(({ title }) => title).join() === 'Three', {
      saying: () => kept(browser),
    });
    await saying('the page of texts', () => page.text(), 'Three');
  }, 'healthy'));

test(`a text that nobody knows of has a second place, from which it comes back (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await switchedOn(browser);
    await tab.goto(FORM);
    await types(tab, 'work_title', 'Twice here');
    await types(tab, 'content', 'These are the words of a text that lies in two places.');
    await saying('the line beside the form', () => line(tab), SAVED);
    await changeSituation('every-page-502-at-once');
    await post(tab);
    await until('it to be in both places', async () => (await browser.kept())['unknown-texts'] !== undefined, {
      saying: () => kept(browser),
    });
    // The browser, or something that tidies it, takes the database away.
    await browser.inBackground(`new Promise((done, fail) => {
      const gone = indexedDB.deleteDatabase('texts');
      gone.onsuccess = () => done(null);
      gone.onerror = () => fail(gone.error);
    })`);
    await browser.endBackground();
    // Whatever wakes it: a page of AO3's does.
    await changeSituation('healthy');
    await tab.goto(`${ARCHIVE}${WORK}`);
    await until('the text to be back', async () => (await kept(browser)).some(({ title }) => title === 'Twice here'));
    const page = await browser.ownPage(PAGE);
    await saying('the page of texts', () => page.text(), 'Twice here');
    await page.evaluate("document.querySelector('#texts button').click()");
    await saying('the page of texts', () => page.text(), 'a text that lies in two places');
    await page.close();
  }, 'healthy'));
