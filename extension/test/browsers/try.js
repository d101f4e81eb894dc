// What install/try.sh runs inside the tiny internet: one browser at one failing page. With a display
// a person plays with it; without, it waits for the diagnosis and judges it.
//
//   node test/browsers/try.js SITUATION BROWSER
import { fileURLToPath } from 'node:url';
import { openBrowser } from './harness/index.js';
import { verdictOf } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, pathIn, prepare } from './harness/scenes.js';
import { aWhile, settled } from './harness/waiting.js';
import { headline, word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */

const [situation = '', engine = ''] = process.argv.slice(2);
process.env['WHY502_BROWSER'] = engine;
const screenshots = fileURLToPath(new URL('../../../target/try/', import.meta.url));
const headed = Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

/** @param {string} label @param {string} text */
const say = (label, text) => console.log(`${label.padEnd(14)}${text}`);

/** @param {Opened} browser @returns {Promise<boolean>} whether all is as the situation wants it */
async function watch(browser) {
  const expected = await verdictOf(situation);
  const cost = await ledger();
  const path = pathIn(situation);
  const status = await browser.tab.goto(ARCHIVE + path);
  say('Situation', situation);
  say('Browser', `${engine}; ${ARCHIVE}${path} ${status === null ? "shows the browser's own error page" : `answered ${status}`}`);
  if (expected === 'none') {
    await aWhile();
    const prompt = await browser.tab.promptText();
    say('Prompt', prompt ?? 'none, as it should be');
    return prompt === null && (await browser.incident()) === undefined;
  }
  const incident = await settled(browser);
  const { verdict, certainty, reasons, remedies, archiveRequests, tookMs } = incident.diagnosis;
  say('Verdict', `${verdict.code}${verdict.code === expected ? '' : `, but ${expected} was expected`}`);
  say('Whose side', word(`side_${verdict.side}`));
  say('Certainty', `${word(`certainty_${certainty}`)}, after ${tookMs} ms`);
  say('In words', headline(verdict.code));
  for (const reason of reasons) say('Because', `${reason.holds === false ? 'not ' : ''}${reason.fact} (${reason.observations.join(', ')})`);
  say('To do', remedies.map((remedy) => remedy.code).join(', '));
  const spent = (await cost.spent([path])).length;
  say('AO3 was asked', `${archiveRequests} times, says the popup; ${spent} times, says AO3's log`);
  await browser.openPopup();
  for (const scheme of /** @type {const} */ (['light', 'dark'])) {
    if (status !== null) say('Screenshot', await browser.tab.screenshot(situation, scheme));
    say('Screenshot', await browser.popupScreenshot(situation, scheme));
  }
  return verdict.code === expected;
}

/** @param {Opened} browser */
async function play(browser) {
  console.log(`This is the tiny internet: AO3 is in the situation "${situation}". Close the browser to end.`);
  const closed = browser.closed();
  await browser.tab.goto(ARCHIVE + pathIn(situation));
  await closed;
  return true;
}

const browser = await openBrowser({ headed, screenshots });
let right = false;
try {
  await prepare(situation, browser.tab);
  right = await (headed ? play : watch)(browser);
} finally {
  await browser.close();
}
console.log(right ? 'All as expected.' : 'NOT as expected.');
process.exitCode = right ? 0 : 1;
