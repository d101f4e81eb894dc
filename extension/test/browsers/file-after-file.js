// What inside.js starts for one engine: it runs file after file of browser tests in one process, so that the browser
// that rests at the end of one file (harness/shared.js) is there for the next one. It reads what to run, one JSON
// object a line, and answers each with what its tests said and a line that begins with END.
//
//   {"name": "tabs-chromium", "file": "/…/tabs.test.js", "from": 0}     from: where its part of the lab's log begins
//   {"ok": true}
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { END, reported } from './harness/by-file.js';
import { beginCosts, endCosts } from './harness/costs.js';
import { beginLog } from './harness/lab.js';
import { begun, together } from './harness/limits.js';

/** @typedef {{name: string, file: string, from: number}} Order */

let orders = 0;

/**
 * Runs the tests of one file.
 *
 * @param {import('node:test').TestContext} all
 * @param {Order} order
 * @returns {Promise<{ok: boolean, said: string}>}
 */
async function run(all, { name, file, from }) {
  const told = reported();
  orders += 1;
  beginLog(from);
  beginCosts(name);
  const url = pathToFileURL(file);
  url.search = String(orders); // A file that is run again is read again.
  try {
    await import(url.href);
  } catch (error) {
    await all.test(`${name} is read`, () => Promise.reject(error));
  }
  await begun();
  // Tests are reported in their order: with this one, all of the file is.
  await all.test(END, () => undefined);
  endCosts();
  const { ok, said } = await told;
  // An error of a test that was over before it is no test's any more.
  return { ok: ok && !process.exitCode, said };
}

await together('all files', async (all) => {
  // Before any file: what it does after each test, and at the end, is done for all of them.
  await import('./harness/shared.js');
  for await (const line of createInterface({ input: process.stdin })) {
    const { ok, said } = await run(all, JSON.parse(line));
    process.stdout.write(`${said}\n${END}${JSON.stringify({ ok })}\n`);
    // Whatever a test that failed has left open, no other file finds.
    if (!ok) break;
  }
  process.stdin.destroy();
});
