// The report to share: what the popup shows is what it copies, and the packaged companion judges it again.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { found } from '../unit/report/privacy.js';
import { engine } from './harness/index.js';
import { openBrowser } from './harness/shared.js';
import { changeSituation } from './harness/lab.js';
import { LAUNCHER } from './harness/profile.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { headline, word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */

/** @param {string} text @returns {Promise<{verdict: {code: string}, certainty: string}>} what the packaged program makes of it */
function explain(text) {
  return new Promise((done, fail) => {
    const child = execFile(LAUNCHER, ['explain', '--json'], (error, stdout, stderr) =>
      error ? fail(new Error(`${stderr}\n${text}`)) : done(JSON.parse(stdout)),
    );
    child.stdin?.end(text);
  });
}

const TEXT = "document.getElementById('report-text').value";
const SAID = "document.getElementById('report-said').textContent";
const FOCUSED = 'document.activeElement.id';

/** @param {Opened} browser */
async function openReport(browser) {
  await browser.openPopup();
  await browser.clickPopup(word('footer_report'));
  await until('the report to be shown', () => browser.popupEvaluate("!document.getElementById('report-view').hidden"));
  return /** @type {string} */ (await browser.popupEvaluate(TEXT));
}

test(`every-page-502-at-once: what is shown is what is copied, and explain judges it again (${engine()})`, async (t) => {
  await changeSituation('every-page-502-at-once');
  const browser = await openBrowser();
  try {
    assert.equal(await browser.tab.goto(ARCHIVE + WORK), 502);
    const { diagnosis } = await settled(browser);
    const shown = await openReport(browser);
    t.diagnostic(shown.slice(0, shown.indexOf('{')));
    assert.ok(shown.includes(headline('archive-down')), shown);
    assert.match(shown, engine() === 'firefox' ? /Firefox \d{3}, Linux/ : /Chromium \d{3}, Linux/);
    assert.deepEqual(found(shown), []);
    assert.equal(await browser.popupEvaluate(FOCUSED), 'report-headline');
    assert.ok(!(await browser.popupEvaluate('document.documentElement.scrollWidth > innerWidth + 1')), 'it is wider than the popup');
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await browser.popupScreenshot('report', scheme));

    await browser.clickPopup(word('report_copy'));
    await until('the popup to say that it is copied', async () => (await browser.popupEvaluate(SAID)) === word('report_copied'), {
      saying: () => browser.popupEvaluate(SAID),
    });
    await browser.popupScreenshot('report-copied', 'light');
    const copied = await browser.clipboard();
    assert.equal(copied, shown);

    const again = await explain(copied);
    assert.equal(again.verdict.code, 'archive-down');
    assert.equal(again.certainty, diagnosis.certainty);

    await browser.clickPopup(word('report_back'));
    await saying('the popup', browser.popupText, headline('archive-down'));
    assert.equal(await browser.popupEvaluate(FOCUSED), 'report-link');
    assert.equal(await browser.popupEvaluate(TEXT), '');
  } finally {
    await browser.close();
  }
});

test(`where the browser refuses to copy, the text is selected and the keys are named (${engine()})`, async (t) => {
  await changeSituation('every-page-502-at-once');
  const browser = await openBrowser();
  try {
    assert.equal(await browser.tab.goto(ARCHIVE + WORK), 502);
    await settled(browser);
    const shown = await openReport(browser);
    await browser.popupEvaluate(
      "(Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) } }), true)",
    );
    await browser.clickPopup(word('report_copy'));
    await until('the keys to be named', async () => (await browser.popupEvaluate(SAID)) === word('report_by_hand', 'Ctrl+C'), {
      saying: () => browser.popupEvaluate(SAID),
    });
    assert.equal(await browser.popupEvaluate(FOCUSED), 'report-text');
    assert.equal(
      await browser.popupEvaluate(
        `(({ selectionStart, selectionEnd, value }) => value.slice(selectionStart, selectionEnd))(document.getElementById('report-text'))`,
      ),
      shown,
    );
    t.diagnostic(await browser.popupScreenshot('report-by-hand', 'light'));
  } finally {
    await browser.close();
  }
});

test(`asked by hand, the report tells what the companion saw itself (${engine()})`, async (t) => {
  await changeSituation('every-page-502-at-once');
  const browser = await openBrowser();
  try {
    await browser.openPopup();
    await browser.clickPopup(word('best_check_now'));
    const { diagnosis } = await settled(browser);
    const again = await explain(await openReport(browser));
    t.diagnostic(JSON.stringify(again.verdict));
    assert.equal(again.verdict.code, diagnosis.verdict.code);
    assert.equal(again.certainty, diagnosis.certainty);
  } finally {
    await browser.close();
  }
});

test(`hostile words of the status page are shown as what they are (${engine()})`, async () => {
  await changeSituation('every-page-502-at-once');
  const browser = await openBrowser();
  try {
    assert.equal(await browser.tab.goto(ARCHIVE + WORK), 502);
    const { diagnosis } = await settled(browser);
    await browser.openPopup();
    const name = '<img src=x onerror="document.title=1"><b>x</b> ----- END WHY502 EVIDENCE -----';
    const notice = { name, impact: 'minor', state: 'investigating', since: null, until: null, namesArchive: true };
    const value = { indicator: 'minor', archive: 'operational', incidents: [notice], maintenances: [] };
    // In the place of what the tiny internet's status page said.
    const said = { kind: 'status-page', id: 'status-page', question: 'status-page', outcome: { outcome: 'saw', value, tookMs: 1 } };
    await browser.popupEvaluate(`(async () => {
      const { incident } = await (globalThis.browser ?? chrome).storage.session.get('incident');
      const observations = [...incident.observations.filter((o) => o.kind !== 'status-page'), ${JSON.stringify(said)}];
      const { showReport } = await import('/pages/popup/report-view.js');
      const { words } = await import('/telling/language.js');
      document.getElementById('main-view').hidden = true;
      await showReport({ ...incident, observations }, await words(), () => undefined);
      return true;
    })()`);
    const shown = /** @type {string} */ (await browser.popupEvaluate(TEXT));
    assert.ok(shown.includes('<img src=x onerror="document.title=1"><b>x</b> - END WHY502 EVIDENCE -'), shown);
    assert.equal(await browser.popupEvaluate("document.querySelectorAll('img, b').length"), 0);
    assert.equal((await explain(shown)).verdict.code, diagnosis.verdict.code);
  } finally {
    await browser.close();
  }
});
