/** By which words a text is known on a page of AO3's. What a page tells of a form is in telling/guarded-forms.test.js. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { soughtBy } from '../../../drafts/outcomes.js';

const TEXT = { id: 'a', kind: /** @type {const} */ ('chapter'), key: 'chapter /works/1/chapters' };

/** @param {string} value */
const of = (value) =>
  soughtBy(TEXT, [
    { name: 'chapter[title]', kind: 'text', value: 'A title that is long enough to be known by its own words alone' },
    { name: 'chapter[content]', kind: 'rich', value },
  ]);

test('its first and last words, without tags, quotes and white space; in small letters', () => {
  assert.deepEqual(of('<p>One, <em>two</em>&mdash;three.</p>\n<p>Four FIVE &ldquo;six&rdquo; seven it\u2019s 8</p>'), {
    id: 'a',
    head: 'one two three four five six seven it s 8',
    tail: 'one two three four five six seven it s 8',
  });
  const long = Array.from({ length: 40 }, (_, n) => `w${n}`);
  assert.deepEqual(of(long.join(' ')), { id: 'a', head: long.slice(0, 12).join(' '), tail: long.slice(-12).join(' ') });
});

test('a short one may be somebody else\u2019s, and is not looked for', () => {
  assert.equal(of('Thank you so much for this chapter'), null);
  assert.equal(of(''), null);
  assert.equal(soughtBy(TEXT, []), null);
});
