/** A page of AO3's is other people's: of what it tells, only text within limits is taken. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formText } from '../../../drafts/form-text.js';

const form = {
  writing: '00000000-0000-4000-8000-000000000000',
  action: '/works',
  fields: [{ name: 'work[title]', kind: 'text', value: 'Lamps' }],
  why: 'sent',
  button: 'post_button',
};
/** @param {object} over */
const told = (over) => formText({ type: 'form-text', form: { ...form, ...over } });

test('a form is taken as it is told', () => {
  assert.deepEqual(told({}), form);
  assert.equal(told({ why: 'whatever' })?.why, 'typed');
  assert.equal(told({ button: 7 })?.button, '');
});

test('a password, the form’s token and what is no field are never taken', () => {
  const fields = [
    ...form.fields,
    { name: 'user[password]', kind: 'text', value: 'x' },
    { name: 'authenticity_token', kind: 'text', value: 'x' },
    { name: 'commit', kind: 'text', value: 'x' },
    { name: 'work[notes]', kind: 'html', value: 'x' },
    { name: 'n'.repeat(301), kind: 'text', value: 'x' },
    { name: 'work[notes]', kind: 'text', value: 7 },
    null,
  ];
  assert.deepEqual(told({ fields })?.fields, form.fields);
  const hostile = JSON.parse('{"name":"work[notes]","kind":"text","value":"y","__proto__":{"x":1},"more":1}');
  assert.deepEqual(told({ fields: [hostile] })?.fields, [{ name: 'work[notes]', kind: 'text', value: 'y' }]);
});

test('nonsense is not heard', () => {
  for (const message of [null, 7, 'form-text', [], {}, { type: 'form-text' }, { type: 'page', form }, { type: 'form-text', form: [] }])
    assert.equal(formText(message), undefined);
  for (const over of [
    { writing: 'x' },
    { writing: '../../etc/passwd' },
    { action: 'https://example.com/' },
    { fields: 'x' },
    { fields: Array.from({ length: 5_001 }, () => form.fields[0]) },
    { fields: Array.from({ length: 3 }, () => ({ name: 'work[notes]', kind: 'text', value: 'x'.repeat(3_000_000) })) },
  ])
    assert.equal(told(over), undefined, JSON.stringify(over).slice(0, 80));
});

test('a form of three thousand fields and a text of 510,000 signs are taken whole', () => {
  const fields = Array.from({ length: 3_000 }, (_, n) => ({ name: `prompt[${n}][description]`, kind: 'text', value: String(n) }));
  assert.equal(
    told({ fields: [...fields, { name: 'chapter[content]', kind: 'rich', value: '💡'.repeat(255_000) }] })?.fields.length,
    3_001,
  );
});
