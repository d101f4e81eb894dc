/** A background that sleeps is woken by AO3's tabs alone, as far as the browser lets us say which. */
import { alarms, tabs as openTabs } from '../stub.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open } from '../../../incident/incident.js';
import { NOTHING, reduce } from '../../../sighting/sighting.js';
import { JUST_NOW_MS, TABS, TabListeners, isLoading, leftMeanwhile } from '../../../incident/tab-listeners.js';
import { goOn, pass, standStill } from '../clock.js';
import { seen } from '../examples.js';
import { Incidents } from '../../../incident/incidents.js';

/** An event of Chromium: what was listened to once wakes the background until it is taken back. */
function event() {
  const heard = new Set();
  return {
    heard,
    addListener: (/** @type {unknown} */ f) => void heard.add(f),
    removeListener: (/** @type {unknown} */ f) => void heard.delete(f),
  };
}
const [onUpdated, onRemoved, onReplaced] = [event(), event(), event()];
const chromeTabs = /** @type {any} */ (globalThis).chrome.tabs;
Object.assign(chromeTabs, { onUpdated, onRemoved, onReplaced });

const heardNow = () => [onUpdated.heard.size, onRemoved.heard.size];

/** Incidents with a tab each. @param {number[]} tabs */
function make(...tabs) {
  const incidents = new Incidents(() => undefined);
  /** @type {number[]} */
  const left = [];
  /** @type {(number | undefined)[]} */
  const times = [];
  /** @type {unknown[]} */
  const heard = [];
  const show = (/** @type {number[]} */ now) =>
    incidents.put({ ...open({ id: 'a', isPrivate: false, at: Date.now(), seen: seen() }), tabs: now });
  if (tabs.length > 0) show(tabs);
  const listeners = new TabListeners(incidents, () => [], {
    happened: async (what) => void heard.push(what),
    complete: () => undefined,
    left: (tabId, at) => void (left.push(tabId), times.push(at)),
    replaced: (tabId, by) => void heard.push([tabId, by]),
  });
  return { listeners, left, times, show, heard };
}

beforeEach(() => {
  onUpdated.heard.clear();
  onRemoved.heard.clear();
  onReplaced.heard.clear();
  openTabs.clear();
});

test('a background that begins listens to no tab', () => {
  make();
  assert.deepEqual(heardNow(), [0, 0]);
});

test('it listens while there is something to hear, once, and then no more', (t) => {
  t.after(goOn);
  standStill(1_000_000);
  const { listeners, show } = make(1);
  for (let i = 0; i < 2; i += 1) listeners.heed();
  assert.deepEqual(heardNow(), [2, 1]);
  show([]);
  listeners.heed();
  assert.deepEqual(heardNow(), [0, 0]);
  listeners.begin();
  assert.deepEqual(heardNow(), [2, 1]);
});

test('for what has begun it listens a while, and then no more', async (t) => {
  t.after(goOn);
  standStill(1_000_000);
  const { listeners } = make();
  listeners.begin();
  await pass(JUST_NOW_MS - 1);
  assert.deepEqual(heardNow(), [2, 1]);
  await pass(1);
  assert.deepEqual(heardNow(), [0, 0]);
});

test('whatever else is heeded meanwhile: what has begun, and whose turn has not come, is listened for', async (t) => {
  t.after(goOn);
  standStill(1_000_000);
  const { listeners } = make();
  listeners.begin();
  listeners.heed();
  await listeners.lookUp();
  assert.deepEqual(heardNow(), [2, 1]);
  await pass(JUST_NOW_MS);
  assert.deepEqual(heardNow(), [0, 0]);
});

test('whoever slept listens before it looks, and tells when it looked', async (t) => {
  t.after(goOn);
  standStill(1_000_000);
  const { get } = chromeTabs;
  /** @type {number[][]} */
  const heard = [];
  t.mock.method(chromeTabs, 'get', async (/** @type {number} */ id) => {
    heard.push(heardNow());
    await new Promise((go) => setTimeout(() => go(undefined), 1_000));
    return get(id);
  });
  const { listeners, left, times } = make(1);
  const looked = listeners.lookUp();
  await pass(1_000);
  await looked;
  assert.deepEqual(heard, [[2, 1]], 'what a tab does after the look is heard');
  assert.deepEqual([left, times], [[1], [1_000_000]], 'what fails after the look has not left');
});

