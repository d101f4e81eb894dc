/** A refusal without a page, as Chromium lets it be known: by a script that may not go there. */
import { tabs } from '../stub.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { NO_PAGE, mayHaveNoPage, showsErrorPage } from '../../../sighting/error-page.js';
import { NOTHING, reduce } from '../../../sighting/sighting.js';

/** @typedef {import('../../../sighting/sighting.js').BrowserEvent} BrowserEvent */

const url = 'https://archiveofourown.org/works/1001';
const of = { id: '7', tabId: 3, url, method: 'GET', at: 1_790_000_000_000 };

/** A load that ended with a status, and of which no page has spoken. @param {number} status @returns {BrowserEvent[]} */
const ended = (status) => [
  { kind: 'start', ...of, speculative: false },
  { kind: 'answer', ...of, status, headers: null, ip: null, fromCache: false },
  { kind: 'end', ...of, error: null, ip: null, fromCache: false },
  { kind: 'tab', tabId: 3, url, complete: true, at: of.at },
];

/** @param {readonly BrowserEvent[]} events */
function told(events) {
  let state = NOTHING;
  let seen;
  for (const event of events) {
    const step = reduce(state, event);
    state = step.state;
    seen = step.seen ?? seen;
  }
  return { load: /** @type {import('../../../sighting/loads.js').Load} */ (state.loads[0]), seen };
}

beforeEach(() => tabs.clear());

test('whose page would have to speak may have none; what speaks by its status alone, or works, is not asked for', () => {
  for (const status of [400, 403, 413, 422, 451]) assert.equal(mayHaveNoPage(told(ended(status)).load), true, String(status));
  for (const status of [200, 404, 429, 502]) assert.equal(mayHaveNoPage(told(ended(status)).load), false, String(status));
});

test("a page that has spoken is no page of the browser's own: a script may go there", async () => {
  tabs.set(3, { id: 3, url, status: 422 });
  assert.equal(await showsErrorPage(3), false);
});

test("a page of the browser's own is known by its refusal", async () => {
  tabs.set(3, { id: 3, url, status: 0 });
  assert.equal(await showsErrorPage(3), true);
});

test('such a load is a sighting then, with its status and without an error', () => {
  assert.equal(told(ended(451)).seen, undefined);
  const { seen, load } = told([...ended(451), { kind: 'end', ...of, error: NO_PAGE, ip: null, fromCache: false }]);
  assert.deepEqual([seen?.sighting.status, seen?.sighting.error, seen?.hasPage], [451, null, false]);
  assert.equal(mayHaveNoPage(load), false, 'it is told once');
});
