/** @import {Incident} from '../../src/incident.js' */
/** @import {Watch} from '../../src/keeping.js' */
import { alarms, onAlarm, onDisk, reloads, stored, tabs } from './stub.js';
import assert from 'node:assert/strict';
import { after, beforeEach, describe, mock, test } from 'node:test';
import { Incidents, joined, left, open } from '../../src/incident.js';
import { watchFrom } from '../../src/keeping.js';
import { LONGEST_MS } from '../../src/schedule.js';
import { Watcher } from '../../src/watch.js';
import { goOn, pass, standStill } from './clock.js';
import { diagnosis, seen, sighting } from './examples.js';

const NOW = Date.UTC(2026, 10, 22, 12);
const MINUTE = 60_000;
const { api } = await import('../../src/browser.js');

/** What AO3 answers; what it was asked, and when. */
const BACK = () => Response.json({ token: 'abc' });
const DOWN = () => new Response('<title>AO3 Down</title>', { status: 502 });
/** @type {(url: string, init: RequestInit) => Response | Promise<Response>} */
let ao3 = DOWN;
/** @type {{url: string, at: number, init: RequestInit}[]} */
let asked = [];
let online = true;
/** @type {(Watch | null)[]} */
let told = [];
/** @type {Watch[]} */
let news = [];
/** @type {Incidents} */
let incidents;
/** @type {Watcher} */
let watcher;

Object.defineProperty(globalThis, 'navigator', { value: { get onLine() { return online; } }, configurable: true });
mock.method(globalThis, 'fetch', async (/** @type {string} */ url, /** @type {RequestInit} */ init) => {
  asked.push({ url, at: Date.now(), init });
  init.signal?.throwIfAborted();
  const refused = new Promise((_, fail) => init.signal?.addEventListener('abort', () => fail(init.signal?.reason)));
  return Promise.race([ao3(url, init), refused]);
});
// What a broken storage leaves is expected here.
mock.method(console, 'warn', () => undefined);
mock.method(console, 'info', () => undefined);

beforeEach(() => {
  standStill(NOW);
  for (const held of [alarms, onDisk, stored, tabs]) held.clear();
  [asked, told, news, reloads.length, online, ao3] = [[], [], [], 0, true, DOWN];
  onAlarm(() => void watcher.due());
});

after(goOn);

/** A worker begins: nothing is known but what was kept. */
async function worker() {
  told = [];
  incidents = new Incidents(() => undefined);
  watcher = new Watcher(incidents, { changed: (watch) => told.push(watch), back: (watch) => news.push(watch) });
  await incidents.load();
  await watcher.load();
}

/** The worker is ended: its timers die with it, its alarms do not. */
function asleep() {
  const late = watcher;
  onAlarm(() => undefined);
  late.due = async () => undefined;
}

/** The browser is closed, and started again. Its alarms may or may not ring. */
async function restarted() {
  asleep();
  stored.clear();
  await worker();
  onAlarm(() => void watcher.due());
}

/** An outage that a person sees in some tabs. @param {{tabs?: number[], code?: string, isPrivate?: boolean, over?: Partial<Incident>}} [how] */
function outage({ tabs: ids = [1], code = 'archive-down', isPrivate = false, over = {} } = {}) {
  for (const id of ids) tabs.set(id, { id, url: `https://archiveofourown.org/works/${id}`, status: 502, active: id === ids[0], incognito: isPrivate, windowId: 1 });
  let incident = open({ id: 'a', isPrivate, at: Date.now(), seen: seen({ tabId: ids[0] }) });
  for (const id of ids.slice(1)) incident = joined(incident, seen({ tabId: id }), Date.now());
  incidents.put({ ...incident, phase: 'settled', diagnosis: diagnosis({ verdict: { code, side: 'archive' } }), ...over });
}

/** @param {Parameters<typeof outage>[0]} [how] */
async function watchAnOutage(how) {
  await worker();
  outage(how);
  await watcher.start(how?.isPrivate === true);
  await pass(1);
}

