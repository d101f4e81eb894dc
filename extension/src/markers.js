/**
 * What in a page's markup tells who wrote it. Pure: a service worker has no DOMParser, and one reader
 * for trials and for pages means that both are judged alike.
 *
 * It scans start tags; it does not build a tree. That is enough for classes, ids and a title, and a
 * hostile page can at worst give wrong markers, which are evidence among others.
 *
 * @import {Markers} from '../types/protocol.js'
 */

/** How much of a page is read. */
export const READ_AT_MOST = 65_536;

const KNOWN_IDS = ['main', 'greeting', 'cf-wrapper', 'cf-error-details', 'challenge-error-text'];
const MOST_CLASSES = 12;
const LONGEST_TEXT = 200;
const LONGEST_TITLE = 120;

/** A whole comment, script, style or template, or one start tag. Their insides are not markup. */
const PIECE = /<!--[\s\S]*?(?:-->|$)|<(script|style|template|noscript|textarea)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)|<([a-z][a-z0-9-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;
const ATTRIBUTE = /([^\s=/"'>]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g;

/** @param {string} attributes @param {string} name */
function attribute(attributes, name) {
  for (const [, key, double, single, bare] of attributes.matchAll(ATTRIBUTE)) {
    if (key?.toLowerCase() === name) return double ?? single ?? bare ?? '';
  }
  return '';
}

/** @param {string} attributes */
function classes(attributes) {
  return attribute(attributes, 'class').split(/\s+/).filter(Boolean).slice(0, MOST_CLASSES);
}

/** @param {string} html */
function words(html) {
  return html
    .replace(PIECE, ' ')
    .replace(/<[^>]*>?/g, ' ')
    .replace(/&(?:#39|apos);/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&(?:lt|gt|nbsp|#160);/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * @param {string} markup the page, or its beginning
 * @returns {Markers} without the words of ordinary pages and of pages of a signed-in person
 */
export function readMarkers(markup) {
  const html = markup.slice(0, READ_AT_MOST);
  /** @type {Set<string>} */
  const ids = new Set();
  /** @type {string[]} */
  let mainClasses = [];
  /** @type {string[]} */
  let bodyClasses = [];
  let mainStart = -1;
  let bodyStart = 0;
  for (const piece of html.matchAll(PIECE)) {
    const [whole, , tag, attributes = ''] = piece;
    if (!tag) continue;
    if (tag.toLowerCase() === 'body') {
      bodyClasses = classes(attributes);
      bodyStart = piece.index + whole.length;
    }
    if (tag.toLowerCase() === 'meta' && attribute(attributes, 'name') === 'csrf-token') ids.add('csrf-token');
    const id = attribute(attributes, 'id');
    if (KNOWN_IDS.includes(id)) ids.add(id);
    if (id === 'main' && mainStart < 0) {
      mainClasses = classes(attributes);
      mainStart = piece.index + whole.length;
    }
  }
  const isErrorPage = mainClasses.some((c) => c.startsWith('error-'));
  const isAo3Page = mainStart >= 0 || ids.has('greeting');
  const isPersonal = bodyClasses.includes('logged-in') || ids.has('greeting');
  const mayQuote = !isPersonal && (isErrorPage || !isAo3Page);
  const title = /<title\b[^>]*>([\s\S]*?)(?:<\/title|$)/i.exec(html)?.[1];
  const body = html.slice(mainStart >= 0 ? mainStart : bodyStart).replace(/<title\b[\s\S]*?(?:<\/title\s*>|$)/i, ' ');
  return {
    title: mayQuote && title !== undefined ? words(title).slice(0, LONGEST_TITLE) : null,
    mainClasses,
    bodyClasses,
    ids: [...ids].sort(),
    text: mayQuote ? words(body).slice(0, LONGEST_TEXT) : '',
  };
}
