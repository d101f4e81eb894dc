/**
 * The Debian package that install/package.sh makes, looked into and not installed (install/clean-debian.sh does that): what is in
 * it, whose it is, what it asks of the system, what its scripts do; and what is said where there is nothing to make one with.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { IMAGE, LAUNCHER } from '../browsers/harness/profile.js';

const run = promisify(execFile);
const INSTALL = fileURLToPath(new URL('../../../install/', import.meta.url));
const MANIFEST = 'org.why502.host.json';
const PLACES = [
  `etc/chromium/native-messaging-hosts/${MANIFEST}`,
  `etc/opt/chrome/native-messaging-hosts/${MANIFEST}`,
  `etc/opt/edge/native-messaging-hosts/${MANIFEST}`,
  `usr/lib/mozilla/native-messaging-hosts/${MANIFEST}`,
];

const work = await mkdtemp(join(tmpdir(), 'why502-deb-'));
after(() => rm(work, { recursive: true, force: true }));

/** @param {string} name @param {NodeJS.ProcessEnv} [more] */
async function make(name, more = {}) {
  const folder = join(work, name);
  await mkdir(folder);
  await run(join(INSTALL, 'deb.sh'), [IMAGE, '1.2.3', folder], { env: { ...process.env, ...more } });
  const [file = 'none'] = await readdir(folder);
  return join(folder, file);
}

const architecture = (await run('dpkg', ['--print-architecture'])).stdout.trim();
const DEB = await make('one');
const root = join(work, 'root');
await run('dpkg-deb', ['--raw-extract', DEB, root]);
const text = (/** @type {string} */ name) => readFile(join(root, name), 'utf8');

test('the same image gives the same bytes, at any time and with any rights for new files', async () => {
  const other = join(work, 'masked');
  await mkdir(other);
  await run('sh', ['-c', `umask 077 && exec "$0" "$@"`, join(INSTALL, 'deb.sh'), IMAGE, '1.2.3', other], {
    env: { ...process.env, TZ: 'Pacific/Auckland', LC_ALL: 'C' },
  });
  const [name = ''] = await readdir(other);
  assert.equal(name, `why502_1.2.3_${architecture}.deb`);
  assert.ok((await readFile(DEB)).equals(await readFile(join(other, name))), 'other bytes');
});

test('everything is of one time and of root, and nothing but root may change it', async () => {
  const { stdout } = await run('dpkg-deb', ['--contents', DEB], { env: { ...process.env, TZ: 'UTC' } });
  const lines = stdout.trim().split('\n');
  assert.ok(lines.length > 80, stdout);
  for (const line of lines) assert.match(line, /^[-dl]rw[-x]r.[-x]r.[-x] root\/root +\d+ 1980-01-01 00:00 \.\/|^lrwxrwxrwx root\/root /);
});

test('the image lies whole below its place, without a cache; nothing lies where somebody else may have something', async () => {
  const files = (/** @type {string} */ folder) => readdir(folder, { recursive: true }).then((all) => all.sort());
  const image = (await files(IMAGE)).filter((name) => !name.startsWith('lib/why502/why502.aot'));
  assert.deepEqual(await files(join(root, 'usr/lib/why502')), image);
  const all = (await files(root)).filter((name) => !name.startsWith('usr/lib/why502/') && !name.startsWith('DEBIAN/'));
  assert.deepEqual(
    await Promise.all(all.map(async (name) => ((await stat(join(root, name))).isFile() ? name : ''))).then((n) => n.filter(Boolean)),
    [
      'usr/bin/why502',
      'usr/share/doc/why502/changelog.gz',
      'usr/share/doc/why502/copyright',
      'usr/share/why502/cache.sh',
      ...PLACES.map((place) => `usr/share/why502/manifests/${place}`),
    ],
  );
  assert.ok(!all.some((name) => name === 'etc' || name.startsWith('etc/') || name.startsWith('usr/lib/mozilla')), 'a folder of the system');
});

test('each browser is told the place of the package, by the very bytes that the command prints', async () => {
  for (const place of PLACES) {
    const browser = place.includes('mozilla') ? 'firefox' : 'chromium';
    const { stdout } = await run(LAUNCHER, ['manifest', browser, '--place', '/usr/lib/why502']);
    assert.equal(await text(`usr/share/why502/manifests/${place}`), stdout);
    assert.equal(JSON.parse(stdout).path, '/usr/lib/why502/bin/why502');
  }
});

