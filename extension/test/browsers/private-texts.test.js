// What is written in a private window is there after a failed Post, in its own tab, and nowhere else: not on the disk, not in
// another tab, not in our page of texts; and it ends with the tab.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { changeSituation, requests } from './harness/lab.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { kept, line, post, switchedOn, types } from './harness/texts.js';
import { until } from './harness/until.js';
import { aWhile, saying } from './harness/waiting.js';
import { word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */
/** @typedef {import('./harness/browser.d.ts').Tab} Tab */

const FORM = `${ARCHIVE}${WORK}/chapters/new`;

/** As no other word that a browser writes down. */
const TEXT = 'quiltfeather at the harbour lamp, said once and in private alone, to nobody else at all';
const SAID = word('guard_private', '', '').split(':')[0] ?? '';

/** @param {Tab} tab @returns {Promise<string>} */
const offer = (tab) => tab.evaluate("document.querySelector('.why502-offer')?.textContent ?? ''");

/** How often a form came to AO3 since. @param {number} before requests */
const posts = async (before) => (await requests()).slice(before).filter((r) => r.kind === 'http' && r.method === 'POST').length;

/** What lies in a storage under our name of it. @param {Opened} browser @param {'session' | 'local'} area @returns {Promise<string>} */
const stored = (browser, area) =>
  browser.inBackground(`(globalThis.browser ?? chrome).storage.${area}.get(null).then((all) => JSON.stringify(all))`);

test(`a text of a private window outlives a failed Post in its own tab, goes back once, and ends with the tab (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    await switchedOn(browser);
    if (!browser.privateTab) throw new Error('There are no private windows here.');
    const another = await browser.privateTab();
    const own = await browser.privateTab();
    await own.goto(FORM);
    await types(own, 'content', TEXT);
    await saying('the line beside the form', () => line(own), SAID);
    t.diagnostic(await own.screenshot('private-text', 'light'));
    const before = (await requests()).length;
    await changeSituation('every-page-502-at-once');
    await post(own);
    await until('the form to come to AO3', async () => (await posts(before)) === 1);
    await aWhile();
    await changeSituation('healthy');

    await own.goto(FORM);
    await saying('the offer', () => offer(own), word('guard_put_back'));
    await own.evaluate("document.querySelector('.why502-offer button').focus()");
    await own.press('Enter');
    await saying('the offer', () => offer(own), word('guard_is_back_private'));
    assert.equal(await own.evaluate("document.getElementById('content').value"), TEXT);
    assert.deepEqual(await kept(browser), [], 'it is among the ordinary texts');
    assert.ok(!(await stored(browser, 'local')).includes('quiltfeather'), 'it lies on the disk');
    assert.ok((await stored(browser, 'session')).includes('quiltfeather'), 'this test looks in the wrong place');

    await saying('the line beside the form', () => line(own), SAID);
    await post(own);
    await saying('the question', () => own.evaluate("document.querySelector('.why502-asks')?.textContent ?? ''"), word('guard_send_again'));
    assert.equal(await posts(before), 1, 'it was sent again without a question');

    await tab.goto(FORM);
    await aWhile();
    assert.equal(await offer(tab), '', 'an ordinary window knows of it');
    await another.goto(FORM);
    await aWhile();
    assert.equal(await offer(another), '', 'another private tab knows of it');

    await own.close();
    await until('nothing to be left of it', async () => !(await stored(browser, 'session')).includes('quiltfeather'));
    await another.close();
  }, 'healthy'));

test(`what AO3 takes from a private window is offered no more (${engine()})`, () =>
  withBrowser(async (browser) => {
    await switchedOn(browser);
    if (!browser.privateTab) throw new Error('There are no private windows here.');
    const own = await browser.privateTab();
    await own.goto(FORM);
    await types(own, 'content', TEXT);
    await saying('the line beside the form', () => line(own), SAID);
    const before = (await requests()).length;
    await post(own);
    await until('the form to come to AO3', async () => (await posts(before)) === 1);
    await until('nothing to be left of it', async () => !(await stored(browser, 'session')).includes('quiltfeather'));
    await own.goto(FORM);
    await aWhile();
    assert.equal(await offer(own), '');
    await own.close();
  }, 'healthy'));
