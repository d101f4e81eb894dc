import { onDisk } from '../stub.js';
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { beforeEach, test } from 'node:test';
import { DEFAULTS, LANGUAGES, changeSettings, settings } from '../../../browser/settings.js';

beforeEach(() => onDisk.clear());

test('nothing kept means the defaults', async () => assert.deepEqual(await settings(), DEFAULTS));

test('a change is kept, and leaves the rest', async () => {
  await changeSettings({ prompts: 'badge' });
  await changeSettings({ language: 'pt_BR' });
  assert.deepEqual(await settings(), { ...DEFAULTS, prompts: 'badge', language: 'pt_BR' });
});

for (const strange of [
  null,
  7,
  'text',
  [],
  { prompts: 7, quietUntil: 'soon', language: '../../etc', remember: 'yes', other: 1 },
  { quietUntil: Infinity, prompts: 'loud' },
]) {
  test(`${JSON.stringify(strange)} in the storage is no reason to break`, async () => {
    onDisk.set('settings', strange);
    assert.deepEqual(await settings(), DEFAULTS);
  });
}

test('a storage that is broken gives the defaults', async (t) => {
  t.mock.method(/** @type {any} */ (globalThis).chrome.storage.local, 'get', async () => Promise.reject(new Error('disk')));
  assert.deepEqual(await settings(), DEFAULTS);
});

test('what could not be read is not written over by a change', async (t) => {
  await changeSettings({ prompts: 'badge', remember: true });
  const kept = structuredClone(onDisk.get('settings'));
  t.mock.method(/** @type {any} */ (globalThis).chrome.storage.local, 'get', async () => Promise.reject(new Error('busy')), { times: 1 });
  await assert.rejects(changeSettings({ language: 'de' }));
  assert.deepEqual(onDisk.get('settings'), kept);
});

test('every language that can be chosen is there, and every one that is there can be chosen', () => {
  const there = readdirSync(new URL('../../../_locales/', import.meta.url));
  assert.deepEqual(there.sort(), Object.keys(LANGUAGES).sort());
});
