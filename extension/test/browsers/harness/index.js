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
    /**
     * A browser with a companion.
     *
     * @param {import('./browser.d.ts').Options} its what this test wants of it
     * @param {() => Promise<import('./browser.d.ts').Driven>} begin
     * @returns {Promise<Opened>}
     */
    const complete = async (its, begin) => {
      // The first page asks for the companion. Where it is closed at once, that comes before there is one.
      const later = its.welcome === undefined && !its.restore;
      const register = async () => (its.companion === false ? undefined : home.register());
      if (!later) await register();
      const opened = await begin();
      try {
        if (later) await register();
      } catch (error) {
        await opened.close();
        throw error;
      }
      const { rest, ...others } = opened;
      /** @param {Awaited<ReturnType<NonNullable<typeof rest>>>} wake @returns {(next: import('./browser.d.ts').OfExtension) => Promise<Opened>} */
      const woken = (wake) => async (next) => {
        await home.dress(next);
        return complete(next, () => wake(next));
      };
      return {
        ...others,
        home: home.folder,
        ...(rest ? { rest: () => rest().then(woken) } : {}),
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
    return complete(how, async () => {
      const opened = await open(home, how);
      everOpened = true;
      return opened;
    });
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
