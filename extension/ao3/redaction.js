/**
 * Takes out of a page's words what tells where a person was: somebody else's error page often prints the
 * whole address, and so may AO3's. Pure.
 *
 * Two things are done, and each would be enough for most pages. A word that looks like part of an address
 * goes, whoever's it is (a proxy may quote the page before, too): it holds a slash, an `@`, an encoding, a
 * number of four digits or more. And what the page's own address consists of goes wherever it stands and
 * however it is written: encoded, in capitals, broken by spaces. What is left are words such as "502 Bad
 * Gateway", "squid/5.7" and "The requested URL could not be retrieved".
 */
import { OFFICIAL_HOSTS } from './address.js';

/** More of a text is not looked at, and none of it is left: the work has an end, whatever is written. */
const LONGEST_TEXT = 4_000;

/** No word is longer, not even where a sentence is written without spaces. */
const LONGEST_WORD = 300;

/** Stands where something was taken out, as in the companion (PageReader). */
const GONE = '…';

/** More of an address is not compared: browsers show none that is longer. */
const LONGEST_ADDRESS = 8_192;

/** And no more of its parts; the first ones have the path. */
const MOST_PARTS = 400;

/** What AO3's own addresses are made of: of everybody's, so that it tells nothing of anybody. */
const OF_EVERY_ADDRESS = new Set(
  (
    'https http www archiveofourown ao3 org com net gay archive transformativeworks works work chapters ' +
    'chapter tags tag users user pseuds bookmarks bookmark ' +
    'collections collection series comments comment search new edit navigate downloads page ' +
    'pages media fandoms people gifts login password admin posts ' +
    'readings subscriptions inbox preview import full adult view show sort column direction ' +
    'commit utf8 query true false token dispenser json error timeout auth lost cookie'
  ).split(' '),
);

/** Of every language's titles and of every error page: alone they tell nothing. */
const LITTLE_WORDS = new Set(
  (
    'a an and are as at be but by can could for from has have if in is it may no not of on or so that the ' +
    'this to was were will with you your'
  ).split(' '),
);

/** What has a slash and is no path. */
const NO_PATH = /^(https?\/\d(\.\d)?|and\/or|tcp\/ip|i\/o|n\/a|ssl\/tls|tls\/ssl|yes\/no|on\/off)$/i;

/** A program and its version, as gateways sign: the version has a dot, which no id has. */
const PRODUCT = /^([a-z][a-z_-]{1,24})\/v?\d{1,3}(\.\d{1,3}){1,4}[a-z]?$/i;

/** No word of any language has these inside; addresses, encodings and templates do. */
const SIGNS = /[\\@=&?%#*+~[\]{}<>|;$^`]/;

/** Digits and letters in one, so long: a token, or an address that was encoded. */
const LONGEST_MIXED = 11;

/** So many digits in one are no status and no version. */
const LONG_NUMBER = 4;

const STATUS = /^[45]\d\d$/;
const official = new Set(OFFICIAL_HOSTS);

/** One way of writing for all: what is drawn alike is alike, and what is not drawn is not there. @param {string} text */
function folded(text) {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cf}\u034f\ufe00-\ufe0f]/gu, '')
    .replace(/\p{Cc}+/gu, ' ');
}

/** Letters and digits alone, small. @param {string} text */
function bare(text) {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** @param {string} text */
function decoded(text) {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      // Not UTF-8: one character for each byte, as old software reads it.
      return run.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    }
  });
}

/** As software reads UTF-8 that takes it for Latin-1. @param {string} text */
function misread(text) {
  return String.fromCharCode(...new TextEncoder().encode(text.slice(0, 400)));
}

/**
 * What an address consists of beyond what every address on AO3 has.
 *
 * @typedef {object} Parts
 * @property {ReadonlySet<string>} within looked for in the text without its spaces and signs
 * @property {ReadonlySet<string>} whole words that are too short for that: taken where they stand alone
 */

