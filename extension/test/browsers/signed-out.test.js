// Whoever is signed out while they write is told before they post; signed in again, the form gets a token of now, and is sent
// once. Who writes the same form in two tabs is told so. What one person wrote is not offered to another one who signs in after them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { requests } from './harness/lab.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { CHAPTER, line, post, switchedOn, types } from './harness/texts.js';
import { until } from './harness/until.js';
import { aWhile, saying } from './harness/waiting.js';
import { word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */
/** @typedef {import('./harness/browser.d.ts').Tab} Tab */

const FORM = `${ARCHIVE}${WORK}/chapters/new`;
const IN = "void (document.cookie = 'user_credentials=1; path=/; secure; SameSite=Lax; max-age=3600')";
/** Somebody else signs in, whose texts are another person's. */
const ANOTHER = "void (document.cookie = 'lab_member=other; path=/; secure; SameSite=Lax; max-age=3600')";
const FIRST_AGAIN = "void (document.cookie = 'lab_member=; path=/; secure; SameSite=Lax; max-age=0')";
const OUT = "void (document.cookie = 'user_credentials=; path=/; secure; SameSite=Lax; max-age=0')";

/** @param {Tab} tab @returns {Promise<string>} */
const asked = (tab) => tab.evaluate("document.querySelector('.why502-asks')?.textContent ?? ''");

/** @param {number} before requests */
async function since(before) {
  const all = (await requests()).slice(before).filter((r) => r.kind === 'http' && r.role === 'archive');
  return {
    posts: all.filter(({ method }) => method === 'POST').length,
    tokens: all.filter(({ target }) => target === '/token_dispenser.json').length,
  };
}

test(`signed out while writing: told, asked before it is sent, and sent once with a token of now (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    await switchedOn(browser);
    await tab.goto(`${ARCHIVE}/lab/sign-in`);
    await tab.goto(FORM);
    assert.equal(await tab.evaluate(`document.querySelector('#greeting a[href^="/users/"]') !== null`), true, 'nobody is signed in');
    await types(tab, 'content', CHAPTER.slice(0, 200));
    await saying('the line beside the form', () => line(tab), word('guard_kept', '', '').split(' ')[0] ?? '');
    assert.equal((await line(tab)).includes(word('guard_signed_out')), false);
    const before = (await requests()).length;
    await tab.evaluate(OUT);
    await types(tab, 'content', CHAPTER.slice(200));
    await saying('the line beside the form', () => line(tab), word('guard_signed_out'));
    await post(tab);
    await saying('the question', () => asked(tab), word('guard_signed_out'));
    t.diagnostic(await tab.screenshot('signed-out', 'light'));
    await aWhile();
    assert.deepEqual(await since(before), { posts: 0, tokens: 0 });

    await tab.evaluate(IN);
    await tab.evaluate("document.querySelector('[name=authenticity_token]').value = 'of-before'");
    await post(tab);
    await until('the form to come to AO3', async () => (await since(before)).posts === 1);
    await aWhile();
    assert.deepEqual(await since(before), { posts: 1, tokens: 1 });
  }, 'healthy'));

test(`the same form in two tabs: told in the second, and both are kept (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await switchedOn(browser);
    await tab.goto(FORM);
    await types(tab, 'content', CHAPTER);
    await saying('the line beside the form', () => line(tab), word('guard_kept', '', '').split(' ')[0] ?? '');
    assert.equal((await line(tab)).includes(word('guard_elsewhere')), false);
    const other = await browser.newTab();
    await other.goto(FORM);
    await types(other, 'content', 'Another text of the same chapter, begun in another tab.');
    await saying('the line beside the form', () => line(other), word('guard_elsewhere'));
  }, 'healthy'));

test(`somebody else signs in while a text waits: it is not offered to them, and waits for its writer (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await switchedOn(browser);
    await tab.goto(`${ARCHIVE}/lab/sign-in`);
    await tab.goto(FORM);
    await types(tab, 'content', CHAPTER);
    await saying('the line beside the form', () => line(tab), word('guard_kept', '', '').split(' ')[0] ?? '');
    const isOffered = () => tab.evaluate("document.querySelector('.why502-offer') !== null");
    await tab.evaluate(ANOTHER);
    await tab.goto(FORM);
    assert.equal(
      await tab.evaluate(`document.querySelector('#greeting a[href="/users/other"]') !== null`),
      true,
      'nobody else is signed in',
    );
    await types(tab, 'content', 'Words of another person, in the same form.');
    await saying('the line beside the form', () => line(tab), word('guard_kept', '', '').split(' ')[0] ?? '');
    assert.equal(await isOffered(), false, 'what the one wrote is offered to the other');
    await tab.evaluate(FIRST_AGAIN);
    await tab.goto(FORM);
    await until('it to be offered to its writer', isOffered);
  }, 'healthy'));
