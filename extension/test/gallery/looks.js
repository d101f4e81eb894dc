/**
 * What can be measured on a page. Each function is sent into the page as source, so it knows nothing
 * of this file but its arguments; `host` names the element whose shadow root is meant, null the document.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * An expression that calls a function in the page.
 *
 * @template {unknown[]} A
 * @param {(...given: A) => unknown} work
 * @param {A} given
 */
export const inPage = (work, ...given) => `(${work})(${given.map((value) => JSON.stringify(value)).join(', ')})`;

/**
 * Whether what is in a shadow root can be seen, and stays where it is. A card that something has moved in
 * the document is not seen until it stands again, and one in a window of another size comes later: what
 * was measured before is about nothing, or about the window that was.
 *
 * @param {string} host
 * @param {number} forMs
 * @returns {Promise<boolean>}
 */
export function stands(host, forMs) {
  const where = () => {
    const e = [...(document.querySelector(host)?.shadowRoot?.children ?? [])].find((child) => !(child instanceof HTMLStyleElement));
    return e?.checkVisibility() ? JSON.stringify(e.getBoundingClientRect()) : null;
  };
  const before = where();
  return new Promise((done) => setTimeout(() => done(before !== null && where() === before), forMs));
}

/**
 * The card stands beside the body, where axe does not look for what lies behind words: for its look it
 * goes into the body, and then back.
 *
 * @param {string} host
 * @param {boolean} yes
 */
export function intoBody(host, yes) {
  const card = document.querySelector(host);
  if (!card) throw new Error(`there is no ${host}`);
  // The pane in front of the card (content/sight.js) shows nothing, yet axe does not look through it.
  const pane = /** @type {HTMLElement | null | undefined} */ (card.shadowRoot?.querySelector('.pane'));
  if (pane) pane.style.display = yes ? 'none' : '';
  if (yes) document.body.append(card);
  else document.body.before(card);
}

/**
 * Words that do not fit: wider than their box or than the window, or cut below.
 *
 * @param {string | null} host
 * @returns {string[]}
 */
export function misfits(host) {
  const root = host ? document.querySelector(host)?.shadowRoot : document;
  if (!root) return [`there is no ${host}`];
  const SLACK = 1; // Boxes are measured in whole pixels, letters are not.
  const wide = document.documentElement.clientWidth;
  const found =
    host || document.documentElement.scrollWidth <= wide
      ? []
      : [`the page is ${document.documentElement.scrollWidth} px wide in a window of ${wide} px`];
  for (const e of root.querySelectorAll('*')) {
    if (!(e instanceof HTMLElement) || !e.checkVisibility({ visibilityProperty: true }) || e instanceof HTMLStyleElement) continue;
    const style = getComputedStyle(e);
    const box = e.getBoundingClientRect();
    const says = (e.textContent ?? '').replace(/\s+/g, ' ').trim();
    const hidden = (box.width <= 1 && box.height <= 1) || style.clipPath.includes('inset(50%)'); // Meant for screen readers alone.
    if (!says || hidden || style.display === 'contents') continue;
    const name = `${e.localName}${e.id ? `#${e.id}` : ''}${e.className ? `.${e.className}` : ''} "${says.slice(0, 40)}"`;
    const own = [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.nodeValue?.trim());
    if (own && (box.right > wide + SLACK || box.left < -SLACK))
      found.push(`${name} reaches from ${Math.round(box.left)} to ${Math.round(box.right)} in a window of ${wide} px`);
    if (style.display === 'inline') continue;
    const cuts = (/** @type {string} */ overflow) => overflow === 'hidden' || overflow === 'clip';
    if ((own || cuts(style.overflowX)) && e.scrollWidth > e.clientWidth + SLACK)
      found.push(`${name} is ${e.scrollWidth} px wide in a box of ${e.clientWidth} px`);
    // Letters of some scripts are higher than their line, and none of their ink is cut.
    if (cuts(style.overflowY) && e.scrollHeight > e.clientHeight + Math.max(SLACK, parseFloat(style.fontSize) * 0.15))
      found.push(`${name} is ${e.scrollHeight} px high in a box of ${e.clientHeight} px`);
  }
  return found;
}

