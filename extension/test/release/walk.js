/**
 * Walks through the companion's package for the system that this runs on, as a person does: looks at its checksum, unpacks it,
 * installs it into a home of its own where Chromium was used, starts it as Chromium does, installs it once more while that one runs,
 * and takes all of it back. `node extension/test/release/walk.js FOLDER`, with the packages in FOLDER. On Windows the registry is
 * the person's own: it is for a machine that is thrown away (.github/workflows/release.yml).
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const KIND = /** @type {Readonly<Record<string, string>>} */ ({ linux: 'linux', darwin: 'macos', win32: 'windows' })[process.platform];
const PROCESSOR = /** @type {Readonly<Record<string, string>>} */ ({ x64: 'x86_64', arm64: 'arm64' })[process.arch];
const SYSTEM = `${KIND}-${PROCESSOR}`;
const WINDOWS = KIND === 'windows';

/** An installation makes a cache, and a virus scanner reads every file. */
const LONGEST_MS = 300_000;

const ORIGIN = 'chrome-extension://lfcnkomcbeebhncfcjokfdcfpnkookio/';
const MANIFEST = 'org.why502.host.json';
const KEY = 'HKCU\\Software\\Chromium\\NativeMessagingHosts\\org.why502.host';

/** Where things are, below the home. */
const PLACES = Object.freeze({
  linux: { browser: '.config/chromium', manifest: `.config/chromium/NativeMessagingHosts/${MANIFEST}`, install: 'install.sh' },
  macos: {
    browser: 'Library/Application Support/Chromium',
    manifest: `Library/Application Support/Chromium/NativeMessagingHosts/${MANIFEST}`,
    install: 'install.command',
  },
  windows: { browser: 'AppData/Local/Chromium/User Data', manifest: '', install: 'install.cmd' },
});
const HERE = PLACES[/** @type {keyof typeof PLACES} */ (KIND)] ?? assert.fail(`There is no package for ${process.platform}.`);

const packages = resolve(process.argv[2] ?? assert.fail('Where are the packages? node extension/test/release/walk.js FOLDER'));
const ending = WINDOWS ? '.zip' : '.tar.gz';
const file = (await readdir(packages)).find((name) => name.endsWith(`-${SYSTEM}${ending}`)) ?? assert.fail(`No package for ${SYSTEM}.`);
const version = /^why502-([\d.]+)-/.exec(file)?.[1] ?? assert.fail(file);

// With a space and a letter beyond ASCII, as names of people have them.
const work = await mkdtemp(join(tmpdir(), 'why502 wälk '));
const home = join(work, 'home');
const local = join(home, 'AppData', 'Local');
await mkdir(join(home, HERE.browser), { recursive: true });
/** @type {NodeJS.ProcessEnv} */
const env = { ...process.env, HOME: home, USERPROFILE: home, LOCALAPPDATA: local, APPDATA: join(home, 'AppData', 'Roaming') };
for (const name of ['XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME']) delete env[name];

/** @param {string} program @param {string[]} args @param {string} [cwd] */
function did(program, args, cwd = work) {
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LONGEST_MS,
  });
  console.log([`${program} ${args.join(' ')}`, stdout, stderr].filter(Boolean).join('\n'));
  assert.equal(error, undefined);
  assert.equal(status, 0, `${program} ended with ${status}`);
  return stdout;
}
/** @param {string} folder @param {string} script */
const script = (folder, script) => (WINDOWS ? did('cmd.exe', ['/d', '/c', script], folder) : did(join(folder, script), []));

/** What lies in the home, but for the folder that Windows has for everybody's programs. */
const left = async () => (await readdir(home, { recursive: true })).filter((name) => name !== join('AppData', 'Local', 'Programs')).sort();

/** The file that tells Chromium where the companion is. @returns {Promise<{path: string}>} */
async function told() {
  let manifest = join(home, HERE.manifest);
  if (WINDOWS) {
    const said = did('reg.exe', ['query', KEY, '/ve']);
    manifest = /REG_SZ\s+(.+?)\s*$/m.exec(said)?.[1] ?? assert.fail(said);
    assert.ok(manifest.startsWith(local), `the registry leads to ${manifest}`);
  }
  return JSON.parse(await readFile(manifest, 'utf8'));
}

/** Starts it as Chromium does and greets it. @param {string} path @returns {Promise<() => Promise<void>>} hangs up */
async function greet(path) {
  const child = WINDOWS
    ? spawn('cmd.exe', ['/d', '/s', '/c', `""${path}" ${ORIGIN} --parent-window=0"`], { env, windowsVerbatimArguments: true })
    : spawn(path, [ORIGIN], { env });
  child.stderr.pipe(process.stderr);
  const ended = once(child, 'exit');
  const late = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
  const words = Buffer.from(JSON.stringify({ type: 'hello', protocol: 1, version }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(words.length);
  child.stdin.write(Buffer.concat([length, words]));
  let said = Buffer.alloc(0);
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    said = Buffer.concat([said, chunk]);
    if (said.length >= 4 && said.length >= 4 + said.readUInt32LE(0)) break;
  }
  assert.ok(said.length > 4, 'it hung up without a word');
  const { type, version: its } = JSON.parse(String(said.subarray(4)));
  assert.deepEqual({ type, its }, { type: 'welcome', its: version });
  return async () => {
    assert.equal(child.exitCode, null, 'it ended while another was installed');
    child.stdout.resume();
    child.stdin.end();
    const [code] = await ended;
    clearTimeout(late);
    assert.equal(code, 0, `it ended with ${code}`);
  };
}

try {
  const sum = createHash('sha256')
    .update(await readFile(join(packages, file)))
    .digest('hex');
  assert.ok(
    (await readFile(join(packages, 'SHA256SUMS'), 'utf8')).split('\n').includes(`${sum}  ${file}`),
    `${file} is not what was summed`,
  );
  const tar = WINDOWS ? join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'tar.exe') : 'tar';
  did(tar, ['-xf', join(packages, file), '-C', work]);
  const unpacked = join(work, file.slice(0, -ending.length));

  const before = await left();
  script(unpacked, HERE.install);
  const first = await greet((await told()).path);
  script(unpacked, HERE.install);
  const second = await greet((await told()).path);
  await first();
  await second();
  script(unpacked, HERE.install.replace('install', 'uninstall'));
  assert.deepEqual(await left(), before, 'something is left, or gone');
  console.log(`${file}: installed, greeted, installed over itself while it ran, and gone without a trace.`);
} finally {
  await rm(work, { recursive: true, force: true, maxRetries: 5, retryDelay: 1000 });
}
