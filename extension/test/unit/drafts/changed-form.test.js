/** A form is told by what has changed, and what is put together again is the form: whatever is written in it, and whatever is told. */
import '../../../content/form-changes.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedForm, wholeAgain } from '../../../drafts/changed-form.js';

/** @typedef {{name: string, kind: 'text' | 'rich' | 'choice', value: string}} Field */

const { changesOf, isSame } = /** @type {any} */ (globalThis).why502FormChanges;

/** A way that knows no halves of signs, as Chromium's messages. @param {unknown} what */
const sentOn = (what) => JSON.parse(new TextDecoder().decode(new TextEncoder().encode(JSON.stringify(what))));

const given = { writing: '00000000-0000-4000-8000-000000000000', action: '/works', why: 'typed', button: '', since: 'a' };

/** @param {readonly Field[]} before @param {object} over */
function told(before, over) {
  const message = { type: 'form-text', form: { ...given, ...over } };
  const changed = changedForm(message);
  return changed && wholeAgain(before, changed, message)?.fields;
}

/** @param {number} seed @returns {(below: number) => number} the same numbers each time */
function drawing(seed) {
  let state = seed;
  return (below) => ((state = (state * 1_103_515_245 + 12_345) % 2_147_483_648), Math.floor((state / 2_147_483_648) * below));
}

const SIGNS = ['a', ' ', '\n', 'é', 'א', '漢', '🪔', '🏮', '👩🏽‍🚒', '<p>', '\u0000', '𝒞'];

test('a thousand changes to a form, one after the other: it is each time what it is', () => {
  const draw = drawing(502);
  // Now and then longer than what is compared at once.
  const piece = (/** @type {number} */ most) => (draw(12) === 0 ? 'lamp 🪔 '.repeat(draw(900)) : '') + signs(most);
  const signs = (/** @type {number} */ most) => Array.from({ length: draw(most) }, () => SIGNS[draw(SIGNS.length)]).join('');
  /** Between two signs. @param {string} text */
  const place = (text) =>
    Array.from(text)
      .slice(0, draw(Array.from(text).length + 1))
      .join('').length;
  /** @type {Field[]} */
  let form = [{ name: 'work[title]', kind: 'text', value: '' }];
  for (let n = 0; n < 1_000; n++) {
    const now = form.map((field) => ({ ...field }));
    const at = draw(now.length);
    const field = now[at];
    if (field && draw(10) < 7) {
      const [one, two] = [place(field.value), place(field.value)].sort((a, b) => a - b);
      field.value = field.value.slice(0, one) + piece(6) + field.value.slice(two);
    } else if (draw(2) === 0 || now.length < 2)
      now.splice(at, 0, { name: `f${draw(5)}`, kind: draw(2) ? 'text' : 'rich', value: piece(20) });
    else now.splice(at, 1);
    assert.deepEqual(told(form, sentOn(changesOf(form, now))), now);
    assert.equal(isSame(form, now), JSON.stringify(form) === JSON.stringify(now));
    form = now;
  }
});

test('a word typed into half a million letters costs a word, wherever it stands', () => {
  const text = 'The lamp had gone out. 🪔 '.repeat(20_000);
  const before = [
    { name: 'work[title]', kind: 'text', value: 'Lamps' },
    { name: 'c', kind: 'rich', value: text },
  ];
  for (const at of [0, 230_001, text.length]) {
    const now = [before[0], { ...before[1], value: `${text.slice(0, at)}again ${text.slice(at)}` }];
    const changes = changesOf(before, now);
    assert.ok(JSON.stringify(changes).length < 120, JSON.stringify(changes).slice(0, 200));
    assert.deepEqual(told(/** @type {Field[]} */ (before), changes), now);
  }
});

test('one sign in place of another with the same half is told whole', () => {
  // 🪔 and 🪕 begin with the same half, 🪔 and 🚔 end with it.
  for (const other of ['🪕', '🚔']) {
    const [before, now] = ['🪔', other].map((sign) => [{ name: 'c', kind: 'text', value: `a${sign}b` }]);
    assert.deepEqual(told(/** @type {Field[]} */ (before), sentOn(changesOf(before, now))), now);
  }
});

test('what does not fit is no form: the page tells the whole then', () => {
  /** @type {Field[]} */
  const before = [{ name: 'c', kind: 'text', value: 'Once' }];
  const fits = { at: 0, from: 4, to: 4, put: '!', length: 5 };
  assert.deepEqual(told(before, { count: 1, changes: [fits] }), [{ name: 'c', kind: 'text', value: 'Once!' }]);
  const field = { name: 'd', kind: 'text', value: '' };
  for (const [count, changes] of /** @type {[any, any][]} */ ([
    [1, [{ ...fits, length: 6 }]],
    [1, [{ ...fits, from: 5, to: 4 }]],
    [1, [{ ...fits, to: 9 }]],
    [1, [{ ...fits, from: -1 }]],
    [1, [{ ...fits, put: 7 }]],
    [1, [{ ...fits, at: 1 }]],
    [1, [{ at: '__proto__', field }]],
    [1, [{ at: 0, field: { ...field, name: 'user[password]' } }]],
    [1, [null]],
    [2, []],
    [3, [{ at: 2, field }]],
    [-1, []],
    [Infinity, []],
    [5_001, []],
    [0, [fits]],
    [1, 'all'],
  ]))
    assert.equal(told(before, { count, changes }), undefined, JSON.stringify([count, changes]));
  for (const over of [{ since: '' }, { since: 7 }, { since: 'x'.repeat(61) }, { writing: 7 }])
    assert.equal(told(before, { count: 1, changes: [fits], ...over }), undefined);
  assert.equal(told(before, { count: 1, changes: [{ ...fits, put: 'x'.repeat(8_000_001), length: 8_000_005 }] }), undefined);
});

test('what was known of a field as it was sent is left to the store', () => {
  const before = [{ name: 'c', kind: /** @type {const} */ ('text'), value: 'Once', stood: true }];
  assert.deepEqual(told(before, { count: 1, changes: [] }), [{ name: 'c', kind: 'text', value: 'Once' }]);
});
