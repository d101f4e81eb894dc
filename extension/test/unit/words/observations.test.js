/**
 * Each observation of the companion has its line, whatever it is.
 *
 * @import {Incident} from '../../../incident/incident.js'
 * @import {Observation} from '../../../types/protocol.js'
 */
import '../stub.js';
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { FAILURES, TRUSTS } from '../../../words/evidence.js';
import { open } from '../../../incident/incident.js';
import { english } from '../english.js';
import { diagnosis, seen } from '../examples.js';
import { viewOf } from '../../../words/view.js';

/** @param {Partial<Incident>} [over] @returns {Incident} */
const incident = (over) => ({ ...open({ id: 'a', isPrivate: false, at: 0, seen: seen() }), ...over });
/** @param {Partial<Incident>} over */
const settled = (over) => incident({ phase: 'settled', diagnosis: diagnosis(), settledAt: 1, ...over });

/** @param {ReturnType<typeof viewOf>} view */
function isWhole(view) {
  for (const text of [view.headline, view.meaning, view.sideName]) assert.ok(text.length > 2);
  assert.doesNotMatch(JSON.stringify(view), /undefined|\[object|\$\d/);
}

// Each verdict of the companion leads one of its saved situations; its own tests hold that.
const MESSAGES = new URL('../../../../host/src/test/resources/messages/from-host/', import.meta.url);
for (const file of readdirSync(MESSAGES).filter((f) => f.startsWith('observed-'))) {
  test(`${file} becomes one line`, () => {
    const { observation } = JSON.parse(readFileSync(new URL(file, MESSAGES), 'utf8'));
    const rows = viewOf(settled({ observations: [observation] }), english).rows.filter((r) => r.id === observation.id);
    assert.equal(rows.length, 1);
    assert.ok(rows[0]?.subject && rows[0].result);
  });
}

test('every way to fail and every certificate has words', () => {
  for (const kind of [...FAILURES, 'gremlins']) {
    /** @type {Observation} */
    const observation = {
      kind: 'connection',
      question: 'connections',
      id: 'c',
      address: '1.2.3.4',
      outcome: { outcome: 'failed', failure: { step: 'connect', kind, detail: '' }, tookMs: 5 },
    };
    assert.equal(viewOf(settled({ observations: [observation] }), english).rows.at(-1)?.mark, 'bad');
  }
  for (const trust of [...TRUSTS, 'forged']) {
    const value = { trust, issuer: '', names: [], notBefore: '', notAfter: '' };
    /** @type {Observation} */
    const observation = {
      kind: 'handshake',
      question: 'handshakes',
      id: 'h',
      address: '::1',
      outcome: { outcome: 'saw', value, tookMs: 5 },
    };
    assert.equal(viewOf(settled({ observations: [observation] }), english).rows.at(-1)?.mark, trust === 'proven' ? 'good' : 'bad');
  }
});

test('addresses of one family are one line; half of them working is said', () => {
  /** @param {string} address @param {boolean} works @returns {Observation} */
  const connection = (address, works) => ({
    kind: 'connection',
    question: 'connections',
    id: `connection/${address}`,
    address,
    outcome: works
      ? { outcome: 'saw', value: {}, tookMs: 9 }
      : { outcome: 'failed', failure: { step: 'connect', kind: 'refused', detail: '' }, tookMs: 9 },
  });
  const rows = viewOf(
    settled({ observations: [connection('1.1.1.1', true), connection('1.1.1.2', false), connection('::1', true)] }),
    english,
  ).rows.slice(1);
  assert.deepEqual(
    rows.map((r) => [r.mark, r.result]),
    [
      ['bad', '1 of 2 work'],
      ['good', 'is open'],
    ],
  );
});

test('an observation of a newer companion is a line, not a crash', () => {
  /** @type {Observation} */
  const unknown = { kind: 'unknown', question: 'uplinks', id: 'uplink/1', outcome: { outcome: 'saw', value: null, tookMs: 5 } };
  isWhole(viewOf(settled({ observations: [unknown] }), english));
});
