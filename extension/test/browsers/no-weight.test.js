// While AO3 is well, and on all other sites, why502 weighs nothing: no process, no alarm, no timer, no wake-up, no code
// but the one look at each page of AO3's. It is counted, and each counter is seen to count where AO3 fails. And without
// the companion nothing asks for it but the first page.
import assert from 'node:assert/strict';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { WELCOME } from './harness/pages.js';
import { countStarts } from './harness/processes.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { openBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { aWhile, prompt, saying, settled } from './harness/waiting.js';
import { word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */

/** Others that people read, within the tiny internet. */
const OTHERS = ['https://example.com/', 'http://detectportal.firefox.com/success.txt', 'about:blank'];

/** Pages of AO3's that are well; one of them is not there, which is no trouble. */
const WELL = [WORK, `${WORK}/chapters/1`, '/tags/Lamps/works', '/nowhere'];

/** Before the background's own code: which timers it has set that neither rang nor were taken back. */
const COUNTING = `const { setTimeout: set, clearTimeout: clear, setInterval: repeat } = globalThis;
globalThis.countedTimers = new Map();
globalThis.setTimeout = (act, ms, ...given) => {
  const id = set((...all) => (globalThis.countedTimers.delete(id), act(...all)), ms, ...given);
  globalThis.countedTimers.set(id, ms);
  return id;
};
globalThis.clearTimeout = (id) => (globalThis.countedTimers.delete(id), clear(id));
globalThis.setInterval = (...all) => (globalThis.countedTimers.set({}, all[1]), repeat(...all));
`;

/** Each script that enters a page leaves its name there, and the background counts its timers. @param {string} folder */
async function counted(folder) {
  for (const file of await readdir(join(folder, 'content'))) {
    if (!file.endsWith('.js')) continue;
    const path = join(folder, 'content', file);
    await writeFile(path, `performance.mark('why502 ${file}');\n${await readFile(path, 'utf8')}`);
  }
  await writeFile(join(folder, 'counting.js'), COUNTING);
  const background = join(folder, 'background.js');
  await writeFile(background, `import './counting.js';\n${await readFile(background, 'utf8')}`);
}

/** Which scripts of ours are in a page. @param {import('./harness/browser.d.ts').Tab} tab @returns {Promise<string[]>} */
const entered = (tab) =>
  tab.evaluate("performance.getEntriesByType('mark').map(({ name }) => name).filter((name) => name.startsWith('why502 '))");

/** The lengths of the timers that stand, in ms. @param {Opened} browser @returns {Promise<number[]>} */
const timers = (browser) => browser.inBackground('[...(typeof window === "object" ? window : globalThis).countedTimers.values()]');

/** @param {Opened} browser @returns {Promise<string[]>} */
const alarms = (browser) =>
  browser.inBackground('(globalThis.browser ?? chrome).alarms.getAll().then((all) => all.map(({ name }) => name))');

test(`on other sites, and while AO3 is well: no process, no alarm, no timer, no code of the card (${engine()})`, async (t) => {
  await changeSituation('healthy');
  const browser = await openBrowser({ alter: counted });
  const companion = countStarts();
  try {
    const { tab } = browser;
    const cost = await ledger();
    await browser.endBackground();
    for (const page of OTHERS) {
      await tab.goto(page);
      assert.deepEqual(await entered(tab), [], page);
    }
    await aWhile();
    assert.equal(await browser.isAwake(), false, 'another site has woken it');

    for (const path of WELL) {
      await tab.goto(ARCHIVE + path);
      await until('the look at the page', async () => (await entered(tab)).length > 0);
      assert.equal(await browser.badge(), '', path);
    }
    // Its tab is listened to for ten seconds more (incident/tab-listeners.js), by one timer.
    await until('the last timer to have rung', async () => (await timers(browser)).length === 0, {
      withinMs: 60_000,
      saying: () => timers(browser),
    });
    assert.deepEqual(await entered(tab), ['why502 look.js']);
    assert.equal(await tab.promptText(), null);
    assert.deepEqual(await alarms(browser), []);
    // In the browser's memory: when pages were asked for, and nothing else (incident/recurrences.js).
    assert.deepEqual(Object.keys(await browser.kept()), ['recurrences']);
    assert.equal(companion.starts(), 0);
    assert.deepEqual(await cost.spent(WELL), []);
    assert.deepEqual(await cost.strangers(['example.com', 'detectportal.firefox.com']), []);

    // The same counters where AO3 fails.
    await changeSituation('every-page-502-at-once');
    await tab.goto(ARCHIVE + WORK);
    await prompt(tab);
    assert.ok((await timers(browser)).length > 0, 'no timer is counted');
    await settled(browser);
    const code = await entered(tab);
    t.diagnostic(`on the page that failed: ${code.join(', ')}`);
    assert.ok(code.includes('why502 card.js'), 'no code is counted');
    assert.notDeepEqual(await alarms(browser), []);
    assert.equal(companion.starts(), 1);
  } finally {
    companion.stop();
    await browser.close();
  }
});

test(`without the companion nothing asks for it by itself (${engine()})`, async () => {
  await changeSituation('healthy');
  const browser = await openBrowser({ companion: false });
  try {
    const { tab } = browser;
    const quiet = async (/** @type {string} */ when) => {
      await aWhile();
      assert.deepEqual(
        (await browser.extensionTabs()).filter((url) => url.endsWith(WELCOME)),
        [],
        `${when}: the first page has come again`,
      );
      assert.equal(await browser.badge(), '', when);
      assert.equal(await tab.promptText(), null, when);
    };
    await tab.goto(ARCHIVE + WORK);
    await quiet('on a page that is well');
    await browser.endBackground();
    await tab.goto(`${ARCHIVE}${WORK}/chapters/1`);
    await quiet('after the background has slept');
    await browser.replaceExtension();
    await tab.goto(ARCHIVE + WORK);
    await quiet('after an update');

    // Where AO3 fails, the card tells of that alone; the popup says it, in the sentence where it matters.
    await changeSituation('every-page-502-at-once');
    await tab.goto(ARCHIVE + WORK);
    await prompt(tab);
    await settled(browser);
    assert.doesNotMatch((await tab.promptText()) ?? '', /companion/i);
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('trouble_missing'));
  } finally {
    await browser.close();
  }
});
