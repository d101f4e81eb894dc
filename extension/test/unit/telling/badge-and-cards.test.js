/** @import {Watch} from '../../../watch/store.js' */
import { tabs } from '../stub.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { open } from '../../../incident/incident.js';
import { noticeClicked, notifyBack } from '../../../telling/notifications.js';
import { Cards } from '../../../telling/cards.js';
import { tell, tellWatch } from '../../../telling/badge-and-cards.js';
import { english, t } from '../english.js';
import { diagnosis, seen, watch as example } from '../examples.js';
import { openPopup } from '../../../telling/open.js';

/** What the toolbar shows: by tab, '' for all the others. @type {Map<string, {text?: string, title?: string}>} */
const toolbar = new Map();
/** @type {{id: string, message: string}[]} */
let shown = [];
/** @type {unknown[]} */
let done = [];
let allowed = true;

const { api } = await import('../../../browser/api.js');
/** @param {string} name */
const note =
  (name) =>
  async (/** @type {{tabId?: number} & Record<string, unknown>} */ { tabId, ...what }) => {
    if (tabId !== undefined && !tabs.has(tabId)) throw new Error(`No tab with id: ${tabId}.`);
    toolbar.set(String(tabId ?? ''), { ...toolbar.get(String(tabId ?? '')), [name]: what[name] });
  };
Object.assign(api, {
  action: {
    setBadgeText: note('text'),
    setTitle: note('title'),
    setBadgeBackgroundColor: async () => undefined,
    setBadgeTextColor: async () => undefined,
  },
  permissions: { contains: async () => allowed },
  notifications: {
    create: async (/** @type {string} */ id, /** @type {{message: string}} */ { message }) => void shown.push({ id, message }),
    clear: async (/** @type {string} */ id) => void (shown = shown.filter((n) => n.id !== id)),
  },
  windows: { update: async (/** @type {number} */ id) => void done.push(`window ${id}`) },
});
Object.assign(api.tabs, {
  sendMessage: async () => undefined,
  update: async (/** @type {number} */ id) => void done.push(`tab ${id}`),
  create: async (/** @type {{url: string}} */ { url }) => void done.push(url),
});
Object.assign(api.runtime, { getURL: (/** @type {string} */ path) => path });

beforeEach(() => {
  toolbar.clear();
  tabs.clear();
  [shown, done, allowed] = [[], [], true];
});

/** @param {Partial<Watch>} [over] */
const watch = (over) => example({ nextAt: Date.now(), until: Date.now(), lastAt: 0, front: 1, ...over });
const failed = {
  ...open({ id: 'a', isPrivate: false, at: 0, seen: seen() }),
  phase: /** @type {const} */ ('settled'),
  diagnosis: diagnosis(),
};

/** As the background does after every change of the watch. @param {Watch | null} now */
async function told(now) {
  await tellWatch(now, [], english);
  await tell(failed, failed.tabs, english, now, { cards: new Cards(), aloud: false });
}

test('the toolbar tells that AO3 is watched, that it is back, and nothing afterwards', async () => {
  tabs.set(1, { id: 1, url: 'https://archiveofourown.org/works/1', status: 502 });
  await told(watch());
  assert.equal(toolbar.get('1')?.text, '…');
  assert.match(toolbar.get('1')?.title ?? '', /^why502: .+Watching/);
  assert.equal(toolbar.get('')?.text, '');
  assert.match(toolbar.get('')?.title ?? '', /Watching/);
  await told(watch({ state: 'back' }));
  assert.equal(toolbar.get('1')?.text, '✓');
  assert.deepEqual(toolbar.get(''), { text: '✓', title: `why502: ${t('watch_back')}` });
  await told(null);
  assert.equal(toolbar.get('1')?.text, '!');
  assert.deepEqual(toolbar.get(''), { text: '', title: t('action_title') });
});

test('a tab that closed meanwhile is no reason to break', async () => told(watch()));

test('one notification, which names no page, only where it is allowed, and never for a private window', async () => {
  await notifyBack(watch({ reloads: [{ tabId: 1, at: 0, isPrivate: false }] }), english);
  assert.deepEqual(
    shown.map((n) => n.message),
    [t('watch_notify_reload')],
  );
  shown = [];
  await notifyBack(watch(), english);
  assert.deepEqual(
    shown.map((n) => n.message),
    [t('watch_notify_text')],
  );
  shown = [];
  await notifyBack(watch({ isPrivate: true }), english);
  allowed = false;
  await notifyBack(watch(), english);
  assert.deepEqual(shown, []);
});

