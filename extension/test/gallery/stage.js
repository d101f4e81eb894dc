/**
 * A browser with the extension in it, of which nothing is changed but the background: it tells the pages
 * what the gallery wants to see. Time stands still, nothing moves, and the letters are always the same.
 *
 * @import {Driver, Look, Size, Stage, State} from './gallery.js'
 */
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser } from '../browsers/harness/index.js';
import { until } from '../browsers/harness/until.js';
import { chromiumDriver } from './chromium.js';
import { firefoxDriver } from './firefox.js';
import { useFonts } from './fonts.js';
import { inPage, stands } from './looks.js';
import { FAILED_PAGE, OPENERS, PAGES, SETTLED, STANDS_MS } from './parts.js';

const INSIDE = fileURLToPath(new URL('inside/', import.meta.url));
const PLACE = 'test/gallery/inside';

/** A page that shows nothing. */
const CONTROL = `${PLACE}/control.html`;

/** @type {Look} */
const USUAL = Object.freeze({ scheme: 'light', forced: false, coarse: false, large: false, rtl: false, width: null });

/** Every picture is English unless it says otherwise, whatever the machine speaks. */
const LOCAL = Object.freeze({ settings: { language: 'en' } });

/** Nothing has changed for two frames and this many ms: the page has said what it has to say. */
const QUIET_MS = 60;

/** Between two looks: hundreds of pages are shown, one after the other. */
const SOON = Object.freeze({ everyMs: 10 });

/** Runs before a page's scripts and writes down when the popup shows its verdict, ms after it began to load. */
const WATCH = `(() => {
  const look = () => {
    if (${SETTLED}) window.gallerySettled = performance.now();
    else if (performance.now() < 2000) window.requestAnimationFrame(look);
  };
  if (location.pathname.endsWith('/${PAGES.popup.path}')) look();
})();`;

/** Puts the gallery's background into a copy of the extension. @param {string} folder */
async function furnish(folder) {
  await mkdir(join(folder, PLACE), { recursive: true });
  await cp(INSIDE, join(folder, PLACE), { recursive: true });
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  const background = `${PLACE}/background.js`;
  Object.assign(manifest.background, { service_worker: background, scripts: [background] });
  manifest.content_scripts[0].js.unshift(`${PLACE}/freeze.js`, `${PLACE}/open-card.js`);
  await writeFile(file, JSON.stringify(manifest, null, 2));
  const first = join(folder, PAGES.welcome.path ?? '');
  const page = await readFile(first, 'utf8');
  await writeFile(first, page.replace('<script', `<script src="/${PLACE}/machine.js"></script><script`));
}

