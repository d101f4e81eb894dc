import { onDisk, stored } from '../stub.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open } from '../../../incident/incident.js';
import { HOUR_MS, Quiet } from '../../../telling/quiet.js';
import { DEFAULTS, settings } from '../../../browser/settings.js';
import { seen } from '../examples.js';

const NOW = 1_000_000;
const incident = open({ id: 'a', isPrivate: false, at: 0, seen: seen() });
const hidden = { ...incident, isPrivate: true };

beforeEach(() => {
  onDisk.clear();
  stored.clear();
});

test('by itself it speaks; dismissed, quiet or told never to, it does not', () => {
  const quiet = new Quiet();
  assert.ok(quiet.allows(incident, DEFAULTS, NOW));
  assert.ok(!quiet.allows({ ...incident, dismissed: true }, DEFAULTS, NOW));
  assert.ok(!quiet.allows(incident, { ...DEFAULTS, prompts: 'badge' }, NOW));
  assert.ok(!quiet.allows(incident, { ...DEFAULTS, quietUntil: NOW + 1 }, NOW));
  assert.ok(quiet.allows(incident, { ...DEFAULTS, quietUntil: NOW }, NOW));
});

test('an hour, and taken back', async () => {
  const quiet = new Quiet();
  assert.equal(await quiet.forAnHour(false, NOW), NOW + HOUR_MS);
  assert.equal((await settings()).quietUntil, NOW + HOUR_MS);
  await quiet.undo(false, 'hour');
  assert.equal((await settings()).quietUntil, 0);
});

test('an hour of private windows outlives the worker in memory, is on no disk, and counts nowhere else', async () => {
  const quiet = new Quiet();
  await quiet.forAnHour(true, NOW);
  assert.equal(onDisk.size, 0);
  const woken = new Quiet();
  await woken.load();
  for (const it of [quiet, woken]) {
    assert.ok(!it.allows(hidden, DEFAULTS, NOW + HOUR_MS - 1));
    assert.ok(it.allows(hidden, DEFAULTS, NOW + HOUR_MS));
    assert.ok(it.allows(incident, DEFAULTS, NOW));
  }
  await quiet.undo(true, 'hour');
  assert.ok(quiet.allows(hidden, DEFAULTS, NOW));
  await quiet.forAnHour(true, NOW);
  assert.ok(quiet.knowsPrivate());
  await quiet.forgetPrivate();
  assert.ok(quiet.allows(hidden, DEFAULTS, NOW));
  assert.ok(!quiet.knowsPrivate());
  assert.equal(stored.size, 0);
});

test('an hour is an hour, also where the clock was set back meanwhile', async () => {
  const quiet = new Quiet();
  const until = await quiet.forAnHour(true, NOW);
  const dayBefore = NOW - 24 * HOUR_MS;
  assert.ok(quiet.allows(hidden, DEFAULTS, dayBefore));
  assert.ok(quiet.allows(incident, { ...DEFAULTS, quietUntil: until }, dayBefore));
});

test('what ordinary windows chose counts in private ones', () =>
  assert.ok(!new Quiet().allows(hidden, { ...DEFAULTS, quietUntil: NOW + 1 }, NOW)));

test('never, and taken back', async () => {
  const quiet = new Quiet();
  await quiet.always();
  assert.equal((await settings()).prompts, 'badge');
  await quiet.undo(false, 'always');
  assert.equal((await settings()).prompts, 'page');
});
