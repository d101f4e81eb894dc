// The tiny internet, seen from inside: its log, its control server, and whom nobody may have contacted.
import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { IMAGE } from './profile.js';

const LAB = fileURLToPath(new URL('../../../../install/lab.sh', import.meta.url));

/** @param {string} name @returns {string} */
function given(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: these tests run inside the tiny internet. Start them with: npm run test:browsers`);
  return value;
}

export const certificateAuthority = () => given('WHY502_LAB_CA');

/**
 * One line of the lab's log.
 *
 * @typedef {object} Request
 * @property {'situation' | 'dns' | 'tls' | 'http'} kind
 * @property {string} time when, as ISO 8601 writes it
 * @property {string} [role] of http and dns: archive, edge, status, portal, control, resolver, other
 * @property {string} [host] the name that was asked for
 * @property {string} [target] of http: path and query
 * @property {string} [method]
 * @property {number} [status]
 * @property {string} [userAgent]
 * @property {string | null} [fetchMode] of http: what the browser says it is for; navigate: somebody's page
 * @property {string | null} [accept] of http
 * @property {string[]} [cookies] of http: the names of the cookies that came along
 * @property {boolean} [listed] of dns: the tiny internet has this name
 * @property {string[]} [programs] of dns, where it is not listed: the paths of the programs that asked
 */

/** Where this file's part of the log begins, in bytes: its tiny internet may have stood for others before. */
const FROM = Number(process.env['WHY502_LAB_LOG_FROM'] ?? 0);

/** What has been read of the log: each line once, however often somebody waits for the next. */
const log = { at: FROM, rest: Buffer.alloc(0), all: /** @type {Request[]} */ ([]) };

/** Another file begins: nothing of before is in the log any more. @param {number} from where its part begins, in bytes */
export const beginLog = (from) => void Object.assign(log, { at: from, rest: Buffer.alloc(0), all: [] });

/** Two who ask at once do not read the same lines. @type {Promise<void>} */
let reading = Promise.resolve();

/** Reads what has been added. */
async function readOn() {
  const file = await open(given('WHY502_LAB_LOG'));
  try {
    const { size } = await file.stat();
    if (size <= log.at) return;
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(size - log.at), position: log.at });
    const bytes = Buffer.concat([log.rest, buffer.subarray(0, bytesRead)]);
    const end = bytes.lastIndexOf('\n') + 1;
    log.at += bytesRead;
    log.rest = bytes.subarray(end);
    for (const line of bytes.toString('utf8', 0, end).split('\n').filter(Boolean)) log.all.push(JSON.parse(line));
  } finally {
    await file.close();
  }
}

/** Everything that has been asked so far. @returns {Promise<Request[]>} */
export async function requests() {
  const its = reading.then(readOn);
  reading = its.catch(() => undefined);
  await its;
  return [...log.all];
}

/** Begins a situation anew. Sessions of before are stale. @param {string} name */
export async function changeSituation(name) {
  const answer = await fetch(`${given('WHY502_LAB_CONTROL')}/situation/${name}`, { method: 'POST' });
  if (!answer.ok) throw new Error(`The tiny internet cannot be "${name}": ${await answer.text()}`);
}

/** @type {Promise<Map<string, string>> | undefined} */
let list;

/** What `install/lab.sh --list` says. run.js has asked once, for all files; a Java program takes its time to start. */
const listed = async () => process.env['WHY502_LAB_LIST'] ?? (await promisify(execFile)(LAB, ['--list'])).stdout;

/** The verdict that the lab promises for a situation; 'none' where nothing is wrong. @param {string} situation */
export async function verdictOf(situation) {
  list ??= listed().then((lines) => new Map(lines.split('\n').map((line) => /** @type {[string, string]} */ (line.split(/\s+/, 2)))));
  const verdict = (await list).get(situation);
  if (!verdict) throw new Error(`There is no situation "${situation}". install/lab.sh --list names them.`);
  return verdict;
}

/** Hosts that why502 may contact, beside AO3's own, by the roles of the lab. */
const ALLOWED_ROLES = ['archive', 'edge', 'status', 'portal', 'control'];

/** getaddrinfo of the Java runtime: who am I? */
const OURSELVES = hostname();

/** The Java runtime of the packaged companion. */
const COMPANION = join(IMAGE, 'bin/java');

/**
 * Contacts that nobody should have made: web requests outside the roles, and names that the tiny internet
 * does not have, asked for by the companion, or by nobody knows whom. What a browser's own services ask for
 * differs from version to version; what the extension asks in it is seen in the browser (asked.js).
 *
 * A browser that thinks better of a question closes its end before the kernel can be asked whose it was:
 * such a question is the browser's where the same name was also seen to be asked for by it, and never by
 * the companion.
 *
 * @param {Request[]} seen
 * @param {string[]} [visited] hosts that the test itself opened
 * @param {Request[]} [all] everything that has been asked so far
 */
export function strangers(seen, visited = [], all = seen) {
  const named = all.filter((r) => r.kind === 'dns' && r.listed === false);
  const byBrowser = new Set(named.filter(byTheBrowser).map((r) => r.host));
  const byCompanion = new Set(named.filter(({ programs = [] }) => programs.includes(COMPANION)).map((r) => r.host));
  /** @param {Request} request */
  const isBrowsers = (request) =>
    byTheBrowser(request) || (!request.programs?.length && byBrowser.has(request.host) && !byCompanion.has(request.host));
  return seen
    .filter(
      (r) => (r.kind === 'http' && !ALLOWED_ROLES.includes(r.role ?? '')) || (r.kind === 'dns' && r.listed === false && !isBrowsers(r)),
    )
    .map((r) => (r.host ?? '').replace(/\.$/, ''))
    .filter((host) => host !== OURSELVES && !visited.includes(host));
}

/** @param {Request} request */
const byTheBrowser = ({ programs = [] }) => programs.length > 0 && !programs.includes(COMPANION);
