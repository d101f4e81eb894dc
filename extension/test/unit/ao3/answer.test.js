/** What an answer or an error says by itself. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorCode, isTrouble, keptHeaders } from '../../../ao3/answer.js';

/** @param {Partial<import('../../../types/protocol.js').Markers>} over */
const markers = (over) => ({ title: null, mainClasses: [], bodyClasses: [], ids: [], text: '', ...over });
const maintenance = markers({ mainClasses: ['error-503-maintenance'] });

test('an error in words is one of TLS: Firefox tells those to people', () => {
  assert.equal(errorCode('Peer’s Certificate issuer is not recognized.'), 'why502:tls/other');
  for (const code of ['net::ERR_CERT_AUTHORITY_INVALID', 'NS_ERROR_NET_RESET']) assert.equal(errorCode(code), code);
});

test('which statuses are trouble', () => {
  const app = markers({ bodyClasses: ['logged-in'], ids: ['csrf-token'] });
  for (const status of [418, 429, 431, 445, 500, 502, 503, 504, 507, 511, 520, 522, 526, 530])
    assert.equal(isTrouble(status, null, null, null), true, String(status));
  for (const status of [200, 204, 301, 304, 401, 404, 410, 422]) assert.equal(isTrouble(status, null, null, app), false, String(status));
  for (const status of [400, 403, 408, 413, 421, 422, 425, 451]) {
    assert.equal(isTrouble(status, null, null, null), 'look');
    assert.equal(isTrouble(status, null, null, app), false);
    assert.equal(isTrouble(status, null, null, markers({ mainClasses: ['error-403'] })), true);
  }
  assert.equal(isTrouble(403, { 'cf-mitigated': 'challenge' }, null, null), true);
  assert.equal(isTrouble(200, null, null, maintenance), true);
});

test('only the known headers are kept, and no ray id', () => {
  const kept = keptHeaders([
    { name: 'Set-Cookie', value: 'a=b' },
    { name: 'CF-Ray', value: '8e00-LHR' },
    { name: 'Server', value: 'nginx '.repeat(90) },
  ]);
  assert.equal(kept?.['cf-ray'], 'present');
  assert.ok(kept?.server?.startsWith('nginx nginx') && kept.server.length <= 80);
  assert.doesNotMatch(JSON.stringify(kept), /a=b|8e00/);
});
