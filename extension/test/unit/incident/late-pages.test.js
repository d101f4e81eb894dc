/** What the toolbar offers of pages that came late, for as long as they stand. */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LatePages } from '../../../incident/late-pages.js';
import { offered } from '../../../words/offered.js';
import { viewOf } from '../../../words/view.js';
import { english } from '../english.js';
import { seen, sighting } from '../examples.js';

const late = (tabId = 1) => seen({ tabId, sighting: sighting({ status: 200, tookMs: 34_000 }) });

test('a page is offered in front of its own tab, in windows of its own sort, until the tab shows something else', () => {
  /** @type {[number, boolean][]} */
  const told = [];
  const pages = new LatePages((tabId, now) => told.push([tabId, now !== undefined]));
  pages.note(late(), false);
  assert.deepEqual(pages.offer({ tabId: 1, isPrivate: false }), { tookMs: 34_000 });
  for (const front of [
    { tabId: 1, isPrivate: true },
    { tabId: 2, isPrivate: false },
    { tabId: null, isPrivate: false },
  ])
    assert.equal(pages.offer(front), null);
  pages.renumber(1, 7);
  assert.equal(pages.in(1), undefined);
  assert.equal(pages.in(7)?.tabId, 7);
  pages.leave(2);
  pages.leave(7);
  assert.equal(pages.offer({ tabId: 7, isPrivate: false }), null);
  assert.deepEqual(told, [
    [1, true],
    [7, false],
  ]);
});

test('a worker that slept knows what the one before it offered; with the last private window that of private ones goes', async () => {
  const before = new LatePages(() => undefined);
  before.note(late(1), false);
  before.note(late(2), true);
  const pages = new LatePages(() => undefined);
  await pages.load();
  assert.ok(pages.in(1) && pages.in(2) && pages.knowsPrivate());
  pages.forgetPrivate();
  const after = new LatePages(() => undefined);
  await after.load();
  assert.deepEqual([after.in(1)?.tabId, after.in(2), after.knowsPrivate()], [1, undefined, false]);
  after.forget();
  assert.equal(after.in(1), undefined);
});

test('the popup offers it where nothing else is known, and asks nothing by itself', () => {
  const idle = viewOf(undefined, english);
  const view = offered(idle, { tookMs: 34_000 }, english);
  assert.match(view.meaning, /34 seconds/);
  assert.equal(view.best?.code, 'check');
  assert.equal(offered(idle, null, english), idle);
  const known = { ...idle, state: /** @type {const} */ ('checking') };
  assert.equal(offered(known, { tookMs: 34_000 }, english), known);
});
