/** The page in front of the person, and AO3's page that a look loads. */
import { allow, endBrowser, furnish, idle, on, some } from './extensions.js';
import { opened, stored, tabs } from '../stub.js';
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { CLOSED_MS, LEFT_MS } from '../../../bisect/bisecting.js';
import { Incidents } from '../../../incident/incidents.js';
import { open } from '../../../incident/incident.js';
import { goOn, pass, standStill } from '../clock.js';
import { seen, sighting } from '../examples.js';
import { worker, press, named, begins } from './played.js';

/** @typedef {import('../../../types/bisect.js').View} View */

after(goOn);
standStill(Date.UTC(2026, 10, 29, 12));

/** @param {Parameters<typeof seen>[0]} [over] */
async function withPage(over) {
  endBrowser();
  furnish(some(4));
  opened.length = 0;
  const incidents = new Incidents(() => undefined);
  incidents.put(open({ id: 'a', isPrivate: false, at: Date.now(), seen: seen(over) }));
  const { tabs: tabsApi } = /** @type {any} */ (globalThis).chrome;
  /** @type {string[]} */
  const asked = [];
  tabsApi.create = async () => (tabs.set(7, { id: 7, url: 'about:blank', status: 0 }), { id: 7 });
  tabsApi.update = async (/** @type {number} */ id, /** @type {{url?: string}} */ { url }) => void (url && asked.push(`${id} ${url}`));
  const bisecting = await worker(incidents);
  await begins(bisecting);
  return { bisecting, asked };
}

const URL_ = 'https://archiveofourown.org/works/1/chapters/2';
const END = /** @type {const} */ ({ kind: 'end', id: 'r', tabId: 7, url: URL_, method: 'GET', error: null, ip: null, fromCache: false });
const ANSWER = /** @type {const} */ ({ ...END, kind: 'answer', status: 200, headers: null });

