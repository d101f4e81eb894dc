/** What is opened for somebody in a private window opens in one, or nowhere. */
import { opened, tabs } from '../stub.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { api } from '../../../browser/api.js';
import { BrowserRestart } from '../../../remedies/browser-restart.js';
import { Check } from '../../../diagnosis/check.js';
import { open } from '../../../incident/incident.js';
import { anyPrivate, placeFor } from '../../../browser/private-windows.js';
import { STATUS_PAGE } from '../../../ao3/voices.js';
import { Reconnection } from '../../../remedies/reconnection.js';
import { ReloadOnce } from '../../../remedies/reload-once.js';
import { Helped } from '../../../remedies/helped.js';
import { Remedies } from '../../../remedies/remedies.js';
import { diagnosis, seen } from '../examples.js';
import { Incidents } from '../../../incident/incidents.js';
import { PrivateLoads } from '../../../incident/private-load.js';

/** The windows that are open. @type {{id: number, incognito: boolean, focused: boolean}[]} */
let windows = [];
/** What each tab that was opened was told. @type {any[]} */
const told = [];

Object.assign(api, { windows: { getAll: async () => windows } });
Object.assign(api.tabs, { create: async (/** @type {{url: string}} */ how) => void (told.push(how), opened.push(how.url)) });
Object.assign(api.runtime, { getURL: (/** @type {string} */ path) => path });

beforeEach(() => {
  windows = [{ id: 1, incognito: false, focused: true }];
  for (const list of [told, opened]) list.length = 0;
  tabs.clear();
});

test('whether there is one', async () => {
  assert.equal(await anyPrivate(), false);
  windows.push({ id: 2, incognito: true, focused: false });
  assert.equal(await anyPrivate(), true);
});

test('beside the tab; where that is closed, in another private window; where there is none, nowhere', async () => {
  const tab = /** @type {chrome.tabs.Tab} */ (
    /** @type {unknown} */ ({ id: 7, windowId: 2, incognito: true, cookieStoreId: 'firefox-private' })
  );
  assert.deepEqual(await placeFor(tab, true), { windowId: 2, openerTabId: 7, cookieStoreId: 'firefox-private' });
  assert.equal(await placeFor(undefined, true), null);
  assert.deepEqual(await placeFor(undefined, false), {});
  windows.push({ id: 2, incognito: true, focused: false }, { id: 3, incognito: true, focused: true });
  assert.deepEqual(await placeFor(undefined, true), { windowId: 3 });
});

test('no remedy of a private incident opens anything in an ordinary window', async () => {
  const incidents = new Incidents(() => undefined);
  const remedies = new Remedies({
    check: new Check(incidents),
    incidents,
    privateLoads: new PrivateLoads(incidents),
    reloadOnce: new ReloadOnce(incidents),
    watcher: { start: async () => undefined, seenFrom: () => null },
    reconnection: new Reconnection(incidents, new Check(incidents)),
    restart: new BrowserRestart(incidents, async () => undefined),
    helped: new Helped(incidents),
  });
  const url = 'https://archiveofourown.org/works/1?view_full_work=true';
  incidents.put({ ...open({ id: 'a', isPrivate: true, at: 0, seen: seen({ url }) }), phase: 'settled', diagnosis: diagnosis() });
  const run = (/** @type {string} */ code) => remedies.run(code, { incident: incidents.get(true), tabId: 1, isPrivate: true, sure: false });
  const all = ['open-status-page', 'open-portal', 'sign-in-again', 'lighter-page', 'finish-browser-check'];
  for (const code of all) await run(code);
  assert.equal(told.length, 0, 'its tab and its window are closed');
  windows.push({ id: 2, incognito: true, focused: false });
  for (const code of all) await run(code);
  assert.equal(told.length, all.length);
  assert.equal(opened[0], STATUS_PAGE);
  assert.ok(told.every(({ windowId }) => windowId === 2));
});
