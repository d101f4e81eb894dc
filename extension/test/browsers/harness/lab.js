// The tiny internet, seen from inside: its log, its control server, and whom nobody may have contacted.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

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
 * @property {string[]} [cookies] of http: the names of the cookies that came along
 * @property {boolean} [listed] of dns: the tiny internet has this name
 */

/** Everything that has been asked so far. @returns {Promise<Request[]>} */
export async function requests() {
  const text = await readFile(given('WHY502_LAB_LOG'), 'utf8');
  return text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

/** Begins a situation anew. Sessions of before are stale. @param {string} name */
export async function changeSituation(name) {
  const answer = await fetch(`${given('WHY502_LAB_CONTROL')}/situation/${name}`, { method: 'POST' });
  if (!answer.ok) throw new Error(`The tiny internet cannot be "${name}": ${await answer.text()}`);
}

/** @type {Promise<Map<string, string>> | undefined} */
let list;

/** The verdict that the lab promises for a situation; 'none' where nothing is wrong. @param {string} situation */
export async function verdictOf(situation) {
  list ??= promisify(execFile)(LAB, ['--list']).then(
    ({ stdout }) => new Map(stdout.split('\n').map((line) => /** @type {[string, string]} */ (line.split(/\s+/, 2)))),
  );
  const verdict = (await list).get(situation);
  if (!verdict) throw new Error(`There is no situation "${situation}". install/lab.sh --list names them.`);
  return verdict;
}

/**
 * What the browsers ask for by themselves, whatever the settings; nothing of it is why502's. Each ends
 * in the tiny internet, where these names do not exist.
 */
const BROWSERS_OWN = [
  'accounts.google.com', // Chromium: is somebody signed in to the browser?
  'clients2.google.com', // Chromium: extension updates
  'update.googleapis.com', // Chromium: component updates
  'content-autofill.googleapis.com', // Chromium: what do these fields mean?
  'google.com', // Chromium: after a name that failed, does any name work?
  'ads.mozilla.org', // Firefox: the new-tab page
  'firefox.settings.services.mozilla.com', // Firefox: remote settings
  'incoming.telemetry.mozilla.org',
  hostname(), // getaddrinfo: who am I?
];

/** @param {string} host */
export const isBrowsersOwn = (host) => BROWSERS_OWN.includes(host);

/** Hosts that why502 may contact, beside AO3's own, by the roles of the lab. */
const ALLOWED_ROLES = ['archive', 'edge', 'status', 'portal', 'control'];

/**
 * Contacts that nobody should have made: web requests outside the roles, names outside the list.
 * @param {Request[]} seen
 * @param {string[]} [visited] hosts that the test itself opened
 */
export function strangers(seen, visited = []) {
  return seen
    .filter((r) => (r.kind === 'http' && !ALLOWED_ROLES.includes(r.role ?? '')) || (r.kind === 'dns' && r.listed === false))
    .map((r) => r.host ?? '')
    .filter((host) => !isBrowsersOwn(host.replace(/\.$/, '')) && !visited.includes(host.replace(/\.$/, '')));
}
