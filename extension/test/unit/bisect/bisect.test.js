/** Whichever of however many extensions it is, it is found, and in as few rounds as were promised. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { after, begin, mostRounds, offIn, proofOf, roundOf } from '../../../bisect/bisect.js';
import { seeded } from '../seeded.js';

/** @typedef {import('../../../bisect/bisect.js').Bisect} Bisect */

/** @param {number} many */
const row = (many) => Array.from({ length: many }, (_, n) => `e${n}`);

/**
 * Plays it to its end.
 *
 * @param {readonly string[]} ids
 * @param {(on: Set<string>) => boolean} loads whether the page does, with those on
 */
function played(ids, loads) {
  let now = begin(ids);
  const promised = roundOf(now).last;
  let number = 0;
  /** @type {{off: string[], loads: boolean, stage: string}[]} */
  const rounds = [];
  while (now.end === null) {
    const off = offIn(now);
    assert.ok(rounds.length < 500, 'it never ends');
    assert.equal(now.round, rounds.length + 1);
    // A proof is no round of a person's: it has the number of the one before.
    if (!proofOf(now)) number += 1;
    assert.equal(roundOf(now).number, number);
    assert.ok(roundOf(now).last >= number);
    const came = loads(new Set(ids.filter((id) => !off.includes(id))));
    rounds.push({ off, loads: came, stage: now.stage });
    now = after(now, came);
    assert.deepEqual(JSON.parse(JSON.stringify(now)), now, 'it can be kept');
  }
  assert.equal(now.round, rounds.length);
  const sought = rounds.filter(({ stage }) => stage === 'all-off' || stage === 'halves').length;
  return { end: now, rounds, promised, sought };
}

test('rounds that are said beforehand', () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 8, 9, 20, 40].map(mostRounds), [0, 1, 2, 3, 3, 4, 4, 5, 6, 7], 'log2 n rounded up, and one');
});

test('one culprit is found, wherever it stands', () => {
  for (let many = 1; many <= 40; many += 1) {
    for (const culprit of row(many)) {
      const { end, rounds, promised, sought } = played(row(many), (on) => !on.has(culprit));
      assert.deepEqual([end.end, end.culprits], ['found', [culprit]]);
      assert.ok(sought <= Math.ceil(Math.log2(many)) + 1 && sought <= promised, `${many}: ${sought}`);
      assert.ok(rounds.length <= sought + 1, 'and one proof');
    }
  }
});

test('it is no extension: one round, all off', () => {
  for (let many = 1; many <= 40; many += 1) {
    const { end, rounds } = played(row(many), () => false);
    assert.deepEqual([end.end, end.culprits], ['none', []]);
    assert.deepEqual(
      rounds.map(({ off }) => off),
      [row(many)],
    );
  }
});

test('the page came back by itself: nobody is blamed', () => {
  for (let many = 1; many <= 40; many += 1) {
    const { end, rounds, sought } = played(row(many), () => true);
    assert.deepEqual([end.end, end.culprits], ['passed', []]);
    assert.deepEqual(rounds.at(-1)?.off, [], 'it was seen to load with all of them on');
    assert.ok(sought <= mostRounds(many));
  }
});

test('each pair of culprits is found, and what is ruled out stays on', () => {
  for (let many = 2; many <= 40; many += many > 12 ? 7 : 1) {
    for (let a = 0; a < many; a += 1) {
      for (let b = a + 1; b < many; b += 1) {
        const pair = [`e${a}`, `e${b}`];
        const { end, rounds } = played(row(many), (on) => pair.every((id) => !on.has(id)));
        assert.deepEqual([end.end, [...end.culprits].sort()], ['found', [...pair].sort()]);
        assert.ok(rounds.length <= 1 + 2 * (Math.ceil(Math.log2(many)) + 1), `${many}: ${rounds.length}`);
        const second = rounds.findIndex(({ stage, loads }) => stage === 'others-on' && !loads);
        for (const { off } of rounds.slice(second + 1))
          assert.ok(!off.some((id) => Number(id.slice(1)) < a), 'one that was ruled out is off');
      }
    }
  }
});

test('drawn by lot: however many culprits there are, and where one needs another', () => {
  const random = seeded(502);
  for (let times = 0; times < 2_000; times += 1) {
    const ids = row(1 + Math.floor(random.next() * 40));
    const culprits = ids.filter(() => random.next() < random.of([0, 0.03, 0.1, 0.5]));
    // Of a pair that fails only together, one is enough.
    const together = random.next() < 0.2 && culprits.length === 2;
    const loads = (/** @type {Set<string>} */ on) => (together ? culprits.some((id) => !on.has(id)) : culprits.every((id) => !on.has(id)));
    const { end, rounds } = played(ids, loads);
    if (culprits.length === 0) assert.equal(end.end, 'passed');
    else if (together) assert.deepEqual([end.end, end.culprits], ['found', [culprits[1]]]);
    else assert.deepEqual([end.end, [...end.culprits].sort()], ['found', [...culprits].sort()]);
    const found = Math.max(1, end.culprits.length);
    assert.ok(rounds.length <= 1 + found * (Math.ceil(Math.log2(ids.length)) + 1), `${ids.length}, ${culprits.join()}: ${rounds.length}`);
    // What is said to be the cause was seen to be: with it off, and all others on, the page loads.
    const proven = rounds.some((round) => round.loads && [...round.off].sort().join() === [...end.culprits].sort().join());
    if (end.end === 'found') assert.ok(proven && rounds.some((round) => !round.loads));
    assert.equal(new Set(rounds.map(({ off }) => [...off].sort().join())).size, rounds.length, 'the same was asked twice');
  }
});

test('a person who says nonsense is led to an end too', () => {
  const random = seeded(13);
  for (let times = 0; times < 2_000; times += 1) {
    const ids = row(1 + Math.floor(random.next() * 40));
    const { end } = played(ids, () => random.next() < 0.5);
    assert.ok(end.culprits.every((id) => ids.includes(id)) && new Set(end.culprits).size === end.culprits.length);
  }
});
