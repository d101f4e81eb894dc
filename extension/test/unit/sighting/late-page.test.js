/** A page that came after half a minute: no failure, and something to offer. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { LATE_MS } from '../../../sighting/late-page.js';
import { answer, end, markers, page, play, start } from './events.js';

const AO3S = markers({ bodyClasses: ['logged-out'], mainClasses: ['works-show'] });
const WAITED = 34_000;
/** @param {Parameters<typeof page>[0]} [over] */
const latePage = (over) => page({ status: 200, tookMs: WAITED, markers: AO3S, ...over });
const fine = [start(), answer({ status: 200 }), end()];

test('a page that came after half a minute is offered to be found out about, and is no failure', () => {
  const { seen, late, left } = play([...fine, latePage()]);
  assert.deepEqual(seen, []);
  assert.deepEqual(
    late.map(({ tabId, sighting }) => [tabId, sighting.status, sighting.tookMs, sighting.method, sighting.markers]),
    [[5, 200, WAITED, 'GET', AO3S]],
  );
  assert.ok(left.length > 0, 'an older failure of the tab is over');
});

test('a worker that slept through the wait is told by the page alone', () => {
  const [late] = play([latePage()]).late;
  assert.equal(late?.sighting.tookMs, WAITED);
  assert.equal(late?.sighting.method, null, 'nobody saw whether it answered a form');
});

for (const [what, over] of /** @type {[string, Parameters<typeof page>[0]][]} */ ([
  ['in time', { tookMs: LATE_MS - 1 }],
  ["out of the browser's cache", { cached: true }],
  ['by going back', { revisited: true }],
  ["and is not of AO3's application", { markers: markers({ text: 'Sign in to this network' }) }],
  ['and was not read', { markers: null }],
])) {
  test(`nothing is offered of a page that came ${what}`, () => assert.deepEqual(play([...fine, latePage(over)]).late, []));
}

test('an error that came late is a failure, and is told as one', () => {
  const { seen, late } = play([start(), answer(), end(), latePage({ status: 502 })]);
  assert.deepEqual([seen.length, late.length], [1, 0]);
});

test('what runs in the pages tells of the same pages', () => {
  const look = readFileSync(new URL('../../../content/look.js', import.meta.url), 'utf8');
  const [, written = ''] = /LATE_MS = ([\d_]+)/.exec(look) ?? [];
  assert.equal(Number(written.replaceAll('_', '')), LATE_MS);
});
