/** @import {Incident} from '../../../incident/incident.js' */
import { alarms, onDisk, reloads, stored, tabs } from '../stub.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { left } from '../../../incident/incident.js';
import { LONGEST_MS } from '../../../watch/schedule.js';
import { watching } from '../../../words/watching.js';
import { pass } from '../clock.js';
import { english } from '../english.js';
import { sighting } from '../examples.js';
import { anyLuck, BACK, DOWN, MINUTE, NOW, asleep, outage, watch, watchAnOutage, worker, world } from './watched.js';

describe('looking', () => {
  test('nothing is asked without a click, and nothing before half a minute after it', async () => {
    await worker();
    outage();
    await pass(5 * MINUTE);
    assert.equal(world.asked.length, 0);
    await world.watcher.start(false);
    const started = Date.now();
    await pass(29_000);
    assert.equal(world.asked.length, 0);
    await pass(32_000);
    assert.equal(world.asked.length, 1);
    assert.ok((world.asked[0]?.at ?? 0) >= started + 30_000);
  });

  test('a look is one small request, fresh, without cookies, that follows nothing', async () => {
    await watchAnOutage();
    await pass(61_000);
    assert.equal(world.asked.length, 1);
    assert.equal(world.asked[0]?.url, 'https://archiveofourown.org/token_dispenser.json');
    const { cache, redirect, credentials, referrerPolicy, method } = world.asked[0]?.init ?? {};
    assert.deepEqual(
      { cache, redirect, credentials, referrerPolicy, method },
      { cache: 'no-store', redirect: 'manual', credentials: 'omit', referrerPolicy: 'no-referrer', method: 'GET' },
    );
  });

  test('only where signed-in pages alone are down does it look as the person, and never from a private window or a container', async () => {
    await watchAnOutage({ code: 'signed-in-pages-down' });
    await pass(61_000);
    assert.equal(world.asked[0]?.init.credentials, 'include');
    await world.watcher.stop(false);
    outage({ code: 'signed-in-pages-down', isPrivate: true });
    await world.watcher.start(true);
    assert.equal(watch().asMember, false);
    world.watcher.stop(false);
    outage({ code: 'signed-in-pages-down' });
    const first = tabs.get(1);
    if (first) first.cookieStoreId = 'firefox-container-1';
    await world.watcher.start(false);
    assert.equal(watch().asMember, false);
  });

  test('two hours of an outage: a handful of looks, none closer than half a minute, then it is over', async () => {
    anyLuck();
    await watchAnOutage();
    const started = watch().startedAt;
    await pass(3 * 60 * MINUTE);
    assert.equal(watch().state, 'over');
    assert.equal(watch().why, 'time');
    assert.ok(world.asked.length >= 10 && world.asked.length <= 40, `${world.asked.length} looks`);
    const gaps = world.asked.map((a, i) => a.at - (world.asked[i - 1]?.at ?? started));
    assert.ok(
      gaps.every((gap) => gap >= 30_000),
      String(gaps),
    );
    assert.ok(world.asked.every((a) => a.at < started + LONGEST_MS));
    assert.equal(alarms.size, 0);
  });

  test('an answer that never comes is given up after ten seconds, and not asked again at once', async () => {
    world.ao3 = () => new Promise(() => undefined);
    await watchAnOutage();
    while (world.asked.length === 0) await pass(500);
    await pass(9_000);
    assert.equal(world.asked[0]?.init.signal?.aborted, false);
    await pass(2_000);
    assert.equal(world.asked[0]?.init.signal?.aborted, true);
    assert.equal(world.asked.length, 1);
    assert.equal(watch().state, 'watching');
  });

  test('an answer without an end is read only so far', async () => {
    world.ao3 = () => new Response(new ReadableStream({ pull: (c) => c.enqueue(new TextEncoder().encode('x'.repeat(10_000))) }));
    await watchAnOutage();
    await pass(61_000);
    assert.equal(world.asked.length, 1);
    assert.equal(watch().state, 'watching');
  });

  test('Retry-After of a look, and of the failed page itself, is obeyed; also by the next watch', async () => {
    world.ao3 = () => new Response('', { status: 503, headers: { 'retry-after': '1200' } });
    await watchAnOutage();
    await pass(61_000);
    const until = (world.asked[0]?.at ?? 0) + 1_200_000;
    assert.ok((watch().nextAt ?? 0) >= until);
    world.watcher.stop(false);
    await world.watcher.start(false);
    assert.ok((watch().nextAt ?? 0) >= until, 'a new watch forgot it');
    asleep();
    await worker();
    world.watcher.stop(false);
    outage();
    await world.watcher.start(false);
    assert.ok((watch().nextAt ?? 0) >= until, 'a new worker forgot it');

    await world.watcher.forget();
    outage({ over: { sighting: sighting({ headers: { 'retry-after': '3000' }, seenAt: new Date(Date.now()).toISOString() }) } });
    await world.watcher.start(false);
    assert.ok((watch().nextAt ?? 0) >= Date.now() + 3_000_000);
  });

  test('a wait longer than the watch ends it at once, without a request', async () => {
    await worker();
    outage({
      over: { sighting: sighting({ headers: { 'retry-after': 'Sun, 22 Nov 2099 12:00:00 GMT' }, seenAt: new Date(NOW).toISOString() }) },
    });
    await world.watcher.start(false);
    assert.deepEqual([watch().state, watch().why], ['over', 'limit']);
    await pass(5 * MINUTE);
    assert.equal(world.asked.length, 0);
  });

  test('a tab that is told to wait meanwhile makes the watch wait too', async () => {
    await watchAnOutage();
    world.watcher.failed(sighting({ status: 503, headers: { 'retry-after': '600' }, seenAt: new Date(Date.now()).toISOString() }));
    const until = Date.now() + 600_000;
    await pass(599_000);
    assert.equal(world.asked.length, 0);
    assert.ok((watch().nextAt ?? 0) >= until);
    await pass(300_000);
    assert.ok(world.asked.length > 0, 'then it looks again');
  });

  for (const { status, headers, why } of [
    { status: 429, why: 'limit' },
    { status: 507, why: 'limit' },
    { status: 403, headers: { 'cf-mitigated': 'challenge' }, why: 'challenge' },
    { status: 418, why: 'challenge' },
  ]) {
    test(`${status} stops it`, async () => {
      world.ao3 = () => new Response('', { status, headers });
      await watchAnOutage();
      await pass(61_000);
      assert.deepEqual([watch().state, watch().why], ['over', why]);
      await pass(60 * MINUTE);
      assert.equal(world.asked.length, 1);
    });

    test(`a tab that gets ${status} meanwhile stops it before it asks`, async () => {
      await watchAnOutage();
      world.watcher.failed(sighting({ status, headers: { ...headers, 'retry-after': '600' }, seenAt: new Date(Date.now()).toISOString() }));
      assert.deepEqual([watch().state, watch().why], ['over', why]);
      if (why === 'limit') assert.equal(watch().rest, Date.now() + 600_000);
      await pass(5 * MINUTE);
      assert.equal(world.asked.length, 0);
    });
  }

  test('no watch where it could not tell, or would do harm', async () => {
    for (const code of ['search-down', 'page-too-slow', 'too-many-requests', 'browser-check']) {
      await watchAnOutage({ code });
      assert.equal(world.watcher.seenFrom(true), null, code);
    }
  });

  test('an address that leads elsewhere is not followed; the next look asks AO3 by its main name', async () => {
    world.ao3 = () =>
      /** @type {Response} */ (/** @type {unknown} */ ({ type: 'opaqueredirect', status: 0, headers: new Headers(), body: null }));
    await watchAnOutage({ over: { sighting: sighting({ host: 'ao3.org' }) } });
    await pass(200_000);
    assert.deepEqual(
      world.asked.slice(0, 2).map((a) => new URL(a.url).host),
      ['ao3.org', 'archiveofourown.org'],
    );
  });

  test('clicking again changes nothing about a watch that runs', async () => {
    await watchAnOutage();
    const before = watch();
    await pass(5_000);
    await world.watcher.start(false);
    assert.equal(watch(), before);
  });
});

