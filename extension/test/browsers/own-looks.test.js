// A chapter whose Post failed, though AO3 has it: a minute later we look ourselves, at two light pages and no more, and say so in
// the popup and on the page of texts. No form is sent.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { changeSituation, requests } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { CHAPTER, kept, line, post, switchedOn, types } from './harness/texts.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { english, word } from './harness/words.js';

/** A minute, half of one by chance, and what an alarm takes its time for. */
const LOOKED_MS = 150_000;

test(`we look ourselves a minute later, and what AO3 has is told, with its page (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    await switchedOn(browser);
    await tab.goto(`${ARCHIVE}${WORK}/chapters/new`);
    await types(tab, 'content', CHAPTER);
    await saying('the line beside the form', () => line(tab), word('guard_kept', '', '').split(' ')[0] ?? '');
    await changeSituation('every-page-502-at-once');
    const before = (await requests()).length;
    await post(tab);
    await until('it to be known that nothing is known', async () => (await kept(browser))[0]?.outcome === 'unknown');
    // The diagnosis has its own looks; they are over.
    await settled(browser, (incident) => incident.page?.method === 'POST');
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('texts_safe', english.n('texts_words', 73)));
    await saying('the popup', browser.popupText, word('texts_look_next', '').replace(/[\s.]+$/, ''));
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await browser.popupScreenshot('text-safe', scheme));
    await changeSituation('healthy');
    const cost = await ledger();
    await until('its words to be found', async () => (await kept(browser))[0]?.arrived, {
      withinMs: LOOKED_MS,
      saying: () => kept(browser),
    });
    const ours = (await cost.spent([])).filter(({ fetchMode }) => fetchMode !== 'navigate').map(({ target }) => target ?? '');
    assert.deepEqual(
      ours.filter((target) => target.startsWith(WORK)),
      [`${WORK}/navigate`, `${WORK}/chapters/1003`],
    );
    const sent = (await requests()).slice(before).filter(({ method }) => method === 'POST');
    assert.equal(sent.length, 1, 'a form was sent by somebody else than the person');
    await saying('the popup', browser.popupText, word('texts_arrived'));
    await browser.clickPopup(word('texts_look'));
    await until('the person to see it there', async () =>
      (await requests()).some(({ target, fetchMode }) => target === `${WORK}/chapters/1003` && fetchMode === 'navigate'),
    );
    const page = await browser.ownPage('pages/drafts/drafts.html');
    await saying('the page of texts', () => page.text(), word('texts_arrived'));
    await page.evaluate("document.querySelector('#texts button').click()");
    await saying('the page of texts', () => page.text(), word('texts_look'));
    t.diagnostic(await page.screenshot('text-found', 'light', true));
    await page.close();
  }, 'healthy'));
