/**
 * The companion's packages for other systems than this one (install/layout.sh): what is in them, the same bytes each time, and what
 * is said of a runtime that does not fit. No Mac, no Windows and no arm64 is here: their runtimes are stand-ins, by the first bytes
 * of which they are told apart. macOS's scripts run in a home of their own, and are killed before each of their steps.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import JSZip from 'jszip';
import { IMAGE } from '../browsers/harness/profile.js';

const run = promisify(execFile);
const INSTALL = fileURLToPath(new URL('../../../install/', import.meta.url));

const work = await mkdtemp(join(tmpdir(), 'why502-systems-'));
after(() => rm(work, { recursive: true, force: true }));

/** The first bytes of a program there. */
const PROGRAM = Object.freeze({
  'macos-arm64': Buffer.from('cffaedfe0c0000010000000000000000000000000000', 'hex'),
  'macos-x86_64': Buffer.from('cffaedfe070000010000000000000000000000000000', 'hex'),
  'windows-x86_64': Buffer.concat([
    Buffer.from('MZ'),
    Buffer.alloc(58),
    Buffer.from([64, 0, 0, 0]),
    Buffer.from('PE\0\0\x64\x86', 'latin1'),
  ]),
});

/** As elf(5) names arm64's processor. */
const ARM64 = 183;

/** A runtime that nobody could start. @param {string} system @param {string} [at] @returns {Promise<string>} its folder */
async function standIn(system, at = join(work, system)) {
  await mkdir(join(at, 'bin'), { recursive: true });
  await mkdir(join(at, 'lib/security'), { recursive: true });
  for (const file of ['lib/modules', 'lib/security/cacerts']) await writeFile(join(at, file), system);
  await cp(join(IMAGE, 'release'), join(at, 'release'));
  if (system === 'linux-arm64') {
    for (const file of ['bin/java', 'lib/libjava.so', 'lib/libjli.so', 'lib/libnet.so']) {
      const bytes = await readFile(join(IMAGE, file));
      bytes[18] = ARM64;
      await writeFile(join(at, file), bytes);
    }
  } else {
    const program = PROGRAM[/** @type {keyof typeof PROGRAM} */ (system)];
    await writeFile(join(at, system.startsWith('windows') ? 'bin/java.exe' : 'bin/java'), program);
  }
  return at;
}

/** @param {string} system @param {string} runtime @param {string} name of a new folder @param {string} [umask] @param {string} [version] */
async function layOut(system, runtime, name, umask = '022', version = '1.2.3') {
  const folder = join(work, name);
  await mkdir(folder);
  await run('sh', ['-c', `umask ${umask} && exec "$0" "$@"`, join(INSTALL, 'layout.sh'), system, runtime, version, folder], {
    env: { ...process.env, TZ: umask === '022' ? 'UTC' : 'Pacific/Auckland' },
  });
  return folder;
}

const SYSTEMS = [...Object.keys(PROGRAM), 'linux-arm64'];
for (const system of SYSTEMS) await layOut(system, await standIn(system), `${system}-one`);

/** @param {string[]} args @param {string} script */
const withSystems = (args, script) =>
  run('bash', ['-c', `set -euo pipefail; . "$0/setup.sh"; . "$0/systems.sh"; ${script}`, INSTALL, ...args]);

/** @param {string} folder */
const left = async (folder) => (await readdir(folder, { recursive: true })).sort();

/** The jars, and the list of which the cache of classes is made where they are installed. */
const JARS = (await readdir(join(IMAGE, 'lib/why502'))).filter((name) => !name.startsWith('why502.aot')).sort();

test('the system that a runtime is for is read from its program', async () => {
  for (const system of SYSTEMS) {
    const { stdout } = await withSystems([join(work, system)], 'why502_system_of "$1"');
    assert.equal(stdout.trim(), system);
  }
  const { stdout } = await withSystems([IMAGE], 'why502_system_of "$1"; why502_own_system; why502_system_of /nowhere');
  const [image, own, nothing] = stdout.trim().split('\n');
  assert.equal(image, own);
  assert.equal(nothing, 'unknown');
});