/**
 * What is too small for a finger. A link in the middle of a sentence is exempt, as in WCAG.
 *
 * @param {string | null} host
 * @param {number} least CSS pixels
 * @returns {string[]}
 */
export function small(host, least) {
  const root = host ? document.querySelector(host)?.shadowRoot : document;
  if (!root) return [`there is no ${host}`];
  /** @type {string[]} */
  const found = [];
  for (const e of root.querySelectorAll('button, a[href], summary, input, select, textarea')) {
    if (!(e instanceof HTMLElement) || !e.checkVisibility({ visibilityProperty: true })) continue;
    const label = e instanceof HTMLInputElement ? e.labels?.[0] : null;
    const boxes = [e, ...(label ? [label] : [])].map((target) => target.getBoundingClientRect());
    const width = Math.max(...boxes.map((b) => b.width));
    const height = Math.max(...boxes.map((b) => b.height));
    const inSentence = e instanceof HTMLAnchorElement && getComputedStyle(e).display === 'inline';
    if (inSentence || (width >= least - 0.5 && height >= least - 0.5)) continue;
    found.push(
      `${e.localName}${e.id ? `#${e.id}` : ''} "${(e.textContent || e.ariaLabel || '').trim().slice(0, 30)}" is ${Math.round(width)} × ${Math.round(height)} px`,
    );
  }
  return found;
}

/** What moves. @param {string | null} host @returns {string[]} */
export function moving(host) {
  const roots = [document, ...(host ? [document.querySelector(host)?.shadowRoot] : [])];
  const all = roots.flatMap((root) => root?.getAnimations() ?? []).filter((a) => a.playState === 'running');
  return [...new Set(all)].map((a) => `${/** @type {{animationName?: string}} */ (a).animationName ?? 'something'} moves`);
}

/** @typedef {{label: string, element: HTMLElement, before: string}} Stop one place that the Tab key should come to */

/**
 * Remembers in the page what the Tab key should come to, in the order of the document, and how it looks
 * without the focus; the focus begins before all of it.
 *
 * @param {string | null} host
 * @returns {string[]} their labels
 */
export function stops(host) {
  const root = host ? document.querySelector(host)?.shadowRoot : document;
  const every = [...(root?.querySelectorAll('button, a[href], summary, input, select, textarea, [tabindex="0"]') ?? [])];
  /** @param {HTMLElement} e */
  const ring = (e) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(e);
    return `${outlineStyle === 'none' || outlineWidth === '0px' ? 'none' : `${outlineStyle} ${outlineWidth} ${outlineColor}`} / ${boxShadow}`;
  };
  /** Of radio buttons that belong together the Tab key comes to one. @param {Element} e */
  const passed = (e) => {
    if (!(e instanceof HTMLInputElement) || e.type !== 'radio') return false;
    const group = every.filter((o) => o instanceof HTMLInputElement && o.type === 'radio' && o.name === e.name && o.form === e.form);
    return e !== (group.find((o) => /** @type {HTMLInputElement} */ (o).checked) ?? group[0]);
  };
  const focus = root instanceof ShadowRoot ? root.activeElement : document.activeElement;
  if (focus instanceof HTMLElement) focus.blur();
  const there = every.filter(
    (e) =>
      e instanceof HTMLElement && e.checkVisibility({ visibilityProperty: true }) && !e.matches(':disabled, [tabindex="-1"]') && !passed(e),
  );
  const all = there.map(
    (e) =>
      /** @type {Stop} */ ({
        label: `${e.localName}${e.id ? `#${e.id}` : ''} "${(e.textContent || e.ariaLabel || '').trim().slice(0, 30)}"`,
        element: e,
        before: ring(/** @type {HTMLElement} */ (e)),
      }),
  );
  Object.assign(globalThis, { galleryStops: { all, ring, root } });
  return all.map(({ label }) => label);
}

/**
 * Where the focus is.
 *
 * @returns {{stop: number, ringed: boolean}} stop: -1 where it is on none of them
 */
export function focus() {
  const { all, ring, root } = /** @type {{galleryStops: {all: Stop[], ring: (e: Element) => string, root: Document | ShadowRoot}}} */ (
    /** @type {unknown} */ (globalThis)
  ).galleryStops;
  const stop = all.findIndex(({ element }) => element === root.activeElement);
  const at = all[stop];
  return { stop, ringed: at !== undefined && ring(at.element) !== at.before };
}