/** Opens the browser of this run; whoever opens it closes it. @returns {Promise<Stage>} */
export async function openStage() {
  process.env['TZ'] = 'UTC';
  await useFonts();
  const browser = await openBrowser({ welcome: false, companion: false, alter: furnish });
  try {
    const early = `${await readFile(join(INSIDE, 'freeze.js'), 'utf8')}\n${WATCH}`;
    const driver = await (browser.engine === 'chromium' ? chromiumDriver : firefoxDriver)(browser, early, CONTROL);
    return stage(browser.engine, driver);
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** @param {Stage['engine']} engine @param {Driver} driver @returns {Stage} */
function stage(engine, driver) {
  let serial = 0;
  /** What storage.local holds. @type {Record<string, unknown>} */
  let kept = {};
  /** @type {State | undefined} */
  let shown;
  let look = USUAL;

  /** Of the window. @type {Size} */
  let now = { width: 0, height: 0 };
  /** @param {Size} size */
  const resize = async (size) => {
    if (size.width !== now.width || size.height !== now.height) await driver.size(size);
    now = size;
  };

  /** @param {State} state */
  const store = async (state) => {
    serial += 1;
    const { incident = null, watch = null, answers = {}, page } = state;
    // The popup looks at what is kept before the background has answered.
    const session = { gallery: { serial, state: { page, incident, watch, answers } }, incident };
    /** @type {Record<string, unknown>} */
    const local = { ...LOCAL, ...(watch ? { watch } : {}), ...state.local };
    // Only what differs: pages that stand open follow every change.
    const gone = Object.keys(kept).filter((key) => !Object.hasOwn(local, key));
    // A page that stands open in one language loads itself again for another; it would do so in the middle of the next.
    if (JSON.stringify(local['settings']) !== JSON.stringify(kept['settings'])) await driver.go({ path: CONTROL });
    const changed = Object.fromEntries(Object.entries(local).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(kept[key])));
    await driver.control(`(async () => {
      const { storage } = globalThis.browser ?? chrome;
      ${gone.length === 0 ? '' : `await storage.local.remove(${JSON.stringify(gone)});`}
      ${Object.keys(changed).length === 0 ? '' : `await storage.local.set(${JSON.stringify(changed)});`}
      await storage.session.set(${JSON.stringify(session)});
    })()`);
    kept = local;
  };

  /** @param {string[]} ways of which one is enough */
  const served = (...ways) => {
    const keys = JSON.stringify(ways.map((what) => `served ${what}`));
    const asked = `(globalThis.browser ?? chrome).storage.session.get(${keys}).then((now) => Object.values(now).includes(${serial}))`;
    return until(`the background to serve "${ways.join('" or "')}" to ${shown?.name}`, () => driver.control(asked), SOON);
  };

  /** @param {string} what @param {string} expression */
  const holds = (what, expression) =>
    until(`${what} (${shown?.name})`, () => driver.evaluate(expression), {
      ...SOON,
      saying: () => driver.evaluate('document.body.innerText'),
    });

  const quiet = () =>
    driver.evaluate(`new Promise((done) => {
      const end = () => requestAnimationFrame(() => requestAnimationFrame(() => (watcher.disconnect(), document.fonts.ready.then(() => done(true)))));
      let timer = setTimeout(end, ${QUIET_MS});
      const watcher = new MutationObserver(() => (clearTimeout(timer), (timer = setTimeout(end, ${QUIET_MS}))));
      watcher.observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true });
    })`);

  /** A window as high as the page, where it is a popup's; else one that shows all of it. */
  const fit = async () => {
    if (!shown) throw new Error('Nothing is shown.');
    const page = PAGES[shown.page];
    const size = { ...(shown.size ?? page.size), ...(look.width === null ? {} : { width: look.width }) };
    const trimmed = page.trim && !shown.size;
    if (!trimmed || now.width !== size.width) await resize(size);
    if (page.path === null) return;
    // A higher window may have no scrollbar any more, or give a list more room.
    for (let tries = 0; tries < 3; tries += 1) {
      const wanted = Number(await driver.evaluate(HEIGHT));
      const high = trimmed ? wanted : Math.max(wanted, size.height);
      if (high === now.height) return;
      await resize({ ...size, height: high });
    }
  };

  /** What is in the page itself, not in the browser's settings. @param {Look} before @param {Look} now */
  const dress = async (before, now) => {
    if (before.rtl !== now.rtl)
      await driver.evaluate(`void document.documentElement.${now.rtl ? "setAttribute('dir', 'rtl')" : "removeAttribute('dir')"}`);
    const inTab = shown && PAGES[shown.page].inTab;
    if (inTab && !shown?.query && (before.width === null) !== (now.width === null))
      await driver.evaluate(`void ${inTab(now.width !== null)}`);
    if (before.large !== now.large) await driver.enlarge(now.large);
  };

  /** @type {Stage} */
  const self = {
    engine,
    async show(state, how = {}) {
      shown = state;
      if (look.large) await driver.enlarge(false); // Firefox keeps it for the tab.
      look = { ...USUAL, ...how };
      const { path, ready, hears, size } = PAGES[state.page];
      await store(state);
      await driver.media(look);
      now = { width: 0, height: 0 }; // Firefox shows AO3's page in another tab.
      await resize({ ...(state.size ?? size), ...(look.width === null ? {} : { width: look.width }) });
      // A popup has its own width; in a narrow window it is a page in a tab.
      const query = state.query ?? (look.width !== null && state.page === 'popup' ? '?tab=1' : '');
      await driver.go(path === null ? { url: FAILED_PAGE } : { path: `${path}${query}` });
      await served(hears);
      await holds('the page to be drawn', ready);
      const opener = state.open ? OPENERS[state.open] : undefined;
      if (state.open && !opener) throw new Error(`parts.js does not know how to open "${state.open}".`);
      if (opener) {
        await quiet();
        await driver.evaluate(`void (${opener.run})`);
        await holds(`"${state.open}" to open`, opener.until);
      }
      await dress(USUAL, look);
      await quiet();
      await fit();
      await self.still();
    },
    async come(state) {
      if (shown?.page !== state.page || !PAGES[state.page].live || !isPlain(shown) || !isPlain(state)) return self.show(state);
      await self.tell(state);
      return self.look(USUAL);
    },
    async look(part) {
      const before = look;
      look = { ...look, ...part };
      if (before.scheme !== look.scheme || before.forced !== look.forced || before.coarse !== look.coarse) await driver.media(look);
      await dress(before, look);
      await driver.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))');
      if (Object.keys(part).some((what) => what !== 'scheme')) await fit();
      await self.still();
    },
    async still() {
      const host = shown && PAGES[shown.page].host;
      if (host) await holds('the card to stand', inPage(stands, host, STANDS_MS));
    },
    async tell(state) {
      shown = state;
      await store(state);
      await served('news', 'popup'); // A page whose background slept meanwhile comes back by itself.
      await quiet();
      await self.still();
    },
    evaluate: (expression) => driver.evaluate(expression),
    tab: () => driver.tab(),
    picture: () => driver.picture(),
    close: () => driver.close(),
  };
  return self;
}

/** Whether a state is what the background tells and nothing else. @param {State} state */
const isPlain = ({ open, query, size, local, answers }) => !(open || query || size || local || answers);

/** How high the page is, its margins too, however high the window. */
const HEIGHT = `(() => {
  const { documentElement: html, body } = document;
  const end = body.getBoundingClientRect().bottom + scrollY + parseFloat(getComputedStyle(body).marginBottom);
  return Math.ceil(Math.max(end, html.scrollHeight > innerHeight ? html.scrollHeight : 0));
})()`;
