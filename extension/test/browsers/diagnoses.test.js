// A real 502 in a real browser, seen, diagnosed by the real companion, and shown.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { openBrowser } from './harness/shared.js';
import { changeSituation, verdictOf } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, pathIn, prepare } from './harness/scenes.js';
import { until } from './harness/until.js';
import { prompt, saying, settled } from './harness/waiting.js';
import { headline, word } from './harness/words.js';

/** Promises of the design, section 5. A session must be proven twice. */
const MOST_REQUESTS = 4;
const MOST_REQUESTS_ABOUT_A_SESSION = 6;

for (const situation of ['every-page-502-at-once', 'stale-cookies', 'fine-again']) {
  test(`${situation}: the prompt, the verdict, the popup (${engine()})`, async (t) => {
    await changeSituation(situation);
    const browser = await openBrowser();
    try {
      const { tab } = browser;
      await prepare(situation, tab);
      const cost = await ledger();
      const path = pathIn(situation);
      assert.equal(await tab.goto(ARCHIVE + path), 502);
      const first = await prompt(tab);
      t.diagnostic(`prompt: ${first}`);
      await tab.screenshot(`${situation}-prompt`, 'light');

      const { diagnosis } = await settled(browser);
      t.diagnostic(
        `verdict: ${JSON.stringify(diagnosis.verdict)} ${diagnosis.certainty}, ${diagnosis.archiveRequests} requests, ${diagnosis.tookMs} ms`,
      );
      const expected = await verdictOf(situation);
      assert.equal(diagnosis.verdict.code, expected);
      await saying('the prompt', () => tab.promptText(), headline(expected));

      // Where the one button does something itself, the details are beside it.
      const beside = ((await tab.promptText()) ?? '').includes(word('card_details'));
      await tab.clickPrompt(word(beside ? 'card_details' : 'card_button'));
      await until('the popup to be opened by the prompt', browser.popupIsOpen);
      await saying('the popup', browser.popupText, headline(expected));
      const shown = (await browser.popupText()) ?? '';
      t.diagnostic(`popup: ${shown.replace(/\s+/g, ' ')}`);
      assert.ok(shown.toLowerCase().includes(word(`side_${diagnosis.verdict.side}`).toLowerCase()), `whose side is not said: ${shown}`);

      for (const scheme of /** @type {const} */ (['light', 'dark'])) {
        t.diagnostic(await tab.screenshot(`${situation}-diagnosed`, scheme));
        t.diagnostic(await browser.popupScreenshot(situation, scheme));
      }

      const spent = await cost.spent([path]);
      t.diagnostic(`AO3 was asked: ${spent.map((r) => `${r.method} ${r.target} ${r.status} by ${r.userAgent?.slice(0, 40)}`).join(' · ')}`);
      const most = expected === 'stale-session' ? MOST_REQUESTS_ABOUT_A_SESSION : MOST_REQUESTS;
      assert.ok(spent.length <= most, `${spent.length} requests to AO3's own servers`);
      assert.equal(diagnosis.archiveRequests, spent.length, 'the popup tells another number of requests than were made');
      assert.deepEqual(await cost.strangers(), []);
    } finally {
      await browser.close();
    }
  });
}

test(`resolver-servfail: the browser shows its own page, the badge and the popup tell (${engine()})`, async (t) => {
  await changeSituation('resolver-servfail');
  const browser = await openBrowser();
  try {
    const cost = await ledger();
    assert.equal(await browser.tab.goto(ARCHIVE + pathIn('resolver-servfail')), null);
    t.diagnostic(`badge: ${await until('the badge', browser.badge, { saying: browser.incident })}`);
    const { diagnosis } = await settled(browser);
    t.diagnostic(`verdict: ${JSON.stringify(diagnosis.verdict)} ${diagnosis.certainty}`);
    assert.equal(diagnosis.verdict.code, 'names-failing');
    t.diagnostic(`the popup opened by itself: ${await browser.popupIsOpen()}`);
    await browser.openPopup();
    await saying('the popup', browser.popupText, headline('names-failing'));
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await browser.popupScreenshot('resolver-servfail', scheme));
    assert.ok((await cost.spent([])).length <= MOST_REQUESTS);
    assert.deepEqual(await cost.strangers(), []);
  } finally {
    await browser.close();
  }
});

test(`empty-body-502: no page to write on, so badge and popup (${engine()})`, async (t) => {
  await changeSituation('empty-body-502');
  const browser = await openBrowser();
  try {
    const cost = await ledger();
    const path = pathIn('empty-body-502');
    await browser.tab.goto(ARCHIVE + path);
    t.diagnostic(`badge: ${await until('the badge', browser.badge, { saying: browser.incident })}`);
    const { sighting, diagnosis } = await settled(browser);
    t.diagnostic(`seen: ${sighting?.status} ${sighting?.error}; verdict: ${diagnosis.verdict.code}`);
    assert.equal(sighting?.status, 502);
    assert.equal(diagnosis.verdict.code, await verdictOf('empty-body-502'));
    t.diagnostic(`the popup opened by itself: ${await browser.popupIsOpen()}`);
    await browser.openPopup();
    await saying('the popup', browser.popupText, headline(diagnosis.verdict.code));
    await browser.popupScreenshot('empty-body-502', 'light');
    assert.ok((await cost.spent([path])).length <= MOST_REQUESTS);
    assert.deepEqual(await cost.strangers(), []);
  } finally {
    await browser.close();
  }
});
