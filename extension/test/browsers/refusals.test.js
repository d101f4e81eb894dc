// Refusals with a page, which neither AO3's application nor its front wrote: 451, a law's, and 413, of what is too large.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { saying, settled, told } from './harness/waiting.js';
import { headline, word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Incident & {diagnosis: {remedies: {code: string}[]}}} Settled */

/** @param {Pick<Settled, 'diagnosis'>} incident */
const remedies = ({ diagnosis }) => diagnosis.remedies.map(({ code }) => code);

/**
 * Sends a form as a person's press would, into a situation that began after the form had come.
 *
 * @param {import('./harness/browser.d.ts').Tab} tab
 * @param {string} situation
 */
async function sendInto(tab, situation) {
  assert.equal(await tab.goto(`${ARCHIVE}/lab/forms`), 200);
  await changeSituation(situation);
  await tab.evaluate("void setTimeout(() => document.querySelector('#archive button').click(), 50)");
  await until('the answer to the form', async () => (await tab.url().catch(() => '')) === `${ARCHIVE}/works`, { saying: () => tab.url() });
}

test(`451 on a page of the edge's: a law's, for certain; another connection, no waiting, and nothing is asked (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    const cost = await ledger();
    assert.equal(await tab.goto(ARCHIVE + WORK), 451);
    const incident = await told(browser, tab);
    const { verdict, certainty } = incident.diagnosis;
    assert.deepEqual([verdict.code, verdict['status'], certainty], ['address-refused', 451, 'certain']);
    assert.deepEqual(remedies(incident), ['other-connection', 'try-phone']);
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('verdict_address_refused_legal_meaning'));
    await saying('the popup', browser.popupText, word('side_rule'));
    t.diagnostic(await browser.popupScreenshot('legal-reasons', 'light'));
    assert.deepEqual(await cost.spent([WORK]), []);
  }, 'legal-reasons'));

for (const { situation, status, verdict, certainty } of /** @type {const} */ ([
  { situation: 'legal-reasons', status: 451, verdict: 'address-refused', certainty: 'certain' },
  { situation: 'request-too-large', status: 413, verdict: 'request-refused', certainty: 'certain' },
  { situation: 'post-too-large', status: 413, verdict: 'request-refused', certainty: 'likely' },
])) {
  test(`${situation}: a form that is answered with ${status} and a page: its text first, and it is sent once (${engine()})`, (t) =>
    withBrowser(async (browser, tab) => {
      const cost = await ledger();
      await sendInto(tab, situation);
      const incident = await settled(browser);
      assert.deepEqual([incident.sighting?.status, incident.sighting?.method], [status, 'POST']);
      assert.deepEqual([incident.diagnosis.verdict.code, incident.diagnosis.certainty], [verdict, certainty]);
      assert.equal(remedies(incident)[0], 'save-text');
      assert.ok(!remedies(incident).includes('reload-once'));
      assert.deepEqual(incident.posted, incident.tabs);
      await saying('the card', () => tab.promptText(), headline(verdict, status));
      await browser.openPopup();
      await saying('the popup', browser.popupText, headline(verdict, status));
      const words = (await browser.popupText()) ?? '';
      assert.ok(words.includes(word('side_rule')) && !words.includes(word('dont_post')), `AO3 never saw it: ${words}`);
      t.diagnostic(await browser.popupScreenshot(`${situation}-posted`, 'light'));
      const spent = await cost.spent(['/lab/forms', '/works']);
      assert.ok(
        spent.every(({ method, target }) => `${method} ${target?.split('?')[0]}` === 'GET /token_dispenser.json'),
        spent.map(({ method, target }) => `${method} ${target}`).join(', '),
      );
      assert.equal(incident.diagnosis.archiveRequests, spent.length);
    }, 'healthy'));
}
