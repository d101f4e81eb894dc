// scratch
import { test } from 'node:test';
import { readFileSync } from 'node:fs';
import { openBrowser, engine } from './harness/index.js';
const axe = readFileSync('/tmp/wt/gallery/extension/node_modules/axe-core/axe.min.js', 'utf8');
test('look', async (t) => {
  const browser = await openBrowser({ welcome: true, companion: false });
  try {
    for (const path of ['options/welcome.html', 'options/options.html']) {
      const page = await browser.ownPage(path);
      await page.resize(1280, 720);
      await page.evaluate('(() => {' + axe + '; globalThis.axe = window.axe ?? axe; })()');
      for (const s of /** @type {const} */ (['light', 'dark'])) {
        await page.screenshot('axe', s);
        const found = await page.evaluate("axe.run().then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target + ' ' + n.failureSummary).join(' | ')))");
        t.diagnostic(path + ' ' + s + ': ' + JSON.stringify(found));
      }
      // keyboard order
      t.diagnostic(String(await page.evaluate("[...document.querySelectorAll('a,button,input,select,summary')].filter(e=>e.checkVisibility()&&e.tabIndex>=0).map(e=>e.id||e.textContent).join(' > ')")));
    }
    if (engine() === 'chromium') {
    }
  } finally { await browser.close(); }
});
