// What only Firefox's own window can do: press the extension's toolbar button, look into its popup,
// read the badge and the history. Every function given to `run` is sent over as source and runs there.
import { until } from './until.js';

/** @typedef {import('./bidi.js').Bidi['ask']} Ask */

/** 0 is dark, 1 is light: for pages, and for what belongs to the toolbar. */
const LIGHT = Object.freeze([
  'layout.css.prefers-color-scheme.content-override',
  'browser.theme.toolbar-theme',
  'browser.theme.content-theme',
]);

/** Whether there are containers. */
const CONTAINERS = 'privacy.userContext.enabled';

/**
 * The popup under the toolbar button, or the same page in a tab: there it opens where the browser lets no
 * extension open the other one, as 140 does when it was no press on the toolbar.
 */
const PANEL = "document.querySelector('browser[webextension-view-type=popup]')";
const IN_TAB =
  "gBrowser.browsers.find((b) => b.currentURI.spec.startsWith('moz-extension:') && b.currentURI.filePath === '/pages/popup/popup.html')";
const POPUP = `(${PANEL} ?? ${IN_TAB})`;
const NOT_OPEN = 'The page is not open.';
const SILENT = 'The page did not answer.';
/** What is told of one of the extension's pages that ended as it was asked. @param {unknown} error */
export const isGone = (error) =>
  [NOT_OPEN, SILENT, 'messageManager is null', "can't access dead object"].some((words) => String(error).includes(words));