/** The watch that runs. */
const watch = () => /** @type {Watch} */ (watcher.get());
const keptOnDisk = () => /** @type {Watch | undefined} */ (onDisk.get('watch'));
const keptInMemory = () => /** @type {Watch | undefined} */ (stored.get('watch'));

describe('looking', () => {
  test('nothing is asked without a click, and nothing before half a minute after it', async () => {
    await worker();
    outage();
    await pass(5 * MINUTE);
    assert.equal(asked.length, 0);
    await watcher.start(false);
    const started = Date.now();
    await pass(29_000);
    assert.equal(asked.length, 0);
    await pass(32_000);
    assert.equal(asked.length, 1);
    assert.ok((asked[0]?.at ?? 0) >= started + 30_000);
  });

  test('a look is one small request, fresh, without cookies, that follows nothing', async () => {
    await watchAnOutage();
    await pass(61_000);
    assert.equal(asked.length, 1);
    assert.equal(asked[0]?.url, 'https://archiveofourown.org/token_dispenser.json');
    const { cache, redirect, credentials, referrerPolicy, method } = asked[0]?.init ?? {};
    assert.deepEqual({ cache, redirect, credentials, referrerPolicy, method }, { cache: 'no-store', redirect: 'manual', credentials: 'omit', referrerPolicy: 'no-referrer', method: 'GET' });
  });

  test('only where signed-in pages alone are down does it look as the person, and never from a private window or a container', async () => {
    await watchAnOutage({ code: 'signed-in-pages-down' });
    await pass(61_000);
    assert.equal(asked[0]?.init.credentials, 'include');
    await watcher.stop();
    outage({ code: 'signed-in-pages-down', isPrivate: true });
    await watcher.start(true);
    assert.equal(watch().asMember, false);
    watcher.stop();
    outage({ code: 'signed-in-pages-down' });
    const first = tabs.get(1);
    if (first) first.cookieStoreId = 'firefox-container-1';
    await watcher.start(false);
    assert.equal(watch().asMember, false);
  });

  test('two hours of an outage: a handful of looks, none closer than half a minute, then it is over', async () => {
    await watchAnOutage();
    const started = watch().startedAt;
    await pass(3 * 60 * MINUTE);
    assert.equal(watch().state, 'over');
    assert.equal(watch().why, 'time');
    assert.ok(asked.length >= 10 && asked.length <= 40, `${asked.length} looks`);
    const gaps = asked.map((a, i) => a.at - (asked[i - 1]?.at ?? started));
    assert.ok(gaps.every((gap) => gap >= 30_000), String(gaps));
    assert.ok(asked.every((a) => a.at < started + LONGEST_MS));
    assert.equal(alarms.size, 0);
  });

  test('an answer that never comes is given up after ten seconds, and not asked again at once', async () => {
    ao3 = () => new Promise(() => undefined);
    await watchAnOutage();
    while (asked.length === 0) await pass(500);
    await pass(9_000);
    assert.equal(asked[0]?.init.signal?.aborted, false);
    await pass(2_000);
    assert.equal(asked[0]?.init.signal?.aborted, true);
    assert.equal(asked.length, 1);
    assert.equal(watch().state, 'watching');
  });

  test('an answer without an end is read only so far', async () => {
    ao3 = () => new Response(new ReadableStream({ pull: (c) => c.enqueue(new TextEncoder().encode('x'.repeat(10_000))) }));
    await watchAnOutage();
    await pass(61_000);
    assert.equal(asked.length, 1);
    assert.equal(watch().state, 'watching');
  });

  test('Retry-After of a look, and of the failed page itself, is obeyed; also by the next watch', async () => {
    ao3 = () => new Response('', { status: 503, headers: { 'retry-after': '1200' } });
    await watchAnOutage();
    await pass(61_000);
    const until = (asked[0]?.at ?? 0) + 1_200_000;
    assert.ok((watch().nextAt ?? 0) >= until);
    watcher.stop();
    await watcher.start(false);
    assert.ok((watch().nextAt ?? 0) >= until, 'a new watch forgot it');
    asleep();
    await worker();
    watcher.stop();
    outage();
    await watcher.start(false);
    assert.ok((watch().nextAt ?? 0) >= until, 'a new worker forgot it');

    await watcher.forget();
    outage({ over: { sighting: sighting({ headers: { 'retry-after': '3000' }, seenAt: new Date(Date.now()).toISOString() }) } });
    await watcher.start(false);
    assert.ok((watch().nextAt ?? 0) >= Date.now() + 3_000_000);
  });

  test('a wait longer than the watch ends it at once, without a request', async () => {
    await worker();
    outage({ over: { sighting: sighting({ headers: { 'retry-after': 'Sun, 22 Nov 2099 12:00:00 GMT' }, seenAt: new Date(NOW).toISOString() }) } });
    await watcher.start(false);
    assert.deepEqual([watch().state, watch().why], ['over', 'limit']);
    await pass(5 * MINUTE);
    assert.equal(asked.length, 0);
  });

  for (const { status, headers, why } of [{ status: 429, why: 'limit' }, { status: 507, why: 'limit' }, { status: 403, headers: { 'cf-mitigated': 'challenge' }, why: 'challenge' }, { status: 418, why: 'challenge' }]) {
    test(`${status} stops it`, async () => {
      ao3 = () => new Response('', { status, headers });
      await watchAnOutage();
      await pass(61_000);
      assert.deepEqual([watch().state, watch().why], ['over', why]);
      await pass(60 * MINUTE);
      assert.equal(asked.length, 1);
    });

    test(`a tab that gets ${status} meanwhile stops it before it asks`, async () => {
      await watchAnOutage();
      watcher.failed(sighting({ status, headers }));
      assert.deepEqual([watch().state, watch().why], ['over', why]);
      await pass(5 * MINUTE);
      assert.equal(asked.length, 0);
    });
  }

  test('no watch where it could not tell, or would do harm', async () => {
    for (const code of ['search-down', 'page-too-slow', 'too-many-requests', 'browser-check']) {
      await watchAnOutage({ code });
      assert.equal(watcher.get(), null, code);
    }
  });

  test('an address that leads elsewhere is not followed; the next look asks AO3 by its main name', async () => {
    ao3 = () => /** @type {Response} */ (/** @type {unknown} */ ({ type: 'opaqueredirect', status: 0, headers: new Headers(), body: null }));
    await watchAnOutage({ over: { sighting: sighting({ host: 'ao3.org' }) } });
    await pass(200_000);
    assert.deepEqual(asked.slice(0, 2).map((a) => new URL(a.url).host), ['ao3.org', 'archiveofourown.org']);
  });

  test('clicking again changes nothing about a watch that runs', async () => {
    await watchAnOutage();
    const before = watch();
    await pass(5_000);
    await watcher.start(false);
    assert.equal(watch(), before);
  });
});

