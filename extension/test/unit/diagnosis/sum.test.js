/** How often AO3 was asked in a session of the browser: nothing is left out of it, and nothing is counted twice. */
import { stored } from '../stub.js';
import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { purseOf } from '../../../diagnosis/budget.js';
import { open } from '../../../incident/incident.js';
import { seen } from '../examples.js';
import { Incidents } from '../../../incident/incidents.js';
import { askedInSession, count } from '../../../diagnosis/session-sum.js';

mock.method(console, 'warn', () => undefined);
beforeEach(() => stored.clear());

const soon = async () => {
  for (let i = 0; i < 50; i += 1) await new Promise(setImmediate);
};

test('it is of ordinary windows, and nothing where the storage does not say', async () => {
  assert.equal(await askedInSession(), 0);
  count([{}, {}, { doubt: true }], [{}]);
  count([], [{ doubt: true }]);
  await soon();
  assert.equal(await askedInSession(), 1);
  for (const isPrivate of [true, false]) {
    const incidents = new Incidents(() => undefined);
    const incident = open({ id: 'a', isPrivate, at: Date.now(), seen: seen() });
    incidents.put(incident);
    assert.notEqual(purseOf(incidents, incident, () => 1).take('trial'), null);
    await soon();
    assert.equal(await askedInSession(), isPrivate ? 1 : 2);
  }
  stored.set('asked', { requests: 'many' });
  assert.equal(await askedInSession(), null);
});

test('a storage that is too busy for a while leaves no request out, and counts none twice', async (t) => {
  const { session } = /** @type {any} */ (globalThis).chrome.storage;
  const pause = t.mock.method(globalThis, 'setTimeout', (/** @type {() => void} */ go) => setImmediate(go));
  const late = () => Promise.reject(new Error('busy'));
  const get = t.mock.method(session, 'get');
  get.mock.mockImplementationOnce(late);
  count([{}, { doubt: true }]);
  await soon();
  assert.deepEqual(stored.get('asked'), { requests: 2, doubted: 1 });

  // Written, but the answer came too late to be heard.
  const set = session.set.bind(session);
  t.mock.method(session, 'set', async (/** @type {object} */ what) => set(what).then(late), { times: 3 });
  count([{}]);
  await soon();
  count([{}]);
  await soon();
  assert.deepEqual(stored.get('asked'), { requests: 4, doubted: 1 });
  assert.ok(pause.mock.callCount() > 0, 'it is asked again after a pause');
});
