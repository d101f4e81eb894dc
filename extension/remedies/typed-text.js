/**
 * Text that a person has typed into a page of AO3 and not sent: a reload loses it, and after a clearing
 * AO3 may refuse it. The page itself is asked. No letter of the text leaves it: only how many there are
 * and what sort of field holds them.
 *
 * How AO3's forms keep their text: field guide, section 4 (the editor copies to its textarea late).
 */
import { MAIN_HOST, PATTERNS } from '../ao3/address.js';
import { api } from '../browser/api.js';
import { Refusal } from '../browser/door.js';
import { cookieStoreOf, tabById } from '../browser/tab.js';

/** A page that does not answer within this time is busy, or put to sleep by the browser. */
const ANSWER_MS = 2_000;

/**
 * @typedef {'work' | 'comment' | 'bookmark' | 'other'} Where what sort of field
 *
 * @typedef {object} Held
 * @property {'typed' | 'none' | 'silent'} text silent: the page did not answer, so that nobody knows
 * @property {Where} where where most of it is
 * @property {number} length in characters; 0 unless typed
 *
 * @typedef {Held & {tabId: number, host: string}} Holding a tab that holds text, or may hold some
 */

/** @type {Held} */
const NONE = Object.freeze({ text: 'none', where: 'other', length: 0 });
/** @type {Held} */
const SILENT = Object.freeze({ text: 'silent', where: 'other', length: 0 });

/**
 * Whether the page of a tab holds text that differs from what it was served with.
 *
 * @param {number} tabId
 * @returns {Promise<Held>}
 */
export async function textIn(tabId) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((/** @type {(held: Held) => void} */ go) => {
    timer = setTimeout(() => go(SILENT), ANSWER_MS);
  });
  const asked = api.scripting.executeScript({ target: { tabId }, injectImmediately: true, func: lookForText }).then(
    ([injected]) => heard(injected?.result),
    // The browser's own error page lets no script in, and has no field.
    (error) => (error instanceof Refusal && error.why !== 'refused' ? SILENT : NONE),
  );
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What does not answer may hold text, and is left alone. @param {number} tabId */
export async function mayHoldText(tabId) {
  return (await textIn(tabId)).text !== 'none';
}

/**
 * The same, as a list of the one tab, or of none.
 *
 * @param {number} tabId
 * @returns {Promise<Holding[]>}
 */
export async function textInTab(tabId) {
  const tab = await tabById(tabId);
  const held = tab && !tab.discarded ? await textIn(tabId) : NONE;
  return held.text === 'none' || !tab ? [] : [holding(held, tabId, tab)];
}

/** @param {Held} held @param {number} tabId @param {chrome.tabs.Tab} tab @returns {Holding} */
const holding = (held, tabId, { url }) => ({ ...held, tabId, host: new URL(url ?? `https://${MAIN_HOST}/`).hostname });

/**
 * The tabs of one cookie store in which text would be lost, or may be.
 *
 * @param {string | undefined} storeId as `cookieStoreOf` names it
 * @returns {Promise<Holding[]>}
 */
export async function tabsWithText(storeId) {
  const tabs = await api.tabs.query({ url: [...PATTERNS] });
  const all = await Promise.all(
    tabs.map(async (tab) => {
      // One that the browser has put away has no page to lose anything.
      if (tab.id === undefined || tab.discarded || (await cookieStoreOf(tab)) !== storeId) return [];
      const held = await textIn(tab.id);
      return held.text === 'none' ? [] : [holding(held, tab.id, tab)];
    }),
  );
  return all.flat();
}

/** @param {any} result @returns {Held} */
function heard(result) {
  if (typeof result?.length !== 'number') return SILENT;
  return result.length > 0 ? { text: 'typed', where: result.where, length: result.length } : NONE;
}

/**
 * Runs in the page, on its own: it may use nothing of this file. It reads what the fields hold and what
 * they were served with, and changes nothing.
 *
 * - A textarea whose rich editor is open is a copy that comes late and is written otherwise (`—` becomes
 *   `&mdash;`): the editor's frame is compared with what was served, both as text.
 * - A tag field is a widget: what counts is which tags it shows. What is typed beside it is a field too.
 * - A preview holds a whole work in hidden fields, and AO3 may hold it nowhere.
 * - Where a person signs in, the browser fills the fields by itself.
 */
function lookForText() {
  /** @type {Record<string, number>} */
  const found = {};
  /** @param {string} name @param {number} length */
  const note = (name, length) => {
    const where = /^(work|chapter)\b/.test(name)
      ? 'work'
      : /^comment\b/.test(name)
        ? 'comment'
        : /^bookmark\b/.test(name)
          ? 'bookmark'
          : 'other';
    found[where] = (found[where] ?? 0) + Math.max(1, length);
  };
  const lines = (/** @type {string} */ text) => text.replace(/\r\n?/g, '\n');
  /** Paragraphs are put in and spaces folded on the way; words and pictures are not. @param {HTMLElement} body */
  const words = (body) => `${(body.textContent ?? '').replace(/[\s\uFEFF\u200B]+/g, '')} ${body.querySelectorAll('img').length}`;

  for (const area of document.querySelectorAll('textarea')) {
    const frame = area.id ? document.getElementById(`${area.id}_ifr`) : null;
    const editor = frame instanceof HTMLIFrameElement ? frame.contentDocument?.body : null;
    if (editor) {
      const served = new DOMParser().parseFromString(area.defaultValue, 'text/html').body;
      if (words(editor) !== words(served)) note(area.name, words(editor).length);
    } else if (!area.readOnly && !area.disabled && lines(area.value) !== lines(area.defaultValue)) note(area.name, area.value.length);
  }
  for (const field of document.querySelectorAll('input')) {
    if (field.type === 'hidden') {
      if (/^(work\[chapter_attributes\]|chapter)\[content\]$/.test(field.name)) note(field.name, field.value.length);
      continue;
    }
    if (!['text', 'search', 'email', 'url', 'tel'].includes(field.type) || field.readOnly || field.disabled) continue;
    if (field.form?.querySelector('input[type="password"]')) continue;
    if (field.classList.contains('autocomplete') && !field.checkVisibility()) {
      const shown = [...(field.parentElement?.querySelectorAll('li.added.tag') ?? [])].map((tag) =>
        (tag.firstChild?.textContent ?? '').trim(),
      );
      const served = field.defaultValue
        .split(',')
        .map((tag) => tag.trim())
        .filter(Boolean);
      if (shown.length !== served.length || shown.some((tag) => !served.includes(tag))) note(field.name, shown.join().length);
      continue;
    }
    if (field.checkVisibility() && field.value !== field.defaultValue) note(field.name, field.value.length);
  }
  const [most = ['other', 0]] = Object.entries(found).sort(([, a], [, b]) => b - a);
  return { where: most[0], length: Object.values(found).reduce((sum, n) => sum + n, 0) };
}