describe('being offline', () => {
  test('it pauses without a request, and goes on after a share of half a minute', async () => {
    await watchAnOutage();
    online = false;
    watcher.network();
    await pass(10 * MINUTE);
    assert.equal(watch().paused, true);
    assert.equal(asked.length, 0);
    online = true;
    const back = Date.now();
    watcher.network();
    await pass(40_000);
    assert.equal(watch().paused, false);
    assert.equal(asked.length, 1);
    assert.ok((asked[0]?.at ?? 0) - back <= 31_000);
  });

  test('a worker that slept through the news asks its device by alarm', async () => {
    await watchAnOutage();
    online = false;
    await pass(2 * MINUTE);
    assert.equal(watch().paused, true);
    online = true;
    const back = Date.now();
    while (asked.length === 0) await pass(1_000);
    assert.ok(Date.now() - back <= 92_000);
  });

  test('offline for longer than it watches: over', async () => {
    await watchAnOutage();
    online = false;
    await pass(130 * MINUTE);
    assert.deepEqual([watch().state, watch().why, asked.length], ['over', 'time', 0]);
  });
});

describe('coming back', () => {
  test('one good look, one word about it, and every tab reloaded once within a minute', async () => {
    await watchAnOutage({ tabs: [1, 2, 3, 4, 5, 6] });
    ao3 = BACK;
    await pass(61_000);
    assert.equal(asked.length, 1);
    assert.equal(watch().state, 'back');
    assert.equal(news.length, 1);
    assert.equal(news[0]?.front, 1);
    const at = asked[0]?.at ?? 0;
    await pass(70_000);
    assert.deepEqual(reloads.map((r) => r.tabId), [1, 2, 3, 4, 5, 6]);
    assert.ok(reloads.every((r) => r.bypassCache));
    assert.ok((reloads[0]?.at ?? 0) - at <= 11_000);
    assert.ok((reloads.at(-1)?.at ?? 0) - at <= 61_000);
    assert.ok(reloads.every((r, i) => r.at - (reloads[i - 1]?.at ?? 0) >= 1_000));
    await pass(60 * MINUTE);
    assert.equal(asked.length, 1, 'it goes on asking');
    assert.equal(reloads.length, 6);
  });

  test('where some requests pass all the time, two in a row must', async () => {
    let n = 0;
    ao3 = () => [BACK, DOWN, BACK, BACK][n++ % 4]?.() ?? DOWN();
    await watchAnOutage({ code: 'archive-overloaded' });
    while (asked.length < 3) await pass(5_000);
    assert.equal(watch().state, 'watching');
    assert.equal(watch().good, 1);
    await pass(61_000);
    assert.equal(asked.length, 4);
    assert.equal(watch().state, 'back');
  });

  test('never: a tab that sent a form, that left, that shows something else, or that was put away', async () => {
    await watchAnOutage({ tabs: [1, 2, 3, 4, 5, 6, 7, 8], over: {} });
    const now = /** @type {Incident} */ (incidents.get(false));
    incidents.put(left({ ...now, posted: [2] }, 3));
    tabs.set(4, { id: 4, url: 'https://example.com/', status: 200 });
    tabs.set(5, { id: 5, url: 'https://archiveofourown.org/works/9', status: 200 }); // Gone back to, out of memory.
    tabs.delete(6);
    const away = tabs.get(7);
    if (away) away.discarded = true;
    tabs.set(8, { id: 8, url: 'https://archiveofourown.org/works/8', status: 0 }); // The browser's own error page.
    ao3 = BACK;
    await pass(3 * MINUTE);
    assert.equal(watch().state, 'back');
    assert.deepEqual(reloads.map((r) => r.tabId), [1, 8]);
  });

  test('a tab that leaves after the reloads were set is left alone', async () => {
    await watchAnOutage({ tabs: [1, 2, 3] });
    ao3 = BACK;
    while (watch().state === 'watching') await pass(1_000);
    incidents.put(left(/** @type {Incident} */ (incidents.get(false)), 3));
    await pass(2 * MINUTE);
    assert.deepEqual(reloads.map((r) => r.tabId), [1, 2]);
  });

  test('not where a person does not want it, but told', async () => {
    await watchAnOutage({ tabs: [1, 2] });
    onDisk.set('settings', { reload: false });
    ao3 = BACK;
    await pass(3 * MINUTE);
    assert.equal(news.length, 1);
    assert.equal(reloads.length, 0);
  });

  test('it fails again: the rest is called off, and the watch goes on with a longer wait', async () => {
    await watchAnOutage({ tabs: [1, 2, 3, 4, 5, 6] });
    ao3 = BACK;
    while (reloads.length === 0) await pass(1_000);
    const looks = watch().looks;
    watcher.failed(sighting({ status: 502 }));
    const at = Date.now();
    assert.equal(watch().state, 'watching');
    assert.deepEqual(watch().reloads, []);
    assert.equal(watch().good, 0);
    assert.equal(watch().looks, looks + 1);
    assert.ok((watch().nextAt ?? 0) - at >= 60_000);
    await pass(59_000);
    assert.equal(reloads.length, 1);
    assert.equal(asked.length, 1);
  });

  test('a failure long after it came back is another matter', async () => {
    await watchAnOutage();
    ao3 = BACK;
    await pass(10 * MINUTE);
    watcher.failed(sighting({ status: 502 }));
    assert.equal(watch().state, 'back');
    watcher.opened();
    assert.equal(watcher.get(), null);
  });

  test('a person who is on AO3 again needs no telling; its own reloads are no person', async () => {
    await watchAnOutage();
    ao3 = BACK;
    while (reloads.length === 0) await pass(1_000);
    watcher.visited();
    assert.equal(watch().state, 'back');
    await pass(3 * MINUTE);
    watcher.visited();
    assert.equal(watcher.get(), null);
  });

  test('"don\'t reload" calls off what is left', async () => {
    await watchAnOutage({ tabs: [1, 2, 3, 4] });
    ao3 = BACK;
    while (reloads.length === 0) await pass(1_000);
    watcher.stop();
    await pass(2 * MINUTE);
    assert.equal(reloads.length, 1);
    assert.equal(alarms.size, 0);
  });
});

