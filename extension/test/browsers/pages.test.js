// The options and the first page, in real browsers: what is chosen there is kept, obeyed and told.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { openBrowser, engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { WELCOME } from './harness/pages.js';
import { hostProcesses } from './harness/processes.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { until } from './harness/until.js';
import { aWhile, prompt, saying, settled } from './harness/waiting.js';
import { english, headline, word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */
/** @typedef {import('./harness/browser.d.ts').OwnPage} OwnPage */

const OPTIONS = 'options/options.html';
const API = '(globalThis.browser ?? chrome)';

/** @param {OwnPage} page @param {string} text */
const says = (page, text) => saying('the page', () => page.text(), text);

/** @param {Opened} browser @returns {Promise<Record<string, any>>} */
const chosen = async (browser) => /** @type {any} */ ((await browser.kept())['settings']) ?? {};

/** @param {OwnPage} page @param {string} id */
const isOn = (page, id) => page.evaluate(`document.getElementById(${JSON.stringify(id)}).checked`);

/** What a person reads or presses, and what of it reaches out of the window or of itself; the drawing may be cut. */
const TOO_WIDE = `[...document.querySelectorAll('button, input, select, a, h1, h2, p, li, summary, label')]
  .filter((e) => e.checkVisibility() && !e.closest('#picture'))
  .filter((e) => e.getBoundingClientRect().right > innerWidth || (getComputedStyle(e).display !== 'inline' && e.localName !== 'input' && e.scrollWidth > e.clientWidth + 2))
  .map((e) => e.id || e.textContent)`;

/** @param {OwnPage} page */
const fits = (page) => page.evaluate('document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth');

test(`only the toolbar button: no card on a failing page, and the badge still tells (${engine()})`, async () => {
  await changeSituation('every-page-502-at-once');
  const browser = await openBrowser();
  try {
    const options = await browser.ownPage(OPTIONS);
    assert.equal(await isOn(options, 'prompts-page'), true);
    await options.click(word('options_prompts_badge'));
    await says(options, word('options_saved'));
    assert.equal((await chosen(browser))['prompts'], 'badge');
    await options.close();
    await browser.tab.goto(ARCHIVE + WORK);
    await settled(browser);
    await until('the badge', async () => (await browser.badge()) === '!');
    assert.equal(await browser.tab.promptText(), null);
  } finally {
    await browser.close();
  }
});

test(`quiet for a while: said, obeyed, and ended by a click (${engine()})`, async () => {
  await changeSituation('every-page-502-at-once');
  const browser = await openBrowser();
  try {
    const options = await browser.ownPage(OPTIONS);
    const until_ = Date.now() + 3_600_000;
    await options.evaluate(`${API}.storage.local.set({ settings: { quietUntil: ${until_} } })`);
    await says(options, word('options_quiet', english.clock(until_)).slice(0, 20));
    await browser.tab.goto(ARCHIVE + WORK);
    await settled(browser);
    await aWhile();
    assert.equal(await browser.tab.promptText(), null);
    await options.click(word('options_quiet_end'));
    await until('the silence to end', async () => (await chosen(browser))['quietUntil'] === 0);
    assert.ok(!(await options.text()).includes(word('options_quiet_end')));
    assert.equal(await options.evaluate('document.activeElement.id'), 'prompts-page', 'the focus is lost with the button');
    await browser.tab.reload();
    await prompt(browser.tab);
  } finally {
    await browser.close();
  }
});

test(`every switch is kept, told, and found again; what cannot be kept goes back (${engine()})`, async (t) => {
  const browser = await openBrowser({ companion: false });
  try {
    let options = await browser.ownPage(OPTIONS);
    for (const [id, label, before] of /** @type {const} */ ([['reload', 'options_reload', true], ['remember', 'options_remember', false]])) {
      assert.equal(await isOn(options, id), before);
      await options.click(word(label));
      await until(`${id} to be kept`, async () => (await chosen(browser))[id] === !before);
    }
    await options.close();
    options = await browser.ownPage(OPTIONS);
    assert.deepEqual([await isOn(options, 'reload'), await isOn(options, 'remember')], [false, true]);

    await options.evaluate(`void Object.defineProperty(${API}.storage.local, 'set', { value: () => Promise.reject(new Error('the disk is full')) })`);
    await options.click(word('options_reload'));
    await says(options, word('options_not_saved'));
    assert.equal(await isOn(options, 'reload'), false);
    assert.equal((await chosen(browser))['reload'], false);
    t.diagnostic(await options.screenshot('options-storage-broken', 'light'));
  } finally {
    await browser.close();
  }
});

test(`notifications: asked on the click, and told honestly (${engine()})`, async (t) => {
  const browser = await openBrowser({ companion: false });
  try {
    const options = await browser.ownPage(OPTIONS);
    const answers = (/** @type {string} */ how) => options.evaluate(`void Object.defineProperty(${API}.permissions, 'request', { value: () => ${how}, configurable: true })`);
    assert.equal(await isOn(options, 'notify'), false, 'the browser has not been asked yet');
    const real = await options.evaluate(`void (globalThis.realRequest = ${API}.permissions.request)`);
    assert.equal(real, undefined);
    await answers('Promise.resolve(false)');
    await options.click(word('options_notify'));
    await says(options, word('options_notify_refused'));
    assert.equal(await isOn(options, 'notify'), false);
    await answers("Promise.reject(new Error('unknown permission'))");
    await options.click(word('options_notify'));
    await says(options, word('options_notify_missing'));
    assert.equal(await isOn(options, 'notify'), false);
    if (engine() === 'chromium') {
      t.diagnostic('Chromium asks in a dialog of its own, which no driver can press: what it grants was not tried.');
      return;
    }
    await options.evaluate(`void Object.defineProperty(${API}.permissions, 'request', { value: globalThis.realRequest })`);
    await options.click(word('options_notify'));
    await says(options, word('options_saved'));
    assert.equal(await isOn(options, 'notify'), true);
    assert.equal(await options.evaluate(`${API}.permissions.contains({ permissions: ['notifications'] })`), true);
    assert.ok(!(await options.text()).includes(word('options_notify_missing')));
    await options.click(word('options_notify'));
    await until('the switch to be kept', async () => (await chosen(browser))['notify'] === false);
  } finally {
    await browser.close();
  }
});

test(`past errors: only when switched on, with their end, and gone when switched off (${engine()})`, async (t) => {
  await changeSituation('every-page-502-at-once');
  const browser = await openBrowser();
  try {
    const history = async () => /** @type {import('../../src/history.js').Past[] | undefined} */ ((await browser.kept())['history']);
    await browser.tab.goto(ARCHIVE + WORK);
    await settled(browser);
    await aWhile();
    assert.equal(await history(), undefined, 'nobody has switched it on');
    const options = await browser.ownPage(OPTIONS);
    await options.click(word('options_remember'));
    await says(options, word('options_past_none'));

    await browser.tab.reload();
    const [first] = await until('the entry', history);
    assert.deepEqual([first?.code, first?.side, first?.status, first?.lasted], ['archive-down', 'archive', 502, null]);
    const written = JSON.stringify(await history());
    assert.ok(!written.includes('archiveofourown') && !written.includes('works'), written);
    await says(options, headline('archive-down'));
    await changeSituation('healthy');
    await browser.tab.reload();
    await until('its end', async () => (await history())?.[0]?.lasted);
    await says(options, word('options_past_over', '').trim());
    t.diagnostic(await options.screenshot('options-past', 'light', true));

    await options.click(word('options_remember'));
    await says(options, word('options_remember_deleted'));
    assert.equal(await history(), undefined);
    assert.ok(!(await options.text()).includes(headline('archive-down')));
  } finally {
    await browser.close();
  }
});

test(`forget everything: nothing is left but what was chosen (${engine()})`, async () => {
  await changeSituation('every-page-502-at-once');
  const browser = await openBrowser();
  try {
    const options = await browser.ownPage(OPTIONS);
    await options.click(word('options_remember'));
    await browser.tab.goto(ARCHIVE + WORK);
    await until('the entry', async () => (await browser.kept())['history']);
    // A watch of a worker before this one.
    await options.evaluate(`${API}.storage.local.set({ watch: { host: 'archiveofourown.org', state: 'over' } })`);
    await options.click(word('options_forget'));
    await says(options, word('options_forgotten'));
    assert.deepEqual(Object.keys(await browser.kept()), ['settings']);
    assert.equal((await chosen(browser))['remember'], true);
    await options.close();
    await until('the badge to go', async () => (await browser.badge()) === '');
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('idle_headline'));
  } finally {
    await browser.close();
  }
});

