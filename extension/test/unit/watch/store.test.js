import { onDisk, reloads, tabs } from '../stub.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { api } from '../../../browser/api.js';
import { watchFrom } from '../../../watch/store.js';
import { LONGEST_MS } from '../../../watch/schedule.js';
import { pass } from '../clock.js';
import {
  anyLuck,
  BACK,
  MINUTE,
  NOW,
  asleep,
  keptInMemory,
  keptOnDisk,
  outage,
  restarted,
  watch,
  watchAnOutage,
  worker,
  world,
} from './watched.js';

describe('sleep and restart', () => {
  test('a worker that is ended loses nothing, and asks no sooner', async () => {
    await watchAnOutage();
    const due = watch().nextAt;
    await pass(10_000);
    asleep();
    await worker();
    assert.equal(watch().nextAt, due);
    while (world.asked.length === 0) await pass(1_000);
    assert.equal(world.asked[0]?.at, due);
  });

  test('a worker that is ended over a look does not ask again at once', async () => {
    world.ao3 = () => new Promise(() => undefined);
    await watchAnOutage();
    while (world.asked.length === 0) await pass(1_000);
    asleep();
    await worker();
    assert.equal(watch().looks, 1);
    await pass(28_000);
    assert.equal(world.asked.length, 1);
  });

  test('a worker that is ended between reloads does the rest, and none twice', async () => {
    await watchAnOutage({ tabs: [1, 2, 3, 4] });
    world.ao3 = BACK;
    while (reloads.length < 2) await pass(500);
    asleep();
    await worker();
    await pass(2 * MINUTE);
    assert.deepEqual(
      reloads.map((r) => r.tabId),
      [1, 2, 3, 4],
    );
  });

  test('a look that was slept through is not made at once', async () => {
    await watchAnOutage();
    anyLuck();
    asleep();
    await pass(20 * MINUTE);
    await worker();
    await pass(29_000);
    assert.equal(world.asked.length, 0);
    await pass(40_000);
    assert.equal(world.asked.length, 1);
  });

  test('a browser that was closed over a look waits half a minute and a share, then goes on', async () => {
    await watchAnOutage();
    anyLuck();
    await pass(25_000);
    await restarted();
    await pass(29_000);
    assert.equal(world.asked.length, 0);
    await pass(40_000);
    assert.equal(world.asked.length, 1);
    assert.equal(watch().state, 'watching');
  });

  test('tabs of before the restart are not known by their numbers any more; what was over is no news', async () => {
    anyLuck();
    await watchAnOutage({ tabs: [1, 2, 3] });
    world.ao3 = BACK;
    while (watch().state === 'watching') await pass(1_000);
    await restarted();
    assert.equal(world.watcher.seenFrom(true), null);
    await pass(2 * MINUTE);
    assert.equal(reloads.length, 0);
    assert.equal(onDisk.size, 0);
  });

  for (const [name, strange] of Object.entries({
    nothing: null,
    text: 'watch',
    empty: {},
    'a host that is not AO3': { host: 'example.com' },
    'a path in the host': { host: 'ao3.org/works?' },
    'no end': { until: Infinity },
    'a later end': { until: NOW + 3 * LONGEST_MS },
    'another state': { state: 'asleep' },
    'tabs that are none': { reloads: [null] },
    'a start in the future': { startedAt: NOW + MINUTE },
  })) {
    test(`${name} in the storage is no watch, and no reason to break`, async () => {
      await watchAnOutage();
      assert.ok(watchFrom(keptOnDisk(), Date.now()));
      const whole = typeof strange === 'object' && strange !== null && Object.keys(strange).length > 0;
      onDisk.set('watch', whole ? { ...keptOnDisk(), ...strange } : strange);
      asleep();
      await worker();
      assert.equal(world.watcher.seenFrom(true), null);
    });
  }
});

