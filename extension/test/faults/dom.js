/**
 * As much of a document as our own pages use: elements with text, attributes, children, classes and
 * listeners, read from the pages as they are. It lays nothing out.
 */
import { readFileSync } from 'node:fs';

const VOID = ['meta', 'link', 'input', 'img', 'br', 'path'];

/** An element, or a piece of text. */
export class Node {
  /** @type {Element | null} */
  parentElement = null;
  remove() {
    const siblings = this.parentElement?.childNodes;
    if (siblings) siblings.splice(siblings.indexOf(this), 1);
    this.parentElement = null;
  }
}

export class Text extends Node {
  /** @param {string} data */
  constructor(data) {
    super();
    this.data = data;
  }
}

export class Element extends Node {
  /** @type {Node[]} */
  childNodes = [];
  /** @type {Map<string, string>} */
  attributes = new Map();
  /** @type {Record<string, string>} */
  dataset = {};
  /** @type {Map<string, ((event: any) => void)[]>} */
  #listeners = new Map();
  /** @type {any} */ onclick = null;
  /** @type {any} */ onkeydown = null;
  hidden = false;
  disabled = false;
  checked = false;
  open = false;
  readOnly = false;
  tabIndex = 0;
  scrollTop = 0;
  value = '';
  type = '';
  href = '';
  target = '';
  rel = '';
  dateTime = '';
  lang = '';
  /** @type {Record<string, string>} */ style = {};

  /** @param {string} tag @param {Document} document */
  constructor(tag, document) {
    super();
    this.tagName = tag.toUpperCase();
    this.ownerDocument = document;
  }
  get id() {
    return this.attributes.get('id') ?? '';
  }
  set id(id) {
    this.attributes.set('id', id);
    this.ownerDocument.ids.set(id, this);
  }
  get className() {
    return this.attributes.get('class') ?? '';
  }
  set className(name) {
    this.attributes.set('class', name);
  }
  get classList() {
    const names = () => new Set(this.className.split(/\s+/).filter(Boolean));
    const set = (/** @type {Set<string>} */ all) => void (this.className = [...all].join(' '));
    return {
      contains: (/** @type {string} */ name) => names().has(name),
      add: (/** @type {string} */ name) => set(names().add(name)),
      remove: (/** @type {string} */ name) => {
        const all = names();
        all.delete(name);
        set(all);
      },
      toggle: (/** @type {string} */ name, on = !names().has(name)) => {
        const all = names();
        if (on) all.add(name);
        else all.delete(name);
        set(all);
        return on;
      },
    };
  }
  /** @returns {Element[]} */
  get children() {
    return /** @type {Element[]} */ (this.childNodes.filter((node) => node instanceof Element));
  }
  /** @returns {Element | null} */
  get lastElementChild() {
    return this.children.at(-1) ?? null;
  }
  /** @returns {string} */
  get textContent() {
    return this.childNodes.map((node) => (node instanceof Element ? node.textContent : node instanceof Text ? node.data : '')).join('');
  }
  set textContent(text) {
    this.replaceChildren(String(text));
  }
  get isConnected() {
    /** @type {Element} */
    let top = this;
    while (top.parentElement) top = top.parentElement;
    return top === this.ownerDocument.documentElement;
  }
  checkVisibility() {
    /** @type {Element | null} */
    let at = this;
    while (at && !at.hidden) at = at.parentElement;
    return at === null && this.isConnected;
  }
  /** What a person reads: nothing of what is hidden, or folded away. @returns {string} */
  get innerText() {
    if (this.hidden || ['STYLE', 'SCRIPT', 'SVG', 'TITLE'].includes(this.tagName)) return '';
    const shown = this.tagName === 'DETAILS' && !this.open ? this.children.filter((child) => child.tagName === 'SUMMARY') : this.childNodes;
    return shown
      .map((node) => (node instanceof Element ? node.innerText : node instanceof Text ? node.data : ''))
      .filter(Boolean)
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim();
  }
  /** @param {...(Node | string)} nodes */
  append(...nodes) {
    for (const node of nodes) this.insertBefore(typeof node === 'string' ? new Text(node) : node, null);
  }
  /** @param {...(Node | string)} nodes */
  replaceChildren(...nodes) {
    for (const node of [...this.childNodes]) node.remove();
    this.append(...nodes);
  }
  /** @param {Node} node @param {Node | null} before */
  insertBefore(node, before) {
    node.remove();
    node.parentElement = this;
    this.childNodes.splice(before ? this.childNodes.indexOf(before) : this.childNodes.length, 0, node);
    return node;
  }
  /** @param {string} name @param {string} value */
  setAttribute(name, value) {
    this.attributes.set(name, String(value));
    if (name === 'id') this.id = value;
    if (name.startsWith('data-')) this.dataset[name.slice(5).replace(/-(\w)/g, (_, c) => c.toUpperCase())] = String(value);
    else if (['hidden', 'checked', 'disabled', 'open'].includes(name)) /** @type {any} */ (this)[name] = true;
    else if (['value', 'type', 'href'].includes(name)) /** @type {any} */ (this)[name] = value;
  }
  /** @param {string} name */
  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }
  /** @param {string} name */
  removeAttribute(name) {
    this.attributes.delete(name);
  }
  /** @param {string} type @param {(event: any) => void} listener */
  addEventListener(type, listener) {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }
  /** @param {string} type @param {Record<string, unknown>} [more] */
  fire(type, more = {}) {
    const event = { type, target: this, preventDefault: () => undefined, ...more };
    /** @type {any} */ (this)[`on${type}`]?.(event);
    for (const listener of this.#listeners.get(type) ?? []) listener(event);
  }
  click() {
    if (!this.disabled) this.fire('click');
  }
  focus() {
    this.ownerDocument.activeElement = this;
  }
  select() {
    this.focus();
  }
  /** @param {string} selector @returns {Element | null} */
  querySelector(selector) {
    return this.querySelectorAll(selector)[0] ?? null;
  }
  /**
   * Simple selectors: `tag`, `#id`, `.class`, `[name]`, `[name="value"]`, one after the other, and lists.
   *
   * @param {string} selector
   * @returns {Element[]}
   */
  querySelectorAll(selector) {
    const ways = waysOf(selector);
    /** @type {Element[]} */
    const found = [];
    this.#each((element) => void (ways.some((way) => fitsWay(element, way)) && found.push(element)));
    return found;
  }
  /** Everything below, in the order of the document. @param {(element: Element) => void} visit */
  #each(visit) {
    for (const child of this.childNodes) {
      if (!(child instanceof Element)) continue;
      visit(child);
      child.#each(visit);
    }
  }
}

