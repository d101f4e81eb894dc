// What is one incident, and what is none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { openBrowser, withBrowser } from './harness/shared.js';
import { changeSituation } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { countStarts, hostProcesses } from './harness/processes.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { until } from './harness/until.js';
import { aWhile, prompt, saying, settled } from './harness/waiting.js';
import { headline, word } from './harness/words.js';

for (const { situation, status } of [
  { situation: 'ordinary-page', status: 200 },
  { situation: 'ordinary-404', status: 404 },
]) {
  test(`${situation}: no prompt, no badge, no process, no request (${engine()})`, async () => {
    await changeSituation(situation);
    const browser = await openBrowser();
    const companion = countStarts();
    try {
      const cost = await ledger();
      assert.equal(await browser.tab.goto(ARCHIVE + WORK), status);
      await aWhile();
      assert.equal(await browser.tab.promptText(), null);
      assert.equal(await browser.badge(), '');
      assert.equal(await browser.incident(), undefined);
      assert.equal(companion.starts(), 0);
      assert.deepEqual(await cost.spent([WORK]), []);
      assert.deepEqual(await cost.strangers(), []);
    } finally {
      companion.stop();
      await browser.close();
    }
  });
}

test(`a prompt that was dismissed stays away (${engine()})`, async () => {
  await changeSituation('every-page-502-at-once');
  const browser = await openBrowser();
  try {
    assert.equal(await browser.tab.goto(ARCHIVE + WORK), 502);
    await prompt(browser.tab);
    await browser.tab.clickPrompt('×');
    await settled(browser);
    await aWhile();
    assert.equal(await browser.tab.promptText(), null);
    await until('the badge, which still tells', browser.badge, { saying: browser.incident });

    // AO3 is back, and a person finds out by reading on.
    await changeSituation('healthy');
    assert.equal(await browser.tab.goto(ARCHIVE + WORK), 200);
    await until('the badge to be gone', async () => (await browser.badge()) === '');
    await browser.openPopup();
    await saying('the popup', browser.popupText, headline('recovered'));
  } finally {
    await browser.close();
  }
});

test(`going back to an old 502 is no new incident (${engine()})`, async () => {
  await changeSituation('fine-again');
  const browser = await openBrowser();
  try {
    assert.equal(await browser.tab.goto(ARCHIVE + WORK), 502);
    const before = await settled(browser);
    assert.equal(await browser.tab.goto(`${ARCHIVE}/lab/blank`), 200);
    await browser.tab.back();
    await aWhile();
    assert.equal((await browser.incident())?.id, before.id);
  } finally {
    await browser.close();
  }
});

test(`trouble of another kind right after a diagnosis is news at once, and looked into when AO3 has rested (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    assert.equal(await tab.goto(ARCHIVE + WORK), 502);
    const before = await settled(browser);
    await changeSituation('retry-later');
    const cost = await ledger();
    assert.equal(await tab.goto(ARCHIVE + WORK), 429);
    const now = await until(
      'the other incident',
      async () => {
        const incident = await browser.incident();
        return incident?.id === before.id ? undefined : incident;
      },
      { saying: browser.incident },
    );
    assert.equal(now.phase, 'checking');
    assert.ok((now.waits ?? 0) - (before.settledAt ?? 0) >= 30_000, `it waits until ${now.waits}`);
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('waiting_meaning'));
    assert.deepEqual(await cost.spent([WORK]), []);
  }));

/** Asking thirty pages is work, and a slow machine has enough of it. */
const THIRTY = { withinMs: 120_000, everyMs: 1_000 };

test(`thirty tabs failing together: one process, one diagnosis (${engine()})`, async (t) => {
  await changeSituation('every-page-502-at-once');
  const browser = await openBrowser();
  const companion = countStarts();
  try {
    const cost = await ledger();
    const works = Array.from({ length: 30 }, (_, n) => `/works/${5020 + n}`);
    const tabs = [browser.tab];
    while (tabs.length < works.length) tabs.push(await browser.newTab());
    await Promise.all(works.map((path, n) => tabs[n]?.goto(ARCHIVE + path)));
    const incident = await settled(browser);
    await until(
      'all tabs to be told',
      async () => (await Promise.all(tabs.map((tab) => tab.promptText()))).every((words) => words?.includes(headline('archive-down'))),
      THIRTY,
    );
    t.diagnostic(
      `starts: ${companion.starts()}, tabs in the incident: ${incident.tabs.length}, alive afterwards: ${hostProcesses().length}`,
    );
    assert.equal(companion.starts(), 1);
    assert.equal((await browser.incident())?.tabs.length, works.length);
    const spent = await cost.spent(works);
    t.diagnostic(`AO3 was asked: ${spent.map((r) => r.target).join(' · ')}`);
    assert.ok(spent.length <= 4, `${spent.length} requests for one incident`);
    await until('the companion to be gone', () => hostProcesses().length === 0);
  } finally {
    companion.stop();
    await browser.close();
  }
});

test(`the popup by hand, when nothing is wrong (${engine()})`, async (t) => {
  await changeSituation('healthy');
  const browser = await openBrowser();
  const companion = countStarts();
  try {
    assert.equal(await browser.tab.goto('https://example.com/'), 200);
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('idle_headline'));
    await browser.popupScreenshot('by-hand-idle', 'light');
    assert.equal(companion.starts(), 0, 'opening the popup asks nobody');
    const cost = await ledger();
    await browser.clickPopup(word('best_check_now'));
    const { diagnosis } = await settled(browser);
    t.diagnostic(`verdict: ${JSON.stringify(diagnosis.verdict)} ${diagnosis.certainty}`);
    await saying('the popup', browser.popupText, word('well_headline'));
    // What came in could be watched: it stood open, and closed with the answer (pages/popup/folds.js).
    await until('how we know to close', async () => !(await browser.popupEvaluate("document.querySelector('#how').open")));
    for (const scheme of /** @type {const} */ (['light', 'dark'])) await browser.popupScreenshot('by-hand-checked', scheme);
    assert.equal(companion.starts(), 1);
    assert.ok((await cost.spent([])).length <= 4);
    assert.deepEqual(await cost.strangers(), []);
  } finally {
    companion.stop();
    await browser.close();
  }
});
