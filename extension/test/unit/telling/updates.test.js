/** An update of ours does not cut off who writes, nor a look for what was sent. */
import { stored, tabs } from '../stub.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

// Firefox alone waits for our word.
Object.assign(globalThis, {
  browser: Object.assign(Object.create(chrome), { runtime: { ...chrome.runtime, getBrowserInfo: () => ({}) } }),
});

const { api } = await import('../../../browser/api.js');
const { hearUpdates, mayUpdate } = await import('../../../telling/updates.js');

let typed = 0;
let refuses = false;
Object.assign(api, {
  scripting: { executeScript: async () => [{ result: { length: typed, where: 'work' } }] },
});
Object.assign(api.tabs, {
  query: async () =>
    refuses ? Promise.reject(new Error('no')) : [...tabs.values()].map(({ id, url }) => ({ id, url, incognito: id === 8 })),
});

beforeEach(() => {
  tabs.clear();
  stored.clear();
  [typed, refuses] = [0, false];
  tabs.set(7, { id: 7, url: 'https://archiveofourown.org/works/new', status: 200 });
});

/** @param {any[]} kept @returns {any} */
const texts = (...kept) => ({ all: async () => kept });

test('it comes where nothing is being written, and nothing is looked for', async () => {
  assert.equal(await mayUpdate(null), true);
  assert.equal(await mayUpdate(texts({ outcome: 'unknown', look: { dueAt: 0 } }, { outcome: 'unknown' }, { outcome: 'none' })), true);
});

test('it waits while a tab holds typed text, or does not tell', async () => {
  typed = 12;
  assert.equal(await mayUpdate(null), false);
  tabs.clear();
  assert.equal(await mayUpdate(null), true);
});

test('it waits while something lives in the session alone: an incident, an undo, private windows', async () => {
  for (const key of ['incident', 'undo', 'bisect', 'reconnection']) {
    stored.clear();
    stored.set(key, {});
    assert.equal(await mayUpdate(null), false, key);
  }
  stored.clear();
  stored.set('asked', {});
  assert.equal(await mayUpdate(null), true);
  tabs.set(8, { id: 8, url: 'https://archiveofourown.org/works/1', status: 200 });
  assert.equal(await mayUpdate(null), false);
});

test('it waits while we look whether a text has arrived', async () => {
  assert.equal(await mayUpdate(texts({ outcome: 'unknown', look: { dueAt: 1 } })), false);
});

test('the browser tells of it: we reload ourselves, or not; where nobody can tell it waits', async () => {
  /** @type {() => void} */
  let tell = () => undefined;
  let reloads = 0;
  Object.assign(api.runtime, {
    onUpdateAvailable: { addListener: (/** @type {() => void} */ f) => void (tell = f) },
    reload: () => void (reloads += 1),
  });
  hearUpdates(() => mayUpdate(null));
  const told = async () => (tell(), new Promise((go) => setTimeout(go, 20)));
  typed = 1;
  await told();
  assert.equal(reloads, 0);
  [typed, refuses] = [0, true];
  await told();
  assert.equal(reloads, 0);
  refuses = false;
  await told();
  assert.equal(reloads, 1);
});
