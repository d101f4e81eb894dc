import { opened } from '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from '../../../incident/incident.js';
import { pageEvent, pressOf, witness } from '../../../sighting/page-message.js';
import { CardClicks, hasCard } from '../../../telling/card-clicks.js';
import { english } from '../english.js';
import { seen } from '../examples.js';

const URL_OF_PAGE = 'https://archiveofourown.org/works/1234567';
const tab = /** @type {chrome.tabs.Tab} */ ({ id: 7, incognito: false, url: URL_OF_PAGE });
const sender = { tab, frameId: 0, url: URL_OF_PAGE, id: 'why502' };
const from = /** @type {import('../../../sighting/page-message.js').Witness} */ (witness(sender));
const PAGE = {
  type: 'page',
  url: 'https://evil.example/',
  status: 502,
  tookMs: 180,
  cached: false,
  revisited: false,
  cookies: true,
  from: '',
  markup: '<title>502 Bad Gateway</title>',
};

/** What no script of ours would send. @type {unknown[]} */
const NONSENSE = [
  undefined,
  null,
  0,
  NaN,
  '',
  'page',
  [],
  ['page'],
  true,
  () => 1,
  {},
  { type: null },
  { type: 'check' },
  { type: 'clear', extent: 'all', storage: true },
  { type: 'forget' },
  { type: 'run', code: 'clear-site-data' },
  { type: 'act' },
  { type: 'act', code: 7 },
  { type: 'act', code: 'x'.repeat(10_000) },
  { type: 'quiet' },
  { type: 'quiet', what: 'forever' },
  { type: ['dismiss'] },
  { type: 'toString' },
  { type: '__proto__' },
];

test('a page of AO3 in the tab itself may speak, and nobody else', () => {
  assert.deepEqual(from, { id: 7, tab, url: URL_OF_PAGE });
  // Firefox, of a page in a sandbox.
  for (const url of [undefined, 'moz-nullprincipal:{5e1}', 'null'])
    assert.deepEqual(witness(/** @type {chrome.runtime.MessageSender} */ ({ ...sender, url })), from);
  for (const other of [
    {},
    { ...sender, frameId: 3 },
    { ...sender, tab: undefined },
    { ...sender, tab: { ...tab, id: undefined } },
    { ...sender, tab: { ...tab, id: -1 } },
    { ...sender, url: undefined, tab: { ...tab, url: undefined } },
    { ...sender, url: 'about:blank', tab: { ...tab, url: 'https://example.org/' } },
    { ...sender, url: 'https://archiveofourown.org.evil.example/' },
    { ...sender, url: 'https://mirror.archiveofourown.org/' },
    { ...sender, documentLifecycle: 'prerender' },
    { ...sender, documentLifecycle: 'cached' },
  ]) {
    assert.equal(witness(/** @type {chrome.runtime.MessageSender} */ (other)), undefined, JSON.stringify(other));
  }
});

test('it speaks of itself, under the address that the browser knows it by', () => {
  assert.deepEqual(pageEvent({ ...PAGE, tabId: 9, at: 5 }, from, 1), {
    kind: 'page',
    tabId: 7,
    url: URL_OF_PAGE,
    status: 502,
    tookMs: 180,
    cached: false,
    revisited: false,
    cookies: true,
    reading: null,
    markers: { title: '502 Bad Gateway', mainClasses: [], bodyClasses: [], ids: [], text: '' },
    at: 1,
  });
});

test('of where the person came from it tells a chapter of AO3, and nothing else', () => {
  const reading = (/** @type {unknown} */ before) => pageEvent({ ...PAGE, markup: null, from: before }, from, 1)?.reading;
  assert.equal(reading('https://archiveofourown.org/works/1/chapters/2?view_adult=true'), 'https://archiveofourown.org/works/1/chapters/2');
  for (const other of ['', 'https://archiveofourown.org/users/me/works', 'https://example.org/works/1/chapters/2', 7, {}, null, undefined])
    assert.equal(reading(other), null, String(other));
});

test('what cannot be true of a page is not taken for true', () => {
  for (const status of [-1, 0, 7, 99, 1_000, 1e9, NaN, Infinity, '502', null, {}, [502]])
    assert.equal(pageEvent({ ...PAGE, status }, from, 1)?.status, 0, String(status));
  for (const tookMs of [-1, 1e12, NaN, Infinity, '180', null, {}])
    assert.equal(pageEvent({ ...PAGE, tookMs }, from, 1)?.tookMs, 0, String(tookMs));
  for (const word of ['true', 1, {}, []]) {
    const event = pageEvent({ ...PAGE, cached: word, revisited: word, cookies: word }, from, 1);
    assert.deepEqual([event?.cached, event?.revisited, event?.cookies], [false, false, null]);
  }
  for (const markup of [null, undefined, 7, {}, ['<p>']]) assert.equal(pageEvent({ ...PAGE, markup }, from, 1)?.markers, null);
  for (const before of [7, null, {}, 'x'.repeat(1_000_000)])
    assert.equal(pageEvent({ ...PAGE, from: before }, from, 1)?.markers?.title, '502 Bad Gateway');
});

test('nonsense is neither a page nor a press', () => {
  for (const message of NONSENSE) {
    assert.equal(pageEvent(message, from, 1), undefined, String(message));
    assert.equal(pressOf(message), undefined, String(message));
  }
});

test('a press is what a card has to press, and carries nothing else', () => {
  assert.deepEqual(pressOf({ type: 'see-why', extra: 1 }), { type: 'see-why' });
  assert.deepEqual(pressOf({ type: 'act', code: 'watch', params: {} }), { type: 'act', code: 'watch' });
  assert.deepEqual(pressOf({ type: 'quiet', what: 'hour', of: 'x' }), { type: 'quiet', what: 'hour' });
  assert.deepEqual(pressOf({ type: 'quiet', what: 'undo', of: 'x' }), { type: 'quiet', what: 'undo', of: 'hour' });
});

test('where no card can stand, nothing can be pressed', async () => {
  const incident = { ...open({ id: 'a', isPrivate: false, at: Date.now(), seen: seen() }), tabs: [3] };
  assert.equal(hasCard(incident, 3), true);
  assert.equal(hasCard(incident, 7), false);
  assert.equal(hasCard({ ...incident, dismissed: true }, 3), false);
  assert.equal(hasCard(undefined, 3), false);
  /** @type {string[]} */
  const done = [];
  const note = (/** @type {string} */ what) => () => void done.push(what);
  const cardClicks = new CardClicks(
    /** @type {any} */ ({
      incidents: { get: () => incident, update: note('incident'), put: note('incident') },
      remedies: { run: note('remedy') },
      watcher: { get: () => null, start: note('watch'), stop: note('watch') },
      quiet: { forAnHour: note('quiet'), always: note('quiet'), undo: note('quiet') },
      tellAgain: note('told'),
    }),
  );
  for (const message of [
    { type: 'see-why' },
    { type: 'act', code: 'watch' },
    { type: 'act', code: 'reload-once' },
    { type: 'dismiss' },
    { type: 'quiet', what: 'hour' },
    { type: 'quiet', what: 'always' },
    { type: 'quiet', what: 'undo' },
  ]) {
    const press = /** @type {import('../../../sighting/page-message.js').Press} */ (pressOf(message));
    assert.equal(await cardClicks.hear(press, from, english), undefined, message.type);
  }
  assert.deepEqual([done, opened], [[], []]);
  await cardClicks.hear({ type: 'dismiss' }, { ...from, id: 3 }, english);
  assert.deepEqual(done, ['incident']);
});
