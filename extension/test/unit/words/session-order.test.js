/** A stale session is mended in an order: what is typed is saved, AO3's data is cleared, the person logs in again. */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { viewOf } from '../../../words/view.js';
import { english, t } from '../english.js';
import { SITUATIONS, incidentOf } from '../situations.js';

/** @typedef {import('../../../incident/incident.js').Incident} Incident */

/** @param {string} situation @param {Partial<Incident>} [over] */
const listed = (situation, over) => viewOf({ ...incidentOf(situation), ...over }, english).everything;

const STALE = SITUATIONS.filter((name) => incidentOf(name).diagnosis?.verdict.code === 'stale-session');

test('over all that was ever judged: in the list for a stale session, clearing stands between saving and logging in, with its button', () => {
  assert.ok(STALE.length > 2, STALE.join());
  for (const name of STALE) {
    const all = listed(name);
    const order = ['save-text', 'clear-site-data', 'sign-in-again'].map((code) => all.findIndex((choice) => choice.code === code));
    assert.ok(
      order.every((at, n) => at > (order[n - 1] ?? -1)),
      `${name}: ${all.map(({ code }) => code)}`,
    );
    const clear = all.find(({ code }) => code === 'clear-site-data');
    assert.deepEqual([clear?.runs, clear?.label, clear?.inOrder], [true, t('remedy_clear_site_data_button'), true], name);
    assert.ok(clear?.price.includes(t('price_logging_in_again').slice(1)), name);
  }
});

test('elsewhere it is one of the usual steps, and stands among them alone', () => {
  for (const name of SITUATIONS.filter((each) => !STALE.includes(each)))
    assert.ok(!listed(name).some(({ code, inOrder }) => code === 'clear-site-data' || inOrder), name);
});

test('after all was cleared in vain, the restart has its place', () => {
  const codes = listed('stale-cookies', { clearedInVain: ['session', 'all'] }).map(({ code }) => code);
  assert.deepEqual(codes, ['save-text', 'restart-browser', 'sign-in-again']);
});