test('it is taken back where AO3 did not stay', async () => {
  await notifyBack(watch(), english);
  await tellWatch(watch({ state: 'back' }), [], english);
  assert.equal(shown.length, 1);
  await tellWatch(watch(), [], english);
  assert.equal(shown.length, 0);
});

test("a click on it leads to the tab; where that is gone, to AO3; and is nobody else's business", async () => {
  await notifyBack(watch(), english);
  const [first] = shown;
  tabs.set(1, { id: 1, url: 'https://archiveofourown.org/works/1', status: 200, windowId: 4 });
  await noticeClicked('another', watch(), undefined);
  assert.deepEqual(done, []);
  await noticeClicked(first?.id ?? '', watch(), undefined);
  assert.deepEqual(done, ['tab 1', 'window 4']);
  assert.equal(shown.length, 0);
  tabs.clear();
  await noticeClicked(first?.id ?? '', watch(), undefined);
  await noticeClicked(first?.id ?? '', null, undefined);
  assert.deepEqual(done.slice(2), ['https://archiveofourown.org/', 'https://archiveofourown.org/']);
});

test('a watch of private windows shows on the buttons of their tabs, and nowhere else', async () => {
  for (const [id, incognito] of /** @type {const} */ ([
    [1, false],
    [8, true],
    [9, true],
  ]))
    tabs.set(id, { id, url: 'https://example.com/', status: 200, active: true, incognito });
  await tellWatch(watch({ isPrivate: true, state: 'back' }), [9], english);
  assert.deepEqual(toolbar.get(''), { text: '', title: t('action_title') });
  assert.deepEqual(toolbar.get('8'), { text: '✓', title: `why502: ${t('watch_back')}` });
  assert.equal(toolbar.get('1'), undefined);
  assert.equal(toolbar.get('9'), undefined, 'told of it with its incident');
  await tellWatch(null, [9], english);
  assert.deepEqual(toolbar.get('8'), { text: '', title: t('action_title') });
});

test('what a person asks for in a private window opens there, and where it cannot it opens nowhere', async () => {
  tabs.set(3, { id: 3, url: 'https://archiveofourown.org/works/1', status: 502, incognito: true, windowId: 4 });
  Object.assign(api.action, { openPopup: async () => Promise.reject(new Error('no focus')) });
  assert.equal(await openPopup(3, true), false);
  // As in Chromium, which would open it in an ordinary window.
  assert.deepEqual(done, []);
  tabs.set(5, { id: 5, url: 'https://archiveofourown.org/works/1', status: 502, windowId: 6 });
  await openPopup(5, true);
  assert.deepEqual(done, ['pages/popup/popup.html?tab=5']);
  assert.equal(await openPopup(77, true), false, 'a tab that is closed');
  assert.equal(done.length, 1);
});

test('a popup that the browser says it opened, and that never comes, is opened in a tab for who asked for it', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  tabs.set(5, { id: 5, url: 'https://archiveofourown.org/works/1', status: 502, windowId: 6 });
  let comesAfter = Infinity;
  Object.assign(api.action, { openPopup: async () => undefined });
  Object.assign(api.runtime, { getContexts: async () => (comesAfter-- > 0 ? [] : [{ contextType: 'POPUP' }]) });
  /** @param {boolean} orTab */
  const opened = async (orTab) => {
    let is = /** @type {boolean | undefined} */ (undefined);
    void openPopup(5, orTab).then((answer) => (is = answer));
    while (is === undefined) {
      await new Promise(setImmediate);
      t.mock.timers.tick(50);
    }
    return is;
  };
  assert.equal(await opened(false), false);
  assert.deepEqual(done, [], 'nobody asked');
  assert.equal(await opened(true), false);
  assert.deepEqual(done, ['pages/popup/popup.html?tab=5']);
  comesAfter = 3;
  assert.equal(await opened(true), true, 'a slow one');
  assert.equal(done.length, 1);
});
