/** Who answered rightly where AO3 is, and whether another resolver would help: over all saved situations. */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guide, resolvers } from '../../../words/resolvers.js';
import { english } from '../english.js';
import { SITUATIONS, incidentOf } from '../situations.js';

/** @param {string} name */
const of = (name) => resolvers(incidentOf(name));
/** @param {string} name @returns {Record<string, string>} */
const table = (name) => Object.fromEntries(of(name).asked.map(({ label, answered }) => [label, answered]));

test('each is right, wrong or silent by what stands where it leads', () => {
  assert.deepEqual(table('resolver-servfail'), { machine: 'none', 'configured-1-of-1': 'none', '1.1.1.1': 'right', '8.8.8.8': 'right' });
  assert.deepEqual(table('resolver-lies-to-bogon'), {
    machine: 'wrong',
    'configured-1-of-1': 'wrong',
    '1.1.1.1': 'right',
    '8.8.8.8': 'right',
  });
  assert.equal(table('resolver-nxdomain')['configured-1-of-1'], 'wrong', 'a denial is an answer');
  assert.equal(table('ipv6-name-leads-to-a-stranger')['machine'], 'wrong', 'one of its addresses is a stranger');
  assert.equal(table('one-address-reset')['machine'], 'right', 'one of its addresses is only not reached');
  assert.deepEqual([...new Set(Object.values(table('dropped-packets')))], ['unknown'], 'it is the way that is broken');
  assert.deepEqual(table('nothing-asked'), {});
});

test('it would help where another is right and the one that is set up here is not, and nowhere else', () => {
  /** @type {[string, import('../../../words/resolvers.js').Help][]} */
  const expected = [
    ['resolver-servfail', 'system'],
    ['resolver-lies-to-block-page', 'system'],
    ['sister-name-denied-here', 'system'],
    ['secure-dns-down', 'browser'],
    ['every-resolver-rewritten', 'secure'],
    ['port-53-closed-https-open', 'secure'],
    ['archive-overloaded', 'not-right'],
    ['one-address-reset', 'not-right'],
    ['hosts-entry', 'not-device'],
    ['no-uplink', 'not-others'],
    ['sister-name-gone', 'not-others'],
    ['dropped-packets', 'not-measured'],
    ['antivirus-certificate', 'not-measured'],
    ['nothing-asked', 'not-measured'],
  ];
  for (const [name, help] of expected.filter(([name]) => SITUATIONS.includes(name))) assert.equal(of(name).help, help, name);
  for (const name of SITUATIONS) {
    const { help, asked } = of(name);
    const right = asked.filter(({ answered }) => answered === 'right').map(({ kind }) => kind);
    if (help === 'system') assert.ok(right.includes('public') && !right.includes('machine') && !right.includes('configured'), name);
    if (help === 'secure') assert.ok(right.every((kind) => kind === 'https') && right.length > 0, name);
    if (help === 'browser') assert.equal(incidentOf(name).diagnosis?.verdict.code, 'browser-names', name);
  }
});

test('where names are to blame and a resolver is to be changed, it is said that this helps', () => {
  const advised = SITUATIONS.filter((name) => {
    const { verdict, remedies = [], certainty } = incidentOf(name).diagnosis ?? {};
    return verdict?.side === 'names' && certainty === 'certain' && remedies.some(({ code }) => code === 'change-resolver');
  });
  assert.ok(advised.length > 15);
  for (const name of advised) assert.match(of(name).help, /^(system|secure)$/, name);
});

test('an entry in the hosts file stands before every resolver, whether or not that was asked', () => {
  const incident = incidentOf('hosts-entry');
  const observations = incident.observations.filter((o) => !(o.kind === 'name-lookup' && o.resolver.kind === 'configured'));
  assert.equal(resolvers({ ...incident, observations }).help, 'not-device');
});

test('the resolver to take is the one that answered rightly, and soonest', () => {
  const incident = incidentOf('resolver-servfail');
  /** @param {string} label @param {number} tookMs */
  const quick = (label, tookMs) => ({
    ...incident,
    observations: incident.observations.map((o) =>
      o.kind === 'name-lookup' && o.resolver.label === label && o.outcome.outcome === 'saw'
        ? { ...o, outcome: { ...o.outcome, tookMs } }
        : o,
    ),
  });
  assert.deepEqual(resolvers(quick('8.8.8.8', 1)).addresses, ['8.8.8.8', '8.8.4.4']);
  assert.deepEqual(resolvers(quick('8.8.8.8', 9999)).addresses, ['1.1.1.1', '1.0.0.1']);
  assert.match(of('ipv6-only-servfail').addresses.join(' '), /^2001:4860:4860::8888 |^2606:4700:4700::1111 /);
  assert.deepEqual(of('nothing-asked').addresses, ['1.1.1.1', '1.0.0.1']);
});

