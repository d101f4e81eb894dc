/** What stands in this machine's own setup is named where a person has to find it, and nowhere else. */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { viewOf } from '../../../words/view.js';
import { english } from '../english.js';
import { SITUATIONS, incidentOf } from '../situations.js';

const t = english.t;
const view = (/** @type {string} */ situation) => viewOf(incidentOf(situation), english);

test('the line of the hosts file is shown with how it is taken out', () => {
  const { best, meaning } = view('hosts-entry');
  assert.equal(best?.code, 'edit-hosts');
  assert.ok(best?.text.endsWith(t('hosts_line', '208.85.241.152 archiveofourown.org')), best?.text);
  assert.ok(!meaning.includes('208.85'), 'a report tells the meaning, and no address');
});

test('a proxy that wrote the error is said to be on this device or in this network', () => {
  assert.ok(view('proxy-502').meaning.endsWith(t('proxy_loopback')), view('proxy-502').meaning);
});

test('of two families the dead one is named, and so is what to do about it', () => {
  assert.ok(view('ipv6-dead').meaning.endsWith(t('family_ipv6')));
  assert.ok(view('ipv4-dead').meaning.endsWith(t('family_ipv4')));
});

test('under no other verdict anything of it is said', () => {
  for (const situation of SITUATIONS) {
    const { code } = incidentOf(situation).diagnosis?.verdict ?? { code: '' };
    const { meaning } = view(situation);
    if (code !== 'local-proxy') for (const place of ['loopback', 'private']) assert.ok(!meaning.includes(t(`proxy_${place}`)), situation);
    if (code !== 'one-family-broken') for (const family of ['ipv4', 'ipv6']) assert.ok(!meaning.includes(t(`family_${family}`)), situation);
  }
});

test('what answers for the name here is called an entry of the hosts file only where one was seen', () => {
  const meaning = (/** @type {object} */ about) => {
    const incident = incidentOf('hosts-entry');
    const diagnosis = /** @type {NonNullable<typeof incident.diagnosis>} */ (incident.diagnosis);
    const verdict = { code: 'hosts-file', side: 'device', ...about };
    return viewOf({ ...incident, diagnosis: { ...diagnosis, verdict } }, english).meaning;
  };
  for (const about of [{ entry: true }, {}]) assert.ok(meaning(about).startsWith(t('verdict_hosts_file_meaning')), 'an older companion');
  for (const about of [{ entry: false }, { entry: null }]) {
    assert.ok(meaning(about).startsWith(t('verdict_hosts_file_other_meaning')), JSON.stringify(about));
    assert.doesNotMatch(meaning(about), /hosts file/);
  }
});
