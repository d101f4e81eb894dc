// What a test costs: how long it takes, what it waits for, and how long the processors work for it. The
// profile (run.js --profile) is made of it.
import { appendFileSync, readFileSync, readdirSync } from 'node:fs';

/** Where each test of this process writes what it cost, one JSON object a line; unset: nowhere. */
const FILE = process.env['WHY502_COSTS'];

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

/** @param {Cost} cost */
const write = (cost) => FILE && appendFileSync(FILE, `${JSON.stringify(cost)}\n`);

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

/** Whether anybody wants to know. */
export const isMeasured = FILE !== undefined;

/** A tiny internet may have stood for other files before. */
const BEFORE = isMeasured ? processorMs() : 0;

if (isMeasured) process.once('exit', () => write({ name: WHOLE, ms: performance.now(), processorMs: processorMs() - BEFORE, waits: {} }));
