/**
 * The words of `_locales` in the person's language: the one that the browser chose, or the one of the
 * options. What a language does with them is in words/words.js.
 *
 * @import {Words} from '../words/words.js'
 */
import { findIn, makeWords } from '../words/words.js';
import { api } from '../browser/api.js';

/**
 * The words of `_locales`: the language that the browser chose, unless the options name another.
 *
 * @param {string} [language] a folder of `_locales`; '' follows the browser
 * @returns {Promise<Words>}
 */
export async function words(language = '') {
  const speaks = browsersOwn('extension_name', []).includes('why502');
  const browsers = speaks ? makeWords(browsersOwn, browsersOwn('language', []) || 'en') : undefined;
  const wanted = language || (browsers ? '' : 'en');
  if (browsers && (!wanted || wanted.replace('_', '-') === browsers.locale)) return browsers;
  try {
    const answer = await fetch(api.runtime.getURL(`_locales/${wanted}/messages.json`), { signal: AbortSignal.timeout(WORDS_MS) });
    const messages = findIn(await answer.json());
    return makeWords((key, values) => messages(key, values) || (browsers ? browsersOwn(key, values) : ''), messages('language', []));
  } catch (error) {
    console.warn(`why502: there are no words in ${wanted}`, error);
    return browsers ?? makeWords(browsersOwn, 'en');
  }
}

/** A file of our own is read in no time; in ms. */
const WORDS_MS = 3_000;

/** The browser's own choice of words; '' where it has none, or does not say. @type {import('../words/words.js').Find} */
function browsersOwn(key, values) {
  try {
    const said = /** @type {unknown} */ (api.i18n.getMessage(key, values));
    return typeof said === 'string' ? said : '';
  } catch (error) {
    console.info('why502: the browser has no words', error);
    return '';
  }
}
