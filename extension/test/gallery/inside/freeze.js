// Time stands still, so that every picture of a countdown or a clock is the same. A classic script: it
// runs before the scripts of a page, in the content scripts' world, and at the head of the background.
(() => {
  /** 22 November 2026, noon; states.js counts from it. */
  const NOW = Date.UTC(2026, 10, 22, 12);
  const Real = Date;
  globalThis.Date = /** @type {DateConstructor} */ (
    /** @type {unknown} */ (
      class extends Real {
        /** @param {any[]} given */
        constructor(...given) {
          super(.../** @type {[number]} */ (given.length === 0 ? [NOW] : given));
        }

        /** @override */
        static now() {
          return NOW;
        }
      }
    )
  );
})();
