// How the card comes to its place on a page, and stays there. It stands where no text of the page lies
// (place.js), in the browser's top layer, which no style of the page can move or hide; where nothing is
// free it takes room of its own at the top. It never scrolls, and never goes from under the pointer. A
// classic script, as card.js is, and known to it alone.
(() => {
  /** @typedef {{left: number, top: number, width: number, height: number}} Box */
  /** @typedef {{left: number, top: number}} Corner */
  /**
   * @type {{
   *   readable(own: Element): Box[] | null,
   *   isFree(box: Box, taken: Box[]): boolean,
   *   below(view: Box, taken: Box[]): Corner,
   *   firstFree(size: {width: number, height: number}, view: Box, taken: Box[], rightToLeft: boolean): Corner | null,
   * }}
   */
  const place = /** @type {any} */ (globalThis).why502Place;

  /** The page is measured again when it has been still for so long. */
  const STILL_MS = 150;
  /** Room for two more lines, where there is: a verdict then stands where the first words stood. */
  const ROOM = 44;

  /** What the window shows; where a skin has scaled the root, the root's own width is another. @returns {Box} */
  const view = () => ({
    left: window.scrollX,
    top: window.scrollY,
    width: Math.min(document.documentElement.clientWidth, window.innerWidth),
    height: window.innerHeight,
  });

  /**
   * @param {object} so
   * @param {HTMLElement} so.host what is in the page
   * @param {ShadowRoot} so.root
   * @param {HTMLElement} so.card what is seen of it
   * @param {() => number} so.tallest the card's height with whichever of its rows takes most, in its own pixels
   * @param {() => boolean} so.rightToLeft
   */
  function standing({ host, root, card, tallest, rightToLeft }) {
    let inFlow = false;
    let placed = false;
    let resized = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let still;

    /** @returns {Box} */
    const where = () => {
      const { left, top, width, height } = card.getBoundingClientRect();
      return { left: left + window.scrollX, top: top + window.scrollY, width, height };
    };

    /** @param {boolean} flow */
    function float(flow) {
      inFlow = flow;
      card.classList.toggle('flow', flow);
      card.popover = flow ? null : 'manual';
      if (!flow) card.showPopover();
      else card.style.removeProperty('inset');
    }

    /** How much larger than it says the page is drawn: by `zoom` in a skin. */
    const scale = () => where().width / card.offsetWidth || 1;

    /** @param {{left: number, top: number}} spot */
    function moveTo({ left, top }) {
      const by = scale();
      card.style.setProperty('inset', `${top / by}px auto auto ${left / by}px`);
    }

    /**
     * Stays where it is if that is free; another size of the window may have a better place.
     *
     * @param {boolean} [must] also from under the pointer
     */
    function stand(must = false) {
      if (!host.isConnected) return;
      // A script that moves what stands in the page takes it out of the top layer.
      if (!inFlow && !card.matches(':popover-open')) placed = false;
      const held = !must && (card.matches(':hover') || root.activeElement !== null);
      if (placed && (held || (inFlow && !resized))) return;
      if (inFlow || !placed) {
        float(false);
        moveTo(view());
      }
      const taken = place.readable(host);
      if (!placed || resized || !taken || isCut() || !place.isFree(where(), taken)) find(taken);
      placed = true;
      resized = false;
    }

    /** It says something else under a person's hand: it goes from there only where it now covers something. */
    function grown() {
      if (!inFlow && !place.isFree(where(), place.readable(host) ?? [])) stand(true);
    }

    /** Its letters have grown since it came, and it with them. */
    function isCut() {
      const [card, window] = [where(), view()];
      return card.left + card.width > window.left + window.width + 1;
    }

    /** @param {Box[] | null} taken null: too much to look at, and nothing is known to be free */
    function find(taken) {
      if (taken && toFreePlace(taken)) return;
      float(true);
      const now = taken && place.readable(host);
      if (!now || place.isFree(where(), now)) return;
      // The page does not make room either.
      float(false);
      moveTo(place.below(view(), now));
    }

    /** @param {Box[]} taken @returns {boolean} whether there is one */
    function toFreePlace(taken) {
      const { width } = where();
      const height = tallest() * scale();
      const start = rightToLeft();
      const spot =
        place.firstFree({ width, height: height + ROOM }, view(), taken, start) ?? place.firstFree({ width, height }, view(), taken, start);
      if (!spot) return false;
      moveTo(spot);
      const { left, top } = where();
      // On some pages (a skin that scales or moves the root) the card is drawn elsewhere than it was put.
      return Math.abs(left - spot.left) < 2 && Math.abs(top - spot.top) < 2;
    }

    const later = () => {
      clearTimeout(still);
      still = setTimeout(() => stand(), STILL_MS);
    };
    const onResize = () => {
      resized = true;
      later();
    };
    const sizes = new ResizeObserver(later);
    const changes = new MutationObserver(later);
    /** @type {[EventTarget, string, EventListener, AddEventListenerOptions][]} */
    const listeners = [
      [window, 'resize', onResize, {}],
      [window, 'load', later, {}],
      [document, 'scroll', later, { capture: true, passive: true }],
      [card, 'pointerleave', later, {}],
      [card, 'focusout', later, {}],
    ];

    /** The card has come into the page. */
    function enter() {
      for (const [on, name, listener, how] of listeners) on.addEventListener(name, listener, how);
      sizes.observe(document.documentElement);
      sizes.observe(card);
      if (document.body) sizes.observe(document.body);
      changes.observe(document.documentElement, { childList: true, characterData: true, subtree: true });
      float(false);
    }

    /** The page is looked at no more. */
    function leave() {
      clearTimeout(still);
      sizes.disconnect();
      changes.disconnect();
      for (const [on, name, listener, how] of listeners) on.removeEventListener(name, listener, how);
    }

    return { enter, stand, grown, leave };
  }

  /** @type {any} */ (globalThis).why502Stand = standing;
})();
