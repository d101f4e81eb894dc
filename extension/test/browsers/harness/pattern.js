// What every home of this run begins with, made once and then copied: the test CA in a store of its
// own, and what the packaged installer writes for both browsers.
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where the installer puts its files, below a home. */
const REGISTRATION = ['.config/chromium/NativeMessagingHosts', '.mozilla/native-messaging-hosts'];

/** @param {string} file @param {string} sentence */
export async function need(file, sentence) {
  await stat(file).catch(() => {
    throw new Error(`${file} is not there. ${sentence}`);
  });
}

/** @param {string} ca the tiny internet's certificate authority, PEM @param {string} launcher */
async function make(ca, launcher) {
  await need(launcher, 'Build it first: mvn package.');
  const folder = await mkdtemp(join(tmpdir(), 'why502-pattern-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const browser of ['.config/chromium', '.mozilla/firefox']) await mkdir(join(folder, browser), { recursive: true });
  const store = join(folder, 'trust');
  await mkdir(store);
  await run('certutil', ['-N', '-d', `sql:${store}`, '--empty-password']);
  await run('certutil', ['-A', '-d', `sql:${store}`, '-n', 'why502 lab', '-t', 'C,,', '-i', ca]);
  await run(launcher, ['install', '--home', folder]);
  return folder;
}

/** @type {Promise<string> | undefined} */
let made;

/** @param {string} ca @param {string} launcher the packaged companion */
export function pattern(ca, launcher) {
  made ??= make(ca, launcher);
  return made.then((folder) => ({
    /** Trusts the tiny internet. @param {string} store */
    trust: (store) => cp(join(folder, 'trust'), store, { recursive: true }),
    /** @param {string} home */
    unregister: async (home) => {
      for (const of of REGISTRATION) await rm(join(home, of), { recursive: true, force: true });
    },
    /** As the packaged installer does: its files name the launcher, and nothing of a home. @param {string} home */
    register: async (home) => {
      for (const of of REGISTRATION) await cp(join(folder, of), join(home, of), { recursive: true });
    },
  }));
}
