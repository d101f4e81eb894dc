// Tiny internets that stand while file after file is run in them: to make one takes a processor for seconds, and
// most files need it for less than a minute. One file at a time has it, and finds it as new (inside.js). A browser
// that rests in it is there for the next file of its engine.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const LAB = join(HERE, '../../../install/lab.sh');

/**
 * What is run in one.
 *
 * @typedef {object} Task
 * @property {string} name
 * @property {string} [file] of tests, which is run where others were run before
 * @property {string[]} [args] Node's, of what has a process of its own
 * @property {Record<string, string>} environment beside the lab's own
 * @property {number} limitMs after which it is stopped, and its tiny internet with it
 */

/** @typedef {{ok: boolean, said: string}} Outcome */

/** One that stands. */
class Internet {
  #child;
  /** Its own words, of a lab that does not come up. */
  #said = '';
  #ended = false;
  /** @type {((answer: Outcome) => void) | undefined} */
  #answer;
  /** What the process was given that waits in it for another file. @type {string | undefined} */
  #given;

  /** @param {string} log where all that is asked in it is written */
  constructor(log) {
    const command = ['healthy', '--log', log, '--', process.execPath, join(HERE, 'inside.js')];
    this.#child = spawn(LAB, command, { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    this.#child.stderr.on('data', (data) => (this.#said += data));
    this.#child.stdin.on('error', () => undefined); // It has ended, and says so below.
    this.#child.on('error', (error) => (this.#said += String(error)));
    this.#child.on('close', () => {
      this.#ended = true;
      this.#give({ ok: false, said: this.#said || 'The tiny internet ended.' });
    });
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      const { code, said } = JSON.parse(line);
      this.#give({ ok: code === 0, said });
    });
  }

  get hasEnded() {
    return this.#ended;
  }

  /** Whether a browser may rest in it that was given this. @param {Record<string, string>} environment */
  restsWith(environment) {
    return this.#given === JSON.stringify(environment);
  }

  get restsWithNone() {
    return this.#given === undefined;
  }

  /** @param {Outcome} outcome */
  #give(outcome) {
    this.#answer?.(outcome);
    this.#answer = undefined;
  }

  /** @param {Task} task @param {string} log where its part of the log goes @returns {Promise<Outcome>} */
  run({ name, file, args, environment, limitMs }, log) {
    this.#given = file === undefined ? undefined : JSON.stringify(environment);
    return new Promise((done) => {
      if (this.#ended) return done({ ok: false, said: this.#said });
      const late = setTimeout(() => {
        this.#said += `\n${name} did not end within ${Math.round(limitMs / 60_000)} minutes and was stopped.\n`;
        this.stop();
      }, limitMs);
      this.#answer = (outcome) => {
        clearTimeout(late);
        done(outcome);
      };
      this.#child.stdin.write(`${JSON.stringify({ name, file, args, environment, log })}\n`);
    });
  }

  /** With all that runs in it. */
  stop() {
    if (!this.#ended && this.#child.pid) process.kill(-this.#child.pid, 'SIGKILL');
  }

  /** When nothing runs in it. @returns {Promise<void>} */
  end() {
    return new Promise((done) => {
      if (this.#ended) return done();
      this.#child.once('close', () => done());
      this.#child.stdin.end();
    });
  }
}

/** As many as are needed at once. */
export class Internets {
  /** @type {Internet[]} */
  #free = [];
  /** @type {Set<Internet>} */
  #all = new Set();
  #last = 0;
  #logs;
  #whole;

  /** @param {string} logs a folder, for what each file asked @param {string} whole one of this run alone, for all that was asked */
  constructor(logs, whole) {
    this.#logs = logs;
    this.#whole = whole;
    // Each has a process group of its own, and would outlive this process.
    process.once('exit', () => this.#all.forEach((each) => each.stop()));
  }

  /** Runs Node in one. @param {Task} task @returns {Promise<Outcome>} */
  async run(task) {
    const its = this.#take(task) ?? new Internet(join(this.#whole, `internet-${(this.#last += 1)}.jsonl`));
    this.#all.add(its);
    const outcome = await its.run(task, join(this.#logs, `${task.name}.jsonl`));
    if (its.hasEnded) this.#all.delete(its);
    else this.#free.push(its);
    return outcome;
  }

  /** One that is free: where its browser may rest, else where none of others does. @param {Task} task @returns {Internet | undefined} */
  #take({ file, environment }) {
    const rested = file === undefined ? undefined : this.#free.findLast((each) => each.restsWith(environment));
    const its = rested ?? this.#free.findLast((each) => each.restsWithNone) ?? this.#free.at(-1);
    this.#free = this.#free.filter((each) => each !== its);
    return its;
  }

  /** Whether a browser may rest in one that is free, and was given this. @param {Record<string, string>} environment */
  rests(environment) {
    return this.#free.some((each) => each.restsWith(environment));
  }

  async end() {
    await Promise.all(this.#free.splice(0).map((each) => each.end()));
  }
}
