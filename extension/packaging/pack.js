/** Writes the packages of the extension into a folder, the same bytes each time: `node packaging/pack.js FOLDER`. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, packaged } from './files.js';
import { forChromium, forFirefox } from './manifests.js';
import { zipped } from './zip.js';

const MANIFEST = 'manifest.json';

/** By the package's name, without the version. @type {Readonly<Record<string, (base: import('./manifests.js').Manifest) => object>>} */
export const PACKAGES = Object.freeze({ 'chromium.zip': forChromium, 'firefox.xpi': forFirefox });

/**
 * One of them.
 *
 * @param {(base: import('./manifests.js').Manifest) => object} fit
 * @returns {Promise<Uint8Array>}
 */
export async function pack(fit) {
  /** @type {[string, Uint8Array][]} */
  const files = [];
  for (const path of packaged('')) {
    const bytes = await readFile(new URL(path, ROOT));
    files.push([path, path === MANIFEST ? Buffer.from(`${JSON.stringify(fit(JSON.parse(String(bytes))), null, 2)}\n`) : bytes]);
  }
  return zipped(files);
}

/** @param {string} folder is made where it is missing @returns {Promise<string[]>} the files */
async function packInto(folder) {
  await mkdir(folder, { recursive: true });
  const { version } = JSON.parse(await readFile(new URL(MANIFEST, ROOT), 'utf8'));
  const files = [];
  for (const [name, fit] of Object.entries(PACKAGES)) {
    const file = join(folder, `why502-${version}-${name}`);
    await writeFile(file, await pack(fit));
    files.push(file);
  }
  return files;
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Error('Into which folder? node packaging/pack.js FOLDER');
  for (const file of await packInto(folder)) console.log(file);
}
