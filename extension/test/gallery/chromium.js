/**
 * The stage in Chromium, through Playwright.
 *
 * @import {Driver} from './gallery.js'
 * @import {Opened} from '../browsers/harness/browser.js'
 */

/**
 * @param {Opened} browser
 * @param {string} early what runs before the scripts of a page
 * @param {string} control the path of a page that nobody sees
 * @returns {Promise<Driver>}
 */
export async function chromiumDriver({ playwright, close }, early, control) {
  if (!playwright) throw new Error('This is not Chromium.');
  const { context, id } = playwright;
  const hidden = await context.newPage();
  await hidden.goto(`chrome-extension://${id}/${control}`);
  const page = await context.newPage();
  await page.addInitScript(early);
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
    enlarge: (large) => page.evaluate(large ? ENLARGE : 'void window.galleryReduce?.()'),
    evaluate: (expression) => page.evaluate(expression),
    tab: () => page.keyboard.press('Tab'),
    picture: () => page.screenshot(),
    close,
  };
}

/** First what is measured in the root's letters grows with them, then whatever did not. */
const ENLARGE = `(() => {
  const below = (root) => [...root.querySelectorAll('*')].flatMap((e) => [e, ...(e.shadowRoot ? below(e.shadowRoot) : [])]);
  const html = document.documentElement;
  const sizes = new Map(below(document).filter((e) => e instanceof HTMLElement && e !== html).map((e) => [e, parseFloat(getComputedStyle(e).fontSize)]));
  html.style.fontSize = '200%';
  const changed = [html];
  for (const [e, before] of sizes) {
    if (parseFloat(getComputedStyle(e).fontSize) > before * 2 - 0.5) continue;
    e.style.setProperty('font-size', before * 2 + 'px', 'important');
    changed.push(e);
  }
  window.galleryReduce = () => changed.forEach((e) => e.style.removeProperty('font-size'));
})()`;
