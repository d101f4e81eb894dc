// Runs the browser tests: every file in both engines, or in the one that speaks for both (engines.js), each for itself
// in a tiny internet, as many side by side as the machine bears (load.js), and beside them those that mostly wait. Files
// of one engine follow one another in one process, with the browser that rests between their tests (file-after-file.js);
// after one that fails, the next has a new one. An engine whose browser cannot be started or driven is told once, its
// files count as failed, and none of them is run; the other goes on.
//
//   node test/browsers/run.js [--browser chromium|firefox] [--both] [--times N] [--busy] [--profile] [--once] [FILE…]
//                                                             FILE: part of a file's name, or NAME.test.js for that one
//
// Files that are named, and all with --both or --browser, are run in each engine that they are not barred from.
//
// What fails beside others is told in whole, and run once more with the machine to itself: only what fails there, too,
// fails the run, and what does not is named at the end. --once, and more rounds than one, leave that out.
//
// --times runs each so often, --busy keeps one core busy meanwhile: what fails once in ten times is found
// so (`npm run soak`). --profile tells at the end what the slowest tests cost and wait for
// (`npm run test:profile`).
//
// WHY502_CHROMIUM and WHY502_FIREFOX name the programs; else Debian's are tested.
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { costsTable } from './costs-table.js';
import { ONE_SPEAKS, runsIn } from './engines.js';
import { costsOf } from './harness/costs.js';
import { nameOf, program } from './harness/program.js';
import { START_MS } from './harness/starting.js';
import { Internets } from './internets.js';
import { asTheMachineBears } from './load.js';

/** @typedef {import('./harness/browser.d.ts').Engine} Engine */
/** @typedef {{file: string, engine: Engine, round: number}} Job */

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CHECKOUT = join(HERE, '../../..');
const LAB = join(CHECKOUT, 'install/lab.sh');
const LIMITS = join(HERE, 'harness/limits.js');
const LOGS = process.env['WHY502_LOGS'] ?? join(CHECKOUT, 'target/browser-tests');

/** What waits for minutes, as a watch does, keeps no other test from its turn. */
const PATIENT = ['watch.test.js', 'error-page.test.js', 'flush.test.js', 'own-looks.test.js', 'bisect.chromium.test.js'];

/** These need no browser that rests, and have what they begin with for themselves. */
const ALONE = ['gallery.test.js', 'profiles.firefox.test.js'];

const LIMIT_MS = 16 * 60_000;

/** So many files are run again. */
const MOST_AGAIN = 4;

/** A probe starts a browser, opens the popup and closes the browser. */
const PROBE_MS = START_MS + 120_000;

/** A browser that hangs tells no version either. */
const VERSION_MS = 20_000;