test('on a network of IPv6 alone the addresses are of IPv6, and so is the switch that they belong to', () => {
  const incident = incidentOf('ipv6-only-servfail');
  // Nobody's address could be tried: none is known to be right, and the guide names one all the same.
  const untried = { ...incident, observations: incident.observations.filter(({ kind }) => kind !== 'handshake') };
  assert.equal(resolvers(untried).help, 'not-measured');
  assert.deepEqual(resolvers(untried).addresses, ['2606:4700:4700::1111', '2606:4700:4700::1001']);
  for (const [name, has, not] of /** @type {const} */ ([
    ['ipv6-only-servfail', 'IPv6', 'IPv4'],
    ['ipv6-only-resolver-lies', 'IPv6', 'IPv4'],
    ['resolver-servfail', 'IPv4', 'IPv6'],
    ['nothing-asked', 'IPv4', 'IPv6'],
  ]))
    for (const system of ['win', 'linux', 'mac', 'android']) {
      const way = guide(incidentOf(name), english, system).ways.find(({ code }) => code === 'system');
      assert.ok(way, name);
      assert.equal(way.copies.length, 2);
      assert.ok(
        way.copies.every((address) => address.includes(':') === (has === 'IPv6')),
        `${name}: ${way.copies}`,
      );
      assert.ok(!way.text.includes(not) && !way.text.includes('$1'), way.text);
      if (['win', 'linux'].includes(system)) assert.ok(way.text.includes(has), way.text);
    }
});

test('several resolvers of this machine stand in their order, before the public ones', () => {
  const incident = incidentOf('resolver-servfail');
  const one = incident.observations.find((o) => o.kind === 'name-lookup' && o.resolver.kind === 'configured');
  assert.ok(one?.kind === 'name-lookup');
  const more = [2, 1].map((n) => ({ ...one, id: `c${n}`, resolver: { ...one.resolver, label: `configured-${n}-of-2` } }));
  const observations = [...incident.observations.filter((o) => o !== one), ...more];
  assert.deepEqual(
    resolvers({ ...incident, observations }).asked.map(({ label }) => label),
    ['machine', 'configured-1-of-2', 'configured-2-of-2', '1.1.1.1', '8.8.8.8'],
  );
});

test('it says whether it would help, and then how, the smallest step first; where it would not, nothing is shown to set', () => {
  const helps = guide(incidentOf('resolver-servfail'), english, 'win');
  assert.equal(helps.helps, 'yes');
  assert.match(helps.said, /^This would help you: (1\.1\.1\.1|8\.8\.8\.8) finds AO3/);
  assert.deepEqual(
    helps.ways.map(({ code, copies }) => [code, copies.length]),
    [
      ['browser', 0],
      ['system', 2],
      ['router', 0],
    ],
  );
  assert.ok(helps.ways.every(({ text, back }) => text.length > 20 && back.startsWith('To go back: ')));
  assert.ok(helps.check);
  assert.equal(helps.rows[0]?.name, english.t('how_names_machine'));
  const not = guide(incidentOf('no-uplink'), english, 'linux');
  assert.deepEqual([not.helps, not.ways, not.check], ['no', [], '']);
  assert.match(not.said, /^It would not help: /);
  const secure = guide(incidentOf('every-resolver-rewritten'), english, 'linux');
  assert.deepEqual([secure.helps, secure.ways.map(({ code }) => code)], ['yes', ['browser']]);
  const unknown = guide(undefined, english, 'linux');
  assert.deepEqual([unknown.helps, unknown.rows, unknown.ways.length], ['unknown', [], 3]);
});

test('the guide is for the system that is here', () => {
  const texts = ['win', 'mac', 'linux', 'android', '', 'toString'].map(
    (system) => guide(undefined, english, system).ways.find(({ code }) => code === 'system')?.text,
  );
  assert.deepEqual(
    texts,
    ['windows', 'mac', 'linux', 'other', 'other', 'other'].map((name) => english.t(`resolver_system_${name}`, 'IPv4')),
  );
});

test('every situation has its words', () => {
  for (const name of SITUATIONS) {
    const shown = guide(incidentOf(name), english, 'linux');
    assert.doesNotMatch(JSON.stringify(shown), /undefined|\[object|\$\d|resolver_|how_names/, name);
    assert.equal(shown.rows.length, of(name).asked.length, name);
  }
});
