/** @import {Greeting} from '../../../diagnosis/companion.js' */
/** @import {Sight} from '../../../pages/shared/companion-steps.js' */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { EVERY_MS, FOR_MS, LookOut, SYSTEMS, companionState, systemOf } from '../../../pages/shared/companion-steps.js';

/** @type {Greeting} */
const MISSING = { trouble: 'missing', version: null };
const ROOT = new URL('../../../../', import.meta.url);

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
  it.seenOrNot();
  assert.equal(so.asked, before);
  it.start();
  await wait(EVERY_MS);
  assert.ok(so.asked > before);
  assert.equal(so.told.at(-1)?.state, 'looking');
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

test('each system has its command, and what it names is there', () => {
  assert.deepEqual(['linux', 'mac', 'win', 'openbsd', 'android', 'cros'].map(systemOf), ['linux', 'mac', 'win', 'linux', null, null]);
  for (const system of /** @type {const} */ (['linux', 'mac'])) assert.ok(existsSync(new URL(SYSTEMS[system].command, ROOT)), system);
  assert.match(SYSTEMS.win.command, /^cmd \/c "mvn .* && host\\target\\image\\bin\\why502\.bat install"$/);
  assert.ok(existsSync(new URL('host/src/launcher/why502.bat', ROOT)));
  const readme = readFileSync(new URL('README.md', ROOT), 'utf8');
  assert.ok(readme.includes('Windows and macOS were never run'), 'somebody has tried them: say so on the page, too');
});

test('what installing cannot mend does not lead there', () => {
  assert.deepEqual(companionState({ trouble: 'too-new', version: '9' }), {
    tone: 'bad',
    says: 'companion_too_new',
    todo: 'companion_too_new_do',
    install: false,
  });
  assert.equal(companionState(MISSING).install, true);
  assert.equal(companionState({ version: '1', can: [] }).tone, 'good');
  assert.equal(companionState(undefined).tone, 'plain');
});
