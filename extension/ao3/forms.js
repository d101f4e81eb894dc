/**
 * AO3's forms that hold words: which of them a form is, whose text it is, and how much is in it. Pure.
 *
 * A form is known by where it is sent and by the names of its fields, as AO3's own code has them (the writing guide,
 * A1): the address of the page is another one after a preview and after a refused form, though it is the same text.
 */

/**
 * @typedef {'work' | 'chapter' | 'comment' | 'bookmark' | 'series' | 'profile' | 'pseud' | 'collection' | 'sign-up' | 'prompt'
 *   | 'skin' | 'support' | 'abuse' | 'loose' | 'other'} FormKind
 *
 * @typedef {object} FormName
 * @property {FormKind} kind
 * @property {string} key the same for the same text, whichever page holds the form
 */

/** Where a text would be sent that is of no form yet (loose-texts.js): AO3 has no such path, and it is sent nowhere. */
export const LOOSE = '/why502/loose';

/** Ordered: specific before general. The path that a form is sent to, and what it is. @type {readonly (readonly [RegExp, FormKind])[]} */
const KINDS = [
  [/\/works\/\d+\/chapters(\/\d+)?$/, 'chapter'],
  [/\/comments(\/\d+)?$/, 'comment'],
  [/\/bookmarks(\/\d+)?$/, 'bookmark'],
  [/\/works(\/\d+|\/import)?$/, 'work'],
  [/^\/series\/\d+$/, 'series'],
  [/\/profile(\/update)?$/, 'profile'],
  [/\/pseuds(\/[^/]+)?$/, 'pseud'],
  [/\/signups(\/\d+)?$/, 'sign-up'],
  [/\/prompts(\/\d+)?$/, 'prompt'],
  [/^\/collections(\/[^/]+)?$/, 'collection'],
  [/^\/skins(\/\d+)?$/, 'skin'],
  [/^\/(support|feedbacks)$/, 'support'],
  [/^\/abuse_reports$/, 'abuse'],
  [/^\/why502\/loose\/[\w-]+$/, 'loose'],
];

/** What AO3 calls the fields that say for which of several places on one page a text is. */
const PLACES = /\[(commentable_id|commentable_type|parent_id|comment_id)\]$|^(commentable_id|comment_id|tag_id|admin_post_id)$/;

/** What AO3 calls the fields that are a text themselves. */
const MAIN = ['content', 'comment_content', 'bookmarker_notes', 'summary', 'notes', 'about_me', 'description', 'comment', 'css', 'intro'];

/** And the other ones that hold a person's words. */
const LONG_BESIDE = ['endnotes', 'series_notes', 'faq', 'rules', 'assignment_notification', 'gift_notification'];
const BESIDE = ['title', ...LONG_BESIDE];

/** @param {string} name of a field, as in `work[chapter_attributes][content]` */
const lastOf = (name) => /\[([^\]]+)\]$/.exec(name)?.[1] ?? '';

/** @typedef {import('../types/drafts.js').Field} Field */

/**
 * @param {string} action the path that the form is sent to
 * @param {readonly Field[]} fields
 * @returns {FormName}
 */
export function formName(action, fields) {
  const path = action.replace(/\/+$/, '') || '/';
  const kind = KINDS.find(([is]) => is.test(path))?.[1] ?? 'other';
  const places = fields.filter(({ name }) => PLACES.test(name)).map(({ name, value }) => `${name}=${value}`);
  return { kind, key: [kind, path, ...places.sort()].join(' ') };
}

/** What the settings of a challenge tell those who sign up (`signup_instructions_general` and the like). */
const INSTRUCTIONS = /(^|_)instructions(_|$)/;

/** The import of works has fields without a form's name around them. */
const OF_IMPORT = ['urls', 'notes'];

/** Whether a field is a text itself. @param {Field} field */
const isMain = ({ name }) => MAIN.includes(lastOf(name)) || INSTRUCTIONS.test(lastOf(name)) || OF_IMPORT.includes(name);

/** Whether a field holds a person's words. @param {Field} field */
export const isWordy = (field) => isMain(field) || BESIDE.includes(lastOf(field.name)) || field.name.endsWith('_autocomplete');

/** What the person calls it; '' where it has no name yet. @param {readonly Field[]} fields */
export function titleOf(fields) {
  const named = (/** @type {RegExp} */ which) => fields.find(({ name, value }) => which.test(name) && value.trim())?.value.trim() ?? '';
  return named(/\[title\]$/) || named(/\[name\]$/) || named(/\[summary\]$/);
}

/**
 * The field that is the text itself, as far as can be told: the longest of those that are one; where all of them are empty, of
 * those beside them, as the rules of a collection are.
 *
 * @param {readonly Field[]} fields
 * @returns {Field | undefined}
 */
export function mainField(fields) {
  const longest = (/** @type {readonly Field[]} */ all) =>
    all.reduce(
      (/** @type {Field | undefined} */ best, field) => (best && best.value.length >= field.value.length ? best : field),
      undefined,
    );
  const main = longest(fields.filter(isMain));
  return main?.value.trim() ? main : (longest(fields.filter(({ name }) => LONG_BESIDE.includes(lastOf(name)))) ?? main);
}

