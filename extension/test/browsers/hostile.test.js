// Pages that want to read the card, to press it, or to be rid of it. The page was there before it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { withBrowser } from './harness/shared.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { until } from './harness/until.js';
import { aWhile, told } from './harness/waiting.js';
import { word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */
/** @typedef {import('./harness/browser.d.ts').Tab} Tab */

const HOST = "document.querySelector('html > div, why502-card')";

/** Everything of the card that a page's script has come by, each by its way. */
const STOLEN = `(() => {
  const host = ${HOST};
  const found = window.stolen.map((text) => 'kept: ' + text);
  const look = (how, node) => {
    if (!(node instanceof Node)) return;
    const root = node.getRootNode();
    if (root instanceof ShadowRoot) found.push(how + ': ' + (root.textContent ?? '').slice(0, 60));
  };
  const attempt = (how, work) => {
    try {
      const result = work();
      for (const each of [result].flat()) look(how, each);
    } catch {
      return; // Refused: that is what is asked for.
    }
  };
  attempt('shadowRoot', () => host.shadowRoot?.firstChild ?? host.shadowRoot);
  attempt('attachInternals', () => host.attachInternals().shadowRoot);
  attempt('attachShadow', () => { if (host.attachShadow({ mode: 'open' })) found.push('attachShadow: a root of its own'); });
  attempt('a clone', () => host.cloneNode(true).shadowRoot);
  attempt('getHTML', () => { const html = document.documentElement.getHTML({ serializableShadowRoots: true }); if (/class="brand"/.test(html)) found.push('getHTML'); });
  for (const [how, all] of [['document', document.getAnimations()], ['root', document.documentElement.getAnimations({ subtree: true })], ['host', host.getAnimations({ subtree: true })]]) {
    for (const animation of all) look('animation of the ' + how, animation.effect.target);
  }
  for (let x = 8; x < innerWidth; x += 24) {
    for (let y = 8; y < innerHeight; y += 24) {
      attempt('elementsFromPoint', () => document.elementsFromPoint(x, y));
      attempt('caretRangeFromPoint', () => document.caretRangeFromPoint(x, y).startContainer);
      attempt('caretPositionFromPoint', () => document.caretPositionFromPoint(x, y).offsetNode);
    }
  }
  attempt('the selection', () => { document.execCommand('selectAll'); return [getSelection().anchorNode, getSelection().focusNode]; });
  getSelection().removeAllRanges();
  attempt('activeElement', () => document.activeElement);
  for (const entry of window.measured) for (const node of [entry.target, entry.element, ...(entry.sources ?? []).map((source) => source.node)]) look('measured as ' + entry.entryType, node);
  for (const node of window.heard) look('heard', node);
  if (window.heard.length === 0) found.push('the page has heard nothing at all: nothing was tried');
  return [...new Set(found)];
})()`;

/**
 * Whether this browser gives a page the nodes of any closed shadow root by where they lie (Firefox 140 does, whatever
 * the root's styles are; a later one does not). Then no card can keep that way shut.
 */
const TELLS_BY_PLACE = `(() => {
  const host = document.body.appendChild(document.createElement('div'));
  host.style.cssText = 'position: fixed; inset: 0; z-index: 2147483647; background: white';
  const root = host.attachShadow({ mode: 'closed' });
  root.append('a word '.repeat(99));
  const at = document.caretPositionFromPoint?.(30, 8)?.offsetNode;
  host.remove();
  return at?.getRootNode() === root;
})()`;

test(`a page that was there before it reads nothing of it (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    await tab.goto(`${ARCHIVE}/lab/thief`);
    await told(browser, tab);
    assert.equal(await tab.evaluate(`${HOST}.localName`), 'div', 'an element that a page can define');
    // A person is there, and the page hears what they do.
    await tab.press('Tab');
    await tab.clickPrompt(word('card_quiet'));
    await until('the choices', () => showsChoices(tab));
    const stolen = /** @type {string[]} */ (await tab.evaluate(STOLEN));
    const open = await tab.evaluate(TELLS_BY_PLACE);
    if (open) t.diagnostic('this browser gives a page every closed shadow root by caretPositionFromPoint(); the other ways are tried');
    assert.deepEqual(
      stolen.filter((each) => !open || !each.startsWith('caretPositionFromPoint: ')),
      [],
    );
  }));

/** Whether the card's row of choices has taken the place of its buttons. @param {Tab} tab */
const showsChoices = (tab) => tab.inPrompt('(root) => root.querySelectorAll(".rows > .row")[1].checkVisibility()');

/** Over all of the page, in the browser's top layer: drawn, and letting clicks through or not. @param {'none' | 'auto'} clicks */
const cover = (clicks) => `(() => {
  const veil = document.createElement('div');
  veil.id = 'veil';
  veil.popover = 'manual';
  veil.style.cssText = 'position: fixed; inset: 0; width: auto; height: auto; border: 0; background: white; pointer-events: ${clicks}';
  veil.textContent = 'Play';
  document.body.append(veil);
  veil.showPopover();
})()`;

/** Nothing that a press would do has been done. @param {Opened} browser @param {Tab} tab @param {string} what */
async function unpressed(browser, tab, what) {
  await aWhile();
  assert.equal(await browser.popupIsOpen(), false, what);
  assert.deepEqual(
    (await browser.extensionTabs()).filter((url) => url.includes('/popup/')),
    [],
    what,
  );
  assert.equal((await browser.incident())?.dismissed, false, what);
  assert.equal(/** @type {{watch?: unknown}} */ (await browser.kept())['watch'] ?? null, null, what);
  assert.notEqual(await tab.promptText(), null, what);
}

test(`under a veil that lets clicks through, no click counts; without it, it does (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await tab.goto(ARCHIVE + WORK);
    await told(browser, tab);
    // The veil goes over it again at once, whenever it has come to the front.
    await tab.evaluate(
      `(() => { ${cover('none')}; addEventListener('pointerdown', () => { const veil = document.getElementById('veil'); veil.hidePopover(); veil.showPopover(); }, true); })()`,
    );
    await tab.clickPrompt(word('card_details'), { atOnce: true });
    await unpressed(browser, tab, 'pressed under a veil');
    await tab.evaluate("document.getElementById('veil').remove()");
    await tab.clickPrompt(word('card_details'));
    await until(
      'the popup',
      async () => (await browser.popupIsOpen()) || (await browser.extensionTabs()).some((url) => url.includes('/popup/')),
    );
  }));

