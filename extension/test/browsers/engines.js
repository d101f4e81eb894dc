// In which engines a file of browser tests is run. Both, where its subject is one that the engines differ in: how a page of
// the browser's own, a form, a store, a private window, a popup and the companion's pipe behave, and whatever clears or
// changes something. What the others are about is decided by the same code of ours whatever the browser: they are run in
// one, and in both with --both, as `install/test.sh --both` does. NAME.chromium.test.js and NAME.firefox.test.js are about
// that one browser.

/** @typedef {import('./harness/browser.d.ts').Engine} Engine */

/**
 * Files that one engine speaks for, and which: the one in which they have more to say, else either. What the other makes of
 * them is seen with --both alone.
 *
 * @type {ReadonlyMap<string, Engine>}
 */
export const ONE_SPEAKS = new Map([
  ['again.test.js', 'chromium'],
  ['ages.test.js', 'chromium'],
  ['clock.test.js', 'chromium'],
  ['helped.test.js', 'chromium'],
  ['hostile.test.js', 'chromium'],
  ['incidents.test.js', 'chromium'],
  ['late.test.js', 'chromium'],
  ['local-copies.test.js', 'chromium'],
  ['looks.test.js', 'chromium'],
  ['meanwhile.test.js', 'chromium'],
  ['outcomes.test.js', 'chromium'],
  ['reconnection.test.js', 'chromium'],
  ['report.test.js', 'chromium'],
  ['sister-name.test.js', 'chromium'],
  ['told.test.js', 'chromium'],
  ['welcome.test.js', 'chromium'],
  ['behind-the-stub.test.js', 'firefox'],
  ['flush.test.js', 'firefox'],
  ['lighter.test.js', 'firefox'],
  ['mended.test.js', 'firefox'],
  ['own-looks.test.js', 'firefox'],
  ['partial.test.js', 'firefox'],
  ['phone.test.js', 'firefox'],
  ['refusals.test.js', 'firefox'],
  ['sent-texts.test.js', 'firefox'],
  ['signed-out.test.js', 'firefox'],
  ['twins.test.js', 'firefox'],
  ['writing.test.js', 'firefox'],
]);

/**
 * @param {string} file
 * @param {Engine} engine
 * @param {boolean} both whether no engine speaks for the other
 */
export function runsIn(file, engine, both) {
  const named = /\.(chromium|firefox)\.test\.js$/.exec(file)?.[1];
  return named ? named === engine : both || (ONE_SPEAKS.get(file) ?? engine) === engine;
}
