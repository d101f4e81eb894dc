/** @import {Trouble} from '../../../incident/incident.js' */
import { ports } from '../stub.js';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, test } from 'node:test';
import { diagnose, greet, troubleOf } from '../../../diagnosis/companion.js';
import { sighting } from '../examples.js';

const MESSAGES = new URL('../../../../host/src/test/resources/messages/from-host/', import.meta.url);
/** @param {string} name */
const message = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, MESSAGES), 'utf8'));

beforeEach(() => void ports.splice(0));

/** A diagnosis with everything that it tells, in order. @param {string} [id] */
function begin(id = '7') {
  /** @type {string[]} */
  const told = [];
  const stop = diagnose(id, sighting(), {
    welcome: ({ version }) => told.push(`welcome ${version}`),
    sighted: (s, spent) => told.push(`sighted ${s.status} ${spent}`),
    observed: (o) => told.push(`observed ${o.id}`),
    diagnosed: (d, final) => told.push(`diagnosed ${d.verdict.code} ${final}`),
    failed: (trouble) => told.push(`failed ${trouble}`),
    tryIt: async () => ({ notAsked: 'not-a-get' }),
  });
  const [port] = ports;
  assert.ok(port);
  return { port, told, stop };
}

test('greeting, question, observations, verdict, and then the port closes', async () => {
  const { port, told } = begin();
  // To the letter: the companion knows this spelling at sight, and any other after it has made its reader of JSON.
  assert.equal(JSON.stringify(port.posted), '[{"type":"hello","protocol":1,"version":"0.1.0"}]');
  port.say(message('welcome'));
  assert.equal(port.posted[1]?.type, 'diagnose');
  port.say(message('sighted'));
  port.say(message('observed-status-page'));
  port.say(message('try'));
  await new Promise(setImmediate);
  assert.deepEqual(port.posted[2], {
    type: 'tried',
    id: '7',
    trial: 'same-page-without-cookies',
    attempt: 1,
    status: null,
    error: null,
    notAsked: 'not-a-get',
  });
  port.say({ ...message('diagnosed'), final: false });
  assert.equal(port.ended, false);
  port.say(message('diagnosed'));
  assert.equal(port.ended, true);
  port.end('Native host has exited.');
  assert.deepEqual(told, [
    'welcome 0.1.0',
    'sighted 502 true',
    'observed status-page',
    'diagnosed archive-down false',
    'diagnosed archive-down true',
  ]);
});

test('one that ends before its first word is begun once more, and once; one that has spoken, or was never there, is not', () => {
  const { port: first, told } = begin();
  first.end('Native host has exited.');
  const [, second] = ports;
  assert.equal(JSON.stringify(second?.posted), JSON.stringify(first.posted));
  first.say(message('welcome'));
  assert.deepEqual(told, []);
  second?.say(message('welcome'));
  assert.equal(second?.posted[1]?.type, 'diagnose');
  second?.end('Native host has exited.');
  assert.deepEqual([told, ports.length], [['welcome 0.1.0', 'failed crashed'], 2]);

  ports.splice(0);
  const dies = begin();
  dies.port.end(''); // As Firefox tells it.
  ports[1]?.end('');
  assert.deepEqual([dies.told, ports.length], [['failed crashed'], 2]);

  ports.splice(0);
  const missing = begin();
  missing.port.end('Specified native messaging host not found.');
  assert.deepEqual([missing.told, ports.length], [['failed missing'], 1]);

  ports.splice(0);
  const stopped = begin();
  stopped.stop();
  stopped.port.end('Native host has exited.');
  assert.deepEqual([stopped.told, ports.length], [[], 1]);
});

test('a trial that ends after the verdict is not sent', async () => {
  const { port } = begin();
  port.say(message('welcome'));
  port.say(message('try'));
  port.say(message('diagnosed'));
  await new Promise(setImmediate);
  assert.equal(port.posted.length, 2);
});

