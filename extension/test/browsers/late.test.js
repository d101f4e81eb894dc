// A page that comes after more than twenty seconds: the button offers, a person presses, one light look decides.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { openBrowser } from './harness/shared.js';
import { changeSituation } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { until } from './harness/until.js';
import { aWhile, saying, settled } from './harness/waiting.js';
import { headline, word } from './harness/words.js';

test(`archive-slow: offered on the button alone, asked for by a press, gone with the page (${engine()})`, async (t) => {
  await changeSituation('archive-slow');
  const browser = await openBrowser();
  try {
    const { tab } = browser;
    const cost = await ledger();
    assert.equal(await tab.goto(ARCHIVE + WORK), 200);
    assert.equal(await until('the badge to offer', browser.badge), '?');
    await aWhile();
    assert.equal(await tab.promptText(), null, 'no prompt on a page that works');
    assert.equal(await browser.incident(), undefined, 'nothing is looked into by itself');
    assert.deepEqual(await cost.spent([WORK]), [], 'and nothing is asked');

    await browser.openPopup();
    const offer = word('slow_offer').split('  ')[0] ?? '';
    await saying('the popup', browser.popupText, offer);
    await browser.clickPopup(word('best_check_now'));
    const { sighting, diagnosis } = await settled(browser);
    t.diagnostic(`seen: ${sighting?.status} after ${sighting?.tookMs} ms; ${JSON.stringify(diagnosis.verdict)} ${diagnosis.certainty}`);
    assert.equal(sighting?.status, 200);
    assert.equal(diagnosis.verdict.code, 'archive-slow');
    // How certain depends on how soon the edge answers on this machine: the companion's own tests hold that.
    await saying('the popup', browser.popupText, headline('archive-slow'));
    const spent = await cost.spent([WORK]);
    assert.deepEqual(
      spent.map((r) => r.target),
      ['/token_dispenser.json'],
      'one light look',
    );
    assert.equal(diagnosis.archiveRequests, spent.length);
    assert.deepEqual(await cost.strangers(), []);
  } finally {
    await browser.close();
  }
});
