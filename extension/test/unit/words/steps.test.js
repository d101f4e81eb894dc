import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STEPS } from '../../../remedies/catalogue.js';
import { checklist, cookieExperiment } from '../../../words/steps.js';
import { english } from '../english.js';
import { SITUATIONS, incidentOf } from '../situations.js';

/** @param {string} name */
const steps = (name) => checklist(incidentOf(name), english);
/** @param {string} name */
const ticks = (name) => Object.fromEntries(steps(name).map((step) => [step.code, step.tick]));
/** @param {string} name */
const lit = (name) => steps(name).find((step) => step.lit)?.code;

test('seven steps, in this order', () => {
  assert.deepEqual(
    steps('every-page-502-at-once').map((step) => step.code),
    ['private-window', 'other-connection', 'clear-site-data', 'test-extensions', 'flush-dns', 'change-resolver', 'open-status-page'],
  );
});

test("AO3 is down: all of the person's own is ruled out, with why, and the status page is left", () => {
  const all = steps('every-page-502-at-once');
  assert.deepEqual(
    all.map((step) => step.tick),
    [...Array(6).fill('ruled-out'), 'told'],
  );
  assert.ok(all.every((step) => step.why));
  assert.equal(lit('every-page-502-at-once'), 'open-status-page');
});

test("an incident of AO3's is told in its own words", () => {
  assert.match(steps('incident-open-502').at(-1)?.why ?? '', /Archive not loading/);
});

test('a session that is stale points at clearing, and the private window says so', () => {
  assert.equal(ticks('stale-cookies')['private-window'], 'points-here');
  assert.equal(ticks('stale-cookies')['clear-site-data'], 'points-here');
  assert.equal(lit('stale-cookies'), 'clear-site-data', 'what the popup would do first');
});

test('guests are served from stored copies: clearing is ruled out', () => {
  assert.equal(ticks('guests-cached-members-502')['clear-site-data'], 'ruled-out');
  assert.equal(ticks('guests-cached-members-502')['private-window'], 'ruled-out');
});

test('what a guest is answered rules cookies out where it fails, whatever page it was; a light one that comes says nothing', () => {
  const incident = incidentOf('every-page-502-at-once');
  /** @param {string[]} ids */
  const knowing = (...ids) => ({ ...incident, observations: incident.observations.filter(({ id }) => ids.includes(id)) });
  assert.equal(cookieExperiment(knowing('page-fetch/application')).without, 'fails');
  assert.equal(cookieExperiment(knowing('browser-fetch/light-page-without-cookies')).without, 'fails');
  const heavy = incidentOf('entire-work-times-out');
  const light = heavy.observations.filter((o) => o.kind === 'browser-fetch' && o.trial.startsWith('light-page'));
  assert.ok(light.length > 0);
  assert.equal(cookieExperiment(heavy).without, 'unknown');
});

test('a resolver that fails points at names; cookies and extensions are not to blame', () => {
  const found = ticks('resolver-servfail');
  assert.equal(found['flush-dns'], 'ruled-out', 'it says so itself');
  assert.equal(found['change-resolver'], 'points-here');
  assert.equal(found['private-window'], 'ruled-out');
  assert.equal(lit('resolver-servfail'), 'change-resolver');
});

test('old addresses are forgotten only where something that is kept here may be at fault', () => {
  const wrong = incidentOf('resolver-lies-to-old-address');
  const flush = (/** @type {import('../../../incident/incident.js').Incident} */ incident) =>
    checklist(incident, english).find(({ code }) => code === 'flush-dns');
  assert.deepEqual([flush(wrong)?.tick, flush(wrong)?.why], ['ruled-out', english.t('why_flush_resolver')]);
  // So a companion that cannot tell whether the resolver stands on this machine, or one of an older version.
  const { diagnosis } = wrong;
  assert.ok(diagnosis);
  const advised = { ...wrong, diagnosis: { ...diagnosis, remedies: [{ code: 'flush-dns' }, ...diagnosis.remedies] } };
  assert.deepEqual([flush(advised)?.tick, flush(advised)?.lit, flush(advised)?.why], ['points-here', true, english.t('why_names_fail')]);
  const right = wrong.observations.find((o) => o.kind === 'name-lookup' && o.resolver.label === '8.8.8.8');
  const observations = wrong.observations.map((o) =>
    o.kind === 'name-lookup' && o.resolver.kind === 'configured' && right?.kind === 'name-lookup' ? { ...o, outcome: right.outcome } : o,
  );
  assert.equal(flush({ ...advised, observations })?.why, english.t('why_flush_memory'));
  // Of another name the configured resolvers were not asked.
  assert.equal(ticks('sister-name-denied-here')['flush-dns'], 'points-here');
  assert.ok(steps('sister-name-gone').every(({ why }) => why !== english.t('why_flush_resolver')));
});

test("where the browser's own look-up fails, what it keeps itself is forgotten", () => {
  const step = steps('secure-dns-leads-elsewhere').find(({ code }) => code === 'flush-dns');
  assert.deepEqual([step?.tick, step?.how.code, step?.how.runs], ['points-here', 'forget-in-browser', true]);
  assert.ok(steps('secure-dns-down').every(({ how }) => how.label && how.text));
  assert.equal(steps('resolver-servfail').find(({ code }) => code === 'flush-dns')?.how.code, 'flush-dns');
});

test('what blocks here points at another connection', () => assert.equal(lit('reset-on-name'), 'other-connection'));

test('an extension in the way points at extensions', () => assert.equal(lit('extension-breaks-page'), 'test-extensions'));

for (const name of SITUATIONS) {
  test(`${name}: at most one step is lit, it is not ruled out, and no setting is changed before the obvious`, () => {
    const all = steps(name);
    assert.equal(all.length, STEPS.length);
    const on = all.filter((step) => step.lit);
    assert.ok(on.length <= 1);
    assert.notEqual(on[0]?.tick, 'ruled-out');
    for (const step of all) {
      assert.ok(step.title);
      if (step.tick !== 'open') assert.ok(step.why, step.code);
    }
    const setting = on.find((step) => step.code === 'change-resolver');
    const before = all.slice(0, STEPS.indexOf('change-resolver'));
    if (setting) assert.ok(before.every((step) => step.tick === 'ruled-out') || setting.tick === 'points-here');
  });
}

test('the last look at a page counts', () => {
  const again = incidentOf('stale-cookies');
  assert.deepEqual(cookieExperiment(again), { with: 'fails', without: 'works' });
  assert.deepEqual(cookieExperiment({ ...again, observations: [] }), { with: 'unknown', without: 'unknown' });
});

test('nothing is known yet: nothing is ticked', () => {
  assert.deepEqual(checklist({ ...incidentOf('stale-cookies'), diagnosis: null }, english), []);
});
