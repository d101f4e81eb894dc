// The page that failed, tried in a private window that the extension may not see: who is back is asked whether it
// loads there, and the answer is kept with the incident alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { ARCHIVE, WORK, prepare } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { headline, word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */

const API = '(globalThis.browser ?? chrome)';

/** The popup, opened anew: one may have closed as the other window opened. @param {Opened} browser */
async function anew(browser) {
  if (await browser.popupIsOpen()) await browser.closePopup();
  await browser.openPopup();
}

/** @param {Opened} browser @param {string} fold @param {boolean} open */
const unfold = async (browser, fold, open = true) => {
  if ((await browser.popupEvaluate(`document.getElementById('${fold}').open`)) !== open)
    await browser.popupEvaluate(`document.querySelector('#${fold} summary').click()`);
};

/** The step, as it is drawn: its mark, whether it is the next one, and whether the question stands there. @param {Opened} browser @param {string} code */
const step = (browser, code) =>
  browser.popupEvaluate(`(() => {
    const li = document.querySelector('#steps [data-code="${code}"]');
    return [li.className, li.querySelector('.why')?.textContent ?? ''];
  })()`);

/** Where the question stands. @param {Opened} browser */
const placeOfQuestion = (browser) =>
  browser.popupEvaluate(`(() => {
    const place = document.getElementById('private');
    return place.checkVisibility() ? (place.closest('li')?.dataset.code ?? place.parentElement.id) : null;
  })()`);

/** Which answer is marked as given. @param {Opened} browser */
const given = (browser) =>
  browser.popupEvaluate("[...document.querySelectorAll('#private [aria-pressed=true]')].map((button) => button.textContent).join()");

test(`where the private window is out of sight, the person says whether the page loads there (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await prepare('session-expired', tab);
    await tab.goto(ARCHIVE + WORK);
    await settled(browser);
    await browser.openPopup();
    await saying('the popup', browser.popupText, headline('signed-out'));
    assert.equal(await placeOfQuestion(browser), null, 'it is asked before anything was tried');
    await unfold(browser, 'all');
    const opens = browser.playwright?.context.waitForEvent('page');
    await browser.clickPopup(word('remedy_private_window_button'));
    if (opens) {
      const page = await opens;
      await page.waitForURL(/archiveofourown\.org/, { waitUntil: 'commit' });
      const seen = await browser.inBackground(`${API}.tabs.query({}).then((all) => all.filter(({ incognito }) => incognito).length)`);
      assert.equal(seen, 0, 'the extension sees private windows here');
      await page.close();
      await anew(browser);
    } else {
      await saying('the popup', browser.popupText, word('private_refused'));
      await saying('the popup', browser.popupText, word('copy_address'));
    }
    await saying('the popup', browser.popupText, word('private_question'));
    await browser.popupScreenshot('private-asked-beside-the-step', 'light');

    // Somebody comes back: it stands where it is seen at once, and beside the step where that is open.
    await anew(browser);
    await saying('the popup', browser.popupText, word('private_question'));
    assert.equal(await placeOfQuestion(browser), 'act');
    await browser.popupScreenshot('private-asked', 'light');
    await browser.clickPopup(word('private_loads'));
    await saying('the popup', browser.popupText, word('private_said_loads'));
    assert.equal(await given(browser), word('private_loads'));
    await browser.popupScreenshot('private-loads', 'light');
    await browser.popupScreenshot('private-loads', 'dark');
    await unfold(browser, 'all');
    await until('the question to go beside the step', async () => (await placeOfQuestion(browser)) === 'private-window');
    assert.deepEqual(await step(browser, 'private-window'), ['told', word('why_private_seen_loads')]);
    assert.deepEqual(await step(browser, 'clear-site-data'), ['points-here lit', word('why_profile_private')]);
    assert.deepEqual(await step(browser, 'test-extensions'), ['points-here', word('why_profile_private')]);
    await browser.popupEvaluate("document.getElementById('private').scrollIntoView()");
    await browser.popupScreenshot('private-loads-steps', 'light');

    // It was the wrong button. Whoever presses with a key stays where they are.
    await browser.popupEvaluate("document.getElementById('private-fails').focus()");
    await browser.clickPopup(word('private_fails'));
    await saying('the popup', browser.popupText, word('private_said_fails'));
    assert.equal(await given(browser), word('private_fails'));
    assert.equal(await browser.popupEvaluate('document.activeElement.id'), 'private-fails');
    assert.deepEqual(await step(browser, 'private-window'), ['ruled-out', word('why_private_seen_fails')]);
    assert.deepEqual(await step(browser, 'clear-site-data'), ['ruled-out', word('why_clear_private')]);
    assert.deepEqual(await step(browser, 'test-extensions'), ['ruled-out', word('why_extensions_private')]);
    await browser.popupEvaluate("document.getElementById('private').scrollIntoView()");
    await browser.popupScreenshot('private-fails-steps', 'light');
    await unfold(browser, 'how');
    await saying('the popup', browser.popupText, word('how_private_fails'));
    await saying('the popup', browser.popupText, headline('signed-out'));
    await browser.popupScreenshot('private-fails-how', 'light');

    // It is kept with the incident, in memory, as one word; who comes back later is not asked again.
    const kept = await browser.inBackground(`${API}.storage.session.get(null)`);
    assert.equal(kept.incident.privateTry, 'fails');
    assert.deepEqual(
      Object.entries(kept).filter(([name, value]) => name !== 'incident' && /privateTry|"fails"/.test(JSON.stringify(value))),
      [],
    );
    assert.deepEqual(await browser.inBackground(`${API}.storage.local.get(null)`), {});
    await browser.closePopup();
    await browser.endBackground();
    await anew(browser);
    await saying('the popup', browser.popupText, headline('signed-out'));
    assert.equal(await placeOfQuestion(browser), null);
    await unfold(browser, 'all');
    await until('the answer beside the step', async () => (await placeOfQuestion(browser)) === 'private-window');
    assert.equal(await given(browser), word('private_fails'));
    await browser.closePopup();
  }, 'session-expired'));
