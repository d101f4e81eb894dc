// A dated file of each text that is sent: off until it is asked for; then the companion writes it below the person's documents,
// and the page of texts says where it lies. Another person's folder is left alone, and said.
import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { openBrowser } from './harness/shared.js';
import { CHAPTER, kept, post, switchedOn, types } from './harness/texts.js';
import { until } from './harness/until.js';
import { saying } from './harness/waiting.js';
import { word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */

/** @param {(browser: Opened, documents: string) => Promise<void>} work */
async function withDocuments(work) {
  await changeSituation('healthy');
  let home = '';
  const browser = await openBrowser({ alter: async (folder) => void (home = dirname(folder)) });
  try {
    const documents = join(home, 'Documents');
    await rm(documents, { recursive: true, force: true }); // The home may be that of the test before.
    await mkdir(documents);
    await work(browser, documents);
  } finally {
    await browser.close();
  }
}

/** Whether the background would find it switched on. */
const SWITCHED_ON = "(globalThis.browser ?? chrome).storage.local.get('settings').then(({ settings }) => settings?.keepFiles === true)";

/** @param {Opened} browser */
async function files(browser) {
  const options = await browser.ownPage('pages/options/options.html');
  const box = "document.getElementById('files')";
  await until('the companion to be found', async () => !(await options.evaluate(`${box}.disabled`)));
  await options.click(word('options_files'));
  await until('it to be kept', () => browser.inBackground(SWITCHED_ON)); // The box is ticked before that.
  await options.close();
}

/** The list comes a moment after its page. @param {Awaited<ReturnType<Opened['ownPage']>>} own */
const opensFirst = (own) =>
  until('the first text in the list', () =>
    own.evaluate("((first) => (first?.click(), first !== null))(document.querySelector('#texts button'))"),
  );

/** @param {Opened} browser @param {string} text */
async function sends(browser, text) {
  await browser.tab.goto(`${ARCHIVE}${WORK}/chapters/new`);
  await types(browser.tab, 'content', text);
  await post(browser.tab);
}

test(`what is sent is a file, once it was asked for, and its place is told (${engine()})`, (t) =>
  withDocuments(async (browser, documents) => {
    await switchedOn(browser);
    await sends(browser, CHAPTER);
    // While nobody knows what became of it, one that is much like it is asked about first.
    await until('the text to have arrived', async () => (await kept(browser))[0]?.arrived, { saying: () => kept(browser) });
    assert.deepEqual(await readdir(documents), [], 'nobody asked for files');
    await files(browser);
    await sends(browser, `${CHAPTER}<p>And in the morning it was lit.</p>`);
    const folder = join(documents, 'AO3 drafts');
    // The one stands there a moment before the other.
    const names = await until(
      'both files',
      async () => {
        const all = (await readdir(folder).catch(() => [])).filter((name) => !name.startsWith('.'));
        return all.length > 1 ? all : undefined;
      },
      { saying: () => kept(browser) },
    );
    assert.equal(names.length, 2, names.join());
    const name = names.find((each) => each.endsWith('.html')) ?? '';
    assert.match(name, /^\d{4}-\d\d-\d\d work 502/);
    const page = await readFile(join(folder, name), 'utf8');
    assert.match(page, /And in the morning it was lit\./);
    assert.match(await readFile(join(folder, name.replace(/html$/, 'txt')), 'utf8'), /And in the morning it was lit\./);
    assert.equal((await stat(join(folder, name))).mode & 0o777, 0o600);
    const own = await browser.ownPage('pages/drafts/drafts.html');
    await opensFirst(own);
    await saying('the page of texts', () => own.text(), word('texts_file', join(folder, name)));
    t.diagnostic(await own.screenshot('text-file', 'light', true));
    await own.close();
  }));

test(`a link in the place of the folder is left alone, and said (${engine()})`, () =>
  withDocuments(async (browser, documents) => {
    const elsewhere = join(documents, 'elsewhere');
    await mkdir(elsewhere);
    await symlink(elsewhere, join(documents, 'AO3 drafts'));
    await switchedOn(browser);
    await files(browser);
    await sends(browser, CHAPTER);
    await until('it to be known that there is none', async () => /** @type {any} */ ((await kept(browser))[0])?.copy?.why === 'not-ours');
    assert.deepEqual(await readdir(elsewhere), []);
    const own = await browser.ownPage('pages/drafts/drafts.html');
    await opensFirst(own);
    await saying('the page of texts', () => own.text(), word('texts_no_file_not_ours'));
    await own.close();
  }));