test(`what a page brings under a hand that presses is not what the hand meant (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await tab.goto(ARCHIVE + WORK);
    await told(browser, tab);
    await tab.evaluate(
      "addEventListener('pointerdown', () => { document.documentElement.style.zoom = '1.02'; }, { capture: true, once: true })",
    );
    await tab.clickPrompt(word('card_details'), { once: true });
    assert.equal(await tab.inPrompt('(root) => root.querySelector(".card.early") !== null'), true, 'nothing shows that it was not taken');
    await unpressed(browser, tab, 'moved within the press');
    await tab.clickPrompt(word('card_quiet'));
    await until('the choices', () => showsChoices(tab));
  }));

test(`made tiny, faint or silent, it takes no press (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await tab.goto(ARCHIVE + WORK);
    await told(browser, tab);
    await tab.evaluate("document.documentElement.style.zoom = '0.3'");
    await tab.clickPrompt(word('card_details'), { atOnce: true });
    await unpressed(browser, tab, 'too small to be read');
  }));

/** How often the card came into the page. */
const COUNT = `(() => {
  window.came = 0;
  new MutationObserver((all) => { for (const { addedNodes } of all) for (const node of addedNodes) if (node instanceof HTMLElement && node.matches('html > div, why502-card')) window.came += 1; }).observe(document.documentElement, { childList: true });
})()`;

test(`taken away once, it comes back; taken away always, it leaves the telling to the badge (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await tab.goto(ARCHIVE + WORK);
    await told(browser, tab);
    await tab.evaluate(`(() => { ${COUNT}; ${HOST}.remove(); })()`);
    await until('the card to be back', async () => (await tab.promptText()) !== null);
    await tab.evaluate(`(() => { const host = ${HOST}; host.style.display = 'none'; host.inert = true; })()`);
    await until('the card to be as it was', () => tab.evaluate(`${HOST}?.outerHTML === '<div></div>'`));
    await tab.evaluate(`void setInterval(() => ${HOST}?.remove(), 20)`);
    await aWhile();
    const came = await tab.evaluate('window.came');
    assert.ok(came >= 2 && came <= 3, `it came ${came} times`);
    assert.equal(await tab.promptText(), null);
    await aWhile();
    assert.equal(await tab.evaluate('window.came'), came, 'it is still at it');
    await until('the badge, which still tells', browser.badge);
    assert.equal((await browser.incident())?.dismissed, false, 'no person sent it away');
  }));

test(`covered, it comes to the front; covered always, it gives up (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await tab.goto(ARCHIVE + WORK);
    await told(browser, tab);
    await tab.evaluate(cover('auto'));
    const inFront = `(() => { for (let x = 4; x < innerWidth; x += 12) for (let y = 4; y < innerHeight; y += 12) if (document.elementFromPoint(x, y) === ${HOST}) return true; return false; })()`;
    assert.equal(await tab.evaluate(inFront), false);
    await until('the card to come to the front', () => tab.evaluate(inFront));
    await tab.evaluate(
      "void setInterval(() => { const veil = document.getElementById('veil'); veil.hidePopover(); veil.showPopover(); }, 50)",
    );
    await until('the card to give up', async () => (await tab.promptText()) === null);
    await until('the badge, which still tells', browser.badge);
  }));
