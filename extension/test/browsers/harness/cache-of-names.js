/** A real cache of names on this machine, between its programs and its resolver: dnsmasq, which keeps for an hour what it heard. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { until } from './until.js';

/** The tiny internet's own copy, which lies over the machine's. */
const RESOLVERS = '/etc/resolv.conf';

const KEEPS = [
  '--keep-in-foreground',
  '--conf-file=/dev/null',
  '--no-hosts',
  '--no-resolv',
  '--pid-file',
  '--user=',
  '--group=',
  '--log-facility=-',
  '--bind-interfaces',
  '--min-cache-ttl=3600',
];

/** For the browser of such a test: one that runs already asks the resolvers that it read as it started, for a while. */
export const OF_ITS_OWN = Object.freeze({ own: true });

/** @returns {Promise<string>} the address of the resolver that this machine is set up to use */
export async function resolverOfThisMachine() {
  const server = /nameserver (\S+)/.exec(await readFile(RESOLVERS, 'utf8'))?.[1];
  assert.ok(server);
  return server;
}

/**
 * @param {{at: string, options?: string[], more?: string}} how at: its address; options: of dnsmasq; more: lines that
 *   stand below it in the machine's configuration
 * @param {() => Promise<void>} run
 */
export async function withCacheOfNames({ at, options = [], more = '' }, run) {
  const before = await readFile(RESOLVERS, 'utf8');
  const dnsmasq = spawn('dnsmasq', [...KEEPS, `--server=${await resolverOfThisMachine()}`, `--listen-address=${at}`, ...options]);
  let said = '';
  dnsmasq.stderr.on('data', (data) => (said += data));
  const ended = once(dnsmasq, 'exit').catch((error) => (said += String(error)));
  try {
    await writeFile(RESOLVERS, `nameserver ${at}\n${more}`);
    const answers = () =>
      lookup('archiveofourown.org').then(
        () => true,
        () => false,
      );
    await until('the cache of names to answer', answers, { saying: () => said });
    await run();
  } finally {
    await writeFile(RESOLVERS, before);
    dnsmasq.kill('SIGKILL');
    await ended;
  }
}
