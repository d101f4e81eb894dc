// Private windows: what is known of them outlives the worker's sleep in memory, is on no disk, ends with the
// last of them, and shows in no ordinary window.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { whenArchiveHasRested } from './harness/later.js';
import { hostProcesses } from './harness/processes.js';
import { ARCHIVE, prepare } from './harness/scenes.js';
import { openBrowser, withBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { aWhile, prompt, saying } from './harness/waiting.js';
import { headline, word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */
/** @typedef {import('./harness/browser.d.ts').Tab} Tab */
/** @typedef {import('../../incident/incident.js').Incident} Incident */

/** Numbers that stand nowhere else. */
const HIDDEN = '918273645';
const SEEN = '918273999';

/** @param {Opened} browser */
async function privateTab(browser) {
  const tab = await browser.privateTab?.();
  assert.ok(tab);
  return tab;
}

const API = '(globalThis.browser ?? chrome)';
/** What lies in a storage. @param {Opened} browser @param {'session' | 'local'} area @returns {Promise<Record<string, any>>} */
const inStorage = (browser, area) => browser.inBackground(`${API}.storage.${area}.get(null)`);

/** What of private windows is in memory. @param {Opened} browser */
const known = async (browser) => Object.keys(await inStorage(browser, 'session')).filter((key) => key.endsWith('-private'));

/** What the buttons of ordinary tabs, and of new ones, show. @param {Opened} browser @returns {Promise<string[]>} */
const ordinaryButtons = (browser) =>
  browser.inBackground(`(async () => {
  const { action, tabs } = ${API};
  const ordinary = (await tabs.query({})).filter((tab) => !tab.incognito).map(({ id }) => ({ tabId: id }));
  return Promise.all([{}, ...ordinary].flatMap((where) => [action.getBadgeText(where), action.getTitle(where)]));
})()`);

/**
 * Every tab: its window's kind and its address, where we may know it.
 *
 * @param {Opened} browser
 * @returns {Promise<{incognito: boolean, url?: string}[]>}
 */
const allTabs = (browser) =>
  browser.inBackground(
    `${API}.tabs.query({}).then((all) => all.map(({ incognito, url, pendingUrl }) => ({ incognito, url: url || pendingUrl })))`,
  );

/** @param {Opened} browser */
const ordinaryToFront = (browser) =>
  browser.inBackground(`(async () => {
  const { windows } = ${API};
  const ordinary = (await windows.getAll()).find(({ incognito }) => !incognito);
  await windows.update(ordinary.id, { focused: true });
  return ordinary.id;
})()`);

/** The popup of the ordinary window, which has to be in front; in Firefox the driver presses no other's button. @param {Opened} browser */
async function ordinaryPopup(browser) {
  const windowId = await ordinaryToFront(browser);
  if (engine() === 'firefox') return browser.openPopup();
  await browser.inBackground(`chrome.action.openPopup({ windowId: ${windowId} }).then(() => true)`);
  await until('the popup', browser.popupIsOpen);
}

/**
 * What a person leaves on the disk who has a private window.
 *
 * @param {(browser: Opened, tab: Tab) => Promise<void>} work
 * @param {string[]} texts
 * @returns {Promise<string[]>} files of the profile that have one of the texts
 */
async function leftOnDisk(work, texts) {
  await changeSituation('every-page-502-at-once');
  const browser = await openBrowser({ own: true });
  try {
    await work(browser, await privateTab(browser));
  } catch (error) {
    await browser.close();
    throw error;
  }
  return browser.closeAndSearch(texts);
}

test(`verdict and quiet of a private window outlive the worker's sleep, and are on no disk (${engine()})`, async () => {
  const found = await leftOnDisk(
    async (browser, tab) => {
      await tab.goto(`${ARCHIVE}/works/${HIDDEN}`);
      await saying('the card', () => tab.promptText(), headline('archive-down'));
      const [id] = await known(browser);
      assert.equal(id, 'incident-private');
      // A page may not read it, nor what we put into one.
      const read = await browser.inBackground(`(async () => {
      const { tabs, scripting } = ${API};
      const tab = (await tabs.query({ url: '*://archiveofourown.org/*' })).find(({ incognito }) => incognito);
      const func = async () => { try { return JSON.stringify(await (globalThis.browser ?? chrome).storage.session.get(null)); } catch { return 'refused'; } };
      return (await scripting.executeScript({ target: { tabId: tab.id }, func }))[0].result;
    })()`);
      assert.equal(read, 'refused');

      await browser.endBackground();
      await tab.clickPrompt(word('card_quiet'));
      await tab.clickPrompt(word('card_hour')); // Which wakes it.
      const after = /** @type {Incident} */ ((await inStorage(browser, 'session'))['incident-private']);
      assert.equal(after.diagnosis?.verdict.code, 'archive-down');
      await saying('the card', () => tab.promptText(), word('card_private_done', '|').split('|')[0] ?? '');
      await browser.endBackground();
      await tab.goto(`${ARCHIVE}/works/${HIDDEN}0`);
      await aWhile();
      assert.equal(await tab.promptText(), null, 'it speaks within the hour');
      assert.deepEqual(await inStorage(browser, 'local'), {});

      // An ordinary window chose nothing of it, and leaves what browsers leave.
      await browser.tab.goto(`${ARCHIVE}/works/${SEEN}`);
      await prompt(browser.tab);
    },
    [HIDDEN, SEEN, 'archive-down', '"status":502'],
  );
  const ours = found.filter((path) => /Extension Settings|browser-extension-data|storage-sync|moz-extension/.test(path));
  assert.deepEqual(ours, [], 'the extension wrote something down');
  assert.ok(found.length > 0, 'the search finds nothing that is there');
});

test(`the page of a private window is nowhere in the profile (${engine()})`, async () => {
  assert.deepEqual(
    await leftOnDisk(
      async (browser, tab) => {
        await tab.goto(`${ARCHIVE}/works/${HIDDEN}`);
        await saying('the card', () => tab.promptText(), headline('archive-down'));
        await tab.clickPrompt(word('remedy_watch_button'));
        await until('the watch', async () => (await inStorage(browser, 'session'))['watch']);
      },
      [HIDDEN],
    ),
    [],
  );
});

/** As long as it takes: nothing ends by itself that does not answer. @param {string} folder of the extension */
async function patient(folder) {
  const file = join(folder, 'diagnosis/companion.js');
  const code = await readFile(file, 'utf8');
  const slow = code.replace(/(WELCOME_MS|SILENCE_MS) = [\d_]+;/g, '$1 = 600_000;');
  assert.notEqual(slow, code);
  await writeFile(file, slow);
}

test(`with the last private window ends its check, and its companion with it (${engine()})`, async () => {
  await changeSituation('every-page-502-at-once');
  const browser = await openBrowser({ alter: patient });
  try {
    const tab = await privateTab(browser);
    await tab.goto(`${ARCHIVE}/lab/blank`);
    await tab.evaluate(`void setTimeout(() => (location.href = '/works/${HIDDEN}'), 0)`);
    const companion = await until('the companion', () => hostProcesses()[0], { everyMs: 5 });
    process.kill(companion, 'SIGSTOP');
    await until('the incident', async () => (await known(browser)).includes('incident-private'));
    await tab.close();
    await until('the companion to be gone', () => hostProcesses().length === 0);
    await until('all of it to be forgotten', async () => (await known(browser)).length === 0, { saying: () => known(browser) });
    assert.equal(await browser.badge(), '');
  } finally {
    await browser.close();
  }
});

test(`with the last private window goes what is known, also where the worker sleeps; what is ordinary stays (${engine()})`, () =>
  withBrowser(async (browser) => {
    const tab = await privateTab(browser);
    await tab.goto(`${ARCHIVE}/works/${HIDDEN}`);
    await saying('the card', () => tab.promptText(), headline('archive-down'));
    await tab.clickPrompt(word('card_quiet'));
    await tab.clickPrompt(word('card_hour'));
    await until('the quiet', async () => (await known(browser)).includes('quiet-private'));
    await whenArchiveHasRested(browser);
    await browser.tab.goto(`${ARCHIVE}/works/${SEEN}`);
    await saying('the card', () => browser.tab.promptText(), headline('archive-down'));
    await browser.endBackground();
    await tab.close();
    await until('all of it to be forgotten', async () => (await known(browser)).length === 0, { saying: () => known(browser) });
    assert.ok((await inStorage(browser, 'session'))['incident'], 'that of ordinary windows');
  }));

test(`a private incident and its watch show in no ordinary window (${engine()})`, () =>
  withBrowser(async (browser) => {
    const before = await ordinaryButtons(browser);
    const tab = await privateTab(browser);
    await tab.goto(`${ARCHIVE}/works/${HIDDEN}`);
    await saying('the card', () => tab.promptText(), headline('archive-down'));
    await tab.clickPrompt(word('remedy_watch_button'));
    await saying('the card', () => tab.promptText(), word('watch_stop'));
    assert.deepEqual([...new Set(await ordinaryButtons(browser))], [...new Set(before)]);
    await ordinaryPopup(browser);
    await saying('the popup', browser.popupText, word('idle_headline'));
    await aWhile();
    assert.ok(!(await browser.popupText())?.includes(word('watch_stop')), 'the watch is told of');
    await browser.closePopup();
    assert.deepEqual(await inStorage(browser, 'local'), {});
  }));

test(`what the card opens in a private window opens there (${engine()})`, () =>
  withBrowser(async (browser) => {
    const tab = await privateTab(browser);
    await prepare('session-expired', tab);
    await tab.goto(`${ARCHIVE}/works/${HIDDEN}`);
    await saying('the card', () => tab.promptText(), word('remedy_sign_in_again_button'));
    await ordinaryToFront(browser); // There the popup of the other cannot open.
    await tab.clickPrompt(word('card_details'));
    await aWhile();
    const outside = (await allTabs(browser)).filter(({ incognito, url }) => !incognito && /popup|archiveofourown/.test(url ?? ''));
    assert.deepEqual(outside, [], 'the popup of a private window stands in an ordinary one');
    if (await browser.popupIsOpen()) await browser.closePopup();
    // Where it stands in a tab of its own now, the person goes back to the card's.
    await browser.inBackground(`(async () => {
    const { tabs } = globalThis.browser ?? chrome;
    const [first] = await tabs.query({ url: '*://archiveofourown.org/*' });
    await tabs.update(first.id, { active: true });
  })()`);
    await tab.clickPrompt(word('remedy_sign_in_again_button'));
    // AO3 leads that page on to the one that says it again.
    const ofAo3 = async () => (await allTabs(browser)).filter(({ url }) => url?.includes('archiveofourown'));
    const both = await until(
      'the page to sign in',
      async () => {
        const all = await ofAo3();
        return all.length === 2 ? all : undefined;
      },
      { saying: () => allTabs(browser) },
    );
    assert.deepEqual(
      both.map(({ incognito }) => incognito),
      [true, true],
    );
  }, 'session-expired'));
