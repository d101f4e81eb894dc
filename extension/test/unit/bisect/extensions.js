/**
 * A browser's extensions for unit tests, and the worker that switches them: it can be killed at any call that it makes of
 * the browser, before the browser has done what it asked or after. Import this before what it tests.
 */
import { onDisk, stored, tabs } from '../stub.js';
import { settle, standStill } from '../clock.js';

/** @typedef {{id: string, name: string, enabled: boolean, type: string, installType: string, mayDisable: boolean, permissions: string[], stuck?: boolean}} Fake */

/** By their ids. @type {Map<string, Fake>} */
export const extensions = new Map();

/** Each state that the browser may have written down: which were on. @type {string[][]} */
export const written = [];

/** @type {Set<() => void>} */
const listeners = new Set();

const scope = /** @type {any} */ (globalThis);

/** How many calls are made before this worker is killed. */
let left = Infinity;
let doneFirst = false;
let dead = false;
/** How many calls were made. */
export let calls = 0;

/** @param {any} of @param {string} name */
function mortal(of, name) {
  const real = of[name];
  of[name] = async (/** @type {unknown[]} */ ...args) => {
    if (dead) return new Promise(() => undefined);
    calls += 1;
    left -= 1;
    if (left >= 0) return real(...args);
    dead = true;
    if (doneFirst) await real(...args);
    return new Promise(() => undefined);
  };
}

/** Which are on. */
export const on = () => [...extensions.values()].filter(({ enabled }) => enabled).map(({ id }) => id);

/** Somebody switches one. @param {string} id @param {boolean} enabled */
export function flip(id, enabled) {
  const extension = extensions.get(id);
  if (!extension) throw new Error(`Failed to find extension with id ${id}.`);
  extension.enabled = enabled;
  for (const heard of listeners) heard();
}

const event = { addListener: (/** @type {() => void} */ f) => void listeners.add(f) };
const management = {
  getAll: async () => [...extensions.values()].map((each) => ({ ...each })),
  setEnabled: async (/** @type {string} */ id, /** @type {boolean} */ enabled) => {
    if (extensions.get(id)?.stuck && enabled) throw new Error('Re-enabling an extension requires a user gesture.');
    flip(id, enabled);
    written.push(on());
  },
  onEnabled: event,
  onDisabled: event,
  onUninstalled: event,
};
scope.chrome.management = management;
scope.chrome.runtime.id = 'why502';
/** Whether the permission is there. */
let may = true;
scope.chrome.permissions = { onAdded: { addListener: () => undefined }, contains: async () => may };
for (const name of ['getAll', 'setEnabled']) mortal(management, name);
for (const name of ['set', 'remove', 'get']) {
  mortal(scope.chrome.storage.local, name);
  mortal(scope.chrome.storage.session, name);
}
mortal(scope.chrome.tabs, 'query');

/** The permission is there, or withdrawn. @param {boolean} is */
export function allow(is) {
  may = is;
  scope.chrome.management = may ? management : { getSelf: async () => ({}) };
}

/** A browser in which these are on, as a person left it. @param {(Partial<Fake> & {id: string})[]} fakes */
export function furnish(fakes) {
  for (const held of [extensions, onDisk, stored, tabs]) held.clear();
  allow(true);
  for (const each of fakes)
    extensions.set(each.id, {
      name: each.id,
      enabled: true,
      type: 'extension',
      installType: 'normal',
      mayDisable: true,
      permissions: [],
      ...each,
    });
  written.length = 0;
  written.push(on());
}

/** Many ordinary ones. @param {number} many */
export const some = (many) => Array.from({ length: many }, (_, n) => ({ id: `e${n}` }));

/** The worker's next call but so many is its last. @param {number} after @param {boolean} done whether the browser still does it */
export function killAfter(after, done) {
  left = after;
  doneFirst = done;
}

/** No worker is there any more; its timers are gone, and what it had asked is answered to nobody. */
export function bury() {
  dead = false;
  left = Infinity;
  calls = 0;
  listeners.clear();
  standStill(Date.now() + 1_000);
}

/** The browser is closed, or dies; what it wrote down last holds. @param {readonly string[]} [kept] which were on then */
export function endBrowser(kept = on()) {
  bury();
  stored.clear();
  for (const each of extensions.values()) each.enabled = kept.includes(each.id);
}

/** All that is under way, however many calls that is. */
export async function idle() {
  for (let before = -1; before !== calls;) {
    before = calls;
    for (let i = 0; i < 5; i += 1) await settle();
  }
}
