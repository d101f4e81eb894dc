// What a person does with their own hands, or in a page that we open for them: it is the first thing that is told, and
// once it is done, it is seen that it helped. The tiny internet is the person: it changes as they would change it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, WORK, prepare } from './harness/scenes.js';
import { openBrowser, withBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { headline, word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */

/**
 * What is told, and the person does.
 *
 * - look: the popup looks, and says that it helped
 * - load: what AO3 itself refused is asked for again by the person alone, as the words say
 *
 * @typedef {{situation: string, verdict: string, remedy: string, title: string, proof: 'look' | 'load'}} Case
 */

/** @type {readonly Case[]} */
const BY_HAND = [
  {
    situation: 'vpn-exit-refused',
    verdict: 'address-refused',
    remedy: 'other-connection',
    title: 'other_connection_another_vpn_exit_title',
    proof: 'load',
  },
  { situation: 'reset-on-name', verdict: 'blocked-here', remedy: 'other-connection', title: 'other_connection_title', proof: 'look' },
];

/**
 * A page of AO3's fails, and the popup says why.
 *
 * @param {Opened} browser
 * @param {string} verdict
 * @returns {Promise<string | undefined>} the first remedy
 */
async function failing(browser, verdict) {
  await browser.tab.goto(ARCHIVE + WORK);
  const { diagnosis } = await settled(browser);
  assert.equal(diagnosis.verdict.code, verdict, JSON.stringify(diagnosis));
  await browser.openPopup();
  await saying('the popup', browser.popupText, headline(verdict, Number(diagnosis.verdict.status)));
  return diagnosis.remedies[0]?.code;
}

/** One look, once AO3 has had its rest. @param {Opened} browser */
async function looksAgain(browser) {
  await saying('the popup', browser.popupText, word('best_check_again'));
  await browser.clickPopup(word('best_check_again'));
  await saying('the popup', browser.popupText, headline('recovered'));
}

/** The person loads it, and nothing is said any more. @param {Opened} browser */
async function loads(browser) {
  assert.equal(await browser.tab.goto(ARCHIVE + WORK), 200);
  await until('the card to go', async () => (await browser.tab.promptText()) === null);
  await until('the badge to go', async () => (await browser.badge()) === '', { saying: browser.badge });
}

/**
 * How many tabs of ordinary windows there are: of a page that is not AO3's the browser tells no address.
 *
 * @param {Opened} browser
 * @returns {Promise<number>}
 */
const tabs = (browser) => browser.inBackground('(globalThis.browser ?? chrome).tabs.query({}).then((all) => all.length)');

for (const { situation, verdict, remedy, title, proof } of BY_HAND)
  test(`${situation}: ${remedy} is told first, and it is seen that it helped (${engine()})`, (t) =>
    withBrowser(async (browser) => {
      assert.equal(await failing(browser, verdict), remedy);
      await saying('the popup', browser.popupText, word(`remedy_${title}`));
      t.diagnostic(await browser.popupScreenshot(`mended-${situation}`, 'light'));
      await changeSituation('healthy');
      await (proof === 'look' ? looksAgain(browser) : loads(browser));
    }, situation));

test(`hosts-entry: edit-hosts is told first, with the line; once it is taken out, pages come (${engine()})`, async (t) => {
  await changeSituation('hosts-entry');
  let browser = await openBrowser({ own: true });
  try {
    assert.equal(await failing(browser, 'hosts-file'), 'edit-hosts');
    await saying('the popup', browser.popupText, word('remedy_edit_hosts_title'));
    t.diagnostic(await browser.popupScreenshot('mended-hosts-entry', 'light'));
    await changeSituation('healthy');
    // The tiny internet's hosts file is written over in place, which a browser that runs does not notice.
    browser = await browser.restart();
    await loads(browser);
  } finally {
    await browser.close();
  }
});

test(`vpn-exit-refused: switching the VPN off stands beside another exit of it, and is told, never done (${engine()})`, () =>
  withBrowser(async (browser) => {
    await failing(browser, 'address-refused');
    await browser.popupEvaluate("document.querySelector('#all > summary').click()");
    await saying('the popup', browser.popupText, word('remedy_vpn_off_text'));
    assert.equal(await browser.popupEvaluate(`document.querySelector('#remedies li[data-code="vpn-off"] button') === null`), true);
  }, 'vpn-exit-refused'));

test(`portal-redirect: the sign-in page is opened in a tab of its own, and AO3 is asked nothing for it (${engine()})`, () =>
  withBrowser(async (browser) => {
    assert.equal(await failing(browser, 'captive-portal'), 'open-portal');
    const cost = await ledger();
    await browser.clickPopup(word('remedy_open_portal_button'));
    await until('the tab of the sign-in page', async () => (await tabs(browser)) === 2);
    assert.deepEqual(await cost.spent([]), []);
  }, 'portal-redirect'));

test(`shields-up: the check is the person's, in their own tab; once it is done, nothing is said any more (${engine()})`, () =>
  withBrowser(async (browser) => {
    assert.equal(await failing(browser, 'browser-check'), 'finish-browser-check');
    const cost = await ledger();
    await browser.clickPopup(word('remedy_finish_browser_check_button'));
    await changeSituation('healthy');
    assert.deepEqual(await cost.spent([]), [], 'nobody but the person loads it');
    await loads(browser);
  }, 'shields-up'));

test(`guests-cached-members-502: reading as a guest opens the page without a login, or says how (${engine()})`, () =>
  withBrowser(async (browser) => {
    await prepare('guests-cached-members-502', browser.tab);
    assert.equal(await failing(browser, 'signed-in-pages-down'), 'read-as-guest');
    const opens = browser.playwright?.context.waitForEvent('page');
    await browser.clickPopup(word('remedy_read_as_guest_button'));
    if (opens) {
      const page = await opens;
      await page.waitForURL(ARCHIVE + WORK, { waitUntil: 'load' });
      assert.equal(await page.evaluate("document.querySelector('#main.works-show') !== null"), true, 'a guest is served no page');
      await page.close();
    } else {
      // It lets no extension open a private window that has not been allowed there.
      await saying('the popup', browser.popupText, word('private_refused'));
      await saying('the popup', browser.popupText, word('copy_address'));
    }
  }, 'guests-cached-members-502'));

test(`AO3's status page opens in a tab of its own, and costs AO3 nothing (${engine()})`, () =>
  withBrowser(async (browser) => {
    await failing(browser, 'archive-down');
    const cost = await ledger();
    await browser.popupEvaluate("document.querySelector('#all > summary').click()");
    await browser.clickPopup(word('remedy_open_status_page_button'));
    await until('the tab of the status page', async () => (await tabs(browser)) === 2);
    assert.deepEqual(await cost.spent([]), []);
  }, 'every-page-502-at-once'));