describe('storage', () => {
  test('on disk there is no page', async () => {
    await watchAnOutage({ tabs: [1, 2] });
    assert.doesNotMatch(JSON.stringify([...onDisk]), /works|http/);
  });

  test('begun in a private window nothing is on disk, and no tab anywhere', async () => {
    anyLuck();
    await watchAnOutage({ tabs: [1, 2, 3], isPrivate: true });
    world.ao3 = BACK;
    while (watch().state === 'watching') await pass(1_000);
    assert.equal(watch().reloads.length, 3);
    assert.equal(watch().front, null);
    assert.equal(onDisk.size, 0);
    assert.deepEqual(keptInMemory()?.reloads, []);
    await pass(MINUTE);
    assert.deepEqual(
      reloads.map((r) => r.tabId),
      [1, 2, 3],
    );
    world.watcher.forgetPrivate();
    await pass(1);
    assert.equal(world.watcher.seenFrom(true), null);
    assert.equal(keptInMemory(), undefined);
  });

  test('an ordinary watch reloads private tabs too, and remembers none of them', async () => {
    await worker();
    outage({ tabs: [7], isPrivate: true });
    outage({ tabs: [1] });
    await world.watcher.start(false);
    world.ao3 = BACK;
    while (watch().state === 'watching') await pass(1_000);
    assert.deepEqual(
      keptOnDisk()?.reloads.map((r) => r.tabId),
      [1],
    );
    world.watcher.forgetPrivate();
    assert.deepEqual(
      watch().reloads.map((r) => r.tabId),
      [1],
    );
  });

  test("an ordinary window takes over a private one's watch: AO3 is not asked sooner, and nothing of before is shown", async () => {
    await watchAnOutage({ tabs: [7], isPrivate: true });
    await pass(5 * MINUTE);
    const { nextAt } = watch();
    outage({ tabs: [1] });
    await world.watcher.start(false);
    await pass(1);
    assert.deepEqual([watch().isPrivate, watch().startedAt, watch().looks, watch().nextAt], [false, NOW + 5 * MINUTE + 1, 0, nextAt]);
    assert.equal(keptInMemory(), undefined);
    assert.ok(keptOnDisk());
  });

  test('one of a private window is known, stopped and ended there alone, and reloads only what is private', async () => {
    await watchAnOutage({ tabs: [7], isPrivate: true });
    outage({ tabs: [1] });
    const { watcher } = world;
    assert.equal(watcher.seenFrom(false), null);
    assert.ok(!watcher.holds(false));
    watcher.stop(false);
    watcher.opened(false);
    assert.equal(watcher.seenFrom(true)?.state, 'watching');
    world.ao3 = BACK;
    while (watch().state === 'watching') await pass(1_000);
    assert.equal(watcher.seenFrom(false), null);
    assert.deepEqual(
      [...reloads, ...watch().reloads].map((r) => r.tabId),
      [7],
    );
  });

  test('an ordinary watch is for all; of private tabs it says nothing in ordinary windows, not even how many', async () => {
    anyLuck();
    await worker();
    outage({ tabs: [7], isPrivate: true });
    outage({ tabs: [1] });
    Object.assign(tabs.get(7) ?? {}, { text: 'a comment' });
    await world.watcher.start(false);
    world.ao3 = BACK;
    while (watch().state === 'watching') await pass(1_000);
    const { watcher } = world;
    assert.deepEqual(
      watcher.seenFrom(false)?.reloads.map((r) => r.tabId),
      [1],
    );
    assert.deepEqual(
      watcher
        .seenFrom(true)
        ?.reloads.map((r) => r.tabId)
        .sort(),
      [1, 7],
    );
    await pass(MINUTE);
    assert.equal(watcher.seenFrom(false)?.held, 0);
    assert.equal(keptOnDisk()?.held, 0);
  });

  test('a storage that is full: the watch runs on, and says so', async (t) => {
    t.mock.method(api.storage.local, 'set', async () => Promise.reject(new Error('QUOTA_BYTES quota exceeded')));
    await watchAnOutage({ tabs: [1, 2] });
    assert.equal(world.told.at(-1)?.unkept, true);
    world.ao3 = BACK;
    await pass(3 * MINUTE);
    assert.equal(reloads.length, 2);
  });

  test('a storage that takes it again: said no longer', async (t) => {
    const broken = t.mock.method(api.storage.session, 'set', async () => Promise.reject(new Error('disk')));
    await worker();
    await world.watcher.start(false);
    await pass(1);
    assert.equal(watch().unkept, true);
    broken.mock.restore();
    await pass(61_000);
    assert.equal(watch().unkept, false);
  });

  test('a storage that cannot be read: no watch, and nothing breaks', async (t) => {
    await watchAnOutage();
    asleep();
    for (const area of [api.storage.local, api.storage.session]) t.mock.method(area, 'get', async () => Promise.reject(new Error('disk')));
    await worker();
    assert.equal(world.watcher.seenFrom(true), null);
  });
});
