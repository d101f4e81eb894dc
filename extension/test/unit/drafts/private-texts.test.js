/** Texts of private windows: each tab knows its own, in memory, and nothing of them outlives it. */
import { onDisk, stored, tabs } from '../stub.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { NotStored } from '../../../drafts/database.js';
import { PRIVATE_TEXTS, PrivateTexts } from '../../../drafts/private-texts.js';

const { api } = await import('../../../browser/api.js');

/** Who listens to tabs that close, or change their number. @type {Set<(...given: any[]) => void>} */
const closes = new Set();
/** @type {Set<(...given: any[]) => void>} */
const replaces = new Set();
/** @param {Set<(...given: any[]) => void>} all */
const event = (all) => ({
  addListener: (/** @type {any} */ f) => void all.add(f),
  removeListener: (/** @type {any} */ f) => void all.delete(f),
});
Object.assign(api.tabs, { onRemoved: event(closes), onReplaced: event(replaces) });

beforeEach(() => [tabs, stored, onDisk, closes, replaces].forEach((each) => each.clear()));

/** @param {string} content @param {string} [action] @param {string} [writing] @returns {any} */
const form = (content, action = '/works/1/chapters', writing = content) => ({
  writing,
  action,
  fields: [{ name: 'chapter[content]', kind: 'text', value: content }],
  why: 'typed',
  button: '',
});
const PAGE = 'archiveofourown.org/works/1/chapters/new';
const other = form('', undefined, 'another page');

/** Once all that was begun is done. */
const settled = () => new Promise((go) => setTimeout(go, 20));

test('a text is missing in its own tab alone, and nothing of it comes to a disk', async () => {
  const all = new PrivateTexts();
  await all.of(7).keep(form('said in private'), PAGE, 1);
  assert.equal((await all.of(7).missing(other))?.words, 3);
  assert.equal(await all.of(8).missing(other), null);
  assert.equal((await new PrivateTexts().of(7).missing(other))?.words, 3, 'after the sleep of the worker');
  assert.equal(onDisk.size, 0);
});

test('it ends with its tab; the others stay, and who listens wakes nobody for nothing', async () => {
  const all = new PrivateTexts();
  for (const id of [7, 8]) tabs.set(id, { id, url: 'https://archiveofourown.org/works/1', status: 200, incognito: true });
  all.listen();
  assert.equal(closes.size, 0, 'Firefox would wake the background for it from now on');
  await settled();
  assert.equal(closes.size, 0, 'nothing is kept');
  await all.of(7).keep(form('one'), PAGE, 1);
  await all.of(8).keep(form('two'), PAGE, 1);
  assert.equal(closes.size, 1);
  closes.forEach((closed) => closed(7));
  await settled();
  assert.deepEqual(Object.keys(/** @type {any} */ (stored.get(PRIVATE_TEXTS))), ['8']);
  closes.forEach((closed) => closed(8));
  await settled();
  assert.equal(stored.has(PRIVATE_TEXTS), false);
  assert.equal(closes.size, 0);
});

test('a tab that closed while nobody listened has left nothing either; one that got another number has its text', async () => {
  await new PrivateTexts().of(7).keep(form('one'), PAGE, 1);
  await new PrivateTexts().of(8).keep(form('two'), PAGE, 1);
  tabs.set(8, { id: 8, url: 'https://archiveofourown.org/works/1', status: 200, incognito: true });
  const all = new PrivateTexts();
  all.listen();
  await settled();
  assert.equal(await all.of(7).missing(other), null);
  replaces.forEach((replaced) => replaced(9, 8));
  await settled();
  assert.equal((await all.of(9).missing(other))?.words, 1);
  assert.equal(await all.of(8).missing(other), null);
});

test('what AO3 has is gone at once; what it does not say is asked about, and is there', async () => {
  const its = new PrivateTexts().of(7);
  const text = await its.keep(form('one two'), PAGE, 1);
  const unknown = await its.became(text?.id ?? '', 'unknown', 5);
  assert.equal(unknown?.outcome, 'unknown');
  assert.equal((await its.missing(other))?.id, text?.id);
  await its.became(text?.id ?? '', 'arrived');
  assert.deepEqual(await its.all(), []);
  assert.equal(stored.has(PRIVATE_TEXTS), false);
});

test('a tab holds few, the newest version of each, and the switch in the options ends all', async () => {
  const all = new PrivateTexts();
  for (let n = 1; n <= 5; n++) await all.of(7).keep(form(`chapter ${n}`, `/works/${n}/chapters`), PAGE, n);
  assert.deepEqual(
    (await all.of(7).all()).map(({ at }) => at),
    [5, 4, 3],
  );
  await all.of(7).keep({ ...form('chapter 5 and more', '/works/5/chapters', 'chapter 5'), why: 'sent' }, PAGE, 6);
  await all.of(7).keep(form('chapter 5 and more and more', '/works/5/chapters', 'chapter 5'), PAGE, 7);
  const [newest] = await all.of(7).all();
  assert.equal((await all.of(7).whole(newest?.id ?? '', null))?.versions.length, 1);
  await all.forget();
  assert.deepEqual(await all.of(7).all(), []);
});

test('where the browser has no room it is told, and what was there stays', async () => {
  const all = new PrivateTexts();
  await all.of(7).keep(form('one'), PAGE, 1);
  const { set } = api.storage.session;
  Object.assign(api.storage.session, { set: async () => Promise.reject(new Error('Session storage quota bytes exceeded')) });
  await assert.rejects(all.of(7).keep(form('two'), PAGE, 2), NotStored);
  Object.assign(api.storage.session, { set });
  assert.equal((await all.of(7).missing(other))?.words, 1);
});
