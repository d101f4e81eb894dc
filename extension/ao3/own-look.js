/**
 * Where we look ourselves whether a text that was sent has arrived, and what AO3's pages tell of it. Only light pages (the
 * field guide, 4): never comments, never a whole work. Pure.
 *
 * - there: its first and last words stand on the page that would show it
 * - not-there: that page shows other words
 * - untold: another page came, or none
 *
 * @import {Field, Kept, Sought} from '../types/drafts.js'
 */
import { plainText, titleOf, wordsOf } from './forms.js';
import { placeOf } from './sent-forms.js';

/** @typedef {'there' | 'not-there' | 'untold'} Told */

/** What posts a chapter or a work; every other button stores a draft, which an index may not name. */
const POSTS = new Set(['post_without_preview_button', 'post_button', 'update_button', 'save_button']);

/**
 * The first page to ask for.
 *
 * @param {Pick<Kept, 'kind' | 'key' | 'button'>} text
 * @param {string} member path of the person's own page; '' where it is not known
 * @returns {string} a path; '' where AO3 has no light page that would show it
 */
export function firstPage({ kind, key, button = '' }, member) {
  const path = key.split(' ')[1] ?? '';
  const isThere = /\/\d+$/.test(path);
  switch (kind) {
    case 'work':
      // A work's own page leads on to its first chapter, where it has several; its index names that.
      if (isThere) return `${path}/navigate`;
      return member && `${member}/works${POSTS.has(button) && button !== 'save_button' ? '' : '/drafts'}`;
    case 'chapter':
    case 'series':
    case 'profile':
    case 'pseud':
    case 'collection':
      return placeOf({ kind, key, button }, '');
    case 'bookmark':
    case 'comment':
      return isThere ? path : '';
    case 'sign-up':
    case 'prompt':
    case 'skin':
    case 'support':
    case 'abuse':
    case 'other':
      return '';
  }
}

/**
 * The page that an index leads to: of a new chapter the last one, of a work's own text the first, of a new work the one of
 * its name.
 *
 * @param {Pick<Kept, 'kind' | 'key'>} text
 * @param {readonly Field[]} fields of it, as they were sent
 * @param {string} at the path of the index
 * @param {string} markup
 * @returns {string | undefined} undefined where it names none, or is none
 */
export function nextPage({ kind, key }, fields, at, markup) {
  const links = [...markup.matchAll(/<a\s[^>]*?href="(\/works\/\d+(?:\/chapters\/\d+)?)"[^>]*>([^<]*)<\/a>/gi)];
  const [, work = ''] = /^(\/works\/\d+)\/navigate$/.exec(at) ?? [];
  if (work) {
    const chapters = links.map(([, path = '']) => path).filter((path) => path.startsWith(`${work}/chapters/`));
    return kind === 'work' ? chapters[0] : chapters.at(-1);
  }
  if (!/\/works(\/drafts)?$/.test(at) || kind !== 'work' || /\/\d+$/.test(key)) return undefined;
  const title = folded(titleOf(fields));
  return title ? links.find(([, path = '', name = '']) => /^\/works\/\d+$/.test(path) && folded(name) === title)?.[1] : undefined;
}

/** Whether a page only leads to the one that would show the text. @param {string} at its path */
export const isIndex = (at) => /\/navigate$|\/works(\/drafts)?$/.test(at);

/**
 * What the page tells that would show it.
 *
 * @param {Pick<Kept, 'kind' | 'key' | 'button'>} text
 * @param {Sought} sought
 * @param {string} markup
 * @returns {Told}
 */
export function toldBy({ kind, key, button = '' }, { head, tail }, markup) {
  const words = ` ${wordsOf(withoutScripts(markup)).join(' ')} `;
  if (words.includes(` ${head} `) && words.includes(` ${tail} `)) return 'there';
  // A question about age, a browser check or an error of AO3's shows no text at all.
  const showsText = /\sclass="[^"]*\buserstuff\b/i.test(markup) && (kind === 'chapter' || kind === 'work');
  // Nobody but its author sees a draft, and not on every page; the list of a person's works comes late.
  const wouldShow = POSTS.has(button) && (kind === 'chapter' || /\/\d+$/.test(key));
  return showsText && wouldShow ? 'not-there' : 'untold';
}

/** @param {string} words */
const folded = (words) => plainText(words).replace(/\s+/g, ' ').trim().toLowerCase();

/** What nobody reads on a page. @param {string} markup */
const withoutScripts = (markup) => markup.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, ' ');
