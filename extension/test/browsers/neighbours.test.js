// While AO3 is down, what the browser still holds near the page that failed can be read, and AO3 is asked nothing for it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { word } from './harness/words.js';

const chapter = (/** @type {number} */ n) => `${WORK}/chapters/${1000 + n}`;
const PAGE = 'pages/neighbour/neighbour.html';

test(`a chapter that was read and the index can be read on, from the browser's own copies (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    await tab.goto(ARCHIVE + chapter(1));
    await tab.goto(`${ARCHIVE}${WORK}/navigate`);
    await changeSituation('every-page-502-at-once');
    await tab.goto(ARCHIVE + chapter(2));
    await settled(browser);
    const cost = await ledger();
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('neighbours_title'));
    await saying('the popup', browser.popupText, word('neighbours_text'));
    t.diagnostic(await browser.popupScreenshot('neighbours', 'light'));
    const said = (await browser.popupText()) ?? '';
    assert.ok(said.includes('Chapter Index'), said);
    assert.ok(!said.includes('Chapter 2'), `what failed is not held: ${said}`);
    await browser.clickPopup('The Lamp at Number Five - Chapter 1 - tester - Original Work');
    await until('the page with the copy', async () => (await browser.extensionTabs()).some((url) => url.includes(PAGE)));
    const page = await browser.ownPage(PAGE);
    await saying('the copy', () => page.text(), 'The lamp at number five had gone out again.');
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await page.screenshot('neighbour', scheme, true));
    const text = await page.text();
    assert.ok(text.includes('“It is not the lamp,”') && !text.includes('Comment'), text);
    assert.equal(await page.evaluate("document.querySelectorAll('#text :is(a, img, form, input, script, style)').length"), 0);
    assert.equal(await page.evaluate(HOSTILE), '<p>Hello <em lang="fr">you</em><span>there</span></p><p dir="rtl">x</p>');
    await page.click('Chapter Index');
    await saying('the copy', () => page.text(), '2. The oil');
    assert.deepEqual(await cost.spent([]), [], 'AO3 was asked');
  }, 'healthy'));

test(`nothing is offered where nothing is held (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    await tab.goto(ARCHIVE + chapter(2));
    await settled(browser);
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('all_title'));
    assert.deepEqual(await browser.popupEvaluate(ASKED), []);
  }, 'every-page-502-at-once'));

/** A page that would run, load or lead somewhere, if it were shown as it is. */
const HOSTILE = `import('./readable.js').then(({ readable }) => {
  const html = '<main id="main"><p onclick="alert(1)" style="position:fixed">Hello <em lang="fr" id="text">you</em><a href="javascript:alert(1)">there</a></p>' +
    '<script>document.body.remove()</' + 'script><img src="https://example.com/x.png" onerror="alert(1)"><iframe src="/"></iframe><svg><a></a></svg>' +
    '<p dir="rtl" lang="x y">x</p><form action="/"><p>y</p></form><object data="/"></object></main>';
  const into = document.createElement('div');
  into.append(readable(new DOMParser().parseFromString(html, 'text/html')));
  return into.getHTML();
})`;

const ASKED = "(globalThis.browser ?? chrome).runtime.sendMessage({ type: 'neighbours', isPrivate: false })";
