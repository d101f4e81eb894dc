// A browser that is killed while somebody writes: what it has written down by then is what its next start finds.
//
// Each word is numbered, so that what is lost is told by its first number, and by when the driver heard that it stood in
// the page: it stood there a little sooner, so that an age is never told as less than it was.
import { setTimeout as sleep } from 'node:timers/promises';
import { requests } from './lab.js';
import { killed } from './others.js';
import { ARCHIVE } from './scenes.js';
import { inTexts, line, types } from './texts.js';
import { until } from './until.js';
import { english } from './words.js';

/** @typedef {import('./browser.d.ts').Opened} Opened */

/** What the person does as the browser is killed. */
export const WAYS = /** @type {const} */ (['typing', 'pasting', 'submitting']);

/**
 * @typedef {object} Lost
 * @property {typeof WAYS[number]} way
 * @property {number} written words that stood in the page
 * @property {number} kept words that are there afterwards, from the first without a gap
 * @property {number} ageMs how old the first lost one was as the browser was killed; 0 where none is lost
 * @property {boolean} sent whether the form had come to AO3
 */

/** Older words than this are never lost. */
export const SAFE_AFTER_MS = 2_000;

/** Between two words: a quick writer's ten in a second. */
const WORD_MS = 100;

/** A paste brings so many. */
const PASTED = 4_000;

/** The newest version of the text with this title, from its page in the extension. @param {string} title */
const contentOf = (title) =>
  inTexts(
    `let content = '';
      const all = at.objectStore('texts').getAll();
      all.onsuccess = () => {
        const text = all.result.find((each) => each.title === ${JSON.stringify(title)});
        if (!text) return;
        const version = at.objectStore('versions').get([text.id, text.newest]);
        version.onsuccess = () => (content = version.result.fields.find(({ name }) => name.endsWith('[content]'))?.value ?? '');
      };`,
    'content',
  );

/** @param {string} content */
function wordsKept(content) {
  let n = 0;
  for (const [, number] of content.matchAll(/w(\d+)/g)) {
    if (Number(number) !== n + 1) break;
    n = Number(number);
  }
  return n;
}

/**
 * @param {Opened} browser with texts kept, and started so that it can start again
 * @param {typeof WAYS[number]} way
 * @param {string} title of this one alone
 * @param {() => number} random from 0 up to 1
 * @returns {Promise<{browser: Opened, lost: Lost}>} the browser that was started again
 */
export async function killedWhile(browser, way, title, random) {
  const { tab } = browser;
  await tab.goto(`${ARCHIVE}/works/new`);
  await types(tab, 'work_title', title);
  const start = english.n('texts_words', 0).replace(/\d.*$/, '');
  await until('the title to be kept', async () => (await line(tab)).includes(start || ' · '), { saying: () => line(tab) });
  const before = (await requests()).length;
  /** When each word was known to stand in the page. @type {number[]} */
  const stood = [];
  const write = async (/** @type {number} */ many) => {
    const first = stood.length + 1;
    await types(tab, 'content', Array.from({ length: many }, (_, n) => `w${first + n} `).join(''));
    stood.push(...Array.from({ length: many }, () => performance.now()));
  };
  const ends = performance.now() + 500 + random() * 5_500;
  if (way === 'pasting') await write(PASTED);
  while (performance.now() < ends) {
    await write(1);
    await sleep(WORD_MS);
  }
  if (way === 'submitting') {
    const press = "void setTimeout(() => document.querySelector('[name=post_button], [name=commit], [type=submit]').click(), 20)";
    // Nobody waits for it: a browser that is killed first does not answer.
    tab.evaluate(press).catch((error) => console.log(`Killed as Post was pressed: ${String(error).split('\n')[0]}`));
    await sleep(random() * 600);
  }
  const killedAt = performance.now();
  await killed(browser);
  const sent = (await requests()).slice(before).some(({ kind, method }) => kind === 'http' && method === 'POST');
  const next = await browser.restart();
  const page = await next.ownPage('pages/drafts/drafts.html');
  const kept = wordsKept(String(await page.evaluate(contentOf(title))));
  await page.close();
  const ageMs = kept < stood.length ? Math.round(killedAt - /** @type {number} */ (stood[kept])) : 0;
  return { browser: next, lost: { way, written: stood.length, kept, ageMs, sent } };
}

/** Whether that may be. @param {Lost} lost */
export const isSafe = ({ written, kept, ageMs, sent }) => (sent ? kept === written : ageMs < SAFE_AFTER_MS);
