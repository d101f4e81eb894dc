/**
 * What helped before comes first among what is advised, and says so; what never moves.
 *
 * @import {Incident} from '../../../incident/incident.js'
 */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from '../../../incident/incident.js';
import { REMEDIES } from '../../../remedies/catalogue.js';
import { helpedFirst } from '../../../words/choices.js';
import { viewOf } from '../../../words/view.js';
import { english, t as said } from '../english.js';
import { diagnosis, seen, sighting } from '../examples.js';
import { SITUATIONS, saved } from '../situations.js';

/** @typedef {{code: string, how?: string}} Advised */

/**
 * @param {string} code
 * @param {Advised[]} remedies
 * @param {string[]} helped
 * @param {Partial<Incident>} [over]
 * @returns {Incident}
 */
const settled = (code, remedies, helped, over) => ({
  ...open({ id: 'a', isPrivate: false, at: 0, seen: seen() }),
  phase: 'settled',
  settledAt: 1,
  can: ['flush-dns'],
  diagnosis: diagnosis({ verdict: { code, side: 'names' }, remedies }),
  helped,
  ...over,
});

const NAMES = [{ code: 'flush-dns' }, { code: 'change-resolver' }, { code: 'other-connection' }];
const SESSION = [{ code: 'save-text' }, { code: 'clear-site-data' }, { code: 'sign-in-again' }, { code: 'private-window' }];

/** @param {Advised[]} remedies @param {string[]} helped @param {Partial<Incident>} [over] */
function order(remedies, helped, over) {
  const codes = remedies.map(({ code }) => code);
  return helpedFirst(codes, settled('names-wrong', remedies, helped, over));
}

test('what helped comes first, and says so in one line', () => {
  const view = viewOf(settled('names-wrong', NAMES, ['change-resolver']), english);
  assert.equal(view.best?.code, 'change-resolver');
  assert.equal(view.best?.helped, said('helped_before'));
  assert.deepEqual(
    view.everything.filter((c) => c.helped),
    [],
    'both are among the usual steps',
  );
  assert.equal(viewOf(settled('names-wrong', NAMES, []), english).best?.code, 'flush-dns');
});

test('what comes first anyway says so, too', () => {
  const view = viewOf(settled('stale-session', SESSION, ['clear-site-data']), english);
  assert.deepEqual([view.best?.code, view.best?.helped], ['clear-site-data', said('helped_before')]);
});

test('only what this diagnosis advises', () => {
  assert.deepEqual(order(NAMES, ['open-portal']), ['flush-dns', 'change-resolver', 'other-connection']);
});

test('never before text that could be lost', () => {
  assert.deepEqual(order(SESSION, ['sign-in-again']), ['save-text', 'sign-in-again', 'clear-site-data', 'private-window']);
  const posted = [{ code: 'save-text' }, { code: 'sign-in-again' }, { code: 'check-posted' }, { code: 'allow-cookies' }];
  assert.deepEqual(
    order(posted, ['allow-cookies']),
    posted.map(({ code }) => code),
  );
  const writing = settled('stale-session', SESSION, ['sign-in-again'], { sighting: sighting({ method: 'POST' }) });
  assert.equal(viewOf(writing, english).best?.code, 'save-text');
  assert.equal(viewOf(writing, english).then?.code, 'sign-in-again');
});

test('never before a wait that AO3 needs, nor before what the evidence means in a way of its own', () => {
  assert.deepEqual(order([{ code: 'wait' }, { code: 'test-extensions' }], ['test-extensions']), ['wait', 'test-extensions']);
  const sister = [{ code: 'lighter-page', how: 'under-the-main-name' }, { code: 'restart-connection' }, { code: 'flush-dns' }];
  assert.deepEqual(order(sister, ['flush-dns']), ['lighter-page', 'flush-dns', 'restart-connection']);
});

test('clearing never comes sooner than the evidence has it', () => {
  const later = [{ code: 'sign-in-again' }, { code: 'clear-site-data' }];
  assert.deepEqual(order(later, ['clear-site-data']), ['sign-in-again', 'clear-site-data']);
});

test('what the companion cannot do here does not move, and does not say so', () => {
  const failing = [{ code: 'restart-connection' }, { code: 'flush-dns' }];
  assert.deepEqual(order(failing, ['flush-dns'], { can: [] }), ['restart-connection', 'flush-dns']);
  assert.deepEqual(order(failing, ['flush-dns']), ['flush-dns', 'restart-connection']);
});

test('in no situation is a look, a reload, a watch or a clearing moved forward, whatever may have helped', () => {
  const every = Object.keys(REMEDIES);
  for (const name of SITUATIONS) {
    const { diagnosis: found } = saved(name);
    const codes = found.remedies.map((/** @type {Advised} */ { code }) => code);
    const now = helpedFirst(codes, { helped: every, can: ['flush-dns'], diagnosis: found });
    assert.deepEqual([...now].sort(), [...codes].sort(), name);
    for (const code of ['wait', 'reload-once', 'watch', 'clear-site-data', 'save-text', 'check-posted'])
      assert.ok(now.indexOf(code) >= codes.indexOf(code), `${name}: ${code}`);
  }
});
