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

/** How often the popup looks at what it counts (pages/popup/counters.js): by it, its clocks are told from others. In ms. */
const COUNTER_MS = 250;

/**
 * In a browser that knows whether it is connected.
 *
 * @param {string} situation
 * @param {(browser: Awaited<ReturnType<typeof openBrowser>>) => Promise<void>} work
 * @param {boolean} [knowsOffline]
 */
async function within(situation, work, knowsOffline = true) {
  await changeSituation(situation);
  const browser = await openBrowser({ knowsOffline });
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

test(`the time in airplane mode is counted for who does it, ends by itself, and leaves nothing that counts (${engine()})`, (t) =>
  within('resolver-servfail', async (browser) => {
    await settled(browser);
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('remedy_restart_connection_button'));
    await browser.clickPopup(word('remedy_restart_connection_button'));
    await saying('the popup', browser.popupText, word('count_router_button'));
    // Every clock that is begun from here on and not ended; in Firefox a driver's script stands beside the page's own.
    const clocks = () => browser.popupEvaluate('clocks.size');
    if (engine() === 'chromium')
      await browser.popupEvaluate(`(() => {
      globalThis.clocks = new Set();
      const [begin, end] = [setInterval, clearInterval];
      globalThis.setInterval = (act, ms) => { const id = begin(act, ms); if (ms === ${COUNTER_MS}) clocks.add(id); return id; };
      globalThis.clearInterval = (id) => (clocks.delete(id), end(id));
    })()`);
    await browser.clickPopup(word('count_router_button'));
    await saying('the popup', browser.popupText, word('count_router_off'));
    if (engine() === 'chromium') assert.equal(await clocks(), 1);
    const counting = "document.querySelector('.counts .left').textContent";
    assert.match(String(await browser.popupEvaluate(counting)), /\d/);
    const hears = "[...document.querySelectorAll('.counts [role=status]')].map((each) => each.textContent).join()";
    assert.equal(await browser.popupEvaluate(hears), word('count_router_off'), 'a screen reader hears no seconds');
    await browser.clickPopup(word('count_airplane_button'));
    await saying('the popup', browser.popupText, word('count_airplane_off'));
    assert.ok(!(await browser.popupText())?.includes(word('count_router_off')), 'the one takes the place of the other');
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await browser.popupScreenshot('counting-airplane', scheme));
    await saying('the popup', browser.popupText, word('count_airplane_on'));
    assert.equal(await browser.popupEvaluate(counting), '');
    if (engine() === 'chromium') assert.equal(await clocks(), 0);
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

test(`a browser that never knew of it is told by the companion that the connection is back (${engine()})`, () =>
  within(
    'resolver-servfail',
    async (browser) => {
      const { id } = await settled(browser);
      await browser.openPopup();
      // Whatever this browser knows of networks, it tells nothing.
      await browser.inBackground(`Object.defineProperty(globalThis.navigator, 'onLine', { configurable: true, get: () => true }) && null`);
      await browser.clickPopup(word('remedy_restart_connection_button'));
      await saying('the popup', browser.popupText, word('reconnection_waits'));
      assert.equal((await browser.incident())?.id, id);
      await restarted('healthy');
      await saying('the popup', browser.popupText, headline('recovered'));
    },
    false,
  ));
