// Browser tests, file after file in one process: what is said of each is its own, and whatever a file that failed
// has left open is no other file's.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { END } from '../browsers/harness/by-file.js';
import { WHOLE } from '../browsers/harness/costs.js';

const BROWSERS = fileURLToPath(new URL('../browsers/', import.meta.url));
const LAB = JSON.stringify(join(BROWSERS, 'harness/lab.js'));

/** @type {Record<string, string>} */
const FILES = {
  one: "test('one is well', (t) => t.diagnostic('a word of one'));\ntest('one is well again', async () => console.log('aloud'));",
  log: `const { requests } = await import(${LAB});
    test('the log is its own', async () => assert.deepEqual(await requests(), [{ kind: 'dns', host: 'of.log' }]));`,
  fails: "test('it fails', async () => assert.equal(1, 2));\ntest('what comes after it is run', () => undefined);",
  broken: "test('before', () => undefined);\nthrow new Error('it cannot be read');",
  hooks: "after(() => console.log('at the end'));\nafterEach(() => console.log('after each'));\ntest('has hooks', () => undefined);",
  late: "test('it ends', () => void setTimeout(() => { throw new Error('nobody waited'); }, 20));\ntest('meanwhile', () => new Promise((done) => setTimeout(done, 200)));",
};

/**
 * Has files run, one after the other.
 *
 * @param {import('node:test').TestContext} t
 * @param {string[]} names
 */
async function runAll(t, names) {
  const folder = mkdtempSync(join(tmpdir(), 'why502-files-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const log = join(folder, 'log.jsonl');
  const before = `${JSON.stringify({ kind: 'dns', host: 'of.before' })}\n`;
  writeFileSync(log, `${before}${JSON.stringify({ kind: 'dns', host: 'of.log' })}\n`);
  // NODE_TEST_CONTEXT would make it report to this test.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const child = spawn(
    process.execPath,
    [
      '--import',
      join(BROWSERS, 'harness/limits.js'),
      `--test-reporter=${join(BROWSERS, 'harness/by-file.js')}`,
      join(BROWSERS, 'file-after-file.js'),
    ],
    { env: { ...env, WHY502_BROWSER: 'chromium', WHY502_LAB_LOG: log, WHY502_COSTS: folder }, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const closed = new Promise((done) => child.once('close', done));
  child.stdin.on('error', () => undefined); // It has ended.
  /** @type {{name: string, ok: boolean, said: string}[]} */
  const told = [];
  let said = '';
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  for (const name of names) {
    const file = join(folder, `${name}.test.js`);
    writeFileSync(file, `import assert from 'node:assert/strict';\nimport { after, afterEach, test } from 'node:test';\n${FILES[name]}\n`);
    child.stdin.write(`${JSON.stringify({ name, file, from: before.length })}\n`);
    for (;;) {
      const { value, done } = await lines.next();
      if (done) return { told, rest: said, costs: () => '' };
      if (value.startsWith(END)) {
        told.push({ name, ok: JSON.parse(value.slice(END.length)).ok, said });
        said = '';
        break;
      }
      said += `${value}\n`;
    }
  }
  child.stdin.end();
  await closed;
  for await (const line of lines) said += `${line}\n`;
  return { told, rest: said, costs: (/** @type {string} */ name) => readFileSync(join(folder, `${name}-costs.jsonl`), 'utf8') };
}

test('each file is told alone, as it would be in a process of its own, and what it cost', async (t) => {
  const { told, rest, costs } = await runAll(t, ['one', 'log', 'one']);
  assert.deepEqual(
    told.map(({ ok, said }) => [ok, [...said.matchAll(/^(?:✔|✖) (.*) \(/gm)].map(([, name]) => name)]),
    [
      [true, ['one is well', 'one is well again']],
      [true, ['the log is its own']],
      [true, ['one is well', 'one is well again']],
    ],
  );
  for (const { name, said } of told) assert.equal(said.includes('a word of one') && said.includes('aloud'), name === 'one', said);
  assert.doesNotMatch(rest, /✔|✖/);
  assert.deepEqual(
    costs('log')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).name),
    ['the log is its own', WHOLE],
  );
});

test('a file that fails, cannot be read, or fails when its tests are over is the last of its process, and says why', async (t) => {
  for (const [name, why] of /** @type {const} */ ([
    ['fails', /Expected values to be strictly equal[^]*1 !== 2/],
    ['broken', /it cannot be read/],
    ['late', /nobody waited/],
  ])) {
    const { told, rest } = await runAll(t, ['one', name, 'one']);
    assert.deepEqual([told[0]?.ok, told[1]?.ok ?? false], [true, false], name);
    assert.equal(told.length <= 2, true, name);
    assert.match(`${told[1]?.said}${rest}`, why);
  }
});

test('what a file does after each test, and at the end, is done', async (t) => {
  const { told, rest } = await runAll(t, ['hooks']);
  assert.match(told[0]?.said ?? '', /after each/);
  assert.match(rest, /at the end/);
});
