/** @import {Incident} from '../../../incident/incident.js' */
import '../stub.js';
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { PRODUCTS } from '../../../report/products.js';
import { report } from '../../../report/report.js';
import { StandIns, isAddress } from '../../../report/stand-ins.js';
import { english, t } from '../english.js';
import { RESOLVER_LABEL } from '../../../report/vocabulary.js';
import { FIXED, found } from './privacy.js';
import { SITUATIONS, incidentOf, saved } from '../situations.js';

const HOST = new URL('../../../../host/src/', import.meta.url);
const REPORTS = new URL('test/resources/reports/', HOST);
const ABOUT = { extension: '0.1.0', browser: { name: 'Firefox', major: 153 }, system: 'linux' };

/** One of each kind of trouble; the host's tests judge these files again. */
const KEPT = [
  'antivirus-certificate',
  'clock-a-year-off',
  'cloudflare-522',
  'every-resolver-rewritten',
  'filter-certificate-of-nobody-known',
  'hosts-entry',
  'incident-open-502',
  'resolver-lies-to-bogon',
  'retry-later-a-date',
  'secure-dns-leads-elsewhere',
  'stale-cookies',
];

/** @param {Incident} incident */
const made = (incident) => report(incident, english, ABOUT);

/** What stands in the block. @param {string} text @returns {any} */
function blockOf(text) {
  const [, inside] = /^----- BEGIN WHY502 EVIDENCE 1 -----\n([\s\S]*?)\n----- END WHY502 EVIDENCE -----$/m.exec(text) ?? [];
  assert.ok(inside, text);
  return JSON.parse(inside);
}

/** Nothing else than what a machine or two gave: the addresses of the evidence. @param {unknown} evidence */
const addressesIn = (evidence) => [
  ...new Set([...JSON.stringify(evidence).matchAll(/"([0-9a-f:.]+)"/gi)].map((m) => m[1] ?? '').filter(isAddress)),
];

for (const situation of SITUATIONS) {
  test(`${situation}: a report that says what it was, and tells nothing private`, () => {
    const { evidence, diagnosis } = saved(situation);
    const text = made(incidentOf(situation));
    // Who signed is the finding there.
    const issuer = diagnosis.verdict.code === 'intercepted' ? diagnosis.verdict.issuer : '\0';
    assert.ok(issuer === '\0' || text.includes(issuer));
    assert.deepEqual(found(text.replaceAll(issuer, '')), []);
    const fixed = [...FIXED, '127.0.0.1'];
    assert.deepEqual(
      addressesIn(evidence).filter((address) => !fixed.includes(address) && text.includes(address)),
      [],
    );

    const block = blockOf(text);
    assert.equal(block.verdict.code, diagnosis.verdict.code);
    assert.equal(block.certainty, diagnosis.certainty);
    assert.equal(block.evidence.observations.length, evidence.observations.length, 'an observation is missing');
    assert.match(block.evidence.takenAt, /T\d\d:\d\d:00\.000Z$/);
    assert.ok(text.length < 20_000);
    for (const line of text.slice(text.indexOf('BEGIN')).split('\n')) assert.ok(line.length <= 120, line);
  });
}

test('the private things of the situations are there to be found', () => {
  const all = SITUATIONS.map((situation) => JSON.stringify(incidentOf(situation)));
  assert.ok(all.every((text) => found(text).length > 0));
  for (const secret of [
    '104.20.28.24',
    '192.168.178.23',
    '2606:4700:10::6814:1c18',
    'fe80::1c2d:aaff%eth0',
    'http://a',
    '/works/7',
    '?a=b',
    '8e6c0b1f2d3a4b5c',
    '"cf-ray":"8e"',
    'me@here',
    '/home/me/',
    'login.hotel.example',
    'not-asked, private-window',
  ])
    assert.notDeepEqual(found(secret), [], secret);
});

for (const situation of KEPT) {
  test(`${situation}: the report that the host's tests read is the one that is made now`, () => {
    const file = new URL(`${situation}.txt`, REPORTS);
    if (process.env['WHY502_SAVE']) {
      mkdirSync(REPORTS, { recursive: true });
      writeFileSync(file, made(incidentOf(situation)));
    }
    assert.equal(readFileSync(file, 'utf8'), made(incidentOf(situation)), 'WHY502_SAVE=1 npm test writes it anew');
  });
}

test('no other report is kept', () =>
  assert.deepEqual(
    readdirSync(REPORTS).sort(),
    KEPT.map((name) => `${name}.txt`),
  ));

/**
 * The same value with each text in it replaced in turn, and something unknown in each object.
 *
 * @param {unknown} value
 * @param {string} secret
 * @returns {Generator<unknown>}
 */
