/** How old what is known is, when it is history, and a clock that jumps. */
/** @import {Incident} from '../../../incident/incident.js' */
import { alarms, onAlarm, stored, tabs } from '../stub.js';
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { FRESH_MS, LEFT_MS, OLD_MS, endsAt, inTime, isHistory, isStale, turnsAt } from '../../../incident/ages.js';
import { AGE, Aging } from '../../../incident/aging.js';
import { api } from '../../../browser/api.js';
import { rejoined } from '../../../incident/failed-page.js';
import { again, joined, left, open } from '../../../incident/incident.js';
import { Watcher } from '../../../watch/watcher.js';
import { goOn, pass, standStill } from '../clock.js';
import { diagnosis, seen } from '../examples.js';
import { Incidents } from '../../../incident/incidents.js';
import { brokenOff } from '../../../diagnosis/budget.js';

const AT = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;
/** @param {Partial<Incident>} [over] @returns {Incident} */
const settled = (over) => ({
  ...open({ id: 'a', isPrivate: false, at: AT, seen: seen() }),
  phase: 'settled',
  diagnosis: diagnosis(),
  settledAt: AT,
  ...over,
});

beforeEach(() => {
  standStill(AT);
  for (const held of [stored, tabs, alarms]) held.clear();
});
after(goOn);

test('a verdict is news for five minutes; what was seen to answer since is news anew', () => {
  assert.ok(!isStale(settled(), AT + FRESH_MS - 1));
  assert.ok(isStale(settled(), AT + FRESH_MS));
  assert.ok(!isStale(settled({ answeredAt: AT + FRESH_MS }), AT + FRESH_MS));
  assert.ok(!isStale(settled({ phase: 'checking', settledAt: null }), AT + HOUR), 'nothing has been found yet');
});

test('six hours after its last news it is history; a failure, a look and an answer are news', () => {
  assert.ok(!isHistory(settled(), false, AT + OLD_MS - 1));
  assert.ok(isHistory(settled(), false, AT + OLD_MS));
  for (const over of [{ lastAt: AT + HOUR }, { settledAt: AT + HOUR }, { answeredAt: AT + HOUR }]) {
    assert.ok(!isHistory(settled(over), false, AT + OLD_MS));
    assert.ok(isHistory(settled(over), false, AT + OLD_MS + HOUR));
  }
  assert.ok(!isHistory(settled(), true, AT + OLD_MS), 'while AO3 is watched for it, it is not');
  assert.equal(endsAt(settled({ phase: 'checking', settledAt: null })), Infinity);
  assert.ok(isHistory(settled({ phase: 'stopped', settledAt: null, diagnosis: null }), false, AT + OLD_MS));
});

test('thirty minutes after its last tab, unless one comes back', () => {
  const both = joined(settled(), seen({ tabId: 2 }), AT);
  const one = left(both, 1, AT + 1_000);
  assert.equal(endsAt(one), AT + OLD_MS);
  const none = left(one, 2, AT + 2_000);
  assert.equal(endsAt(none), AT + 2_000 + LEFT_MS);
  assert.equal(endsAt(left(none, 7, AT + HOUR)), AT + 2_000 + LEFT_MS, 'a tab that was none of it');
  assert.ok(isHistory(none, false, AT + 2_000 + LEFT_MS));
  for (const back of [rejoined(none, 1, { url: seen().url }), joined(none, seen(), AT)]) assert.equal(endsAt(back), AT + OLD_MS);
});

test('a check that nobody saw fail has no tab to lose', () => {
  const asked = {
    ...settled(),
    ...open({ id: 'b', isPrivate: false, at: AT, seen: null }),
    phase: /** @type {const} */ ('settled'),
    settledAt: AT,
  };
  assert.equal(endsAt(asked), AT + OLD_MS);
});

