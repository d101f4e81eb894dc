// Half a cause, as a real browser meets it: one of AO3's two addresses is cut off, only the browser's own long hello is, or AO3 fails
// at files alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { openBrowser, withBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { aWhile, saying, settled } from './harness/waiting.js';
import { word } from './harness/words.js';

/** The one that is cut off, of the two that the system's resolver gives. */
const CUT_OFF = '172.66.150.200';

/** What was asked where nothing of the browser's comes to AO3: the companion's one light page. */
const LIGHT_LOOK = ['GET /token_dispenser.json'];

/** @typedef {Awaited<ReturnType<typeof ledger>>} Ledger */

/** @param {Ledger} cost @param {string[]} own @returns {Promise<string[]>} */
const asked = async (cost, own) => (await cost.spent(own)).map(({ method, target }) => `${method} ${target?.split('?')[0]}`);

/**
 * What became of TLS connections for AO3's name.
 * @param {Ledger} cost
 * @returns {Promise<{address: string, fate: string}[]>}
 */
async function doors(cost) {
  const lines = /** @type {any[]} */ ((await cost.since()).filter(({ kind, host }) => kind === 'tls' && host === 'archiveofourown.org'));
  return lines.map(({ address, fate }) => ({ address, fate }));
}

/**
 * It is said that some addresses are cut off here, likely, and nothing is said of the browser.
 *
 * @param {import('./harness/browser.d.ts').Opened} browser
 * @param {Ledger} cost
 * @param {string} picture
 */
async function someAddresses(browser, cost, picture) {
  const { sighting, diagnosis } = await settled(browser);
  assert.equal(sighting?.status, null);
  assert.deepEqual([diagnosis.verdict.code, diagnosis.verdict['part'], diagnosis.certainty], ['blocked-here', 'some-addresses', 'likely']);
  assert.equal(diagnosis.remedies[0]?.code, 'other-connection');
  await browser.openPopup();
  await saying('the popup', browser.popupText, word('headline_likely', word('verdict_blocked_here_some_addresses_headline')));
  await saying('the popup', browser.popupText, word('verdict_blocked_here_some_addresses_meaning'));
  await browser.popupScreenshot(picture, 'light');
  assert.deepEqual(await asked(cost, []), LIGHT_LOOK, 'nothing of the browser came to AO3');
}

test(`one of two addresses is reset: a browser that goes on to the other is told nothing, one that stops is told why (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    const cost = await ledger();
    const status = await tab.goto(ARCHIVE + WORK);
    const [first] = await doors(cost);
    assert.deepEqual(first, { address: CUT_OFF, fate: 'Reset' }, 'the browser did not go there first: this test has no ground');
    t.diagnostic(status === 200 ? 'it goes on to the other' : 'it stops');
    if (status !== 200) return someAddresses(browser, cost, 'some-addresses');
    await aWhile();
    assert.equal(await browser.incident(), undefined);
    assert.equal(await browser.badge(), '');
    assert.equal(await tab.promptText(), null);
    assert.deepEqual(await asked(cost, [WORK]), []);
  }, 'one-of-two-addresses-reset'));

test(`a browser that finds the reset address alone is told of some addresses, and not blamed (${engine()})`, async () => {
  await changeSituation('one-address-reset');
  const browser = await openBrowser({ archiveAt: CUT_OFF });
  try {
    const cost = await ledger();
    assert.equal(await browser.tab.goto(ARCHIVE + WORK), null);
    await someAddresses(browser, cost, 'some-addresses-alone');
  } finally {
    await browser.close();
  }
});

test(`a hello that is too long for something on the way: likely at most, and what looks at connections comes before extensions (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    const cost = await ledger();
    assert.equal(await tab.goto(ARCHIVE + WORK), null);
    assert.deepEqual([...new Set((await doors(cost)).map(({ fate }) => fate))], ['ResetLong'], "the browser's hello is short");
    const { sighting, diagnosis } = await settled(browser);
    t.diagnostic(`seen: ${sighting?.error}; ${diagnosis.remedies.map(({ code }) => code).join(', ')}`);
    assert.ok(
      (await doors(cost)).some(({ fate }) => fate !== 'ResetLong'),
      "the companion's hello is as long",
    );
    assert.deepEqual([diagnosis.verdict.code, diagnosis.certainty], ['browser-interference', 'likely']);
    const codes = diagnosis.remedies.map(({ code }) => code);
    assert.deepEqual(codes.slice(0, 3), ['check-proxy', 'other-connection', 'private-window']);
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('verdict_browser_interference_connection_headline'));
    await saying('the popup', browser.popupText, word('remedy_check_proxy_security_software_title'));
    assert.ok((await browser.popupText())?.includes('Probably'), 'it is told as certain');
    await browser.popupScreenshot('long-hello', 'light');
    assert.deepEqual(await asked(cost, []), LIGHT_LOOK, 'nothing of the browser came to AO3');
    assert.ok(diagnosis.archiveRequests <= 4);
  }, 'only-the-browsers-hello'));

test(`a file that AO3 cannot make, while its work opens: told as that, never asked for again, and the work opens beside it (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    const file = '/downloads/502/Lamps.epub';
    const cost = await ledger();
    assert.equal(await tab.goto(ARCHIVE + WORK), 200);
    await tab.evaluate(`void setTimeout(() => { location.href = '${file}'; }, 50)`);
    await until('the answer to the download', async () => (await tab.url().catch(() => '')) === ARCHIVE + file, {
      saying: () => tab.url(),
    });
    const { sighting, diagnosis } = await settled(browser);
    assert.deepEqual([sighting?.status, sighting?.page], [502, 'download']);
    assert.deepEqual([diagnosis.verdict.code, diagnosis.certainty], ['archive-overloaded', 'likely']);
    assert.deepEqual(
      diagnosis.remedies.map(({ code }) => code),
      ['lighter-page', 'wait', 'watch', 'open-status-page'],
    );
    await saying('the card', () => tab.promptText(), word('verdict_file_headline'));
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('verdict_file_headline'));
    t.diagnostic(await browser.popupScreenshot('download-fails', 'light'));
    const spent = await asked(cost, [WORK, file]);
    assert.deepEqual([...new Set(spent)], LIGHT_LOOK, 'a file is never asked for, nor its work');
    assert.equal(diagnosis.archiveRequests, spent.length);
    await browser.clickPopup(word('remedy_lighter_page_the_work_itself_button'));
    const opened = async () => Promise.all((await browser.archiveTabs()).map((each) => each.url()));
    await until('the work beside it', async () => (await opened()).sort().join() === [ARCHIVE + file, ARCHIVE + WORK].join(), {
      saying: opened,
    });
    assert.deepEqual(await asked(cost, [WORK, file, WORK]), spent, 'the press asks for the work, once');
  }, 'download-fails'));
