/**
 * Writes what the packages are made of, as CycloneDX has it, beside them: `node packaging/sbom.js BOM RELEASE FOLDER`. The
 * companion's is its build's own list (BOM, by CycloneDX's tool for Maven), with the Java runtime that comes with it (RELEASE, the
 * runtime's own file) and without what is another each time; the extension's is what lies in `vendor`, for it loads nothing else.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './files.js';

/** @typedef {{type: string, 'bom-ref': string, name: string, version: string, [more: string]: unknown}} Component */
/** @typedef {{ref: string, dependsOn?: string[]}} Dependency */
/**
 * @typedef {object} Bom
 * @property {'CycloneDX'} bomFormat
 * @property {string} specVersion
 * @property {number} version
 * @property {{component: Component, [more: string]: unknown}} metadata
 * @property {Component[]} components
 * @property {Dependency[]} dependencies
 */

/**
 * The runtime is OpenJDK's, whoever built it: https://openjdk.org/legal/gplv2+ce.html
 *
 * @param {string} release the file of that name in a Java runtime
 * @returns {Component}
 */
export function runtimeOf(release) {
  const value = (/** @type {string} */ name) => new RegExp(`^${name}="(.+)"$`, 'm').exec(release)?.[1];
  const [version, modules] = [value('JAVA_VERSION'), value('MODULES')];
  if (!version || !modules) throw new Error('The runtime does not tell its version and its modules.');
  const ref = `pkg:generic/openjdk@${version}`;
  return {
    type: 'platform',
    'bom-ref': ref,
    name: 'OpenJDK',
    version,
    description: `The Java runtime in the package, of these modules: ${modules}; on Windows jdk.crypto.mscapi, too`,
    licenses: [{ expression: 'GPL-2.0-only WITH Classpath-exception-2.0' }],
    purl: ref,
  };
}

/**
 * The companion's: the same each time that the same is built.
 *
 * @param {Bom} bom
 * @param {string} release
 * @returns {Bom}
 */
export function ofCompanion(bom, release) {
  const { timestamp: _when, ...metadata } = bom.metadata;
  const runtime = runtimeOf(release);
  const main = bom.metadata.component['bom-ref'];
  return {
    ...bom,
    metadata,
    components: [...bom.components, runtime],
    dependencies: [
      ...bom.dependencies.map((each) =>
        each.ref === main ? { ...each, dependsOn: [...(each.dependsOn ?? []), runtime['bom-ref']] } : each,
      ),
      { ref: runtime['bom-ref'] },
    ],
  };
}

/**
 * The extension's.
 *
 * @param {string} version its own
 * @param {string} qr the version of lean-qr, the one thing in `vendor`
 * @param {Uint8Array} bytes of it
 * @returns {Bom}
 */
export function ofExtension(version, qr, bytes) {
  const [own, ref] = [`pkg:generic/why502-extension@${version}`, `pkg:npm/lean-qr@${qr}`];
  const mit = [{ license: { id: 'MIT' } }];
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': own, name: 'why502', version, licenses: mit, purl: own } },
    components: [
      {
        type: 'library',
        'bom-ref': ref,
        name: 'lean-qr',
        version: qr,
        hashes: [{ alg: 'SHA-256', content: createHash('sha256').update(bytes).digest('hex') }],
        licenses: mit,
        purl: ref,
      },
    ],
    dependencies: [{ ref: own, dependsOn: [ref] }, { ref }],
  };
}

/** @param {string} path in the extension */
const own = (path) => readFile(new URL(path, ROOT));

/** @param {string} bom @param {string} release @param {string} folder @returns {Promise<string[]>} the files */
async function writeBoth(bom, release, folder) {
  const { version } = JSON.parse(String(await own('manifest.json')));
  const { devDependencies } = JSON.parse(String(await own('package.json')));
  const both = {
    companion: ofCompanion(JSON.parse(await readFile(bom, 'utf8')), await readFile(release, 'utf8')),
    extension: ofExtension(version, devDependencies['lean-qr'], await own('vendor/lean-qr.mjs')),
  };
  const files = [];
  for (const [half, parts] of Object.entries(both)) {
    const file = join(folder, `why502-${version}-${half}.cdx.json`);
    await writeFile(file, `${JSON.stringify(parts, null, 2)}\n`);
    files.push(file);
  }
  return files;
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  const [bom, release, folder] = process.argv.slice(2);
  if (!bom || !release || !folder) throw new Error('Of what, and into which folder? node packaging/sbom.js BOM RELEASE FOLDER');
  for (const file of await writeBoth(bom, release, folder)) console.log(file);
}
