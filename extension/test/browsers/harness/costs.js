// What a test costs: how long it takes, what it waits for, and how long the processors work for it. The
// profile (run.js --profile) is made of it.
import { appendFileSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folder in which each test writes what it cost, one JSON object a line, into a file for each file of tests; unset: nowhere. */
const FOLDER = process.env['WHY502_COSTS'];

/** Whether anybody wants to know. */
export const isMeasured = FOLDER !== undefined;

/** What the tests of one file cost. @param {string} folder @param {string} name of the file and its engine */
export const costsOf = (folder, name) => join(folder, `${name}-costs.jsonl`);

/**
 * @typedef {Record<string, {times: number, ms: number}>} Waits by what was waited for; what is waited for within
 *   something else counts in both
 * @typedef {{name: string, ms: number, processorMs: number, waits: Waits}} Cost of one test, or of a whole file
 *   with its tiny internet (WHOLE)
 */

/** The name of what a file costs altogether: its tiny internet, its tests, and what is done before and after them. */
export const WHOLE = 'all of the file';

/** @type {Waits} */
let waits = {};

/** @param {string} what @param {number} ms */
export function waited(what, ms) {
  const sum = (waits[what] ??= { times: 0, ms: 0 });
  sum.times += 1;
  sum.ms += ms;
}

/** Does something that a test waits for. @template T @param {string} what @param {() => Promise<T>} work @returns {Promise<T>} */
export async function waitFor(what, work) {
  const began = performance.now();
  try {
    return await work();
  } finally {
    waited(what, performance.now() - began);
  }
}

/** The kernel counts in these (time(7), USER_HZ). ms */
const TICK_MS = 10;

/** What a process and those of its children that have ended have had of processors (proc(5)). @param {string} pid */
function ticksOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [utime, stime, cutime, cstime] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 15)
      .map(Number);
    return (utime ?? 0) + (stime ?? 0) + (cutime ?? 0) + (cstime ?? 0);
  } catch {
    return 0; // It has ended, and its parent has its time.
  }
}

/**
 * How long all processes of this tiny internet have had a processor, in ms. It has a process namespace of its
 * own, whose first process inherits the time of whoever is left alone.
 */
export function processorMs() {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.reduce((sum, pid) => sum + ticksOf(pid), 0) * TICK_MS;
}

/** The file that is being run: its name, and what was before it. */
let current = { name: process.env['WHY502_NAME'] ?? '', began: 0, processorMs: 0 };

/** @param {Cost} cost */
const write = (cost) => FOLDER && appendFileSync(costsOf(FOLDER, current.name), `${JSON.stringify(cost)}\n`);

/** A file begins. A tiny internet may have stood for others before. @param {string} name of the file and its engine */
export function beginCosts(name) {
  if (isMeasured) current = { name, began: performance.now(), processorMs: processorMs() };
}

/** It is over. */
export const endCosts = () =>
  write({ name: WHOLE, ms: performance.now() - current.began, processorMs: processorMs() - current.processorMs, waits: {} });

/**
 * The same test, which writes down what it cost.
 *
 * @template {(...args: any[]) => unknown} T
 * @param {string} name
 * @param {T} work
 * @returns {(context: unknown) => Promise<unknown>}
 */
export const measured = (name, work) => async (context) => {
  const before = processorMs();
  const began = performance.now();
  waits = {};
  try {
    return await work(context);
  } finally {
    write({ name, ms: performance.now() - began, processorMs: processorMs() - before, waits });
  }
};

if (isMeasured && current.name) {
  beginCosts(current.name);
  process.once('exit', endCosts);
}
