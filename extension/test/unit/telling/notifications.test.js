/** @import {Incident} from '../../../incident/incident.js' */
import '../stub.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open } from '../../../incident/incident.js';
import { noticeClicked, notify, notifyOfText } from '../../../telling/notifications.js';
import { Cards } from '../../../telling/cards.js';
import { tell } from '../../../telling/badge-and-cards.js';
import { english, t } from '../english.js';
import { diagnosis, seen } from '../examples.js';

/** @type {[number, any][]} what tabs were sent */
let sent = [];
/** @type {any[]} */
let notices = [];
/** @type {unknown[]} */
let fronted = [];
/** Pages that were opened. @type {string[]} */
let made = [];
let allowed = true;

Object.assign(/** @type {any} */ (globalThis).chrome, {
  tabs: {
    sendMessage: async (/** @type {number} */ tabId, /** @type {unknown} */ message) =>
      tabId === 9 ? Promise.reject(new Error('no page')) : void sent.push([tabId, message]),
    update: async (/** @type {number} */ id) => (fronted.push(id), { id, windowId: 4 }),
    get: async (/** @type {number} */ id) => ({ id, windowId: 4, incognito: false }),
    create: async (/** @type {{url: string}} */ { url }) => void made.push(url),
  },
  windows: { update: async (/** @type {number} */ id) => fronted.push(`window ${id}`) },
  action: {
    setBadgeBackgroundColor: async () => undefined,
    setBadgeTextColor: async () => undefined,
    setBadgeText: async () => undefined,
    setTitle: async () => undefined,
    openPopup: async () => fronted.push('popup'),
  },
  permissions: { contains: async () => allowed },
  notifications: {
    create: async (/** @type {string} */ id, /** @type {unknown} */ what) => notices.push([id, what]),
    clear: async () => undefined,
  },
});
/** @type {any} */ (globalThis).chrome.runtime.getURL = (/** @type {string} */ path) => `chrome-extension://x/${path}`;

/** @param {Partial<Incident>} [over] @returns {Incident} */
const incident = (over) => ({
  ...open({ id: 'a', isPrivate: false, at: 0, seen: seen() }),
  phase: 'settled',
  diagnosis: diagnosis(),
  ...over,
});

beforeEach(() => {
  [sent, notices, fronted, made, allowed] = [[], [], [], [], true];
});

test('every tab is told; one without a page is no error', async () => {
  await tell(incident({ tabs: [1, 9, 2] }), [1, 9, 2], english, null, { cards: new Cards(), aloud: true });
  assert.deepEqual(
    sent.map(([id, m]) => [id, m.type]),
    [
      [1, 'card'],
      [2, 'card'],
    ],
  );
});

test('quiet: what stands goes', async () => {
  await tell(incident({ tabs: [1, 2] }), [1, 2], english, null, { cards: new Cards(), aloud: false });
  assert.deepEqual(sent, [
    [1, { type: 'card-gone' }],
    [2, { type: 'card-gone' }],
  ]);
});

test('a notification says the headline', async () => {
  await notify(incident(), english);
  assert.equal(notices.length, 1);
  assert.equal(notices[0][1].title, t('verdict_archive_down_headline'));
});

test('none without the permission, none for private windows', async () => {
  allowed = false;
  await notify(incident(), english);
  allowed = true;
  await notify(incident({ isPrivate: true }), english);
  assert.deepEqual(notices, []);
});

test('a click on it leads to the tab that failed last, and the popup', async () => {
  const failed = incident({ tabs: [1, 2] });
  await noticeClicked('another', null, failed);
  await noticeClicked('incident', null, failed);
  assert.deepEqual(fronted, [2, 'window 4', 'popup']);
});

test('what became of a text is told without its title or words; a click leads to the page of texts', async () => {
  for (const told of /** @type {const} */ (['arrived', 'not-there', 'untold'])) await notifyOfText(told, english);
  assert.deepEqual(
    notices.map(([id, { title, message }]) => [id, title, message]),
    ['there', 'not_there', 'untold'].map((key) => ['text', t(`text_notify_${key}_title`), t(`text_notify_${key}`)]),
  );
  await noticeClicked('text', null, undefined);
  assert.deepEqual(made, ['chrome-extension://x/pages/drafts/drafts.html']);
  allowed = false;
  await notifyOfText('arrived', english);
  assert.equal(notices.length, 3, 'none without the permission');
});
