// What was sent is never sent again: forms and their answers, going back to them, and what they lead to.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { changeSituation, requests } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { aWhile, prompt, saying, settled, told } from './harness/waiting.js';
import { fixDie } from './harness/watched.js';
import { headline, word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Tab} Tab */

const FORM = `${ARCHIVE}/lab/forms`;

/**
 * Sends one of the forms of the lab's page, as a person's press would.
 *
 * @param {Tab} tab
 * @param {'taken' | 'archive' | 'page'} which
 * @param {string} to where it leads
 */
async function send(tab, which, to) {
  await tab.goto(FORM);
  // After the answer to this expression: the page is gone then.
  await tab.evaluate(`void setTimeout(() => document.querySelector('#${which} button').click(), 50)`);
  await until(`the answer to the form, at ${to}`, async () => (await tab.url().catch(() => '')) === to, { saying: () => tab.url() });
}

/** How often a form was sent since. @param {number} before requests */
const posts = async (before) => (await requests()).slice(before).filter((r) => r.kind === 'http' && r.method === 'POST').length;

/**
 * A press in the popup, as its page sends it, for the tab in front.
 *
 * @param {import('./harness/browser.d.ts').Opened} browser
 * @param {string} code
 */
const run = (browser, code) =>
  browser.popupEvaluate(`(async () => {
  const api = globalThis.browser ?? chrome;
  const [tab] = await api.tabs.query({ active: true, currentWindow: true });
  return api.runtime.sendMessage({ type: 'run', code: '${code}', isPrivate: false, tabId: tab.id });
})()`);

test(`going back to a page that answered a form is nothing, and costs nothing (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await send(tab, 'page', `${ARCHIVE}/lab/blank`);
    await tab.goto('https://example.com/');
    const before = (await requests()).length;
    const cost = await ledger();
    await tab.back().catch((error) => console.log(`The browser says of going back: ${String(error).split('\n')[0]}`));
    await aWhile();
    assert.equal(await posts(before), 0, 'the browser itself sent it again: this test has no ground');
    assert.equal(await browser.incident(), undefined);
    assert.equal(await browser.badge(), '');
    assert.deepEqual(await cost.spent([]), []);
  }, 'healthy'));

test(`a form that a rule before AO3 refused: the text first, one light look, and no address is blamed (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    const before = (await requests()).length;
    const cost = await ledger();
    await send(tab, 'archive', `${ARCHIVE}/works`);
    const { sighting, diagnosis } = await settled(browser);
    assert.deepEqual([sighting?.status, sighting?.method], [403, 'POST']);
    assert.deepEqual([diagnosis.verdict.code, diagnosis.certainty], ['request-refused', 'likely']);
    assert.equal(diagnosis.remedies[0]?.code, 'save-text');
    await browser.openPopup();
    await saying('the popup', browser.popupText, headline('request-refused'));
    const words = (await browser.popupText()) ?? '';
    assert.ok(words.includes(word('dont_reload_refused')), words);
    assert.ok(!words.includes(word('dont_post')), 'AO3 never saw it, and cannot have taken it');
    assert.equal(await posts(before), 1);
    const asked = (await cost.spent(['/lab/forms', '/works'])).map(({ method, target }) => `${method} ${target?.split('?')[0]}`);
    assert.ok(asked.length <= 2 && asked.every((each) => each === 'GET /token_dispenser.json'), asked.join(', '));
  }, 'one-request-refused'));

test(`a page that the edge calls too large is told by itself (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    const cost = await ledger();
    assert.equal(await tab.goto(ARCHIVE + WORK), 413);
    const { diagnosis } = await settled(browser);
    assert.deepEqual([diagnosis.verdict.code, diagnosis.certainty], ['request-refused', 'certain']);
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('request_too_large'));
    assert.deepEqual(await cost.spent([WORK]), []);
  }, 'request-too-large'));

test(`a form that failed: never tried, never reloaded, and going back to it changes nothing of that (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    const before = (await requests()).length;
    await send(tab, 'archive', `${ARCHIVE}/works`);
    const incident = await settled(browser);
    assert.equal(incident.sighting?.method, 'POST');
    assert.deepEqual(incident.posted, incident.tabs);
    await browser.openPopup();
    assert.deepEqual(await run(browser, 'reload-once'), { came: 'stays', why: 'posted' });
    await saying('the popup', browser.popupText, word('kept_posted'));
    await browser.closePopup();
    const [failed] = incident.tabs;
    await tab.goto(`${ARCHIVE}/lab/blank`);
    await until('the tab to leave', async () => (await browser.incident())?.tabs.length === 0, { saying: browser.incident });
    await tab.back().catch(() => null);
    await aWhile();
    const now = await browser.incident();
    assert.equal(now?.id, incident.id, 'going back to it is no new incident');
    // Where the browser kept the page it is shown again; where it did not, it shows that, and asks nobody.
    assert.deepEqual(now?.posted, now?.tabs);
    assert.ok((now?.tabs ?? []).every((/** @type {number} */ id) => id === failed));
    assert.equal(await posts(before), 1, 'the form was sent again');
    const works = (await requests())
      .slice(before)
      .filter((r) => r.kind === 'http' && r.target?.startsWith('/works') && r.target !== '/works/502/navigate');
    assert.deepEqual(
      works.map((r) => [r.method, r.target]),
      [['POST', '/works']],
      'its address was asked for',
    );
  }));

test(`AO3 took a form, and the page that it led to failed: said so, that page is looked at, and a reload asks for it alone (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    const before = (await requests()).length;
    await send(tab, 'taken', ARCHIVE + WORK);
    await prompt(tab);
    const { sighting, page, posted } = await told(browser, tab);
    assert.deepEqual([sighting?.method, sighting?.sent, sighting?.page, page?.url], ['GET', 'accepted', 'work', ARCHIVE + WORK]);
    assert.deepEqual(posted, []);
    await saying('the card', () => tab.promptText(), word('sent_accepted'));
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('sent_accepted'));
    // The ground of it: a reload of the landing page, by the browser, by the extension, asks for it and sends nothing.
    await changeSituation('healthy');
    await fixDie(browser, 0);
    await run(browser, 'reload-once');
    await until(
      'the page that answers again',
      async () => await tab.evaluate("document.querySelector('#main.works-show') !== null").catch(() => false),
      { saying: () => tab.url() },
    );
    await tab.reload();
    assert.equal(await posts(before), 1, 'the form was sent again');
  }));

test(`a page that was there before why502 is not known to be no form's answer: not tried, not reloaded (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await tab.goto(ARCHIVE + WORK);
    const { id } = await told(browser, tab);
    const before = (await requests()).length;
    await browser.replaceExtension();
    await until('the next version to have seen the tab', async () => {
      const incident = await browser.incident().catch(() => undefined);
      return incident && incident.id !== id ? incident : undefined;
    });
    const incident = await settled(browser);
    assert.equal(incident.sighting?.method, null);
    assert.equal(incident.trouble, null, 'the companion understands that');
    assert.deepEqual(incident.posted, incident.tabs);
    const asked = (await requests())
      .slice(before)
      .filter((r) => r.kind === 'http' && r.role === 'archive' && r.target?.startsWith(`${WORK}?`));
    assert.deepEqual(asked, [], 'its address was tried');
    await browser.openPopup();
    assert.deepEqual(await run(browser, 'reload-once'), { came: 'stays', why: 'posted' });
    await browser.closePopup();
  }));
