// One door for the tests: a browser in a home of its own, inside the tiny internet.
import { makeHome } from './profile.js';
import { certificateAuthority } from './lab.js';
import { traces } from './traces.js';
import { CannotStart } from './starting.js';

/** @typedef {import('./browser.d.ts').Opened} Opened */

/** @returns {import('./browser.d.ts').Engine} the engine that this run is about */
export function engine() {
  const name = process.env['WHY502_BROWSER'];
  if (name === 'chromium' || name === 'firefox') return name;
  throw new Error(`WHY502_BROWSER is "${name ?? ''}"; it must be chromium or firefox.`);
}

/** Whether this process has ever opened one. */
let everOpened = false;

/** Why no browser can be opened here, once it is known. @type {CannotStart | undefined} */
let cannot;

/**
 * Opens a browser. Whoever opens it closes it. Where the very first cannot be started, no other is tried.
 * @param {import('./browser.d.ts').Options} [options]
 * @returns {Promise<import('./browser.d.ts').Opened>}
 */
export async function openBrowser(options = {}) {
  if (cannot) throw cannot;
  const home = await makeHome(engine(), certificateAuthority(), options);
  // What drives one of them takes a while to be read, and the other is not wanted.
  const open = engine() === 'chromium' ? (await import('./chromium.js')).openChromium : (await import('./firefox.js')).openFirefox;
  /** @param {import('./browser.d.ts').Options} how @returns {Promise<import('./browser.d.ts').Opened>} */
  const start = async (how) => {
    // The first page asks for the companion. Where it is closed at once, that comes before there is one.
    const later = how.welcome === undefined && !how.restore;
    const register = async () => (how.companion === false ? undefined : home.register());
    /** @param {import('./browser.d.ts').Driven} opened @returns {Promise<Opened>} */
    const complete = async (opened) => {
      try {
        if (later) await register();
      } catch (error) {
        await opened.close();
        throw error;
      }
      const { rest, ...others } = opened;
      return {
        ...others,
        ...(rest ? { rest: () => rest().then((wake) => () => wake().then(complete)) } : {}),
        close: () => opened.close().then(home.keepCompiled).finally(home.remove),
        closeAndSearch: async (texts) => {
          try {
            await opened.close();
            return await traces(engine() === 'chromium' ? home.chromiumProfile : home.firefoxProfile, texts);
          } finally {
            await home.remove();
          }
        },
        restart: async () => {
          await opened.close();
          return start({ ...how, restore: true });
        },
      };
    };
    if (!later) await register();
    const opened = await open(home, how);
    everOpened = true;
    return complete(opened);
  };
  try {
    return await start(options);
  } catch (error) {
    // Whatever comes after it would wait as long, and fail in the same way.
    if (!everOpened && error instanceof CannotStart) cannot = error;
    await home.remove();
    throw error;
  }
}
