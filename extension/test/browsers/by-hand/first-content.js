// By hand: how long the popup keeps a person waiting for its first content and for its verdict, and beside
// it, in turns in the same browser, a page of ours that has one word and nothing else. It prints figures
// and judges nothing.
//
//   install/lab.sh every-page-502-at-once -- node extension/test/browsers/by-hand/first-content.js [chromium|firefox] [TIMES]
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser } from '../harness/index.js';
import { ARCHIVE } from '../harness/scenes.js';
import { until } from '../harness/until.js';
import { settled } from '../harness/waiting.js';

const [engine = 'chromium', times = '9'] = process.argv.slice(2);
process.env['WHY502_BROWSER'] = engine;

/** What any page of an extension costs this machine's browser at the least. */
const ONE_WORD =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>why502</title><body data-state="drawn" style="width: 380px"><p>why502</p></body></html>';

const POPUPS = { 'one word': 'pages/popup/one-word.html', 'the popup': 'pages/popup/popup.html' };

/**
 * In ms since the page was asked for: when it painted its first content, and its greatest.
 *
 * @typedef {{first: number, greatest: number}} Figures
 */

const FIGURES = `new Promise((done) => {
  const seen = [];
  new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({ type: 'largest-contentful-paint', buffered: true });
  setTimeout(() => done(JSON.stringify({
    first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0, greatest: seen.at(-1)?.startTime ?? 0,
  })), 300);
})`;

/** @param {number[]} figures */
const median = (figures) => figures.sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? NaN;

const browser = await openBrowser({ alter: (folder) => writeFile(join(folder, POPUPS['one word']), ONE_WORD) });
try {
  await browser.tab.goto(`${ARCHIVE}/works/7000`);
  await settled(browser);
  await sleep(3_000);
  /** @type {Record<string, Figures[]>} */
  const measured = { 'one word': [], 'the popup': [] };
  for (let n = 0; n <= Number(times); n += 1) {
    for (const [name, popup] of Object.entries(POPUPS)) {
      await browser.inBackground(`(globalThis.browser ?? chrome).action.setPopup({ popup: ${JSON.stringify(popup)} }).then(() => true)`);
      await browser.openPopup();
      const figures = await until(`the first content of ${name}`, async () => {
        const read = /** @type {Figures} */ (JSON.parse(String(await browser.popupEvaluate(FIGURES))));
        return read.first > 0 ? read : undefined;
      });
      await browser.closePopup();
      await sleep(500);
      // The first of each warms the caches.
      if (n > 0) measured[name]?.push(figures);
    }
  }
  console.log(`${engine}, ${times} times, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)} at the end; medians`);
  for (const [name, all] of Object.entries(measured)) {
    console.log(
      `${name.padEnd(10)} first content after ${Math.round(median(all.map((f) => f.first)))} ms, greatest after ${Math.round(median(all.map((f) => f.greatest)))} ms`,
    );
  }
  const ratios = (measured['the popup'] ?? []).map((f, n) => f.first / (measured['one word']?.[n]?.first ?? NaN));
  console.log(`ratio of the first contents, median of pairs: ${median(ratios).toFixed(2)}`);
} finally {
  await browser.close();
}
