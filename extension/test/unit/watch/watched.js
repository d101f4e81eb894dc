/**
 * The world of a watch, for its tests: an AO3 that answers as it is told, a device that is online or
 * not, and a background that is ended and begun anew over the same storages.
 *
 * @import {Incident} from '../../../incident/incident.js'
 * @import {Watch} from '../../../watch/store.js'
 */
import { alarms, onAlarm, onDisk, reloads, stored, tabs } from '../stub.js';
import { after, beforeEach, mock } from 'node:test';
import { joined, open } from '../../../incident/incident.js';
import { Watcher } from '../../../watch/watcher.js';
import { goOn, pass, standStill } from '../clock.js';
import { diagnosis, seen } from '../examples.js';
import { Incidents } from '../../../incident/incidents.js';
import { brokenOff } from '../../../diagnosis/budget.js';

export const NOW = Date.UTC(2026, 10, 22, 12);
export const MINUTE = 60_000;

export const BACK = () => Response.json({ token: 'abc' });
export const DOWN = () => new Response('<title>AO3 Down</title>', { status: 502 });

/** What a background begins with. */
function begun() {
  const incidents = new Incidents(() => undefined);
  const watcher = new Watcher(incidents, { changed: (watch) => world.told.push(watch), back: (watch) => world.news.push(watch) });
  return { incidents, watcher };
}

export const world = {
  /** What AO3 answers. @type {(url: string, init: RequestInit) => Response | Promise<Response>} */
  ao3: DOWN,
  /** What it was asked, and when. @type {{url: string, at: number, init: RequestInit}[]} */
  asked: [],
  online: true,
  /** Every change that a worker told of. @type {(Watch | null)[]} */
  told: [],
  /** Every time that AO3 was back. @type {Watch[]} */
  news: [],
  ...begun(),
};

Object.defineProperty(globalThis, 'navigator', {
  value: {
    get onLine() {
      return world.online;
    },
  },
  configurable: true,
});
mock.method(globalThis, 'fetch', async (/** @type {string} */ url, /** @type {RequestInit} */ init) => {
  world.asked.push({ url, at: Date.now(), init });
  init.signal?.throwIfAborted();
  const refused = new Promise((_, fail) => init.signal?.addEventListener('abort', () => fail(init.signal?.reason)));
  return Promise.race([world.ao3(url, init), refused]);
});
// The dice fall in each run of the tests alike; where they are not told otherwise, so that a look comes soon.
const SOON = 0.05;
let die = 0;
let luck = SOON;
mock.method(Math, 'random', () => (die = (die + 0.618) % 1) * luck);

/** From now on the dice fall anywhere. */
export function anyLuck() {
  luck = 1;
}

// What a broken storage leaves is expected here.
mock.method(console, 'warn', () => undefined);
mock.method(console, 'info', () => undefined);

beforeEach(() => {
  standStill(NOW);
  for (const held of [alarms, onDisk, stored, tabs]) held.clear();
  reloads.length = 0;
  die = 0;
  luck = SOON;
  Object.assign(world, { ao3: DOWN, asked: [], online: true, told: [], news: [] });
  onAlarm(() => void world.watcher.due());
});

after(goOn);

/** A worker begins: nothing is known but what was kept. */
export async function worker() {
  world.told = [];
  Object.assign(world, begun());
  await world.incidents.load(brokenOff);
  await world.watcher.load();
  onAlarm(() => void world.watcher.due());
}

/** The worker is ended: its timers die with it, its alarms do not. */
export function asleep() {
  world.watcher.due = async () => undefined;
  onAlarm(() => undefined);
}

/** The browser is closed, and started again. */
export async function restarted() {
  asleep();
  stored.clear();
  await worker();
}

/**
 * An outage that a person sees in some tabs.
 *
 * @param {{tabs?: number[], code?: string, isPrivate?: boolean, over?: Partial<Incident>}} [how]
 */
export function outage({ tabs: ids = [1], code = 'archive-down', isPrivate = false, over = {} } = {}) {
  for (const id of ids)
    tabs.set(id, {
      id,
      url: `https://archiveofourown.org/works/${id}`,
      status: 502,
      active: id === ids[0],
      incognito: isPrivate,
      windowId: 1,
    });
  let incident = open({ id: 'a', isPrivate, at: Date.now(), seen: seen({ tabId: ids[0] }) });
  for (const id of ids.slice(1)) incident = joined(incident, seen({ tabId: id }), Date.now());
  world.incidents.put({ ...incident, phase: 'settled', diagnosis: diagnosis({ verdict: { code, side: 'archive' } }), ...over });
}

/** The watch that runs. */
export const watch = () => /** @type {Watch} */ (world.watcher.seenFrom(true));
export const keptOnDisk = () => /** @type {Watch | undefined} */ (onDisk.get('watch'));
export const keptInMemory = () => /** @type {Watch | undefined} */ (stored.get('watch'));

/** @param {Parameters<typeof outage>[0]} [how] */
export async function watchAnOutage(how) {
  await worker();
  outage(how);
  await world.watcher.start(how?.isPrivate === true);
  await pass(1);
}
