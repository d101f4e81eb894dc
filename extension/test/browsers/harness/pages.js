// The extension's own pages in tabs. Chromium navigates to them as to any page; in Firefox neither
// WebDriver nor a page may, so the browser's own window opens and drives them.
import { writeFile } from 'node:fs/promises';
import { WORDS, clickable } from './popup.js';
import { hostProcesses } from './processes.js';
import { until } from './until.js';

/** @typedef {import('./browser.d.ts').OwnPage} OwnPage */
/** @typedef {import('./profile.js').Home} Home */

/** Opens by itself after installing. */
export const WELCOME = 'pages/welcome/welcome.html';

/** Drawn, and its buttons work. */
const READY = "document.body?.dataset['state'] === 'drawn'";

/**
 * Closes the first page with all that it began: it has asked for the companion, which would otherwise
 * come up in the middle of what is tested.
 *
 * @param {OwnPage} page
 */
export async function closeFirstPage(page) {
  await page.evaluate("(globalThis.browser ?? chrome).runtime.sendMessage({ type: 'companion' })");
  await page.close();
  await until('the companion that the first page asked for to be gone', () => hostProcesses().length === 0);
}

/** The whole page, in CSS pixels. */
const SIZE = '({ width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight })';

/** @param {string} path @param {string} name @param {string} scheme */
const pictureName = (path, name, scheme) => `${name}-${path.replace(/^.*\/|\.html$/g, '')}-${scheme}`;

/** @param {string} path @param {() => Promise<boolean>} ready */
const drawn = (path, ready) => until(`${path} to be drawn`, () => ready().catch(() => false)); // It may not have a document yet.

/**
 * @param {import('playwright-core').BrowserContext} context
 * @param {string} id the extension's
 * @param {Home} home
 */
export function chromiumPages(context, id, home) {
  /** @param {string} path @returns {Promise<OwnPage>} */
  return async (path) => {
    const url = `chrome-extension://${id}/${path}`;
    let page = context.pages().find((p) => p.url().split('#')[0] === url);
    if (page) {
      await page.bringToFront();
    } else {
      page = await context.newPage();
      await page.goto(url);
    }
    const its = page;
    await drawn(path, () => its.evaluate(READY));
    return {
      evaluate: (expression) => its.evaluate(expression),
      click: async (label) => {
        await its.bringToFront();
        const { x, y } = await clickable((expression) => its.evaluate(expression), label);
        await its.mouse.click(x, y);
      },
      text: () => its.evaluate(WORDS),
      resize: (width, height) => its.setViewportSize({ width, height }),
      screenshot: async (name, scheme, whole = false) => {
        await its.emulateMedia({ colorScheme: scheme });
        const picture = await home.picture(pictureName(path, name, scheme));
        await its.screenshot({ path: picture, fullPage: whole });
        return picture;
      },
      close: () => its.close(),
    };
  };
}

/**
 * @param {ReturnType<typeof import('./firefox-window.js').firefoxWindow>} window
 * @param {Home} home
 */
export function firefoxPages(window, home) {
  /** @param {string} path @returns {Promise<OwnPage>} */
  return async (path) => {
    await ((await window.pageIsThere(path)) ? window.showPage(path) : window.openPage(path));
    await drawn(path, () => window.inPage(path, READY));
    return {
      evaluate: (expression) => window.inPage(path, expression),
      click: async (label) => {
        const { x, y } = await clickable((expression) => window.inPage(path, expression), label);
        await window.clickInPage(path, x, y);
      },
      text: () => window.inPage(path, WORDS),
      resize: async (width, height) => {
        await window.resizePage(path, width, height);
        await until('the page to be resized', () => window.inPage(path, `innerWidth === ${width} && innerHeight === ${height}`));
      },
      screenshot: async (name, scheme, whole = false) => {
        await window.scheme(scheme);
        const picture = await home.picture(pictureName(path, name, scheme));
        await writeFile(picture, await window.pageAsPicture(path, whole ? await window.inPage(path, SIZE) : null));
        return picture;
      },
      close: async () => {
        await window.closePage(path);
        await until('the page to close', async () => !(await window.pageIsThere(path)));
      },
    };
  };
}
