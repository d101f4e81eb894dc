// The prompt over the life of tabs and windows: several, in containers, back and forward,
// restored, pinned, and an hour later.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { openBrowser, withBrowser } from './harness/shared.js';
import { changeSituation } from './harness/lab.js';
import { later, whenArchiveHasRested } from './harness/later.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, WORK, prepare } from './harness/scenes.js';
import { until } from './harness/until.js';
import { aWhile, prompt, saying, settled, told } from './harness/waiting.js';
import { english, headline, word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */

test(`sent away in one tab, gone in all; an hour later it speaks again (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
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

    await later(browser, 3_600_000);
    await third.goto(`${ARCHIVE}/works/506`);
    const second = await told(browser, third);
    assert.notEqual(second.id, id);
    assert.equal(second.dismissed, false);
    assert.equal(second.tabs.length, 1);
  }));

test(`a tab that goes elsewhere takes neither card nor badge along (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
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

test(`Reload, and then Stop: the page that failed still stands, and so do card and badge (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await tab.goto(ARCHIVE + WORK);
    await told(browser, tab);
    await until('the badge', browser.badge);
    const api = '(globalThis.browser ?? chrome)';
    await browser.inBackground(
      `void ${api}.webRequest.onErrorOccurred.addListener(() => void ${api}.storage.session.set({ stopped: true }), { urls: ['*://archiveofourown.org/*'], types: ['main_frame'] })`,
    );
    // From now on no page answers for a long time.
    await changeSituation('long-wait-then-502');
    // By the page itself: a debugger waits for what is on its way.
    await tab.evaluate('void setTimeout(() => (location.reload(), setTimeout(() => stop(), 1500)), 20)');
    await until('the reload to be stopped', () =>
      browser.inBackground(`${api}.storage.session.get('stopped').then((kept) => kept.stopped === true)`),
    );
    await aWhile();
    const incident = await browser.incident();
    assert.equal(incident?.tabs.length, 1, 'it left the incident');
    assert.ok(await tab.promptText(), 'the card went');
    assert.notEqual(await browser.badge(), '', 'the badge went');
  }));

test(`the popup speaks of the tab in front of it, and reloads that one alone (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await tab.goto(ARCHIVE + WORK);
    await told(browser, tab);
    const other = await browser.newTab();
    await other.goto(`${ARCHIVE}/works/503`);
    await told(browser, other);
    await changeSituation('healthy');
    await whenArchiveHasRested(browser);
    await browser.openPopup();
    await saying('the popup', browser.popupText, english.n('tabs_this', 1));
    await browser.clickPopup(word('best_check_again'));
    await saying('the popup', browser.popupText, headline('recovered'));
    const cost = await ledger();
    await browser.clickPopup(word('remedy_reload_once_button'));
    await until(
      'the tab in front to show its page',
      async () => await other.evaluate("document.querySelector('#main.works-show') !== null").catch(() => false),
    );
    await aWhile();
    assert.deepEqual(
      (await cost.spent(['/works/503'])).map((r) => r.target),
      [],
      'another page was loaded',
    );
    assert.ok(await tab.promptText(), 'the other tab was touched');
    await browser.closePopup();

    // In front of a tab that did not fail, nothing is done to one that did; the person is brought there.
    const elsewhere = await browser.newTab();
    await elsewhere.goto('https://example.com/');
    await browser.openPopup();
    await saying('the popup', browser.popupText, english.n('tabs_elsewhere', 1));
    await browser.clickPopup(word('best_go_to_tab'));
    const front = () =>
      browser.inBackground(
        '(globalThis.browser ?? chrome).tabs.query({ active: true, lastFocusedWindow: true }).then(([tab]) => tab?.url)',
      );
    await until('the tab that failed to be in front', async () => (await front()) === ARCHIVE + WORK, { saying: front });
    assert.ok(await tab.promptText(), 'it was reloaded behind their back');
  }));

// Firefox keeps a tab's number whatever becomes of it.
if (engine() === 'chromium')
  test(`a tab that memory saver put away is the same tab when it comes back (${engine()})`, () =>
    withBrowser(async (browser, tab) => {
      await tab.goto(ARCHIVE + WORK);
      await told(browser, tab);
      const other = await browser.newTab();
      await other.goto('https://example.com/');
      const away = await browser.inBackground(`(async () => {
    const [tab] = await chrome.tabs.query({ url: '*://archiveofourown.org/*' });
    return (await chrome.tabs.discard(tab.id))?.id;
  })()`);
      await aWhile();
      const incident = await browser.incident();
      assert.deepEqual(incident?.tabs, [away]);
      assert.equal(incident?.page?.tabId, away);
    }));

test(`a pinned tab is a tab (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await tab.goto(`${ARCHIVE}/lab/blank`);
    await browser.inBackground(
      `(async () => { const { tabs } = globalThis.browser ?? chrome; const [tab] = await tabs.query({ active: true }); await tabs.update(tab.id, { pinned: true }); })()`,
    );
    await tab.goto(ARCHIVE + WORK);
    await told(browser, tab);
    await tab.clickPrompt('×');
    await until('the card to go', async () => (await tab.promptText()) === null);
  }));

// An extension that Firefox was given for a test does not outlive its restart.
if (engine() === 'chromium')
  test(`tabs of the last time come back, and fail before anybody listens (${engine()})`, async () => {
    await changeSituation('every-page-502-at-once');
    const before = await openBrowser({ own: true });
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

test(`the extension is replaced by its next version: the page that failed is told of again, once (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
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

if (engine() === 'firefox')
  test(`a container: what the button opens has the container's cookies (${engine()})`, () =>
    withBrowser(async (browser) => {
      const tab = await browser.containerTab?.();
      assert.ok(tab);
      await prepare('session-expired', tab);
      await tab.goto(ARCHIVE + WORK);
      assert.equal((await told(browser, tab)).diagnosis.verdict.code, 'signed-out');
      await saying('the prompt', () => tab.promptText(), word('remedy_sign_in_again_button'));
      await tab.clickPrompt(word('remedy_sign_in_again_button'));
      const stores = () =>
        browser.inBackground(`browser.tabs.query({ url: '*://archiveofourown.org/*' }).then((all) => all.map((t) => t.cookieStoreId))`);
      const found = await until(
        'the sign-in page',
        async () => {
          const all = /** @type {string[]} */ (await stores());
          return all.length === 2 ? all : undefined;
        },
        { saying: stores },
      );
      assert.equal(found[0], found[1], 'another container has other cookies');
      assert.notEqual(found[0], 'firefox-default');
    }, 'session-expired'));

test(`tabs of other sites do not wake the background; one of AO3 does (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    const other = await browser.newTab();
    await browser.endBackground();
    // Loaded, gone on, closed: all that a tab can tell.
    for (const page of ['https://example.com/', 'http://detectportal.firefox.com/success.txt', 'about:blank']) {
      await tab.goto(page);
      await other.goto(page);
    }
    await other.close();
    await aWhile();
    assert.equal(await browser.isAwake(), false, 'a tab of another site has woken it');
    await tab.goto(ARCHIVE + WORK);
    await prompt(tab);
    await settled(browser);
  }));

test(`a failed page that is closed while the background sleeps is known to be gone (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await tab.goto('https://example.com/');
    const other = await browser.newTab();
    await other.goto(ARCHIVE + WORK);
    const { tabs } = await settled(browser);
    assert.equal(tabs.length, 1);
    await browser.endBackground();
    await other.close();
    await browser.openPopup(); // Which wakes it, where nothing else has.
    await until('the tab to have left', async () => (await browser.incident())?.tabs.length === 0, { saying: browser.incident });
    assert.ok((await browser.incident())?.leftAt);
  }));