test('a runtime that does not fit is a sentence', async () => {
  const foreign = (/** @type {string} */ system, /** @type {string} */ from, name = 'out') =>
    withSystems([system, from, join(work, `${name}-${system}`)], 'why502_foreign_runtime "$@"');
  await assert.rejects(foreign('beos-x86_64', work), /There is no system "beos-x86_64"\. There are: linux-x86_64 /);
  await assert.rejects(foreign('linux-arm64', join(work, 'nowhere')), /For linux-arm64 there is no folder /);
  const empty = join(work, 'empty');
  await mkdir(empty);
  await assert.rejects(foreign('linux-arm64', empty), /neither a Java runtime[^]*Image\.java runtime FOLDER[^]*folder jmods of a JDK/);
  const mac = join(work, 'macos-arm64');
  await assert.rejects(foreign('macos-x86_64', mac), /is one for macos-arm64, not for macos-x86_64\./);
  const old = await standIn('macos-arm64', join(work, 'old'));
  await writeFile(join(old, 'release'), (await readFile(join(old, 'release'), 'utf8')).replace(/"25[^"]*"/, '"25.0.0"'));
  await assert.rejects(foreign('macos-arm64', old, 'older'), /is not the one that builds here:\nJAVA_VERSION=25\.0\.0\n/);
  await foreign('macos-arm64', mac, 'fits');
  assert.deepEqual(await left(join(work, 'fits-macos-arm64')), await left(mac));
  const jmods = join(work, 'jmods');
  await mkdir(jmods);
  await writeFile(join(jmods, 'java.base.jmod'), 'no module');
  await assert.rejects(foreign('linux-arm64', jmods, 'linked'), /for linux-arm64 could not be linked of .*; the reason is above/);
});

test('package.sh wants a system and a folder of each that is added', async () => {
  const packaged = (/** @type {string[]} */ ...args) => run(join(INSTALL, 'package.sh'), args);
  for (const word of ['linux-arm64', '=x', 'x=', '']) await assert.rejects(packaged('--also', word), /--also wants a system and a folder/);
  await assert.rejects(packaged('--also'), /--also wants a system and a folder/);
  await assert.rejects(packaged(join(work, 'a'), join(work, 'b')), /Into one folder alone\./);
  await assert.rejects(packaged('--all'), /There is no option --all\./);
});

test('the same bytes each time, whatever the time zone and the rights for new files', async () => {
  for (const system of SYSTEMS) {
    const [one, two] = [join(work, `${system}-one`), await layOut(system, join(work, system), `${system}-two`, '077')];
    const names = await readdir(one);
    assert.deepEqual(await readdir(two), names);
    assert.ok(names.length > 0);
    for (const name of names) assert.ok((await readFile(join(one, name))).equals(await readFile(join(two, name))), name);
  }
});

test('for macOS: an archive with its scripts, of nobody, that can be run', async () => {
  const file = join(work, 'macos-arm64-one/why502-1.2.3-macos-arm64.tar.gz');
  const { stdout } = await run('tar', ['-tvzf', file], { env: { ...process.env, TZ: 'UTC' } });
  const lines = stdout.trim().split('\n');
  for (const line of lines) assert.match(line, /^[-dl]rw[-x]r-[-x]r-[-x] 0\/0 +\d+ 1980-01-01 00:00 why502-1\.2\.3-macos-arm64\//);
  const names = lines.map((line) => line.split('why502-1.2.3-macos-arm64/')[1] ?? '');
  assert.deepEqual(names, [...names].sort());
  const runs = lines.filter((line) => line.startsWith('-rwxr-xr-x')).map((line) => line.split('macos-arm64/')[1]);
  assert.deepEqual(runs, ['cache.sh', 'image/bin/java', 'image/bin/why502', 'install.command', 'uninstall.command']);
  const files = names.filter((name) => name && !name.endsWith('/') && !name.startsWith('image/lib/'));
  const own = ['LICENSE', 'VERSION', 'cache.sh', 'image/bin/java', 'image/bin/why502', 'image/release'];
  assert.deepEqual(files, [...own, 'install.command', 'place.sh', 'uninstall.command']);
  const jars = names.filter((name) => name.startsWith('image/lib/why502/') && !name.endsWith('/'));
  assert.deepEqual(
    jars,
    JARS.map((name) => `image/lib/why502/${name}`),
  );
});

test('for Linux on arm64: an archive and a Debian package of that architecture, of what its files ask for', async () => {
  const folder = join(work, 'linux-arm64-one');
  assert.deepEqual((await readdir(folder)).sort(), ['why502-1.2.3-linux-arm64.tar.gz', 'why502_1.2.3_arm64.deb']);
  const field = async (/** @type {string} */ name) =>
    (await run('dpkg-deb', ['-f', join(folder, 'why502_1.2.3_arm64.deb'), name])).stdout.trim();
  assert.equal(await field('Architecture'), 'arm64');
  assert.match(await field('Depends'), /^libc6 \(>= 2\.\d+\)/);
});

test("for Windows: a zip in which Windows' own scripts have Windows' ends of lines, and no program of another system is", async () => {
  const zip = await JSZip.loadAsync(await readFile(join(work, 'windows-x86_64-one/why502-1.2.3-windows-x86_64.zip')));
  const names = Object.keys(zip.files).map((name) => name.replace(/^why502-1\.2\.3-windows-x86_64\//, ''));
  const own = ['LICENSE', 'VERSION', 'greeting.bin', 'image/bin/java.exe', 'image/bin/why502.bat', 'image/lib/modules'];
  const expected = [...own, 'image/lib/security/cacerts', ...JARS.map((jar) => `image/lib/why502/${jar}`)];
  assert.deepEqual(names, [...expected, 'image/release', 'install.cmd', 'uninstall.cmd']);
  const bytes = async (/** @type {string} */ name) => {
    const entry = zip.files[`why502-1.2.3-windows-x86_64/${name}`] ?? assert.fail(name);
    return Buffer.from(await entry.async('uint8array'));
  };
  assert.equal(String(await bytes('VERSION')), '1.2.3\r\n');
  const greeting = await bytes('greeting.bin');
  assert.equal(greeting.readUInt32LE(0), greeting.length - 4);
  assert.equal(JSON.parse(String(greeting.subarray(4))).type, 'hello');
  for (const name of ['install.cmd', 'uninstall.cmd', 'image/bin/why502.bat']) {
    const script = String(await bytes(name));
    assert.match(script, /^@echo off\r\n/);
    assert.equal(script.replaceAll('\r\n', '').search(/[\r\n]/), -1, `${name}: an end of a line is not Windows'`);
    assert.match(script, /^[\x20-\x7e\r\n]*$/, `${name}: Windows' shell reads letters in a code page of its own`);
    // The shell ends a script that goes to where nothing is, in the middle of what it does.
    const labels = new Set([...script.matchAll(/^:(\w+)/gm)].map(([, label]) => label));
    for (const [, to] of script.matchAll(/\b(?:goto|call) :?(?!"|bin)(\w+)/g)) assert.ok(labels.has(to), `${name}: there is no ${to}`);
    assert.doesNotMatch(script, /\b(del|rmdir|ren|move|copy|robocopy\.exe)\b[^&\r]* %(?!ERRORLEVEL)/, `${name}: a path without quotes`);
  }
});

/** What macOS's package does of a launcher, in a moment: it knows one browser, and keeps a list as the real one does. */
const LAUNCHER = (/** @type {string} */ version) => `#!/bin/sh
self=$(/usr/bin/readlink -f "$0")
support="$HOME/Library/Application Support"
file="$support/Chromium/NativeMessagingHosts/org.why502.host.json"
case $1 in
  --version) echo 'why502 ${version}' ;;
  install)
    [ "\${2-}" != --fail ] || exit 1
    /bin/mkdir -p "\${file%/*}" "$support/why502"
    printf '{ "files" : [ "%s" ] }\\n' "$file" >"$support/why502/installed.json"
    printf '{ "path" : "%s" }\\n' "$self" >"$file.new" && /bin/mv "$file.new" "$file"
    [ "\${2-}" != --half ] || exit 1
    ;;
  uninstall) /bin/rm -f "$file" "$support/why502/installed.json" && { [ ! -d "\${file%/*}" ] || /bin/rmdir "\${file%/*}"; } ;;
  *) exit 1 ;;
esac
`;

/** A package for macOS, unpacked, whose program is that. @param {string} version */
async function ofVersion(version) {
  const folder = join(work, `package ${version}`);
  await mkdir(folder);
  const [file = ''] = await readdir(await layOut('macos-arm64', join(work, 'macos-arm64'), `laid-${version}`, '022', version));
  await run('tar', ['-C', folder, '--strip-components=1', '-xzf', join(work, `laid-${version}`, file)]);
  await writeFile(join(folder, 'image/bin/why502'), LAUNCHER(version));
  return folder;
}

/** @param {string} name @returns {Promise<string>} a home in which Chromium was used */
async function home(name) {
  const folder = join(work, name);
  await mkdir(join(folder, 'Library/Application Support/Chromium'), { recursive: true });
  return folder;
}

/** @param {string} folder @param {string} script @param {string[]} args @param {string} path */
const inHome = (folder, script, args = [], path = '') =>
  run(script, args, { env: { PATH: `${path}${process.env['PATH']}`, HOME: folder, LANG: 'C.UTF-8' } });

const PLACE = 'Library/Application Support/why502/companion';

/** The version that Chromium would start. @param {string} folder */
async function started(folder) {
  const file = join(folder, 'Library/Application Support/Chromium/NativeMessagingHosts/org.why502.host.json');
  const { path } = JSON.parse(await readFile(file, 'utf8'));
  return (await inHome(folder, path, ['--version'])).stdout.trim();
}

test('on macOS: installed, brought to another version, and gone without a trace; what is not ours stays', async () => {
  const [one, two] = [await ofVersion('1.0.0'), await ofVersion('1.0.1')];
  const folder = await home('a home');
  const before = await left(folder);
  await inHome(folder, join(one, 'install.command'));
  assert.equal(await started(folder), 'why502 1.0.0');
  const mine = join(folder, PLACE, 'mine-1');
  await mkdir(mine);
  await inHome(folder, join(two, 'install.command'));
  assert.equal(await started(folder), 'why502 1.0.1');
  assert.equal((await inHome(folder, join(folder, PLACE, 'why502'), ['--version'])).stdout.trim(), 'why502 1.0.1');
  assert.deepEqual((await readdir(join(folder, PLACE))).sort(), ['1.0.1-1', 'mine-1', 'place.sh', 'uninstall.command', 'why502']);
  // Once more the same, and then one that cannot tell browsers, one that does not start, and one that is not whole.
  await inHome(folder, join(two, 'install.command'));
  await assert.rejects(inHome(folder, join(one, 'install.command'), ['--fail']), /What was there before stays\./);
  // Of two browsers one was told: it has the new one, which is all there, and nothing of before is left that nobody needs.
  await assert.rejects(inHome(folder, join(two, 'install.command'), ['--half']), /Not every browser was told/);
  await writeFile(join(one, 'image/bin/why502'), '#!/bin/sh\necho "Bad CPU type in executable"\nexit 126\n');
  await assert.rejects(inHome(folder, join(one, 'install.command')), /does not start on this Mac[^]*Bad CPU type in executable/);
  await rm(join(one, 'image/bin/java'));
  await assert.rejects(inHome(folder, join(one, 'install.command')), /This package is not whole\./);
  assert.deepEqual((await readdir(join(folder, PLACE))).sort(), ['1.0.1-1', 'mine-1', 'place.sh', 'uninstall.command', 'why502']);
  assert.equal(await started(folder), 'why502 1.0.1');

  const said = (await inHome(folder, join(folder, PLACE, 'uninstall.command'))).stdout;
  assert.match(said, /companion stays: something is in it that why502 did not put there/);
  await rm(mine, { recursive: true });
  await inHome(folder, join(two, 'uninstall.command'));
  assert.deepEqual(await left(folder), before);
  assert.match((await inHome(folder, join(two, 'uninstall.command'))).stdout, /why502 is not installed/);
});

test('on macOS: an installation to which another file still leads stays', async () => {
  const [one, two] = [await ofVersion('1.1.0'), await ofVersion('1.1.1')];
  const folder = await home('with a profile');
  await inHome(folder, join(one, 'install.command'));
  const profile = join(folder, 'profile.json');
  await writeFile(profile, JSON.stringify({ path: join(folder, PLACE, '1.1.0-1/bin/why502') }));
  await writeFile(
    join(two, 'image/bin/why502'),
    LAUNCHER('1.1.1').replace('[ "%s" ] }\\n\' "$file"', `[ "%s", "${profile}" ] }\\n' "$file"`),
  );
  const { stdout } = await inHome(folder, join(two, 'install.command'));
  assert.match(stdout, /1\.1\.0-1 stays: a file that you had written for a browser leads there/);
  assert.ok((await readdir(join(folder, PLACE))).includes('1.1.0-1'));
});

test('on macOS: marked files are left as they are, with a sentence', async () => {
  const one = await ofVersion('1.2.0');
  const folder = await home('quarantined');
  const programs = join(work, 'marked');
  await mkdir(programs);
  await writeFile(join(programs, 'xattr'), '#!/bin/sh\n[ "$1 $2" = "-p com.apple.quarantine" ] && echo "0081;0;Safari;"\n', {
    mode: 0o755,
  });
  const before = await left(folder);
  await assert.rejects(inHome(folder, join(one, 'install.command'), [], `${programs}:`), /xattr -dr com\.apple\.quarantine '/);
  assert.deepEqual(await left(folder), before);
});

test('on macOS: killed before any step of an upgrade, one of both versions works, and the next one mends it', async () => {
  const [one, two] = [await ofVersion('1.3.0'), await ofVersion('1.3.1')];
  const programs = join(work, 'killing');
  await mkdir(programs);
  for (const name of ['mkdir', 'cp', 'mv', 'ln', 'rm', 'cat']) {
    const real = (await run('sh', ['-c', `command -v ${name}`])).stdout.trim();
    const count = 'n=$(/bin/cat "$STEPS"); n=$((n - 1)); echo $n >"$STEPS"';
    await writeFile(join(programs, name), `#!/bin/bash\n${count}\n[ $n != 0 ] || { kill -9 $PPID; exit 9; }\nexec ${real} "$@"\n`);
    await chmod(join(programs, name), 0o755);
  }
  const folder = await home('killed');
  const before = await left(folder);
  const steps = join(work, 'steps');
  /** @type {string[]} */
  const worked = [];
  for (let step = 1, whole = false; !whole; step++) {
    assert.ok(step < 60, 'it does not come to its end');
    await inHome(folder, join(one, 'install.command'));
    await writeFile(steps, String(step));
    const env = { PATH: `${programs}:${process.env['PATH']}`, HOME: folder, LANG: 'C.UTF-8', STEPS: steps };
    await run(join(two, 'install.command'), [], { env }).catch(() => {});
    whole = Number(await readFile(steps, 'utf8')) > 0;
    worked.push(await started(folder));
    await inHome(folder, join(two, 'install.command'));
    assert.equal(await started(folder), 'why502 1.3.1');
    const there = (await readdir(join(folder, PLACE))).filter((name) => /^\d/.test(name));
    assert.equal(there.length, 1, `after a kill before step ${step} there are ${there.join()}`);
    await inHome(folder, join(folder, PLACE, 'uninstall.command'));
    assert.deepEqual(await left(folder), before, `after a kill before step ${step}`);
  }
  assert.deepEqual(new Set(worked), new Set(['why502 1.3.0', 'why502 1.3.1']), worked.join());
});

test("on macOS: the real companion, by this machine's own runtime", async () => {
  const { stdout } = await run(join(IMAGE, 'bin/why502'), ['--version']);
  const version = stdout.trim().replace('why502 ', '');
  const laid = await layOut('macos-arm64', IMAGE, 'real', '022', version);
  const unpacked = join(work, 'unpacked');
  await mkdir(unpacked);
  const [file = ''] = await readdir(laid);
  await run('tar', ['-C', unpacked, '--strip-components=1', '-xzf', join(laid, file)]);
  const folder = await home('of a Mac');
  const before = await left(folder);
  // The companion takes this machine for a Mac.
  const env = { PATH: process.env['PATH'], HOME: folder, LANG: 'C.UTF-8', WHY502_JAVA_OPTIONS: '-Dos.name=Mac' };
  const said = (await run(join(unpacked, 'install.command'), [], { env })).stdout;
  assert.match(said, /Chromium: wrote .*Library\/Application Support\/Chromium\/NativeMessagingHosts\/org\.why502\.host\.json/);
  const doctor = await run(join(folder, PLACE, 'why502'), ['doctor'], { env });
  assert.match(doctor.stdout, /Chromium can start the companion: .*companion\/[\d.]+-1\/bin\/why502/);
  await run(join(folder, PLACE, 'uninstall.command'), [], { env });
  assert.deepEqual(await left(folder), before);
  await assert.rejects(stat(join(folder, PLACE)), { code: 'ENOENT' });
});
