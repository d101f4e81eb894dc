// Texts that are written into AO3's forms, and what is kept of them.
import { readFileSync } from 'node:fs';
import { until } from './until.js';
import { word } from './words.js';

/** @typedef {import('./browser.d.ts').Opened} Opened */
/** @typedef {import('./browser.d.ts').Tab} Tab */

const API = '(globalThis.browser ?? chrome)';

/** The person has switched it on in the options. @param {Opened} browser */
export const switchedOnByHand = (browser) => pressed(browser, 1);

/** And off again. @param {Opened} browser */
export const switchedOff = (browser) => pressed(browser, 0);

/** Those of the guard, or nobody. @param {Opened} browser @param {number} scripts that the browser knows afterwards */
const registered = (browser, scripts) =>
  until('the browser to know who is put into pages', () =>
    browser.inBackground(`${API}.scripting.getRegisteredContentScripts().then((all) => all.length === ${scripts})`),
  );

/** @param {Opened} browser @param {number} scripts */
async function pressed(browser, scripts) {
  const options = await browser.ownPage('pages/options/options.html');
  await options.click(word('options_texts'));
  await registered(browser, scripts);
  await options.close();
}

/** It was switched on before: what the options write is there, and no page of them costs the test its time. @param {Opened} browser */
export async function switchedOn(browser) {
  await browser.inBackground(`(async () => {
    const { settings } = await ${API}.storage.local.get('settings');
    await ${API}.storage.local.set({ settings: { ...settings, keepTexts: true } });
    return true;
  })()`);
  await registered(browser, 1);
}

/** AO3's own editor in the form, with its two switches. @param {Tab} tab */
export async function withEditor(tab) {
  for (const part of ['tinymce.min.js', 'themes/silver/theme.min.js']) {
    const source = readFileSync(new URL(`../../../node_modules/tinymce/${part}`, import.meta.url), 'utf8');
    await tab.evaluate(`void (0, eval)(${JSON.stringify(source)})`);
  }
  await tab.evaluate(`(() => {
    const opens = () => tinymce.init({ selector: '#content', skin: false, content_css: false, menubar: false, toolbar: 'bold' });
    for (const [name, act] of [['html-link', () => tinymce.get('content')?.remove()], ['rtf-link', opens]]) {
      const link = document.createElement('a');
      link.className = name;
      link.addEventListener('click', act);
      document.getElementById('work-form').append(link);
    }
    void opens();
  })()`);
  await until('the editor', () => tab.evaluate("document.querySelector('#content_ifr')?.contentDocument?.body?.id === 'tinymce'"));
}

/** Types as a hand does: the browser makes the events. @param {Tab} tab @param {string} id @param {string} text */
export const types = (tab, id, text) =>
  tab.evaluate(`(() => {
    document.getElementById(${JSON.stringify(id)}).focus();
    document.execCommand('insertText', false, ${JSON.stringify(text)});
  })()`);

/** What AO3's look-alike shows as its chapter. */
export const CHAPTER = `<p>The lamp at number five had gone out again. It went out one night in three, and nobody in the harbour could say why; the oil was good, the wick was trimmed, and the glass had been polished until it squeaked.</p>
<p>&ldquo;It is not the lamp,&rdquo; said the keeper, who had been asked so often that she no longer looked up. &ldquo;It is everyone looking at it at once.&rdquo;</p>
<p>So they took turns.</p>`;

/** Presses Post, a moment later. @param {Tab} tab */
export const post = (tab) =>
  tab.evaluate("void setTimeout(() => document.querySelector('[name=post_without_preview_button]').click(), 50)");

/** The quiet line. @param {Tab} tab @returns {Promise<string>} */
export const line = (tab) => tab.evaluate("document.querySelector('.why502-kept')?.textContent ?? ''");

/** What is kept. @param {Opened} browser */
export const kept = (browser) =>
  /** @type {Promise<{title: string, words: number, sent: number, kind: string, arrived: boolean, outcome?: string}[]>} */ (
    browser.inBackground(KEPT)
  );

/** For one of the extension's own pages. */
export const KEPT = `new Promise((done, fail) => {
    const opening = indexedDB.open('texts', 1);
    opening.onupgradeneeded = () => (opening.transaction.abort(), done([]));
    opening.onerror = () => done([]);
    opening.onsuccess = () => {
      const all = opening.result.transaction('texts').objectStore('texts').getAll();
      all.onsuccess = () => (opening.result.close(), done(all.result));
      all.onerror = () => fail(all.error);
    };
  })`;

/**
 * What is done in the database of texts, for one of the extension's own pages: in one transaction, and what is to be said of it.
 *
 * @param {string} work on the transaction, which is called `at`
 * @param {string} done an expression, once it is over
 */
export const inTexts = (work, done) => `new Promise((done, fail) => {
    const opening = indexedDB.open('texts', 1);
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const at = opening.result.transaction(['texts', 'versions'], 'readwrite');
      ${work}
      at.onerror = () => fail(at.error);
      at.oncomplete = () => (opening.result.close(), done(${done}));
    };
  })`;
