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

/** @param {unknown[]} given name, options and function, each of which may be missing */
const limited = (...given) => {
  const at = given.findIndex((each) => typeof each !== 'string');
  const how = typeof given[at] === 'object' && given[at] !== null ? given.splice(at, 1)[0] : {};
  const [name, rest] = [given.slice(0, Math.max(at, 0)), given.slice(Math.max(at, 0))];
  /** @param {unknown} part */
  const withCosts = (part) =>
    isMeasured && typeof part === 'function' ? measured(String(name[0]), /** @type {() => unknown} */ (part)) : part;
  return test(...name, { timeout: TEST_MS, .../** @type {object} */ (how) }, ...rest.map(withCosts));
};
runner.test = Object.assign(limited, test);
syncBuiltinESMExports(); // `import { test }` gives this one from now on.

// It keeps nobody alive, and ends whom something else does.
after(() => void setTimeout(() => process.exit(), END_MS).unref());
