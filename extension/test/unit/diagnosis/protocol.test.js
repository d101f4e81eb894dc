/** @import {Sighting, ToHost} from '../../../types/protocol.js' */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { parse, tidy } from '../../../diagnosis/protocol.js';
import { keptHeaders } from '../../../ao3/answer.js';
import { NOTHING, reduce } from '../../../sighting/sighting.js';

const MESSAGES = new URL('../../../../host/src/test/resources/messages/', import.meta.url);
/** @param {string} path */
const read = (path) => JSON.parse(readFileSync(new URL(path, MESSAGES), 'utf8'));
const fromHost = readdirSync(new URL('from-host/', MESSAGES));

test('there are messages to read', () => assert.ok(fromHost.length >= 10));

for (const file of fromHost) {
  test(`from the host: ${file} is understood`, () => {
    const parsed = parse(read(`from-host/${file}`));
    assert.ok(parsed.ok, parsed.ok ? '' : parsed.why);
    assert.equal(parsed.message.type, file.split('-')[0]?.replace('.json', ''));
  });

  test(`from the host: ${file} with any field broken is refused or harmless, never thrown on`, () => {
    for (const broken of mutants(read(`from-host/${file}`))) {
      const parsed = parse(broken);
      assert.equal(typeof parsed.ok, 'boolean');
    }
  });
}

/**
 * Every field of a message replaced in turn by what does not belong there.
 *
 * @param {unknown} value
 * @returns {Generator<unknown>}
 */
function* mutants(value) {
  for (const wrong of [null, 7, 'x', [], {}, true]) yield wrong;
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) for (const m of mutants(item)) yield value.with(i, m);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) for (const m of mutants(item)) yield { ...value, [key]: m };
  }
}

test('nonsense is refused with a reason', () => {
  for (const nonsense of [undefined, null, 3, 'welcome', [], {}, { type: 'toString' }, { type: '__proto__' }, { type: 'welcome' }]) {
    const parsed = parse(nonsense);
    assert.equal(parsed.ok, false);
    assert.ok(!parsed.ok && parsed.why.length > 0);
  }
});

test('a verdict without its diagnosis is refused', () => {
  const diagnosed = read('from-host/diagnosed.json');
  assert.equal(parse({ ...diagnosed, diagnosis: { ...diagnosed.diagnosis, remedies: 'wait' } }).ok, false);
  assert.equal(parse({ ...diagnosed, diagnosis: { ...diagnosed.diagnosis, certainty: 'sure' } }).ok, false);
});

test('fields and observations of a newer companion do no harm', () => {
  assert.ok(parse({ ...read('from-host/welcome.json'), colour: 'red' }).ok);
  const observed = read('from-host/observed-connection.json');
  const parsed = parse({ ...observed, observation: { ...observed.observation, kind: 'tea-leaves', question: 'tea' } });
  assert.ok(parsed.ok && parsed.message.type === 'observed');
  assert.equal(parsed.message.observation.kind, 'unknown');
});

test('to the host: a sighting has exactly the fields of the example', () => {
  const step = reduce(NOTHING, {
    kind: 'page',
    tabId: 1,
    url: 'https://archiveofourown.org/works/1/chapters/2',
    status: 502,
    tookMs: 180,
    cached: false,
    cookies: true,
    markers: { title: 'AO3 Down', mainClasses: [], bodyClasses: [], ids: [], text: '' },
    at: 0,
  });
  const example = /** @type {Extract<ToHost, {type: 'diagnose'}>} */ (read('to-host/diagnose.json'));
  const sighting = /** @type {Sighting} */ (step.seen?.sighting);
  assert.deepEqual(Object.keys(sighting).sort(), Object.keys(example.sighting ?? {}).sort());
  assert.deepEqual(Object.keys(sighting.markers ?? {}).sort(), Object.keys(example.sighting?.markers ?? {}).sort());
  for (const name of Object.keys(example.sighting?.headers ?? {})) assert.ok(name in (keptHeaders([]) ?? {}), name);
  assert.equal(sighting.page, example.sighting?.page);
});

test('words from outside are one line, and cannot steer how they are drawn', () => {
  assert.equal(tidy('  down\n\u202Enow\u0007 <b>really</b>\t'), 'down now <b>really</b>');
  assert.equal([...tidy('😀'.repeat(4000))].length, 160);
  const file = read('from-host/observed-status-page.json');
  file.observation.outcome.value.incidents[0].name = `a\u202Eb ${'x'.repeat(3000)}`;
  const told = parse(file);
  assert.ok(told.ok && told.message.type === 'observed' && told.message.observation.kind === 'status-page');
  const { outcome } = told.message.observation;
  assert.ok(outcome.outcome === 'saw');
  assert.match(outcome.value.incidents[0]?.name ?? '', /^a b x{155}…$/);
});
