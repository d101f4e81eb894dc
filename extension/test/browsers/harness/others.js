// Other extensions, as a person might have them, and which of them are on.
//
// Chromium keeps no extension beyond its end that came by the command line or through the debugging protocol (it marks
// those with a flag of their own: without it the same entry is loaded again). So they are written where it keeps those
// that a person has loaded for good, before it starts, and ours with them: a browser that is closed, or killed, has
// them all at its next start, which then wakes ours as any start of a person's does.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('./browser.d.ts').Opened} Opened */
/** @typedef {import('./browser.d.ts').Other} Other */

/** Our page that finds out which of them it is. */
export const BISECT_PAGE = 'pages/bisect/bisect.html';

const RULES = [
  {
    id: 1,
    action: { type: 'block' },
    condition: { urlFilter: '||archiveofourown.org/works/', resourceTypes: ['main_frame', 'xmlhttprequest', 'other'] },
  },
];

/** What an extension may ask of the browser, as it keeps it. @param {string[]} api @param {string[]} hosts */
const permissions = (api, hosts) => ({ api, explicit_host: hosts, manifest_permissions: [], scriptable_host: hosts });

/** Chromium's name for what this stands for: its first 32 hexadecimal digits, as letters from a to p. @param {string | Buffer} of */
const idOf = (of) =>
  [...createHash('sha256').update(of).digest('hex').slice(0, 32)].map((digit) => String.fromCharCode(97 + parseInt(digit, 16))).join('');

/**
 * Writes so many, with a page of their own.
 *
 * @param {string} folder where they lie
 * @param {number} many
 * @param {readonly number[]} culprits which of them block AO3's pages
 * @returns {Promise<Other[]>} in the order of their names
 */
export async function writeOthers(folder, many, culprits) {
  /** @type {Other[]} */
  const all = [];
  for (let n = 0; n < many; n += 1) {
    const path = join(folder, `other-${n}`);
    const name = `Other ${String(n).padStart(2, '0')}`;
    const blocks = culprits.includes(n);
    const may = blocks ? { permissions: ['declarativeNetRequest'], host_permissions: ['*://archiveofourown.org/*'] } : {};
    const worker = blocks ? { background: { service_worker: 'worker.js' } } : {};
    await mkdir(path, { recursive: true });
    await writeFile(
      join(path, 'manifest.json'),
      JSON.stringify({
        manifest_version: 3,
        name,
        version: '1.0',
        options_ui: { page: 'page.html', open_in_tab: true },
        ...may,
        ...worker,
      }),
    );
    await writeFile(
      join(path, 'worker.js'),
      `chrome.declarativeNetRequest.updateDynamicRules({ removeRuleIds: [1], addRules: ${JSON.stringify(RULES)} });`,
    );
    await writeFile(join(path, 'page.html'), '<!doctype html><html lang="en"><title>Its page</title><p>Its page</p>');
    const given = permissions(may.permissions ?? [], may.host_permissions ?? []);
    all.push({ id: idOf(path), name, path, granted: given, active: given });
  }
  return all;
}

/**
 * Ours, with the optional permissions that a person has given it, or had given and taken back.
 *
 * @param {string} path
 * @param {{given?: string[], once?: string[]}} optional
 * @returns {Promise<Other>}
 */
async function ours(path, { given = [], once = [] }) {
  const { name, key, permissions: required, host_permissions: hosts } = JSON.parse(await readFile(join(path, 'manifest.json'), 'utf8'));
  const active = permissions([...required, ...given], hosts);
  return { id: idOf(Buffer.from(key, 'base64')), name, path, active, granted: permissions([...active.api, ...once], hosts), once };
}

/** Chromium: extensions/common/mojom/manifest.mojom, kUnpacked. */
const UNPACKED = 4;

/** Chromium: extensions/common/extension.h, REQUIRE_KEY left out: modern manifest, access to files, symbolic links. */
const FLAGS = 38;

/**
 * What Chromium's preferences hold of them.
 *
 * @param {string} extension the folder of ours
 * @param {NonNullable<import('./browser.d.ts').Options['others']>} others
 */
export async function asPreferences(extension, others) {
  const all = [...others.installed, await ours(extension, others)];
  const entry = (/** @type {Other} */ { path, active, granted, once = [] }) => ({
    path,
    location: UNPACKED,
    creation_flags: FLAGS,
    active_permissions: active,
    granted_permissions: granted,
    runtime_granted_permissions: permissions([...once], []),
  });
  // Without the mode of developers the browser switches off what no store gave it.
  return { extensions: { ui: { developer_mode: true }, settings: Object.fromEntries(all.map((each) => [each.id, entry(each)])) } };
}

/** The names of all others that are on, in order. @param {Opened} browser @returns {Promise<string[]>} */
export const extensionsOn = (browser) =>
  browser.inBackground(
    'chrome.management.getAll().then((all) => all.filter((e) => e.enabled && e.id !== chrome.runtime.id).map((e) => e.name).sort())',
  );

const PROFILE = '--user-data-dir=';

/** A process that is killed is gone within a fraction of this. */
const ENDS_MS = 60_000;

/** @param {string} pid @returns {string[]} nothing where it has ended meanwhile */
function argumentsOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

/** The browser itself, without its helpers: each tiny internet has processes of its own. @returns {{pid: number, profile: string}} */
export function chromiumProcess() {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const line = argumentsOf(pid);
      const profile = line.find((arg) => arg.startsWith(PROFILE))?.slice(PROFILE.length);
      return profile && !line.some((arg) => arg.startsWith('--type=')) ? [{ pid: Number(pid), profile, began: beganAt(pid) }] : [];
    });
  // Another may rest beside it, and numbers of processes begin anew: the one that was opened last is meant.
  const [last] = all.sort((a, b) => b.began - a.began);
  if (!last) throw new Error('There is no browser.');
  return last;
}

/** When a process began, in ticks since the machine did (proc_pid_stat(5), starttime); -1 where it is gone. @param {string} pid */
function beganAt(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
  } catch {
    return -1; // It ended meanwhile.
  }
}

/** Kills it: whatever it has not written down by then is lost. @param {Opened} browser */
export async function killed(browser) {
  if (browser.kill) browser.kill();
  else process.kill(chromiumProcess().pid, 'SIGKILL');
  const late = sleep(ENDS_MS, undefined, { ref: false }).then(() =>
    Promise.reject(new Error('It was killed, and the browser has not ended.')),
  );
  await Promise.race([browser.closed(), late]);
}

/**
 * Which of them are off in what the browser has written down by now: what a kill leaves.
 *
 * @param {readonly Other[]} others
 * @returns {Promise<string[]>} their names
 */
export async function offOnDisk(others) {
  const kept = JSON.parse(await readFile(join(chromiumProcess().profile, 'Default/Preferences'), 'utf8'));
  return others.filter(({ id }) => (kept.extensions?.settings?.[id]?.disable_reasons ?? []).length > 0).map(({ name }) => name);
}