test('a look is one load, in a tab of its own, once AO3 has rested; what comes of it is the answer', async () => {
  const { bisecting, asked } = await withPage();
  const { view, take } = {
    view: async () => /** @type {Extract<View, {state: 'round'}>} */ (await bisecting.view()),
    take: (/** @type {any} */ event, /** @type {any} */ failed = undefined) => bisecting.takes({ at: Date.now(), ...event }, failed),
  };
  await press(bisecting, { act: 'load', round: 1 });
  await press(bisecting, { act: 'load', round: 1 });
  assert.deepEqual([asked, (await view()).look?.state], [[], 'soon']);
  await pass(2_000);
  await idle();
  assert.equal(asked.length, 1);
  const { scripting } = /** @type {any} */ (globalThis).chrome;
  const { executeScript } = scripting;
  scripting.executeScript = async () => Promise.reject(new Error('Frame with ID 0 was removed.'));
  tabs.set(7, { id: 7, url: '', status: 0 });
  assert.deepEqual([(await view()).open, (await view()).untold], [[], []], 'our own tab is no extension of anybody');
  scripting.executeScript = executeScript;
  assert.match(asked[0] ?? '', /^7 https:\/\/archiveofourown\.org\//);
  assert.equal(take({ ...END, tabId: 3 }), false, 'another tab is not its business');
  assert.equal(take(ANSWER), true);
  take(END);
  await idle();
  assert.equal((await view()).loads, true);
  // It was an outage page after all, and a person may say so, too.
  take({ kind: 'page', tabId: 7 }, seen());
  await idle();
  assert.equal((await view()).loads, false);
  await press(bisecting, { act: 'loads', round: 1 });
  take({ kind: 'page', tabId: 7 }, seen());
  await idle();
  assert.equal((await view()).loads, true, 'the person has the last word');
  await press(bisecting, { act: 'next', round: 1 });
  await press(bisecting, { act: 'load', round: 2 });
  await pass(5_000);
  await idle();
  assert.equal(asked.length, 1, 'AO3 rests');
  await pass(5_000);
  await idle();
  assert.equal(asked.length, 2);
  take({ kind: 'tab', tabId: 7 }, seen({ sighting: sighting({ status: 429 }) }));
  await idle();
  assert.deepEqual([(await view()).loads, (await view()).look?.state], [null, 'limited'], 'that says nothing of extensions');
  await press(bisecting, { act: 'stop' });
  assert.equal(take(END), false);
});

test('what answered a form, or may have, is never loaded', async () => {
  for (const method of ['POST', null]) {
    const { bisecting, asked } = await withPage({ sighting: sighting({ method }) });
    const view = await press(bisecting, { act: 'load', round: 1 });
    assert.equal(view.state === 'round' && view.page, false);
    await pass(120_000);
    await idle();
    assert.deepEqual(asked, []);
    await press(bisecting, { act: 'stop' });
  }
});

test('a press in front of another round, or after the end, does nothing', async () => {
  endBrowser();
  furnish(some(4));
  const bisecting = await worker();
  await begins(bisecting);
  await Promise.all([
    press(bisecting, { act: 'loads', round: 1 }),
    press(bisecting, { act: 'next', round: 1 }),
    press(bisecting, { act: 'next', round: 1 }),
  ]);
  const view = await bisecting.view();
  assert.deepEqual(view.state === 'round' && [view.round, view.loads], [2, null]);
  await press(bisecting, { act: 'loads', round: 1 });
  assert.equal(/** @type {any} */ (await bisecting.view()).loads, null);
  await press(bisecting, { act: 'stop' });
  for (const act of /** @type {const} */ (['next', 'load', 'see', 'loads', 'fails', 'off', 'on']))
    await press(bisecting, { act, round: 2, ids: ['e0'] });
  assert.equal(on().length, 4);
});

test('who goes away in the middle has everything back after a while; who presses has not', async () => {
  endBrowser();
  furnish(some(4));
  const bisecting = await worker();
  await begins(bisecting);
  await pass(LEFT_MS - 1_000);
  await press(bisecting, { act: 'loads', round: 1 });
  await pass(LEFT_MS - 1_000);
  assert.equal(on().length, 0);
  await pass(2_000);
  await idle();
  const view = await bisecting.view();
  assert.deepEqual([on().length, view.state === 'over' && view.how], [4, 'interrupted']);
});

test('who closes the page has everything back soon; who loads it again goes on', async () => {
  endBrowser();
  furnish(some(4));
  const bisecting = await worker();
  await begins(bisecting);
  assert.equal(await bisecting.hear({ act: 'left' }), undefined);
  await pass(CLOSED_MS / 2);
  assert.equal((await bisecting.hear({}))?.state, 'round');
  await pass(CLOSED_MS * 2);
  await idle();
  assert.equal(on().length, 0, 'it is open again');
  await bisecting.hear({ act: 'left' });
  await pass(CLOSED_MS + 1_000);
  await idle();
  assert.equal(on().length, 4);
  await bisecting.hear({ act: 'left' });
  assert.equal((await bisecting.view()).state, 'over', 'nothing is left to be closed');
});

test('what a start may not put back is shown to the person, with the names', async () => {
  const { tabs: tabsApi, runtime } = /** @type {any} */ (globalThis).chrome;
  const { create } = tabsApi;
  /** @type {string[]} */
  const shown = [];
  tabsApi.create = async (/** @type {{url: string}} */ { url }) => (shown.push(url), { id: 70 });
  runtime.getURL = (/** @type {string} */ path) => path;
  try {
    endBrowser();
    furnish(some(2));
    await begins(await worker());
    endBrowser();
    await worker();
    assert.deepEqual([on(), shown], [['e0', 'e1'], []], 'all is back, and nobody is disturbed');
    endBrowser();
    await begins(await worker());
    allow(false);
    endBrowser();
    const next = await worker();
    assert.deepEqual([on(), shown], [[], ['pages/bisect/bisect.html']]);
    assert.deepEqual(await next.view(), { state: 'asks', owes: ['e0', 'e1'].map(named) });
  } finally {
    tabsApi.create = create;
  }
});

test('who has us forget everything has all back first', async () => {
  endBrowser();
  furnish(some(4));
  const bisecting = await worker();
  await begins(bisecting);
  await bisecting.forget();
  assert.deepEqual([on().length, (await bisecting.view()).state, stored.has('bisect')], [4, 'plan', false]);
});