test('the launcher starts through the link in usr/bin, and through a link to that', async () => {
  assert.equal((await run('readlink', [join(root, 'usr/bin/why502')])).stdout.trim(), '../lib/why502/bin/why502');
  await symlink(join(root, 'usr/bin/why502'), join(work, 'mine'));
  for (const program of [join(root, 'usr/bin/why502'), join(work, 'mine')]) {
    assert.match((await run(program, ['--version'], { env: {} })).stdout, /^why502 /);
  }
});

test('it asks of the system what the image is linked with, and says what it is', async () => {
  const control = Object.fromEntries((await text('DEBIAN/control')).split(/\n(?! )/).map((line) => line.split(/: (.*)/s)));
  assert.equal(control.Package, 'why502');
  assert.equal(control.Version, '1.2.3');
  assert.equal(control.Architecture, architecture);
  const [, least = ''] = /^libc6 \(>= (2\.\d+)\)/.exec(control.Depends) ?? assert.fail(control.Depends);
  // The linker's own words, where deb.sh asks objdump: of what of ours asks for which version of the C library.
  const ours = (await readdir(join(IMAGE, 'lib'), { recursive: true })).filter((name) => name.endsWith('.so'));
  const { stdout } = await run('ldd', ['-v', ...['bin/java', ...ours.map((name) => join('lib', name))].map((name) => join(IMAGE, name))]);
  const sections = stdout.split(/\n\t(?=\S*:\n\t\t)/).filter((section) => section.startsWith(IMAGE));
  assert.ok(sections.length > 8, stdout);
  const asked = sections.flatMap((section) => [...section.matchAll(/GLIBC_2\.(\d+)/g)].map(([, minor]) => Number(minor)));
  assert.equal(least, `2.${Math.max(...asked)}`);
  assert.ok(Number(control['Installed-Size']) > 40_000, control['Installed-Size']);
  await run('md5sum', ['--check', '--quiet', 'DEBIAN/md5sums'], { cwd: root });
  assert.match(await text('usr/share/doc/why502/copyright'), /License: MIT\n Permission is hereby granted, free of charge/);
  await stat(join(root, 'usr/lib/why502/legal/java.base/LICENSE'));
});

test("its scripts are ones that a shell can read, and none of the files is one of dpkg's to ask about", async () => {
  assert.deepEqual((await readdir(join(root, 'DEBIAN'))).sort(), ['control', 'md5sums', 'postinst', 'preinst', 'prerm']);
  for (const script of ['postinst', 'preinst', 'prerm']) {
    await run('sh', ['-n', join(root, 'DEBIAN', script)]);
    assert.ok((await stat(join(root, 'DEBIAN', script))).mode & 0o111, script);
  }
});

test('the cache is whole and for everybody to read, or there is none; one of before never stays', async () => {
  const place = join(root, 'usr/lib/why502');
  const cache = join(place, 'lib/why502/why502.aot');
  const folder = join(place, 'lib/why502');
  const jars = await readdir(folder);
  const makeCache = () => run('sh', ['-c', 'umask 077 && exec "$0" "$1"', join(root, 'usr/share/why502/cache.sh'), place]);
  await writeFile(cache, 'of before');
  await writeFile(`${cache}.new.config`, 'of one that broke off');
  await makeCache();
  const made = await stat(cache);
  assert.ok(made.size > 1_000_000, String(made.size));
  assert.equal(made.mode & 0o444, 0o444);
  assert.deepEqual((await readdir(folder)).sort(), [...jars, 'why502.aot', 'why502.aot.sha256'].sort());

  await writeFile(join(place, 'bin/why502'), '#!/bin/sh\nexit 1\n');
  await assert.rejects(makeCache(), /The cache of classes could not be made: the companion starts a little slower\./);
  assert.deepEqual((await readdir(folder)).sort(), jars.sort());
});

test('where there is no dpkg-deb, it is said that none was made, and nothing fails', async () => {
  const bare = join(work, 'bare');
  await mkdir(bare);
  for (const program of ['bash', 'dirname', 'id', 'env'])
    await symlink((await run('sh', ['-c', `command -v ${program}`])).stdout.trim(), join(bare, program));
  const folder = join(work, 'none');
  await mkdir(folder);
  // setup.sh looks in the folders of the administrator's programs, too; dpkg-deb lies in none of them.
  const { stderr } = await run(join(bare, 'bash'), ['-c', `. "$0" "$@"`, join(INSTALL, 'deb.sh'), IMAGE, '1.2.3', folder], {
    env: { PATH: bare },
  });
  assert.match(stderr, /No \.deb was made: there is no dpkg-deb here\./);
  assert.deepEqual(await readdir(folder), []);
});
