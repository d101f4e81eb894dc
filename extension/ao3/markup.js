/**
 * A reader of markup that goes through it once, from its first character to its last, whatever the
 * markup is: it is somebody else's, and may be made to keep us busy. Pure.
 *
 * It follows the tokenizer of the HTML Standard (§ 13.2.5) where that matters here: tags, attributes in
 * all their ways of quoting, comments, elements whose inside is no markup. It builds no tree. Every step
 * goes forward and begins where the last one ended; nothing is looked at a second time, so that the work
 * grows with the length alone. `steps` counts it, and a test holds it to that.
 */

/** Their inside is text, or nothing that a person sees, up to their own end tag (§ 13.2.6.4; with scripts on, noscript too). */
const RAW = new Set(['script', 'style', 'textarea', 'title', 'noscript', 'noembed', 'noframes', 'iframe', 'xmp']);

/** A name that is longer than this is none that is known here. */
const LONGEST_NAME = 64;

// What each character of ASCII ends or is; no other one means anything in markup.
const SPACE = 1;
const ENDS_NAME = 2;
const ENDS_ATTRIBUTE = 4;
const ENDS_VALUE = 8;
const LETTER = 16;
const BETWEEN = 32;
const KINDS = new Uint8Array(128);
for (const c of '\t\n\f\r ') KINDS[c.charCodeAt(0)] = SPACE | ENDS_NAME | ENDS_ATTRIBUTE | ENDS_VALUE | BETWEEN;
KINDS['/'.charCodeAt(0)] = ENDS_NAME | ENDS_ATTRIBUTE | BETWEEN;
KINDS['>'.charCodeAt(0)] = ENDS_NAME | ENDS_ATTRIBUTE | ENDS_VALUE;
KINDS['='.charCodeAt(0)] = ENDS_ATTRIBUTE;
for (const c of 'abcdefghijklmnopqrstuvwxyz') for (const each of [c, c.toUpperCase()]) KINDS[each.charCodeAt(0)] = LETTER;

const [GREATER, EQUALS, SLASH, BANG, QUESTION, DOUBLE, SINGLE] = [...'>=/!?"\''].map((c) => c.charCodeAt(0));

/** @type {ReadonlyMap<string, string>} */
const NO_ATTRIBUTES = new Map();

/**
 * What is heard of a page, in its order.
 *
 * @typedef {object} Heard
 * @property {ReadonlySet<string>} attributes the names of those that are listened to
 * @property {(name: string, attributes: ReadonlyMap<string, string>) => void} start names in small letters; values as they are written
 * @property {(name: string) => void} end
 * @property {(text: string) => void} words what stands between tags; entities as they are written
 * @property {(name: string, text: string) => void} raw the inside of an element that has no markup inside
 */

/** Reads one page. */
export class MarkupReader {
  #html;
  #heard;
  #longest;
  #at = 0;

  /** How many characters were looked at, in all. */
  steps = 0;

  /** @param {string} html @param {Heard} heard */
  constructor(html, heard) {
    this.#html = html;
    this.#heard = heard;
    this.#longest = Math.max(0, ...[...heard.attributes].map((name) => name.length));
  }

  /** To the end. */
  read() {
    const end = this.#html.length;
    let from = 0; // Where the words began that are being passed.
    while (this.#at < end) {
      this.#to('<');
      const next = this.#at + 1 < end ? this.#html.charCodeAt(this.#at + 1) : 0;
      const opens = this.#at < end && (this.#is(next, LETTER) || next === SLASH || next === BANG || next === QUESTION);
      if (!opens && this.#at < end) {
        this.#at += 1; // Here it is text like any other character.
        continue;
      }
      if (this.#at > from) this.#heard.words(this.#html.slice(from, this.#at));
      if (opens) this.#open(next);
      from = this.#at;
    }
    if (this.#at > from) this.#heard.words(this.#html.slice(from));
  }

  /** Goes to where this stands next, or to the end. @param {string} what */
  #to(what) {
    const found = this.#html.indexOf(what, this.#at);
    const to = found < 0 ? this.#html.length : found;
    this.steps += to - this.#at + 1;
    this.#at = to;
  }

  /** Past the next of these, or to the end. @param {string} what */
  #past(what) {
    this.#to(what);
    this.#at = Math.min(this.#html.length, this.#at + what.length);
  }

