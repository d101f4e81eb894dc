// Where on a page the card may stand: at a place where nothing lies that a person reads or uses. A
// classic script, as card.js is, and known to it alone: content scripts have a world of their own.
(() => {
  /** @typedef {{left: number, top: number, width: number, height: number}} Box in the page's own coordinates */

  /** From the edges of the window. */
  const MARGIN = 16;
  /** Between the card and what is read. */
  const GAP = 8;
  /** How finely places beside the text are tried. */
  const STEP = 24;
  /** So many nodes are looked at, a few milliseconds' work; an error page has less than a hundred. */
  const MOST_NODES = 800;

  /** Read or used, although no text. */
  const THINGS =
    'img, picture, video, audio[controls], canvas, svg, iframe, embed, object, ' +
    'input, textarea, select, button, meter, progress, [contenteditable]';

  /** Nothing of it is ever drawn. */
  const SILENT = 'head, script, style, template, noscript';

  /** A form's fields may be called as its methods are, and stand in their place then. @param {Element} element @param {string} selector */
  const is = (element, selector) => Element.prototype.matches.call(element, selector);

  /**
   * All that the page shows a person.
   *
   * @param {Element} own the card's element
   * @returns {Box[] | null} null where there is more than may be looked at
   */
  function readable(own) {
    /** @type {Box[]} */
    const found = [];
    const range = document.createRange();
    const { scrollX, scrollY } = window;
    /** @param {DOMRect} rect */
    const add = ({ left, top, width, height }) =>
      void (width > 0 && height > 0 && found.push({ left: left + scrollX, top: top + scrollY, width, height }));
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node === own || (node instanceof Element && is(node, SILENT)) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    for (let looked = 0, node = walker.nextNode(); node; looked += 1, node = walker.nextNode()) {
      if (looked > MOST_NODES) return null;
      if (node instanceof Element) {
        if (is(node, THINGS)) add(Element.prototype.getBoundingClientRect.call(node));
      } else if (/\S/.test(node.nodeValue ?? '')) {
        range.selectNodeContents(node);
        for (const rect of range.getClientRects()) add(rect);
      }
    }
    return found;
  }

  /** @param {Box} box @param {Box[]} taken */
  function isFree(box, taken) {
    return !taken.some(
      (other) =>
        other.left < box.left + box.width + GAP &&
        box.left < other.left + other.width + GAP &&
        other.top < box.top + box.height + GAP &&
        box.top < other.top + other.height + GAP,
    );
  }

  /**
   * The corners first, at the end of the lines before their start; then down both edges, beside the text.
   *
   * @param {{width: number, height: number}} size
   * @param {Box} view what the window shows
   * @param {Box[]} taken
   * @param {boolean} rightToLeft
   * @returns {{left: number, top: number} | null} null where nothing is free
   */
  function firstFree(size, view, taken, rightToLeft) {
    const [near, far] = [view.left + MARGIN, view.left + view.width - MARGIN - size.width];
    const [high, low] = [view.top + MARGIN, view.top + view.height - MARGIN - size.height];
    if (far < near || low < high) return null;
    const edges = rightToLeft ? [near, far] : [far, near];
    const between = Array.from({ length: Math.max(0, Math.ceil((low - high) / STEP) - 1) }, (_, i) => high + (i + 1) * STEP);
    const places = [
      ...edges.flatMap((left) => [high, low].map((top) => ({ left, top }))),
      ...edges.flatMap((left) => between.map((top) => ({ left, top }))),
    ];
    return places.find((place) => isFree({ ...place, ...size }, taken)) ?? null;
  }

  /** Below all that there is: always free, if not always in sight. @param {Box} view @param {Box[]} taken */
  function below(view, taken) {
    return { left: view.left + MARGIN, top: Math.max(view.top, ...taken.map((box) => box.top + box.height)) + MARGIN };
  }

  /** @type {any} */ (globalThis).why502Place = Object.freeze({ readable, isFree, firstFree, below });
})();
