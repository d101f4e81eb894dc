/** After all of AO3's data was cleared in vain: restart the browser, where the evidence still points to it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterClearing, clearedNow } from '../../../words/after-clearing.js';
import { checklist } from '../../../words/steps.js';
import { viewOf } from '../../../words/view.js';
import { english } from '../english.js';
import { sighting } from '../examples.js';
import { incidentOf } from '../situations.js';

/** @typedef {import('../../../incident/incident.js').Incident} Incident */

/** @param {string} situation @param {Incident['clearedInVain']} clearedInVain @param {Partial<Incident>} [over] */
const view = (situation, clearedInVain, over) => {
  const incident = incidentOf(situation);
  return viewOf({ ...incident, clearedInVain, ...over }, english, null, incident.settledAt ?? 0, 7);
};

test('it is the next step where clearing all of it did not help, and not before', () => {
  assert.equal(view('stale-cookies', []).best?.code, 'clear-site-data');
  assert.equal(view('stale-cookies', ['session']).best?.code, 'clear-site-data', 'there is more to clear');
  const { best, everything } = view('stale-cookies', ['session', 'all']);
  assert.deepEqual([best?.code, best?.runs, best?.label], ['restart-browser', true, english.t('remedy_restart_browser_button')]);
  assert.ok(best?.text.includes('Private windows') && best.text.includes('tabs come back'), 'what comes back, and what does not');
  assert.ok(!everything.some(({ code }) => code === 'clear-site-data'));
});

test('of a private window it is told how, and nobody promises to look for one that ends with the browser', () => {
  const { best } = view('stale-cookies', ['all'], { isPrivate: true });
  assert.deepEqual([best?.code, best?.runs], ['restart-browser', false]);
});

test('after the restart it says what the look found, and neither clearing nor a restart is advised again', () => {
  const after = (/** @type {string} */ situation) => {
    const { note, meaning, best, everything } = view(situation, ['all'], { afterRestart: true });
    for (const code of ['restart-browser', 'clear-site-data'])
      assert.ok(![best, ...everything].some((choice) => choice?.code === code), `${situation}: ${code}`);
    return note?.text ?? meaning;
  };
  assert.equal(after('stale-cookies'), english.t('after_restart_same'));
  assert.equal(after('archive-down'), english.t('after_restart_other'));
  assert.equal(after('recovered'), english.t('after_restart_answers'));
  assert.equal(view('stale-cookies', []).note, null);
});

test('text on the page that failed stays the first thing', () => {
  const writing = { sighting: sighting({ page: 'form-work' }) };
  assert.equal(view('stale-cookies', ['all'], writing).best?.code, 'save-text');
});

test('where AO3 is to blame after all, no browser is restarted for it', () => {
  for (const situation of ['archive-down', 'recovered', 'nothing-answers', 'portal-redirect']) {
    const { best, everything } = view(situation, ['all']);
    assert.ok(![best, ...everything].some((choice) => choice?.code === 'restart-browser'), situation);
  }
});

test('the usual step says that it was done', () => {
  const step = (/** @type {Incident['clearedInVain']} */ clearedInVain) =>
    checklist({ ...incidentOf('stale-cookies'), clearedInVain }, english).find(({ code }) => code === 'clear-site-data');
  assert.equal(step(['session'])?.tick, 'points-here');
  assert.deepEqual([step(['all'])?.tick, step(['all'])?.lit], ['ruled-out', false]);
});

test('what is said tells how much was cleared, and that there is a next step', () => {
  /** @param {import('../../../incident/clearing.js').Extent} extent @param {'running' | 'helped' | 'not-helped' | 'unknown'} state */
  const said = (extent, state) =>
    afterClearing({ remedy: 'clear-site-data', extent, state, cookiesLeft: 0, notCleared: [] }, '', english).text;
  const all = /** @type {const} */ (['all', 'session', 'copies']).flatMap((extent) => [
    clearedNow(extent, english),
    ...['running', 'not-helped', 'unknown'].map((state) => said(extent, /** @type {any} */ (state))),
  ]);
  assert.equal(new Set(all).size, all.length, 'two of them say the same');
  assert.ok(said('session', 'not-helped').endsWith(english.t('after_less_not_helped')));
  assert.ok(!said('copies', 'helped').includes('Log in'), 'nobody was logged out');
});

test('without its stored copies nobody has to log in again', () => {
  const recovered = incidentOf('bad-gateway-only-in-browser-cache');
  const aftermath = (/** @type {import('../../../incident/clearing.js').Extent} */ extent) => ({
    remedy: 'clear-site-data',
    extent,
    state: 'helped',
    cookiesLeft: 0,
    notCleared: [],
  });
  const best = (/** @type {any} */ after) =>
    viewOf({ ...recovered, aftermath: after }, english, null, recovered.settledAt ?? 0, 7).best?.code;
  assert.equal(best(aftermath('session')), 'sign-in-again');
  assert.notEqual(best(aftermath('copies')), 'sign-in-again');
  const reloaded = { ...recovered, diagnosis: recovered.diagnosis && { ...recovered.diagnosis, remedies: [] } };
  const { best: left } = viewOf(
    { ...reloaded, aftermath: /** @type {any} */ (aftermath('copies')) },
    english,
    null,
    recovered.settledAt ?? 0,
    7,
  );
  assert.equal(left?.code, 'check', 'no button is dead');
});
