/** The names in page storage are somebody else's text. */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LONGEST, SHOWN, shownOf } from '../../../remedies/stored-names.js';

test('few and short, and it is said how many more there are', () => {
  const many = Array.from({ length: 30 }, (_, i) => `key-${String(i).padStart(2, '0')}`);
  const { told, names, more } = shownOf([many]);
  assert.deepEqual([told, names.length, names[0], more], [true, SHOWN, 'key-00', 30 - SHOWN]);
  const [long = ''] = shownOf([['x'.repeat(5_000)]]).names;
  assert.deepEqual([long.length, long.at(-1)], [LONGEST, '…']);
});

test('no name breaks its line or turns it around', () => {
  assert.deepEqual(shownOf([['a\n\tb', '\u202egnp.exe\u202c', '\u0000\u001b[31mred', 'ключ 鍵']]).names, [
    '[31mred',
    'a b',
    'gnp.exe',
    'ключ 鍵',
  ]);
});

test('nothing there is not the same as nobody to ask', () => {
  assert.deepEqual(shownOf([[]]), { told: true, names: [], more: 0 });
  assert.deepEqual(shownOf([]), { told: false, names: [], more: 0 });
});
