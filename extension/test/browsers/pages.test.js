// The options, in real browsers: what is chosen there is kept, obeyed and told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { openBrowser } from './harness/shared.js';
import { changeSituation } from './harness/lab.js';
import { WELCOME } from './harness/pages.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { until } from './harness/until.js';
import { aWhile, prompt, saying, settled } from './harness/waiting.js';
import { english, headline, word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */
/** @typedef {import('./harness/browser.d.ts').OwnPage} OwnPage */

const OPTIONS = 'pages/options/options.html';
const API = '(globalThis.browser ?? chrome)';

/** @param {OwnPage} page @param {string} text */
const says = (page, text) => saying('the page', () => page.text(), text);

/** @param {Opened} browser @returns {Promise<Record<string, any>>} */
const chosen = async (browser) => /** @type {any} */ ((await browser.kept())['settings']) ?? {};

/** @param {OwnPage} page @param {string} id */
const isOn = (page, id) => page.evaluate(`document.getElementById(${JSON.stringify(id)}).checked`);

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
    for (const [id, label, before] of /** @type {const} */ ([
      ['reload', 'options_reload', true],
      ['remember', 'options_remember', false],
    ])) {
      assert.equal(await isOn(options, id), before);
      await options.click(word(label));
      await until(`${id} to be kept`, async () => (await chosen(browser))[id] === !before);
    }
    await options.close();
    options = await browser.ownPage(OPTIONS);
    assert.deepEqual([await isOn(options, 'reload'), await isOn(options, 'remember')], [false, true]);

    await options.evaluate(
      `void Object.defineProperty(${API}.storage.local, 'set', { value: () => Promise.reject(new Error('the disk is full')) })`,
    );
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
    assert.equal(await isOn(options, 'notify'), false, 'the browser has not been asked yet');
    const { answerPermission } = browser;
    if (answerPermission) {
      await options.click(word('options_notify'));
      await answerPermission(false);
      await says(options, word('options_notify_refused'));
      assert.equal(await isOn(options, 'notify'), false);
      t.diagnostic(await options.screenshot('options-notify-refused', 'light'));
      await options.click(word('options_notify'));
      await answerPermission(true);
      await says(options, word('options_saved'));
      assert.equal(await isOn(options, 'notify'), true);
      assert.ok(!(await options.text()).includes(word('options_notify_refused')));
      await options.click(word('options_notify'));
      await until('the switch to be kept', async () => (await chosen(browser))['notify'] === false);
      await options.evaluate(`${API}.permissions.remove({ permissions: ['notifications'] })`);
    } else {
      t.diagnostic('Chromium asks in a dialog that no driver can press: it is played here.');
      await options.evaluate(`void Object.defineProperty(${API}.permissions, 'request', { value: async () => false, configurable: true })`);
      await options.click(word('options_notify'));
      await says(options, word('options_notify_refused'));
      assert.equal(await isOn(options, 'notify'), false);
    }
    await options.evaluate(
      `void Object.defineProperty(${API}.permissions, 'request', { value: async () => Promise.reject(new Error('unknown permission')) })`,
    );
    await options.click(word('options_notify'));
    await says(options, word('options_notify_missing'));
    assert.equal(await isOn(options, 'notify'), false);
  } finally {
    await browser.close();
  }
});

test(`past errors: only when switched on, with their end, and gone when switched off (${engine()})`, async (t) => {
  await changeSituation('every-page-502-at-once');
  const browser = await openBrowser();
  try {
    const history = async () => /** @type {import('../../incident/history.js').Past[] | undefined} */ ((await browser.kept())['history']);
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
    await browser.settle?.();
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
test(`another language speaks at once, on every open page (${engine()})`, async () => {
  const browser = await openBrowser({ companion: false, welcome: true });
  try {
    const { default: de } = await import(german.href, { with: { type: 'json' } });
    const welcome = await browser.ownPage(WELCOME);
    const options = await browser.ownPage(OPTIONS);
    await options.evaluate(
      `(() => { const list = document.getElementById('language'); list.value = 'de'; list.dispatchEvent(new Event('change')); })()`,
    );
    await says(options, de.options_prompts_title.message);
    await says(options, de.options_saved.message);
    await says(welcome, de.welcome_headline.message);
    for (const page of [options, welcome]) assert.equal(await page.evaluate('document.documentElement.lang'), 'de');
    assert.equal((await chosen(browser))['language'], 'de');
  } finally {
    await browser.close();
  }
});

test(`what fails in a private window is in no list; an extension that starts anew greets nobody (${engine()})`, async () => {
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
    assert.deepEqual(await browser.inBackground('(globalThis.browser ?? chrome).storage.local.get(null).then(Object.keys)'), ['settings']);
    assert.ok(!(await browser.extensionTabs()).some((url) => url.endsWith(WELCOME)), 'the first page again');
  } finally {
    await browser.close();
  }
});

/** A host of the tiny internet that answers everybody; our own code has no business there. */
const ELSEWHERE = 'http://detectportal.firefox.com/success.txt';

/** What becomes of a request, in the words of the policy that refused it. @param {string} url */
const asked = (url) => `new Promise((done) => {
  (globalThis.document ?? globalThis).addEventListener('securitypolicyviolation', (event) => done('refused by ' + event.effectiveDirective), { once: true });
  fetch(${JSON.stringify(url)}, { mode: 'no-cors' }).then(() => done('answered'), () => setTimeout(() => done('failed'), 1000));
})`;

test(`neither our pages nor the background can contact anybody but AO3 (${engine()})`, async () => {
  await changeSituation('healthy');
  const browser = await openBrowser();
  try {
    assert.equal(await browser.inBackground(asked(ELSEWHERE)), 'refused by connect-src');
    const style = "document.head.appendChild(Object.assign(document.createElement('style'), { textContent: 'body { --let-in: 1 }' }))";
    const letIn = `(() => { const style = ${style}; const is = getComputedStyle(document.body).getPropertyValue('--let-in'); style.remove(); return is; })()`;
    for (const path of [OPTIONS, WELCOME]) {
      const page = await browser.ownPage(path);
      assert.equal(await page.evaluate(asked(ELSEWHERE)), 'refused by connect-src', path);
      assert.equal(await page.evaluate(letIn), '', `${path}: a style that is not ours`);
      await page.close();
    }
    await browser.openPopup();
    assert.equal(await browser.popupEvaluate(asked(ELSEWHERE)), 'refused by connect-src');
    assert.equal(await browser.popupEvaluate(letIn), '', 'a style that is not ours');
  } finally {
    await browser.close();
  }
});
