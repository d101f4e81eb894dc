// The files of the package, as its folders hold them: whatever a test demands of all code, it demands of a
// room that was built yesterday, too.
import { readFileSync } from 'node:fs';
import { ROOT } from '../../packaging/files.js';

export { ROOT, packaged } from '../../packaging/files.js';

/** @param {string} path from the extension's root @returns {string} */
export const read = (path) => readFileSync(new URL(path, ROOT), 'utf8');
