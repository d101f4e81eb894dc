/** The door: no call of the browser's API waits for ever, and none is believed whatever it says. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { ANSWERS } from '../../../browser/answer-shapes.js';
import { LIMIT_MS, LIMITS_MS, Refusal, door } from '../../../browser/door.js';
import { Refusals } from '../../../browser/refusals.js';
import { goOn, pass, settle, standStill } from '../clock.js';

const never = () => new Promise(() => undefined);

/** @type {string[]} what was heard */
let heard = [];
const listener = {
  refused: (/** @type {Refusal} */ { call, why }) => void heard.push(`${call} ${why}`),
  answered: (/** @type {string} */ call) => void heard.push(`${call} answered`),
};

beforeEach(() => {
  heard = [];
  standStill(0);
  mock.method(console, 'info', () => undefined);
});
afterEach(() => {
  goOn();
  mock.restoreAll();
});

test('what never answers is late, and what it says afterwards is not heard', async () => {
  /** @type {(tab: unknown) => void} */
  let say = () => undefined;
  const api = door({ tabs: { get: (/** @type {number} */ _) => new Promise((go) => (say = go)) } }, listener);
  const asked = api.tabs.get(7).then(
    () => 'answered',
    (error) => error,
  );
  await pass(LIMIT_MS - 1);
  assert.deepEqual(heard, []);
  await pass(1);
  const refusal = await asked;
  assert.ok(refusal instanceof Refusal);
  assert.deepEqual([refusal.call, refusal.why], ['tabs.get', 'late']);
  say({ id: 7, incognito: false });
  await settle();
  assert.deepEqual(heard, ['tabs.get late']);
});

test('a refusal keeps the words of the browser; what is thrown at once is one too', async () => {
  const api = door(
    {
      cookies: {
        get: async () => {
          throw new Error('No host permissions');
        },
        getAll: () => {
          throw new TypeError('gone');
        },
      },
    },
    listener,
  );
  await assert.rejects(
    api.cookies.get(),
    (/** @type {Refusal} */ error) => error.why === 'refused' && error.message === 'No host permissions',
  );
  await assert.rejects(/** @type {Promise<unknown>} */ (/** @type {unknown} */ (api.cookies.getAll())), /gone/);
});

test('an answer that cannot be one is none', async () => {
  for (const value of [undefined, null, 'x', 42, [], {}, { id: 8, incognito: false }, { id: 7 }]) {
    await assert.rejects(
      door({ tabs: { get: async (/** @type {number} */ _) => value } }, listener).tabs.get(7),
      (/** @type {Refusal} */ error) => error.why === 'nonsense',
      String(value),
    );
  }
  const fine = { id: 7, incognito: true };
  assert.equal(await door({ tabs: { get: async (/** @type {number} */ _) => fine } }, listener).tabs.get(7), fine);
});

test('what a person answers has no limit; every other limit is one', async () => {
  const api = door({ permissions: { request: never } }, listener);
  let over = false;
  void api.permissions.request().then(
    () => (over = true),
    () => (over = true),
  );
  await pass(86_400_000);
  assert.equal(over, false);
  const others = Object.entries(LIMITS_MS).filter(([call]) => call !== 'permissions.request');
  assert.ok(others.every(([call, ms]) => ms > LIMIT_MS && ms <= 45_000 && Object.hasOwn(ANSWERS, call)));
});

test('events, constants and what is answered at once pass; each call keeps its owner', () => {
  const onUpdated = { addListener: () => undefined };
  class Area {
    name = 'local';
    own() {
      return this.name;
    }
  }
  const [local, session] = [new Area(), Object.assign(new Area(), { name: 'session' })];
  const api = door(
    { tabs: { onUpdated }, storage: { local, session }, runtime: { id: 'x', getURL: (/** @type {string} */ path) => `x:${path}` } },
    listener,
  );
  assert.equal(api.tabs.onUpdated, onUpdated);
  assert.deepEqual([api.storage.local.own(), api.storage.session.own()], ['local', 'session']); // Both have one method between them.
  assert.equal(api.runtime.getURL('a'), 'x:a');
  assert.equal(api.runtime.id, 'x');
  assert.equal('browsingData' in api, false);
});

test('who listens knows what is refused now: each area once, until the same call is answered, or it is no news', async () => {
  const refusals = new Refusals();
  /** @type {unknown[]} */
  const told = [];
  refusals.listen((areas) => told.push(areas));
  let well = false;
  const api = door(
    { storage: { session: { get: async () => (well ? {} : undefined), set: async () => Promise.reject(new Error('full')) } } },
    refusals,
  );
  await api.storage.session.get().catch(() => undefined);
  await api.storage.session.set().catch(() => undefined);
  assert.deepEqual(refusals.areas(), ['storage']);
  well = true;
  await api.storage.session.get();
  assert.deepEqual(refusals.areas(), ['storage'], 'it still cannot be written');
  assert.deepEqual(told.at(-1), ['storage']);
  await pass(5 * 60_000);
  assert.deepEqual(refusals.areas(), []);
});

test('a tab that closed, a page that lets nobody in and a popup that is open already are no refusals', () => {
  const refusals = new Refusals();
  for (const [call, text] of /** @type {const} */ ([
    ['tabs.get', 'No tab with id: 5.'],
    ['tabs.get', 'Invalid tab ID: 5'],
    ['action.setBadgeText', 'No tab with id: 5.'],
    ['tabs.sendMessage', 'Could not establish connection. Receiving end does not exist.'],
    ['scripting.executeScript', 'Frame with ID 0 is showing error page'],
    ['action.openPopup', 'Could not find an active browser window.'],
    ['dns.resolve', 'NS_ERROR_UNKNOWN_HOST'],
  ])) {
    refusals.refused(new Refusal(call, 'refused', new Error(text)));
  }
  refusals.refused(new Refusal('tabs.sendMessage', 'late')); // A page that is busy.
  assert.deepEqual(refusals.areas(), []);
  refusals.refused(new Refusal('tabs.get', 'late'));
  assert.deepEqual(refusals.areas(), ['tabs']);
});
