/**
 * Between two diagnoses AO3 rests, whoever asks for the second.
 *
 * @import {Incident} from '../../../incident/incident.js'
 */
import { alarms, onAlarm, ports, stored, tabs } from '../stub.js';
import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { CHECK, Check } from '../../../diagnosis/check.js';
import { open } from '../../../incident/incident.js';
import { notBefore } from '../../../incident/rest.js';
import { goOn, pass, standStill } from '../clock.js';
import { diagnosis, seen } from '../examples.js';
import { Incidents } from '../../../incident/incidents.js';
import { brokenOff } from '../../../diagnosis/budget.js';
import { intakeOf } from './intake-of.js';

// Where no companion answers, the browser looks alone.
mock.method(globalThis, 'fetch', async () => new Response('', { status: 502 }));

beforeEach(() => {
  ports.splice(0);
  for (const held of [alarms, stored, tabs]) held.clear();
});

/** AO3 was asked a moment ago. @param {boolean} isPrivate @returns {Incident} */
const justLooked = (isPrivate) => ({
  ...open({ id: 'a', isPrivate, at: Date.now(), seen: seen() }),
  phase: 'settled',
  settledAt: Date.now(),
  diagnosis: diagnosis(),
  requests: [{ what: 'application', by: 'companion', at: Date.now() }],
});

test('a new diagnosis rests half a minute and a random share after the last one, through a sleeping worker too', async (t) => {
  t.after(goOn);
  standStill(Date.UTC(2026, 10, 22, 12));
  const incidents = new Incidents(() => undefined);
  const before = justLooked(false);
  incidents.put(before);
  const waits = notBefore(incidents.all(), Date.now());
  assert.ok(waits !== null && waits - Date.now() >= 30_000 && waits - Date.now() <= 60_000, String(waits));
  assert.equal(waits - Date.now(), 30_000 + before.share);
  const next = open({ id: 'b', isPrivate: false, at: Date.now(), seen: seen(), waits });
  incidents.put(next);
  const check = new Check(incidents);
  check.start(next);
  await pass(29_000);
  assert.equal(ports.length, 0);
  standStill(Date.now()); // The worker sleeps, and its timers with it.
  const awake = new Incidents(() => undefined);
  await awake.load(brokenOff);
  assert.equal(awake.get(false)?.phase, 'checking');
  const later = new Check(awake);
  onAlarm((name) => name === CHECK && later.due()); // A rest may be longer than a timer is trusted with.
  later.due();
  await pass(31_000);
  assert.equal(ports.length, 1);
  assert.equal(awake.get(false)?.waits, null);
  later.due();
  assert.equal(ports.length, 1, 'once');
  // What cost AO3 nothing needs no rest.
  incidents.put({ ...before, requests: [] });
  assert.equal(notBefore(incidents.all(), Date.now()), null);
});

test('of a private window no alarm is written down, and its diagnosis begins all the same', async (t) => {
  t.after(goOn);
  standStill(Date.UTC(2026, 10, 22, 12));
  const incidents = new Incidents(() => undefined);
  const incident = open({ id: 'a', isPrivate: true, at: Date.now(), seen: seen(), waits: Date.now() + 40_000 });
  incidents.put(incident);
  new Check(incidents).start(incident);
  await pass(39_000);
  assert.deepEqual([ports.length, alarms.size], [0, 0]);
  await pass(2_000);
  assert.equal(ports.length, 1);
});

for (const [who, isPrivate, ask] of /** @type {[string, boolean, (incidents: Incidents, check: Check) => unknown][]} */ ([
  ['a person who asks for a new look', false, (incidents, check) => check.again(/** @type {Incident} */ (incidents.get(false)))],
  [
    'a person who asks by hand, after a look for private windows',
    true,
    (incidents, check) => intakeOf(incidents, check).checkByHand(false, null),
  ],
])) {
  test(`${who} waits until AO3 has rested`, async (t) => {
    t.after(goOn);
    standStill(Date.UTC(2026, 10, 22, 12));
    const incidents = new Incidents(() => undefined);
    const before = justLooked(isPrivate);
    incidents.put(before);
    const check = new Check(incidents);
    onAlarm((name) => name === CHECK && check.due());
    await ask(incidents, check);
    assert.equal(incidents.get(false)?.waits, Date.now() + 30_000 + before.share);
    await pass(29_000);
    assert.equal(ports.length, 0);
    await pass(31_000);
    assert.equal(ports.length, 1);
  });
}
