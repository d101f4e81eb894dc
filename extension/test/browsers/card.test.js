// The prompt on the page, in pages that make it hard: where it stands, what it survives, what it leaves.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { withBrowser } from './harness/shared.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { until } from './harness/until.js';
import { aWhile, saying, settled, standsStill, told } from './harness/waiting.js';
import { word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Tab} Tab */
/** @typedef {{x: number, y: number, width: number, height: number}} Box */

const WINDOWS = /** @type {const} */ ([
  [1280, 900],
  [800, 600],
  [390, 800],
]);

/** What the card is, as it is drawn. */
const LOOK = `(root) => {
  const card = root.querySelector('section');
  const box = (e) => (({ x, y, width, height }) => ({ x, y, width, height }))(e.getBoundingClientRect());
  const style = getComputedStyle(card);
  return {
    box: box(card), flow: card.classList.contains('flow'), host: root.host.outerHTML,
    drawn: card.checkVisibility({ opacityProperty: true, visibilityProperty: true }), color: style.color, background: style.backgroundColor, font: style.fontSize, transform: style.transform,
    buttons: [...root.querySelectorAll('button')].filter((b) => b.checkVisibility()).map((b) => ({ ...box(b), cut: b.scrollWidth > b.clientWidth + 1 })),
    scroll: scrollY,
  };
}`;

/**
 * @typedef {{box: Box, flow: boolean, host: string, drawn: boolean, color: string, background: string, font:
 *   string, transform: string, buttons: (Box & {cut: boolean})[], scroll: number}} Look
 */

/** Where the page's words and things are, measured by the page itself. */
const WORDS_OF_PAGE = `(() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.nodeValue.trim() || node.parentElement.closest('script, style')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { x, y, width, height } of range.getClientRects()) if (width && height) found.push({ x, y, width, height });
  }
  for (const e of document.body.querySelectorAll('img, input, textarea, select, button')) {
    const { x, y, width, height } = e.getBoundingClientRect();
    if (width && height) found.push({ x, y, width, height });
  }
  return found;
})()`;

/** @param {Box} a @param {Box} b */
const overlap = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** @param {Tab} tab @returns {Promise<Look>} */
const look = (tab) => tab.inPrompt(LOOK);

/** Half a pixel, which no two versions of a browser round alike. */
const HALF = 0.5;

/** The card is drawn, wholly, and nothing that a person reads lies below it. @param {Tab} tab @param {string} where */
async function standsFree(tab, where) {
  /** @type {Look | undefined} */
  let seen;
  /** @type {Box[]} */
  let covered = [];
  // It waits until the page is still before it moves.
  await until(
    `the card to stand in sight and cover nothing (${where})`,
    async () => {
      seen = await look(tab);
      const { box } = seen;
      const width = await tab.evaluate(/** @type {string} */ ('innerWidth'));
      if (!seen.drawn || box.x < 0 || box.x + box.width > width + 1) return false;
      covered = (await tab.evaluate(/** @type {string} */ (WORDS_OF_PAGE))).filter((/** @type {Box} */ words) => overlap(words, box));
      return covered.length === 0;
    },
    { saying: () => ({ seen, covered }) },
  );
  const { buttons } = /** @type {Look} */ (/** @type {unknown} */ (seen));
  assert.ok(
    buttons.length >= 2 && buttons.every((b) => !b.cut && b.height >= 24 - HALF && b.width >= 24 - HALF),
    `${where}: ${JSON.stringify(buttons)}`,
  );
  return /** @type {Look} */ (/** @type {unknown} */ (seen));
}

