/** What changed from one version of a text to another. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changes } from '../../../pages/drafts/changes.js';
import { seeded } from '../seeded.js';

/** @param {string} before @param {string} after */
const short = (before, after) => changes(before, after).map(({ kind, text }) => `${{ same: '=', gone: '-', new: '+' }[kind]}${text}`);

test('words that came, went and were exchanged', () => {
  assert.deepEqual(short('one two three', 'one two three'), ['=one two three']);
  assert.deepEqual(short('one three', 'one two three'), ['=one ', '+two ', '=three']);
  assert.deepEqual(short('one two three', 'one three'), ['=one ', '-two ', '=three']);
  assert.deepEqual(
    short('one two three', 'one four three'),
    ['=one ', '-two', '+four', '=three'].map((each) => (each === '=three' ? '= three' : each)),
  );
  assert.deepEqual(short('', 'one'), ['+one']);
  assert.deepEqual(short('one', ''), ['-one']);
  assert.deepEqual(short('', ''), []);
});

test('put together they are both texts, whatever they are', () => {
  const random = seeded(20261130);
  const words = ['a', 'b', 'c', 'd', '\n\n', 'é', '🕯️'];
  const text = () => Array.from({ length: Math.floor(random.next() * 60) }, () => random.of(words)).join(' ');
  for (let n = 0; n < 500; n += 1) {
    const [before, after] = [text(), text()];
    const all = changes(before, after);
    const without = (/** @type {string} */ kind) =>
      all
        .filter((each) => each.kind !== kind)
        .map((each) => each.text)
        .join('');
    assert.equal(without('gone'), after);
    assert.equal(without('new'), before);
  }
});

test('two texts that have little in common are told at once, as wholly changed', () => {
  const text = (/** @type {string} */ word) => Array.from({ length: 20_000 }, (_, n) => `${word}${n}`).join(' ');
  assert.deepEqual(
    short(`begin ${text('a')} end`, `begin ${text('b')} end`).map((each) => each[0]),
    ['=', '-', '+', '='],
  );
});
