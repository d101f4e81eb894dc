/**
 * @import {Incident} from '../../../incident/incident.js'
 * @import {Setup} from '../../../types/protocol.js'
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { howWeKnow } from '../../../words/evidence.js';
import { makeWords } from '../../../words/words.js';

/** Words that show their keys. */
const keys = makeWords((key) => key, 'en');

/** @param {Setup} setup */
function line(setup) {
  const observation = {
    kind: 'local-setup',
    id: 'local-setup',
    question: 'local-setup',
    outcome: { outcome: 'saw', value: setup, tookMs: 4 },
  };
  const incident = /** @type {Incident} */ (
    /** @type {unknown} */ ({
      sighting: null,
      diagnosis: null,
      observations: [observation],
      elsewhereTries: [],
      phase: 'done',
      trouble: null,
    })
  );
  const [row, ...more] = howWeKnow(incident, keys);
  assert.equal(more.length, 0);
  return [row?.subject, row?.mark, row?.result];
}

test("this machine's own setup is one line, which says what stands out first", () => {
  const plain = { hosts: [], proxy: null, vpnInterfaces: 0 };
  assert.deepEqual(line(plain), ['how_local_setup', 'good', 'how_plain_setup']);
  assert.deepEqual(line({ ...plain, vpnInterfaces: 1 }), ['how_local_setup', 'good', 'how_vpn']);
  assert.deepEqual(line({ ...plain, vpnInterfaces: 1, proxy: 'other' }), ['how_local_setup', 'good', 'how_proxy']);
  assert.deepEqual(line({ ...plain, proxy: 'loopback' }), ['how_local_setup', 'good', 'how_proxy_here']);
  assert.deepEqual(line({ hosts: ['0.0.0.0'], proxy: 'loopback', vpnInterfaces: 1 }), ['how_local_setup', 'bad', 'how_hosts_entry']);
  assert.deepEqual(line({ ...plain, hosts: null }), ['how_local_setup', 'good', 'how_plain_setup']);
});

test('each way out has its line, good where AO3 proves itself', () => {
  const certificate = { trust: 'proven', issuer: 'WE1', names: [], notBefore: '', notAfter: '' };
  const uplink = (/** @type {number} */ place, /** @type {number} */ of, /** @type {object} */ outcome) => ({
    kind: 'uplink',
    id: `uplink-${place}-of-${of}`,
    question: 'uplinks',
    place,
    of,
    outcome,
  });
  const rows = (/** @type {object[]} */ ...observations) =>
    howWeKnow(
      /** @type {Incident} */ (
        /** @type {unknown} */ ({ sighting: null, diagnosis: null, observations, elsewhereTries: [], phase: 'done', trouble: null })
      ),
      keys,
    ).map((row) => [row.subject, row.mark, row.result]);
  const lost = { outcome: 'failed', failure: { step: 'connect', kind: 'timed-out', detail: '' }, tookMs: 3500 };
  assert.deepEqual(rows(uplink(1, 2, lost), uplink(2, 2, { outcome: 'saw', value: certificate, tookMs: 60 })), [
    ['how_uplinks_usual', 'bad', 'failed_timed_out'],
    ['how_uplinks_other', 'good', 'trust_proven'],
  ]);
  assert.deepEqual(rows(uplink(1, 1, { outcome: 'not-asked', why: 'the-only-one' })), [['how_uplinks', 'skipped', 'how_not_asked']]);
});