test(`it covers no text, in any window, and moves nothing (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await tab.goto(ARCHIVE + WORK);
    await told(browser, tab);
    for (const [width, height] of WINDOWS) {
      await tab.resize(width, height);
      const { box, flow, scroll } = await standsFree(tab, `${width} × ${height}`);
      assert.equal(flow, false, 'there is free room');
      assert.equal(scroll, 0);
      assert.ok(
        box.x >= -HALF && box.x + box.width <= width + HALF && box.y >= -HALF && box.y + box.height <= height + HALF,
        `in sight: ${JSON.stringify(box)}`,
      );
      for (const scheme of /** @type {const} */ (['light', 'dark'])) await tab.screenshot(`card-${width}`, scheme);
    }
    assert.equal(await tab.evaluate('document.activeElement === document.body'), true, 'the focus stays where it was');
    // A user script tidies the page up.
    await tab.evaluate("void document.body.append(document.querySelector('html > div'))");
    await until('the card to stand again', async () => (await look(tab)).box.width > 0, { saying: () => look(tab) });
    await standsFree(tab, 'moved by a script');
  }));

test(`where nothing is free it takes room of its own at the top (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await tab.resize(390, 800);
    await tab.goto(`${ARCHIVE}/lab/full`);
    await told(browser, tab);
    const seen = await standsFree(tab, 'full of text');
    assert.equal(seen.flow, true);
    assert.ok(seen.box.y < 30);
    for (const scheme of /** @type {const} */ (['light', 'dark'])) await tab.screenshot('card-in-flow', scheme);
    await tab.resize(1280, 900);
    await until('the card to leave the flow where there is room', async () => !(await look(tab)).flow, { saying: () => look(tab) });
    await standsFree(tab, 'wide again');
    // A body that nothing can push down.
    await tab.resize(390, 800);
    await tab.goto(`${ARCHIVE}/lab/unmoved`);
    await told(browser, tab);
    await standsFree(tab, 'full of text that does not move');
  }));

for (const { page, name } of [
  { page: '/lab/hostile-skin', name: 'hostile' },
  { page: '/lab/strict', name: 'strict' },
]) {
  test(`${page}: it looks as it always does, and works (${engine()})`, () =>
    withBrowser(async (browser, tab) => {
      await tab.goto(ARCHIVE + WORK);
      await told(browser, tab);
      const ordinary = await look(tab);
      await tab.goto(ARCHIVE + page);
      await told(browser, tab);
      for (const [width, height] of WINDOWS) {
        await tab.resize(width, height);
        await standsFree(tab, `${width} × ${height}`);
        for (const scheme of /** @type {const} */ (['light', 'dark'])) await tab.screenshot(`card-${name}-${width}`, scheme);
      }
      await tab.screenshot(`card-${name}`, 'light');
      const { drawn, color, background, font, transform } = await look(tab);
      assert.deepEqual(
        { drawn, color, background, font, transform },
        { drawn: true, color: ordinary.color, background: ordinary.background, font: ordinary.font, transform: 'none' },
      );
      await tab.clickPrompt(word('card_details'));
      await until('the popup', async () => (await browser.popupIsOpen()) || (await browser.extensionTabs()).length > 0);
    }));
}

test(`it leaves nothing in the page, and takes no click but a person's (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await tab.goto(ARCHIVE + WORK);
    await told(browser, tab);
    const without =
      '(() => { const copy = document.documentElement.cloneNode(true); copy.querySelector("html > div")?.remove(); return copy.outerHTML; })()';
    const globals = 'Object.getOwnPropertyNames(window).filter((name) => /why502/i.test(name))';
    await tab.evaluate(
      `(() => { globalThis.before = ${without}; globalThis.seen = 0; new MutationObserver((all) => (globalThis.seen += all.length)).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true }); })()`,
    );
    assert.equal(await tab.evaluate('[...document.documentElement.children].map((e) => e.localName).join()'), 'head,div,body');
    const { host } = await look(tab);
    assert.equal(host, '<div></div>', 'no attribute, nothing of its inside');
    assert.equal(await tab.evaluate('document.querySelector("html > div").shadowRoot'), null);
    assert.deepEqual(await tab.evaluate(globals), []);
    await tab.inPrompt(
      '(root) => { for (const b of root.querySelectorAll("button")) b.click(); root.host.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true })); }',
    );
    await aWhile();
    assert.notEqual(await tab.promptText(), null, 'a script has pressed it');
    assert.equal(await browser.popupIsOpen(), false);
    assert.equal((await browser.incident())?.dismissed, false);
    await tab.press('Escape');
    await until('the card to go', async () => (await tab.promptText()) === null);
    assert.equal(await tab.evaluate(`document.documentElement.outerHTML === globalThis.before && globalThis.before === ${without}`), true);
    assert.equal(await tab.evaluate('globalThis.seen'), 0, 'something was changed in the page');
    await until('the incident to be dismissed', async () => (await browser.incident())?.dismissed);
  }));

test(`Escape belongs to the page first; by keyboard everything is in reach (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await tab.goto(ARCHIVE + WORK);
    await told(browser, tab);
    const standsAfterEscape = async (/** @type {string} */ what) => {
      await tab.press('Escape');
      await new Promise((done) => setTimeout(done, 300));
      assert.notEqual(await tab.promptText(), null, what);
    };
    await tab.evaluate(
      '(() => { const field = document.createElement("input"); field.id = "field"; document.getElementById("main").append(field); field.focus(); })()',
    );
    await standsAfterEscape('in a text field');
    await tab.evaluate(
      '(() => { document.getElementById("field").remove(); addEventListener("keydown", (event) => event.preventDefault(), { once: true }); })()',
    );
    await standsAfterEscape('the page has used it');
    await standsFree(tab, 'a page that changed');

    await tab.press('Tab');
    const focusIsOn = (/** @type {string} */ label) => {
      const focused = () => tab.inPrompt('(root) => root.activeElement?.textContent ?? ""');
      return until(`the focus to be on "${label}"`, async () => (await focused()) === label, { saying: focused });
    };
    await focusIsOn(word('remedy_watch_button'));
    await tab.press('Tab');
    await focusIsOn(word('card_details'));
    await tab.press('Tab');
    await focusIsOn(word('card_quiet'));
    await tab.press('Enter');
    await focusIsOn(word('card_hour'));
    await tab.press('Escape');
    await focusIsOn(word('card_quiet'));
    await tab.press('Tab');
    await focusIsOn('×');
    await standsStill();
    await tab.press('Enter');
    await until('the card to go', async () => (await tab.promptText()) === null);
  }));