test('what the browser remembers of a background before it is taken back, too', () => {
  /** @type {string[]} */
  const asked = [];
  const [add, remove] = [onRemoved.addListener, onRemoved.removeListener];
  Object.assign(onRemoved, {
    addListener: (/** @type {unknown} */ f) => (asked.push('add'), add(f)),
    removeListener: (/** @type {unknown} */ f) => (asked.push('remove'), remove(f)),
  });
  make().listeners.heed();
  Object.assign(onRemoved, { addListener: add, removeListener: remove });
  // Chromium forgets a listener when the last one like it goes, not before.
  assert.deepEqual(asked, ['add', 'remove']);
  assert.deepEqual(heardNow(), [0, 0]);
});

test('a tab may have something to tell while AO3 loads in it, and just afterwards', () => {
  const url = 'https://archiveofourown.org/works/1';
  const base = { id: '1', tabId: 1, url, method: 'GET' };
  assert.ok(!isLoading(NOTHING.loads, 0));
  const begun = reduce(NOTHING, { ...base, kind: 'start', at: 0, speculative: false }).state;
  assert.ok(isLoading(begun.loads, 3_600_000), 'a load that takes long');
  const ended = reduce(begun, { ...base, kind: 'end', error: 'net::ERR_CONNECTION_RESET', ip: null, fromCache: false, at: 1_000 }).state;
  assert.ok(isLoading(ended.loads, 1_000 + JUST_NOW_MS - 1));
  assert.ok(!isLoading(ended.loads, 1_000 + JUST_NOW_MS));
});

test('what tabs did in a sleep is looked up: closed or elsewhere they have left, where nobody says they stay', async (t) => {
  const tab = (/** @type {number} */ id, /** @type {string} */ url, loading = false) => openTabs.set(id, { id, url, status: 0, loading });
  tab(1, 'https://archiveofourown.org/works/1');
  tab(2, '');
  tab(3, '', true);
  assert.deepEqual(await leftMeanwhile([{ tabs: [1, 2, 3, 4] }, { tabs: [2] }]), [2, 4]);
  t.mock.method(chromeTabs, 'get', async () => Promise.reject(new Error('The browser is shutting down.')));
  assert.deepEqual(await leftMeanwhile([{ tabs: [1, 4] }]), []);
});

test('that a tab has another number is always heard: the network first, then whoever knows of tabs', async () => {
  const { heard } = make();
  for (const hear of onReplaced.heard) /** @type {(by: number, tabId: number) => void} */ (hear)(12, 11);
  await new Promise(setImmediate);
  assert.deepEqual(heard, [{ kind: 'replaced', tabId: 11, by: 12 }, [11, 12]]);
});

test('whoever slept looks up what was left', async () => {
  openTabs.set(1, { id: 1, url: 'https://archiveofourown.org/works/1', status: 0 });
  const { listeners, left } = make(1, 2);
  await listeners.lookUp();
  assert.deepEqual(left, [2]);
  assert.equal(alarms.has(TABS), false, 'Chromium hears of it');
});

test("a page of the browser's own says nothing of an older page of its tab, which answered and was none", async () => {
  const url = 'https://archiveofourown.org/works/1001';
  openTabs.set(1, { id: 1, url, status: 0 });
  const load = { tabId: 1, last: url, ended: true, reported: false, speculative: false, headers: null };
  const refused = { ...load, id: 'a', status: 422, error: null };
  const failed = { ...load, id: 'b', status: null, error: 'net::ERR_CONNECTION_RESET' };
  /** @type {string[]} */
  const heard = [];
  const of = (/** @type {object[]} */ loads) =>
    new TabListeners(new Incidents(() => undefined), () => /** @type {any} */ (loads), {
      happened: async ({ kind }) => void heard.push(kind),
      complete: () => undefined,
      left: () => undefined,
      replaced: () => undefined,
    });
  await of([refused, failed]).ask(/** @type {any} */ ({ id: 'b', tabId: 1 }));
  assert.deepEqual(heard.splice(0), ['tab']);
  await of([refused]).ask(/** @type {any} */ ({ id: 'a', tabId: 1 }));
  assert.deepEqual(heard, ['tab', 'end'], 'of its own page it does');
});
