// A person's whole way through one situation, with a picture of each step in target/by-hand, for eyes:
//
//   install/lab.sh healthy -- node extension/test/browsers/by-hand/walk.js captive-portal|stale-cookies|limit chromium|firefox
//
// Nothing is asserted; what was seen and what AO3 was asked is printed.
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser } from '../harness/index.js';
import { changeSituation, requests } from '../harness/lab.js';
import { ARCHIVE, WORK, prepare } from '../harness/scenes.js';
import { until } from '../harness/until.js';
import { settled, told } from '../harness/waiting.js';
import { word } from '../harness/words.js';

/** @typedef {import('../harness/browser.d.ts').Opened} Opened */

const [way = '', engine = ''] = process.argv.slice(2);
process.env['WHY502_BROWSER'] = engine;
const began = Date.now();

/** @param {string} what */
const say = (what) => console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${what.replace(/\s+/g, ' ')}`);

/** @param {Opened} browser @param {string} name */
async function popup(browser, name) {
  await browser.openPopup();
  say(`popup: ${await browser.popupText()}`);
  for (const scheme of /** @type {const} */ (['light', 'dark'])) say(await browser.popupScreenshot(name, scheme));
}

/** @param {Opened} browser @param {string} name */
async function page(browser, name) {
  say(`card: ${await browser.tab.promptText()}`);
  for (const scheme of /** @type {const} */ (['light', 'dark'])) say(await browser.tab.screenshot(name, scheme));
}

/** What was asked of all servers since. @param {number} since */
async function asked(since) {
  const all = (await requests()).filter((r) => r.kind === 'http' && Date.parse(r.time) >= since);
  say(`asked: ${all.map((r) => `${r.role} ${r.method ?? ''} ${r.target ?? ''} ${r.status ?? ''}`).join(' · ')}`);
}

/** @type {Record<string, (browser: Opened) => Promise<void>>} */
const WAYS = {
  'captive-portal': async (browser) => {
    await changeSituation('portal-redirect');
    say(`opened: ${await browser.tab.goto(ARCHIVE + WORK)}`);
    await settled(browser);
    await popup(browser, 'portal');
    const pressed = Date.now();
    await browser.clickPopup(word('remedy_open_portal_button'));
    await sleep(3_000);
    await asked(pressed);
    say('signed in there; now the popup is asked to look again');
    await changeSituation('healthy');
    await browser.closePopup();
    await browser.openPopup();
    await until('the rest to be over', async () => (await browser.popupText())?.includes(word('best_check_again')), { withinMs: 60_000 });
    await browser.clickPopup(word('best_check_again'));
    await settled(browser, (incident) => incident.diagnosis?.verdict.code !== 'captive-portal');
    await popup(browser, 'portal-passed');
  },
  'stale-cookies': async (browser) => {
    await changeSituation('stale-cookies');
    await prepare('stale-cookies', browser.tab);
    say(`opened: ${await browser.tab.goto(ARCHIVE + WORK)}`);
    await told(browser, browser.tab);
    await page(browser, 'stale-card');
    await popup(browser, 'stale');
    await browser.clickPopup(word('remedy_clear_site_data_button'));
    await until('the question', async () => (await browser.popupText())?.includes(word('clear_headline')));
    await browser.popupScreenshot('stale-question', 'light');
    say(`asks: ${await browser.popupText()}`);
    await browser.clickPopup(word('clear_go'));
    await settled(browser, (incident) => incident.aftermath?.state === 'helped');
    await popup(browser, 'stale-repaired');
    await page(browser, 'stale-card-repaired');
    await asked(began);
  },
  limit: async (browser) => {
    await changeSituation('retry-later');
    say(`opened: ${await browser.tab.goto(ARCHIVE + WORK)}`);
    await told(browser, browser.tab);
    await page(browser, 'limit-card');
    await popup(browser, 'limit');
    for (const seconds of [5, 40]) {
      await sleep(seconds * 1_000);
      say(`popup: ${await browser.popupText()}`);
    }
    await asked(began);
    await changeSituation('healthy');
    await until(
      'the wait to be over',
      async () => !/\d:\d\d|\d+ ?s/.test((await browser.popupEvaluate("document.querySelector('#best').textContent")) ?? ''),
      { withinMs: 150_000 },
    );
    await popup(browser, 'limit-over');
    await browser.clickPopup(word('best_check_again'));
    // Only the page itself can tell whether a limit is over: it is loaded again, and nothing is asked.
    await until('the page to answer', async () => (await browser.incident())?.answeredAt);
    await popup(browser, 'limit-passed');
    await asked(began);
  },
};

const walk = WAYS[way];
if (!walk) throw new Error(`There is no way called "${way}": ${Object.keys(WAYS).join(', ')}.`);
const browser = await openBrowser({ screenshots: fileURLToPath(new URL('../../../../target/by-hand/', import.meta.url)) });
try {
  await walk(browser);
} finally {
  await browser.close();
}