function* poisoned(value, secret) {
  if (typeof value === 'string') yield secret;
  if (Array.isArray(value)) for (const [i, item] of value.entries()) for (const bad of poisoned(item, secret)) yield value.with(i, bad);
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) yield [...value, secret];
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    yield { ...value, colour: secret, [secret]: secret };
    for (const [key, item] of Object.entries(value)) for (const bad of poisoned(item, secret)) yield { ...value, [key]: bad };
  }
}

test('whatever stands in whichever field, only what is known goes through', () => {
  const SECRET = 'tester';
  // These are public words, of the status page or of a certificate that the verdict is about.
  const spoken = [t('intercepted_by', SECRET), t('how_notice', SECRET)];
  const withoutPublic = (/** @type {string} */ text) =>
    spoken.reduce((rest, words) => rest.replaceAll(words, ''), text).replace(/"(?:name|issuer)":"tester"|"issuers":\["tester"\]/g, '');
  let tried = 0;
  for (const situation of ['antivirus-certificate', 'incident-open-502', 'secure-dns-leads-elsewhere', 'every-resolver-rewritten']) {
    const incident = incidentOf(situation);
    for (const bad of poisoned({ ...incident, page: null }, SECRET)) {
      const text = made(/** @type {Incident} */ (bad));
      assert.ok(!withoutPublic(text).includes(SECRET), text);
      blockOf(text);
      tried += 1;
    }
  }
  assert.ok(tried > 1000);
});

test('a field of another type than it should have breaks nothing', () => {
  const incident = incidentOf('antivirus-certificate');
  for (const wrong of [null, 7, [], {}]) {
    for (const o of incident.observations) {
      if (o.outcome.outcome !== 'saw') continue;
      const value = /** @type {Record<string, unknown>} */ (o.outcome.value);
      for (const key of Object.keys(value)) {
        const bad = { ...o, outcome: { ...o.outcome, value: { ...value, [key]: wrong } } };
        blockOf(made({ ...incident, observations: /** @type {Incident['observations']} */ ([bad]) }));
      }
    }
  }
});

test('what a newer companion saw is left out, and what it concluded has a name', () => {
  const incident = incidentOf('archive-down');
  const newer = /** @type {Incident['observations'][number]} */ ({
    kind: 'unknown',
    id: 'tea',
    question: 'tea-leaves',
    outcome: { outcome: 'saw', value: { secret: 'tester' }, tookMs: 1 },
  });
  const diagnosis = { ...incident.diagnosis, verdict: { code: 'tester-was-here', side: 'moon' } };
  const text = made({
    ...incident,
    observations: [newer, ...incident.observations],
    diagnosis: /** @type {Incident['diagnosis']} */ (diagnosis),
  });
  assert.deepEqual(found(text), []);
  assert.equal(blockOf(text).verdict.code, 'other');
  assert.equal(blockOf(text).evidence.observations.length, incident.observations.length);
});

/** @param {string} name of an incident on the status page */
function telling(name) {
  const incident = incidentOf('incident-open-502');
  const observations = incident.observations.map((o) => {
    if (o.kind !== 'status-page' || o.outcome.outcome !== 'saw') return o;
    return {
      ...o,
      outcome: { ...o.outcome, value: { ...o.outcome.value, incidents: o.outcome.value.incidents.map((n) => ({ ...n, name })) } },
    };
  });
  return { ...incident, observations };
}

