/**
 * What a person has chosen. Kept on this device alone (storage.local), never synchronised. A storage
 * that is broken or holds something strange gives the defaults: the extension works without it.
 */
import { api } from './api.js';

const KEY = 'settings';

/**
 * @typedef {object} Settings
 * @property {'page' | 'badge'} prompts who speaks first when a page fails: a card on the page, or only the toolbar button
 * @property {number} quietUntil no card and no popup by themselves before this time ("not for an hour")
 * @property {boolean} notify notifications, where the browser's permission is there too
 * @property {boolean} notifyAsked whether the browser was asked for that permission as a watch began: once
 * @property {boolean} reload whether tabs are reloaded when AO3 is back
 * @property {boolean} remember whether past incidents are listed (kind and time, never a page)
 * @property {boolean} keepTexts whether what is written on AO3 is kept in this browser
 * @property {number} keepPosted so many days a text is kept that AO3 has; 0: until the person deletes it
 * @property {boolean} keepFiles whether the companion writes a dated file of each text that is sent
 * @property {boolean} copyFirst whether a text is copied, for the person to paste, as it is posted
 * @property {string} language a folder of `_locales`; '' follows the browser
 */

/** @type {Readonly<Settings>} */
export const DEFAULTS = Object.freeze({
  prompts: 'page',
  quietUntil: 0,
  notify: true,
  notifyAsked: false,
  reload: true,
  remember: false,
  keepTexts: false,
  keepPosted: 30,
  keepFiles: false,
  copyFirst: false,
  language: '',
});

/** What a person may choose for it. @type {readonly number[]} */
export const KEEP_POSTED = Object.freeze([7, 30, 90, 0]);

/**
 * A comment of some lines is no evening's work, and a folder full of them hides the chapters: of what is neither work nor
 * chapter a file is kept from so many words on.
 */
export const FILE_FROM_WORDS = 100;

/** The folders of `_locales`, each with its language's own name. */
export const LANGUAGES = Object.freeze({
  en: 'English',
  zh_CN: '简体中文',
  es: 'Español',
  fr: 'Français',
  de: 'Deutsch',
  ru: 'Русский',
  pt_BR: 'Português (Brasil)',
  ja: '日本語',
  ko: '한국어',
  it: 'Italiano',
  pl: 'Polski',
  id: 'Bahasa Indonesia',
});

/** Only what is of the right type is taken. @param {unknown} kept @returns {Settings} */
export function settingsFrom(kept) {
  const given = typeof kept === 'object' && kept !== null ? /** @type {Record<string, unknown>} */ (kept) : {};
  const settings = {
    ...DEFAULTS,
    ...Object.fromEntries(Object.entries(DEFAULTS).map(([key, value]) => [key, typeof given[key] === typeof value ? given[key] : value])),
  };
  return {
    ...settings,
    prompts: settings.prompts === 'badge' ? 'badge' : 'page',
    keepPosted: KEEP_POSTED.includes(settings.keepPosted) ? settings.keepPosted : DEFAULTS.keepPosted,
    quietUntil: Number.isFinite(settings.quietUntil) ? settings.quietUntil : 0,
    language: Object.hasOwn(LANGUAGES, settings.language) ? settings.language : '',
  };
}

/** What a person chose. Fails where the storage does. @returns {Promise<Settings>} */
export async function chosen() {
  return settingsFrom((await api.storage.local.get(KEY))[KEY]);
}

/** The same; where nobody can tell, the defaults. @returns {Promise<Settings>} */
export async function settings() {
  try {
    return await chosen();
  } catch (error) {
    console.warn('why502: the settings cannot be read; the defaults hold', error);
    return { ...DEFAULTS };
  }
}

/**
 * Changes some of them. Fails where the storage does: what could not be read is not written over.
 *
 * @param {Partial<Settings>} part
 * @returns {Promise<Settings>}
 */
export async function changeSettings(part) {
  const next = settingsFrom({ ...(await chosen()), ...part });
  await api.storage.local.set({ [KEY]: next });
  return next;
}

/**
 * Deletes all that any part of the extension keeps on disk, but for these settings. Fails where the storage does.
 *
 * @param {readonly string[]} but what the person is still owed, which ends with being paid, and what is a text of theirs
 */
export async function forgetKept(but) {
  const kept = Object.keys(await api.storage.local.get(null)).filter((key) => key !== KEY && !but.includes(key));
  await api.storage.local.remove(kept);
}

/** Calls back with every change, whichever page made it. @param {(settings: Settings) => void} changed */
export function onSettings(changed) {
  api.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && changes[KEY]) changed(settingsFrom(changes[KEY].newValue));
  });
}