describe('being offline', () => {
  test('it pauses without a request, and goes on after a share of half a minute', async () => {
    anyLuck();
    await watchAnOutage();
    world.online = false;
    world.watcher.network();
    await pass(10 * MINUTE);
    assert.equal(watch().paused, true);
    assert.equal(world.asked.length, 0);
    world.online = true;
    const back = Date.now();
    world.watcher.network();
    await pass(40_000);
    assert.equal(watch().paused, false);
    assert.equal(world.asked.length, 1);
    assert.ok((world.asked[0]?.at ?? 0) - back <= 31_000);
  });

  test('a worker that slept through the news asks its device by alarm', async () => {
    await watchAnOutage();
    world.online = false;
    await pass(2 * MINUTE);
    assert.equal(watch().paused, true);
    world.online = true;
    const back = Date.now();
    while (world.asked.length === 0) await pass(1_000);
    assert.ok(Date.now() - back <= 92_000);
  });

  test('offline for longer than it watches: over', async () => {
    await watchAnOutage();
    world.online = false;
    await pass(130 * MINUTE);
    assert.deepEqual([watch().state, watch().why, world.asked.length], ['over', 'time', 0]);
  });
});

describe('coming back', () => {
  test('one good look, one word about it, and every tab reloaded once within a minute', async () => {
    await watchAnOutage({ tabs: [1, 2, 3, 4, 5, 6] });
    world.ao3 = BACK;
    await pass(61_000);
    assert.equal(world.asked.length, 1);
    assert.equal(watch().state, 'back');
    assert.equal(world.news.length, 1);
    assert.equal(world.news[0]?.front, 1);
    const at = world.asked[0]?.at ?? 0;
    await pass(70_000);
    assert.deepEqual(
      reloads.map((r) => r.tabId),
      [1, 2, 3, 4, 5, 6],
    );
    assert.ok(reloads.every((r) => r.bypassCache));
    assert.ok((reloads[0]?.at ?? 0) - at <= 11_000);
    assert.ok((reloads.at(-1)?.at ?? 0) - at <= 61_000);
    assert.ok(reloads.every((r, i) => r.at - (reloads[i - 1]?.at ?? 0) >= 1_000));
    await pass(60 * MINUTE);
    assert.equal(world.asked.length, 1, 'it goes on asking');
    assert.equal(reloads.length, 6);
  });

  test('where some requests pass all the time, two in a row must', async () => {
    let n = 0;
    world.ao3 = () => [BACK, DOWN, BACK, BACK][n++ % 4]?.() ?? DOWN();
    await watchAnOutage({ code: 'archive-overloaded' });
    while (world.asked.length < 3) await pass(5_000);
    assert.equal(watch().state, 'watching');
    assert.equal(watch().good, 1);
    await pass(61_000);
    assert.equal(world.asked.length, 4);
    assert.equal(watch().state, 'back');
  });

  test('never: a tab that sent a form, that left, that shows something else, or that was put away', async () => {
    await watchAnOutage({ tabs: [1, 2, 3, 4, 5, 6, 7, 8], over: {} });
    const now = /** @type {Incident} */ (world.incidents.get(false));
    world.incidents.put(left({ ...now, posted: [2] }, 3, Date.now()));
    tabs.set(4, { id: 4, url: 'https://example.com/', status: 200 });
    tabs.set(5, { id: 5, url: 'https://archiveofourown.org/works/9', status: 200 }); // Gone back to, out of memory.
    tabs.delete(6);
    const away = tabs.get(7);
    if (away) away.discarded = true;
    tabs.set(8, { id: 8, url: 'https://archiveofourown.org/works/8', status: 0 }); // The browser's own error page.
    world.ao3 = BACK;
    await pass(3 * MINUTE);
    assert.equal(watch().state, 'back');
    assert.deepEqual(
      reloads.map((r) => r.tabId),
      [1, 8],
    );
  });

  test('a tab that leaves after the reloads were set is left alone', async () => {
    await watchAnOutage({ tabs: [1, 2, 3] });
    world.ao3 = BACK;
    while (watch().state === 'watching') await pass(1_000);
    world.incidents.put(left(/** @type {Incident} */ (world.incidents.get(false)), 3, Date.now()));
    await pass(2 * MINUTE);
    assert.deepEqual(
      reloads.map((r) => r.tabId),
      [1, 2],
    );
  });

  test('a tab that holds typed text is left alone, and the watch says so', async () => {
    await watchAnOutage({ tabs: [1, 2, 3] });
    const second = tabs.get(2);
    if (second) second.text = 'forty words of a comment';
    world.ao3 = BACK;
    await pass(3 * MINUTE);
    assert.deepEqual(
      reloads.map((r) => r.tabId),
      [1, 3],
    );
    assert.equal(watch().held, 1);
    assert.doesNotMatch(JSON.stringify([...onDisk, ...stored]), /forty words/);
    assert.equal(watching(watch(), english, Date.now()).detail, english.n('watch_held', 1));
  });

  test('not where a person does not want it, but told', async () => {
    await watchAnOutage({ tabs: [1, 2] });
    onDisk.set('settings', { reload: false });
    world.ao3 = BACK;
    await pass(3 * MINUTE);
    assert.equal(world.news.length, 1);
    assert.equal(reloads.length, 0);
  });

  test('it fails again: the rest is called off, and the watch goes on with a longer wait', async () => {
    await watchAnOutage({ tabs: [1, 2, 3, 4, 5, 6] });
    world.ao3 = BACK;
    while (reloads.length === 0) await pass(1_000);
    const looks = watch().looks;
    world.watcher.failed(sighting({ status: 502 }));
    const at = Date.now();
    assert.equal(watch().state, 'watching');
    assert.deepEqual(watch().reloads, []);
    assert.equal(watch().good, 0);
    assert.equal(watch().looks, looks + 1);
    assert.equal(watch().asked, world.asked.length, 'what is shown is what was asked');
    assert.ok((watch().nextAt ?? 0) - at >= 60_000);
    await pass(59_000);
    assert.equal(reloads.length, 1);
    assert.equal(world.asked.length, 1);
  });

  test('a failure long after it came back is another matter', async () => {
    await watchAnOutage();
    world.ao3 = BACK;
    await pass(10 * MINUTE);
    world.watcher.failed(sighting({ status: 502 }));
    assert.equal(watch().state, 'back');
    world.watcher.opened(false);
    assert.equal(world.watcher.seenFrom(true), null);
  });

  test('a person who is on AO3 again needs no telling; its own reloads are no person', async () => {
    await watchAnOutage();
    world.ao3 = BACK;
    while (reloads.length === 0) await pass(1_000);
    world.watcher.visited();
    assert.equal(watch().state, 'back');
    await pass(3 * MINUTE);
    world.watcher.visited();
    assert.equal(world.watcher.seenFrom(true), null);
  });

  test('"don\'t reload" calls off what is left', async () => {
    await watchAnOutage({ tabs: [1, 2, 3, 4] });
    world.ao3 = BACK;
    while (reloads.length === 0) await pass(1_000);
    world.watcher.stop(false);
    await pass(2 * MINUTE);
    assert.equal(reloads.length, 1);
    assert.equal(alarms.size, 0);
  });
});

describe('stopping', () => {
  test('nothing is left: no alarm, no request, nothing kept', async () => {
    await watchAnOutage();
    world.watcher.stop(false);
    await pass(5 * MINUTE);
    assert.equal(world.told.at(-1), null);
    assert.equal(alarms.size + world.asked.length, 0);
    assert.equal(onDisk.size, 0);
  });

  test('in the middle of a look: its answer counts for nothing', async () => {
    /** @type {(r: Response) => void} */
    let answer = () => undefined;
    world.ao3 = () => new Promise((go) => (answer = go));
    await watchAnOutage();
    while (world.asked.length === 0) await pass(1_000);
    world.watcher.stop(false);
    assert.equal(world.asked[0]?.init.signal?.aborted, true);
    await world.watcher.start(false);
    answer(BACK());
    await pass(5_000);
    assert.equal(watch().state, 'watching');
    assert.equal(world.news.length, 0);
  });

  test('"forget" leaves nothing at all', async () => {
    await watchAnOutage();
    await world.watcher.forget();
    assert.equal(onDisk.size, 0);
    assert.deepEqual([...stored.keys()], ['incident']);
  });
});
