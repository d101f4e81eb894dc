/**
 * What a person says of another browser, or of a new profile in this one: a hint, which opens what the evidence left
 * open and changes no verdict.
 */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { howWeKnow } from '../../../words/evidence.js';
import { checklist } from '../../../words/steps.js';
import { viewOf } from '../../../words/view.js';
import { english, t } from '../english.js';
import { SITUATIONS, incidentOf } from '../situations.js';
import { isOnlyAHint } from './hint-law.js';

/** @typedef {import('../../../incident/elsewhere-tries.js').ElsewhereTry} ElsewhereTry */

/** @param {ElsewhereTry['came']} came @returns {ElsewhereTry} */
const other = (came) => ({ where: 'other-browser', came });
/** @param {ElsewhereTry['came']} came @returns {ElsewhereTry} */
const clean = (came) => ({ where: 'clean-profile', came });

/** @param {string} situation @param {ElsewhereTry[]} elsewhereTries */
const having = (situation, elsewhereTries) => ({ ...incidentOf(situation), elsewhereTries });
/** @param {string} situation @param {ElsewhereTry[]} tries */
const view = (situation, ...tries) => viewOf(having(situation, tries), english, null, incidentOf(situation).settledAt ?? 0, 7);
/** @param {string} situation @param {ElsewhereTry[]} tries */
const steps = (situation, ...tries) =>
  new Map(checklist(having(situation, tries), english).map(({ code, tick, why, lit }) => [code, { tick, why, lit }]));

const STEPS = ['private-window', 'clear-site-data', 'test-extensions'];

test('nobody is asked who has not tried it, and nobody where the page works', () => {
  assert.equal(view('nothing-asked').elsewhere, null);
  assert.equal(view('recovered', other('asked')).elsewhere, null);
  assert.deepEqual(view('nothing-asked', other('asked')).elsewhere, {
    code: 'other-browser',
    question: t('other_browser_question'),
    answers: { loads: t('private_loads'), fails: t('private_fails') },
    given: null,
    seen: false,
    said: '',
  });
  const both = view('nothing-asked', other('loads'), clean('asked')).elsewhere;
  assert.deepEqual([both?.code, both?.question, both?.given], ['clean-profile', t('clean_profile_question'), null], 'of the latest');
});

test('while the answer is to come nothing is said otherwise', () => {
  for (const name of SITUATIONS)
    for (const one of [other('asked'), clean('asked')]) assert.deepEqual({ ...view(name, one), elsewhere: null }, view(name), name);
});

test('each answer is a line of how we know, on which no verdict rests', () => {
  const rows = (/** @type {ElsewhereTry[]} */ ...tries) =>
    howWeKnow(having('nothing-asked', tries), english)
      .filter(({ id }) => id === 'other-browser' || id === 'clean-profile')
      .map(({ mark, subject, result, cited }) => [mark, subject, result, cited]);
  assert.deepEqual(rows(other('asked')), []);
  assert.deepEqual(rows(other('loads'), clean('fails')), [
    ['good', t('how_other_browser'), t('how_private_loads'), false],
    ['bad', t('how_clean_profile'), t('how_private_fails'), false],
  ]);
});

test('another browser loads it: something of this one, and a private window, which takes nothing away, is the next step', () => {
  const all = steps('nothing-asked', other('loads'));
  assert.deepEqual(all.get('private-window'), { tick: 'points-here', why: t('why_browser_other'), lit: true });
  assert.equal(all.get('clear-site-data')?.tick, 'open');
  assert.deepEqual(all.get('test-extensions'), { tick: 'points-here', why: t('why_browser_other'), lit: false });
  assert.equal(view('nothing-asked', other('loads')).elsewhere?.said, t('other_browser_said_loads'));
  assert.match(t('other_browser_said_loads'), /may be the cause.*network settings.*private window/);
});

test('it fails there too: this browser is ruled out, each step with why', () => {
  const all = steps('nothing-asked', other('fails'));
  for (const code of STEPS) assert.deepEqual(all.get(code), { tick: 'ruled-out', why: t('why_browser_other_fails'), lit: false }, code);
  assert.equal(view('nothing-asked', other('fails')).elsewhere?.said, t('other_browser_said_fails'));
});

test('a new profile tells of the profile alone, and counts before another browser', () => {
  for (const tries of [[clean('loads')], [clean('loads'), other('fails')], [other('loads'), clean('loads')]]) {
    const all = steps('nothing-asked', ...tries);
    for (const code of ['clear-site-data', 'test-extensions'])
      assert.deepEqual([all.get(code)?.tick, all.get(code)?.why], ['points-here', t('why_profile_clean')], code);
  }
  const all = steps('nothing-asked', other('loads'), clean('fails'));
  for (const code of STEPS) assert.deepEqual(all.get(code), { tick: 'ruled-out', why: t('why_profile_clean_fails'), lit: false }, code);
  assert.equal(view('nothing-asked', clean('fails')).elsewhere?.said, t('private_said_fails'));
});

test('what was likely only from outside the browser comes last where another browser speaks against it', () => {
  const first = (/** @type {ElsewhereTry[]} */ ...tries) =>
    view('browser-believes-itself-offline', ...tries).everything.map(({ code }) => code);
  assert.ok(first().includes('other-browser') && first().includes('clean-profile'));
  assert.equal(first(other('loads')).at(-1), 'other-browser', 'what was tried is not first again');
  assert.deepEqual(first(other('fails')).slice(0, 1), ['other-browser'], 'what speaks of this browser comes after what was tried');
  assert.equal(steps('browser-believes-itself-offline', other('fails')).get('test-extensions')?.tick, 'ruled-out');
  assert.equal(steps('browser-believes-itself-offline', other('loads')).get('test-extensions')?.tick, 'points-here');
});

test('a cause that was proven stays, whatever is said of another browser', () => {
  for (const name of ['cookies-too-big', 'extension-breaks-page', 'secure-dns-down'])
    for (const one of [other('fails'), clean('fails')]) {
      assert.deepEqual([...steps(name, one)], [...steps(name)], name);
      assert.equal(view(name, one).elsewhere?.said, t('private_said_otherwise'), name);
    }
  // A private window asks the same resolver.
  assert.deepEqual([...steps('secure-dns-down', other('loads'))], [...steps('secure-dns-down')]);
  assert.equal(view('secure-dns-down', other('loads')).elsewhere?.said, t('elsewhere_said_fits'));
});

test("where AO3's side is at fault, a page that loads once may be chance: nothing of this browser is named", () => {
  for (const name of ['every-page-502-at-once', 'edge-down', 'archive-slow', 'members-520', 'ipv6-dead'])
    for (const one of [other('loads'), clean('loads')]) {
      assert.equal(view(name, one).elsewhere?.said, t('private_said_otherwise'), name);
      for (const code of STEPS) assert.deepEqual(steps(name, one).get(code), steps(name).get(code), `${name}: ${code}`);
    }
});

for (const name of SITUATIONS)
  test(`${name}: no answer changes the verdict, and what is to be done next is not ruled out`, () => {
    const before = view(name);
    for (const came of /** @type {const} */ (['loads', 'fails']))
      for (const one of [other(came), clean(came)]) isOnlyAHint(before, view(name, one));
  });
