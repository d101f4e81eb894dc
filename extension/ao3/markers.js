/**
 * What in a page's markup tells who wrote it. Pure: a service worker has no DOMParser, and one reader
 * for trials and for pages means that both are judged alike.
 *
 * It listens to tags; it does not build a tree. That is enough for classes, ids and a title, and a
 * hostile page can at worst give wrong markers, which are evidence among others. Whatever of it is free
 * text is cleaned here (redaction.js), before anything else sees it: it goes to the companion.
 *
 * @import {Markers} from '../types/protocol.js'
 */
import { MarkupReader } from './markup.js';
import { redacted } from './redaction.js';

/** How much of a page is read. */
export const READ_AT_MOST = 65_536;

const KNOWN_IDS = ['main', 'greeting', 'cf-wrapper', 'cf-error-details', 'challenge-error-text'];
const MOST_CLASSES = 12;
const LONGEST_TEXT = 200;
const LONGEST_TITLE = 120;

/** So much is looked at for those: an address that is taken out may be long. */
const LOOKED_AT = 4_000;

/** A class as people name them. Numbers are ids: an error's has three digits. */
const CLASS = /^(?!.*\d{4})[a-z_-][a-z0-9_-]{0,39}$/i;

const LISTENED_TO = new Set(['id', 'class', 'name']);

/** They stand within a line: a word may go through them, as an address does that is allowed to break. */
const INLINE = new Set(
  (
    'a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span ' +
    'strike strong sub sup time tt u var wbr'
  ).split(' '),
);

/** Those that stand in error pages as written by hand; what is not known here stays as it is and is taken out as no word. */
const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['shy', ''],
  ['zwnj', ''],
  ['zwj', ''],
  ['lrm', ''],
  ['rlm', ''],
  ['ndash', '–'],
  ['mdash', '—'],
  ['hellip', '…'],
  ['middot', '·'],
  ['copy', '©'],
  ['reg', '®'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['laquo', '«'],
  ['raquo', '»'],
  ['szlig', 'ß'],
  ['sol', '/'],
  ['colon', ':'],
  ['period', '.'],
  ['commat', '@'],
  ['percnt', '%'],
  ['quest', '?'],
  ['equals', '='],
  ['num', '#'],
]);

/** The accents of `&eacute;` and its kin, as Unicode puts them after the letter. */
const ACCENTS = new Map([
  ['acute', '\u0301'],
  ['grave', '\u0300'],
  ['circ', '\u0302'],
  ['uml', '\u0308'],
  ['tilde', '\u0303'],
  ['cedil', '\u0327'],
  ['ring', '\u030a'],
]);

/** @param {string} text */
function withoutEntities(text) {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z])(acute|grave|circ|uml|tilde|cedil|ring)|([a-z]{2,10}));/gi,
    (all, hex, decimal, letter, accent, name) => {
      if (letter) return letter + ACCENTS.get(accent.toLowerCase());
      if (name) return ENTITIES.get(name.toLowerCase()) ?? all;
      const code = Number.parseInt(hex ?? decimal, hex ? 16 : 10);
      return code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
    },
  );
}

/** Collects the beginning of a page's words. */
class Words {
  #text = '';
  #full = false;

  /** @param {string} more */
  add(more) {
    if (this.#full) return;
    this.#text += more.slice(0, LOOKED_AT);
    this.#full = this.#text.length >= LOOKED_AT;
  }

  /** Twice: what was written for a page that is shown in a page. The end may be half a word, which nobody could judge. */
  toString() {
    const text = withoutEntities(withoutEntities(this.#text));
    if (!this.#full) return text;
    let end = text.length;
    while (end > 0 && /\S/.test(text.charAt(end - 1))) end -= 1;
    return text.slice(0, end);
  }
}

/** Listens to one page, as a `Heard` of markup.js. */
class Listener {
  attributes = LISTENED_TO;
  /** @type {Set<string>} */
  ids = new Set();
  /** @type {string[] | null} null where there is no #main */
  mainClasses = null;
  /** @type {string[]} */
  bodyClasses = [];
  /** @type {Words | null} */
  title = null;
  /** Of #main and what comes after; before that, of the page. */
  text = new Words();
  /** Templates are in nobody's page. */
  #templates = 0;

  /** @param {string} name @param {ReadonlyMap<string, string>} attributes */
  start(name, attributes) {
    if (name === 'template') this.#templates += 1;
    if (this.#templates > 0) return;
    const id = attributes.get('id') ?? '';
    const isMain = id === 'main' && this.mainClasses === null;
    if (name === 'body') this.bodyClasses = classes(attributes);
    if (isMain) this.mainClasses = classes(attributes);
    if ((name === 'body' && this.mainClasses === null) || isMain) this.text = new Words();
    if (name === 'meta' && attributes.get('name') === 'csrf-token') this.ids.add('csrf-token');
    if (KNOWN_IDS.includes(id)) this.ids.add(id);
    this.#gap(name);
  }

  /** @param {string} name */
  end(name) {
    if (name === 'template' && this.#templates > 0) this.#templates -= 1;
    this.#gap(name);
  }

  /** @param {string} text */
  words(text) {
    if (this.#templates === 0) this.text.add(text);
  }

  /** @param {string} name @param {string} text */
  raw(name, text) {
    if (name !== 'title' || this.title || this.#templates > 0) return;
    this.title = new Words();
    this.title.add(text);
  }

  /** @param {string} name */
  #gap(name) {
    if (!INLINE.has(name)) this.text.add(' ');
  }
}

/** @param {ReadonlyMap<string, string>} attributes */
function classes(attributes) {
  return (attributes.get('class') ?? '')
    .slice(0, LOOKED_AT)
    .split(/\s+/)
    .filter((each) => CLASS.test(each))
    .slice(0, MOST_CLASSES);
}

/**
 * What is no page at all is told by its shape, as the companion does (PageReader): the token of a live
 * application opens forms, and what else speaks so may hold a secret, too.
 *
 * @param {string} text
 */
function shape(text) {
  if (/^\s*\{\s*"token"\s*:\s*"/.test(text)) return 'token';
  return /^\s*[{[]/.test(text) ? 'json' : null;
}

/**
 * @param {string} markup the page, or its beginning
 * @param {readonly string[]} addresses what its words must not tell: its own address, and those that led to it
 * @returns {Markers} without the words of ordinary pages and of pages of a signed-in person
 */
export function readMarkers(markup, addresses) {
  const heard = new Listener();
  new MarkupReader(markup.slice(0, READ_AT_MOST), heard).read();
  const { ids, bodyClasses } = heard;
  const mainClasses = heard.mainClasses ?? [];
  const isErrorPage = mainClasses.some((c) => c.startsWith('error-'));
  const isAo3Page = heard.mainClasses !== null || ids.has('greeting');
  const isPersonal = bodyClasses.includes('logged-in') || ids.has('greeting');
  const mayQuote = !isPersonal && (isErrorPage || !isAo3Page);
  const text = mayQuote ? String(heard.text) : '';
  return {
    title: mayQuote && heard.title ? redacted(String(heard.title), addresses, LONGEST_TITLE) : null,
    mainClasses,
    bodyClasses,
    ids: [...ids].sort(),
    text: shape(text) ?? redacted(text, addresses, LONGEST_TEXT),
  };
}
