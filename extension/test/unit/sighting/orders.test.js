/**
 * Browsers deliver what happens in one load in any order; Firefox may let the page speak before its request
 * is told of.
 *
 * @import {BrowserEvent} from '../../../sighting/sighting.js'
 */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOTHING, reduce } from '../../../sighting/sighting.js';

const url = 'https://archiveofourown.org/works/502';
const ip = '104.20.28.24';

/** What is told of a page that failed. @param {string} id @param {number} at @param {number} status @returns {BrowserEvent[]} */
const load = (id, at, status) => [
  { kind: 'start', id, tabId: 1, url, method: 'GET', at, speculative: false },
  { kind: 'answer', id, tabId: 1, url, method: 'GET', status, headers: {}, ip, fromCache: false, at: at + 10 },
  { kind: 'end', id, tabId: 1, url, method: 'GET', error: null, ip, fromCache: false, at: at + 20 },
  { kind: 'page', tabId: 1, url, status, tookMs: 10, cached: false, revisited: false, cookies: true, markers: null, at: at + 15 },
  { kind: 'tab', tabId: 1, url, complete: true, began: false, at: at + 25 },
];

/** @template T @param {readonly T[]} all @returns {T[][]} */
const orders = (all) =>
  all.length < 2 ? [[...all]] : all.flatMap((each, i) => orders(all.filter((_, j) => j !== i)).map((rest) => [each, ...rest]));

test('a page that fails again in another way is told of, in whichever order', () => {
  const before = load('1', 1_000, 502).reduce((state, event) => reduce(state, event).state, NOTHING);
  for (const order of orders(load('2', 6_000, 429))) {
    let state = before;
    /** @type {(number | null)[]} */
    const seen = [];
    for (const event of order) {
      const step = reduce(state, event);
      state = step.state;
      if (step.seen) seen.push(step.seen.sighting.status);
    }
    // Twice where its end comes before its start: that is one failure more of the same incident.
    assert.deepEqual([...new Set(seen)], [429], order.map(({ kind }) => kind).join(' '));
  }
});