/** @param {readonly string[]} addresses @returns {Parts} */
function partsOf(addresses) {
  /** @type {Set<string>} */
  const within = new Set();
  /** @type {Set<string>} */
  const whole = new Set();
  /** @param {string} text */
  const take = (text) => {
    if (within.size + whole.size >= MOST_PARTS) return;
    const part = bare(text);
    if (part === '' || STATUS.test(part) || OF_EVERY_ADDRESS.has(part) || LITTLE_WORDS.has(part)) return;
    if (/^(\d{1,2}|[a-z])$/.test(part)) return; // A page's number, an initial: of many addresses.
    // Short ones stand in many a word; those of other scripts are words already.
    const long = /^[\x00-\x7f]*$/.test(part) ? (/^\d+$/.test(part) ? 3 : 4) : 2;
    (part.length >= long ? within : whole).add(part);
  };
  for (const address of addresses) {
    const [, rest = ''] = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*(.*)$/is.exec(address.slice(0, LONGEST_ADDRESS)) ?? [];
    for (const piece of rest.split(/[/?#&=;]/)) {
      const once = decoded(piece.replaceAll('+', ' '));
      const plain = decoded(once);
      for (const text of new Set([piece, once, plain, misread(plain)].map(folded))) take(text);
      // AO3 writes `/ & . ? #` in the names of tags as *s* *a* *d* *q* *h*.
      for (const text of [plain, misread(plain)])
        for (const word of folded(text)
          .replace(/\*[sadqh]\*/g, ' ')
          .split(/[^\p{L}\p{N}]+/u))
          take(word);
    }
  }
  return { within, whole };
}

/** The words in which some part of the address stands, whole or broken. @param {readonly string[]} words @param {Parts} parts */
function touched(words, { within, whole }) {
  /** @type {Set<number>} */
  const found = new Set();
  /** Of each character of the text without spaces, its word. @type {number[]} */
  const owner = [];
  let text = '';
  for (const [i, word] of words.entries()) {
    const letters = bare(word);
    text += letters;
    for (let n = 0; n < letters.length; n += 1) owner.push(i);
    if (
      word
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .some((piece) => whole.has(piece))
    )
      found.add(i);
  }
  for (const part of within) {
    for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) {
      for (let n = at; n < at + part.length; n += 1) found.add(owner[n] ?? 0);
    }
  }
  return found;
}

/** Whether a long word is readable text once its base64 is undone. @param {string} word */
function isEncodedText(word) {
  if (!/^[a-z0-9+/_-]{12,}={0,2}$/i.test(word)) return false;
  try {
    const text = atob(word.replace(/[-_]/g, (c) => (c === '-' ? '+' : '/')).replace(/=+$/, ''));
    return /^[\x20-\x7e]+$/.test(text);
  } catch {
    return false; // No base64.
  }
}

/** Whether a word, by its look, may be part of an address, a token or somebody's name on a network. @param {string} word */
function isTelling(word) {
  if (word.length > LONGEST_WORD) return true;
  const core = word.replace(/^[^\p{L}\p{N}\\/@%&=~*+]+|[^\p{L}\p{N}\\/@&=~*+]+$/gu, '');
  if (NO_PATH.test(core) || official.has(core.toLowerCase())) return false;
  const product = PRODUCT.exec(core)?.[1]?.toLowerCase();
  if (product !== undefined) return OF_EVERY_ADDRESS.has(product);
  // A sign that stands alone, as in "Q & A", is none of an address.
  if (core.length > 1 && SIGNS.test(core)) return true;
  if (core.includes('/')) return true;
  if ((core.match(/\p{N}/gu) ?? []).length >= LONG_NUMBER) return true;
  if (core.length > LONGEST_MIXED && /\p{N}/u.test(core) && /\p{L}/u.test(core)) return true;
  // A machine, a class or a file has a dot before a letter; "e.g." has letters alone between its dots.
  if (/\.\p{L}/u.test(core) && !/^(\p{L}\.)+\p{L}$/u.test(core)) return true;
  if (/:./u.test(core) && !/^\p{L}+:[1-5]\d\d$/u.test(core)) return true;
  return isEncodedText(core);
}

/** A long number that is written in groups. @param {readonly string[]} words */
function groupedNumbers(words) {
  /** @type {Set<number>} */
  const found = new Set();
  for (let from = 0; from < words.length;) {
    let to = from;
    let digits = 0;
    while (to < words.length && /^[\p{N}.,'-]*\p{N}[\p{N}.,'-]*$/u.test(words[to] ?? '')) digits += bare(words[to++] ?? '').length;
    if (digits >= LONG_NUMBER) for (let n = from; n < to; n += 1) found.add(n);
    from = Math.max(to, from + 1);
  }
  return found;
}

/**
 * @param {string} text a page's words, as they are drawn
 * @param {readonly string[]} addresses what must not be told: the page's own, and the one before
 * @param {number} most characters to be left
 * @returns {string}
 */
export function redacted(text, addresses, most) {
  const words = folded(text.slice(0, LONGEST_TEXT)).slice(0, LONGEST_TEXT).split(/\s+/).filter(Boolean);
  const gone = new Set([...touched(words, partsOf(addresses)), ...groupedNumbers(words)]);
  const kept = words.map((word, i) => (gone.has(i) || isTelling(word) ? GONE : word));
  return kept
    .filter((word, i) => word !== GONE || kept[i - 1] !== GONE)
    .join(' ')
    .slice(0, most)
    .trim();
}
