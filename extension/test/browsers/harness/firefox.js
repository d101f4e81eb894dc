// Real Firefox over WebDriver BiDi. BiDi shows closed shadow roots, but neither the popup nor the
// toolbar; for these the browser's own window is asked, through Marionette.
import { writeFile } from 'node:fs/promises';
import { assertOwn } from './asked.js';
import { button, closedRoots, words } from './tree.js';
import { WELCOME, closeFirstPage, firefoxPages } from './pages.js';
import { INCIDENT, KEPT, READY, WORDS, clickable } from './popup.js';
import { hostProcesses } from './processes.js';
import { until } from './until.js';
import * as chrome from './firefox-window.js';
import { startFirefox } from './firefox-start.js';
import { program } from './program.js';
import { pressCard } from './ready.js';
import { driven } from './starting.js';

/** @typedef {import('./browser.d.ts').Driven} Driven */
/**
 * @typedef {{sharedId?: string, value?: {nodeType: number, localName?: string, nodeValue?: string, mode?:
 *   string, children?: BidiNode[], shadowRoot?: BidiNode | null}}} BidiNode
 */

const ID = 'why502@why502.org';

/** As WebDriver names them. @type {Record<string, string>} */
const KEYS = { Tab: '\uE004', Enter: '\uE007', Escape: '\uE00C' };

/**
 * From here on a window can be used again by one extension after another. In 140 the toolbar button is dead after
 * the fourth, whoever presses it; where it was mended in between nobody has looked.
 */
const RESTS_SINCE = 153;

/** A popup that has not begun to open by then does not. */
const AGAIN_MS = 5_000;

/** Nor does one that has begun, and has drawn nothing by then. */
const STUCK_MS = 15_000;

/** network.trr.mode: DNS over HTTPS and nothing else. */
const TRR_ONLY = 3;

/** A page that only begins has neither the browser's API nor its own scripts. @param {string} expression */
const onceItRuns = (expression) =>
  `globalThis.browser?.runtime && document.readyState === 'complete' ? Promise.resolve(${expression}).then((value) => ({ value })) : undefined`;

/** @param {BidiNode} node @returns {import('./tree.js').Branch} */
function branch(node) {
  const value = node.value;
  const inner = [...(value?.shadowRoot ? [value.shadowRoot] : []), ...(value?.children ?? [])];
  const closed = value?.nodeType === 11 && value.mode === 'closed';
  return {
    name: closed ? '#closed-root' : value?.nodeType === 3 ? '#text' : (value?.localName ?? '#other'),
    text: value?.nodeType === 3 ? (value.nodeValue ?? '') : '',
    ref: node.sharedId,
    children: inner.map(branch),
  };
}

/**
 * @param {import('./profile.js').Home} home
 * @param {import('./browser.d.ts').Options} options
 * @returns {Promise<Driven>}
 */
