/**
 * What there is to read in a page, made anew of a few kinds of elements without anything of the page's own beside its
 * words: no address to follow, no picture to load, no script, no style. What it is made from stays a document that is
 * never shown and never runs.
 */

/** By what stands there, what is made of it. @type {Readonly<Record<string, string>>} */
const AS = Object.freeze({
  h1: 'h2',
  h2: 'h2',
  h3: 'h3',
  h4: 'h4',
  h5: 'h4',
  p: 'p',
  div: 'div',
  section: 'div',
  article: 'div',
  blockquote: 'blockquote',
  br: 'br',
  hr: 'hr',
  ul: 'ul',
  ol: 'ol',
  li: 'li',
  dl: 'dl',
  dt: 'dt',
  dd: 'dd',
  em: 'em',
  i: 'em',
  cite: 'em',
  strong: 'strong',
  b: 'strong',
  u: 'u',
  s: 's',
  del: 's',
  strike: 's',
  sub: 'sub',
  sup: 'sup',
  pre: 'pre',
  code: 'code',
  span: 'span',
  a: 'span',
  ruby: 'ruby',
  rt: 'rt',
  rp: 'rp',
  table: 'table',
  tbody: 'tbody',
  thead: 'thead',
  tr: 'tr',
  td: 'td',
  th: 'th',
});

/** AO3's own tools, and what is for other ears or for nobody. */
const LEFT_OUT = '.actions, .landmark, .navigation, #feedback, [hidden], .hidden, .wrapper.toggled';

/** Broken HTML nests without end; a person's text does not. */
const DEEPEST = 60;

/**
 * @param {Document} page
 * @returns {DocumentFragment}
 */
export function readable(page) {
  const made = document.createDocumentFragment();
  const main = page.querySelector('#main');
  if (main) for (const child of main.childNodes) add(child, made, 0);
  return made;
}

/** @param {Node} node @param {Node} into @param {number} depth */
function add(node, into, depth) {
  if (node.nodeType === Node.TEXT_NODE) return void into.appendChild(document.createTextNode(node.nodeValue ?? ''));
  if (!(node instanceof Element) || depth > DEEPEST || node.matches(LEFT_OUT)) return;
  const name = AS[node.localName];
  if (!name) return;
  const element = document.createElement(name);
  const [language, direction] = [node.getAttribute('lang'), node.getAttribute('dir')];
  if (language && /^[a-zA-Z-]{2,35}$/.test(language)) element.lang = language;
  if (direction && /^(ltr|rtl|auto)$/i.test(direction)) element.dir = direction;
  for (const child of node.childNodes) add(child, element, depth + 1);
  into.appendChild(element);
}
