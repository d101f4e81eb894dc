// The browser's own pages, on which a person sets something: opened where the browser lets an extension do so, and
// otherwise their address is there to be copied. Nothing is set for the person.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BROWSER_PAGES } from '../../remedies/browser-page.js';
import { resolvers } from '../../words/resolvers.js';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { popupAsks } from './harness/stores.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */

const FIREFOX = engine() === 'firefox';

/** The resolvers that are asked wherever they answer. */
const PUBLIC = ['1.1.1.1', '8.8.8.8'];

/** The sentence with one of them. */
const HELPS = new RegExp(word('resolver_helps', '(1.1.1.1|8.8.8.8)'));

/** The addresses of all tabs of Chromium, whose own pages hide theirs from extensions. @param {Opened} browser */
const open = (browser) => (browser.playwright?.context.pages() ?? []).map((page) => page.url());

test(`each page of the browser's own opens, or is told of with its address (${engine()})`, () =>
  withBrowser(async (browser) => {
    for (const [code, { chromium, firefox }] of Object.entries(BROWSER_PAGES)) {
      // A page of ours tells of them (bisect.chromium.test.js, bisect.firefox.test.js).
      if (code === 'test-extensions') continue;
      const outcome = await popupAsks(browser, { type: 'run', code, sure: false, tabId: null, isPrivate: false });
      if (FIREFOX) {
        assert.deepEqual(outcome, { came: 'told', word: 'browser_page_refused', copy: { what: 'address', text: firefox }, quoted: null });
      } else {
        assert.equal(outcome.came, 'done', JSON.stringify(outcome));
        // The extensions' page adds a slash.
        await until(`${chromium} to open`, () => open(browser).some((url) => url.replace(/\/$/, '') === chromium), {
          saying: () => open(browser),
        });
      }
    }
  }));

test(`another resolver is measured first, and then a click away in the popup (${engine()})`, async () => {
  await withBrowser(async (browser) => {
    await browser.tab.goto(ARCHIVE + WORK);
    const { diagnosis } = await settled(browser);
    assert.equal(diagnosis.verdict.code, 'names-failing', JSON.stringify(diagnosis));
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('all_title'));
    await browser.clickPopup(word('all_title'));
    await saying('the popup', browser.popupText, word('why_flush_resolver'));
    await browser.clickPopup(word('remedy_change_resolver_button'));
    await saying('the popup', browser.popupText, word('resolver_table'));
    const shown = (await browser.popupText()) ?? '';
    assert.match(shown, HELPS);
    for (const resolver of PUBLIC)
      assert.match(shown, new RegExp(`${word('how_names_public_at', resolver)}\\s+✓ ${word('resolver_right')}\\s+\\d`));
    assert.match(shown, new RegExp(`${word('how_names_machine')}\\s+– ${word('resolver_none')}`));
    const [, helps = ''] = HELPS.exec(shown) ?? [];
    await browser.clickPopup(word('resolver_copy', helps));
    await until('the address of the resolver to be copied', async () => (await browser.clipboard()) === helps);
    await browser.clickPopup(word('resolver_open_setting'));
    const { chromium, firefox } = BROWSER_PAGES['change-resolver'];
    if (!FIREFOX) {
      await until('the setting', () => open(browser).includes(chromium));
      return;
    }
    await saying('the popup', browser.popupText, word('browser_page_refused'));
    await browser.clickPopup(word('copy_address'));
    await until('the address to be copied', async () => (await browser.clipboard()) === firefox);
  }, 'resolver-servfail');
});

test(`another resolver comes first where this one lies, and a look again shows that the new one is in use (${engine()})`, async () => {
  await withBrowser(async (browser) => {
    await browser.tab.goto(ARCHIVE + WORK);
    const wrong = await settled(browser);
    assert.equal(wrong.diagnosis.verdict.code, 'names-wrong', JSON.stringify(wrong.diagnosis));
    await browser.openPopup();
    await browser.clickPopup(word('remedy_change_resolver_button'));
    await saying('the popup', browser.popupText, word('resolver_table'));
    const shown = (await browser.popupText()) ?? '';
    assert.match(shown, HELPS);
    assert.match(shown, new RegExp(`${word('how_names_configured')}\\s+✕ ${word('resolver_wrong')}\\s+\\d`));
    // The person has set another one.
    await changeSituation('healthy');
    await browser.clickPopup(word('best_check_again'));
    const again = await until(
      'the new look',
      async () => {
        const incident = await browser.incident();
        return incident?.id !== wrong.id && incident?.phase === 'settled' ? incident : undefined;
      },
      { withinMs: 240_000, saying: () => browser.incident() },
    );
    const { asked } = resolvers(again);
    assert.equal(asked.find(({ kind }) => kind === 'machine')?.answered, 'right', JSON.stringify(again));
  }, 'resolver-lies-to-block-page');
});
