/**
 * The stage in Firefox, through BiDi. It will not lead a tab to a page of an extension: the extension
 * opens the first one itself, and from there it goes on.
 *
 * @import {Driver} from './gallery.js'
 * @import {Opened} from '../browsers/harness/browser.js'
 */
import { until } from '../browsers/harness/until.js';

/** WebDriver's name for the Tab key. */
const TAB = '\uE004';

/** `ui.primaryPointerCapabilities`, as nsXPLookAndFeel has them: a finger; a mouse, which hovers. */
const POINTER = Object.freeze({ coarse: 1, fine: 6 });

/** `browser.display.document_color_use`: the page's colours; never the page's. */
const COLORS = Object.freeze({ own: 1, forced: 2 });

/** A high-contrast theme has colours that can be read; those of a machine without a desktop cannot. */
const SELECTED = Object.freeze({
  'ui.highlight': '#0a246a',
  'ui.highlighttext': '#ffffff',
  'ui.selecteditem': '#0a246a',
  'ui.selecteditemtext': '#ffffff',
});

/**
 * @param {Opened} browser
 * @param {string} early what runs before the scripts of a page
 * @param {string} control the path of a page that nobody sees
 * @returns {Promise<Driver>}
 */
export async function firefoxDriver({ bidi, tab, close }, early, control) {
  if (!bidi) throw new Error('This is not Firefox.');
  const { ask, window } = bidi;
  /** @returns {Promise<{context: string, url: string}[]>} */
  const contexts = async () => (await ask('browsingContext.getTree', {})).contexts;
  const web = (await contexts())[0]?.context ?? '';

  /** The extension opens a page of its own in a new tab. @param {string} path */
  const open = async (path) => {
    const before = (await contexts()).map((c) => c.context);
    await window.inBackground(`browser.tabs.create({ url: browser.runtime.getURL(${JSON.stringify(path)}) }).then(() => true)`);
    return until(`${path} to open`, async () => (await contexts()).find((c) => !before.includes(c.context) && c.url.includes(path)));
  };
  const hidden = await open(control);
  const root = hidden.url.slice(0, -control.length);
  await runEarly(window.run, early);
  const own = (await open(control)).context;
  /** The tab that is shown. */
  let context = own;
  /** What was asked for last: each tab has its own. @type {{width: number, height: number} | null} */
  let viewport = null;

  /** @param {string} at @param {string} expression */
  const evaluate = async (at, expression) => {
    const answer = await ask('script.evaluate', {
      expression: `(async () => JSON.stringify(await (${expression})))()`,
      target: { context: at },
      awaitPromise: true,
    });
    if (answer.type !== 'success') throw new Error(answer.exceptionDetails.text);
    return answer.result.value === undefined ? undefined : JSON.parse(answer.result.value);
  };

  return {
    control: (expression) => evaluate(hidden.context, expression),
    go: async (where) => {
      const next = 'url' in where ? web : own;
      if (next !== context) {
        await ask('browsingContext.activate', { context: next });
        await window.run('gBrowser.selectedBrowser.focus();'); // The tab has it; its page is what a person has clicked on.
        if (viewport) await ask('browsingContext.setViewport', { context: next, viewport });
      }
      context = next;
      if ('url' in where) await tab.goto(where.url);
      else await ask('browsingContext.navigate', { context, url: root + where.path, wait: 'complete' });
    },
    media: async ({ scheme, forced, coarse }) => {
      const pointer = coarse ? POINTER.coarse : POINTER.fine;
      await window.run(`
        const set = (name, value) => Services.prefs.setIntPref(name, value);
        set('layout.css.prefers-color-scheme.content-override', ${scheme === 'dark' ? 0 : 1});
        set('browser.display.document_color_use', ${forced ? COLORS.forced : COLORS.own});
        set('ui.prefersReducedMotion', 1);
        set('ui.primaryPointerCapabilities', ${pointer});
        set('ui.allPointerCapabilities', ${pointer});
        for (const [name, color] of ${JSON.stringify(Object.entries(SELECTED))}) Services.prefs.setStringPref(name, color);`);
      const features = [
        `(prefers-color-scheme: ${scheme})`,
        '(prefers-reduced-motion: reduce)',
        `(forced-colors: ${forced ? 'active' : 'none'})`,
        `(pointer: ${coarse ? 'coarse' : 'fine'})`,
      ];
      // With its own colours the browser also has its own scheme.
      const asked = (forced ? features.slice(1) : features).map((feature) => `matchMedia('${feature}').matches`).join(' && ');
      await until(`Firefox to have ${features.join(' ')}`, () => evaluate(context, asked));
    },
    size: (size) => {
      viewport = size;
      return ask('browsingContext.setViewport', { context, viewport });
    },
    enlarge: async (large) => void (await window.run(`gBrowser.selectedBrowser.textZoom = ${large ? 2 : 1};`)),
    evaluate: (expression) => evaluate(context, expression),
    tab: () =>
      ask('input.performActions', {
        context,
        actions: [
          {
            type: 'key',
            id: 'keyboard',
            actions: [
              { type: 'keyDown', value: TAB },
              { type: 'keyUp', value: TAB },
            ],
          },
        ],
      }),
    picture: async () => Buffer.from((await ask('browsingContext.captureScreenshot', { context })).data, 'base64'),
    close,
  };
}

/**
 * BiDi's preload scripts do not reach pages of an extension; a script of the window's own does.
 *
 * @param {(body: string) => Promise<unknown>} run
 * @param {string} early
 */
async function runEarly(run, early) {
  const script = `addEventListener('DOMWindowCreated', ({ target }) => {
    const page = target.defaultView;
    if (page.top !== page) return;
    const sandbox = new Cu.Sandbox(page, { sandboxPrototype: page, sameZoneAs: page, wantXrays: false });
    Cu.evalInSandbox(${JSON.stringify(early.replaceAll('globalThis.', 'window.'))}, sandbox);
  }, true);`;
  await run(
    `window.messageManager.loadFrameScript('data:text/javascript;charset=utf-8,' + encodeURIComponent(${JSON.stringify(script)}), true);`,
  );
}
