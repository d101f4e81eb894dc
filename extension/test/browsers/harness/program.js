// Which browser is tested: the program that WHY502_CHROMIUM or WHY502_FIREFOX names, else Debian's.
import { accessSync, constants, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';

/** @typedef {import('./browser.d.ts').Engine} Engine */

/** Debian's own places; `/usr/bin/chromium` is a script that adds switches of its own. */
const PROGRAMS = Object.freeze({
  chromium: { name: 'Chromium', variable: 'WHY502_CHROMIUM', path: '/usr/lib/chromium/chromium' },
  firefox: { name: 'Firefox', variable: 'WHY502_FIREFOX', path: '/usr/bin/firefox-esr' },
});

/** As people call it. @param {Engine} engine */
export const nameOf = (engine) => PROGRAMS[engine].name;

/**
 * The path of the program, which is there and may be run.
 *
 * @param {Engine} engine
 * @returns {string}
 * @throws one sentence that says which program cannot be used, and why
 */
export function program(engine) {
  const { name, variable, path } = PROGRAMS[engine];
  const chosen = process.env[variable];
  const found = chosen || path;
  const whence = chosen ? `${variable} names ${found}` : `${name} is expected at ${found}`;
  const what = chosen
    ? `Please give the path of a ${name}'s program.`
    : `Without a real ${name} these tests prove nothing; install it with apt, or set ${variable} to a program's path.`;
  if (!isAbsolute(found)) throw new Error(`${whence}, which is not a whole path. ${what}`);
  try {
    if (!statSync(found).isFile()) throw new Error('it is not a file');
    accessSync(found, constants.X_OK);
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    const why = code === 'ENOENT' || code === 'ENOTDIR' ? 'but there is nothing' : 'which cannot be run';
    throw new Error(`${whence}, ${why}. ${what}`, { cause: error });
  }
  return found;
}
