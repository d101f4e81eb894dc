/** What a person says of a private window: a hint, which opens what the evidence left open and changes no verdict. */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { howWeKnow } from '../../../words/evidence.js';
import { checklist } from '../../../words/steps.js';
import { viewOf } from '../../../words/view.js';
import { english, t } from '../english.js';
import { SITUATIONS, incidentOf } from '../situations.js';
import { isOnlyAHint } from './hint-law.js';

/** @typedef {import('../../../incident/private-try.js').PrivateTry} PrivateTry */

/** @param {string} situation @param {PrivateTry} privateTry */
const having = (situation, privateTry) => ({ ...incidentOf(situation), privateTry });
/** @param {string} situation @param {PrivateTry} privateTry */
const view = (situation, privateTry) => viewOf(having(situation, privateTry), english, null, incidentOf(situation).settledAt ?? 0, 7);
/** @param {string} situation @param {PrivateTry} privateTry */
const steps = (situation, privateTry) =>
  new Map(checklist(having(situation, privateTry), english).map(({ code, tick, why, lit }) => [code, { tick, why, lit }]));

test('nobody is asked who has not tried it, and nobody where the page works', () => {
  assert.equal(view('nothing-asked', null).privately, null);
  assert.equal(view('recovered', 'asked').privately, null);
  assert.deepEqual(view('nothing-asked', 'asked').privately, {
    question: t('private_question'),
    answers: { loads: t('private_loads'), fails: t('private_fails') },
    given: null,
    seen: false,
    said: '',
  });
});

test('while the answer is to come nothing is said otherwise', () => {
  for (const name of SITUATIONS) {
    assert.deepEqual({ ...view(name, 'asked'), privately: null }, view(name, null), name);
  }
});

test('an answer is a line of how we know, on which no verdict rests', () => {
  const row = (/** @type {PrivateTry} */ came) =>
    howWeKnow(having('nothing-asked', came), english).find(({ id }) => id === 'private-window');
  assert.equal(row(null), undefined);
  assert.equal(row('asked'), undefined);
  const base = { id: 'private-window', subject: t('how_private_window'), figure: '', cited: false };
  assert.deepEqual(row('loads'), { ...base, mark: 'good', result: t('how_private_loads') });
  assert.deepEqual(row('fails'), { ...base, mark: 'bad', result: t('how_private_fails') });
});

test('what the browser told weighs as much as what a person says, is said to be seen, and can be mended', () => {
  for (const came of /** @type {const} */ (['loads', 'fails'])) {
    const [said, saw] = [view('nothing-asked', came), view('nothing-asked', `seen-${came}`)];
    const sentence = t(`private_saw_${came}`);
    assert.deepEqual(saw.privately, { ...said.privately, question: sentence, seen: true });
    assert.deepEqual(saw.best, said.best);
    const without = (/** @type {ReturnType<typeof steps>} */ all) => [...all].filter(([code]) => code !== 'private-window');
    assert.deepEqual(without(steps('nothing-asked', `seen-${came}`)), without(steps('nothing-asked', came)));
    assert.equal(steps('nothing-asked', `seen-${came}`).get('private-window')?.why, sentence);
    const row = saw.rows.find(({ id }) => id === 'private-window');
    assert.equal(row?.result, t(`private_${came}`));
    assert.doesNotMatch(`${row?.result} ${sentence}`, /\byou\b/i, 'nobody said it');
  }
});

test('it loads there, and nothing else is known: something of the profile, the cheaper step first', () => {
  const all = steps('nothing-asked', 'loads');
  assert.deepEqual(all.get('private-window'), { tick: 'told', why: t('why_private_seen_loads'), lit: false });
  assert.deepEqual(all.get('clear-site-data'), { tick: 'points-here', why: t('why_profile_private'), lit: true });
  assert.deepEqual(all.get('test-extensions'), { tick: 'points-here', why: t('why_profile_private'), lit: false });
  assert.equal(view('nothing-asked', 'loads').privately?.said, t('private_said_loads'));
  assert.doesNotMatch(t('private_said_loads'), /\bis the cause\b/);
});

test('what was looked into for extensions alone has them as the next step', () => {
  for (const name of ['check-for-the-second-time', 'limit-for-the-third-time', 'only-the-browsers-hello'])
    assert.equal(steps(name, 'loads').get('test-extensions')?.lit, true, name);
});

