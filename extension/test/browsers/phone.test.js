// The page that failed, on a phone: a code for its camera is drawn on a click and not before, holds the page's address
// and no other, and what the person says of the phone is kept with the incident alone.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { openBrowser, withBrowser } from './harness/shared.js';
import { popupAsks, whereIs } from './harness/stores.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { headline, word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */

const API = '(globalThis.browser ?? chrome)';

/** As a phone has it that looks at the screen. @param {string} picture @returns {Promise<string | undefined>} */
async function read(picture) {
  const { data, width, height } = PNG.sync.read(await readFile(picture));
  return /** @type {any} */ (jsqr)(new Uint8ClampedArray(data), width, height, { inversionAttempts: 'dontInvert' })?.data;
}

/** @param {Opened} browser */
const codes = (browser) => browser.popupEvaluate("document.querySelectorAll('svg.code').length");

/** @param {Opened} browser @param {'all' | 'how'} fold */
async function unfold(browser, fold) {
  if (!(await browser.popupEvaluate(`document.getElementById('${fold}').open`)))
    await browser.popupEvaluate(`document.querySelector('#${fold} summary').click()`);
}

/** Opens the list, and presses the button in it. @param {Opened} browser */
async function showCode(browser) {
  await unfold(browser, 'all');
  await saying('the popup', browser.popupText, word('remedy_try_phone_text'));
  await saying('the popup', browser.popupText, word('price_code_on_screen'));
  assert.equal(await codes(browser), 0, 'it is drawn before anybody asked for it');
  await browser.clickPopup(word('remedy_try_phone_button'));
  await until('the code', async () => (await codes(browser)) === 1);
  await browser.popupEvaluate("document.querySelector('svg.code').scrollIntoView({ block: 'center' })");
}

/** The step, as it is drawn. @param {Opened} browser */
const connection = (browser) =>
  browser.popupEvaluate(`(() => {
    const li = document.querySelector('#steps [data-code="other-connection"]');
    return [li.className, li.querySelector('.why')?.textContent ?? ''];
  })()`);

test(`a phone reads the page's address from the popup, and what came of it is said (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    const address = `${ARCHIVE}${WORK}?view_adult=true`;
    await tab.goto(address);
    await settled(browser);
    await browser.openPopup();
    await saying('the popup', browser.popupText, headline('address-refused', 451));
    assert.doesNotMatch((await browser.popupText()) ?? '', new RegExp(word('phone_question').replace('?', '\\?')));
    await showCode(browser);
    await saying('the popup', browser.popupText, word('phone_code_page'));
    for (const scheme of /** @type {const} */ (['light', 'dark'])) {
      const picture = await browser.popupScreenshot('phone-code', scheme);
      assert.equal(await read(picture), address, `${scheme}: ${picture}`);
    }
    const shown = `${await browser.popupText()} ${await browser.popupEvaluate("document.querySelector('svg.code').outerHTML")}`;
    assert.doesNotMatch(shown, /works\/502|view_adult/, 'the address stands there in words');

    // Beside the button that led there.
    await saying('the popup', browser.popupText, word('phone_question'));
    assert.equal(await browser.popupEvaluate("document.getElementById('phone').closest('li')?.dataset.code"), 'try-phone');
    assert.equal(await browser.popupEvaluate("document.getElementById('phone-loads').getAttribute('aria-pressed')"), 'false');
    const before = await connection(browser);
    await browser.popupEvaluate("document.getElementById('phone-loads').focus()");
    await browser.clickPopup(word('private_loads'));
    await saying('the popup', browser.popupText, word('phone_said_loads'));
    assert.equal(await browser.popupEvaluate("document.getElementById('phone-loads').getAttribute('aria-pressed')"), 'true');
    assert.equal(await browser.popupEvaluate('document.activeElement.id'), 'phone-loads');
    await browser.popupScreenshot('phone-loads', 'light');
    await unfold(browser, 'how');
    await saying('the popup', browser.popupText, word('how_phone'));
    await saying('the popup', browser.popupText, word('how_private_loads'));

    // It was the wrong button. The verdict stays, whatever is said, and so does the step that it proves.
    await unfold(browser, 'all');
    await browser.clickPopup(word('private_fails'));
    await saying('the popup', browser.popupText, word('private_said_otherwise'));
    await saying('the popup', browser.popupText, headline('address-refused', 451));
    assert.deepEqual(await connection(browser), before);

    // One word is kept, with the incident and in memory; who opens the popup again sees no code.
    const kept = await browser.inBackground(`${API}.storage.session.get(null)`);
    assert.equal(kept.incident.phoneTry, 'fails');
    assert.deepEqual(await browser.inBackground(`${API}.storage.local.get(null)`), {});
    await browser.closePopup();
    await browser.openPopup();
    await saying('the popup', browser.popupText, headline('address-refused', 451));
    assert.equal(await codes(browser), 0);
    assert.equal(await browser.popupEvaluate("document.getElementById('phone').checkVisibility()"), false, 'asked again');
    await browser.closePopup();
  }, 'legal-reasons'));

test(`what answered a form is opened on no other device: its code leads to the front page (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    const cost = await ledger();
    assert.equal(await tab.goto(`${ARCHIVE}/lab/forms`), 200);
    await changeSituation('legal-reasons');
    await tab.evaluate("void setTimeout(() => document.querySelector('#archive button').click(), 50)");
    const incident = await settled(browser);
    assert.equal(incident.sighting?.method, 'POST');
    await browser.openPopup();
    await showCode(browser);
    await saying('the popup', browser.popupText, word('phone_code_front'));
    assert.equal(await read(await browser.popupScreenshot('phone-code-front', 'light')), `${ARCHIVE}/`);
    await browser.closePopup();
    const forms = (await cost.since()).filter(({ method }) => method === 'POST');
    assert.equal(forms.length, 1, 'the form was sent again, or never');
  }, 'healthy'));

test(`in a private window it does the same, and nothing of it is known elsewhere or afterwards (${engine()})`, async () => {
  await changeSituation('legal-reasons');
  const browser = await openBrowser({ own: true });
  try {
    const tab = await browser.privateTab?.();
    assert.ok(tab);
    const inMemory = () => browser.inBackground(`${API}.storage.session.get(null)`);
    await tab.goto(ARCHIVE + WORK);
    await until('the verdict', async () => (await inMemory())['incident-private']?.phase === 'settled');
    const { tabId } = await whereIs(browser, ARCHIVE + WORK);
    const ask = (/** @type {object} */ message) => popupAsks(browser, { ...message, tabId, isPrivate: true });
    assert.deepEqual(await ask({ type: 'run', code: 'try-phone', sure: false }), { came: 'shows', url: ARCHIVE + WORK, front: false });
    await ask({ type: 'phone-answer', loads: true });
    const now = await inMemory();
    assert.deepEqual([now['incident-private'].phoneTry, now['incident']], ['loads', undefined]);
    assert.deepEqual(await browser.inBackground(`${API}.storage.local.get(null)`), {});
    await tab.close();
    await until('it to be forgotten', async () => !JSON.stringify(await inMemory()).includes('phoneTry'));
  } finally {
    await browser.close();
  }
});
