// A browser that cannot be started or driven fails its engine at once, once, with the reason; the other
// engine goes on. Here the programs that WHY502_FIREFOX and WHY502_CHROMIUM name are none.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const RUN = fileURLToPath(new URL('../browsers/run.js', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'why502-no-browser-'));
after(() => rmSync(folder, { recursive: true }));

/** @param {string} name @param {string} body of a shell script */
function script(name, body) {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return path;
}

/**
 * @param {string[]} args
 * @param {Record<string, string>} environment
 * @returns {Promise<{code: number | null, said: string}>}
 */
function run(args, environment) {
  return new Promise((done) => {
    // NODE_TEST_CONTEXT would make the files in there report to this test.
    const { NODE_TEST_CONTEXT: _, ...kept } = process.env;
    const env = { ...kept, WHY502_LOGS: join(folder, 'logs'), ...environment }; // The real tests may run beside.
    const child = spawn(process.execPath, [RUN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (data) => (said += data));
    child.stderr.on('data', (data) => (said += data));
    child.on('close', (code) => done({ code, said }));
  });
}

/** @param {string} said @param {RegExp} what */
const times = (said, what) => said.match(new RegExp(what, 'gm'))?.length ?? 0;

const PROGRAMS = /** @type {const} */ ([
  [
    'that ends at once',
    script('ends', 'exit 0'),
    /could not be started and driven: (it ended with 0|Target page, context or browser has been closed)/,
  ],
  ['that ends with a word', script('complains', 'echo "libxul.so is missing" >&2; exit 127'), /libxul\.so is missing/],
  ['that hangs', script('hangs', 'exec sleep 1000'), /could not be started and driven: (it opened no port|Timeout)/],
  ['that is not there', join(folder, 'nothing'), /names .*nothing, but there is nothing\. Please give the path/],
]);

const ENGINES = /** @type {const} */ (['chromium', 'firefox']);

// Both at once: to make the tiny internet that a browser is tried in takes longer than all else.
for (const [what, program, reason] of PROGRAMS) {
  test(`a program ${what}: one reason for each engine, no file is run, all are counted`, async () => {
    const named = Object.fromEntries(ENGINES.map((engine) => [`WHY502_${engine.toUpperCase()}`, program]));
    const { code, said } = await run([], { ...named, WHY502_START_SECONDS: '3' });
    assert.equal(code, 1, said);
    const reasons = said.split(/^=== (?=.* cannot be tested)/m).slice(1);
    assert.deepEqual(
      reasons.map((told) => told.split(' ')[0]?.toLowerCase()),
      ENGINES,
      said,
    );
    for (const told of reasons) assert.match(told.split('Browser tests FAILED')[0] ?? '', reason);
    assert.equal(times(said, /cannot be tested; none of its \d+ files is run/), ENGINES.length, said);
    assert.equal(times(said, /^=== .*: (passed|FAILED) in/), 0, said);
    const [, inChromium, inFirefox, all] =
      /^Browser tests FAILED: all (\d+) files in chromium .*, all (\d+) files in firefox .*; 0 of (\d+) runs passed\.$/m.exec(said) ?? [];
    assert.ok(Number(inChromium) > 0 && Number(inFirefox) > 0, said);
    assert.equal(Number(inChromium) + Number(inFirefox), Number(all));
  });
}

test('the other engine goes on', async () => {
  const { code, said } = await run(['companion'], { WHY502_FIREFOX: script('ends-too', 'exit 0') });
  assert.equal(code, 1, said);
  assert.match(said, /^=== companion-chromium: passed in/m);
  assert.match(said, /; 1 of 2 runs passed\.$/m);
});
