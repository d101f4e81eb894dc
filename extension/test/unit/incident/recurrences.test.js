/** What comes again after each wait is counted; what is only reloaded is not, and windows of two kinds know nothing of each other. */
import { stored } from '../stub.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Recurrences, tellsMore } from '../../../incident/recurrences.js';
import { seen, sighting } from '../examples.js';

const MINUTE = 60_000;
const NOW = 1_790_000_000_000;
const limit = (over = {}) => ({ ...seen(), sighting: sighting({ status: 429, tookMs: 100, ...over }) });
const check = () => ({ ...seen(), sighting: sighting({ status: 403, headers: /** @type {any} */ ({ 'cf-mitigated': 'challenge' }) }) });

/** @type {Recurrences} */
let all;
beforeEach(() => {
  all = new Recurrences();
});

/** @param {import('../../../sighting/sighting.js').Seen} what @param {number} at @param {boolean} [isPrivate] */
const met = (what, at, isPrivate = false) => all.counted(what, isPrivate, at).sighting.recurrence;

test('the third limit within an hour, each after a wait', () => {
  assert.equal(met(limit(), NOW)?.time, 1);
  assert.equal(met(limit(), NOW + 10_000)?.time, 1, 'who reloads within the minute has not waited');
  assert.equal(met(limit(), NOW + 5 * MINUTE)?.time, 2);
  assert.equal(met(limit(), NOW + 10 * MINUTE)?.time, 3);
  assert.equal(met(limit(), NOW + 64 * MINUTE)?.time, 3, 'the first is more than an hour ago');
});

test('a check whose headers come after its page is known by its page', () => {
  const byPage = (/** @type {Partial<import('../../../types/protocol.js').Markers>} */ over) => {
    const markers = { title: null, bodyClasses: [], mainClasses: [], ids: [], text: '', ...over };
    return { ...seen(), sighting: sighting({ status: 403, headers: null, markers }) };
  };
  assert.equal(met(byPage({ ids: ['challenge-error-text'] }), NOW)?.time, 1);
  assert.equal(met(byPage({ title: 'Shields are up!' }), NOW + MINUTE)?.time, 2);
  assert.equal(met(byPage({ title: 'Error 403' }), NOW + 2 * MINUTE), undefined);
});

test('a limit and a check are counted apart; other answers are not counted', () => {
  assert.equal(met(limit(), NOW)?.time, 1);
  assert.equal(met(check(), NOW + MINUTE)?.time, 1);
  assert.equal(met(check(), NOW + 2 * MINUTE)?.time, 2);
  assert.equal(met({ ...seen(), sighting: sighting({ status: 502 }) }, NOW), undefined);
});

test('the first page in a quarter of an hour: what was asked for before, in whichever window, has spent the limit', () => {
  all.asked(NOW - 200, { incognito: false });
  assert.equal(met(limit(), NOW)?.first, true, 'its own load');
  all = new Recurrences();
  all.asked(NOW - 4 * MINUTE, { incognito: false });
  assert.equal(met(limit(), NOW)?.first, false);
  all = new Recurrences();
  all.asked(NOW - 16 * MINUTE, { incognito: false });
  assert.equal(met(limit(), NOW)?.first, true);
});

test('what private windows met is not told in ordinary ones, and goes with the last of them', () => {
  met(check(), NOW, true);
  assert.equal(met(check(), NOW + MINUTE)?.time, 1);
  assert.equal(all.knowsPrivate(), true);
  all.forgetPrivate();
  assert.equal(all.knowsPrivate(), false);
  all.asked(NOW, { incognito: true });
  assert.equal(all.knowsPrivate(), true);
  all.forgetPrivate();
  assert.equal(all.knowsPrivate(), false);
  assert.equal(met(limit(), NOW + 4 * MINUTE)?.first, true);
  assert.equal(met(check(), NOW + 2 * MINUTE, true)?.time, 1);
  assert.equal(met(check(), NOW + 3 * MINUTE)?.time, 2);
});

test("it outlives the worker's sleep, and Forget leaves nothing", async () => {
  met(limit(), NOW);
  const next = new Recurrences();
  await next.load();
  assert.equal(next.counted(limit(), false, NOW + 5 * MINUTE).sighting.recurrence?.time, 2);
  next.forget();
  assert.equal(stored.has('recurrences'), false);
});

test('it is judged anew where it tells more, and only once', () => {
  const at = (/** @type {number} */ time, status = 429) => sighting({ status, recurrence: { time, first: false } });
  assert.equal(tellsMore(at(3), at(2)), true);
  assert.equal(tellsMore(at(2), at(1)), false);
  assert.equal(tellsMore(at(4), at(3)), false);
  assert.equal(tellsMore(at(3, 502), at(2, 502)), false);
});
