/** The file of all kept texts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asJson } from '../../../pages/drafts/all-texts.js';

test('each text stands in it as it stands, without what is only ours', () => {
  const text = /** @type {any} */ ({
    id: 'x',
    key: 'work /works',
    kind: 'work',
    title: 'L\u00e4mp',
    page: 'archiveofourown.org/works/new',
    words: 2,
  });
  const version = /** @type {any} */ ({ id: 'x', number: 3, at: 1_000, fields: [{ name: 'work[title]', kind: 'text', value: '"<b>' }] });
  assert.deepEqual(JSON.parse(asJson([{ text: { ...text, arrived: true, writings: ['secret'] }, version, versions: [] }], 2_000)), {
    format: 'why502 texts, 1',
    savedAt: '1970-01-01T00:00:02.000Z',
    texts: [
      {
        kind: 'work',
        title: 'L\u00e4mp',
        page: 'archiveofourown.org/works/new',
        words: 2,
        writtenAt: '1970-01-01T00:00:01.000Z',
        arrived: true,
        fields: [{ name: 'work[title]', value: '"<b>' }],
      },
    ],
  });
});
