// The first page, the companion's state, and how both pages stand in small windows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { downloadsFor } from '../../pages/welcome/downloads.js';
import { engine } from './harness/index.js';
import { openBrowser } from './harness/shared.js';
import { changeSituation } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { WELCOME } from './harness/pages.js';
import { hostProcesses } from './harness/processes.js';
import { until } from './harness/until.js';
import { aWhile, saying } from './harness/waiting.js';
import { word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').OwnPage} OwnPage */

const OPTIONS = 'pages/options/options.html';
const API = '(globalThis.browser ?? chrome)';

/** @param {OwnPage} page @param {string} text */
const says = (page, text) => saying('the page', () => page.text(), text);

/** A length of half a pixel is rounded up by one version and down by another. */
const ROUNDING = 1;

/** What a person reads or presses, and what of it reaches out of the window or of itself. */
const TOO_WIDE = `[...document.querySelectorAll('button, input, select, a, h1, h2, p, li, summary, label')]
  .filter((e) => e.checkVisibility())
  .filter((e) => e.getBoundingClientRect().right > innerWidth + ${ROUNDING} || (getComputedStyle(e).display !== 'inline' && e.localName !== 'input' && e.scrollWidth > e.clientWidth + 2))
  .map((e) => e.id || e.textContent)`;

/** @param {OwnPage} page */
const fits = (page) =>
  page.evaluate(
    `document.documentElement.scrollHeight <= innerHeight + ${ROUNDING} && document.documentElement.scrollWidth <= innerWidth + ${ROUNDING}`,
  );

test(`the first page opens after installing, fits one screen, and turns green by itself (${engine()})`, async (t) => {
  await changeSituation('healthy');
  const browser = await openBrowser({ companion: false, welcome: true });
  try {
    const opened = (await browser.extensionTabs()).filter((url) => url.endsWith(WELCOME));
    assert.equal(opened.length, 1);
    const page = await browser.ownPage(WELCOME);
    const cost = await ledger();
    await says(page, word('welcome_looking'));
    // Found by itself: this machine's, by its whole address, and the first of them as the one that stands out.
    const offered = /** @type {string[]} */ (await page.evaluate("[...document.querySelectorAll('#downloads a')].map((a) => a.href)"));
    const names = downloadsFor({ os: 'linux', arch: process.arch === 'arm64' ? 'arm64' : 'x86-64' }, 'Firefox', '0.1.0');
    assert.deepEqual(
      offered,
      names.map(({ address }) => address),
    );
    assert.equal(await page.evaluate("document.querySelectorAll('#downloads .primary').length"), 1);
    assert.deepEqual(await page.evaluate("[...document.querySelectorAll('#story svg')].map((each) => each.getAttribute('aria-label'))"), [
      word('welcome_picture_1'),
      word('welcome_picture_2'),
      word('welcome_picture_3'),
    ]);
    await page.resize(360, 740);
    assert.deepEqual(await page.evaluate(TOO_WIDE), []);
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await page.screenshot('welcome-360', scheme));
    await page.resize(1280, 720);
    assert.ok(await fits(page), 'it has to be scrolled');
    await page.click(word('welcome_copy'));
    await says(page, word('welcome_copied'));
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await page.screenshot('welcome-1280', scheme));

    await browser.register();
    await says(page, word('welcome_found'));
    assert.ok(!(await page.text()).includes(word('welcome_step')), 'what is done is still asked for');
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await page.screenshot('welcome-found', scheme));
    await until('the companion to be gone', () => hostProcesses().length === 0);
    await aWhile();
    await aWhile();
    assert.deepEqual(hostProcesses(), [], 'found, and still asked');

    // The same page where there can be no companion: nothing to install, nothing to wait for.
    await page.evaluate(`(() => {
      Object.defineProperty(${API}.runtime, 'getPlatformInfo', { value: async () => ({ os: 'android' }) });
      const again = document.createElement('script');
      Object.assign(again, { type: 'module', src: 'welcome.js?android' });
      document.head.append(again);
    })()`);
    await says(page, word('welcome_alone'));
    assert.ok(!(await page.text()).includes(word('welcome_step')));
    await page.resize(360, 740);
    assert.ok(await fits(page), 'on a phone it has to be scrolled');
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await page.screenshot('welcome-android', scheme));
    assert.deepEqual(await cost.spent([]), [], 'AO3 was asked');
    assert.deepEqual(await cost.strangers(), []);
    assert.deepEqual(await browser.kept(), {});
  } finally {
    await browser.close();
  }
});

test(`the companion's state, with both versions; where it is missing, the way to add it (${engine()})`, async (t) => {
  const browser = await openBrowser({ companion: false });
  try {
    const options = await browser.ownPage(OPTIONS);
    await says(options, word('companion_missing'));
    await says(options, word('options_companion_add'));
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await options.screenshot('options', scheme, true));
    await browser.register();
    await options.click(word('options_companion_check'));
    await says(options, word('options_companion_versions', '0.1.0', '0.1.0'));
    assert.ok(!(await options.text()).includes(word('options_companion_add')));
    await options.click(word('options_welcome'));
    await until('the first page', async () => (await browser.extensionTabs()).some((url) => url.endsWith(WELCOME)));
  } finally {
    await browser.close();
  }
});

test(`large letters in a narrow window: nothing is lost, nothing scrolls sideways (${engine()})`, async (t) => {
  const browser = await openBrowser({ companion: false, welcome: true });
  try {
    for (const path of [OPTIONS, WELCOME]) {
      const page = await browser.ownPage(path);
      await page.evaluate("void (document.documentElement.style.fontSize = '200%')");
      await page.resize(320, 740);
      t.diagnostic(await page.screenshot('large', 'light', true));
      assert.deepEqual(await page.evaluate(TOO_WIDE), [], path);
      assert.ok(await page.evaluate(`document.documentElement.scrollWidth <= innerWidth + ${ROUNDING}`), path);
      const levels = /** @type {number[]} */ (
        await page.evaluate("[...document.querySelectorAll('h1, h2, h3')].map((h) => Number(h.localName[1]))")
      );
      assert.ok(levels[0] === 1 && levels.slice(1).every((level) => level === 2), `headings: ${levels}`);
    }
  } finally {
    await browser.close();
  }
});
