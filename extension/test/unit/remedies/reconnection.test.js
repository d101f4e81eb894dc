/** Who restarts the connection is looked for again once it went and is back: once, and no sooner. */
import { alarms, onAlarm, ports, stored } from '../stub.js';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Incidents } from '../../../incident/incidents.js';
import { open } from '../../../incident/incident.js';
import { LONGEST_MS, NAMES_MS, RECONNECTION, Reconnection, SETTLES_MS } from '../../../remedies/reconnection.js';
import { goOn, pass, standStill } from '../clock.js';
import { diagnosis, seen } from '../examples.js';

const NOW = Date.UTC(2026, 10, 29, 12);
const MINUTE = 60_000;
let online = true;
/** @type {{id: string, at: number}[]} */
let looks = [];
/** @type {Incidents} */
let incidents;

const check = /** @type {any} */ ({
  again: (/** @type {{id: string}} */ { id }, /** @type {number} */ at) => looks.push({ id, at }),
});

beforeEach(() => {
  standStill(NOW);
  stored.clear();
  ports.splice(0);
  alarms.clear();
  looks = [];
  online = true;
  Object.defineProperty(globalThis, 'navigator', {
    configurable: true,
    value: {
      get onLine() {
        return online;
      },
    },
  });
  incidents = new Incidents(() => undefined);
});
afterEach(goOn);

/** @param {boolean} [isPrivate] */
function failing(isPrivate = false) {
  const incident = { ...open({ id: isPrivate ? 'p' : 'a', isPrivate, at: NOW, seen: seen() }), diagnosis: diagnosis() };
  incidents.put(incident);
  return incident;
}

/** A worker; the one before it is gone. */
async function worker() {
  const reconnection = new Reconnection(incidents, check);
  await reconnection.load();
  onAlarm((name) => name === RECONNECTION && reconnection.due());
  return reconnection;
}

/** @param {Reconnection} reconnection @param {boolean} is */
const turn = (reconnection, is) => ((online = is), reconnection.heed());

test('it looks again once the connection went and is back, and not a second time', async () => {
  const reconnection = await worker();
  assert.equal(reconnection.ask(failing()).word, 'reconnection_waits');
  await pass(MINUTE);
  assert.deepEqual(looks, [], 'it is there all the time');
  turn(reconnection, false);
  await pass(MINUTE);
  assert.deepEqual(looks, []);
  turn(reconnection, true);
  assert.deepEqual(looks, [{ id: 'a', at: Date.now() + SETTLES_MS }]);
  turn(reconnection, false);
  turn(reconnection, true);
  await pass(LONGEST_MS);
  assert.equal(looks.length, 1);
  assert.equal(stored.has(RECONNECTION), false, 'nothing is left of it');
});

test('without a connection the person is told so, and its return is enough', async () => {
  const reconnection = await worker();
  online = false;
  assert.equal(reconnection.ask(failing()).word, 'reconnection_away');
  turn(reconnection, true);
  assert.equal(looks.length, 1);
});

test('a worker that sleeps meanwhile sees by its alarm what it was not told', async () => {
  (await worker()).ask(failing());
  await worker();
  online = false;
  await pass(MINUTE);
  await worker();
  online = true;
  await pass(MINUTE);
  assert.equal(looks.length, 1);
});

test('after a quarter of an hour nobody waits any more', async () => {
  const reconnection = await worker();
  reconnection.ask(failing());
  await pass(LONGEST_MS + MINUTE);
  assert.equal(alarms.size, 0);
  turn(reconnection, false);
  turn(reconnection, true);
  assert.deepEqual(looks, []);
});

test('another incident, or a page that answers again, is not looked at for it', async () => {
  const reconnection = await worker();
  reconnection.ask(failing());
  online = false;
  reconnection.heed();
  incidents.put({ ...failing(), id: 'b', openedAt: NOW + 1 });
  turn(reconnection, true);
  reconnection.ask(failing());
  turn(reconnection, false);
  incidents.put({ ...failing(), answeredAt: NOW + 2 });
  turn(reconnection, true);
  assert.deepEqual(looks, []);
});

test('of a private window nothing is written down, and it ends with the last of them', async () => {
  const reconnection = await worker();
  reconnection.ask(failing(true));
  assert.deepEqual([stored.has('reconnection'), alarms.size, reconnection.knowsPrivate()], [false, 0, true]);
  online = false;
  await pass(MINUTE);
  reconnection.forgetPrivate();
  assert.equal(reconnection.knowsPrivate(), false);
  turn(reconnection, true);
  assert.deepEqual(looks, []);
  reconnection.ask(failing(true));
  turn(reconnection, false);
  turn(reconnection, true);
  assert.deepEqual(
    looks.map(({ id }) => id),
    ['p'],
  );
});