/** A tab with a page of the extension's own. @param {string} path */
const tabWith = (path) => {
  const its = /[?#]/.test(path)
    ? `b.currentURI.spec.endsWith('/' + ${JSON.stringify(path)})`
    : `b.currentURI.filePath === '/' + ${JSON.stringify(path)}`;
  return `gBrowser.browsers.find((b) => b.currentURI.spec.startsWith('moz-extension:') && ${its})`;
};
const BACKGROUND = "[...WebExtensionPolicy.getByID(ID).extension.views].find((v) => v.viewType === 'background')?.xulBrowser";
const ACTION = `ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs')
  .ExtensionParent.apiManager.global.browserActionFor(WebExtensionPolicy.getByID(ID).extension)`;

/**
 * @param {Ask} ask
 * @param {import('./firefox-start.js').Started['inWindow']} inWindow
 * @param {string} id the extension's
 */
export function firefoxWindow(ask, inWindow, id) {
  /** @param {string} body statements; the value is what they return @returns {Promise<any>} */
  async function run(body) {
    const answer = /** @type {{value?: string, error?: string}} */ (
      await inWindow(`const ID = ${JSON.stringify(id)}; return JSON.stringify(await (async () => { ${body} })()) ?? null;`)
    );
    if (answer.error !== undefined) throw new Error(`In Firefox's window: ${answer.error}`);
    return typeof answer.value === 'string' ? JSON.parse(answer.value) : undefined;
  }

  /**
   * Runs statements in the process of one of the extension's own pages, with its window as `content`.
   * @param {string} page which browser element holds it
   * @param {string} body
   */
  const beside = (page, body) => {
    const script = `(async () => {
      try { sendAsyncMessage(NAME, { value: await (async () => { ${body} })() }); }
      catch (error) { sendAsyncMessage(NAME, { error: String(error) }); }
    })()`;
    return run(`
      const page = ${page};
      if (!page) throw new Error(${JSON.stringify(NOT_OPEN)});
      const name = 'why502-test-' + Math.random();
      const script = 'const NAME = ' + JSON.stringify(name) + ';' + ${JSON.stringify(script)};
      return await new Promise((done, fail) => {
        // A page that is replaced meanwhile takes the script with it.
        setTimeout(() => fail(new Error(${JSON.stringify(SILENT)})), 30_000);
        page.messageManager.addMessageListener(name, ({ data }) => (data.error ? fail(new Error(data.error)) : done(data.value)));
        page.messageManager.loadFrameScript('data:text/javascript;charset=utf-8,' + encodeURIComponent(script), false);
      });`);
  };

  /**
   * As the page's own script would see it: without the privileged view of its window.
   * @param {string} page
   * @param {string} expression
   */
  const inside = async (page, expression) => {
    const source = JSON.stringify(`(async () => JSON.stringify(await (${expression})))()`);
    const answer = await beside(
      page,
      `
      const sandbox = new Cu.Sandbox(content, { sandboxPrototype: content, sameZoneAs: content, wantXrays: false });
      return await Cu.evalInSandbox(${source}, sandbox);`,
    );
    return answer === undefined ? undefined : JSON.parse(answer);
  };

  /** A press as the mouse makes it; 140 has it under its older name alone. @param {string} page @param {number} x @param {number} y */
  const clickIn = (page, x, y) =>
    beside(
      page,
      `for (const type of ['mousedown', 'mouseup']) {
      if (content.synthesizeMouseEvent) content.synthesizeMouseEvent(type, ${x}, ${y}, { button: 0, clickCount: 1 });
      else content.windowUtils.sendMouseEvent(type, ${x}, ${y}, 0, 1, 0);
    }`,
    );

  /** @param {string} page @param {string | null} part an expression for a DOMRect; null: what is seen @returns {Promise<Buffer>} */
  const draw = async (page, part) => {
    const data = await run(`
      const image = await ${page}.browsingContext.currentWindowGlobal.drawSnapshot(${part}, 1, 'white');
      const canvas = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      canvas.getContext('2d').drawImage(image, 0, 0);
      return canvas.toDataURL('image/png').split(',')[1];`);
    return Buffer.from(data, 'base64');
  };

  return {
    run,
    /** From now on, who begins a request is looked at. A page that opens in a tab is what a person pressed for. */
    observeRequests: () =>
      run(`const asked = window.why502Asked = [];
        window.why502Observer = { observe(subject) {
          const channel = subject.QueryInterface(Ci.nsIHttpChannel);
          const { loadInfo } = channel;
          if (loadInfo?.triggeringPrincipal?.addonId !== ID || loadInfo.externalContentPolicyType === Ci.nsIContentPolicy.TYPE_DOCUMENT) return;
          if (loadInfo.redirectChain.length === 0) asked.push(channel.URI.spec); // What a server made of it is not what was asked.
        } };
        Services.obs.addObserver(window.why502Observer, 'http-on-modify-request');`),
    /** What the extension has asked since, or since all was forgotten. @returns {Promise<string[]>} */
    asked: () => run(`return window.why502Asked;`),
    backgroundIsUp: () =>
      run(`const e = WebExtensionPolicy.getByID(ID)?.extension;
        return Boolean(e && [...e.views].some((v) => v.viewType === 'background'));`),
    popupIsThere: () => run(`const b = ${POPUP}; return Boolean(b?.currentURI.spec.startsWith('moz-extension:'));`),
    pressToolbarButton: () => run(`await ${ACTION}.openPopup(window, true);`),
    closePopup: () =>
      run(`if (${PANEL}) ${PANEL}.closest('panel')?.hidePopup();
      else if (${IN_TAB}) gBrowser.removeTab(gBrowser.getTabForBrowser(${IN_TAB}));`),
    /** @param {string} expression */
    inPopup: (expression) => inside(POPUP, expression),
    /** @param {string} expression */
    inBackground: (expression) => inside(BACKGROUND, expression),
    /** @param {number} x @param {number} y */
    clickInPopup: (x, y) => clickIn(POPUP, x, y),
    /** @param {string} path */
    pageIsThere: (path) => run(`return Boolean(${tabWith(path)});`),
    /** @param {string} path */
    openPage: (path) =>
      run(`const { extension } = WebExtensionPolicy.getByID(ID);
        gBrowser.selectedTab = gBrowser.addTab(extension.baseURI.resolve(${JSON.stringify(path)}), { triggeringPrincipal: extension.principal });`),
    /** @param {string} path */
    showPage: (path) => run(`gBrowser.selectedTab = gBrowser.getTabForBrowser(${tabWith(path)});`),
    /**
     * A person's answer when Firefox asks whether the extension may do something more. Its buttons are
     * dead at first, and longer if they are pressed too soon.
     * @param {boolean} yes
     */
    answerPermission: async (yes) => {
      const question = "document.getElementById('addon-webext-permissions-notification')";
      await until('Firefox to ask', () => run(`return Boolean(PopupNotifications.isPanelOpen && ${question});`));
      await until('Firefox to be answered', () =>
        run(`
        await new Promise((go) => setTimeout(go, 1_500));
        ${question}?.${yes ? 'button' : 'secondaryButton'}.click();
        return !PopupNotifications.isPanelOpen;`),
      );
    },
    /** @param {string} path */
    closePage: (path) => run(`gBrowser.removeTab(gBrowser.getTabForBrowser(${tabWith(path)}));`),
    /** @param {string} path @param {string} expression */
    inPage: (path, expression) => inside(tabWith(path), expression),
    /** @param {string} path @param {number} x @param {number} y */
    clickInPage: (path, x, y) => clickIn(tabWith(path), x, y),
    /** The whole window grows or shrinks until the page is this large. @param {string} path @param {number} width @param {number} height */
    resizePage: (path, width, height) =>
      run(`const page = ${tabWith(path)};
        page.style.minWidth = page.style.maxWidth = '${width}px';
        page.style.minHeight = page.style.maxHeight = '${height}px';`),
    /**
     * @param {string} path
     * @param {{width: number, height: number} | null} size in CSS pixels; null: what is seen
     * @returns {Promise<Buffer>} as PNG
     */
    pageAsPicture: (path, size) => draw(tabWith(path), size && `new DOMRect(0, 0, ${size.width}, ${size.height})`),
    /** @param {'ordinary' | 'private'} [which] the newest private one */
    toFront: async (which = 'ordinary') => {
      const its =
        which === 'ordinary'
          ? 'window'
          : `[...Services.wm.getEnumerator('navigator:browser')].filter((w) => PrivateBrowsingUtils.isWindowPrivate(w)).at(-1)`;
      await run(`const its = ${its}; its.focus(); its.gBrowser.selectedBrowser.focus();`);
      await until('the window to have the focus', () =>
        run(`const { document: d, gBrowser: g } = ${its}; return d.hasFocus() && d.activeElement === g.selectedBrowser;`),
      );
    },
    /** As Firefox does to an event page that has been idle. */
    endBackground: async () => {
      await run(
        `await WebExtensionPolicy.getByID(ID).extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });`,
      );
      await until('the background to be gone', () =>
        run(`return ![...WebExtensionPolicy.getByID(ID).extension.views].some((v) => v.viewType === 'background');`),
      );
    },
    clipboard: () =>
      run(`const transfer = Cc['@mozilla.org/widget/transferable;1'].createInstance(Ci.nsITransferable);
        transfer.init(null);
        transfer.addDataFlavor('text/plain');
        Services.clipboard.getData(transfer, Ci.nsIClipboard.kGlobalClipboard, window.browsingContext.currentWindowContext);
        const data = {};
        try {
          transfer.getTransferData('text/plain', data);
        } catch (error) {
          if (error.result === Cr.NS_ERROR_FAILURE) return ''; // Nothing was copied yet.
          throw error;
        }
        return data.value.QueryInterface(Ci.nsISupportsString).data;`),
    badge: () => run(`return ${ACTION}.action.getContextData(gBrowser.selectedTab).badgeText ?? '';`),
    /** As a person who has containers does: in 140 they are off until then, whatever a driver may open. */
    allowContainers: () => run(`Services.prefs.setBoolPref(${JSON.stringify(CONTAINERS)}, true);`),
    /** As a person allows it in the add-on's own settings; once, for that starts the extension anew, without what it had in memory. */
    allowPrivate: async () => {
      if (await run('return WebExtensionPolicy.getByID(ID)?.privateBrowsingAllowed === true')) return;
      await run(`
        const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
        await ExtensionPermissions.add(ID, { permissions: ['internal:privateBrowsingAllowed'], origins: [] });
        const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
        await (await AddonManager.getAddonByID(ID)).reload();`);
      await until('the extension to be allowed there', () =>
        run(`const p = WebExtensionPolicy.getByID(ID);
        return Boolean(p?.privateBrowsingAllowed && [...p.extension.views].some((v) => v.viewType === 'background'));`),
      );
    },
    /** Resolves when its first page, which would end any other load, is there. */
    openPrivateWindow: () =>
      run(`
        const opened = OpenBrowserWindow({ private: true });
        await new Promise((done) => {
          const there = (subject) => {
            if (subject !== opened) return;
            Services.obs.removeObserver(there, 'browser-delayed-startup-finished');
            done();
          };
          Services.obs.addObserver(there, 'browser-delayed-startup-finished');
        });
        const page = opened.gBrowser.selectedBrowser;
        while (page.currentURI.spec === 'about:blank' || page.webProgress?.isLoadingDocument) await new Promise((go) => opened.setTimeout(go, 50));`),
    /** As the site's own settings would. @param {string[]} hosts */
    refuseCookies: (hosts) =>
      run(`for (const host of ${JSON.stringify(hosts)}) {
        const principal = Services.scriptSecurityManager.createContentPrincipalFromOrigin('https://' + host);
        Services.perms.addFromPrincipal(principal, 'cookie', Ci.nsICookiePermission.ACCESS_DENY);
      }`),
    /** New tabs come into the window that was last in front. */
    closeOtherWindows: async () => {
      await run(`for (const other of Services.wm.getEnumerator('navigator:browser')) if (other !== window) other.close();`);
      await until('the other windows to close', () => run(`return [...Services.wm.getEnumerator('navigator:browser')].length === 1;`));
    },
    /** All tabs but the one in front, and whatever a person leaves behind in a browser. */
    forget: () =>
      run(`
        for (const tab of [...gBrowser.tabs]) if (tab !== gBrowser.selectedTab) gBrowser.removeTab(tab, { skipPermitUnload: true });
        for (const name of ${JSON.stringify(['ui.systemUsesDarkTheme', CONTAINERS, ...LIGHT])}) Services.prefs.clearUserPref(name);
        await new Promise((done) => Services.clearData.deleteData(Ci.nsIClearDataService.CLEAR_ALL, { onDataDeleted: done }));
        window.why502Asked.length = 0;
        Services.dns.clearCache(true);
        Services.obs.notifyObservers(null, 'net:cancel-all-connections');`),
    history: () =>
      run(`const { PlacesUtils } = ChromeUtils.importESModule('resource://gre/modules/PlacesUtils.sys.mjs');
        const query = PlacesUtils.history.getNewQuery(), options = PlacesUtils.history.getNewQueryOptions();
        options.includeHidden = true;
        const root = PlacesUtils.history.executeQuery(query, options).root;
        root.containerOpen = true;
        const found = [];
        for (let i = 0; i < root.childCount; i++) found.push(root.getChild(i).uri);
        root.containerOpen = false;
        return found;`),
    /**
     * Light or dark, for pages and for what belongs to the toolbar, popups too.
     * @param {import('./browser.d.ts').Scheme} scheme
     */
    scheme: async (scheme) => {
      const dark = scheme === 'dark' ? 1 : 0;
      await run(`
        Services.prefs.setIntPref('ui.systemUsesDarkTheme', ${dark});
        for (const name of ${JSON.stringify(LIGHT)}) Services.prefs.setIntPref(name, ${1 - dark});`);
      const { contexts } = await ask('browsingContext.getTree', {});
      const asked = `matchMedia('(prefers-color-scheme: ${scheme})').matches`;
      await until(`the colours to be ${scheme}`, async () => {
        // While a page or the popup is being replaced, it cannot be asked.
        const { result } = await ask('script.evaluate', {
          expression: asked,
          target: { context: contexts[0].context },
          awaitPromise: false,
        }).catch(() => ({ result: {} }));
        return result?.value && (!(await run(`return Boolean(${POPUP});`)) || (await inside(POPUP, asked).catch(() => false)));
      });
    },
    /** @returns {Promise<Buffer>} the popup as PNG, as large as it is drawn */
    picture: () => draw(POPUP, null),
  };
}
