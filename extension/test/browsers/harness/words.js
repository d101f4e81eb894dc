// The words of the extension, from the same file that the browser reads.
import { readFileSync } from 'node:fs';
import { findIn, makeWords } from '../../../words/words.js';

const messages = JSON.parse(readFileSync(new URL('../../../_locales/en/messages.json', import.meta.url), 'utf8'));

/** English, with its plurals and numbers. */
export const english = makeWords(findIn(messages), 'en');

/**
 * @param {string} key
 * @param {...(string | number)} values
 * @returns {string}
 */
export function word(key, ...values) {
  if (!Object.hasOwn(messages, key)) throw new Error(`There is no word "${key}" in _locales.`);
  return english.t(key, ...values);
}

/**
 * @param {string} code a verdict's
 * @param {number} [status] that it came with: where it is 451, a law keeps the page away
 * @returns {string}
 */
export const headline = (code, status) => word(`verdict_${code.replaceAll('-', '_')}${status === 451 ? '_legal' : ''}_headline`);
