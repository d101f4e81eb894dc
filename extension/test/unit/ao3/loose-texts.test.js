/** A text of no form yet: which forms take it, and by which of their fields. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formName, mainField, titleOf } from '../../../ao3/forms.js';
import { fitted, looseForm, looseWords, takesLoose } from '../../../ao3/loose-texts.js';

const LOOSE = looseForm({ writing: 'w', place: 'a-b', title: 'The Lamp', content: 'One two.\n\nThree.' });

/** @param {string} name @param {string} [value] @param {'text' | 'rich' | 'choice'} [kind] */
const field = (name, value = '', kind = 'text') => ({ name, kind, value });

const WORK = [
  field('work[rating_string]', 'Not Rated', 'choice'),
  field('work[title]'),
  field('work[summary]'),
  field('work[notes]'),
  field('work[chapter_attributes][content]', '<p><br></p>\n', 'rich'),
];

test('it is a kind of its own, with a title and words', () => {
  assert.deepEqual(formName(LOOSE.action, LOOSE.fields), { kind: 'loose', key: 'loose /why502/loose/a-b' });
  assert.equal(titleOf(LOOSE.fields), 'The Lamp');
  assert.equal(mainField(LOOSE.fields)?.value, 'One two.\n\nThree.');
  assert.deepEqual(looseWords(LOOSE.fields), { title: 'The Lamp', content: 'One two.\n\nThree.' });
  assert.deepEqual(looseWords([]), { title: '', content: '' });
});

test('empty forms of works and chapters take it; nothing that holds words, and no comment', () => {
  assert.equal(takesLoose({ action: '/works', fields: WORK }), true);
  assert.equal(takesLoose({ action: '/works/1/chapters', fields: [field('chapter[content]', ' \n')] }), true);
  assert.equal(takesLoose({ action: '/works/1/chapters/2', fields: [field('chapter[content]', 'there already')] }), false);
  assert.equal(takesLoose({ action: '/works/1/comments', fields: [field('comment[comment_content]')] }), false);
  assert.equal(takesLoose({ action: '/works/1/chapters', fields: [] }), false);
  assert.equal(takesLoose({ action: LOOSE.action, fields: [field('loose[content]')] }), false);
});

test('its words stand in the right fields, as they were written; the rest of the form stays', () => {
  const into = fitted(LOOSE.fields, WORK);
  assert.deepEqual(
    into.map(({ name, kind, value }) => [name, kind, value]),
    [
      ['work[rating_string]', 'choice', 'Not Rated'],
      ['work[title]', 'text', 'The Lamp'],
      ['work[summary]', 'text', ''],
      ['work[notes]', 'text', ''],
      ['work[chapter_attributes][content]', 'text', 'One two.\n\nThree.'],
    ],
  );
  const named = fitted(LOOSE.fields, [field('chapter[title]', 'Mine'), field('chapter[content]')]);
  assert.deepEqual(
    named.map(({ value }) => value),
    ['Mine', 'One two.\n\nThree.'],
  );
});
