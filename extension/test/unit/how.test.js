/**
 * @import {Incident} from '../../src/incident.js'
 * @import {Setup} from '../../types/protocol.js'
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { howWeKnow } from '../../src/how.js';

/** @param {Setup} setup */
function line(setup) {
  const observation = { kind: 'local-setup', id: 'local-setup', question: 'local-setup', outcome: { outcome: 'saw', value: setup, tookMs: 4 } };
  const incident = /** @type {Incident} */ (/** @type {unknown} */ ({ sighting: null, diagnosis: null, observations: [observation], phase: 'done', trouble: null }));
  const [row, ...more] = howWeKnow(incident, (key) => key);
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
