/** A second place for what nobody knows: the newest few, whole, and nothing of what is known. */
import { onDisk } from '../stub.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { JOURNAL, Journal, LONGEST, MOST } from '../../../drafts/journal.js';

beforeEach(() => onDisk.clear());

/** @param {string} id @param {string} [words] @returns {[any, any]} */
const entry = (id, words = 'some words') => [
  { id, key: 'chapter /works/1/chapters', outcome: 'unknown', newest: 2, writings: ['w'] },
  { id, number: 2, fields: [{ name: 'chapter[content]', kind: 'text', value: words }] },
];

const ids = async () => (await new Journal().all()).map(({ text }) => text.id);

test('what is put there is there for the next worker, until it is known what became of it', async () => {
  const journal = new Journal();
  await journal.put(...entry('a'));
  await journal.put(...entry('b'));
  assert.deepEqual(await ids(), ['b', 'a']);
  assert.equal((await new Journal().all())[1]?.version.fields[0]?.value, 'some words');
  await journal.put(...entry('a', 'other words'));
  assert.deepEqual(await ids(), ['a', 'b']);
  await journal.drop(['a']);
  assert.deepEqual(await ids(), ['b']);
  await journal.drop(['b']);
  assert.equal(onDisk.has(JOURNAL), false, 'nothing is left of it');
});

test('it stays small: the newest few, and none that is longer than all others together may be', async () => {
  const journal = new Journal();
  for (let n = 0; n < MOST + 2; n++) await journal.put(...entry(`t${n}`));
  assert.deepEqual(
    await ids(),
    Array.from({ length: MOST }, (_, n) => `t${MOST + 1 - n}`),
  );
  await journal.put(...entry('long', 'x'.repeat(LONGEST)));
  assert.ok(!(await ids()).includes('long'));
  assert.equal((await ids()).length, MOST - 1, 'one that is too long takes no room from the others');
  for (const id of ['one', 'two', 'three']) await journal.put(...entry(id, 'x'.repeat(LONGEST - 1_000)));
  assert.deepEqual((await ids()).slice(0, 2), ['three', 'two']);
  assert.ok(!(await ids()).includes('one'));
});

test('two changes at once are both there', async () => {
  const journal = new Journal();
  await Promise.all(['a', 'b', 'c'].map((id) => journal.put(...entry(id))));
  assert.deepEqual((await ids()).sort(), ['a', 'b', 'c']);
});

test('what is strange there is nothing, and a storage that refuses stops nobody', async (t) => {
  const [text, version] = entry('a');
  for (const strange of [
    7,
    'x',
    null,
    [null],
    [{ text }],
    [{ text, version: { ...version, number: 1 } }],
    [{ text: { ...text, outcome: 'none' }, version }],
  ]) {
    onDisk.set(JOURNAL, strange);
    assert.deepEqual(await ids(), []);
  }
  const { api } = await import('../../../browser/api.js');
  t.mock.method(console, 'warn', () => undefined);
  t.mock.method(api.storage.local, 'set', async () => Promise.reject(new Error('QUOTA_BYTES quota exceeded')));
  await new Journal().put(...entry('b'));
});
