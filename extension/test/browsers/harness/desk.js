// AO3's look-alike for whoever writes there (Desk.java): it keeps what is posted, and fails in the way that a test asks for.
import { inTexts } from './texts.js';
import { until } from './until.js';

/** @typedef {import('./browser.d.ts').Opened} Opened */
/** @typedef {import('./browser.d.ts').Tab} Tab */
/** @typedef {import('../../../types/drafts.js').Kept} Kept */

/** @param {string} path of the control server's */
async function told(path) {
  const answer = await fetch(`${process.env['WHY502_LAB_CONTROL']}/desk/${path}`, { method: 'POST' });
  if (!answer.ok) throw new Error(`The desk cannot be told "${path}": ${await answer.text()}`);
}

/**
 * What becomes of the forms that come from now on. It remembers until the situation changes.
 *
 * @param {'takes' | 'stores-and-fails' | 'stores-late' | 'loses' | 'shows-the-old'} manner
 */
export const desk = (manner) => told(manner);

/** What it stores late comes now. */
export const storesNow = () => told('late');

/**
 * Time passes for one text, and what is due of it is looked at, as its alarm would have it: it was sent so much earlier.
 *
 * @param {Opened} browser
 * @param {Kept} text
 * @param {number} ms
 */
export const passes = (browser, text, ms) =>
  browser.inBackground(
    `${inTexts(
      `const texts = at.objectStore('texts');
      const asking = texts.get(${JSON.stringify(text.id)});
      asking.onsuccess = () => {
        const { look, ...text } = asking.result;
        texts.put({ ...text, sentAt: text.sentAt - ${ms}, look: { ...look, dueAt: look.dueAt && look.dueAt - ${ms} } });
      };`,
      'true',
    )}.then(() => (globalThis.browser ?? chrome).alarms.create('own-looks', { when: Date.now() })).then(() => true)`,
  );

/** What is offered beside the form. @param {Tab} tab @returns {Promise<string>} */
export const offered = (tab) => tab.evaluate("document.querySelector('.why502-offer')?.textContent ?? ''");

/** What is asked beside the button. @param {Tab} tab @returns {Promise<string>} */
export const asked = (tab) => tab.evaluate("document.querySelector('.why502-asks')?.textContent ?? ''");

/** Takes the offer by a key: a page's own script cannot press it. @param {Tab} tab @param {string} done what is said then */
export async function takesOffer(tab, done) {
  await until('the offer', () => tab.evaluate("document.querySelector('.why502-offer button') !== null"));
  await tab.evaluate("document.querySelector('.why502-offer button').focus()");
  await tab.press('Enter');
  await until('the text to be back', async () => (await offered(tab)).includes(done), { saying: () => offered(tab) });
}

/** "Send it all the same", by a key. @param {Tab} tab */
export async function sendsAllTheSame(tab) {
  await until('the question', () => asked(tab));
  await tab.evaluate("[...document.querySelectorAll('.why502-asks button')].at(-1).focus()");
  await tab.press('Enter');
}

/** The page stands there that says that AO3 failed: whoever goes on before, goes on in the middle of it. @param {Tab} tab */
export const failed = (tab) =>
  until('the page that failed', () => tab.evaluate("document.title.startsWith('AO3 Down')").catch(() => false), {
    saying: () => tab.url(),
  });