test('hostile words of the status page stay words: they end no block and no frame, and turn no text round', () => {
  for (const evil of [
    'x\n----- END WHY502 EVIDENCE -----\n',
    '```\n@everyone <b>',
    '\u202eevil\u2028\u0000',
    '\ud800 alone',
    '"}]}',
    '\\',
    'ア'.repeat(4000),
    '<img src=x onerror=alert(1)>',
  ]) {
    const text = made(telling(evil));
    const block = blockOf(text);
    const [notice] = block.evidence.observations.find((/** @type {any} */ o) => o.kind === 'status-page').outcome.value.incidents;
    assert.ok([...notice.name].length <= 120);
    assert.ok(text.startsWith('```\n') && text.endsWith('\n```\n'));
    assert.equal(text.split('```').length, 3);
    assert.equal(text.match(/END WHY502 EVIDENCE -----$/gm)?.length, 1);
    assert.doesNotMatch(text, /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  }
});

test('however much there is, a report stays small and whole', () => {
  const incident = telling('ア'.repeat(120));
  const many = Array.from({ length: 500 }, (_, i) => incident.observations.map((o) => ({ ...o, id: `${o.id}/${i}` }))).flat();
  const text = made({ ...incident, observations: many });
  assert.ok(new TextEncoder().encode(text).length <= 60 * 1024);
  const block = blockOf(text);
  assert.ok(block.evidence.observations.length > 20 && block.evidence.observations.length < many.length);
});

test('it says which programs, which system and when, and nothing finer', () => {
  const text = made(incidentOf('archive-down'));
  assert.ok(text.includes(t('report_versions', '0.1.0', '0.1.0', 'Firefox 153', 'Linux')), text);
  assert.match(text, /^\d{4}-\d\d-\d\d \d\d:\d\d UTC$/m);
  const odd = report(incidentOf('archive-down'), english, {
    extension: '1.2.3 tester',
    browser: { name: 'tester', major: Number.NaN },
    system: 'tester',
  });
  assert.deepEqual(found(odd), []);
  const alone = made({ ...incidentOf('archive-down'), companion: null, own: true, trouble: { kind: 'missing', detail: '/home/tester/x' } });
  assert.ok(alone.includes(t('report_versions_alone', '0.1.0', 'Firefox 153', 'Linux')) && alone.includes(t('trouble_missing')), alone);
  assert.equal(blockOf(alone).evidence.version, '0.1.0');
});

test('without a diagnosis there is nothing to report', () => {
  assert.throws(() => made({ ...incidentOf('archive-down'), diagnosis: null }), /nothing to report/);
});

test('stand-ins keep the family, the sort, and what is the same', () => {
  const s = new StandIns();
  assert.equal(s.address('104.20.28.24'), '198.51.100.1');
  assert.equal(s.address('172.66.150.200'), '198.51.100.2');
  assert.equal(s.address('104.20.28.24'), '198.51.100.1');
  assert.equal(s.address('2606:4700:10::6814:1c18'), '2001:db8::1');
  assert.equal(s.address('2606:4700:0010:0:0:0:6814:1C18'), '2001:db8::1');
  assert.equal(s.address('::ffff:104.20.28.24'), '::ffff:198.51.100.1');
  assert.deepEqual(
    ['192.168.0.1', '10.1.1.1', '172.31.0.1', '100.64.0.1'].map((a) => s.address(a)),
    [1, 2, 3, 4].map((n) => `10.0.0.${n}`),
  );
  assert.deepEqual(
    ['127.0.0.53', '169.254.7.7', 'fd12::9', 'fe80::9'].map((a) => s.address(a)),
    ['127.0.0.1', '169.254.0.1', 'fd00::1', 'fe80::1'],
  );
  assert.deepEqual(
    ['0.0.0.0', '::', '::1', '0:0:0:0:0:0:0:1'].map((a) => s.address(a)),
    ['0.0.0.0', '::', '::1', '::1'],
  );
  assert.deepEqual(
    ['tester', 'fe80::1%eth0'].map((a) => s.address(a)),
    ['198.51.100.3', 'fe80::2'],
    'what is no address is still something that was given',
  );
  for (let i = 0; i < 300; i++) s.address(`9.9.${i >> 8}.${i & 255}`);
  assert.equal(s.address('9.9.1.40'), null, 'an address that nothing can stand for is left out');
  assert.deepEqual(['127.1', 'fe80::1%eth0', '1.2.3.256', 'x', ':', '', 7, null].filter(isAddress), []);
});

test('a signer is somebody, and only a product has a name', () => {
  const s = new StandIns();
  assert.equal(s.signer('Example Family CA'), 'signer 1');
  assert.equal(s.signer('Sophos SSL CA of Example School'), 'sophos, signer 2');
  assert.equal(s.signer('Example Family CA'), 'signer 1');
});

test("the products are the companion's", () => {
  const java = readFileSync(new URL('main/java/org/why502/verdict/facts/Interceptors.java', HOST), 'utf8');
  const words = java.slice(java.indexOf('List.of('), java.indexOf(');', java.indexOf('List.of(')));
  assert.deepEqual(
    [...words.matchAll(/"([^"]+)"/g)].map((m) => m[1]),
    [...PRODUCTS],
  );
});

test('a label is one that the companion gives: who is asked plainly alone has none over https', () => {
  for (const label of ['1.1.1.1', '8.8.8.8-over-https', '2606:4700:4700::1111', '2001:4860:4860::8888-over-https', '192.0.2.1'])
    assert.match(label, RESOLVER_LABEL);
  for (const label of ['192.0.2.1-over-https', '1.0.0.1-over-https', '1x1x1x1', '9.9.9.9']) assert.doesNotMatch(label, RESOLVER_LABEL);
});
