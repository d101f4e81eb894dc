// Another official name of AO3's that nobody finds any more: said as what it is, and led to the main one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { openBrowser } from './harness/shared.js';
import { changeSituation } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { WORK } from './harness/scenes.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { english } from './harness/words.js';

const PATH = `${WORK}/chapters/2?view_adult=true#workskin`;

test(`sister-name-gone: it is that name, not the browser, and the button opens the same page elsewhere (${engine()})`, async (t) => {
  await changeSituation('sister-name-gone');
  const browser = await openBrowser();
  try {
    const cost = await ledger();
    assert.equal(await browser.tab.goto(`https://ao3.org${PATH}`), null);
    const incident = await settled(browser);
    t.diagnostic(`seen: ${JSON.stringify(incident.sighting)}; verdict: ${JSON.stringify(incident.diagnosis)}`);
    assert.equal(incident.sighting?.host, 'ao3.org');
    assert.deepEqual([incident.diagnosis.verdict.code, incident.diagnosis.verdict['gone']], ['names-failing', 'ao3.org']);
    assert.equal(incident.diagnosis.certainty, 'certain');
    assert.deepEqual(incident.diagnosis.remedies, [{ code: 'lighter-page', how: 'under-the-main-name' }]);
    const spent = await cost.spent([]);
    assert.ok(spent.length <= 1, spent.map((r) => r.target).join(' · '));
    assert.equal(incident.diagnosis.archiveRequests, spent.length);
    assert.deepEqual(await cost.strangers(['1.1.1.1', '8.8.8.8']), []);

    await browser.openPopup();
    await saying('the popup', browser.popupText, english.t('verdict_names_failing_gone_headline', 'ao3.org'));
    await browser.popupScreenshot('sister-name-gone', 'light');
    await browser.clickPopup(english.t('remedy_lighter_page_under_the_main_name_button'));
    const there = `https://archiveofourown.org${PATH}`;
    await until('the same page under the main name', () =>
      browser.inBackground(
        `(globalThis.browser ?? chrome).tabs.query({}).then((tabs) => tabs.some((tab) => tab.url === ${JSON.stringify(there)}))`,
      ),
    );
  } finally {
    await browser.close();
  }
});