export async function openFirefox(home, options) {
  const path = program('firefox');
  const { major, ask, inWindow, closed, close, kill } = await startFirefox(path, home.firefoxProfile, {
    headed: options.headed,
    environment: home.environment(),
    preferences: {
      ...(options.secureDns ? { 'network.trr.mode': TRR_ONLY, 'network.trr.uri': options.secureDns } : {}),
      ...(options.knowsOffline ? { 'network.manage-offline-status': true } : {}),
      ...(options.archiveAt ? { 'network.dns.forceResolve': options.archiveAt } : {}),
    },
  });
  const window = chrome.firefoxWindow(ask, inWindow, ID);
  const ownPage = firefoxPages(window, home);
  /** @param {import('./browser.d.ts').Options} its */
  const install = async ({ welcome }) => {
    await ask('webExtension.install', { extensionData: { type: 'path', path: home.extension } });
    await until('the extension to listen', () => window.backgroundIsUp());
    if (welcome !== false) await until('the first page', () => window.pageIsThere(WELCOME));
    if (welcome === undefined) await closeFirstPage(await ownPage(WELCOME));
    // Under which address the extension keeps what it keeps: a browser that is killed soon has not written that down.
    if (options.own) await inWindow('Services.prefs.savePrefFile(null);');
  };
  const contexts = async () => (await ask('browsingContext.getTree', {})).contexts;
  const first = await driven('firefox', path, close, async () => {
    await window.observeRequests();
    await install(options);
    if (options.beside) await ask('webExtension.install', { extensionData: { type: 'path', path: options.beside } });
    if (options.refuseCookiesOf) await window.refuseCookies(options.refuseCookiesOf);
    return (await contexts())[0].context;
  });

  /** @param {string} context */
  const roots = async (context) => {
    const { nodes } = await ask('browsingContext.locateNodes', {
      context,
      locator: { type: 'css', value: ':root > *, body > *' },
      serializationOptions: { includeShadowTree: 'all', maxDomDepth: 20 },
    });
    const seen = new Set();
    return nodes
      .flatMap((/** @type {BidiNode} */ n) => closedRoots(branch(n)))
      .filter((/** @type {import('./tree.js').Branch} */ r) => !seen.has(r.ref) && seen.add(r.ref));
  };

  /** Private ones: each in a window of its own. @type {Set<string>} */
  const own = new Set();

  /** @param {string} context @returns {import('./browser.d.ts').Tab} */
  const tab = (context) => {
    /** @param {string} url */
    const goto = async (url) => {
      try {
        await ask('browsingContext.navigate', { context, url, wait: 'complete' });
        const { result } = await ask('script.evaluate', {
          expression: "performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0",
          target: { context },
          awaitPromise: false,
        });
        return result.value || null;
      } catch (error) {
        if (/NS_ERROR_|neterror/.test(String(error))) return null; // Firefox shows its own page.
        if (/interrupted an unfinished navigation/.test(String(error))) return null; // Something led the tab elsewhere.
        throw error;
      }
    };
    return {
      goto,
      reload: async () => void (await ask('browsingContext.reload', { context, wait: 'complete' })),
      back: async () => void (await ask('browsingContext.traverseHistory', { context, delta: -1 })),
      url: async () => (await ask('browsingContext.getTree', { root: context })).contexts[0].url,
      evaluate: async (work) => {
        const answer = await ask('script.evaluate', {
          expression: `(async () => JSON.stringify(await (${work})))()`,
          target: { context },
          awaitPromise: true,
        });
        if (answer.type !== 'success') throw new Error(answer.exceptionDetails.text);
        return answer.result.value === undefined ? undefined : JSON.parse(answer.result.value);
      },
      promptText: async () => {
        const found = (await roots(context).catch(() => [])).map(words).filter(Boolean);
        return found.length ? found.join('\n') : null;
      },
      clickPrompt: async (label, how = {}) => {
        const find = async () => {
          const wanted = (await roots(context)).map((/** @type {import('./tree.js').Branch} */ r) => button(r, label)).find(Boolean);
          if (!wanted) throw new Error(`The prompt has no button "${label}": ${await tab(context).promptText()}`);
          const { result } = await ask('script.callFunction', {
            functionDeclaration: '(e) => JSON.stringify(e.getBoundingClientRect())',
            arguments: [{ sharedId: wanted.ref }],
            target: { context },
            awaitPromise: false,
          });
          return { ref: wanted.ref, at: result.value };
        };
        // A person presses what stands still; the card finds its place once it has its words.
        const press = (/** @type {{ref: unknown}} */ { ref }) =>
          ask('input.performActions', {
            context,
            actions: [
              {
                type: 'pointer',
                id: 'mouse',
                actions: [
                  { type: 'pointerMove', x: 0, y: 0, origin: { type: 'element', element: { sharedId: ref } } },
                  { type: 'pointerDown', button: 0 },
                  { type: 'pointerUp', button: 0 },
                ],
              },
            ],
          });
        await pressCard(tab(context), find, press, how);
      },
      inPrompt: async (work) => {
        const [found] = await roots(context);
        if (!found) throw new Error('There is no prompt.');
        const answer = await ask('script.callFunction', {
          functionDeclaration: `(root) => JSON.stringify((${work})(root))`,
          arguments: [{ sharedId: found.ref }],
          target: { context },
          awaitPromise: true,
        });
        if (answer.type !== 'success') throw new Error(answer.exceptionDetails.text);
        return answer.result.value === undefined ? undefined : JSON.parse(answer.result.value);
      },
      press: async (...keys) => {
        // Buttons hear keys in a window with the focus alone.
        await window.toFront(own.has(context) ? 'private' : 'ordinary');
        const actions = keys.flatMap((key) => ['keyDown', 'keyUp'].map((type) => ({ type, value: KEYS[key] ?? key })));
        await ask('input.performActions', { context, actions: [{ type: 'key', id: 'keyboard', actions }] });
      },
      resize: async (width, height) => void (await ask('browsingContext.setViewport', { context, viewport: { width, height } })),
      screenshot: async (name, scheme) => {
        await window.scheme(scheme);
        const { data } = await ask('browsingContext.captureScreenshot', { context });
        const path = await home.picture(`${name}-page-${scheme}`);
        await writeFile(path, Buffer.from(data, 'base64'));
        return path;
      },
      close: async () => void (await ask('browsingContext.close', { context })),
    };
  };

  // While Firefox moves a new popup to the extension's process, it cannot be asked.
  const popupIsOpen = async () => (await window.popupIsThere()) && (await window.inPopup(READY).catch(() => false));

  /**
   * Firefox puts an idle event page to sleep, also as it is asked: the next one is asked.
   *
   * @param {string} what
   * @param {() => Promise<((expression: string) => Promise<any>) | undefined>} whom
   * @param {string} expression
   */
  const asking = async (what, whom, expression) => {
    const answer = await until(
      what,
      async () => {
        try {
          const ask = await whom();
          return await ask?.(onceItRuns(expression));
        } catch (error) {
          if (chrome.isGone(error)) return undefined;
          throw error;
        }
      },
      { withinMs: 120_000 },
    );
    return answer.value;
  };

  const ids = async () => (await contexts()).map((/** @type {{context: string}} */ c) => c.context);
  /** @param {string} context of the first tab @returns {Driven} */
  const opened = (context) => ({
    engine: 'firefox',
    bidi: { ask, window },
    tab: tab(context),
    register: home.register,
    ...(major < RESTS_SINCE
      ? {}
      : {
          rest: async () => {
            assertOwn(await window.asked());
            await window.closePopup();
            await window.closeOtherWindows();
            const fresh = await ask('browsingContext.create', { type: 'tab' });
            await ask('browsingContext.activate', fresh);
            await ask('webExtension.uninstall', { extension: ID });
            await window.forget();
            const { userContexts } = await ask('browser.getUserContexts', {});
            for (const { userContext } of userContexts)
              if (userContext !== 'default') await ask('browser.removeUserContext', { userContext });
            const left = await ids();
            if (left.length !== 1 || left[0] !== fresh.context) throw new Error('A tab of before is still there.');
            await until('the companion to go', () => hostProcesses().length === 0);
            await home.unregister();
            return async (next) => {
              await install(next);
              return opened(fresh.context);
            };
          },
        }),
    newTab: async () => tab((await ask('browsingContext.create', { type: 'tab' })).context),
    archiveTabs: async () =>
      (await contexts())
        .filter((/** @type {{url: string}} */ c) => /^https:\/\/archiveofourown\.org\//.test(c.url))
        .map((/** @type {{context: string}} */ c) => tab(c.context)),
    containerTab: async () => {
      await window.allowContainers();
      const { userContext } = await ask('browser.createUserContext', {});
      return tab((await ask('browsingContext.create', { type: 'tab', userContext })).context);
    },
    privateTab: async () => {
      const before = await ids();
      await window.allowPrivate();
      await window.openPrivateWindow();
      const fresh = await until('the private window', async () => (await ids()).find((/** @type {string} */ id) => !before.includes(id)));
      own.add(fresh);
      return tab(fresh);
    },
    isAwake: () => window.backgroundIsUp(),
    kept: () => window.inBackground(KEPT),
    extensionTabs: async () =>
      (await contexts()).map((/** @type {{url: string}} */ c) => c.url).filter((/** @type {string} */ u) => u.startsWith('moz-extension:')),
    ownPage,
    answerPermission: (yes) => window.answerPermission(yes),
    popupIsOpen,
    popupEvaluate: (expression) => window.inPopup(expression),
    openPopup: async () => {
      // 140 forgets a press in a window in which an extension has just taken another's place: a person presses again.
      let pressedAt = -Infinity;
      await until('the popup to open', async () => {
        if (await popupIsOpen()) return true;
        const waited = Date.now() - pressedAt;
        // One that is there and shows nothing is closed first, as a person would.
        const stuck = waited > STUCK_MS;
        if (stuck || (waited > AGAIN_MS && !(await window.popupIsThere()))) {
          if (stuck && Number.isFinite(waited)) await window.closePopup();
          pressedAt = Date.now();
          await window.pressToolbarButton();
        }
        return false;
      });
    },
    popupText: async () =>
      (await popupIsOpen()) ? window.inPopup(WORDS).catch((error) => (chrome.isGone(error) ? null : Promise.reject(error))) : null,
    clickPopup: async (label, times = 1) => {
      const at = await clickable(window.inPopup, label);
      for (let n = 0; n < times; n += 1) await window.clickInPopup(at.x, at.y);
    },
    closePopup: async () => {
      await window.closePopup();
      await until('the popup to close', async () => !(await window.popupIsThere()));
    },
    clipboard: () => window.clipboard(),
    badge: () => window.badge(),
    cookies: async () => {
      const { cookies } = await ask('storage.getCookies', {});
      return cookies.map((/** @type {any} */ c) => ({ name: c.name, value: c.value.value, domain: c.domain }));
    },
    history: () => window.history(),
    popupScreenshot: async (name, scheme) => {
      await window.scheme(scheme);
      const path = await home.picture(`${name}-popup-${scheme}`);
      await writeFile(path, await window.picture());
      return path;
    },
    incident: () =>
      asking('the extension to answer', async () => ((await window.backgroundIsUp()) ? window.inBackground : window.inPopup), INCIDENT),
    inBackground: (expression) =>
      asking('the background to answer', async () => ((await window.backgroundIsUp()) ? window.inBackground : undefined), expression),
    // As the switch in about:addons does.
    withholdAccess: async () =>
      void (await window.inBackground('browser.permissions.remove({ origins: browser.runtime.getManifest().host_permissions })')),
    endBackground: () => window.endBackground(),
    replaceExtension: async () => void (await window.inBackground('void setTimeout(() => browser.runtime.reload(), 100)')),
    closed: () => closed,
    kill,
    close: async () => {
      // A window that a person has closed is gone with what it saw.
      const asked = await window
        .asked()
        .catch((error) => (/closed the connection|no such window/.test(String(error)) ? [] : Promise.reject(error)));
      await close();
      assertOwn(asked);
    },
  });
  return opened(first);
}
