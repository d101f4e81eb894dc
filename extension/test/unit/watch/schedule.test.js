import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VERDICTS } from '../../../words/verdict-table.js';
import {
  CAP_MS,
  FIRST_RELOAD_MS,
  FLOOR_MS,
  LONGEST_MS,
  RELOADS_MS,
  meaning,
  nextLook,
  readLook,
  reloadTimes,
  resumed,
  retryAfterMs,
  windowMs,
} from '../../../watch/schedule.js';
import { watchable } from '../../../watch/watchable.js';
import { sighting } from '../examples.js';

const NOW = Date.UTC(2026, 10, 22, 12);
const UNTIL = NOW + LONGEST_MS;
const HOUR = 60 * 60_000;

/** A die that always falls the same way. @param {number} value */
const always = (value) => () => value;

/** Dice that fall as they like, but in each run of the test the same way. @param {number} seed */
function dice(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('a look: not before half a minute, and at random in a window that is never longer than the cap', () => {
  for (const looks of [0, 1, 2, 40]) {
    const when = { now: NOW, looks, until: UNTIL, rest: 0 };
    const middle = (FLOOR_MS + windowMs(looks)) / 2;
    assert.equal(nextLook(when, always(0)), NOW + FLOOR_MS);
    assert.equal(nextLook(when, always(0.5)), NOW + middle);
    assert.ok(Number(nextLook(when, always(0.999_999))) <= NOW + windowMs(looks));
    assert.ok(windowMs(looks) <= CAP_MS && CAP_MS <= 15 * 60_000);
  }
});

test('after a sleep: half a minute and a share of another, however many looks were made', () => {
  for (const looks of [0, 7]) {
    const woken = { now: NOW, looks, until: UNTIL, rest: 0, slept: true };
    assert.equal(nextLook(woken, always(0)), NOW + FLOOR_MS);
    assert.ok(Number(nextLook(woken, always(0.999_999))) <= NOW + 2 * FLOOR_MS);
  }
});

test('Retry-After wins over the schedule, and is spread as well', () => {
  const asked = { now: NOW, looks: 0, until: UNTIL, rest: NOW + HOUR };
  assert.equal(nextLook(asked, always(0)), NOW + HOUR);
  assert.ok(Number(nextLook(asked, always(0.9))) > NOW + HOUR);
  assert.equal(nextLook({ ...asked, rest: NOW + 1 }, always(0)), NOW + FLOOR_MS, 'a shorter one makes nothing sooner');
});

test('a Retry-After beyond the watch ends it, for that reason', () => {
  assert.equal(nextLook({ now: NOW, looks: 1, until: UNTIL, rest: UNTIL + 1 }, always(0)), 'limit');
});

test('the last look falls before the end, then none', () => {
  assert.equal(nextLook({ now: UNTIL - 5 * 60_000, looks: 9, until: UNTIL, rest: 0 }, always(0.99)), UNTIL - FLOOR_MS);
  assert.equal(nextLook({ now: UNTIL - FLOOR_MS - 1, looks: 9, until: UNTIL, rest: 0 }, always(0)), 'time');
  assert.equal(nextLook({ now: UNTIL + HOUR, looks: 0, until: UNTIL, rest: 0 }, always(0)), 'time');
});

test('after AO3 came back and failed again the wait is at least half of the window', () => {
  for (const looks of [1, 3, 8])
    assert.equal(nextLook({ now: NOW, looks, until: UNTIL, rest: 0, longer: true }, always(0)), NOW + windowMs(looks) / 2);
});

test('however the dice fall, the promises hold', () => {
  for (let seed = 1; seed <= 2_000; seed += 1) {
    const random = dice(seed);
    /** @type {number[]} */
    const at = [NOW];
    let rest = 0;
    /** @type {ReturnType<typeof nextLook>} */
    let next = NOW;
    for (let looks = 0; ; looks += 1) {
      const now = at[looks] ?? NaN;
      next = nextLook({ now, looks, until: UNTIL, rest, longer: random() < 0.1 }, random);
      if (typeof next === 'string') break;
      assert.ok(next >= now + FLOOR_MS, `seed ${seed}: sooner than the floor`);
      assert.ok(next <= Math.max(now + CAP_MS, rest + FLOOR_MS), `seed ${seed}: later than the cap`);
      assert.ok(next >= rest, `seed ${seed}: sooner than AO3 asked for`);
      assert.ok(next < UNTIL, `seed ${seed}: after its end`);
      at.push(next);
      rest = random() < 0.1 ? next + random() * 20 * 60_000 : rest;
    }
    assert.ok(at.length >= 4 && at.length <= 60, `seed ${seed}: ${at.length} looks`);
    assert.ok(next === 'time' || rest > UNTIL - FLOOR_MS, `seed ${seed}: over for no reason`);
  }
});

test('a thousand readers do not come in step', () => {
  const random = dice(7);
  const perSecond = new Map();
  for (let reader = 0; reader < 1_000; reader += 1) {
    const second = Math.floor((Number(nextLook({ now: NOW, looks: 0, until: UNTIL, rest: 0 }, random)) - NOW) / 1000);
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
  }
  assert.ok(Math.max(...perSecond.values()) < 70, 'a crowd in one second');
});

test('back on the network: not at once, and not before it was due', () => {
  assert.ok(resumed(NOW, NOW - HOUR, always(0.5)) > NOW);
  assert.ok(resumed(NOW, NOW - HOUR, always(0.999)) <= NOW + 30_000);
  assert.equal(resumed(NOW, NOW + HOUR, always(0.5)), NOW + HOUR);
});

test('tabs: the first within ten seconds, the others spread over the rest of a minute', () => {
  for (const tabs of [0, 1, 2, 6, 30]) {
    for (let seed = 1; seed <= 200; seed += 1) {
      const times = reloadTimes(tabs, NOW, dice(seed)).map((at) => at - NOW);
      assert.equal(times.length, tabs);
      assert.deepEqual(
        times,
        times.toSorted((a, b) => a - b),
      );
      assert.ok(
        times.every((t, i) => t >= (i === 0 ? 0 : FIRST_RELOAD_MS) && t < (i === 0 ? FIRST_RELOAD_MS : RELOADS_MS)),
        String(times),
      );
      const inTenSeconds = times.map((t) => times.filter((u) => u >= t && u < t + 10_000).length);
      assert.ok(Math.max(0, ...inTenSeconds) <= Math.ceil(tabs / 4) + 1, `a crowd: ${times}`);
    }
  }
});

for (const { header, wait } of [
  { header: '120', wait: 120_000 },
  { header: ' 7 ', wait: 7_000 },
  { header: '0', wait: 0 },
  { header: 'Sun, 22 Nov 2026 12:10:00 GMT', wait: 600_000 },
  { header: 'Sun, 22 Nov 2026 11:00:00 GMT', wait: 0 },
  { header: 'Sun, 22 Nov 2099 12:00:00 GMT', wait: 24 * HOUR },
  { header: '999999999999', wait: 24 * HOUR },
  { header: '99999999999999999999', wait: null },
  { header: 'soon', wait: null },
  { header: '', wait: null },
  { header: '-5', wait: null },
  { header: '1.5', wait: null },
  { header: '2026-11-22', wait: null },
  { header: 'Sun, 99 Nov 2026 12:00:00 GMT', wait: null },
  { header: null, wait: null },
  { header: undefined, wait: null },
]) {
  test(`Retry-After: ${header} is read as ${wait}`, () => assert.equal(retryAfterMs(header, NOW), wait));
}

/** @param {Partial<import('../../../watch/schedule.js').Looked>} over */
const looked = (over) => readLook({ status: 200, headers: {}, body: '{"token":"abc"}', redirected: false, ...over }, NOW);

test('back is a fresh form token, and nothing less', () => {
  assert.deepEqual(looked({}), { what: 'good', restMs: 0 });
  assert.equal(looked({ headers: { 'cf-cache-status': 'DYNAMIC' } }).what, 'good');
  for (const body of ['', '{}', '{"token":7}', 'null', '"token"', '[]', '{"token":"abc"', '<title>AO3</title>'])
    assert.equal(looked({ body }).what, 'not-yet', body);
  for (const status of [null, 0, 204, 404, 445, 500, 502, 503, 522]) assert.equal(looked({ status }).what, 'not-yet', String(status));
  for (const copy of ['HIT', 'stale']) assert.equal(looked({ headers: { 'cf-cache-status': copy } }).what, 'not-yet', copy);
  assert.equal(looked({ status: 0, body: '', redirected: true }).what, 'moved');
});

test('a challenge and a limit end it', () => {
  for (const status of [403, 418]) assert.equal(looked({ status }).what, 'challenge', String(status));
  assert.equal(looked({ headers: { 'cf-mitigated': 'challenge' } }).what, 'challenge');
  assert.equal(looked({ status: 503, body: '<html><title>Shields are up! | AO3</title>' }).what, 'challenge');
  assert.deepEqual(looked({ status: 429, headers: { 'retry-after': '120' } }), { what: 'limit', restMs: 120_000 });
  assert.deepEqual(looked({ status: 429 }), { what: 'limit', restMs: 300_000 });
  assert.equal(looked({ status: 507 }).what, 'limit');
});

test('an outage may ask for rest too', () =>
  assert.deepEqual(looked({ status: 503, headers: { 'retry-after': '600' } }), { what: 'not-yet', restMs: 600_000 }));

test('what a failed page means to a watch', () => {
  assert.equal(meaning(sighting({ status: 502 })), 'outage');
  assert.equal(meaning(sighting({ status: null })), 'outage');
  assert.equal(
    meaning(
      sighting({ status: 200, markers: { title: null, mainClasses: ['error-503-maintenance'], bodyClasses: [], ids: [], text: '' } }),
    ),
    'outage',
  );
  for (const status of [429, 507]) assert.equal(meaning(sighting({ status })), 'limit');
  for (const status of [403, 418]) assert.equal(meaning(sighting({ status })), 'challenge');
  assert.equal(meaning(sighting({ status: 445 })), null, 'search alone is broken');
  assert.equal(meaning(sighting({ status: 200, landing: 'lost-cookie' })), null);
});

test('no watch where it could not tell, or would do harm', () => {
  const not = [
    'recovered',
    'page-too-slow',
    'archive-slow',
    'search-down',
    'browser-check',
    'too-many-requests',
    'posting-limit',
    'address-refused',
    'request-refused',
    'stale-session',
    'signed-out',
    'cookies-blocked',
    'browser-interference',
  ];
  assert.deepEqual(
    VERDICTS.filter((code) => !watchable(code)),
    not,
  );
  assert.ok(watchable(null) && watchable(undefined) && watchable('of-a-newer-companion'));
});
