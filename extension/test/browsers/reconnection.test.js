// "Look again when it's back": the person restarts the connection, and the popup tells the rest by itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { openBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { headline, word } from './harness/words.js';

const AWAY_MS = 3_000;

/**
 * In a browser that knows whether it is connected.
 *
 * @param {string} situation
 * @param {(browser: Awaited<ReturnType<typeof openBrowser>>) => Promise<void>} work
 */
async function within(situation, work) {
  await changeSituation(situation);
  const browser = await openBrowser({ knowsOffline: true });
  try {
    await browser.tab.goto(ARCHIVE + WORK);
    await work(browser);
  } finally {
    await browser.close();
  }
}

/**
 * Long enough for the browser to see it: a cable that is back within a second was never away for it.
 *
 * @param {string} situation what the connection comes back to
 */
async function restarted(situation) {
  await changeSituation('no-uplink');
  await new Promise((go) => setTimeout(go, AWAY_MS));
  await changeSituation(situation);
}

test(`offline: it looks again by itself as soon as the connection is back (${engine()})`, () =>
  within('no-uplink', async (browser) => {
    const { diagnosis } = await settled(browser);
    assert.equal(diagnosis.verdict.code, 'offline', JSON.stringify(diagnosis));
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('remedy_restart_connection_title'));
    await browser.clickPopup(word('remedy_restart_connection_button'));
    await saying('the popup', browser.popupText, word('reconnection_away'));
    await changeSituation('healthy');
    await saying('the popup', browser.popupText, headline('recovered'));
  }));

test(`a resolver that is still broken after a restart is found so by itself, and not before (${engine()})`, () =>
  within('resolver-servfail', async (browser) => {
    const { id, diagnosis } = await settled(browser);
    assert.equal(diagnosis.verdict.code, 'names-failing', JSON.stringify(diagnosis));
    await browser.openPopup();
    await browser.clickPopup(word('remedy_restart_connection_button'));
    await saying('the popup', browser.popupText, word('reconnection_waits'));
    assert.equal((await browser.incident())?.id, id, 'nobody looks while the connection is there all the time');
    await restarted('resolver-servfail');
    const again = await until(
      'the new look, once the connection is back',
      async () => {
        const incident = await browser.incident();
        return incident?.id !== id && incident?.phase === 'settled' ? incident : undefined;
      },
      { withinMs: 90_000, saying: async () => JSON.stringify(await browser.incident()).slice(0, 400) },
    );
    assert.equal(again.diagnosis?.verdict.code, 'names-failing', JSON.stringify(again.diagnosis));
  }));
