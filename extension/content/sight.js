// Whether a person could see the card where it stands, and has for long enough to mean it. The page around
// it is other people's: it may take the card away, cover it, make it tiny, or bring it under a hand that was
// about to press something else. So a press counts only after the card was seen, uncovered, at one place.
// A classic script, as card.js is, and known to it alone.
(() => {
  /** So long must it have been seen before a press on it is meant for it. */
  const SEEN_MS = 500;
  /** How often it is looked at. */
  const EVERY_MS = 100;
  /** After a longer gap (a page that kept its tab busy, a tab that was away) nothing is known of between. */
  const GAP_MS = 1_000;
  /** So long it may be covered before it comes to the front again: a menu is read and closed. */
  const COVERED_MS = 1_500;
  /** In from the edges, so that the points lie within the round corners. */
  const INSET = 10;
  /** A card that is drawn smaller than this, of its own size, cannot be read. */
  const SMALLEST = 0.5;
  /** What shines through so little is seen. */
  const OPAQUE = 0.9;

  /** @typedef {'seen' | 'covered' | 'away'} State away: out of the window, or behind what a person has opened over the whole page */

  /**
   * Chromium tells whether anything is drawn over an element, also what lets clicks through (Intersection
   * Observer v2). It asks that nothing of the element's own lies over it: hence a pane without content, in
   * front of the whole card. Firefox does not have it.
   *
   * @param {Element} pane
   * @returns {{isClear(): boolean, start(): void, stop(): void}}
   */
  function paneOf(pane) {
    const known = 'isVisible' in IntersectionObserverEntry.prototype;
    let clear = !known;
    const how = /** @type {IntersectionObserverInit} */ ({ threshold: [0, 0.5, 1], trackVisibility: true, delay: EVERY_MS });
    const observer = known
      ? new IntersectionObserver((all) => (clear = /** @type {{isVisible?: boolean} | undefined} */ (all.at(-1))?.isVisible ?? false), how)
      : null;
    return { isClear: () => clear, start: () => observer?.observe(pane), stop: () => observer?.disconnect() };
  }

  /**
   * @param {object} so
   * @param {HTMLElement} so.host what is in the page
   * @param {ShadowRoot} so.root
   * @param {HTMLElement} so.card what is seen of it
   * @param {Element} so.pane without content, in front of the card
   * @param {() => void} so.lost the page has taken it away, or covers it
   * @param {(is: boolean) => void} so.ready whether a press would count now: a hand over it is told so
   */
  function sight({ host, root, card, pane, lost, ready }) {
    const glass = paneOf(pane);
    /** Since when it has been seen where it stands. ms @type {number | null} */
    let since = null;
    /** Since when it has been covered. @type {number | null} */
    let covered = null;
    let looked = 0;
    /** When the page was drawn last, as far as the browser tells. */
    let drawn = 0;
    let frame = 0;
    let place = '';
    /** @type {ReturnType<typeof setInterval> | undefined} */
    let looking;

    /** A person has opened something over the whole page: that is no cover of ours. */
    const isBehind = () =>
      document.visibilityState !== 'visible' || document.fullscreenElement !== null || document.querySelector('dialog:modal') !== null;

    /** Something of the page in the browser's top layer that lets clicks through to the card: no click tells of it. @param {DOMRect} box */
    function isVeiled(box) {
      return [...document.querySelectorAll(':popover-open')].some((each) => {
        const other = each.getBoundingClientRect();
        const apart = other.right <= box.left || box.right <= other.left || other.bottom <= box.top || box.bottom <= other.top;
        return !apart && getComputedStyle(each).pointerEvents === 'none';
      });
    }

    /** In the page's flow the page's own styles hold for it, too. */
    function isFaint() {
      if (!card.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) return true;
      if (card.matches(':popover-open')) return false;
      for (let each = host.parentElement; each; each = each.parentElement) {
        const { opacity, filter, clipPath, maskImage } = getComputedStyle(each);
        if (Number(opacity) < OPAQUE || filter !== 'none' || clipPath !== 'none' || (maskImage ?? 'none') !== 'none') return true;
      }
      return false;
    }

    /** Where a person would look and press. @param {DOMRect} box @returns {[x: number, y: number][]} */
    function points({ left, top, right, bottom }) {
      const grid = [left + INSET, (left + right) / 2, right - INSET].flatMap((x) =>
        [top + INSET, (top + bottom) / 2, bottom - INSET].map((y) => /** @type {[number, number]} */ ([x, y])),
      );
      const buttons = [...root.querySelectorAll('button')].map((each) => each.getBoundingClientRect()).filter(({ width }) => width > 0);
      const all = [
        ...grid,
        ...buttons.map((each) => /** @type {[number, number]} */ ([(each.left + each.right) / 2, (each.top + each.bottom) / 2])),
      ];
      return all.filter(([x, y]) => x >= 0 && y >= 0 && x < window.innerWidth && y < window.innerHeight);
    }

    /** @returns {State} */
    function state() {
      // What is not drawn (a window behind others, a machine that cannot keep up) covers nothing, and nobody sees it.
      if (!host.isConnected || isBehind() || performance.now() - drawn > GAP_MS) return 'away';
      const box = card.getBoundingClientRect();
      if (box.width < card.offsetWidth * SMALLEST || card.offsetWidth === 0 || isFaint()) return 'covered';
      const inside = points(box);
      if (inside.length === 0) return 'away';
      const free = inside.every(([x, y]) => document.elementFromPoint(x, y) === host && card.contains(root.elementFromPoint(x, y)));
      return free && !isVeiled(box) ? 'seen' : 'covered';
    }

    /** In the document itself: no frame and no tree of the page's own. */
    const isTaken = () => !host.isConnected || host.getRootNode() !== document || host.attributes.length > 0;

    function look() {
      const now = performance.now();
      frame ||= requestAnimationFrame(onFrame);
      if (isTaken()) {
        since = null;
        ready(false);
        return lost();
      }
      const is = state();
      const { left, top, width, height } = card.getBoundingClientRect();
      const here = [left, top, width, height].map(Math.round).join();
      const goesOn = since !== null && here === place && now - looked <= GAP_MS;
      since = is !== 'seen' || !glass.isClear() ? null : goesOn ? since : now;
      place = here;
      looked = now;
      ready(isMeant(now));
      // What lies in the page's flow is covered by whatever a person scrolls over it.
      if (is !== 'covered' || !card.matches(':popover-open')) covered = null;
      else if (now - (covered ??= now) > COVERED_MS) {
        covered = null;
        lost();
      }
    }

    /** One frame for each look is enough to know that there are any. @param {number} at */
    const onFrame = (at) => {
      drawn = at;
      frame = 0;
    };

    /** @param {number} now */
    const isMeant = (now) => since !== null && now - since >= SEEN_MS;

    /** The card has come into the page. */
    function enter() {
      clearInterval(looking);
      since = covered = null;
      ready(false);
      glass.start();
      looking = setInterval(look, EVERY_MS);
    }

    function leave() {
      clearInterval(looking);
      cancelAnimationFrame(frame);
      frame = 0;
      glass.stop();
    }

    /** Whether what a person does now is meant for the card. @param {Event} event */
    function means(event) {
      if (!event.isTrusted) return false;
      look();
      return isMeant(performance.now());
    }

    return { enter, leave, means };
  }

  /** @type {any} */ (globalThis).why502Sight = sight;
})();
