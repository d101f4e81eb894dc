// A text that is written away from AO3 is kept like one in AO3's own form, goes on after a reload, and into AO3's form once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { kept, line, post, switchedOn, types } from './harness/texts.js';
import { until } from './harness/until.js';
import { aWhile, saying } from './harness/waiting.js';
import { english, word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Tab} Tab */

const FORM = `${ARCHIVE}${WORK}/chapters/new`;
const TEXTS = 'pages/drafts/drafts.html';
const PAGE = 'pages/writing/writing.html';
const STORY = 'The lamp at number five had gone out.\n\nSo they took turns with the lamp.';

/** @param {Tab} tab @returns {Promise<string>} */
const offer = (tab) => tab.evaluate("document.querySelector('.why502-offer')?.textContent ?? ''");

test(`what is written elsewhere is kept, goes on later, and goes into AO3's form once (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    await switchedOn(browser);
    const cost = await ledger();
    const page = await browser.ownPage(PAGE);
    await until('the page', () => page.evaluate("document.body.dataset['opened'] === 'true'"));
    await page.evaluate(`(() => {
      for (const [id, text] of [['name', 'The Lamp'], ['text', ${JSON.stringify(STORY)}]]) {
        document.getElementById(id).focus();
        document.execCommand('insertText', false, text);
      }
    })()`);
    await saying('the line above it', () => page.text(), english.n('texts_words', 15));
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await page.screenshot('writing', scheme, true));
    const address = await page.evaluate('location.search');
    assert.match(String(address), /^\?text=[\w-]{36}$/);

    const second = await browser.ownPage(`${PAGE}${address}&second`);
    await saying('a second page of the same text', () => second.text(), word('writing_elsewhere'));
    await second.close();
    await page.close();
    assert.deepEqual(
      (await kept(browser)).map(({ title, words, kind }) => [title, words, kind]),
      [['The Lamp', 15, 'loose']],
    );

    const list = await browser.ownPage(TEXTS);
    await saying('the page of texts', () => list.text(), word('texts_write'));
    await saying('the page of texts', () => list.text(), word('texts_kind_loose'));
    await list.evaluate("document.querySelector('#texts button').click()");
    await saying('the page of texts', () => list.text(), word('texts_go_on'));
    assert.equal(await list.evaluate("document.getElementById('go-on').href.split('/').at(-1)"), `writing.html${address}`);
    await list.close();
    const again = await browser.ownPage(`${PAGE}${address}&again`);
    await until('the text to stand there again', () =>
      again.evaluate(`document.body.dataset['opened'] === 'true' && document.getElementById('text').value === ${JSON.stringify(STORY)}`),
    );
    await again.evaluate(`(() => {
      document.getElementById('text').focus();
      document.getElementById('text').setSelectionRange(9e5, 9e5);
      document.execCommand('insertText', false, ' Again.');
    })()`);
    await saying('the line above it', () => again.text(), english.n('texts_words', 16));
    await again.close();
    assert.deepEqual(await cost.spent([]), [], 'AO3 was asked for it');

    await changeSituation('healthy');
    await tab.goto(FORM);
    await saying('the offer', () => offer(tab), word('guard_put_in'));
    t.diagnostic(await tab.screenshot('writing-offer', 'light'));
    await tab.evaluate("document.querySelector('.why502-offer button').focus()");
    await tab.press('Enter');
    await saying('the offer', () => offer(tab), word('guard_is_in'));
    assert.equal(await tab.evaluate("document.getElementById('content').value"), `${STORY} Again.`);
    await until('it to be a text of this form', async () => (await kept(browser)).every(({ kind }) => kind === 'chapter'), {
      saying: () => kept(browser),
    });
    assert.equal((await kept(browser)).length, 1);
    await post(tab);
    await until('it to have arrived', async () => (await kept(browser)).every(({ arrived }) => arrived), { saying: () => kept(browser) });
    await tab.goto(FORM);
    await aWhile();
    assert.equal(await offer(tab), '', 'what AO3 has is offered again');
  }, 'healthy'));

test(`a comment is not asked with it, and a form that holds words keeps them (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await switchedOn(browser);
    const page = await browser.ownPage(PAGE);
    await until('the page', () => page.evaluate("document.body.dataset['opened'] === 'true'"));
    await page.evaluate(`(() => {
      document.getElementById('text').focus();
      document.execCommand('insertText', false, 'Words of another evening.');
    })()`);
    await saying('the line above it', () => page.text(), english.n('texts_words', 4));
    await page.close();
    await tab.goto(ARCHIVE + WORK);
    await aWhile();
    assert.equal(await offer(tab), '');
    await tab.goto(FORM);
    await types(tab, 'content', 'typed before anybody looked');
    await aWhile();
    assert.ok(
      (await kept(browser)).some(({ kind }) => kind === 'loose'),
      'it was taken away',
    );
  }, 'healthy'));

test(`as a text is posted it is copied for who wants that, whatever AO3 answers; who did not ask has nothing copied (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await switchedOn(browser);
    const presses = async (/** @type {string} */ button) => {
      await tab.evaluate(`document.querySelector('[name=${button}]').focus()`);
      await tab.press('Enter');
    };
    const writes = async (/** @type {string} */ text) => {
      await changeSituation('healthy');
      await tab.goto(FORM);
      await types(tab, 'content', text);
      await saying('the line beside the form', () => line(tab), word('guard_kept', '', '').split(' ')[0] ?? '');
      await changeSituation('every-page-502-at-once');
    };
    await writes('nobody asked for this');
    await presses('post_without_preview_button');
    await aWhile();
    const copied = async () => {
      await browser.openPopup();
      const text = await browser.clipboard();
      await browser.closePopup();
      return text;
    };
    assert.ok(!(await copied()).includes('nobody asked'));
    const options = await browser.ownPage('pages/options/options.html');
    await options.click(word('options_copy_first'));
    await options.close();
    await writes('the words of this evening');
    await presses('post_without_preview_button');
    await until('the text to be copied', async () => (await copied()) === 'the words of this evening');
  }, 'healthy'));
