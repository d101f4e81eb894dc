/** What there is to do, each thing with its words and, where something carries it out, its button. */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { REMEDIES } from '../../../remedies/catalogue.js';
import { buttonOf, remedy } from '../../../words/choices.js';
import { viewOf } from '../../../words/view.js';
import { english, t } from '../english.js';
import { incidentOf } from '../situations.js';

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

test('where another connection of this device reaches AO3, the step means that one, and no phone; then it is looked whether it helped', () => {
  const uplink = incidentOf('other-uplink-works');
  const view = viewOf(uplink, english);
  assert.deepEqual([view.best?.title, view.best?.text], [t('remedy_own_connection_title'), t('remedy_own_connection_text')]);
  assert.doesNotMatch(`${view.best?.text} ${view.best?.price}`, /mobile/);
  assert.equal(view.steps.find(({ code }) => code === 'other-connection')?.how.text, t('remedy_own_connection_text'));
  assert.equal(buttonOf(view, english)?.code, 'check');
  assert.equal(remedy('other-connection', english, 'blocked-here').text, t('remedy_other_connection_text'));
});