  /** @param {number} code @param {number} kind */
  #is(code, kind) {
    // Beyond ASCII there is no kind.
    return ((KINDS[code] ?? 0) & kind) !== 0;
  }

  /** Goes on while characters are of a kind, or are not. @param {number} kind @param {boolean} are */
  #while(kind, are) {
    const html = this.#html;
    let at = this.#at;
    while (at < html.length && this.#is(html.charCodeAt(at), kind) === are) at += 1;
    this.steps += at - this.#at + 1;
    this.#at = at;
  }

  /** NaN at the end. */
  #here() {
    return this.#html.charCodeAt(this.#at);
  }

  /** What comes with a `<`. @param {number} next the character after it */
  #open(next) {
    this.#at += 1;
    this.steps += 1;
    if (next === SLASH) this.#endTag();
    else if (next === BANG) this.#comment();
    else if (next === QUESTION) this.#past('>');
    else this.#tag();
  }

  #comment() {
    if (!this.#html.startsWith('!--', this.#at)) return this.#past('>'); // A doctype, or something like it.
    this.#at += 3;
    const atOnce = ['>', '->'].find((end) => this.#html.startsWith(end, this.#at));
    if (atOnce) this.#at += atOnce.length;
    else this.#past('-->');
  }

  /** In small letters. */
  #tagName() {
    const from = this.#at;
    this.#while(ENDS_NAME, false);
    return this.#html.slice(from, Math.min(this.#at, from + LONGEST_NAME)).toLowerCase();
  }

  #endTag() {
    this.#at += 1;
    if (!this.#is(this.#here(), LETTER)) return this.#past('>');
    const name = this.#tagName();
    if (this.#attributes()) this.#heard.end(name);
  }

  #tag() {
    const name = this.#tagName();
    const attributes = this.#attributes();
    if (!attributes) return; // The page ends within the tag: no tag is reported.
    this.#heard.start(name, attributes);
    if (RAW.has(name)) this.#raw(name);
  }

  /** @returns {ReadonlyMap<string, string> | undefined} undefined where the tag has no end */
  #attributes() {
    /** @type {Map<string, string> | undefined} */
    let found;
    for (this.#while(BETWEEN, true); this.#here() !== GREATER; this.#while(BETWEEN, true)) {
      if (this.#at >= this.#html.length) return undefined;
      const name = this.#attributeName();
      const value = this.#value(name !== '');
      if (value === undefined) return undefined;
      if (name === '') continue;
      found ??= new Map();
      if (!found.has(name)) found.set(name, value); // The first one counts.
    }
    this.#at += 1;
    return found ?? NO_ATTRIBUTES;
  }

  /** '' where nobody listens to it. */
  #attributeName() {
    const from = this.#at;
    this.#at += 1; // An equals sign in the first place belongs to the name.
    this.#while(ENDS_ATTRIBUTE, false);
    if (this.#at - from > this.#longest) return '';
    const name = this.#html.slice(from, this.#at).toLowerCase();
    return this.#heard.attributes.has(name) ? name : '';
  }

  /**
   * What the attribute is, if it is anything.
   *
   * @param {boolean} wanted
   * @returns {string | undefined} undefined where its quote is never closed
   */
  #value(wanted) {
    this.#while(SPACE, true);
    if (this.#here() !== EQUALS) return '';
    this.#at += 1;
    this.#while(SPACE, true);
    const quote = this.#here();
    const isQuoted = quote === DOUBLE || quote === SINGLE;
    if (isQuoted) this.#at += 1;
    const from = this.#at;
    if (isQuoted) this.#to(quote === DOUBLE ? '"' : "'");
    else this.#while(ENDS_VALUE, false);
    const to = this.#at;
    if (isQuoted && to >= this.#html.length) return undefined;
    if (isQuoted) this.#at += 1;
    return wanted ? this.#html.slice(from, to) : '';
  }

  /** To the element's own end tag, or to the end of the page. @param {string} name */
  #raw(name) {
    const from = this.#at;
    for (this.#to('</'); !this.#endsHere(name); this.#to('</')) this.#at += 2;
    if (this.#at > from) this.#heard.raw(name, this.#html.slice(from, this.#at));
  }

  /** @param {string} name */
  #endsHere(name) {
    if (this.#at >= this.#html.length) return true;
    const end = this.#at + 2 + name.length;
    this.steps += name.length;
    return (
      end < this.#html.length &&
      this.#is(this.#html.charCodeAt(end), ENDS_NAME) &&
      this.#html.slice(this.#at + 2, end).toLowerCase() === name
    );
  }
}
