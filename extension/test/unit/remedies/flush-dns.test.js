/** "Forget old addresses": one at a time, told beside the button, and a new look only where something changed. */
import { ports } from '../stub.js';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, test } from 'node:test';
import { BROWSER_KEEPS_MS, flushDns } from '../../../remedies/flush-dns.js';
import { open } from '../../../incident/incident.js';
import { seen } from '../examples.js';

const MESSAGES = new URL('../../../../host/src/test/resources/messages/from-host/', import.meta.url);
/** @param {string} name */
const message = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, MESSAGES), 'utf8'));

const SETTLED = 1_790_000_000_000;
const incident = () => ({ ...open({ id: '1', isPrivate: false, at: 1, seen: seen() }), settledAt: SETTLED });

/** @type {number[]} */
const lookedAgain = [];
const check = /** @type {any} */ ({ again: (/** @type {unknown} */ _, /** @type {number} */ notBefore) => lookedAgain.push(notBefore) });

beforeEach(() => {
  ports.splice(0);
  lookedAgain.splice(0);
});

/** Presses it, and has the companion answer. @param {Record<string, unknown>} done */
async function press(done) {
  const outcome = flushDns(incident(), check);
  const [port] = ports;
  assert.ok(port);
  port.say(message('welcome'));
  const asked = port.posted[1];
  assert.equal(asked?.remedy, 'flush-dns');
  port.say({ ...message('done-by-the-companion'), id: asked?.id, ...done });
  assert.equal(port.ended, true, 'no process stays behind');
  return outcome;
}

test('where the name leads elsewhere now, it is looked at again', async () => {
  const outcome = await press({ said: 'changed', verified: true, words: null, command: null });
  assert.deepEqual(outcome, { came: 'told', word: 'flushed_changed', copy: null, quoted: null });
  assert.deepEqual(lookedAgain, [SETTLED + BROWSER_KEEPS_MS], 'not while the browser itself keeps the old address');
});

test('where nothing changed, AO3 is left in peace', async () => {
  for (const said of ['same', 'unseen', 'nothing', 'unknown']) {
    ports.splice(0);
    const outcome = await press({ said, verified: false, words: null, command: null });
    assert.equal(/** @type {any} */ (outcome).word, `flushed_${said}`);
  }
  assert.deepEqual(lookedAgain, []);
});

test('what the system said is quoted, and the command is there to be copied', async () => {
  assert.deepEqual(await press({}), {
    came: 'told',
    word: 'flushed_failed',
    copy: { what: 'command', text: 'sudo nscd -i hosts' },
    quoted: 'Access denied',
  });
});

test('pressed in an ordinary window and in a private one, it is done once, and each has its own looked at again', async () => {
  /** @type {unknown[]} */
  const again = [];
  const own = [incident(), { ...incident(), id: '2', isPrivate: true }];
  const both = own.map((of) => flushDns(of, /** @type {any} */ ({ again: (/** @type {unknown} */ which) => again.push(which) })));
  assert.equal(ports.length, 1);
  const [port] = ports;
  port?.say(message('welcome'));
  port?.say({ ...message('done-by-the-companion'), id: port.posted[1]?.id, said: 'changed', words: null, command: null });
  const [one, two] = await Promise.all(both);
  assert.deepEqual(one, two);
  assert.deepEqual(again, own);
});

test('a companion that is gone, or answers nonsense, is said', async () => {
  const gone = flushDns(incident(), check);
  ports[0]?.end('Specified native messaging host not found.');
  assert.equal(/** @type {any} */ (await gone).word, 'flushed_unheard');
  ports.splice(0);
  const nonsense = flushDns(incident(), check);
  ports[0]?.say(message('welcome'));
  ports[0]?.say({ type: 'done', id: ports[0]?.posted[1]?.id, cancelled: false });
  assert.equal(/** @type {any} */ (await nonsense).word, 'flushed_unheard');
});
