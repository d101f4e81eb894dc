// After a clearing: ten minutes in which every cookie can be put back as it was.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askToClear } from './harness/clearing.js';
import { engine } from './harness/index.js';
import { requests } from './harness/lab.js';
import { ARCHIVE } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { cookiesOf, popupAsks, whereIs } from './harness/stores.js';
import { until } from './harness/until.js';
import { saying } from './harness/waiting.js';
import { english, word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */

const KINDS = `${ARCHIVE}/lab/every-cookie`;

/** Also one that another site's page would bring along: the browser keeps it apart. @param {Opened} browser @param {string} store */
const partedByAnother = (browser, store) =>
  browser.inBackground(`(globalThis.browser ?? chrome).cookies.set({
    url: '${ARCHIVE}/', name: 'kind_elsewhere', value: 'of another site', secure: true, sameSite: 'no_restriction', storeId: ${JSON.stringify(store)},
    partitionKey: { topLevelSite: 'https://example.com' }, expirationDate: Date.now() / 1000 + 86400,
  }).then(() => true)`);

/** Names of the cookies that a visit brings along. @param {import('./harness/browser.d.ts').Tab} tab @param {string} path */
async function carriedTo(tab, path) {
  await tab.goto(ARCHIVE + path);
  const last = (await requests()).filter((r) => r.kind === 'http' && r.target === path).at(-1);
  return [...(last?.cookies ?? [])].sort();
}

for (const room of /** @type {const} */ (['ordinary', 'private'])) {
  test(`every kind of cookie comes back as it was: ${room} (${engine()})`, (t) =>
    withBrowser(async (browser) => {
      const tab = room === 'private' ? await browser.privateTab?.() : browser.tab;
      assert.ok(tab);
      await tab.goto(KINDS);
      const { tabId, isPrivate, store } = await whereIs(browser, KINDS);
      await partedByAnother(browser, store);
      const before = await cookiesOf(browser, store);
      t.diagnostic(`${before.length} cookies: ${before.map((c) => c.name).join(' ')}`);
      assert.ok(before.length >= 18, JSON.stringify(before));
      for (const is of [
        (/** @type {any} */ c) => c.httpOnly,
        (/** @type {any} */ c) => c.session,
        (/** @type {any} */ c) => c.partitionKey,
        (/** @type {any} */ c) => c.name.startsWith('__Host-'),
        (/** @type {any} */ c) => c.sameSite === 'strict',
        (/** @type {any} */ c) => !c.hostOnly,
      ]) {
        assert.ok(before.some(is), String(is));
      }
      await tab.goto(`${ARCHIVE}/lab/blank`);
      const names = await carriedTo(tab, '/lab/form');
      const done = await popupAsks(browser, { type: 'clear', extent: 'all', tabId, isPrivate, storage: false, known: [] });
      assert.deepEqual([done.taken, done.cookiesLeft], [before.length, 0], JSON.stringify(done));
      assert.deepEqual(await cookiesOf(browser, store), []);
      assert.deepEqual(await carriedTo(tab, '/lab/blank'), []);

      const kept = JSON.stringify(await browser.kept());
      assert.equal(kept.includes('kind_http_only'), room === 'ordinary', 'of a private window nothing is kept');
      // Of ordinary windows it outlives the worker's sleep.
      if (room === 'ordinary') await browser.endBackground();
      const undone = await popupAsks(browser, { type: 'undo', tabId, isPrivate });
      assert.deepEqual(undone, { restored: before.length, expired: 0, failed: 0 });
      assert.deepEqual(await cookiesOf(browser, store), before);
      assert.deepEqual(await carriedTo(tab, '/lab/form'), names);
      assert.doesNotMatch(JSON.stringify(await browser.kept()), /kind_/);
    }, 'healthy'));
}

test(`in the popup: the minutes that are left, a question where cookies have changed, and what came back (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    await tab.goto(`${ARCHIVE}/lab/sign-in`);
    const { store } = await whereIs(browser, `${ARCHIVE}/lab/sign-in`);
    const before = await cookiesOf(browser, store);
    await browser.openPopup();
    assert.ok(!(await browser.popupEvaluate("document.querySelector('#undo-button').checkVisibility()")), 'there is nothing to undo');
    await askToClear(browser);
    await saying('the popup', browser.popupText, word('clear_undo'));
    await browser.clickPopup(word('clear_go_out'));
    await saying('the popup', browser.popupText, word('after_cleared'));
    const label = () => browser.popupEvaluate("document.querySelector('#undo-button').innerText");
    await until('the way back', async () => /1?\d minutes/.test(String(await label())), { saying: label });
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await browser.popupScreenshot('undo-offered', scheme));
    assert.deepEqual(await cookiesOf(browser, store), []);
    await browser.closePopup();

    // Signed in again meanwhile; and the popup is opened anew.
    await tab.goto(`${ARCHIVE}/lab/sign-in`);
    const since = await cookiesOf(browser, store);
    await browser.openPopup();
    await until('the way back', async () => /minutes/.test(String(await label())), { saying: label });
    await browser.clickPopup(String(await label()));
    await saying('the popup', browser.popupText, word('undo_changed'));
    for (const scheme of /** @type {const} */ (['light', 'dark'])) await browser.popupScreenshot('undo-asks', scheme);
    assert.deepEqual(await cookiesOf(browser, store), since, 'it asked, and did it all the same');
    await browser.clickPopup(word('undo_keep'));
    await until('the way back', async () => /minutes/.test(String(await label())), { saying: label });
    await browser.clickPopup(String(await label()));
    await browser.clickPopup(word('undo_anyway'));
    await saying('the popup', browser.popupText, english.n('undo_done', before.length));
    assert.deepEqual(await cookiesOf(browser, store), before);
    assert.ok(!(await browser.popupEvaluate("document.querySelector('#undo-button').checkVisibility()")), 'it is done');
  }, 'healthy'));
