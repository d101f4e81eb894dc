// Loaded before a file of browser tests (node --import): no test is without a limit, and a file whose
// tests are over ends, whatever a test that was stopped has left open.
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { isMeasured, measured } from './costs.js';

/** Beside others on two cores no test takes half as long; one that must has a `timeout` of its own. */
export const TEST_MS = 1_000 * Number(process.env['WHY502_TEST_SECONDS'] ?? 360);

/** What closing takes. A browser that hangs is ended with its tiny internet. */
const END_MS = 30_000;

const runner = createRequire(import.meta.url)('node:test');
const { test, after } = runner;

/** The test that all others are part of, where many files are run in one process. @type {import('node:test').TestContext | undefined} */
let all;

/**
 * A test without a limit, for many files: whatever is asked of `node:test` from now on is part of it.
 *
 * @param {string} name
 * @param {(all: import('node:test').TestContext) => Promise<void>} work
 */
export const together = (name, work) =>
  test(name, { timeout: Infinity }, (/** @type {import('node:test').TestContext} */ its) => {
    all = its;
    return work(its);
  });

/** @type {Promise<void>[]} */
const running = [];

/** Waits for all tests that have begun by now. @returns {Promise<unknown>} */
export const begun = () => Promise.all(running.splice(0));

/** @param {unknown[]} given name, options and function, each of which may be missing */
const limited = (...given) => {
  const at = given.findIndex((each) => typeof each !== 'string');
  const how = typeof given[at] === 'object' && given[at] !== null ? given.splice(at, 1)[0] : {};
  const [name, rest] = [given.slice(0, Math.max(at, 0)), given.slice(Math.max(at, 0))];
  /** @param {unknown} part */
  const withCosts = (part) =>
    isMeasured && typeof part === 'function' ? measured(String(name[0]), /** @type {() => unknown} */ (part)) : part;
  const its = (all ? all.test.bind(all) : test)(...name, { timeout: TEST_MS, .../** @type {object} */ (how) }, ...rest.map(withCosts));
  if (all) running.push(its);
  return its;
};
runner.test = Object.assign(limited, test);
syncBuiltinESMExports(); // `import { test }` gives this one from now on.

// It keeps nobody alive, and ends whom something else does.
after(() => void setTimeout(() => process.exit(), END_MS).unref());
