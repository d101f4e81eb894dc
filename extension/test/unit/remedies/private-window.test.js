/** The page tried in a private window: who is asked what came of it, where the answer lives, and when it is gone. */
import '../stub.js';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { BrowserRestart } from '../../../remedies/browser-restart.js';
import { Check } from '../../../diagnosis/check.js';
import { incidentFrom } from '../../../incident/incident-record.js';
import { again, joined, open } from '../../../incident/incident.js';
import { Incidents } from '../../../incident/incidents.js';
import { PrivateLoads } from '../../../incident/private-load.js';
import { withIncident } from '../../../incident/history.js';
import { Helped } from '../../../remedies/helped.js';
import { Remedies } from '../../../remedies/remedies.js';
import { Reconnection } from '../../../remedies/reconnection.js';
import { ReloadOnce } from '../../../remedies/reload-once.js';
import { shareable } from '../../../report/shareable.js';
import { OwnPages } from '../../../telling/own-pages.js';
import { diagnosis, seen, sighting } from '../examples.js';

const browser = /** @type {any} */ (globalThis).chrome;
const before = browser.windows;

/** What was opened. @type {object[]} */
let opened = [];
let refuses = false;
/** What the browser answers. @type {object | undefined} */
let answers;

beforeEach(() => {
  opened = [];
  refuses = false;
  answers = undefined;
  browser.windows = {
    ...before,
    create: async (/** @type {object} */ how) => {
      if (refuses) throw new Error('Extension does not have permission for incognito mode');
      opened.push(how);
      return answers; // Chromium's is nothing where the extension may not see the window.
    },
  };
});
afterEach(() => {
  browser.windows = before;
});

/** @param {{isPrivate?: boolean, over?: Parameters<typeof seen>[0]}} [of] */
function background({ isPrivate = false, over } = {}) {
  const incidents = new Incidents(() => undefined);
  incidents.put({ ...open({ id: 'a', isPrivate, at: Date.now(), seen: seen(over) }), phase: 'settled', diagnosis: diagnosis() });
  const check = new Check(incidents);
  const privateLoads = new PrivateLoads(incidents);
  const remedies = new Remedies({
    check,
    incidents,
    privateLoads,
    reloadOnce: new ReloadOnce(incidents),
    watcher: { start: async () => undefined, seenFrom: () => null },
    reconnection: new Reconnection(incidents, new Check(incidents)),
    restart: new BrowserRestart(incidents, async () => undefined),
    helped: new Helped(incidents),
  });
  const ownPages = new OwnPages(/** @type {any} */ ({ incidents, check, remedies }));
  const hear = (/** @type {object} */ message) => ownPages.hear(/** @type {any} */ ({ tabId: 1, isPrivate, ...message }));
  return { incidents, privateLoads, hear, press: (/** @type {string} */ code) => hear({ type: 'run', code, sure: false }) };
}

test('it was opened: what came of it is asked; what the person says is kept, and may be said otherwise', async () => {
  const { incidents, hear, press } = background();
  assert.deepEqual(await press('private-window'), { came: 'done' });
  assert.deepEqual(opened, [{ incognito: true, url: 'https://archiveofourown.org/works/1/chapters/2' }]);
  assert.equal(incidents.get(false)?.privateTry, 'asked');
  await hear({ type: 'private-answer', loads: true });
  assert.equal(incidents.get(false)?.privateTry, 'loads');
  await hear({ type: 'private-answer', loads: false });
  assert.equal(incidents.get(false)?.privateTry, 'fails');
  await press('private-window');
  assert.equal(incidents.get(false)?.privateTry, 'asked', 'tried once more');
});

test('where we may see the window nobody is asked; whatever else a browser answers tells of no tab', async () => {
  const url = 'https://archiveofourown.org/works/1/chapters/2';
  /** @type {[string, unknown, string][]} */
  const cases = [
    ['the tab that it names', { incognito: true, tabs: [{ id: 7 }] }, 'seen-fails'],
    ['an ordinary window', { incognito: false, tabs: [{ id: 7 }] }, 'asked'],
    ['no tab', { incognito: true, tabs: [] }, 'asked'],
    ['nothing', null, 'asked'],
    ['nonsense', 'yes', 'asked'],
  ];
  for (const [name, answer, came] of cases) {
    const { incidents, privateLoads, press } = background();
    answers = /** @type {any} */ (answer);
    await press('private-window');
    privateLoads.heed({ kind: 'tab', tabId: 7, url, complete: true, at: 1 }, { loads: [], shown: [] }, seen({ tabId: 7 }));
    assert.equal(incidents.get(false)?.privateTry, came, name);
  }
});

test('where the browser opens none the person opens it, and is asked too', async () => {
  const { incidents, press } = background();
  refuses = true;
  const told = /** @type {any} */ (await press('private-window'));
  assert.deepEqual([told.word, told.copy?.what], ['private_refused', 'address']);
  assert.equal(incidents.get(false)?.privateTry, 'asked');
});

test('nothing is asked where nothing is opened, where one reads as a guest, and in a private window', async () => {
  const form = background({ over: { sighting: sighting({ method: 'POST' }) } });
  await form.press('private-window');
  assert.deepEqual([opened, form.incidents.get(false)?.privateTry], [[], null]);
  const guest = background();
  await guest.press('read-as-guest');
  assert.deepEqual([opened.length, guest.incidents.get(false)?.privateTry], [1, null]);
  const there = background({ isPrivate: true });
  await there.press('private-window');
  assert.equal(there.incidents.get(true)?.privateTry, null);
});

test('nothing is heard of what was not tried, nor of another incident', async () => {
  const { incidents, hear, press } = background();
  await hear({ type: 'private-answer', loads: true });
  assert.equal(incidents.get(false)?.privateTry, null);
  await press('private-window');
  await hear({ type: 'private-answer', loads: true, isPrivate: true });
  assert.equal(incidents.get(false)?.privateTry, 'asked');
});

test('another failure of the same trouble leaves it; another look takes it away with all that was found', () => {
  const incident = { ...open({ id: 'a', isPrivate: false, at: 0, seen: seen() }), privateTry: /** @type {const} */ ('loads') };
  assert.equal(joined(incident, seen({ tabId: 2 }), 1).privateTry, 'loads');
  assert.equal(again(incident, 'b', incident.sighting).privateTry, null);
});

test('what a storage holds is read as one of three words', () => {
  const kept = (/** @type {unknown} */ privateTry) =>
    incidentFrom({ ...open({ id: 'a', isPrivate: false, at: 0, seen: seen() }), privateTry })?.privateTry;
  for (const word of ['asked', 'loads', 'fails', 'seen-loads', 'seen-fails']) assert.equal(kept(word), word);
  for (const word of [undefined, null, 'https://archiveofourown.org/', {}, true]) assert.equal(kept(word), null);
});

test('it is in no report and in no list of past incidents', () => {
  const of = (/** @type {'loads' | null} */ privateTry) => ({
    ...open({ id: 'a', isPrivate: false, at: 0, seen: seen() }),
    phase: /** @type {const} */ ('settled'),
    diagnosis: diagnosis(),
    settledAt: 1,
    privateTry,
  });
  assert.deepEqual(withIncident([], of('loads')), withIncident([], of(null)));
  assert.deepEqual(shareable(of('loads')), shareable(of(null)));
});
