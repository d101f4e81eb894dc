/** How old a text is that AO3 has: by what we saw of time, and never by a clock that jumps. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aged, isOver } from '../../../drafts/text-age.js';

const DAY = 86_400_000;
const NOW = 1_800_000_000_000;
/** @param {any} [over] @returns {any} */
const text = (over) => ({ id: 'a', arrived: true, ...over });

/** Looked at so often, so far apart. @param {number} times @param {number} apart */
function seen(times, apart) {
  let its = aged(text(), NOW);
  for (let n = 1; n <= times; n += 1) its = aged(its, NOW + n * apart);
  return its;
}

test('thirty days that we saw pass are thirty days', () => {
  assert.equal(isOver(seen(29, DAY), 30), false);
  assert.equal(isOver(seen(30, DAY), 30), true);
  assert.equal(isOver(seen(300, DAY), 0), false, 'until the person deletes it');
});

test('a clock that jumps by fifty years makes it a week older, one that goes back no day', () => {
  const jumped = aged(aged(text(), NOW), NOW + 50 * 365 * DAY);
  assert.equal(jumped.ageMs, 7 * DAY);
  assert.equal(isOver(jumped, 30), false);
  const back = aged(jumped, NOW);
  assert.equal(back.ageMs, 7 * DAY);
  assert.equal(back.seenAt, NOW);
});

test('what is written anew, or of which nobody knows whether AO3 has it, has no age and is never over', () => {
  const old = { ...seen(40, DAY), arrived: false };
  assert.equal(isOver(old, 30), false);
  const anew = aged(old, NOW);
  assert.deepEqual([anew.ageMs, anew.seenAt], [undefined, undefined]);
  const open = text({ arrived: false, outcome: 'unknown' });
  assert.equal(aged(open, NOW), open);
});

test('it is not written down with every look', () => {
  const once = aged(text(), NOW);
  assert.equal(aged(once, NOW + 60_000), once);
});
