// What every home of this run begins with, made once and then copied: the test CA in a store of its own, what
// the packaged installer writes for both browsers, and Firefox's own scripts as it has once compiled them.
import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
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

/** The pattern of all files of this run, which the probe makes as it comes first; unset: there is one for this process alone. */
const OF_ALL = process.env['WHY502_PATTERN'];

/** What Firefox has compiled of its own scripts, below a profile: half of what its start costs a processor. */
const COMPILED = 'startupCache';

/** Whole, or not there; where somebody was sooner, theirs stays. @param {string} made @param {string} place */
const putInPlace = (made, place) =>
  rename(made, place).catch((error) => (existsSync(place) ? rm(made, { recursive: true }) : Promise.reject(error)));

/** @param {string} ca the tiny internet's certificate authority, PEM @param {string} launcher */
async function make(ca, launcher) {
  await need(launcher, 'Build it first: mvn package.');
  if (OF_ALL && existsSync(OF_ALL)) return OF_ALL;
  const folder = await mkdtemp(OF_ALL ?? join(tmpdir(), 'why502-pattern-'));
  if (!OF_ALL) process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const browser of ['.config/chromium', '.mozilla/firefox']) await mkdir(join(folder, browser), { recursive: true });
  const store = join(folder, 'trust');
  await mkdir(store);
  await run('certutil', ['-N', '-d', `sql:${store}`, '--empty-password']);
  await run('certutil', ['-A', '-d', `sql:${store}`, '-n', 'why502 lab', '-t', 'C,,', '-i', ca]);
  await run(launcher, ['install', '--home', folder]);
  if (!OF_ALL) return folder;
  await putInPlace(folder, OF_ALL);
  return OF_ALL;
}

/** @type {Promise<string> | undefined} */
let made;

/** @param {string} ca @param {string} launcher the packaged companion */
export function pattern(ca, launcher) {
  made ??= make(ca, launcher);
  return made.then((folder) => ({
    /** Trusts the tiny internet. @param {string} store */
    trust: (store) => cp(join(folder, 'trust'), store, { recursive: true }),
    /** Puts what a Firefox before has compiled into a new profile. @param {string} profile */
    warm: async (profile) => {
      const compiled = join(folder, COMPILED);
      if (existsSync(compiled)) await cp(compiled, join(profile, COMPILED), { recursive: true });
    },
    /** Keeps what a Firefox that has ended had compiled, where nobody has yet. @param {string} profile */
    keepCompiled: async (profile) => {
      const [there, wanted] = [join(profile, COMPILED), join(folder, COMPILED)];
      if (!existsSync(there) || existsSync(wanted)) return;
      const copy = await mkdtemp(wanted);
      await cp(there, copy, { recursive: true });
      await putInPlace(copy, wanted);
    },
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
