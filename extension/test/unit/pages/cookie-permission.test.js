/** The browser's question stands within the click, after the press was told; a "no" is final. */
import '../stub.js';
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { withPermission } from '../../../pages/popup/cookie-permission.js';

/** @typedef {import('../../../remedies/outcome.js').Outcome} Outcome */

const browser = /** @type {any} */ (globalThis).chrome;
afterEach(() => {
  delete browser.permissions;
});

/** @type {Outcome} */
const UNPERMITTED = { came: 'told', word: 'cookies_unpermitted', copy: null, quoted: null };
/** @type {Outcome} */
const DONE = { came: 'done' };

/** @param {() => Promise<boolean>} request @param {Outcome[]} outcomes of each press */
function pressed(request, ...outcomes) {
  /** @type {string[]} */
  const order = [];
  browser.permissions = { request: () => (order.push('asked'), request()) };
  const came = withPermission(async () => (order.push('told'), outcomes.shift()));
  return { came, atOnce: [...order], order };
}

test('both happen in the click: the popup may be closed for the question', async () => {
  const { came, atOnce, order } = pressed(async () => true, UNPERMITTED, DONE);
  assert.deepEqual(atOnce, ['told', 'asked']);
  assert.deepEqual(await came, DONE);
  assert.deepEqual(order, ['told', 'asked', 'told']);
});

test('what was done at once is not done again; a "no", and a browser that knows no such question, leave it at that', async () => {
  const there = pressed(async () => true, DONE);
  assert.deepEqual([await there.came, there.order], [DONE, ['told', 'asked']]);
  for (const request of [async () => false, async () => Promise.reject(new Error('unknown permission'))]) {
    const no = pressed(request, UNPERMITTED);
    assert.deepEqual([await no.came, no.order], [UNPERMITTED, ['told', 'asked']]);
  }
});