/**
 * Where these are, as far as they are there.
 *
 * @param {readonly string[]} selectors
 * @returns {Record<string, {top: number, left: number}>}
 */
export function places(selectors) {
  const there = selectors.flatMap((selector) => {
    const e = document.querySelector(selector);
    if (!e?.checkVisibility({ visibilityProperty: true })) return [];
    const { top, left } = e.getBoundingClientRect();
    return [[selector, { top: Math.round(top), left: Math.round(left) }]];
  });
  return Object.fromEntries(there);
}

/**
 * The popup's first frame beside what comes after it: where its drawing and its word stand, and what they look like.
 *
 * @returns {Promise<Record<'frame' | 'drawn', Record<string, Record<string, string | number> | null>>>}
 */
export async function firstFrame() {
  const seen = () =>
    Object.fromEntries(
      ['body', '#icon', '#side'].map((selector) => {
        const e = document.querySelector(selector);
        if (!e?.checkVisibility()) return [selector, null];
        const { top, left, width, height } = e.getBoundingClientRect();
        const { color, backgroundColor, borderRadius, font } = getComputedStyle(e);
        const look = { top, left, width, backgroundColor };
        // The frame is as high as it likes, and has no letters but these.
        return [selector, selector === 'body' ? look : { ...look, height, borderRadius, ...(selector === '#side' ? { font, color } : {}) }];
      }),
    );
  const drawn = seen();
  const page = new DOMParser().parseFromString(await (await fetch('popup.html')).text(), 'text/html');
  for (const sheet of document.styleSheets) sheet.disabled = true;
  document.head.append(page.querySelector('#frame') ?? '');
  return { drawn, frame: seen() };
}

/** When the first content was there, ms after the page began to load; null where the browser does not say. @returns {number | null} */
export function firstPaint() {
  return performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null;
}

/** axe-core, which a page's own policy would not let in as a script. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.0, 2.1 and 2.2, levels A and AA. */
const WCAG = Object.freeze(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);

/** Those of its rules that look at colours: all that another scheme can change. */
const COLORS = Object.freeze(['color-contrast', 'link-in-text-block']);

/**
 * @typedef {{why: string, html: string}} Finding about one element
 * @typedef {{wrong: Finding[], open: Finding[]}} Findings what is wrong, and what axe could not tell
 */

/**
 * @param {string | null} host
 * @param {{type: 'tag' | 'rule', values: string[]}} what
 * @returns {Promise<Findings>}
 */
async function look(host, what) {
  const { axe } = /** @type {{axe: typeof import('axe-core')}} */ (/** @type {unknown} */ (globalThis));
  const found = await axe.run(host ? { include: [host] } : document, {
    runOnly: what,
    rules: what.type === 'tag' ? { 'target-size': { enabled: true } } : {}, // AA of 2.2, and off unless asked for.
    resultTypes: ['violations', 'incomplete'],
    selectors: false, // What is told is the element itself; its selector takes long to find.
  });
  /** @param {import('axe-core').Result[]} results */
  const told = (results) =>
    results.flatMap(({ id, impact, help, nodes }) =>
      nodes.map((node) => ({
        why: `${id} (${impact}): ${help}. ${
          node.failureSummary
            ?.split('\n')
            .slice(1)
            .map((line) => line.trim())
            .join(' ') ?? ''
        }`,
        html: node.html.slice(0, 160),
      })),
    );
  return { wrong: told(found.violations), open: told(found.incomplete) };
}

/**
 * What axe finds.
 *
 * @param {import('./gallery.js').Stage} stage
 * @param {string | null} host
 * @param {'all' | 'colors'} [what]
 * @returns {Promise<Findings>}
 */
export async function axe(stage, host, what = 'all') {
  const there = await stage.evaluate("typeof globalThis.axe === 'object'");
  if (!there) await stage.evaluate(`(() => { ${AXE}\n return true; })()`);
  return stage.evaluate(inPage(look, host, what === 'all' ? { type: 'tag', values: [...WCAG] } : { type: 'rule', values: [...COLORS] }));
}