describe('stopping', () => {
  test('nothing is left: no alarm, no request, nothing kept', async () => {
    await watchAnOutage();
    watcher.stop();
    await pass(5 * MINUTE);
    assert.equal(told.at(-1), null);
    assert.equal(alarms.size + asked.length, 0);
    assert.equal(onDisk.size, 0);
  });

  test('in the middle of a look: its answer counts for nothing', async () => {
    /** @type {(r: Response) => void} */
    let answer = () => undefined;
    ao3 = () => new Promise((go) => (answer = go));
    await watchAnOutage();
    while (asked.length === 0) await pass(1_000);
    watcher.stop();
    assert.equal(asked[0]?.init.signal?.aborted, true);
    await watcher.start(false);
    answer(BACK());
    await pass(5_000);
    assert.equal(watch().state, 'watching');
    assert.equal(news.length, 0);
  });

  test('"forget" leaves nothing at all', async () => {
    await watchAnOutage();
    await watcher.forget();
    assert.equal(onDisk.size, 0);
    assert.deepEqual([...stored.keys()], ['incident']);
  });
});

describe('sleep and restart', () => {
  test('a worker that is ended loses nothing, and asks no sooner', async () => {
    await watchAnOutage();
    const due = watch().nextAt;
    await pass(10_000);
    asleep();
    await worker();
    onAlarm(() => void watcher.due());
    assert.equal(watch().nextAt, due);
    await pass(60_000);
    assert.equal(asked.length, 1);
  });

  test('a worker that is ended over a look does not ask again at once', async () => {
    ao3 = () => new Promise(() => undefined);
    await watchAnOutage();
    while (asked.length === 0) await pass(1_000);
    asleep();
    await worker();
    onAlarm(() => void watcher.due());
    assert.equal(watch().looks, 1);
    await pass(28_000);
    assert.equal(asked.length, 1);
  });

  test('a worker that is ended between reloads does the rest, and none twice', async () => {
    await watchAnOutage({ tabs: [1, 2, 3, 4] });
    ao3 = BACK;
    while (reloads.length < 2) await pass(500);
    asleep();
    await worker();
    onAlarm(() => void watcher.due());
    await pass(2 * MINUTE);
    assert.deepEqual(reloads.map((r) => r.tabId), [1, 2, 3, 4]);
  });

  test('a look that was slept through is not made at once', async () => {
    await watchAnOutage();
    asleep();
    await pass(20 * MINUTE);
    await worker();
    onAlarm(() => void watcher.due());
    await pass(29_000);
    assert.equal(asked.length, 0);
    await pass(40_000);
    assert.equal(asked.length, 1);
  });

  test('a browser that was closed over a look waits half a minute and a share, then goes on', async () => {
    await watchAnOutage();
    await pass(25_000);
    await restarted();
    await pass(29_000);
    assert.equal(asked.length, 0);
    await pass(40_000);
    assert.equal(asked.length, 1);
    assert.equal(watch().state, 'watching');
  });

  test('tabs of before the restart are not known by their numbers any more; what was over is no news', async () => {
    await watchAnOutage({ tabs: [1, 2, 3] });
    ao3 = BACK;
    while (watch().state === 'watching') await pass(1_000);
    await restarted();
    assert.equal(watcher.get(), null);
    await pass(2 * MINUTE);
    assert.equal(reloads.length, 0);
    assert.equal(onDisk.size, 0);
  });

  for (const [name, strange] of Object.entries({
    nothing: null, text: 'watch', empty: {}, 'a host that is not AO3': { host: 'example.com' }, 'a path in the host': { host: 'ao3.org/works?' }, 'no end': { until: Infinity },
    'a later end': { until: NOW + 3 * LONGEST_MS }, 'another state': { state: 'asleep' }, 'tabs that are none': { reloads: [null] }, 'a start in the future': { startedAt: NOW + MINUTE },
  })) {
    test(`${name} in the storage is no watch, and no reason to break`, async () => {
      await watchAnOutage();
      assert.ok(watchFrom(keptOnDisk(), Date.now()));
      const whole = typeof strange === 'object' && strange !== null && Object.keys(strange).length > 0;
      onDisk.set('watch', whole ? { ...keptOnDisk(), ...strange } : strange);
      asleep();
      await worker();
      assert.equal(watcher.get(), null);
    });
  }
});