/** @type {[string, string, boolean, Trouble][]} */
const TEXTS = [
  ['Chromium, not registered', 'Specified native messaging host not found.', false, 'missing'],
  ['Firefox, not registered', 'No such native application org.why502.host', false, 'missing'],
  ['Chromium, another extension', 'Access to the specified native messaging host is forbidden.', false, 'forbidden'],
  ['Chromium, no program', 'Failed to start native messaging host.', false, 'unstartable'],
  ['Chromium, a policy', 'Access to the native messaging host was disabled by the system administrator.', false, 'disallowed'],
  ['Firefox, no program', 'An unexpected error occurred', false, 'unstartable'],
  ['Chromium, ended', 'Native host has exited.', true, 'crashed'],
  ['Chromium, wrote rubbish', 'Error when communicating with the native messaging host.', true, 'crashed'],
  ['Firefox, ended without a word', '', true, 'crashed'],
];
for (const [name, text, greeted, expected] of TEXTS) {
  test(`${name}: ${expected}`, () => {
    assert.equal(troubleOf(text, greeted), expected);
    const { port, told } = begin();
    if (greeted) port.say(message('welcome'));
    port.end(text || undefined);
    assert.equal(told.at(-1), `failed ${expected}`);
    assert.equal(ports.length, 1, 'never reopened by itself');
  });
}

test('another protocol is said so, and nothing is asked', () => {
  for (const [protocol, expected] of /** @type {const} */ ([
    [0, 'too-old'],
    [2, 'too-new'],
  ])) {
    ports.splice(0);
    const { port, told } = begin();
    port.say({ ...message('welcome'), protocol });
    assert.deepEqual(told, [`failed ${expected}`]);
    assert.equal(port.posted.length, 1);
    assert.equal(port.ended, true);
  }
});

test('a refusal of our question ends it, of another does not', () => {
  const { port, told } = begin();
  port.say(message('welcome'));
  port.say({ ...message('refused'), id: '6' });
  assert.equal(told.length, 1);
  port.say({ ...message('refused'), id: '7' });
  assert.equal(told.at(-1), 'failed refused');
});

test('nonsense and other conversations are passed over', (context) => {
  const warned = context.mock.method(console, 'warn', () => undefined);
  const { port, told } = begin();
  port.say(message('welcome'));
  for (const nonsense of [null, 'x', { type: 'observed' }]) port.say(nonsense);
  port.say({ ...message('diagnosed'), id: 'other' });
  assert.deepEqual(told, ['welcome 0.1.0']);
  assert.equal(warned.mock.callCount(), 3);
  port.say(message('diagnosed'));
  assert.equal(told.at(-1), 'diagnosed archive-down true');
});

test('a diagnosis that makes no sense is nothing to wait for', (context) => {
  context.mock.method(console, 'warn', () => undefined);
  const { port, told } = begin();
  port.say(message('welcome'));
  port.say({ ...message('diagnosed'), diagnosis: {} });
  assert.equal(told.at(-1), 'failed refused');
});

test('silence has an end', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { port, told } = begin();
  context.mock.timers.tick(15_000);
  assert.deepEqual(told, ['failed silent']);
  assert.equal(port.ended, true);
});

test('stopped by us, nothing is told', () => {
  const { port, told, stop } = begin();
  stop();
  port.say(message('welcome'));
  port.end('Native host has exited.');
  assert.deepEqual(told, []);
});

test('a greeting asks nothing and leaves no process', async () => {
  const greeting = greet();
  ports[0]?.say(message('welcome'));
  assert.deepEqual(await greeting, { version: '0.1.0', can: ['flush-dns'] });
  assert.equal(ports[0]?.posted.length, 1);
  assert.equal(ports[0]?.ended, true);
  ports.splice(0);
  const missing = greet();
  ports[0]?.end('Specified native messaging host not found.');
  assert.deepEqual(await missing, { trouble: 'missing', version: null });
});

test('however many ask at once, there is one greeting at a time', async () => {
  const [one, two] = [greet(), greet()];
  assert.equal(ports.length, 1);
  ports[0]?.say({ ...message('welcome'), protocol: 0, version: '0.0.9' });
  assert.deepEqual(await one, { trouble: 'too-old', version: '0.0.9' });
  assert.equal(await two, await one);
  const three = greet();
  assert.equal(ports.length, 2);
  ports[1]?.say(message('welcome'));
  assert.deepEqual(await three, { version: '0.1.0', can: ['flush-dns'] });
});