test('a clock that was set back makes nothing last longer, and nobody knows how old it is', () => {
  const before = settled({ failures: [{ tabId: 1, at: AT }], signIns: [AT], leftAt: AT });
  assert.equal(inTime(before, AT - 30_000), before, 'clocks are set by seconds all the time');
  const now = AT - 24 * HOUR;
  const set = inTime(before, now);
  assert.deepEqual([set.lastAt, set.settledAt, set.leftAt, set.failures[0]?.at, set.signIns[0]], [now, now, now, now, now]);
  assert.equal(set.openedAt, AT, 'its name in the list of past ones');
  assert.ok(isStale(set, now));
  assert.ok(isHistory(set, false, now + LEFT_MS));
  assert.equal(inTime(set, now + 1), set);
  assert.ok(!again(set, 'b', set.sighting).clockSetBack, 'a new look has a time of its own');
});

test('what is awaited is the next of the two, and nothing twice', () => {
  assert.equal(turnsAt(settled(), AT), AT + FRESH_MS);
  assert.equal(turnsAt(settled(), AT + FRESH_MS), AT + OLD_MS);
  assert.equal(turnsAt(settled(), AT + OLD_MS), Infinity);
});

/** A worker: what it says of the incidents. */
async function worker() {
  /** @type {string[]} */
  const said = [];
  const incidents = new Incidents(() => undefined);
  const watcher = new Watcher(incidents, { changed: () => undefined, back: () => undefined });
  const aging = new Aging(incidents, watcher, {
    stale: ({ id }) => void said.push(`stale ${id}`),
    over: ({ id, isPrivate }) => {
      said.push(`over ${id}`);
      incidents.drop(isPrivate);
    },
  });
  await incidents.load(brokenOff);
  await watcher.load();
  onAlarm((name) => void (name === AGE && aging.ring()));
  aging.upToDate();
  return { said, incidents, watcher, aging };
}

test('it turns stale, then history, by the alarm; both are told once, and nothing is kept', async () => {
  const { said, incidents, aging } = await worker();
  incidents.put(settled());
  aging.await();
  await pass(FRESH_MS - 1);
  assert.deepEqual(said, []);
  await pass(1);
  assert.deepEqual(said, ['stale a']);
  await pass(OLD_MS - FRESH_MS);
  assert.deepEqual(said, ['stale a', 'over a']);
  assert.equal(stored.size, 0);
  assert.equal(alarms.size, 0);
});

test('the alarm is set once for each time, whatever else happens, and again where it rang too soon', async (t) => {
  const { incidents, aging } = await worker();
  const set = t.mock.method(api.alarms, 'create');
  for (let i = 0; i < 5; i += 1) {
    incidents.put(settled());
    aging.await();
    aging.upToDate();
  }
  assert.equal(set.mock.callCount(), 1);
  aging.ring();
  assert.equal(set.mock.callCount(), 2);
  assert.equal(alarms.get(AGE), AT + FRESH_MS);
});

test('a worker that slept meanwhile finds it history as it wakes, for private windows too', async () => {
  const first = await worker();
  first.incidents.put(settled());
  first.incidents.put(settled({ id: 'p', isPrivate: true }));
  onAlarm(() => undefined);
  await pass(OLD_MS + 1);
  const { said, incidents } = await worker();
  assert.deepEqual(said, ['over a', 'over p']);
  assert.deepEqual(incidents.all(), []);
});

test('of private windows no alarm is set, which Chromium writes to its disk; it ends all the same', async () => {
  const { said, incidents, aging } = await worker();
  incidents.put(settled({ id: 'p', isPrivate: true }));
  aging.await();
  assert.equal(alarms.size, 0);
  await pass(OLD_MS);
  assert.deepEqual(said, ['stale p', 'over p']);
  assert.equal(alarms.size, 0);
});

test('while a watch runs for it, it lives on, and ends with that', async () => {
  const { said, incidents, watcher, aging } = await worker();
  incidents.put(left(settled(), 1, AT));
  await watcher.start(false, null);
  await pass(LEFT_MS + 60_000);
  aging.upToDate();
  assert.ok(!said.includes('over a'));
  watcher.stop(false);
  aging.upToDate();
  assert.ok(said.includes('over a'));
});

test('with the clock set back a day it ends six hours from there, not thirty', async () => {
  const { said, incidents, aging } = await worker();
  incidents.put(settled());
  standStill(AT - 24 * HOUR);
  aging.upToDate();
  assert.deepEqual(said, ['stale a']);
  await pass(OLD_MS);
  aging.upToDate();
  assert.deepEqual(said, ['stale a', 'over a']);
});
