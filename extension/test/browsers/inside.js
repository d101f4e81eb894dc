// What run.js starts in a tiny internet that stands for many files of tests: it runs one file after another, each
// in a house that is as new. It reads what to run, one JSON object a line, and answers each with one. Files follow
// one another in one process as long as what they are given is the same (file-after-file.js); what has arguments
// has a process of its own.
//
//   {"name": "tabs-firefox", "file": "/…/tabs.test.js", "environment": {…}, "log": "where its part of the lab's log goes"}
//   {"name": "probe-firefox", "args": […], "environment": {…}, "log": "…"}
//   {"code": 0, "said": "…"}
import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { END } from './harness/by-file.js';
import { changeSituation } from './harness/lab.js';

/** @typedef {{name: string, file?: string, args?: string[], environment: Record<string, string>, log: string}} Task */
/** @typedef {{code: number | null, said: string}} Answer */

const HERE = fileURLToPath(new URL('.', import.meta.url));
const LOG = process.env['WHY502_LAB_LOG'] ?? '';

/** @param {string} name */
const harness = (name) => join(HERE, 'harness', name);

/** Of a process that takes file after file. */
const FILE_AFTER_FILE = ['--import', harness('limits.js'), `--test-reporter=${harness('by-file.js')}`, join(HERE, 'file-after-file.js')];

/** @param {string} pid its parent's, as proc(5) has it; 0 where it has ended */
function parentOf(pid) {
  try {
    return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

const pids = () => readdirSync('/proc').filter((name) => /^\d+$/.test(name));

/** The house itself: the first process, the servers, and this one. */
const house = new Set(pids());

/** Whose it is: it belongs to a process, or to one that belongs to it. @param {string} pid @param {number | undefined} to */
function belongs(pid, to) {
  for (let its = Number(pid); its > 1; its = parentOf(String(its))) if (its === to) return true;
  return false;
}

/**
 * Ends what a file has left running: a process that the next one finds would be taken for its own.
 *
 * @param {number} [but] a process that stays, with all that it has started
 */
function clear(but) {
  for (const pid of pids()) {
    if (house.has(pid) || [...house].some((ours) => ours !== '1' && Number(ours) === parentOf(pid))) continue;
    if (belongs(pid, but)) continue;
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      continue; // It has ended by itself.
    }
  }
}

/** Node, in a process of its own. */
class Program {
  #child;
  #said = '';
  /** @type {((answer: Answer) => void) | undefined} */
  #answer;
  /** @type {Promise<number | null>} */
  #closed;
  over = false;

  /** @param {string[]} args @param {Record<string, string>} environment */
  constructor(args, environment) {
    this.#child = spawn(process.execPath, args, { env: { ...process.env, ...environment }, stdio: 'pipe' });
    const { stdin, stdout, stderr } = this.#child;
    stdin.on('error', () => undefined); // It has ended, and says so below.
    for (const stream of [stdout, stderr]) stream.on('data', (data) => this.#hear(String(data)));
    this.#child.on('error', (error) => (this.#said += String(error)));
    this.#child.on('exit', () => clear()); // Whoever is left holds its output open.
    this.#closed = new Promise((done) =>
      this.#child.on('close', (code) => {
        this.over = true;
        this.#answer?.({ code: code || 1, said: this.#said });
        done(code);
      }),
    );
  }

  get pid() {
    return this.#child.pid;
  }

  /** @param {string} text */
  #hear(text) {
    this.#said += text;
    const at = this.#said.indexOf(`\n${END}`);
    const end = this.#said.indexOf('\n', at + 1);
    if (at < 0 || end < 0) return;
    const { ok } = JSON.parse(this.#said.slice(at + 1 + END.length, end));
    const said = this.#said.slice(0, at);
    this.#said = this.#said.slice(end + 1);
    this.#answer?.({ code: ok ? 0 : 1, said });
    this.#answer = undefined;
  }

  /** Has it run a file. @param {{name: string, file: string, from: number}} order @returns {Promise<Answer>} */
  run(order) {
    return new Promise((done) => {
      this.#answer = done;
      if (this.over) done({ code: 1, said: this.#said });
      else this.#child.stdin.write(`${JSON.stringify(order)}\n`);
    });
  }

  /** Nothing more is asked of it. @returns {Promise<Answer>} what it had to say */
  async end() {
    this.#child.stdin.end();
    const code = await this.#closed;
    return { code, said: this.#said };
  }
}

/** What takes file after file, and what it was given. @type {{program: Program, given: string} | undefined} */
let open;

/** @returns {Promise<void>} */
async function close() {
  await open?.program.end();
  open = undefined;
}

/** @param {Task} task @param {number} from @returns {Promise<Answer>} */
async function inTurn({ name, file, args, environment }, from) {
  const given = JSON.stringify(environment);
  if (file === undefined || open?.given !== given) await close();
  if (file === undefined) return new Program(args ?? [], { ...environment, WHY502_LAB_LOG_FROM: String(from) }).end();
  const { program } = (open ??= { program: new Program(FILE_AFTER_FILE, environment), given });
  const answer = await program.run({ name, file, from });
  if (answer.code === 0) clear(program.pid);
  else await close();
  return answer;
}

/** @param {Task} task @returns {Promise<Answer>} */
async function run(task) {
  await changeSituation('healthy');
  const from = statSync(LOG).size;
  const answer = await inTurn(task, from);
  await pipeline(createReadStream(LOG, { start: from }), createWriteStream(task.log));
  return answer;
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await run(JSON.parse(line)))}\n`);
}
await close();
