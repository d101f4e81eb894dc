/** What there is to do, each thing with its words and, where something carries it out, its button. */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { REMEDIES } from '../../../remedies/catalogue.js';
import { remedy } from '../../../words/choices.js';
import { english } from '../english.js';

for (const [code, { does, byCompanion }] of Object.entries(REMEDIES)) {
  test(`remedy ${code} has words, and a button where it runs`, () => {
    const choice = remedy(code, english, undefined, '', [code]);
    assert.equal(choice.runs, does !== 'told');
    assert.ok(choice.title && choice.text && choice.label);
    if (!byCompanion) return;
    const alone = remedy(code, english);
    assert.equal(alone.runs, false, 'where the companion cannot, the person does it');
    assert.notEqual(alone.text, choice.text);
  });
}