test('what a storage holds that is no such thing is nothing', async () => {
  stored.set('reconnection', { openedAt: 'x' });
  failing();
  const reconnection = await worker();
  turn(reconnection, false);
  turn(reconnection, true);
  assert.deepEqual(looks, []);
});

/** Of a machine whose companion tells when the connection is back. @param {boolean} [isPrivate] */
function failingBesideACompanion(isPrivate = false) {
  const incident = { ...failing(isPrivate), can: ['restart-connection'] };
  incidents.put(incident);
  return incident;
}

/** What the companion says, of what it was last asked. @param {string} said */
function tells(said) {
  const port = ports.at(-1);
  assert.ok(port);
  const id = port.posted[1]?.id;
  port.say({ type: 'done', id, ok: true, verified: said === 'changed', said, words: null, command: null });
}

/** It is there, and is asked. */
function greets() {
  ports.at(-1)?.say({ type: 'welcome', protocol: 1, version: '0.1.0', os: 'linux', can: ['restart-connection'] });
  const { id, ...asked } = ports.at(-1)?.posted[1] ?? {};
  assert.deepEqual(asked, { type: 'remedy', remedy: 'restart-connection' });
  assert.ok(id);
}

for (const said of ['changed', 'unseen'])
  test(`the companion tells that it is back, which the browser never knew to be away (${said})`, async () => {
    (await worker()).ask(failingBesideACompanion());
    greets();
    await pass(MINUTE);
    assert.deepEqual(looks, []);
    tells(said);
    assert.deepEqual(looks, [{ id: 'a', at: Date.now() + SETTLES_MS }]);
    await pass(LONGEST_MS);
    assert.deepEqual([looks.length, ports.length, ports[0]?.ended, stored.has(RECONNECTION)], [1, 1, true, false]);
  });

test('where the companion listens, a network that is back is not yet one in which names are found', async () => {
  const reconnection = await worker();
  reconnection.ask(failingBesideACompanion());
  greets();
  turn(reconnection, false);
  turn(reconnection, true);
  await pass(MINUTE);
  assert.deepEqual(looks, []);
  tells('changed');
  assert.equal(looks.length, 1);
});

test('a companion that ends or is none any more leaves it to the browser', async () => {
  const reconnection = await worker();
  reconnection.ask(failingBesideACompanion());
  greets();
  turn(reconnection, false);
  ports[0]?.end();
  turn(reconnection, true);
  assert.equal(looks.length, 1);
  reconnection.ask(failingBesideACompanion());
  ports[1]?.end('Specified native messaging host not found.');
  await pass(MINUTE);
  assert.deepEqual([looks.length, ports.length], [1, 2], 'it is not asked again and again');
  turn(reconnection, false);
  turn(reconnection, true);
  assert.equal(looks.length, 2);
});

test('one that saw nothing in its time leaves it so; nobody who cannot is asked', async () => {
  const reconnection = await worker();
  reconnection.ask(failingBesideACompanion());
  greets();
  tells('same');
  reconnection.ask(failing());
  await pass(LONGEST_MS + MINUTE);
  assert.deepEqual([looks.length, ports.length, alarms.size], [0, 1, 0]);
});

test('nobody listens for a person who has all forgotten, or has closed the last private window', async () => {
  const reconnection = await worker();
  reconnection.ask(failingBesideACompanion());
  reconnection.ask(failingBesideACompanion(true));
  greets();
  assert.equal(ports.length, 1, 'one for both: this machine is one');
  reconnection.forgetPrivate();
  assert.equal(ports[0]?.ended, false);
  reconnection.forget();
  assert.equal(ports[0]?.ended, true);
  tells('changed');
  assert.deepEqual(looks, []);
});

test('a worker that was ended has the companion listen again', async () => {
  (await worker()).ask(failingBesideACompanion());
  greets();
  (await worker()).heed();
  assert.equal(ports.length, 2);
  greets();
  tells('changed');
  assert.equal(looks.length, 1);
});

test('what went before the companion came is left to the browser', async () => {
  const reconnection = await worker();
  online = false;
  reconnection.ask(failingBesideACompanion());
  greets();
  await pass(5_000);
  turn(reconnection, true);
  assert.equal(looks.length, 1, 'the companion may have come after it was back');
});

test('a companion that saw it go and never says that it is back keeps nobody waiting', async () => {
  const reconnection = await worker();
  reconnection.ask(failingBesideACompanion());
  greets();
  turn(reconnection, false);
  await pass(5 * MINUTE);
  turn(reconnection, true);
  await pass(NAMES_MS - 5_000);
  assert.deepEqual(looks, []);
  await pass(10_000);
  assert.equal(looks.length, 1);
});
