// The prompt over the life of tabs and windows: several, in containers, back and forward,
// restored, pinned, and an hour later.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { openBrowser, withBrowser } from './harness/shared.js';
import { changeSituation } from './harness/lab.js';
import { ARCHIVE, WORK, prepare } from './harness/scenes.js';
import { until } from './harness/until.js';
import { aWhile, prompt, saying, settled, told } from './harness/waiting.js';
import { word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */


/** As if so much time had passed since: what the background will read when it wakes up. @param {number} ms */
const older = (ms) => `(async () => {
  const { storage } = globalThis.browser ?? chrome;
  const { incident } = await storage.session.get('incident');
  for (const at of ['openedAt', 'lastAt', 'settledAt']) if (incident[at]) incident[at] -= ${ms};
  await storage.session.set({ incident });
})()`;

test(`sent away in one tab, gone in all; an hour later it speaks again (${engine()})`, () => withBrowser(async (browser, tab) => {
  await tab.goto(ARCHIVE + WORK);
  await prompt(tab);
  const { id } = await settled(browser);
  const other = await browser.newTab();
  await other.goto(`${ARCHIVE}/works/503`);
  await prompt(other);
  await other.clickPrompt('×');
  await until('both cards to go', async () => (await tab.promptText()) === null && (await other.promptText()) === null);
  const third = await browser.newTab();
  await third.goto(`${ARCHIVE}/works/504`);
  await aWhile();
  assert.equal(await third.promptText(), null, 'a tab that joins later shows none');
  await until('the badge, which still tells', browser.badge, { saying: browser.incident });

  // The background sleeps meanwhile: it still knows what was dismissed.
  await browser.endBackground();
  await third.goto(`${ARCHIVE}/works/505`);
  await aWhile();
  assert.equal(await third.promptText(), null);

  await browser.inBackground(older(3_600_000));
  await browser.endBackground();
  await third.goto(`${ARCHIVE}/works/506`);
  const second = await told(browser, third);
  assert.notEqual(second.id, id);
  assert.equal(second.dismissed, false);
  assert.equal(second.tabs.length, 1);
}));

test(`a tab that goes elsewhere takes neither card nor badge along (${engine()})`, () => withBrowser(async (browser, tab) => {
  await tab.goto(ARCHIVE + WORK);
  await prompt(tab);
  await settled(browser);
  await tab.goto('https://example.com/');
  await until('the tab to leave', async () => (await browser.incident())?.tabs.length === 0, { saying: () => browser.incident() });
  await until('the badge to go', async () => (await browser.badge()) === '', { saying: browser.badge });
  assert.equal(await tab.promptText(), null);
  // Back on the page that failed: whether the browser kept it or asks again, it is the same incident.
  await tab.back();
  await prompt(tab);
  await until('the badge', async () => (await browser.badge()) !== '');
  assert.equal((await browser.incident())?.tabs.length, 1);
}));

test(`a pinned tab is a tab (${engine()})`, () => withBrowser(async (browser, tab) => {
  await tab.goto(`${ARCHIVE}/lab/blank`);
  await browser.inBackground(`(async () => { const { tabs } = globalThis.browser ?? chrome; const [tab] = await tabs.query({ active: true }); await tabs.update(tab.id, { pinned: true }); })()`);
  await tab.goto(ARCHIVE + WORK);
  await told(browser, tab);
  await tab.clickPrompt('×');
  await until('the card to go', async () => (await tab.promptText()) === null);
}));

// An extension that Firefox was given for a test does not outlive its restart.
if (engine() === 'chromium') test(`tabs of the last time come back, and fail before anybody listens (${engine()})`, async () => {
  await changeSituation('every-page-502-at-once');
  const before = await openBrowser();
  /** @type {Opened | undefined} */
  let after;
  try {
    // Not to be stored: the browser must ask for it again.
    assert.equal(await before.tab.goto(`${ARCHIVE}/lab/full`), 502);
    await told(before, before.tab);
    after = await before.restart();
    const opened = after;
    const tab = await until('the tab of the last time', async () => (await opened.archiveTabs())[0]);
    const incident = await told(opened, tab);
    assert.equal(incident.tabs.length, 1);
  } finally {
    await (after ?? before).close();
  }
});

test(`the extension is replaced by its next version: the page that failed is told of again, once (${engine()})`, () => withBrowser(async (browser, tab) => {
  await tab.goto(ARCHIVE + WORK);
  const { id } = await told(browser, tab);
  await browser.replaceExtension();
  const again = await until('the next version to have seen the tab', async () => {
    const incident = await browser.incident().catch(() => undefined);
    return incident && incident.id !== id ? incident : undefined;
  });
  assert.equal(again.tabs.length, 1);
  await told(browser, tab);
  assert.equal(await tab.evaluate("document.querySelectorAll('html > div').length"), 1, 'the card of the version before is still there');
  await tab.clickPrompt('×');
  await until('the card to go', async () => (await tab.promptText()) === null);
}));

if (engine() === 'firefox') test(`a container: what the button opens has the container's cookies (${engine()})`, () => withBrowser(async (browser) => {
  const tab = await browser.containerTab?.();
  assert.ok(tab);
  await prepare('session-expired', tab);
  await tab.goto(ARCHIVE + WORK);
  assert.equal((await told(browser, tab)).diagnosis.verdict.code, 'signed-out');
  await saying('the prompt', () => tab.promptText(), word('remedy_sign_in_again_button'));
  await tab.clickPrompt(word('remedy_sign_in_again_button'));
  const stores = () => browser.inBackground(`browser.tabs.query({ url: '*://archiveofourown.org/*' }).then((all) => all.map((t) => t.cookieStoreId))`);
  const found = await until('the sign-in page', async () => {
    const all = /** @type {string[]} */ (await stores());
    return all.length === 2 ? all : undefined;
  }, { saying: stores });
  assert.equal(found[0], found[1], 'another container has other cookies');
  assert.notEqual(found[0], 'firefox-default');
}, 'session-expired'));
