// What helped twice is offered first the third time, and says so; only for who has past errors remembered.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { ARCHIVE, WORK, prepare } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */

const OPTIONS = 'pages/options/options.html';
const LOG_IN = word('remedy_sign_in_again_button');
const CLEAR = word('remedy_clear_site_data_button');
const SAYS = word('helped_before');

/** Somebody is signed in no longer, and why502 has found that out. @param {Opened} browser */
async function aStaleSession(browser) {
  await changeSituation('stale-cookies');
  await prepare('stale-cookies', browser.tab);
  assert.equal(await browser.tab.goto(ARCHIVE + WORK), 502);
  await settled(browser, (i) => i.diagnosis?.verdict.code === 'stale-session' && i.answeredAt === null);
  await browser.openPopup();
  await until('the button', async () => [CLEAR, LOG_IN].includes((await offered(browser)).label));
  return offered(browser);
}

/** What the popup's one button does, and what it says of it. @param {Opened} browser @returns {Promise<{label: string, says: string}>} */
const offered = (browser) =>
  browser.popupEvaluate(`({
    label: document.getElementById('best').textContent,
    says: document.getElementById('best-helped').checkVisibility() ? document.getElementById('best-helped').textContent : '',
  })`);

/** The page for signing in is open; nothing else of what can be seen tells that it came. @param {Opened} browser */
async function closeWhatWasOpened(browser) {
  const tab = await until('the page to sign in', async () => {
    for (const each of await browser.archiveTabs()) if ((await each.url()).endsWith('/users/login')) return each;
    return undefined;
  });
  await tab.close();
}

/** A person signs in anew, and the page that failed answers. @param {Opened} browser @param {() => Promise<void>} press */
async function mendedBy(browser, press) {
  await changeSituation('healthy');
  await press();
  await closeWhatWasOpened(browser);
  if (await browser.popupIsOpen()) await browser.closePopup();
  assert.equal(await browser.tab.goto(ARCHIVE + WORK), 200);
}

/** @param {Opened} browser */
const kept = async (browser) => (await browser.kept())['helped'];

test(`what helped twice comes first and says so, until it is forgotten (${engine()})`, (t) =>
  withBrowser(async (browser) => {
    const options = await browser.ownPage(OPTIONS);
    await options.click(word('options_remember'));
    await saying('the options', () => options.text(), word('options_remember_helped'));
    await saying('the options', () => options.text(), word('options_saved'));
    await options.close();
    for (const times of [1, 2]) {
      assert.deepEqual(await aStaleSession(browser), { label: CLEAR, says: '' }, `before it helped ${times} times`);
      await mendedBy(browser, async () => {
        await browser.clickPopup(word('all_title'));
        await browser.clickPopup(LOG_IN);
      });
      const list = await until(`it to be counted ${times} times`, async () => {
        const all = /** @type {{times: number}[] | undefined} */ (await kept(browser));
        return all?.[0]?.times === times ? all : undefined;
      });
      const day = new Date().toISOString().slice(0, 10);
      assert.deepEqual(list, [{ verdict: 'stale-session', remedy: 'sign-in-again', times, day }], 'and nothing else');
    }
    assert.deepEqual(await aStaleSession(browser), { label: LOG_IN, says: SAYS });
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await browser.popupScreenshot('helped', scheme));
    await browser.closePopup();

    const again = await browser.ownPage(OPTIONS);
    t.diagnostic(await again.screenshot('options-helped', 'light', true));
    await again.click(word('options_remember'));
    await saying('the options', () => again.text(), word('options_remember_deleted'));
    assert.equal(await kept(browser), undefined);
    await again.close();
    await browser.openPopup();
    await until('what the evidence advises', async () => (await offered(browser)).label === CLEAR);
    assert.equal((await offered(browser)).says, '');
  }, 'healthy'));
