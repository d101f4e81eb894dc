/** A page of ours that is left open is no reason to keep the background awake. */
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { HELD_MS, Connection, PAUSE } from '../../../pages/popup/connection.js';

const HOUR_MS = 3_600_000;

/** A popup in a tab, and a background that can be put to sleep. @param {import('node:test').TestContext} t */
function popup(t) {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  t.mock.method(performance, 'now', () => Date.now()); // The one clock that a test turns.
  t.after(() => mock.timers.reset());
  const page = {
    seen: true,
    opened: 0,
    sleep: () => undefined,
    hear: /** @type {(message: unknown) => void} */ (() => undefined),
    heard: /** @type {unknown[]} */ ([]),
  };
  const connection = new Connection({
    connect() {
      page.opened += 1;
      return {
        onMessage: { addListener: (heard) => void (page.hear = heard) },
        onDisconnect: { addListener: (ended) => void (page.sleep = /** @type {() => undefined} */ (ended)) },
      };
    },
    hear: (message) => page.heard.push(message),
    isSeen: () => page.seen,
  });
  connection.open();
  return { connection, page, after: (/** @type {number} */ ms) => mock.timers.tick(ms) };
}

test('the background sleeps, and the page lets it sleep', (t) => {
  const { page, after } = popup(t);
  after(HELD_MS);
  page.sleep();
  after(HOUR_MS);
  assert.equal(page.opened, 1);
});

test('a person looks again, or something has changed: it listens again, once', (t) => {
  const { connection, page, after } = popup(t);
  after(HELD_MS);
  page.sleep();
  connection.wanted();
  connection.wanted();
  after(PAUSE.firstMs);
  assert.equal(page.opened, 2);
  connection.wanted();
  after(HOUR_MS);
  assert.equal(page.opened, 2, 'it listens already');
  page.hear('news');
  assert.deepEqual(page.heard, ['news']);
});

test('while nobody looks at the page, nothing wakes the background', (t) => {
  const { connection, page, after } = popup(t);
  after(HELD_MS);
  page.sleep();
  page.seen = false;
  connection.wanted();
  after(HOUR_MS);
  assert.equal(page.opened, 1);
  page.seen = true;
  connection.wanted();
  after(PAUSE.firstMs);
  assert.equal(page.opened, 2);
});

test('a background that ends at once is asked less and less', (t) => {
  const { connection, page, after } = popup(t);
  for (let second = 0; second < HOUR_MS / 1_000; second += 1) {
    page.sleep();
    connection.wanted();
    after(1_000);
  }
  assert.ok(page.opened < 80, `opened ${page.opened} times in an hour`);
  after(HELD_MS);
  page.sleep();
  connection.wanted();
  after(PAUSE.firstMs);
  const before = page.opened;
  after(PAUSE.mostMs);
  assert.ok(page.opened - before <= 1);
});
