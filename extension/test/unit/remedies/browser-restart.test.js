/** Who restarts the browser finds AO3 looked at as it starts: once, within the hour, and nothing else is kept of it. */
import { alarms, onAlarm, onDisk, stored } from '../stub.js';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Incidents } from '../../../incident/incidents.js';
import { RESTART_MS } from '../../../incident/after-restart.js';
import { open } from '../../../incident/incident.js';
import { REST_MS } from '../../../incident/rest.js';
import { BrowserRestart, RESTART, SETTLES_MS } from '../../../remedies/browser-restart.js';
import { goOn, pass, standStill } from '../clock.js';
import { diagnosis, seen } from '../examples.js';

const NOW = Date.UTC(2026, 10, 29, 12);
const MINUTE = 60_000;
/** When AO3 was looked at. @type {number[]} */
let looks = [];
/** @type {Incidents} */
let incidents;
/** @type {BrowserRestart} */
let restart;

beforeEach(async () => {
  standStill(NOW);
  [stored, onDisk, alarms].forEach((kept) => kept.clear());
  looks = [];
  await worker();
});
afterEach(goOn);

/** A worker; the one before it is gone. */
async function worker() {
  incidents = new Incidents(() => undefined);
  restart = new BrowserRestart(incidents, async () => {
    looks.push(Date.now());
    incidents.put({ ...open({ id: 'look', isPrivate: false, at: Date.now(), seen: null }), ...restart.carried(false) });
  });
  await restart.load();
  onAlarm((name) => void (name === RESTART && restart.due()));
}

/** The browser ends, and starts again. */
async function startAgain() {
  stored.clear();
  await worker();
}

/** @param {boolean} [isPrivate] @param {string} [id] */
function failing(isPrivate = false, id = 'a') {
  const incident = { ...open({ id, isPrivate, at: Date.now(), seen: seen() }), diagnosis: diagnosis() };
  incidents.put(incident);
  return incident;
}

test('one time of day is written down, and no page; after the start AO3 is looked at once, and has rested', async () => {
  assert.equal((await restart.ask(failing())).word, 'restart_noted');
  assert.deepEqual([...onDisk], [[RESTART, { at: NOW, version: '0.1.0' }]]);
  await pass(2 * SETTLES_MS);
  assert.deepEqual(looks, [], 'the browser runs on');
  await startAgain();
  await pass(2 * REST_MS + SETTLES_MS);
  assert.equal(looks.length, 1);
  assert.ok(Number(looks[0]) >= NOW + REST_MS, 'AO3 was asked a moment ago');
  assert.deepEqual([onDisk.has(RESTART), alarms.size], [false, 0], 'nothing is left of it');
  assert.deepEqual([incidents.get(false)?.afterRestart, incidents.get(false)?.clearedInVain], [true, ['all']]);
  assert.equal(incidents.get(false)?.notice, 'due', 'no tab can tell of it');
  await startAgain();
  await pass(RESTART_MS);
  assert.equal(looks.length, 1, 'not for every start that follows');
});

test('a page that comes back and fails is the look: no other is made for it', async () => {
  await restart.ask(failing());
  await startAgain();
  incidents.put({ ...failing(false, 'b'), ...restart.carried(false) });
  await pass(3 * MINUTE);
  assert.deepEqual(looks, []);
  assert.deepEqual([incidents.get(false)?.afterRestart, onDisk.has(RESTART)], [true, false]);
});

test('a worker that sleeps and wakes in the same run of the browser is no restart; an update of the extension is none either', async () => {
  await restart.ask(failing());
  await worker();
  await pass(3 * MINUTE);
  assert.deepEqual([looks, restart.carried(false)], [[], {}]);
  onDisk.set(RESTART, { at: Date.now(), version: '0.0.9' });
  await startAgain();
  await pass(3 * MINUTE);
  assert.deepEqual([looks, onDisk.has(RESTART)], [[], false]);
});

test('a worker that sleeps between the start and the look leaves it to the next', async () => {
  await restart.ask(failing());
  await startAgain();
  await worker();
  await pass(3 * MINUTE);
  assert.equal(looks.length, 1);
});

test('within the hour a page that fails later is known as one after the restart, also to the next worker; in private windows none is', async () => {
  await restart.ask(failing());
  await startAgain();
  await pass(3 * MINUTE);
  await worker();
  assert.deepEqual([restart.carried(false).afterRestart, restart.carried(true)], [true, {}]);
  await pass(RESTART_MS);
  assert.deepEqual(restart.carried(false), {});
});

test('a press that is older than an hour is forgotten, by the next worker or the next start', async () => {
  await restart.ask(failing());
  await pass(RESTART_MS + MINUTE);
  await worker();
  assert.equal(onDisk.has(RESTART), false);
  await startAgain();
  await pass(3 * MINUTE);
  assert.deepEqual(looks, []);
});

test('of a private window nothing is written down', async () => {
  assert.equal((await restart.ask(failing(true))).word, 'remedy_restart_browser_text');
  assert.equal(onDisk.size, 0);
});

test('what was forgotten by a person is looked for by nobody', async () => {
  await restart.ask(failing());
  await startAgain();
  await restart.forget();
  await pass(3 * MINUTE);
  assert.deepEqual([looks, onDisk.size, alarms.size, restart.carried(false)], [[], 0, 0, {}]);
});

test('a browser that starts without a press, or from a strange storage, looks at nothing', async () => {
  for (const kept of [undefined, { at: 'x' }, { at: NOW }, { at: NOW + RESTART_MS, version: '0.1.0' }, 7]) {
    onDisk.set(RESTART, kept);
    await startAgain();
    await pass(3 * MINUTE);
  }
  assert.deepEqual(looks, []);
});