test('it fails there too: cookies, copies and extensions are ruled out, each with why', () => {
  const all = steps('nothing-asked', 'fails');
  assert.deepEqual(all.get('private-window'), { tick: 'ruled-out', why: t('why_private_seen_fails'), lit: false });
  assert.deepEqual(all.get('clear-site-data'), { tick: 'ruled-out', why: t('why_clear_private'), lit: false });
  assert.deepEqual(all.get('test-extensions'), { tick: 'ruled-out', why: t('why_extensions_private'), lit: false });
  assert.equal(view('nothing-asked', 'fails').privately?.said, t('private_said_fails'));
});

test('what was likely only from outside the browser comes last where a private window speaks against it', () => {
  assert.equal(view('browser-believes-itself-offline', null).best?.code, 'private-window', 'what changes nothing comes first');
  assert.equal(view('browser-believes-itself-offline', 'loads').best?.code, 'test-extensions');
  assert.equal(view('browser-believes-itself-offline', 'fails').best?.code, 'other-browser', 'what is neither unlikely nor tried');
  assert.equal(steps('browser-believes-itself-offline', 'fails').get('test-extensions')?.tick, 'ruled-out');
});

test('in a private window nobody is told to open one; and what answered a form is opened nowhere', () => {
  for (const name of SITUATIONS) {
    const incident = incidentOf(name);
    const isIn = (/** @type {import('../../../incident/incident.js').Incident} */ of) => {
      const { best, everything } = viewOf(of, english, null, incidentOf(name).settledAt ?? 0, 7);
      return [best, ...everything].some((c) => c?.code === 'private-window');
    };
    assert.ok(!isIn({ ...incident, isPrivate: true }), name);
    assert.ok(!isIn({ ...incident, page: incident.page && { ...incident.page, method: 'POST' } }), name);
  }
  const there = checklist({ ...incidentOf('extension-breaks-page'), isPrivate: true }, english).find(
    ({ code }) => code === 'private-window',
  );
  assert.deepEqual([there?.tick, there?.why], ['ruled-out', t('why_private_already')]);
});

test('a session that is likely stale: where it fails in a private window too, clearing will not help, as the verdict itself says', () => {
  assert.equal(steps('stale-cookies', 'fails').get('clear-site-data')?.tick, 'ruled-out');
  assert.equal(view('stale-cookies', 'fails').best?.code, 'sign-in-again');
  assert.equal(view('stale-cookies', 'fails').privately?.said, t('private_said_fails'));
  assert.equal(steps('stale-cookies', 'loads').get('test-extensions')?.tick, 'open');
});

test('a cause that was proven stays, whatever is said of a private window', () => {
  assert.equal(steps('cookies-too-big', 'fails').get('clear-site-data')?.tick, 'points-here');
  assert.equal(view('cookies-too-big', 'fails').best?.code, view('cookies-too-big', null).best?.code);
  assert.equal(view('cookies-too-big', 'fails').privately?.said, t('private_said_otherwise'));
  assert.notEqual(steps('cookies-too-big', 'loads').get('test-extensions')?.tick, 'points-here');
  assert.equal(steps('extension-breaks-page', 'fails').get('test-extensions')?.tick, 'points-here');
});

test("where AO3's side is at fault, a page that loads once may be chance: nothing of the person's own is named", () => {
  for (const name of ['every-page-502-at-once', 'edge-down', 'archive-slow', 'members-520', 'secure-dns-down', 'ipv6-dead']) {
    assert.equal(view(name, 'loads').privately?.said, t('private_said_otherwise'), name);
    for (const code of ['clear-site-data', 'test-extensions'])
      assert.deepEqual(steps(name, 'loads').get(code), steps(name, null).get(code), `${name}: ${code}`);
  }
});

test('a private window is no step that is ruled out by cookies alone, where the browser itself is suspected', () => {
  assert.equal(steps('extension-breaks-page', null).get('private-window')?.tick, 'open');
  assert.equal(
    steps('only-the-browsers-hello', null).get('private-window')?.tick,
    'ruled-out',
    'what stands on the way is looked for first',
  );
});

for (const name of SITUATIONS)
  test(`${name}: no answer changes the verdict, and what is to be done next is not ruled out`, () => {
    const before = view(name, null);
    for (const came of /** @type {const} */ (['loads', 'fails'])) {
      const after = view(name, came);
      isOnlyAHint(before, after, true);
      if (after.privately?.said === t('private_said_loads'))
        assert.ok(
          after.steps.some((s) => /clear-site|extensions/.test(s.code) && s.tick !== 'ruled-out'),
          'suspected above a list that rules it out',
        );
    }
  });
