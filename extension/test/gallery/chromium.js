/**
 * The stage in Chromium, through Playwright.
 *
 * @import {Driver} from './gallery.js'
 * @import {Opened} from '../browsers/harness/browser.js'
 */

/**
 * @param {Opened} browser
 * @param {string} freeze the script that stops time
 * @param {string} control the path of a page that nobody sees
 * @returns {Promise<Driver>}
 */
export async function chromiumDriver({ playwright, close }, freeze, control) {
  if (!playwright) throw new Error('This is not Chromium.');
  const { context, id } = playwright;
  const hidden = await context.newPage();
  await hidden.goto(`chrome-extension://${id}/${control}`);
  const page = await context.newPage();
  await page.addInitScript(freeze);
  const devtools = await context.newCDPSession(page);
  return {
    control: (expression) => hidden.evaluate(expression),
    go: async (where) => void (await page.goto('url' in where ? where.url : `chrome-extension://${id}/${where.path}`)),
    media: async ({ scheme, forced, coarse }) => {
      await page.emulateMedia({ colorScheme: scheme, forcedColors: forced ? 'active' : 'none', reducedMotion: 'reduce' });
      await devtools.send('Emulation.setTouchEmulationEnabled', { enabled: coarse });
    },
    size: (size) => page.setViewportSize(size),
    // Chromium on a desk has no setting for text alone: what its setting for Android does, done by hand.
    enlarge: () => page.evaluate(ENLARGE),
    evaluate: (expression) => page.evaluate(expression),
    tab: () => page.keyboard.press('Tab'),
    picture: () => page.screenshot(),
    close,
  };
}

/** First what is measured in the root's letters grows with them, then whatever did not. */
const ENLARGE = `(() => {
  /** @param {Document | ShadowRoot} root @returns {Element[]} */
  const below = (root) => [...root.querySelectorAll('*')].flatMap((e) => [e, ...(e.shadowRoot ? below(e.shadowRoot) : [])]);
  const all = below(document).filter((e) => e instanceof HTMLElement && e !== document.documentElement);
  const sizes = new Map(all.map((e) => [e, parseFloat(getComputedStyle(e).fontSize)]));
  document.documentElement.style.fontSize = '200%';
  for (const [e, before] of sizes) {
    if (parseFloat(getComputedStyle(e).fontSize) < before * 2 - 0.5) e.style.setProperty('font-size', before * 2 + 'px', 'important');
  }
})()`;
