// The profile of the browser tests: which of them cost most, in what, and what the whole of them waits for.
import { readFileSync } from 'node:fs';
import { WHOLE } from './harness/costs.js';

/** @typedef {import('./harness/costs.js').Cost} Cost */

/** So many tests, and so many reasons to wait, are told of. */
const TOLD = 50;

/** So many reasons are told of one test. */
const REASONS = 3;

/** @param {number} ms */
const seconds = (ms) => (ms / 1000).toFixed(1).padStart(7);

/** @param {Cost['waits']} waits @param {number} most */
const longest = (waits, most) =>
  Object.entries(waits)
    .sort(([, a], [, b]) => b.ms - a.ms)
    .slice(0, most);

/** What one file wrote. @param {string} file @returns {Cost[]} */
function costsIn(file) {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return []; // It did not come so far.
    throw error;
  }
}

/**
 * @param {{name: string, file: string}[]} runs each file that was run, and where its tests wrote what they cost
 * @returns {string}
 */
export function costsTable(runs) {
  const all = runs.map(({ name, file }) => ({ name, costs: costsIn(file) }));
  const tests = all.flatMap(({ costs }) => costs.filter((cost) => cost.name !== WHOLE)).sort((a, b) => b.ms - a.ms);
  const files = all
    .flatMap(({ name, costs }) => {
      const whole = costs.find((cost) => cost.name === WHOLE);
      const inTests = costs.filter((cost) => cost !== whole).reduce((sum, { processorMs }) => sum + processorMs, 0);
      return whole ? [{ name, whole, inTests }] : [];
    })
    .sort((a, b) => b.whole.processorMs - a.whole.processorMs);
  const sum = (/** @type {'ms' | 'processorMs'} */ what) => files.reduce((all, { whole }) => all + whole[what], 0);
  return [
    `The slowest ${Math.min(TOLD, tests.length)} tests: seconds, seconds of processors, and what they waited for`,
    ...tests
      .slice(0, TOLD)
      .flatMap((test) => [
        `${seconds(test.ms)} ${seconds(test.processorMs)}  ${test.name}`,
        `                   ${longest(test.waits, REASONS).map(reason).join(', ')}`,
      ]),
    '',
    'What all tests waited for: seconds, times (what is waited for within something else counts in both)',
    ...longest(together(tests), TOLD).map(([what, { times, ms }]) => `${seconds(ms)} ${String(times).padStart(6)}  ${what}`),
    '',
    'Files: seconds, seconds of processors, and those of them outside all tests (the tiny internet, the last browser)',
    ...files.map(
      ({ name, whole, inTests }) => `${[whole.ms, whole.processorMs, whole.processorMs - inTests].map(seconds).join(' ')}  ${name}`,
    ),
    `${seconds(sum('ms'))} ${seconds(sum('processorMs'))}  altogether`,
    '',
  ].join('\n');
}

/** @param {[string, {times: number, ms: number}]} wait */
const reason = ([what, { times, ms }]) => `${(ms / 1000).toFixed(1)} s ${what}${times > 1 ? ` (${times})` : ''}`;

/** @param {Cost[]} tests */
function together(tests) {
  /** @type {Cost['waits']} */
  const sums = {};
  for (const [what, { times, ms }] of tests.flatMap(({ waits }) => Object.entries(waits))) {
    const sum = (sums[what] ??= { times: 0, ms: 0 });
    sum.times += times;
    sum.ms += ms;
  }
  return sums;
}
