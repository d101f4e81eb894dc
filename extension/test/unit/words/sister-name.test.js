/** Another official name that is not found: what is said of it, and where the button leads. */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { underMainName } from '../../../ao3/address.js';
import { diagnoseAlone } from '../../../diagnosis/alone.js';
import { possible } from '../../../words/choices.js';
import { viewOf } from '../../../words/view.js';
import { english } from '../english.js';
import { sighting } from '../examples.js';
import { incidentOf } from '../situations.js';

const t = english.t;

test('the same page under the main name, whatever its address; of a form the front page', () => {
  const here = 'http://www.ao3.org/works/1/chapters/2?view_adult=true#workskin';
  assert.equal(underMainName(here, 'GET'), 'https://archiveofourown.org/works/1/chapters/2?view_adult=true#workskin');
  assert.equal(underMainName(here, null), underMainName(here, 'GET'));
  assert.equal(underMainName('https://ao3.org/works/1/comments', 'POST'), 'https://archiveofourown.org/');
});

test("a name that is gone is told as that, and as nobody's fault here", () => {
  const incident = incidentOf('sister-name-gone');
  const view = viewOf(incident, english);
  assert.equal(view.headline, t('verdict_names_failing_gone_headline', 'ao3.org'));
  assert.equal(view.meaning, t('verdict_names_failing_gone_meaning', 'archiveofourown.org'));
  assert.equal(view.best?.label, t('remedy_lighter_page_under_the_main_name_button'));
  assert.equal(view.best?.runs, true);
  assert.ok(view.rows.some((row) => row.subject === t('how_names_sister', 'ao3.org') && row.mark === 'bad'));
  assert.equal(possible('lighter-page', { ...incident, page: null }), false);
});

test('it is offered for any page, while a lighter page is for works alone', () => {
  const incident = incidentOf('sister-name-gone');
  const front = { ...incident, page: incident.page && { ...incident.page, url: 'https://ao3.org/' } };
  assert.equal(possible('lighter-page', front), true);
  const plain = { ...front, diagnosis: front.diagnosis && { ...front.diagnosis, remedies: [{ code: 'lighter-page' }] } };
  assert.equal(possible('lighter-page', plain), false);
});

test('alone, the browser that does not find another name offers the main one, and blames nobody', () => {
  const lost = (/** @type {string} */ host) =>
    diagnoseAlone(sighting({ host, status: null, error: 'net::ERR_NAME_NOT_RESOLVED', markers: null }), [], 1);
  assert.equal(lost('ao3.org').verdict.code, 'inconclusive');
  assert.deepEqual(lost('ao3.org').remedies[0], { code: 'lighter-page', how: 'under-the-main-name' });
  assert.ok(!lost('archiveofourown.org').remedies.some((r) => r.code === 'lighter-page'));
});