const { values, positionals } = parseArgs({
  options: {
    browser: { type: 'string' },
    both: { type: 'boolean', default: false },
    times: { type: 'string', default: '1' },
    busy: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    once: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const ENGINES = /** @type {const} */ (['chromium', 'firefox']);
const engines = ENGINES.filter((engine) => values.browser === undefined || values.browser === engine);
if (engines.length === 0) throw new Error(`The browser is chromium or firefox, not "${values.browser}".`);
const times = Number(values.times);
if (!Number.isInteger(times) || times < 1) throw new Error(`--times is how often each file is run, not "${values.times}".`);
const everyFile = readdirSync(HERE).filter((name) => name.endsWith('.test.js'));
for (const name of ONE_SPEAKS.keys()) if (!everyFile.includes(name)) throw new Error(`engines.js names ${name}, which is not there.`);
const files = everyFile
  .filter(
    (name) => positionals.length === 0 || positionals.some((part) => (part.endsWith('.test.js') ? name === part : name.includes(part))),
  )
  // The longest first, as far as their text tells: what begins last ends last.
  .sort((a, b) => statSync(join(HERE, b)).size - statSync(join(HERE, a)).size);
if (files.length === 0) throw new Error(`No test file is called ${positionals.join(' or ')}.`);

/** Whether no engine speaks for the other. */
const both = values.both || values.browser !== undefined || positionals.length > 0;

/** What of it is run in this browser. @param {Engine} engine */
const filesFor = (engine) => files.filter((name) => runsIn(name, engine, both));

/** What all files of this run share. */
const shared = mkdtempSync(join(tmpdir(), 'why502-run-'));
process.once('exit', () => rmSync(shared, { recursive: true, force: true }));

const internets = new Internets(LOGS, shared);

/** All situations and their verdicts, once they can be asked for. */
let situations = '';

/** What all tests of an engine are given. @param {Engine} engine @returns {Record<string, string>} */
const given = (engine) => ({
  WHY502_BROWSER: engine,
  WHY502_PATTERN: join(shared, engine),
  WHY502_LAB_LIST: situations,
  ...(both ? { WHY502_BOTH: 'true' } : {}),
  ...(values.profile ? { WHY502_COSTS: LOGS } : {}),
});

/**
 * Why this engine's browser cannot be tested; null if it can. It is driven end to end once: a browser
 * that fails here would fail in every file, each time in its own words.
 *
 * @param {Engine} engine
 * @returns {Promise<string | null>}
 */
async function reasonAgainst(engine) {
  try {
    const path = program(engine);
    // A browser that hangs tells no version either; the probe says so.
    const version = await promisify(execFile)(path, ['--version'], { timeout: Math.min(VERSION_MS, START_MS), killSignal: 'SIGKILL' }).then(
      ({ stdout }) => stdout.trim().split('\n')[0],
      () => '',
    );
    console.log(`${nameOf(engine)}: ${version || 'tells no version'} (${path})`);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const args = [join(HERE, 'probe.js')];
  const { ok, said } = await internets.run({ name: `probe-${engine}`, args, limitMs: PROBE_MS, environment: given(engine) });
  return ok ? null : said.trim() || 'It ended without a word.';
}

/** How long each test took. @type {{ms: number, name: string}[]} */
const took = [];

/** So many are told of. */
const SLOWEST = 10;

/** @param {string} said by the tests of one file */
function note(said) {
  for (const [, name = '', ms] of said.matchAll(/^✔ (.*) \((\d+(?:\.\d+)?)ms\)$/gm)) took.push({ name, ms: Number(ms) });
}

/** @param {Job} job */
const nameOfRun = ({ file, engine, round }) => `${file.replace('.test.js', '')}-${engine}${times > 1 ? `-${round}` : ''}`;

/** @param {Job} job @returns {Promise<boolean>} whether it passed */
async function run(job) {
  const { engine } = job;
  const name = nameOfRun(job);
  const file = join(HERE, job.file);
  rmSync(costsOf(LOGS, name), { force: true });
  const started = Date.now();
  const { ok: ended, said } = await internets.run({
    name,
    limitMs: LIMIT_MS,
    ...(ALONE.includes(job.file)
      ? { args: ['--import', LIMITS, '--test-reporter=spec', file], environment: { ...given(engine), WHY502_NAME: name } }
      : { file, environment: given(engine) }),
  });
  note(said);
  // Whoever speaks for both has something to say: a file may leave its tests to the other engine.
  const isSilent = !both && ONE_SPEAKS.has(job.file) && !/^✔/m.test(said);
  if (isSilent) console.log(`${job.file} has no test for ${engine}, which is to speak for both (engines.js).`);
  const ok = ended && !isSilent;
  console.log(`\n=== ${name}: ${ok ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s\n${said}`);
  return ok;
}

// A companion or a tiny internet of yesterday would fail tests of today in words that mislead.
const built = spawnSync('bash', ['-c', '. "$1/install/setup.sh" && why502_build', 'bash', CHECKOUT], {
  stdio: ['ignore', 'inherit', 'inherit'],
});
if (built.status !== 0) process.exit(1);

mkdirSync(LOGS, { recursive: true });
// Ended with this process, which it would otherwise keep from ending.
const busyCore = values.busy ? new Worker('for (;;);', { eval: true }) : null;
busyCore?.unref();
/** @type {string[]} */
const failed = [];
/** What failed beside others and is to be run by itself. @type {Job[]} */
const again = [];
/** What passed only then. @type {string[]} */
const unsteady = [];
/** @type {Engine[]} */
const usable = [];
for (const engine of engines) {
  const reason = await reasonAgainst(engine);
  if (reason === null) {
    usable.push(engine);
    continue;
  }
  console.log(
    `\n=== ${nameOf(engine)} cannot be tested; none of its ${filesFor(engine).length} files is run, and all count as failed\n${reason}\n`,
  );
  failed.push(`all ${filesFor(engine).length} files in ${engine} (${reason.split('\n')[0]})`);
}
if (usable.length > 0) situations = execFileSync(LAB, ['--list'], { encoding: 'utf8' });
const rounds = Array.from({ length: times }, (_, n) => n + 1);
const jobs = rounds.flatMap((round) =>
  files.flatMap((file) => usable.filter((engine) => filesFor(engine).includes(file)).map((engine) => ({ file, engine, round }))),
);
const patient = jobs.filter(({ file }) => PATIENT.includes(file));
const busy = jobs.filter(({ file }) => !PATIENT.includes(file));
let passed = 0;
/** @param {Job} job */
const named = (job) => `${job.file} in ${job.engine}${times > 1 ? ` (time ${job.round} of ${times})` : ''}`;
/** @param {Job} job */
const one = async (job) => {
  if (await run(job)) passed += 1;
  else again.push(job);
};
/** One after the other, for each engine. @param {Engine} engine */
const waitingOf = async (engine) => {
  for (const job of patient.filter((each) => each.engine === engine)) await one(job);
};
await Promise.all([
  ...usable.map(waitingOf),
  asTheMachineBears(busy, one, ({ file, engine }) => !ALONE.includes(file) && internets.rests(given(engine))),
]);
// More than a few are no matter of the machine's.
const isWorthIt = times === 1 && !values.once && again.length <= MOST_AGAIN;
for (const job of again) {
  if (isWorthIt && (await run(job))) {
    passed += 1;
    unsteady.push(named(job));
  } else failed.push(named(job));
}
await internets.end();
if (values.profile) console.log(`\n${costsTable(jobs.map((job) => ({ name: nameOfRun(job), file: costsOf(LOGS, nameOfRun(job)) })))}`);
const slowest = took.sort((a, b) => b.ms - a.ms).slice(0, SLOWEST);
if (slowest.length > 0)
  console.log(`The slowest:\n${slowest.map(({ ms, name }) => `${(ms / 1000).toFixed(1).padStart(6)} s  ${name}`).join('\n')}\n`);
const all = engines.flatMap(filesFor).length * times;
if (!both) console.log(`${ONE_SPEAKS.size} files ran in one engine for both (engines.js); with --both, all run in each.`);
console.log(
  failed.length ? `Browser tests FAILED: ${failed.join(', ')}; ${passed} of ${all} runs passed.` : `Browser tests passed: ${all} runs.`,
);
if (unsteady.length) console.log(`Unsteady, for they failed beside others and passed by themselves: ${unsteady.join(', ')}.`);
await busyCore?.terminate();
process.exitCode = failed.length ? 1 : 0;
