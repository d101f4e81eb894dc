// Refusals without one byte of body: the browser shows a page of its own, on which nobody of ours can look, and they are told all the
// same. Firefox tells of an error then; Chromium of nothing, but that no script may go there (sighting/error-page.js).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { saying, settled } from './harness/waiting.js';
import { headline, word } from './harness/words.js';

for (const [situation, status, verdict] of /** @type {const} */ ([
  ['legal-reasons-without-a-page', 451, 'address-refused'],
  ['too-large-without-a-page', 413, 'request-refused'],
])) {
  test(`${situation}: ${status} and no page is ${verdict} (${engine()})`, (t) =>
    withBrowser(async (browser, tab) => {
      const cost = await ledger();
      await tab.goto(ARCHIVE + WORK);
      const { sighting, diagnosis } = await settled(browser);
      t.diagnostic(`seen: ${sighting?.status} ${sighting?.error}; ${diagnosis.verdict.code}, ${diagnosis.certainty}`);
      assert.equal(sighting?.status, status);
      assert.equal(diagnosis.verdict.code, verdict);
      assert.equal(diagnosis.archiveRequests, (await cost.spent([WORK])).length);
      await browser.openPopup();
      await saying('the popup', browser.popupText, headline(verdict, status));
    }, situation));
}

test(`a form that is refused so is told as refused, its text comes first, and it is not sent again (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    assert.equal(await tab.goto(`${ARCHIVE}/works/new`), 200);
    const cost = await ledger();
    await changeSituation('legal-reasons-without-a-page');
    await tab.evaluate("document.querySelector('form#work-form').submit()");
    const { sighting, diagnosis } = await settled(browser, (incident) => incident.posted.length === 1);
    assert.deepEqual([sighting?.status, sighting?.method], [451, 'POST']);
    assert.equal(diagnosis.verdict.code, 'address-refused');
    assert.deepEqual(
      diagnosis.remedies.map(({ code }) => code).filter((code) => code === 'reload-once'),
      [],
    );
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('remedy_save_text_title'));
    assert.deepEqual(await cost.spent(['/works']), [], 'the person posted once, and that is all');
  }, 'healthy'));
