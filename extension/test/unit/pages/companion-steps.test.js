/** @import {Greeting} from '../../../diagnosis/companion.js' */
/** @import {Sight} from '../../../pages/shared/companion-steps.js' */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EVERY_MS, FOR_MS, LookOut, STARTED_EVERY_MS, companionState, mayHaveCompanion } from '../../../pages/shared/companion-steps.js';

/** @type {Greeting} */
const MISSING = { trouble: 'missing', version: null };

/**
 * A look-out with a hand on its clock.
 *
 * @param {import('node:test').TestContext} t
 * @param {() => Greeting | Promise<Greeting>} answer
 */
function lookOut(t, answer) {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  t.mock.method(performance, 'now', () => Date.now()); // The one clock that a test turns.
  const so = { asked: 0, seen: true, told: /** @type {Sight[]} */ ([]) };
  const it = new LookOut(
    async () => ((so.asked += 1), answer()),
    (sight) => so.told.push(sight),
    () => so.seen,
  );
  const settle = async () => {
    for (let i = 0; i < 5; i += 1) await new Promise(setImmediate);
  };
  /** @param {number} ms in steps, as a browser's clock would go */
  const wait = async (ms) => {
    await settle();
    for (let left = ms; left > 0; left -= EVERY_MS) {
      t.mock.timers.tick(Math.min(left, EVERY_MS));
      await settle();
    }
  };
  return { it, so, wait };
}

test('it asks every three seconds, until the companion answers, and then no more', async (t) => {
  /** @type {Greeting} */
  let answer = MISSING;
  const { it, so, wait } = lookOut(t, () => answer);
  it.start();
  await wait(EVERY_MS * 4);
  assert.equal(so.asked, 5);
  assert.deepEqual(so.told.at(-1), { state: 'looking', found: MISSING });
  answer = { version: '0.1.0', can: [] };
  await wait(EVERY_MS * 10);
  assert.equal(so.asked, 6);
  assert.deepEqual(so.told.at(-1), { state: 'found', version: '0.1.0' });
  it.seenOrNot();
  await wait(EVERY_MS);
  assert.equal(so.asked, 6);
});

test('one question at a time, however long it takes and however often the page comes to the front', async (t) => {
  /** @type {(answer: Greeting) => void} */
  let say = () => undefined;
  const { it, so, wait } = lookOut(t, () => new Promise((tell) => (say = tell)));
  it.start();
  it.seenOrNot();
  await wait(EVERY_MS * 4);
  it.seenOrNot();
  assert.equal(so.asked, 1);
  say(MISSING);
  await wait(EVERY_MS);
  assert.equal(so.asked, 2);
});

test('a page that nobody sees asks nothing, and asks at once when it is seen', async (t) => {
  const { it, so, wait } = lookOut(t, () => MISSING);
  so.seen = false;
  it.start();
  await wait(EVERY_MS * 5);
  assert.equal(so.asked, 0);
  so.seen = true;
  it.seenOrNot();
  await wait(1);
  assert.equal(so.asked, 1);
});

test('after a quarter of an hour it rests, until a person says to go on', async (t) => {
  const { it, so, wait } = lookOut(t, () => MISSING);
  it.start();
  await wait(FOR_MS + EVERY_MS);
  assert.deepEqual(so.told.at(-1), { state: 'rested', found: MISSING });
  const before = so.asked;
  await wait(EVERY_MS * 5);
  assert.equal(so.asked, before);
  it.start();
  await wait(EVERY_MS);
  assert.ok(so.asked > before);
  assert.equal(so.told.at(-1)?.state, 'looking');
});

test('who comes back after an hour finds it green, and whoever is away has no timer run', async (t) => {
  /** @type {Greeting} */
  let answer = MISSING;
  const { it, so, wait } = lookOut(t, () => answer);
  const timers = t.mock.method(globalThis, 'setTimeout');
  it.start();
  await wait(EVERY_MS);
  so.seen = false;
  it.seenOrNot();
  const [asked, set] = [so.asked, timers.mock.callCount()];
  await wait(4 * FOR_MS);
  assert.deepEqual([so.asked, timers.mock.callCount()], [asked, set]);
  answer = { version: '0.1.0', can: [] };
  so.seen = true;
  it.seenOrNot();
  await wait(1);
  assert.deepEqual(so.told.at(-1), { state: 'found', version: '0.1.0' });
  so.seen = false;
  it.seenOrNot();
  so.seen = true;
  it.seenOrNot();
  await wait(EVERY_MS);
  assert.equal(so.asked, asked + 1, 'found, and still asked');
});

test('a companion that starts and is not right is started less often, and for no longer', async (t) => {
  const { it, so, wait } = lookOut(t, () => ({ trouble: 'crashed', version: null }));
  it.start();
  await wait(STARTED_EVERY_MS * 4 - EVERY_MS);
  assert.equal(so.asked, 4);
  await wait(FOR_MS);
  assert.equal(so.told.at(-1)?.state, 'rested');
});

test('a background that does not answer is asked again', async (t) => {
  let broken = true;
  const { it, so, wait } = lookOut(t, () => (broken ? Promise.reject(new Error('no receiver')) : { version: '1', can: [] }));
  it.start();
  await wait(EVERY_MS * 2);
  assert.equal(so.told.at(-1)?.state, 'looking');
  broken = false;
  await wait(EVERY_MS);
  assert.equal(so.told.at(-1)?.state, 'found');
});

test('there can be one but on a phone and where no extension may start a program', () => {
  assert.deepEqual(['linux', 'mac', 'win', 'openbsd', 'android', 'cros'].map(mayHaveCompanion), [true, true, true, true, false, false]);
});

test('what installing cannot mend does not lead there', () => {
  assert.deepEqual(companionState({ trouble: 'too-new', version: '9' }), {
    tone: 'bad',
    says: 'companion_too_new',
    todo: 'companion_too_new_do',
    install: false,
  });
  assert.equal(companionState({ trouble: 'disallowed', version: null }).install, false, 'a policy is not helped by installing');
  assert.equal(companionState(MISSING).install, true);
  assert.equal(companionState({ version: '1', can: [] }).tone, 'good');
  assert.equal(companionState(undefined).tone, 'plain');
});
