// From a browser's own `connectNative` to the first word back: of each host in turns, through the same real browser. Prints
// two rows of a Markdown table for the browser; install/bench.sh --start puts them below its own.
//
//   install/lab.sh healthy -- node extension/test/bench/round-trip.js chromium|firefox TURNS COMMAND…
//                                                  COMMAND: as a shell reads it, one host each
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser } from '../browsers/harness/index.js';
import { nameOf } from '../browsers/harness/program.js';

const [engine = '', turns = '', ...commands] = process.argv.slice(2);
if (engine !== 'chromium' && engine !== 'firefox') throw new Error(`The browser is chromium or firefox, not "${engine}".`);
if (!/^[1-9]\d*$/.test(turns) || commands.length === 0) throw new Error('Use: round-trip.js chromium|firefox TURNS COMMAND…');
process.env['WHY502_BROWSER'] = engine;

/** A host that has gone, or a browser that ends it, lets the next one have the processors. ms */
const REST_MS = 300;

/** Asks whoever stands there, as the extension does. */
const ASK = `(async () => {
  const { runtime } = globalThis.browser ?? chrome;
  const began = performance.now();
  const port = runtime.connectNative('org.why502.host');
  try {
    return await new Promise((done, fail) => {
      port.onMessage.addListener(() => done(performance.now() - began));
      port.onDisconnect.addListener(() => fail(new Error('The host has gone: ' + (runtime.lastError?.message ?? port.error?.message))));
      port.postMessage({ type: 'hello', protocol: 1, version: runtime.getManifest().version });
    });
  } finally {
    port.disconnect();
  }
})()`;

/** @param {number[]} figures @returns {number} */
const median = (figures) => figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? NaN;

const folder = mkdtempSync(join(tmpdir(), 'why502-round-trip-'));
const host = join(folder, 'host');
const which = join(folder, 'which');
const cases = commands.map((command, n) => `${n}) exec ${command} "$@" ;;`).join('\n');
writeFileSync(host, `#!/bin/sh\nread -r n <'${which}'\ncase $n in\n${cases}\nesac\n`);
chmodSync(host, 0o755);

const browser = await openBrowser({ instead: host });
try {
  /** @type {number[][]} */
  const found = commands.map(() => []);
  // The first turn is thrown away: the page cache is warm in all others.
  for (let turn = 0; turn <= Number(turns); turn++)
    for (const n of commands.keys()) {
      writeFileSync(which, `${n}\n`);
      const ms = Number(await browser.inBackground(ASK));
      if (turn > 0) found[n]?.push(ms);
      await sleep(REST_MS);
    }
  const figures = found.map(median);
  console.log(`| first word in ${nameOf(engine)}, median | ${figures.map((ms) => `${ms.toFixed(0)} ms`).join(' | ')} |`);
  console.log(`| … / \`python3\`'s | ${figures.map((ms) => (ms / (figures[0] ?? NaN)).toFixed(2)).join(' | ')} |`);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