const german = new URL('../../_locales/de/messages.json', import.meta.url);
test(`another language speaks at once, on every open page (${engine()})`, { skip: existsSync(german) ? false : 'there is no German in _locales yet' }, async () => {
  const browser = await openBrowser({ companion: false, welcome: true });
  try {
    const { default: de } = await import(german.href, { with: { type: 'json' } });
    const welcome = await browser.ownPage(WELCOME);
    const options = await browser.ownPage(OPTIONS);
    await options.evaluate(`(() => { const list = document.getElementById('language'); list.value = 'de'; list.dispatchEvent(new Event('change')); })()`);
    await says(options, de.options_prompts_title.message);
    await says(options, de.options_saved.message);
    await says(welcome, de.welcome_headline.message);
    for (const page of [options, welcome]) assert.equal(await page.evaluate('document.documentElement.lang'), 'de');
    assert.equal((await chosen(browser))['language'], 'de');
  } finally {
    await browser.close();
  }
});

test(`the first page opens after installing, fits one screen, and turns green by itself (${engine()})`, async (t) => {
  await changeSituation('healthy');
  const browser = await openBrowser({ companion: false, welcome: true });
  try {
    const opened = (await browser.extensionTabs()).filter((url) => url.endsWith(WELCOME));
    assert.equal(opened.length, 1);
    const page = await browser.ownPage(WELCOME);
    const cost = await ledger();
    for (const system of ['Linux', 'macOS', 'Windows']) {
      await page.resize(1280, 720);
      await page.click(system);
      assert.ok(await fits(page), `${system}: it has to be scrolled`);
    }
    await page.click('Linux');
    await page.resize(360, 740);
    assert.ok(await fits(page), 'on a phone it has to be scrolled');
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await page.screenshot('welcome-360', scheme));
    await page.resize(1280, 720);
    await page.click(word('welcome_copy'));
    await says(page, word('welcome_copied'));
    await says(page, word('welcome_looking'));
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await page.screenshot('welcome-1280', scheme));

    await browser.register();
    await says(page, word('welcome_found'));
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
      assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), path);
      const levels = /** @type {number[]} */ (await page.evaluate("[...document.querySelectorAll('h1, h2, h3')].map((h) => Number(h.localName[1]))"));
      assert.ok(levels[0] === 1 && levels.slice(1).every((level) => level === 2), `headings: ${levels}`);
    }
  } finally {
    await browser.close();
  }
});

// Chromium lets nobody but a person allow an extension in private windows.
if (engine() === 'firefox') {
  test('what fails in a private window is in no list; an extension that starts anew greets nobody (firefox)', async () => {
    await changeSituation('every-page-502-at-once');
    const browser = await openBrowser();
    try {
      const options = await browser.ownPage(OPTIONS);
      await options.click(word('options_remember'));
      await says(options, word('options_saved'));
      const tab = await browser.privateTab?.();
      assert.ok(tab);
      await tab.goto(ARCHIVE + WORK);
      await saying('the prompt', () => tab.promptText(), headline('archive-down'));
      await aWhile();
      assert.deepEqual(Object.keys(await browser.kept()), ['settings']);
      assert.ok(!(await browser.extensionTabs()).some((url) => url.endsWith(WELCOME)), 'the first page again');
    } finally {
      await browser.close();
    }
  });
}
