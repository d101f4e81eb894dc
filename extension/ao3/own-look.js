/**
 * Where we look ourselves whether a text that was sent has arrived, and what AO3's pages tell of it. Only light pages (the
 * field guide, 4): never comments, never a whole work. Pure.
 *
 * - there: its first and last words stand on the page that would show it
 * - draft: it was to be posted, and that page shows it as a draft
 * - not-there: that page shows other words
 * - untold: another page came, or none
 *
 * @import {Field, Kept, Sought} from '../types/drafts.js'
 */
import { mainField, plainText, titleOf, wordsOf } from './forms.js';
import { changesWhatIsThere, isToBePosted, placeOf, POSTS } from './sent-forms.js';
import { standing } from './standing-words.js';

/** @typedef {'there' | 'draft' | 'not-there' | 'untold'} Told */

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
      return member && `${member}/works${POSTS.has(button) ? '' : '/drafts'}`;
    case 'chapter':
      return placeOf({ kind, key, button }, '');
    case 'series':
    case 'profile':
    case 'pseud':
    case 'collection':
      // What is new leads to a list of all, which is no light page.
      return changesWhatIsThere(key) ? placeOf({ kind, key, button }, '') : '';
    case 'bookmark':
    case 'comment':
      return isThere ? path : '';
    case 'sign-up':
    case 'prompt':
    case 'skin':
    case 'support':
    case 'abuse':
    case 'loose':
    case 'other':
      return '';
  }
}

/** A chapter or a work, as an index names it. @typedef {{path: string, name: string, date: string}} Entry */

/** How many of an index may be the same text: whoever presses twice has two, and nobody looks at more. */
const MOST_TWINS = 2;

/**
 * What of an index may be this text: of a new chapter the last ones, of a work's own text the first chapter, of a new work
 * those of its name.
 *
 * @param {Pick<Kept, 'kind' | 'key'>} text
 * @param {readonly Field[]} fields of it, as they were sent
 * @param {string} at the path of the index
 * @param {string} markup
 * @returns {Entry[]} the newest first; none where it names none, or is no index
 */
export function entriesOf({ kind, key }, fields, at, markup) {
  const found = [...markup.matchAll(ENTRY)];
  const all = found.map(({ 1: path = '', 2: name = '', index }, n) => {
    const beside = markup.slice(index, found[n + 1]?.index);
    return { path, name: plainText(name).trim(), date: DATE.exec(beside)?.[1]?.trim() ?? '' };
  });
  const [, work = ''] = /^(\/works\/\d+)\/navigate$/.exec(at) ?? [];
  if (work) {
    const chapters = all.filter(({ path }) => path.startsWith(`${work}/chapters/`));
    return kind === 'work' ? chapters.slice(0, 1) : chapters.slice(-MOST_TWINS).reverse();
  }
  if (!/\/works(\/drafts)?$/.test(at) || kind !== 'work' || /\/\d+$/.test(key)) return [];
  const title = folded(titleOf(fields));
  const named = all.filter(({ path, name }) => /^\/works\/\d+$/.test(path) && title !== '' && folded(name) === title);
  return named.filter(({ path }, n) => named.findIndex((each) => each.path === path) === n).slice(0, MOST_TWINS);
}

/** The way to a work or a chapter. */
const ENTRY = /<a\s[^>]*?href="(\/works\/\d+(?:\/chapters\/\d+)?)"[^>]*>([^<]*)<\/a>/gi;

/** The date beside it: in brackets in an index of chapters, without them in a list of works. */
const DATE = /\sclass="datetime">\(?([^)<]*)/i;

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
export function toldBy({ kind, key, button = '' }, sought, markup) {
  const stands = standing(sought, wordsOf(withoutScripts(markup)));
  const isThere = /\/\d+$/.test(key);
  const draft = isToBePosted({ kind, button }) && isDraftPage(markup);
  if (draft && stands === 'all') return 'draft';
  if (draft && isThere) return 'not-there'; // It has other words, and nobody but its writer sees it.
  // What AO3 had as a draft has its words there whether it was posted or not; of what is new, they come with the Post.
  if (stands === 'all') return draft === undefined && isThere ? 'untold' : 'there';
  if (stands === 'ends') return 'untold';
  // A question about age, a browser check or an error of AO3's shows no text at all.
  const showsText = /\sclass="[^"]*\buserstuff\b/i.test(markup) && (kind === 'chapter' || kind === 'work');
  // Saving changes what is there already. Nobody but its author sees a draft, and not on every page; the list of a person's
  // works comes late.
  const wouldShow = isThere ? POSTS.has(button) || button === 'save_button' : POSTS.has(button) && kind === 'chapter';
  return showsText && wouldShow ? 'not-there' : 'untold';
}

/**
 * A chapter, in AO3's own frame: its class says whether it is a draft. No text of a person's can bring another one: AO3 takes
 * their ids away.
 */
const CHAPTER = /<div\s+class="([^"]*)"\s+id="chapter-\d+"/gi;

/**
 * Whether a page shows a draft to its writer.
 *
 * @param {string} markup
 * @returns {boolean | undefined} undefined where no chapter stands there
 */
function isDraftPage(markup) {
  const classes = [...markup.matchAll(CHAPTER)].map(([, names = '']) => names.split(/\s+/));
  return classes.length > 0 ? classes.some((names) => names.includes('draft')) : undefined;
}

/** Whether its words are known for sure: a sign that is written by a name which we do not know is none. @param {readonly Field[]} fields */
export const isLegible = (fields) => !/&[a-z]\w*;/i.test(plainText(mainField(fields)?.value ?? ''));

/** @param {string} words */
const folded = (words) => plainText(words).replace(/\s+/g, ' ').trim().toLowerCase();

/** What nobody reads on a page. @param {string} markup */
const withoutScripts = (markup) => markup.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, ' ');
