// One door for the tests: a browser in a home of its own, inside the tiny internet.
import { openChromium } from './chromium.js';
import { openFirefox } from './firefox.js';
import { makeHome } from './profile.js';
import { certificateAuthority } from './lab.js';

/** @returns {import('./browser.d.ts').Engine} the engine that this run is about */
export function engine() {
  const name = process.env['WHY502_BROWSER'];
  if (name === 'chromium' || name === 'firefox') return name;
  throw new Error(`WHY502_BROWSER is "${name ?? ''}"; it must be chromium or firefox.`);
}

/**
 * Opens a browser. Whoever opens it closes it.
 * @param {import('./browser.d.ts').Options} [options]
 * @returns {Promise<import('./browser.d.ts').Opened & {register: () => Promise<void>}>} register: adds the companion, as a person would while the browser runs
 */
export async function openBrowser(options = {}) {
  const home = await makeHome(engine(), certificateAuthority(), options);
  try {
    const opened = await (engine() === 'chromium' ? openChromium : openFirefox)(home, options);
    return { ...opened, register: home.register, close: () => opened.close().finally(home.remove) };
  } catch (error) {
    await home.remove();
    throw error;
  }
}
