/** What a person says of a phone with Wi-Fi off: a hint, which opens what the evidence left open and changes no verdict. */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { howWeKnow } from '../../../words/evidence.js';
import { checklist } from '../../../words/steps.js';
import { viewOf } from '../../../words/view.js';
import { english, t } from '../english.js';
import { SITUATIONS, incidentOf } from '../situations.js';
import { isOnlyAHint } from './hint-law.js';

/** @typedef {import('../../../incident/phone-try.js').PhoneTry} PhoneTry */

/** @param {string} situation @param {PhoneTry} phoneTry */
const having = (situation, phoneTry) => ({ ...incidentOf(situation), phoneTry });
/** @param {string} situation @param {PhoneTry} phoneTry */
const view = (situation, phoneTry) => viewOf(having(situation, phoneTry), english, null, incidentOf(situation).settledAt ?? 0, 7);
/** @param {string} situation @param {PhoneTry} phoneTry */
const connection = (situation, phoneTry) => {
  const step = checklist(having(situation, phoneTry), english).find(({ code }) => code === 'other-connection');
  return step && { tick: step.tick, why: step.why, lit: step.lit };
};

test('nobody is asked who has not tried it, and nobody where the page works', () => {
  assert.equal(view('nothing-asked', null).phoned, null);
  assert.equal(view('recovered', 'asked').phoned, null);
  assert.deepEqual(view('nothing-asked', 'asked').phoned, {
    question: t('phone_question'),
    answers: { loads: t('private_loads'), fails: t('private_fails') },
    given: null,
    seen: false,
    said: '',
  });
  assert.match(t('phone_question'), /Wi-Fi off/);
});

test('while the answer is to come nothing is said otherwise', () => {
  for (const name of SITUATIONS) assert.deepEqual({ ...view(name, 'asked'), phoned: null }, view(name, null), name);
});

test('an answer is a line of how we know, on which no verdict rests', () => {
  const row = (/** @type {PhoneTry} */ came) => howWeKnow(having('nothing-asked', came), english).find(({ id }) => id === 'phone');
  assert.deepEqual([row(null), row('asked')], [undefined, undefined]);
  const base = { id: 'phone', subject: t('how_phone'), figure: '', cited: false };
  assert.deepEqual(row('loads'), { ...base, mark: 'good', result: t('how_private_loads') });
  assert.deepEqual(row('fails'), { ...base, mark: 'bad', result: t('how_private_fails') });
});

test('it loads there, and nothing else is known: this network or this device, and another connection is the next step', () => {
  assert.deepEqual(connection('nothing-asked', 'loads'), { tick: 'points-here', why: t('why_connection_phone_loads'), lit: true });
  assert.equal(view('nothing-asked', 'loads').phoned?.said, t('phone_said_loads'));
  assert.match(t('phone_said_loads'), /network.*device.*may/);
});

test("it fails there too, and nothing else is known: that speaks for AO3's side, and another connection is ruled out", () => {
  assert.deepEqual(connection('nothing-asked', 'fails'), { tick: 'ruled-out', why: t('why_connection_phone_fails'), lit: false });
  assert.equal(view('nothing-asked', 'fails').phoned?.said, t('phone_said_fails'));
});

test('what was measured stays: a page that fails everywhere, and a network that closes AO3 out', () => {
  for (const came of /** @type {const} */ (['loads', 'fails']))
    for (const name of ['every-page-502-at-once', 'reset-on-name', 'other-uplink-works', 'stale-cookies'])
      assert.deepEqual(connection(name, came), connection(name, null), `${name}, ${came}`);
  const said = (/** @type {string} */ name, /** @type {PhoneTry} */ came) => view(name, came).phoned?.said;
  assert.equal(said('every-page-502-at-once', 'loads'), t('private_said_otherwise'));
  assert.equal(said('every-page-502-at-once', 'fails'), t('phone_said_fails'));
  assert.equal(said('reset-on-name', 'loads'), t('phone_said_loads'));
  // A phone's network may be closed in the same way.
  assert.equal(said('reset-on-name', 'fails'), t('private_said_otherwise'));
  assert.equal(said('stale-cookies', 'loads'), t('private_said_otherwise'), 'nobody is signed in there');
});

test('what was tried is not offered first again', () => {
  const codes = (/** @type {PhoneTry} */ came) => view('reset-on-name', came).everything.map(({ code }) => code);
  assert.ok(codes(null).includes('try-phone'));
  assert.equal(codes('loads').at(-1), 'try-phone');
});

for (const name of SITUATIONS)
  test(`${name}: no answer changes the verdict, and what is to be done next is not ruled out`, () => {
    const before = view(name, null);
    for (const came of /** @type {const} */ (['loads', 'fails'])) isOnlyAHint(before, view(name, came));
  });
