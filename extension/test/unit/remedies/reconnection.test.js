/** Who restarts the connection is looked for again once it went and is back: once, and no sooner. */
import { alarms, onAlarm, stored } from '../stub.js';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Incidents } from '../../../incident/incidents.js';
import { open } from '../../../incident/incident.js';
import { LONGEST_MS, RECONNECTION, Reconnection, SETTLES_MS } from '../../../remedies/reconnection.js';
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
