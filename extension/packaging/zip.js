/**
 * Writes zips that are the same bytes each time: names sorted, one time for all, no owner, one way to press. A whole folder, under
 * its own name: `node packaging/zip.js FOLDER FILE`.
 */
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import JSZip from 'jszip';

/** The earliest that a zip can tell. */
const WHEN = new Date(Date.UTC(1980, 0, 1));

/**
 * The bytes of a zip.
 *
 * @param {Iterable<readonly [string, Uint8Array]>} files each with its path in it
 * @returns {Promise<Uint8Array>}
 */
export async function zipped(files) {
  const zip = new JSZip();
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    zip.file(path, bytes, { date: WHEN, unixPermissions: 0o100644, createFolders: false });
  }
  return zip.generateAsync({ type: 'uint8array', platform: 'UNIX', compression: 'DEFLATE', compressionOptions: { level: 9 } });
}

/** @param {string} folder @returns {Promise<[string, Uint8Array][]>} what lies below it, links followed */
async function filesBelow(folder) {
  /** @type {[string, Uint8Array][]} */
  const files = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    files.push([`${basename(folder)}${path.slice(folder.length).replaceAll(sep, '/')}`, await readFile(path)]);
  }
  return files;
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  const [folder, file] = process.argv.slice(2);
  if (!folder || !file) throw new Error('Which folder, into which file? node packaging/zip.js FOLDER FILE');
  await writeFile(file, await zipped(await filesBelow(resolve(folder))));
}
