// Real Chromium, driven over its debugging pipe. The popup and the closed shadow root of the prompt
// are out of reach of a page's scripts; the debugging protocol sees them as they are.
import { chromium } from 'playwright-core';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assertOwn, begunIn } from './asked.js';
import { allowPrivate, settings, withholdAccess } from './chromium-settings.js';
import { button, closedRoots, words } from './tree.js';
import { forgetAll, networkOf, sizeOf, uninstall } from './chromium-rest.js';
import { ALLOWED, stays } from './chromium-stays.js';
import { hostProcesses } from './processes.js';
import { WELCOME, chromiumPages, closeFirstPage } from './pages.js';
import { program } from './program.js';
import { INCIDENT, KEPT } from './popup.js';
import { pressCard } from './ready.js';
import { START_MS, driven, startFailure } from './starting.js';
import { until, untilStill } from './until.js';
import { popupThrough } from './chromium-popup.js';

/** @typedef {import('./browser.d.ts').Driven} Driven */
/** @typedef {import('playwright-core').Page} Page */
/**
 * @typedef {{nodeName: string, nodeValue?: string, backendNodeId: number, shadowRootType?: string, children?:
 *   CdpNode[], shadowRoots?: CdpNode[]}} CdpNode
 */

const ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Allows a debugger to press the toolbar button of an extension.
  '--enable-unsafe-extension-debugging',
  // The last such list is the one that counts: Playwright's own, and processes that start ahead of a need that tests never have.
  `--disable-features=${[
    'AimEnabled',
    'AvoidUnnecessaryBeforeUnloadCheckSync',
    'DestroyProfileOnBrowserClose',
    'HttpsFirstBalancedModeAutoEnable',
    'HttpsUpgrades',
    'LensOverlay',
    'MediaRouter',
    'NetworkTimeServiceQuerying',
    'OptimizationHints',
    'PaintHolding',
    'PreconnectToSearch',
    'ThirdPartyStoragePartitioning',
    'SpareRendererForSitePerProcess',
    'WebUIOmniboxAimPopup',
    'WebUIOmniboxPopup',
  ].join()}`,
];

/** The text on the toolbar button, for the tab in front. */
const BADGE =
  'chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(([front]) => chrome.action.getBadgeText({ tabId: front?.id }))';

/** @param {CdpNode} node @returns {import('./tree.js').Branch} */
function branch(node) {
  return {
    name: node.shadowRootType === 'closed' ? '#closed-root' : node.nodeName.toLowerCase(),
    text: node.nodeValue ?? '',
    ref: node.backendNodeId,
    children: [...(node.shadowRoots ?? []), ...(node.children ?? [])].map(branch),
  };
}

/**
 * @param {import('./profile.js').Home} home
 * @param {import('./browser.d.ts').Options} options
 * @returns {Promise<Driven>}
 */
export async function openChromium(home, options) {
  await settings(home, options);
  const extensions = [home.extension, ...(options.beside ? [options.beside] : [])].join(',');
  const path = program('chromium');
  const log = join(home.folder, `network-${Date.now()}.json`);
  const context = await chromium
    .launchPersistentContext(home.chromiumProfile, {
      executablePath: path,
      headless: false, // Playwright's own headless has no extensions; --headless=new has.
      ignoreDefaultArgs: ['--disable-extensions', '--enable-automation'],
      args: [
        ...ARGS.filter((each) => !options.quic || each !== '--disable-quic'),
        ...(options.headed ? ['--test-type'] : ['--headless=new', '--window-size=1280,900', '--screen-info={1600x1200}']),
        ...(options.archiveAt ? [`--host-resolver-rules=MAP archiveofourown.org ${options.archiveAt}`] : []),
        ...(options.quic === 'alone' ? ['--origin-to-force-quic-on=archiveofourown.org:443'] : []),
        ...(options.restore ? ['--restore-last-session'] : []),
        ...(options.features ? [`--enable-features=${options.features.join()}`] : []),
        `--log-net-log=${log}`,
        // One that is to rest takes its extension out again, which it does with none that came this way.
        ...(options.rests || options.others ? [] : [`--load-extension=${extensions}`, `--disable-extensions-except=${extensions}`]),
      ],
      env: home.environment(),
      viewport: null,
      timeout: START_MS,
    })
    .catch((error) => Promise.reject(startFailure('chromium', path, whyNot(error))));
  return driven(
    'chromium',
    path,
    () => context.close(),
    () => furnished(context, home, options, log),
  );
}