/** Whether two forms hold the same words, but for white space. @param {readonly Field[]} a @param {readonly Field[]} b */
export function sameWords(a, b) {
  const words = (/** @type {readonly Field[]} */ fields) =>
    fields
      .filter((field) => isWordy(field) && field.value.trim())
      .map(({ name, value }) => `${name} ${plainText(value).replace(/\s+/g, ' ').trim()}`)
      .sort();
  const [left, right] = [words(a), words(b)];
  return left.length === right.length && left.every((each, n) => each === right[n]);
}

/** HTML's names of the signs from U+00A0 to U+00FF, in their order; a name in capitals is another sign. */
const LATIN_1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot ' +
  'cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml ' +
  'Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig ' +
  'agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ' +
  'ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

/**
 * The signs that AO3's editor writes by name: TinyMCE's "named" entities, but for Greek and mathematics.
 *
 * @type {ReadonlyMap<string, string>}
 */
const NAMED = new Map([
  ...LATIN_1.split(' ').map((name, n) => /** @type {[string, string]} */ ([name, String.fromCodePoint(0xa0 + n)])),
  ...Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", OElig: 'Œ', oelig: 'œ', Scaron: 'Š', scaron: 'š', Yuml: 'Ÿ' }),
  ...Object.entries({ fnof: 'ƒ', circ: 'ˆ', tilde: '˜', ensp: '\u2002', emsp: '\u2003', thinsp: '\u2009', zwnj: '\u200c', zwj: '\u200d' }),
  ...Object.entries({ lrm: '\u200e', rlm: '\u200f', ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', sbquo: '‚', ldquo: '“', rdquo: '”' }),
  ...Object.entries({ bdquo: '„', dagger: '†', Dagger: '‡', bull: '•', hellip: '…', permil: '‰', prime: '′', Prime: '″', euro: '€' }),
  ...Object.entries({
    lsaquo: '‹',
    rsaquo: '›',
    oline: '‾',
    frasl: '⁄',
    trade: '™',
    larr: '←',
    uarr: '↑',
    rarr: '→',
    darr: '↓',
    hearts: '♥',
  }),
]);

/** A sign by its number or its name. */
const WRITTEN = /&(#[xX][0-9a-fA-F]{1,6}|#\d{1,7}|[a-zA-Z][a-zA-Z0-9]{1,7});/g;

/**
 * What a person reads of a text that may be written in HTML: a new line where a paragraph ends, no tags, signs as they
 * are. It is for reading, counting and comparing; nothing of it is ever run.
 *
 * @param {string} html
 */
export function plainText(html) {
  return html
    .replace(/<(br|hr)\b[^>]*>/gi, '\n')
    .replace(/<\/(p|div|h[1-6]|li|blockquote|tr)\s*>/gi, '\n\n')
    .replace(/<[a-z/!][^>]*>/gi, '')
    .replace(WRITTEN, (whole, /** @type {string} */ name) => signOf(name) ?? whole)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** @param {string} name @returns {string | undefined} */
function signOf(name) {
  if (!name.startsWith('#')) return NAMED.get(name);
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** A word: letters and digits in a row; where words have no space between them, each sign is one. */
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}\p{M}]+(?:['’-][\p{L}\p{N}\p{M}]+)*/gu;

/** How many words a person would count in it. @param {string} html */
export function wordsIn(html) {
  return plainText(html).match(WORD)?.length ?? 0;
}

/**
 * Letters and digits in a row, in small letters: what AO3 leaves of a text as it is, whatever it makes of its tags, quotes and
 * white space. content/sent-text.js reads a page in the same way.
 *
 * @param {string} html
 * @returns {string[]}
 */
export const wordsOf = (html) =>
  plainText(html.replace(/<(?:p|div|h[1-6]|li|blockquote|tr|td|th)\b/gi, ' $&'))
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** AO3 shows this as the longest text of a chapter, and takes a little more (the writing guide, A1). In characters. */
export const LONG_CHAPTER = Object.freeze({ warns: 500_000, most: 510_000 });

/**
 * How many characters AO3's server counts in a text, after its cleaner: a sign that the editor writes by name, a line break
 * and an emoji are one each (the writing guide, A2).
 *
 * @param {string} html
 */
export function charactersIn(html) {
  const text = html.replace(WRITTEN, (whole, /** @type {string} */ name) => signOf(name) ?? whole);
  let count = 0;
  for (const _ of text.replace(/\r\n?/g, '\n')) count += 1;
  return count;
}

/**
 * How long the text of a chapter is, where it comes near to what AO3 takes.
 *
 * @param {readonly Field[]} fields
 * @returns {number | null} characters; null where it is short enough, or none of a chapter
 */
export function nearTheLimit(fields) {
  const content = fields.find(({ name }) => lastOf(name) === 'content' && /^(work|chapter)\[/.test(name));
  // What is shorter by all signs is not counted one by one.
  if (!content || content.value.length < LONG_CHAPTER.warns) return null;
  const count = charactersIn(content.value);
  return count >= LONG_CHAPTER.warns ? count : null;
}
