// Which of several other extensions it is that keeps AO3's pages away, in a browser that has them; and that whatever
// ends the search, those are on that were.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { mostRounds } from '../../bisect/bisect.js';
import { BISECT_PAGE, extensionsOn, killed, offOnDisk, writeOthers } from './harness/others.js';
import { openBrowser } from './harness/shared.js';
import { changeSituation } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { headline, word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */
/** @typedef {import('./harness/browser.d.ts').Other} Other */
/** @typedef {import('./harness/browser.d.ts').OwnPage} OwnPage */

/** AO3 rests for up to a minute before the first look, and a little before each other. */
const LONG = { timeout: 600_000 };

/**
 * A browser with so many other extensions, of which these break AO3's pages.
 *
 * @param {number} many
 * @param {number[]} culprits
 * @param {(browser: Opened, names: string[], others: Other[]) => Promise<Opened | void>} work gives the browser that is open at its end, where it is another
 * @param {{given?: string[], once?: string[]}} [optional] permissions of ours
 */
async function withOthers(many, culprits, work, optional = { given: ['management'] }) {
  await changeSituation('extension-breaks-page');
  const folder = await mkdtemp(join(tmpdir(), 'why502-others-'));
  const installed = await writeOthers(folder, many, culprits);
  let browser = await openBrowser({ welcome: false, others: { installed, ...optional } });
  try {
    const names = installed.map(({ name }) => name);
    browser = (await work(browser, names, installed)) ?? browser;
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

/** @param {Opened} browser @param {string[]} names @param {string} [what] */
const on = (browser, names, what = 'all to be on again') =>
  until(what, async () => (await extensionsOn(browser)).join() === names.join(), { saying: () => extensionsOn(browser) });

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
      // A private window comes first, which changes nothing.
      await browser.clickPopup(word('all_title'));
      await browser.clickPopup(word('remedy_test_extensions_button'));
      await until('the page', async () => (await browser.extensionTabs()).some((url) => url.endsWith(BISECT_PAGE)));
      const page = await browser.ownPage(BISECT_PAGE);
      await saying('the page', () => page.text(), word('bisect_tried', many));
      assert.equal(mostRounds(many), Math.ceil(Math.log2(many)) + 1);
      await saying('the page', () => page.text(), word('bisect_rounds', mostRounds(many)));
      if (many === 7)
        for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await page.screenshot('plan', scheme, true));
      const cost = await ledger();
      await begun(browser);
      let rounds = 0;
      let loaded = 0;
      const isProof = async () => [word('bisect_proof_others'), word('bisect_proof_all')].includes(await headlineOf(page));
      while (await inRound(page)) {
        if (!(await isProof())) rounds += 1;
        else if (many === 7) t.diagnostic(await page.screenshot('proof', 'light', true));
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

test('a browser that is killed in any round starts with exactly those on that were on', LONG, (t) =>
  withOthers(7, [4], async (browser, names, others) => {
    let now = browser;
    for (let rounds = 0; rounds < 5; rounds += 1) {
      const page = await begun(now);
      await play(now, page, [names[4] ?? ''], rounds);
      let owes = true;
      if (rounds === 2) {
        // Once in the middle of the switching.
        await page.click(word('bisect_loads'));
        await page.evaluate("document.getElementById('next').click()");
      } else {
        // What is off is off on the disk, too: nothing but our own start can put it back.
        const isOn = await extensionsOn(now);
        const off = names.filter((name) => !isOn.includes(name));
        await until('the browser to have written it down', async () => (await offOnDisk(others)).join() === off.join(), {
          withinMs: 60_000,
        });
        owes = off.length > 0; // Where the culprit stands last, the proof has all of them on.
        t.diagnostic(`killed in look ${rounds + 1} with these off on the disk: ${off.join(', ')}`);
      }
      await killed(now);
      now = await now.restart();
      await on(now, names);
      if (rounds === 1) {
        // Killed once more, before the browser has written down that they are on again.
        const off = await offOnDisk(others);
        assert.ok(off.length > 0, 'the browser was quicker: nothing is shown by this');
        await killed(now);
        now = await now.restart();
        await on(now, names);
      }
      const again = await now.ownPage(BISECT_PAGE);
      if (owes) {
        await saying('the page', () => again.text(), word('bisect_interrupted_title'));
        await again.click(word('bisect_anew'));
      }
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
    await on(browser, names);
  }),
);

test(
  "a tab with an extension's own page is closed by nobody, open or asleep: its extension is left alone by the person's word",
  LONG,
  (t) =>
    withOthers(2, [], async (browser, names, others) => {
      const [its, another] = others;
      if (!its || !another) throw new Error('There are two.');
      const tab = await browser.newTab();
      await tab.goto(`chrome-extension://${its.id}/page.html`);
      await (await browser.newTab()).goto('https://example.com/');
      const page = await browser.ownPage(BISECT_PAGE);
      await saying('the page', () => page.text(), word('bisect_tabs', 1));
      t.diagnostic(await page.screenshot('tabs', 'light', true));
      assert.equal(await page.evaluate("document.getElementById('begin').disabled"), true);
      await page.evaluate("chrome.runtime.sendMessage({ type: 'bisect', act: 'begin' })");
      assert.equal((await extensionsOn(browser)).length, 2, 'nothing was switched');
      await page.click(word('bisect_show_tab'));
      await until('that tab in front', () => tab.evaluate("document.visibilityState === 'visible'"));
      await browser.ownPage(BISECT_PAGE);
      await page.click(word('bisect_names_tried'));
      await page.click(its.name);
      await page.click(word('bisect_tabs_sure'));
      await page.click(word('bisect_begin'));
      await until('the first round', () => inRound(page), { saying: () => page.text() });
      await on(browser, [its.name], 'the one with the tab to be on alone');
      assert.equal(await tab.evaluate('document.body.textContent'), 'Its page', 'it was closed');
      await page.click(word('bisect_fails'));
      await goOn(page);
      await saying('the page', () => page.text(), word('bisect_none_title'));
      assert.equal(await tab.evaluate('document.body.textContent'), 'Its page');
      await on(browser, names);
      // Put away by the browser, it may be anything.
      await page.click(word('bisect_anew'));
      await browser.inBackground(
        'chrome.tabs.query({ discarded: false, active: false }).then((all) => Promise.all(all.filter((tab) => !tab.url).map((tab) => chrome.tabs.discard(tab.id)))).then(() => true)',
      );
      // As for a person who comes back to it: to a driver, no tab is ever hidden.
      await page.evaluate("void document.dispatchEvent(new Event('visibilitychange'))");
      await saying('the page', () => page.text(), word('bisect_asleep', 3));
    }),
);

test('whoever closes the page in the middle has everything back', LONG, () =>
  withOthers(3, [], async (browser, names) => {
    const page = await begun(browser);
    await page.close();
    await on(browser, names);
  }),
);

test(
  'the permission is asked for in the click; who takes it back in the middle reads which are off, and who gives it again has them on',
  LONG,
  (t) =>
    withOthers(
      3,
      [],
      async (browser, names) => {
        const page = await browser.ownPage(BISECT_PAGE);
        await saying('the page', () => page.text(), word('bisect_ask_text'));
        // The background's `management` is not looked at here: a worker in which it was touched before would not get it.
        await page.click(word('bisect_ask'));
        await saying('the page', () => page.text(), word('bisect_tried', names.length));
        await begun(browser);
        await browser.inBackground("chrome.permissions.remove({ permissions: ['management'] })");
        await page.close();
        const told = await browser.ownPage(BISECT_PAGE);
        await saying('the page', () => told.text(), word('bisect_owes'));
        for (const name of names) await saying('the page', () => told.text(), name);
        t.diagnostic(await told.screenshot('owes', 'light', true));
        // And the next start tells of it by itself.
        const next = await browser.restart();
        await until('our page', async () => (await next.extensionTabs()).some((url) => url.endsWith(BISECT_PAGE)));
        const again = await next.ownPage(BISECT_PAGE);
        for (const name of names) await saying('the page', () => again.text(), name);
        await again.click(word('bisect_allow'));
        await on(next, names);
        return next;
      },
      { once: ['management'] },
    ),
);

test('who says no to the permission is shown the list', async () => {
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