/** The first line of what Playwright tells, without its colours; below it stands what Chromium said. @param {unknown} error */
const whyNot = (error) =>
  String(error)
    .replace(/\u001b\[\d+m/g, '')
    .replace(/^.*?launchPersistentContext: /, '')
    .split('\n')
    .slice(0, 8)
    .join('\n');

/**
 * Waits until all that tests need is there.
 *
 * @param {import('playwright-core').BrowserContext} context
 * @param {import('./profile.js').Home} home
 * @param {import('./browser.d.ts').Options} options
 * @param {string} log where Chromium writes what it asks the network for, complete when it has ended
 * @returns {Promise<Driven>}
 */
async function furnished(context, home, options, log) {
  // Another extension may have a worker too.
  /** @param {import('playwright-core').Worker} w */
  const ours = (w) => w.url().endsWith('/background.js');
  const browser = /** @type {import('playwright-core').Browser} */ (context.browser());
  const cdp = await browser.newBrowserCDPSession();
  const load = () => cdp.send(/** @type {any} */ ('Extensions.loadUnpacked'), /** @type {any} */ ({ path: home.extension }));
  if (options.rests) await load();
  const started =
    context.serviceWorkers().find(ours) ?? (await context.waitForEvent('serviceworker', { predicate: ours, timeout: START_MS }));
  const script = started.url();
  const id = new URL(script).host;
  // Registered, but not yet listening: an event before its listener is lost to the test, not to a person.
  await until('the extension to listen', () =>
    started.evaluate(() => /** @type {any} */ (globalThis).chrome?.runtime?.onMessage.hasListeners()),
  );
  const popup = await popupThrough(cdp, id);
  const first = /** @type {Page} */ (context.pages()[0] ?? (await context.newPage()));
  const size = await sizeOf(cdp, first);
  const ownPage = chromiumPages(context, id, home);
  /** Once it has greeted. @param {Page} page what a test finds in front @param {import('./browser.d.ts').Options} its */
  const greeted = async (page, { welcome }) => {
    const urls = () => context.pages().map((p) => p.url());
    if (welcome !== false) await until('the first page', () => urls().some((url) => url.endsWith(WELCOME)), { saying: urls });
    if (welcome !== undefined) return;
    await closeFirstPage(await ownPage(WELCOME));
    await page.bringToFront();
  };
  await greeted(first, options);

  /** @param {Page} page */
  const roots = async (page) => {
    const session = await context.newCDPSession(page);
    try {
      const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
      return closedRoots(branch(/** @type {CdpNode} */ (/** @type {unknown} */ (root))));
    } finally {
      await session.detach();
    }
  };

  /** @param {Page} page @returns {import('./browser.d.ts').Tab} */
  const tab = (page) => ({
    goto: async (url) => {
      const answer = await page.goto(url, { waitUntil: 'load', timeout: 60_000 }).catch((error) => {
        if (process.env['WHY502_VERBOSE']) console.error(String(error));
        if (/net::ERR_|chrome-error/.test(String(error))) return null; // The browser shows its own page.
        throw error;
      });
      return answer?.status() ?? null;
    },
    reload: async () => void (await page.reload()),
    back: async () => void (await page.goBack()),
    url: async () => page.url(),
    evaluate: (work) => page.evaluate(work),
    promptText: async () => {
      const found = (await roots(page).catch(() => [])).map(words).filter(Boolean);
      return found.length ? found.join('\n') : null;
    },
    clickPrompt: async (label, how = {}) => {
      const middle = async () => {
        const wanted = (await roots(page)).map((r) => button(r, label)).find(Boolean);
        if (!wanted) throw new Error(`The prompt has no button "${label}": ${await tab(page).promptText()}`);
        const session = await context.newCDPSession(page);
        const { model } = await session.send('DOM.getBoxModel', { backendNodeId: Number(wanted.ref) });
        await session.detach();
        const [x1, y1, x2, , , y3] = model.content;
        return { x: (Number(x1) + Number(x2)) / 2, y: (Number(y1) + Number(y3)) / 2 };
      };
      // A person presses what stands still; the card finds its place once it has its words.
      await pressCard(tab(page), middle, ({ x, y }) => page.mouse.click(x, y), how);
    },
    inPrompt: async (work) => {
      const session = await context.newCDPSession(page);
      try {
        const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
        const [found] = closedRoots(branch(/** @type {CdpNode} */ (/** @type {unknown} */ (root))));
        if (!found) throw new Error('There is no prompt.');
        const { object } = await session.send('DOM.resolveNode', { backendNodeId: Number(found.ref) });
        const functionDeclaration = `function () { return (${work})(this); }`;
        const answer = await session.send('Runtime.callFunctionOn', {
          functionDeclaration,
          objectId: object.objectId,
          returnByValue: true,
        });
        if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description ?? 'failed in the prompt');
        return answer.result.value;
      } finally {
        await session.detach();
      }
    },
    press: async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    },
    resize: (width, height) => page.setViewportSize({ width, height }),
    screenshot: async (name, scheme) => {
      await page.emulateMedia({ colorScheme: scheme });
      const path = await home.picture(`${name}-page-${scheme}`);
      // What a person sees; Playwright's own picture of a page from right to left lies beside the window.
      const session = await context.newCDPSession(page);
      const { data } = await session.send('Page.captureScreenshot', { captureBeyondViewport: false });
      await session.detach();
      await writeFile(path, data, 'base64');
      return path;
    },
    close: () => page.close(),
  });

  const extension = stays({ context, id, script, inBackground: popup.inBackground });
  const forgetNetwork = networkOf(context, cdp, popup.evaluateIn);
  const allowed = options.rests ? await popup.inBackground(ALLOWED) : '';
  /** Whether its files are everybody's. @param {import('./browser.d.ts').Options} its */
  const isPlain = (its) => !its.alter && !its.granted;

  /** @param {Page} front what a test finds @param {import('./browser.d.ts').Options} its @returns {Driven} */
  const opened = (front, its) => ({
    engine: 'chromium',
    playwright: { context, id },
    tab: tab(front),
    register: home.register,
    ...(options.rests
      ? {
          rest: async () => {
            if (await popup.popupIsOpen()) await popup.closePopup();
            const isToStay = isPlain(its) && (await popup.inBackground(ALLOWED)) === allowed;
            const fresh = await forgetAll({ context, cdp, size, inBackground: popup.inBackground, forgetNetwork });
            if (isToStay) await extension.forgets(fresh);
            else await uninstall(cdp, id);
            await until('the companion to go', () => hostProcesses().length === 0);
            await home.unregister();
            return async (next) => {
              if (isToStay && isPlain(next) && next.welcome === undefined && (await extension.begins(fresh))) return opened(fresh, next);
              if (isToStay) await uninstall(cdp, id);
              await load();
              await until('the extension to listen', () => popup.listens());
              await greeted(fresh, next);
              return opened(fresh, next);
            };
          },
        }
      : {}),
    newTab: async () => tab(await context.newPage()),
    privateTab: async () => {
      await allowPrivate(context, id);
      const opened = context.waitForEvent('page', { timeout: START_MS });
      await popup.inBackground("chrome.windows.create({ incognito: true, url: 'about:blank' }).then(() => true)");
      return tab(await opened);
    },
    withholdAccess: () => withholdAccess(context, id),
    archiveTabs: async () =>
      context
        .pages()
        .filter((p) => /^https:\/\/archiveofourown\.org\//.test(p.url()))
        .map(tab),
    extensionTabs: async () =>
      context
        .pages()
        .map((p) => p.url())
        .filter((u) => u.startsWith('chrome-extension://')),
    ownPage,
    ...popup,
    badge: () => popup.inBackground(BADGE),
    cookies: async () => (await context.cookies()).map(({ name, value, domain }) => ({ name, value, domain })),
    history: async () => {
      const page = await context.newPage();
      await page.goto('chrome://history/');
      const links = page.locator('history-item a#link');
      const read = () => links.evaluateAll((all) => all.map((a) => /** @type {HTMLAnchorElement} */ (a).href));
      const found = await untilStill('the history to be listed', read, { everyMs: 500 });
      await page.close();
      return found;
    },
    popupScreenshot: async (name, scheme) => {
      const path = await home.picture(`${name}-popup-${scheme}`);
      await writeFile(path, await popup.picture(scheme));
      return path;
    },
    incident: () => popup.inBackground(INCIDENT),
    endBackground: () => extension.endBackground(front),
    replaceExtension: async () => void (await load()),
    kept: () => popup.inBackground(KEPT),
    closed: () => new Promise((done) => context.once('close', () => done())),
    close: async () => {
      await context.close();
      assertOwn(begunIn(log, id)); // For all that rested in between, too: before its end the log is not whole.
    },
  });
  return opened(first, options);
}
