/**
 * What install/package.sh makes: the same bytes twice; the extension's package for Firefox without a warning of its linter;
 * and the companion's, unpacked and installed in a home of its own, is found by the browsers there, and leaves nothing.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { downloadsFor } from '../../pages/welcome/downloads.js';

const run = promisify(execFile);
const path = (/** @type {string} */ from) => fileURLToPath(new URL(from, import.meta.url));
const PACKAGE = path('../../../install/package.sh');

const work = await mkdtemp(join(tmpdir(), 'why502-packages-'));
after(() => rm(work, { recursive: true, force: true }));

const [one, two] = [join(work, 'one'), join(work, 'two')];
await run(PACKAGE, [one]);
/** @param {string} ending */
const made = async (ending) => join(one, (await readdir(one)).find((name) => name.endsWith(ending)) ?? `nothing that ends with ${ending}`);

/** @param {string} folder @param {string[]} command @param {string} home */
const inHome = (folder, [program = '', ...args], home) =>
  run(join(folder, program), args, { env: { PATH: process.env['PATH'], HOME: home, LANG: 'C.UTF-8' } });

/** All files below, but for those of the home itself. @param {string} home */
const left = async (home) => (await readdir(home, { recursive: true })).sort();

test('the same sources give the same bytes', async () => {
  await run(PACKAGE, [two]);
  assert.equal(await readFile(join(one, 'SHA256SUMS'), 'utf8'), await readFile(join(two, 'SHA256SUMS'), 'utf8'));
  await run('sha256sum', ['--check', 'SHA256SUMS'], { cwd: one });
  const names = await readdir(one);
  assert.equal(names.length, 7);
  assert.ok(
    names.some((name) => /^why502_[\d.]+_\w+\.deb$/.test(name)),
    names.join(),
  );
  const sums = (await readFile(join(one, 'SHA256SUMS'), 'utf8')).trim().split('\n');
  assert.deepEqual(
    sums
      .map((line) => line.split('  ')[1])
      .concat('SHA256SUMS')
      .sort(),
    names.sort(),
  );
});

test('the first page offers by its name what is made for this machine', async () => {
  const { version } = JSON.parse(await readFile(path('../../manifest.json'), 'utf8'));
  const offered = downloadsFor({ os: 'linux', arch: process.arch === 'arm64' ? 'arm64' : 'x86-64' }, 'Firefox', version);
  assert.equal(offered.length, 2);
  const names = await readdir(one);
  for (const { file } of offered) assert.ok(names.includes(file), `${file} is not among ${names.join()}`);
});

test('what both halves are made of is told, whole: each jar, the runtime, and what the extension brings from others', async () => {
  const told = async (/** @type {string} */ half) => JSON.parse(await readFile(await made(`-${half}.cdx.json`), 'utf8'));
  const [companion, extension] = [await told('companion'), await told('extension')];
  for (const each of [companion, extension]) {
    assert.deepEqual([each.bomFormat, each.specVersion], ['CycloneDX', '1.6']);
    assert.equal('timestamp' in each.metadata || 'serialNumber' in each, false, 'it is another each time');
    const refs = new Set(each.dependencies.map((/** @type {{ref: string}} */ { ref }) => ref));
    for (const component of each.components) assert.ok(refs.has(component['bom-ref']) && component.licenses.length > 0, component.name);
  }
  const jars = (await readdir(path('../../../host/target/image/lib/why502'))).filter((name) => name.endsWith('.jar'));
  const parts = companion.components.map((/** @type {any} */ { name, version }) => `${name}-${version}.jar`);
  assert.deepEqual(
    parts.filter((/** @type {string} */ name) => !name.startsWith('OpenJDK')).sort(),
    jars.filter((n) => n !== 'why502-host.jar').sort(),
  );
  assert.ok(parts.some((/** @type {string} */ name) => /^OpenJDK-\d/.test(name)));
  const [qr, ...others] = extension.components;
  const content = createHash('sha256')
    .update(await readFile(path('../../vendor/lean-qr.mjs')))
    .digest('hex');
  assert.deepEqual([qr.name, qr.hashes[0].content, others], ['lean-qr', content, []]);
});

test('a folder in which something lies is left as it is, with a sentence', async () => {
  const taken = join(work, 'taken');
  await mkdir(taken);
  for (const name of ['why502-notes.txt', 'SHA256SUMS']) await writeFile(join(taken, name), 'mine');
  await assert.rejects(run(PACKAGE, [taken]), /is not empty\. The packages want a folder of their own\./);
  await assert.rejects(run(PACKAGE, ['']), /The folder has no name\./);
  assert.deepEqual((await readdir(taken)).sort(), ['SHA256SUMS', 'why502-notes.txt']);
  assert.equal(await readFile(join(taken, 'why502-notes.txt'), 'utf8'), 'mine');
});

test('the package for Firefox is without an error, a warning or a notice', async () => {
  const { stdout } = await run(
    process.execPath,
    [path('../../node_modules/addons-linter/bin/addons-linter'), await made('.xpi'), '--self-hosted', '--output', 'json'],
    { maxBuffer: 16 * 1024 * 1024 },
  );
  const { errors, warnings, notices } = JSON.parse(stdout);
  assert.deepEqual({ errors, warnings, notices }, { errors: [], warnings: [], notices: [] });
});

test('the companion out of its package is installed, found, and gone again', async () => {
  const home = join(work, 'a home');
  for (const there of ['.config/chromium', '.mozilla/firefox']) await mkdir(join(home, there), { recursive: true });
  const before = await left(home);
  const unpacked = join(work, 'unpacked');
  await mkdir(unpacked);
  await run('tar', ['-C', unpacked, '-xzf', await made('.tar.gz')]);
  const [name = ''] = await readdir(unpacked);
  assert.match(name, /^why502-[\d.]+-linux-\w+$/);
  const folder = join(unpacked, name);
  assert.deepEqual((await readdir(folder)).sort(), ['LICENSE', 'cache.sh', 'image', 'install.sh', 'place.sh', 'uninstall.sh']);
  const aot = 'lib/why502/why502.aot';
  await assert.rejects(stat(join(folder, 'image', aot)), { code: 'ENOENT' }, 'a cache of classes is of one machine');

  const { stdout } = await inHome(folder, ['install.sh'], home);
  assert.match(stdout, /Chromium: wrote .*\nFirefox: wrote /);
  const place = join(home, '.local/share/why502');
  assert.ok((await stat(join(place, aot))).size > 1_000_000, 'no cache was made');
  const said = (await inHome(place, ['bin/why502', 'doctor'], home)).stdout;
  assert.match(said, /Chromium can start the companion: /);

  // Another version comes over it; whatever cache was there belonged to the one before.
  await writeFile(join(place, aot), 'damaged');
  await inHome(folder, ['install.sh'], home);
  assert.ok((await stat(join(place, aot))).size > 1_000_000, 'the cache of before is still there');

  await inHome(folder, ['uninstall.sh'], home);
  assert.deepEqual(await left(home), before);
});

test('a person gets through the package for this system, as a release tries it on each', async () => {
  const { stdout } = await run(process.execPath, [path('../release/walk.js'), one]);
  assert.match(stdout, /: installed, greeted, installed over itself while it ran, and gone without a trace\.\n$/);
});
