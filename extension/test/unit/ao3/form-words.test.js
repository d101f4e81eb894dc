/** The words of a form, for people and for a file. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asHtml, asText, labelOf, wordyOf } from '../../../ao3/form-words.js';

/** @param {string} name @param {string} value @param {'text' | 'rich' | 'choice'} [kind] */
const field = (name, value, kind = 'text') => ({ name, kind, value });

const FIELDS = [
  field('chapter[title]', 'A & B'),
  field('chapter[position]', '3'),
  field('chapter[content]', '<p>One &amp; two</p>', 'rich'),
  field('chapter[endnotes]', 'A line\n\nand <em>another</em>'),
  field('chapter[summary]', ' '),
];

test('what holds words is told by the name that AO3 gives it', () => {
  assert.deepEqual(
    wordyOf(FIELDS).map((each) => labelOf(each)),
    ['title', 'content', 'endnotes'],
  );
  assert.equal(labelOf(field('work[chapter_attributes][end_notes]', '')), 'end notes');
});

test('for reading it is plain, and for AO3 as it was sent, with its lines where they are all that breaks it', () => {
  assert.equal(asText(FIELDS), 'title\n\nA & B\n\ncontent\n\nOne & two\n\nendnotes\n\nA line\n\nand another\n');
  const html = asHtml(FIELDS);
  assert.match(html, /<h2>content<\/h2>\n<p>One &amp; two<\/p>/);
  assert.match(html, /<div style="white-space: pre-wrap">A line\n\nand <em>another<\/em><\/div>/);
});
