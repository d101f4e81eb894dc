/**
 * Whether a text stands on a page of AO3's, by words alone. Pure. content/sent-text.js reads a page in the same way.
 *
 * What is new is known by its first and its last words. What changes something that AO3 has is known only by all of its words:
 * whoever mends a sentence in the middle has left both ends as they are, and they stand there whether AO3 took it or not.
 *
 * @import {Sought} from '../types/drafts.js'
 */

/**
 * 32 bits of FNV-1a (draft-eastlake-fnv, section 2): words that differ have the same once in four thousand millions.
 *
 * @param {readonly string[]} words
 */
export function sumOf(words) {
  let sum = 0x811c9dc5;
  for (const sign of words.join(' ')) sum = Math.imul(sum ^ /** @type {number} */ (sign.codePointAt(0)), 0x01000193) >>> 0;
  return sum;
}

/**
 * @param {Sought} sought
 * @param {readonly string[]} words of the page
 * @returns {'all' | 'ends' | 'none'} ends: it begins and ends there, and is another one in between
 */
export function standing({ head, tail, whole }, words) {
  const page = ` ${words.join(' ')} `;
  if (!page.includes(` ${head} `) || !page.includes(` ${tail} `)) return 'none';
  if (!whole) return 'all';
  const first = head.split(' ');
  const begins = (/** @type {number} */ at) => first.every((word, n) => words[at + n] === word);
  const isWhole = (/** @type {number} */ at) => begins(at) && sumOf(words.slice(at, at + whole.count)) === whole.sum;
  return words.some((_, at) => isWhole(at)) ? 'all' : 'ends';
}
