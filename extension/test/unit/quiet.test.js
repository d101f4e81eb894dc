import { onDisk } from './stub.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open } from '../../src/incident.js';
import { HOUR_MS, Quiet } from '../../src/quiet.js';
import { DEFAULTS, settings } from '../../src/settings.js';
import { seen } from './examples.js';

const NOW = 1_000_000;
const incident = open({ id: 'a', isPrivate: false, at: 0, seen: seen() });
const hidden = { ...incident, isPrivate: true };

beforeEach(() => onDisk.clear());

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

test('an hour of private windows is written nowhere, and counts nowhere else', async () => {
  const quiet = new Quiet();
  await quiet.forAnHour(true, NOW);
  assert.equal(onDisk.size, 0);
  assert.ok(!quiet.allows(hidden, DEFAULTS, NOW + HOUR_MS - 1));
  assert.ok(quiet.allows(hidden, DEFAULTS, NOW + HOUR_MS));
  assert.ok(quiet.allows(incident, DEFAULTS, NOW));
  await quiet.undo(true, 'hour');
  assert.ok(quiet.allows(hidden, DEFAULTS, NOW));
  await quiet.forAnHour(true, NOW);
  quiet.forgetPrivate();
  assert.ok(quiet.allows(hidden, DEFAULTS, NOW));
});

test('what ordinary windows chose counts in private ones', () => assert.ok(!new Quiet().allows(hidden, { ...DEFAULTS, quietUntil: NOW + 1 }, NOW)));

test('never, and taken back', async () => {
  const quiet = new Quiet();
  await quiet.always();
  assert.equal((await settings()).prompts, 'badge');
  await quiet.undo(false, 'always');
  assert.equal((await settings()).prompts, 'page');
});