test(`not for an hour, and taken back (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await tab.goto(ARCHIVE + WORK);
    await told(browser, tab);
    const other = await browser.newTab();
    await other.goto(`${ARCHIVE}/works/503`);
    await told(browser, other);
    await other.clickPrompt(word('card_quiet'));
    await other.clickPrompt(word('card_hour'));
    await saying('the card', () => other.promptText(), word('card_hour_done', '').slice(0, 11));
    await other.screenshot('card-quiet', 'light');
    await until('the other card to go', async () => (await tab.promptText()) === null);
    const { quietUntil } = /** @type {{quietUntil: number}} */ ((await browser.kept())['settings']);
    assert.ok(Math.abs(quietUntil - Date.now() - 3_600_000) < 60_000);

    await other.clickPrompt(word('card_undo'));
    await told(browser, other);
    await until('the other card to be back', () => tab.promptText());
    assert.equal(/** @type {{quietUntil: number}} */ ((await browser.kept())['settings']).quietUntil, 0);

    await other.clickPrompt(word('card_quiet'));
    await other.clickPrompt(word('card_hour'));
    await until('the card to leave by itself', async () => (await other.promptText()) === null);
    await tab.goto(`${ARCHIVE}/works/504`);
    await aWhile();
    assert.equal(await tab.promptText(), null, 'it speaks within the hour');
    await until('the badge, which still tells', browser.badge, { saying: browser.incident });
  }));

test(`never by itself (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await tab.goto(ARCHIVE + WORK);
    await told(browser, tab);
    await tab.clickPrompt(word('card_quiet'));
    await tab.clickPrompt(word('card_never'));
    await saying('the card', () => tab.promptText(), word('card_never_done'));
    assert.equal(/** @type {{prompts: string}} */ ((await browser.kept())['settings']).prompts, 'badge');
    await tab.goto(`${ARCHIVE}/works/503`);
    await aWhile();
    assert.equal(await tab.promptText(), null);
    await until('the badge', browser.badge, { saying: browser.incident });
  }));

test(`the button does what is harmless, for the tab that it stands in (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    const other = await browser.newTab();
    // Both at once: AO3 takes half a minute over each.
    await Promise.all([tab.goto(`${ARCHIVE}/works/502?view_full_work=true`), other.goto(`${ARCHIVE}/works/503?view_full_work=true`)]);
    await settled(browser);
    const label = word('remedy_lighter_page_button');
    await saying('the prompt', () => tab.promptText(), label);
    await saying('the prompt', () => other.promptText(), label);
    await other.clickPrompt(label);
    await until('the chapter list of that work', async () =>
      (await Promise.all((await browser.archiveTabs()).map((t) => t.url()))).includes(`${ARCHIVE}/works/503/navigate`),
    );
  }, 'entire-work-times-out'));