describe('storage', () => {
  test('on disk there is no page', async () => {
    await watchAnOutage({ tabs: [1, 2] });
    assert.doesNotMatch(JSON.stringify([...onDisk]), /works|http/);
  });

  test('begun in a private window nothing is on disk, and no tab anywhere', async () => {
    await watchAnOutage({ tabs: [1, 2, 3], isPrivate: true });
    ao3 = BACK;
    while (watch().state === 'watching') await pass(1_000);
    assert.equal(watch().reloads.length, 3);
    assert.equal(watch().front, null);
    assert.equal(onDisk.size, 0);
    assert.deepEqual(keptInMemory()?.reloads, []);
    await pass(MINUTE);
    assert.deepEqual(reloads.map((r) => r.tabId), [1, 2, 3]);
    watcher.forgetPrivate();
    await pass(1);
    assert.equal(watcher.get(), null);
    assert.equal(keptInMemory(), undefined);
  });

  test('an ordinary watch reloads private tabs too, and remembers none of them', async () => {
    await worker();
    outage({ tabs: [7], isPrivate: true });
    outage({ tabs: [1] });
    await watcher.start(false);
    ao3 = BACK;
    while (watch().state === 'watching') await pass(1_000);
    assert.deepEqual(keptOnDisk()?.reloads.map((r) => r.tabId), [1]);
    watcher.forgetPrivate();
    assert.deepEqual(watch().reloads.map((r) => r.tabId), [1]);
  });

  test('an ordinary window takes over a private one\'s watch, without another beginning', async () => {
    await watchAnOutage({ tabs: [7], isPrivate: true });
    const { startedAt, nextAt } = watch();
    await pass(3_000);
    outage({ tabs: [1] });
    await watcher.start(false);
    await pass(1);
    assert.deepEqual([watch().isPrivate, watch().startedAt, watch().nextAt], [false, startedAt, nextAt]);
    assert.equal(keptInMemory(), undefined);
    assert.ok(keptOnDisk());
  });

  test('a storage that is full: the watch runs on, and says so', async (t) => {
    t.mock.method(api.storage.local, 'set', async () => Promise.reject(new Error('QUOTA_BYTES quota exceeded')));
    await watchAnOutage({ tabs: [1, 2] });
    assert.equal(told.at(-1)?.unkept, true);
    ao3 = BACK;
    await pass(3 * MINUTE);
    assert.equal(reloads.length, 2);
  });

  test('a storage that takes it again: said no longer', async (t) => {
    const broken = t.mock.method(api.storage.session, 'set', async () => Promise.reject(new Error('disk')));
    await worker();
    await watcher.start(false);
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
    incidents = new Incidents(() => undefined);
    watcher = new Watcher(incidents, { changed: () => undefined, back: () => undefined });
    await watcher.load();
    assert.equal(watcher.get(), null);
  });
});
