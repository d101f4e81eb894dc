// By hand: how smooth typing stays while what is written is kept, beside the same with keeping switched off, in one run.
// A few minutes; prints figures and never fails. For each key: the longest time in which the page could do nothing else
// until the next one.
//
//   install/lab.sh healthy -- node extension/test/browsers/by-hand/typing.js [chromium|firefox]
import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser } from '../harness/index.js';
import { ARCHIVE } from '../harness/scenes.js';
import { switchedOff, switchedOn, withEditor } from '../harness/texts.js';

const [engine = 'chromium'] = process.argv.slice(2);
process.env['WHY502_BROWSER'] = engine;

const KEYS = 200;
const KEY_MS = 60;
const LENGTHS = [5_000, 500_000];

/** @typedef {import('../harness/browser.d.ts').Tab} Tab */

/** A text of this many letters in the form's box, or in AO3's editor. @param {Tab} tab @param {number} letters @param {boolean} rich */
async function filled(tab, letters, rich) {
  await tab.goto(`${ARCHIVE}/works/new`);
  if (rich) await withEditor(tab);
  const paragraph = `${'The lamp at number five had gone out again. '.repeat(10)}`;
  const many = Math.ceil(letters / paragraph.length);
  await tab.evaluate(`(() => {
    const text = ${JSON.stringify(paragraph)};
    const rich = ${rich};
    const whole = Array.from({ length: ${many} }, () => (rich ? '<p>' + text + '</p>' : text + '\\n\\n')).join('');
    const box = document.getElementById('content');
    if (rich) tinymce.get('content').setContent(whole);
    else box.value = whole;
    const at = rich ? box.ownerDocument.querySelector('#content_ifr').contentDocument : document;
    (rich ? at.body : box).focus();
    at.execCommand('insertText', false, 'x');
  })()`);
  await sleep(4_000); // The first reading, and the first writing, of all of it.
}

/** @param {Tab} tab @param {boolean} rich @returns {Promise<number[]>} in ms, a figure for each key */
const typed = (tab, rich) =>
  tab.evaluate(`(async () => {
    const at = ${rich} ? document.querySelector('#content_ifr').contentDocument : document;
    (${rich} ? at.body : document.getElementById('content')).focus();
    const gaps = [];
    let [last, worst, going] = [performance.now(), 0, true];
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      const now = performance.now();
      [worst, last] = [Math.max(worst, now - last), now];
      if (going) port2.postMessage(0);
    };
    port2.postMessage(0);
    for (let n = 0; n < ${KEYS}; n++) {
      await new Promise((go) => setTimeout(go, ${KEY_MS}));
      if (n > 0) gaps.push(worst);
      [worst, last] = [0, performance.now()];
      at.execCommand('insertText', false, n % 7 === 6 ? ' ' : 'a');
    }
    going = false;
    return gaps;
  })()`);

/** @param {number[]} figures @param {number} part */
const quantile = (figures, part) => figures.toSorted((a, b) => a - b)[Math.floor((figures.length - 1) * part)] ?? 0;

const browser = await openBrowser();
try {
  console.log(`${engine}: ${KEYS} keys, one in ${KEY_MS} ms; the longest standstill for each, in ms`);
  for (const rich of [false, true])
    for (const letters of LENGTHS) {
      /** @type {Record<string, number[]>} */
      const found = {};
      for (const on of [false, true]) {
        if (on) await switchedOn(browser);
        await filled(browser.tab, letters, rich);
        found[String(on)] = await typed(browser.tab, rich);
        if (on) await switchedOff(browser);
      }
      const [off, on] = [found['false'] ?? [], found['true'] ?? []];
      const line = [0.5, 0.95, 1].map((part) => {
        const [without, beside] = [quantile(off, part), quantile(on, part)];
        return `${part === 1 ? 'longest' : `${part * 100} in 100`} ${beside.toFixed(1)} (off ${without.toFixed(1)}; ${(beside / without).toFixed(2)})`;
      });
      console.log(`${rich ? "AO3's editor" : 'plain box'}, ${letters} letters: ${line.join(', ')}`);
    }
} finally {
  await browser.close();
}
