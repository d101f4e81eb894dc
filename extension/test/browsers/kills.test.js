// A browser that is killed while somebody types, pastes or posts: what is older than two seconds is there, and what was
// sent is there whole. A few times in every run; by-hand/kills.js does it as often as one likes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { WAYS, isSafe, killedWhile } from './harness/kills.js';
import { changeSituation } from './harness/lab.js';
import { openBrowser } from './harness/shared.js';
import { switchedOn } from './harness/texts.js';

test(`killed while somebody writes, what is older than two seconds is there (${engine()})`, async (t) => {
  await changeSituation('healthy');
  let browser = await openBrowser({ own: true });
  try {
    await switchedOn(browser);
    for (const [n, way] of WAYS.entries()) {
      const one = await killedWhile(browser, way, `Kill ${n + 1}`, Math.random);
      browser = one.browser;
      t.diagnostic(JSON.stringify(one.lost));
      assert.ok(isSafe(one.lost), JSON.stringify(one.lost));
    }
  } finally {
    await browser.close();
  }
});
