// AO3's cookies are refused by a setting: a button allows them where the browser lets an extension do so, the page
// that stands there proves it, and it is undone; elsewhere the person is told the steps. Nothing else is touched.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BROWSER_PAGES } from '../../remedies/browser-page.js';
import { FIREFOX_STEPS } from '../../remedies/allow-cookies.js';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { playPermission } from './harness/permission.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { openBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { headline, word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */

const FIREFOX = engine() === 'firefox';

/** Another site of which the person wants no cookies either. */
const OTHER = 'example.com';

/** In front of what a refused sign-in leaves. @param {(browser: Opened) => Promise<void>} work @param {string[]} [granted] */
async function refused(work, granted = []) {
  await changeSituation('cookies-refused-by-setting');
  const browser = await openBrowser({ refuseCookiesOf: ['archiveofourown.org', OTHER], granted });
  try {
    const { tab } = browser;
    assert.equal(await tab.goto(`${ARCHIVE}/users/login`), 200);
    await tab.evaluate('document.querySelector(\'form[action$="/users/login"]\').submit()');
    assert.equal((await settled(browser)).diagnosis.verdict.code, 'cookies-blocked');
    await browser.openPopup();
    await saying('the popup', browser.popupText, headline('cookies-blocked'));
    await work(browser);
  } finally {
    await browser.close();
  }
}

/** What the browser would do with the cookies of a site. @param {Opened} browser @param {string} host @param {string} [on] the site in the address bar */
const setting = (browser, host, on = host) =>
  browser.inBackground(
    `chrome.contentSettings.cookies.get({ primaryUrl: 'https://${host}/', secondaryUrl: 'https://${on}/' }).then(({ setting }) => setting)`,
  );

if (FIREFOX)
  test('Firefox lets no extension set it: its page can be copied, and three steps are told (firefox)', () =>
    refused(async (browser) => {
      await browser.clickPopup(word('remedy_allow_cookies_button'));
      for (const step of ['browser_page_refused', ...FIREFOX_STEPS]) await saying('the popup', browser.popupText, word(step));
      assert.ok(!(await browser.popupText())?.includes(word('refused_title')), 'what is told is also complained of');
      await browser.popupScreenshot('cookies-steps', 'light');
      await browser.clickPopup(word('copy_address'));
      await until('the address to be copied', async () => (await browser.clipboard()) === BROWSER_PAGES['cookie-settings'].firefox);
    }));
else {
  test('a button allows them for AO3 alone, a page proves it, and Undo has it as before (chromium)', (t) =>
    refused(
      async (browser) => {
        assert.equal(await setting(browser, 'archiveofourown.org'), 'block');
        assert.deepEqual(await browser.cookies(), []);
        const cost = await ledger();
        await browser.popupScreenshot('cookies-before', 'light');
        await browser.clickPopup(word('allow_cookies_button'));
        await saying('the popup', browser.popupText, word('cookies_allowed'));
        const { sighting, diagnosis } = await settled(browser, (incident) => incident.diagnosis?.verdict.code === 'signed-out');
        assert.equal(sighting?.cookiesAllowed, true);
        t.diagnostic(`it cost ${diagnosis.archiveRequests}: ${(await cost.spent([])).map(({ target }) => target).join(' ')}`);
        await saying('the popup', browser.popupText, headline('signed-out'));
        await saying('the popup', browser.popupText, word('cookies_allowed'));
        await browser.popupScreenshot('cookies-allowed', 'light');
        await browser.popupScreenshot('cookies-allowed', 'dark');

        // Every one of AO3's addresses, and no other; nor AO3 inside another site's page.
        for (const host of ['www.archiveofourown.org', 'download.archiveofourown.org']) assert.equal(await setting(browser, host), 'allow');
        assert.equal(await setting(browser, 'archiveofourown.org', OTHER), 'block');
        assert.equal(await setting(browser, OTHER), 'block');
        const tab = await browser.newTab();
        await tab.goto(`${ARCHIVE}/lab/sign-in`);
        assert.ok(
          (await browser.cookies()).some(({ name }) => name === 'user_credentials'),
          'AO3 cannot keep its session',
        );
        assert.ok(!(await browser.cookies()).some(({ name }) => name.includes('why502')), 'the probe left a cookie');
        await tab.close();

        // The permission cannot be given back here: the test has made it one that is always there.
        await browser.inBackground(
          `void Object.defineProperty(chrome.permissions, 'remove', { value: async () => (globalThis.gaveBack = true), configurable: true })`,
        );
        if (!(await browser.popupIsOpen())) await browser.openPopup();
        await browser.clickPopup(word('card_undo'));
        await saying('the popup', browser.popupText, word('cookies_taken_back'));
        assert.equal(await browser.inBackground('globalThis.gaveBack'), true);
        for (const host of ['archiveofourown.org', 'www.archiveofourown.org', OTHER])
          assert.equal(await setting(browser, host), 'block', `${host} is treated otherwise than the person wants`);
        await browser.popupScreenshot('cookies-taken-back', 'light');
      },
      ['contentSettings'],
    ));

  test('who says no to the permission has nothing changed, and finds the way by hand (chromium)', () =>
    refused(async (browser) => {
      await playPermission(browser, false);
      await browser.clickPopup(word('allow_cookies_button'));
      await saying('the popup', browser.popupText, word('cookies_unpermitted'));
      assert.deepEqual(await browser.popupEvaluate('askedWithin'), [true], 'it was not asked within the click');
      assert.equal((await browser.incident())?.sighting?.cookiesAllowed, false);
      assert.equal(await browser.inBackground('typeof chrome.contentSettings'), 'undefined');
      await browser.popupScreenshot('cookies-unpermitted', 'light');
      await browser.popupEvaluate("document.getElementById('all').open = true");
      await browser.clickPopup(word('remedy_allow_cookies_button'));
      const page = BROWSER_PAGES['cookie-settings'].chromium;
      await until('the setting', () => (browser.playwright?.context.pages() ?? []).some((each) => each.url() === page));
    }));

  test('the options have the way back as long as the permission is there (chromium)', async () => {
    const browser = await openBrowser({ granted: ['contentSettings'] });
    try {
      await browser.tab.goto(ARCHIVE + WORK);
      const options = await browser.ownPage('pages/options/options.html');
      await until('the way back', () => options.evaluate("!document.getElementById('cookies').hidden"));
    } finally {
      await browser.close();
    }
  });
}
