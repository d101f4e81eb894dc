/** Which versions of a text stay: nothing is lost to a clock, to a deletion, or to the number of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goesOn, thinned } from '../../../drafts/text-versions.js';
import { seeded } from '../seeded.js';

const MINUTE = 60_000;
const NOW = 1_800_000_000_000;

/** @typedef {import('../../../types/drafts.js').VersionName} VersionName */
/** @param {Partial<VersionName>} over @returns {VersionName} */
const version = (over) => ({ number: 1, at: NOW, begunAt: NOW, words: 100, why: 'typed', ...over });

test('a version goes on for a few minutes of writing, and what was sent stays as it was sent', () => {
  const now = { words: 101, at: NOW + MINUTE, why: /** @type {const} */ ('typed') };
  assert.ok(goesOn(version({}), now));
  assert.ok(!goesOn(version({ begunAt: NOW - 5 * MINUTE }), now));
  assert.ok(!goesOn(version({ why: 'sent' }), now));
});

test('what stood there before somebody deleted much of it stays, and a clock that goes back fifty years takes nothing', () => {
  assert.ok(!goesOn(version({}), { words: 79, at: NOW + 1, why: 'typed' }));
  assert.ok(goesOn(version({}), { words: 80, at: NOW + 1, why: 'typed' }));
  assert.ok(!goesOn(version({}), { words: 100, at: NOW - 50 * 365 * 24 * 60 * MINUTE, why: 'typed' }));
});

test('however many there are: the first, the newest twenty and whatever was sent stay, and they become no more than some eighty', () => {
  const random = seeded(502);
  /** @type {VersionName[]} */
  let all = [];
  for (let number = 1; number <= 1_000; number += 1) {
    all = [
      ...all,
      version({
        number,
        why: random.of(/** @type {const} */ (['typed', 'typed', 'typed', 'typed', 'typed', 'typed', 'typed', 'typed', 'typed', 'sent'])),
      }),
    ];
    const gone = thinned(all);
    assert.ok(!gone.includes(1));
    for (const each of all.slice(-20)) assert.ok(!gone.includes(each.number));
    for (const each of all) if (each.why === 'sent') assert.ok(!gone.includes(each.number));
    all = all.filter((each) => !gone.includes(each.number));
    assert.ok(all.filter(({ why }) => why === 'typed').length <= 80, `${all.length}`);
  }
});
