// Which of several other extensions it is that keeps AO3's pages away, in a browser that has them; and that whatever
// ends the search, those are on that were.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { mostRounds } from '../../bisect/bisect.js';
import { BISECT_PAGE, chromiumProcess, extensionsOn, loadOthers } from './harness/others.js';
import { openBrowser } from './harness/shared.js';
import { changeSituation } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { headline, word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */
/** @typedef {import('./harness/browser.d.ts').OwnPage} OwnPage */

/** AO3 rests for up to a minute before the first look, and a little before each other. */
const LONG = { timeout: 600_000 };

/**
 * A browser with so many other extensions, of which these break AO3's pages.
 *
 * @param {number} many
 * @param {number[]} culprits
 * @param {(browser: Opened, names: string[]) => Promise<Opened | void>} work gives the browser that is open at its end, where it is another
 */
async function withOthers(many, culprits, work) {
  await changeSituation('extension-breaks-page');
  const folder = await mkdtemp(join(tmpdir(), 'why502-others-'));
  let browser = await openBrowser({ granted: ['management'], others: true });
  try {
    const names = await loadOthers(browser, folder, many, culprits);
    browser = (await work(browser, names)) ?? browser;
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {OwnPage} page */
const headlineOf = (page) =>
  page.evaluate("[...document.querySelectorAll('h2')].find((each) => each.checkVisibility())?.textContent ?? ''");

/** @param {OwnPage} page @returns {Promise<string>} what is pressed of the two answers */
const answered = (page) =>
  page.evaluate("[...document.querySelectorAll('#loads, #fails')].find((each) => each.getAttribute('aria-pressed') === 'true')?.id ?? ''");

/** The next round, or its end. @param {OwnPage} page */
async function goOn(page) {
  const before = await headlineOf(page);
  await page.click(word('bisect_next'));
  await until(
    'the next round',
    async () => (await headlineOf(page)) !== before && !(await page.evaluate("document.getElementById('switching').checkVisibility()")),
    {
      saying: () => page.text(),
    },
  );
}

/** Whether a round is there to be played. @param {OwnPage} page */
const inRound = (page) => page.evaluate("document.getElementById('round').checkVisibility()");

/** @param {Opened} browser @param {string[]} names of the culprits */
const blocked = async (browser, names) => (await extensionsOn(browser)).some((name) => names.includes(name));

/** Plays rounds by what a person sees. @param {Opened} browser @param {OwnPage} page @param {string[]} culprits @param {number} [rounds] */
async function play(browser, page, culprits, rounds = Infinity) {
  for (let n = 0; n < rounds && (await inRound(page)); n += 1) {
    await page.click(word((await blocked(browser, culprits)) ? 'bisect_fails' : 'bisect_loads'));
    await goOn(page);
  }
}

/** @param {Opened} browser */
async function begun(browser) {
  const page = await browser.ownPage(BISECT_PAGE);
  await page.click(word('bisect_begin'));
  await until('the first round', () => inRound(page), { saying: () => page.text() });
  await until('all to be off', async () => (await extensionsOn(browser)).length === 0);
  return page;
}

for (const [many, culprit] of /** @type {const} */ ([
  [1, 0],
  [7, 4],
  [20, 12],
]))
  test(`of ${many} other extensions, the one that blocks AO3's pages is found, each round by one look`, LONG, (t) =>
    withOthers(many, [culprit], async (browser, names) => {
      const guilty = names[culprit] ?? '';
      assert.equal(await browser.tab.goto(ARCHIVE + WORK), null);
      const { id, diagnosis } = await settled(browser);
      assert.equal(diagnosis.verdict.code, 'browser-interference', JSON.stringify(diagnosis));
      await browser.openPopup();
      await saying('the popup', browser.popupText, headline('browser-interference'));
      await browser.clickPopup(word('remedy_test_extensions_button'));
      await until('the page', async () => (await browser.extensionTabs()).some((url) => url.endsWith(BISECT_PAGE)));
      const page = await browser.ownPage(BISECT_PAGE);
      await saying('the page', () => page.text(), word('bisect_tried', many));
      await saying('the page', () => page.text(), word('bisect_rounds', mostRounds(many)));
      if (many === 7)
        for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await page.screenshot('plan', scheme, true));
      const cost = await ledger();
      await begun(browser);
      let rounds = 0;
      let loaded = 0;
      while (await inRound(page)) {
        rounds += 1;
        const isOn = await blocked(browser, [guilty]);
        await page.click(word('bisect_load'));
        const seen = await until('the look', () => answered(page), { withinMs: 120_000, saying: () => page.text() });
        assert.equal(seen, isOn ? 'fails' : 'loads', `round ${rounds}`);
        if (!isOn) loaded += 1;
        if (many === 7 && rounds === 2) t.diagnostic(await page.screenshot('round', 'light', true));
        await goOn(page);
      }
      await saying('the page', () => page.text(), word('bisect_found_title'));
      await saying('the page', () => page.text(), guilty);
      if (many === 7) t.diagnostic(await page.screenshot('found', 'light', true));
      assert.ok(rounds <= mostRounds(many), `${rounds} rounds`);
      assert.deepEqual(
        await extensionsOn(browser),
        names.filter((name) => name !== guilty),
      );
      // AO3 was asked for the page where it could be reached, once in a round, and for nothing else by us.
      const pages = (await cost.since()).filter((r) => r.kind === 'http' && r.role === 'archive' && r.target === WORK);
      assert.equal(pages.length, loaded);
      const now = await browser.incident();
      assert.ok(!now || (now.id === id && now.diagnosis?.archiveRequests === diagnosis.archiveRequests), 'a look began another diagnosis');

      await page.click(word('bisect_keep_off'));
      await until('nothing to be owed', async () => !(await browser.inBackground("chrome.storage.local.get('bisect')")).bisect);
      const after = await browser.restart();
      await until('the same to be on', async () => (await extensionsOn(after)).join() === names.filter((name) => name !== guilty).join(), {
        saying: () => extensionsOn(after),
      });
      return after;
    }),
  );

test('two that block the pages are both found, and one is switched on again', LONG, () =>
  withOthers(7, [1, 5], async (browser, names) => {
    const guilty = [names[1] ?? '', names[5] ?? ''];
    const page = await begun(browser);
    await play(browser, page, guilty);
    for (const name of guilty) await saying('the page', () => page.text(), name);
    assert.deepEqual(
      await extensionsOn(browser),
      names.filter((name) => !guilty.includes(name)),
    );
    await page.click(word('bisect_turn_on'));
    await until('it to be on again', async () => (await extensionsOn(browser)).length === 6);
  }),
);

test('a browser that is killed in any round starts with exactly those on that were on', LONG, () =>
  withOthers(7, [4], async (browser, names) => {
    let now = browser;
    for (let rounds = 0; rounds < 5; rounds += 1) {
      const page = await begun(now);
      await play(now, page, [names[4] ?? ''], rounds);
      // Once in the middle of the switching.
      if (rounds === 2) {
        await page.click(word('bisect_loads'));
        await page.evaluate("document.getElementById('next').click()");
      }
      process.kill(chromiumProcess(), 'SIGKILL');
      await now.closed();
      now = await now.restart();
      const next = now;
      await until('all to be on again', async () => (await extensionsOn(next)).join() === names.join(), {
        saying: () => extensionsOn(next),
      });
      const again = await now.ownPage(BISECT_PAGE);
      await saying('the page', () => again.text(), word('bisect_interrupted_title'));
      await again.click(word('bisect_anew'));
      await saying('the page', () => again.text(), word('bisect_tried', names.length));
    }
    return now;
  }),
);

test('another version of why502, or "Stop", puts everything back', LONG, () =>
  withOthers(3, [], async (browser, names) => {
    const page = await begun(browser);
    await page.click(word('bisect_stop'));
    await saying('the page', () => page.text(), word('bisect_all_back'));
    assert.deepEqual(await extensionsOn(browser), names);
    await page.click(word('bisect_anew'));
    await begun(browser);
    await browser.replaceExtension();
    await until('all to be on again', async () => (await extensionsOn(browser)).join() === names.join(), {
      saying: () => extensionsOn(browser),
    });
  }),
);

test("a tab with an extension's own page is not closed: nothing begins while it is open, or asleep", LONG, (t) =>
  withOthers(2, [], async (browser) => {
    const tab = await browser.newTab();
    const [id] = await browser.inBackground(
      'chrome.management.getAll().then((all) => all.filter((e) => e.id !== chrome.runtime.id).map((e) => e.id))',
    );
    await tab.goto(`chrome-extension://${id}/page.html`);
    await (await browser.newTab()).goto('https://example.com/');
    const page = await browser.ownPage(BISECT_PAGE);
    await saying('the page', () => page.text(), word('bisect_tabs', 1));
    t.diagnostic(await page.screenshot('tabs', 'light', true));
    assert.equal(await page.evaluate("document.getElementById('begin').disabled"), true);
    await page.evaluate("chrome.runtime.sendMessage({ type: 'bisect', act: 'begin', sure: true })");
    assert.equal((await extensionsOn(browser)).length, 2, 'nothing was switched');
    await page.click(word('bisect_show_tab'));
    await until('that tab in front', () => tab.evaluate("document.visibilityState === 'visible'"));
    // Put away by the browser, it may be anything.
    await browser.ownPage(BISECT_PAGE);
    await browser.inBackground(
      'chrome.tabs.query({ discarded: false, active: false }).then((all) => Promise.all(all.filter((tab) => !tab.url).map((tab) => chrome.tabs.discard(tab.id)))).then(() => true)',
    );
    await (await browser.newTab()).close();
    await browser.ownPage(BISECT_PAGE);
    await saying('the page', () => page.text(), word('bisect_asleep', 2));
    assert.equal(await page.evaluate("document.getElementById('begin').disabled"), true);
    await page.click(word('bisect_asleep_sure'));
    await until('it to be allowed', async () => !(await page.evaluate("document.getElementById('begin').disabled")), {
      saying: () => page.text(),
    });
    await begun(browser);
    await page.click(word('bisect_stop'));
    await until('all to be on', async () => (await extensionsOn(browser)).length === 2);
  }),
);

test('the permission is asked for in the click; who says no is shown the list', async () => {
  await changeSituation('healthy');
  const browser = await openBrowser();
  try {
    const page = await browser.ownPage(BISECT_PAGE);
    await saying('the page', () => page.text(), word('bisect_ask_text'));
    await page.evaluate(`(() => {
      const request = async ({ permissions }) => ((globalThis.asked = [permissions.join(), navigator.userActivation.isActive]), false);
      Object.defineProperty(chrome.permissions, 'request', { value: request, configurable: true });
    })()`);
    await page.click(word('bisect_ask'));
    await saying('the page', () => page.text(), word('bisect_ask_refused'));
    assert.deepEqual(await page.evaluate('asked'), ['management', true]);
    await page.click(word('bisect_list'));
    await until('the list', async () =>
      (browser.playwright?.context.pages() ?? []).some((each) => each.url().startsWith('chrome://extensions')),
    );
  } finally {
    await browser.close();
  }
});
