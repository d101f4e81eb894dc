// Runs the browser tests: every file in both engines, each in a tiny internet of its own, two at a time,
// and beside them those that mostly wait.
//
//   node test/browsers/run.js [--browser chromium|firefox] [FILE…]      FILE: part of a file's name
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CHECKOUT = join(HERE, '../../..');
const LAB = join(CHECKOUT, 'install/lab.sh');
const LOGS = join(CHECKOUT, 'target/browser-tests');
const AT_ONCE = 2;

/** What waits for minutes, as a watch does, keeps no other test from its turn. */
const PATIENT = ['watch.test.js', 'error-page.test.js'];
const LIMIT_MS = 12 * 60_000;

const { values, positionals } = parseArgs({ options: { browser: { type: 'string' } }, allowPositionals: true });
const engines = values.browser ? [values.browser] : ['chromium', 'firefox'];
const files = readdirSync(HERE)
  .filter((name) => name.endsWith('.test.js'))
  .filter((name) => positionals.length === 0 || positionals.some((part) => name.includes(part)));
if (files.length === 0) throw new Error(`No test file is called ${positionals.join(' or ')}.`);

/** @typedef {{file: string, engine: string}} Job */

/** @param {Job} job @returns {Promise<boolean>} whether it passed */
function run({ file, engine }) {
  const name = `${file.replace('.test.js', '')}-${engine}`;
  return new Promise((done) => {
    const started = Date.now();
    const child = spawn(
      LAB,
      ['healthy', '--log', join(LOGS, `${name}.jsonl`), '--', process.execPath, '--test', '--test-reporter=spec', join(HERE, file)],
      { env: { ...process.env, WHY502_BROWSER: engine }, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
    );
    let said = '';
    const late = setTimeout(() => {
      said += `\n${name} did not end within ${LIMIT_MS / 60_000} minutes and was stopped.\n`;
      process.kill(-(child.pid ?? 0), 'SIGKILL');
    }, LIMIT_MS);
    child.stdout.on('data', (data) => (said += data));
    child.stderr.on('data', (data) => (said += data));
    child.on('error', (error) => (said += String(error)));
    child.on('close', (code) => {
      clearTimeout(late);
      console.log(`\n=== ${name}: ${code === 0 ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s\n${said}`);
      done(code === 0);
    });
  });
}

mkdirSync(LOGS, { recursive: true });
const jobs = files.flatMap((file) => engines.map((engine) => ({ file, engine })));
const patient = jobs.filter(({ file }) => PATIENT.includes(file));
const busy = jobs.filter(({ file }) => !PATIENT.includes(file));
/** @type {string[]} */
const failed = [];
let ran = 0;
/** @param {Job[]} queue */
const work = async (queue) => {
  for (let job = queue.shift(); job; job = queue.shift()) {
    ran += 1;
    if (!(await run(job))) failed.push(`${job.file} in ${job.engine}`);
  }
};
await Promise.all([work(patient), ...Array.from({ length: AT_ONCE }, () => work(busy))]);
console.log(failed.length ? `Browser tests FAILED: ${failed.join(', ')}` : `Browser tests passed: ${ran} runs.`);
process.exitCode = failed.length ? 1 : 0;
