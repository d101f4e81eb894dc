/** The files of the package, as its folders hold them: what was built yesterday is among them today. */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The folder of the extension. */
export const ROOT = new URL('../', import.meta.url);

/** What is beside the package (web-ext-config.cjs). @type {{ignoreFiles: string[]}} */
const { ignoreFiles } = createRequire(import.meta.url)('../web-ext-config.cjs');

/** @param {string} path @returns {boolean} */
const isLeftOut = (path) =>
  ignoreFiles.some((name) => {
    if (name.startsWith('**/')) return path.endsWith(name.slice('**'.length));
    if (name.endsWith('*.js')) return path.startsWith(name.slice(0, -'*.js'.length)) && path.endsWith('.js');
    return path === name || path.startsWith(`${name}/`);
  });

/** @param {string} folder '' or with a slash at its end @returns {string[]} */
const below = (folder) =>
  readdirSync(new URL(folder || '.', ROOT), { withFileTypes: true })
    .map((entry) => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`)
    .filter((path) => !isLeftOut(path.replace(/\/$/, '')) && !path.startsWith('.'))
    .flatMap((path) => (path.endsWith('/') ? below(path) : [path]));

/** The package's files of a sort, from its root, sorted. @param {string} ending '' for all @returns {string[]} */
export const packaged = (ending) =>
  below('')
    .filter((path) => path.endsWith(ending))
    .sort();
