/** What comes before the checks and the tests: that the libraries which package.json names are there, each in its version. */
import { readFileSync } from 'node:fs';

/** @param {string} path below the extension's folder @returns {any} null where there is no such file */
function json(path) {
  try {
    return JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return null;
    throw error;
  }
}

const wanted = Object.entries(/** @type {Record<string, string>} */ (json('package.json').devDependencies));
const wrong = wanted.filter(([name, version]) => json(`node_modules/${name}/package.json`)?.version !== version).map(([name]) => name);
if (wrong.length > 0) {
  console.error(`Not there, or not in the version that package.json names: ${wrong.join(', ')}. Please run: npm ci`);
  process.exitCode = 1;
}