/** Whether an element is one of these. @typedef {(element: Element) => boolean} Fits */

/** Each selector is read once: a story asks for the same ones ten thousand times. @type {Map<string, Fits[][]>} */
const read = new Map();

/** A list of ways to be met; each is what the element is, and before it what stands above. @param {string} selector */
function waysOf(selector) {
  const known = read.get(selector) ?? selector.split(',').map((each) => each.trim().split(/\s+/).map(fitting));
  read.set(selector, known);
  return known;
}

/** @param {Element} element @param {Fits[]} way */
function fitsWay(element, way) {
  if (!way.at(-1)?.(element)) return false;
  /** @type {Element | null} */
  let above = element.parentElement;
  for (let at = way.length - 2; at >= 0; at -= 1) {
    while (above && !way[at]?.(above)) above = above.parentElement;
    if (!above) return false;
    above = above.parentElement;
  }
  return true;
}

/** @param {string} simple @returns {Fits} */
function fitting(simple) {
  const parts = [...simple.matchAll(/^[\w-]+|[#.][\w-]+|\[[^\]]+\]/g)].map(([part]) => fittingPart(part));
  return (element) => parts.every((fits) => fits(element));
}

/** @param {string} part @returns {Fits} */
function fittingPart(part) {
  const name = part.slice(1);
  if (part.startsWith('#')) return (element) => element.id === name;
  if (part.startsWith('.')) return (element) => ` ${element.className} `.replace(/\s/g, ' ').includes(` ${name} `);
  if (!part.startsWith('[')) {
    const tag = part.toUpperCase();
    return (element) => element.tagName === tag;
  }
  const [, attribute = '', value] = /^\[([\w-]+)(?:="?([^"]*)"?)?\]$/.exec(part) ?? [];
  return (element) => {
    const own = attribute.startsWith('data-') ? element.dataset[attribute.slice(5)] : (element.getAttribute(attribute) ?? undefined);
    return value === undefined ? own !== undefined : own === value;
  };
}

export class Document {
  /** @type {Map<string, Element>} */
  ids = new Map();
  /** @type {Element | null} */
  activeElement = null;
  visibilityState = 'visible';
  title = '';
  /** @type {Element} */
  documentElement;

  /** @param {string} markup */
  constructor(markup) {
    this.documentElement = parse(markup, this);
    this.body = /** @type {Element} */ (this.documentElement.querySelector('body'));
    this.head = /** @type {Element} */ (this.documentElement.querySelector('head'));
  }
  /** @param {string} tag */
  createElement(tag) {
    return new Element(tag, this);
  }
  /** @param {string} _ @param {string} tag */
  createElementNS(_, tag) {
    return new Element(tag, this);
  }
  /** @param {string} id */
  getElementById(id) {
    const known = this.ids.get(id);
    return known?.isConnected ? known : null;
  }
  /** @param {string} selector */
  querySelector(selector) {
    return this.documentElement.querySelector(selector);
  }
  /** @param {string} selector */
  querySelectorAll(selector) {
    return this.documentElement.querySelectorAll(selector);
  }
  addEventListener() {
    return undefined; // Whether it is seen does not change here.
  }
}

/** Our own pages close what they open. @param {string} markup @param {Document} document @returns {Element} */
function parse(markup, document) {
  const top = new Element('html', document);
  /** @type {Element[]} */
  const open = [top];
  const clean = markup.replace(/<!doctype[^>]*>|<!--[\s\S]*?-->|<style[\s\S]*?<\/style>/gi, '');
  for (const [, close, tag = '', attributes = '', text] of clean.matchAll(/<(\/)?([\w-]+)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>|([^<]+)/g)) {
    const parent = /** @type {Element} */ (open.at(-1));
    if (text !== undefined) {
      if (text.trim()) parent.append(text);
    } else if (close) {
      if (open.length > 1) open.pop();
    } else if (tag !== 'html') {
      const made = new Element(tag, document);
      for (const [, name = '', value = ''] of attributes.matchAll(/([\w-]+)(?:="([^"]*)")?/g)) made.setAttribute(name, value);
      parent.append(made);
      if (!VOID.includes(tag)) open.push(made);
    }
  }
  return top;
}

/** @param {URL} page */
export const documentOf = (page) => new Document(readFileSync(page, 'utf8'));
