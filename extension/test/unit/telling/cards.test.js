/** Cards on pages: where one can be put, where none can, and what of it is taken back. */
import { tabs } from '../stub.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Incidents } from '../../../incident/incidents.js';
import { open } from '../../../incident/incident.js';
import { DEFAULTS } from '../../../browser/settings.js';
import { LIMIT_MS } from '../../../browser/door.js';
import { Cards } from '../../../telling/cards.js';
import { Quiet } from '../../../telling/quiet.js';
import { Teller } from '../../../telling/teller.js';
import { diagnosis, seen } from '../examples.js';

/** @typedef {import('../../../words/card-message.js').CardMessage} CardMessage */

/** Pages that have a card's script, and those that let none in. */
const entered = new Set();
const shut = new Set();
/** Pages that do not answer yet. */
const busy = new Set();
/** How often a page was to be entered, and what tabs heard. @type {{tries: number, heard: [number, string][]}} */
const seenThere = { tries: 0, heard: [] };
/** What happens while a page is being entered. @type {() => void} */
let meanwhile = () => undefined;

const { api } = await import('../../../browser/api.js');
Object.assign(api, {
  scripting: {
    executeScript: async (/** @type {{target: {tabId: number}}} */ { target }) => {
      seenThere.tries += 1;
      if (shut.has(target.tabId)) throw new Error('Cannot access contents of the page.');
      meanwhile();
      entered.add(target.tabId);
      return [];
    },
  },
  action: {
    setBadgeText: async () => undefined,
    setTitle: async () => undefined,
    setBadgeBackgroundColor: async () => undefined,
    setBadgeTextColor: async () => undefined,
  },
  permissions: { contains: async () => true },
});
Object.assign(api.tabs, {
  sendMessage: async (/** @type {number} */ tabId, /** @type {{type: string}} */ { type }) => {
    if (busy.has(tabId)) return new Promise(() => undefined);
    if (!entered.has(tabId)) throw new Error('Could not establish connection. Receiving end does not exist.');
    return void seenThere.heard.push([tabId, type]);
  },
});

beforeEach(() => {
  for (const each of [entered, shut, busy, tabs]) each.clear();
  Object.assign(seenThere, { tries: 0, heard: [] });
  meanwhile = () => undefined;
});

const MESSAGE = /** @type {CardMessage} */ (/** @type {unknown} */ ({ type: 'card' }));

test('what is said while a page is being entered waits for it, and enters it no second time; the next page is entered anew', async () => {
  const cards = new Cards();
  await Promise.all([cards.show(1, MESSAGE), cards.show(1, MESSAGE), cards.show(2, MESSAGE)]);
  assert.equal(seenThere.tries, 2, 'one for each page');
  assert.equal(seenThere.heard.length, 3);
});

test('a page that comes while the one before is being entered is entered itself', async (t) => {
  const cards = new Cards();
  /** @type {(() => void)[]} */
  const go = [];
  t.mock.method(api.scripting, 'executeScript', () => new Promise((done) => go.push(() => (entered.add(1), done([])))));
  const first = cards.show(1, MESSAGE);
  for (let n = 0; n < 100 && go.length < 1; n++) await new Promise(setImmediate);
  cards.turned(1);
  const second = cards.show(1, MESSAGE);
  for (let n = 0; n < 100 && go.length < 2; n++) await new Promise(setImmediate);
  assert.equal(go.length, 2);
  go.forEach((each) => each());
  await Promise.all([first, second]);
  assert.equal(seenThere.heard.length, 2);
});

test('a page is entered when there is something to say, once', async () => {
  const cards = new Cards();
  await cards.show(1, MESSAGE);
  await cards.show(1, MESSAGE);
  assert.equal(seenThere.tries, 1);
  assert.deepEqual(seenThere.heard, [
    [1, 'card'],
    [1, 'card'],
  ]);
});

test('a page that lets no card in is left alone after a few tries, until its tab shows another, or the person allows it', async () => {
  const cards = new Cards();
  shut.add(1);
  const often = async () => {
    for (let times = 0; times < 20; times += 1) await cards.show(1, MESSAGE);
    return seenThere.tries;
  };
  const few = await often();
  assert.ok(few >= 2 && few <= 3, `${few} tries`);
  cards.turned(1);
  assert.equal(await often(), 2 * few);
  cards.allowed();
  shut.clear();
  await cards.show(1, MESSAGE);
  assert.deepEqual(seenThere.heard, [[1, 'card']]);
});

test('a page that is too busy to answer has refused nothing: its card goes on being told', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const cards = new Cards();
  await cards.show(1, MESSAGE);
  busy.add(1);
  for (let times = 0; times < 20; times += 1) {
    let over = false;
    const shown = cards.show(1, MESSAGE).finally(() => (over = true));
    while (!over) {
      t.mock.timers.tick(LIMIT_MS);
      await Promise.resolve();
    }
    await shown;
  }
  assert.equal(seenThere.tries, 1, 'its script is put into it again and again');
  busy.clear();
  seenThere.heard = [];
  await cards.show(1, MESSAGE);
  assert.deepEqual(seenThere.heard, [[1, 'card']]);
});

test('a card that reached the page to which its tab went on meanwhile is taken back; on one that failed again it stays', async () => {
  const incidents = new Incidents(() => undefined);
  const teller = new Teller({ incidents, quiet: new Quiet(), watch: () => null });
  await teller.obey(DEFAULTS);
  const failing = {
    ...open({ id: 'a', isPrivate: false, at: 0, seen: seen() }),
    phase: /** @type {const} */ ('settled'),
    diagnosis: diagnosis(),
  };
  const [tabId = 0] = failing.tabs;
  incidents.put(failing);
  meanwhile = () => {
    incidents.put({ ...failing, tabs: [] });
    teller.left(tabId);
  };
  teller.incident(failing);
  await teller.done();
  assert.deepEqual(seenThere.heard, [
    [tabId, 'card'],
    [tabId, 'card-gone'],
  ]);

  seenThere.heard = [];
  teller.left(tabId);
  incidents.put(failing);
  teller.incident(failing);
  await teller.done();
  assert.deepEqual(seenThere.heard.at(-1), [tabId, 'card']);
});
