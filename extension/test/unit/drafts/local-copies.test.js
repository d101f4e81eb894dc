/** A dated file of each text that is sent: only where it was asked for, once for the same words, and said only on proof. */
import '../stub.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { LocalCopies, MOST_TRIES, givenOf } from '../../../drafts/local-copies.js';
import { FILE_FROM_WORDS } from '../../../browser/settings.js';

/** @import {Field, Kept, Version} from '../../../types/drafts.js' */

/** @param {string} words @returns {Field[]} */
const fields = (words) => [
  { name: 'chapter[title]', kind: 'text', value: 'Lamps' },
  { name: 'chapter[position]', kind: 'text', value: '3' },
  { name: 'chapter[content]', kind: 'rich', value: `<p>${words}</p>` },
];

/** @type {Kept[]} */
let all = [];
/** @type {Map<string, Field[]>} */
let versions = new Map();
/** What the companion was given. @type {any[]} */
let given = [];
/** What it says. @type {any} */
let says;

const texts = {
  all: async () => structuredClone(all),
  version: async (/** @type {string} */ id, /** @type {number} */ number) => {
    const its = versions.get(`${id} ${number}`);
    return its && /** @type {Version} */ ({ id, number, at: 1, begunAt: 1, words: 3, why: 'sent', fields: its });
  },
  copied: async (/** @type {string} */ id, /** @type {any} */ copy) => {
    all = all.map((text) => (text.id === id ? { ...text, copy } : text));
  },
};

const KEPT = { type: 'done', id: '1', said: 'kept', verified: true, place: '/home/me/AO3 drafts/x.html' };

beforeEach(() => {
  [all, versions, given, says] = [[], new Map(), [], KEPT];
});

/** @param {Partial<Kept>} [how] @param {string} [words] */
function text(how = {}, words = 'one two three') {
  const its = /** @type {Kept} */ ({
    ...{ id: 'a', kind: 'chapter', key: 'chapter /works/1/chapters', title: 'Lamps', words: 3, newest: 1, outcome: 'unknown' },
    ...{ arrived: false, writings: [], sent: 1, page: '', firstAt: 1, at: 1 },
    ...how,
  });
  all = [...all.filter(({ id }) => id !== its.id), its];
  versions.set(`${its.id} ${its.newest}`, fields(words));
  return its;
}

/** @param {boolean} [on] */
async function copies(on = true) {
  const its = new LocalCopies(texts, async (what) => (given.push(what), says));
  await its.obey(on);
  return its;
}

const copyOf = (id = 'a') => all.find((each) => each.id === id)?.copy;

test('the companion is given what was sent, and no name and no place', async () => {
  const its = await copies();
  await its.of(text());
  assert.deepEqual(Object.keys(given[0]).sort(), ['chapter', 'html', 'kind', 'text', 'title']);
  assert.deepEqual([given[0].kind, given[0].title, given[0].chapter], ['chapter', 'Lamps', 3]);
  assert.match(given[0].text, /one two three/);
  assert.deepEqual(copyOf(), { number: 1, place: '/home/me/AO3 drafts/x.html', why: '', tries: 1 });
});

test('whoever did not ask for files has none', async () => {
  const its = await copies(false);
  await its.of(text());
  assert.deepEqual([given, copyOf()], [[], undefined]);
  await its.obey(true);
  assert.equal(given.length, 1, 'of what is not known to have arrived there is one from now on');
  await its.obey(false);
  await its.of(text({ newest: 2 }, 'other words'));
  assert.equal(given.length, 1);
});

test('the same words are written once, other words again', async () => {
  const its = await copies();
  await its.of(text());
  await its.of(text({ ...all[0], newest: 2 }));
  assert.equal(given.length, 1, 'a preview, and the Post after it');
  await its.of(text({ ...all[0], newest: 3 }, 'four words are here'));
  assert.equal(given.length, 2);
  assert.equal(copyOf()?.number, 3);
});

test('the file has what was sent, and not what was written since', async () => {
  const its = await copies();
  const sent = text();
  text({ newest: 2 }, 'one two three and unfinished');
  await its.of(sent);
  assert.deepEqual([given.length, copyOf()?.number], [1, 1]);
  assert.doesNotMatch(given[0].text, /unfinished/);
  text({ newest: 4, look: /** @type {any} */ ({ version: 3 }) }, 'more that is unfinished');
  versions.set('a 3', fields('sent anew'));
  await copies();
  assert.deepEqual([given.length, copyOf()?.number], [2, 3]);
});

test('two presses at once are one file', async () => {
  const its = await copies();
  const one = text();
  await Promise.all([its.of(one), its.of(one), its.of(one)]);
  assert.equal(given.length, 1);
});

test('a short comment gets none, a long one does', async () => {
  const its = await copies();
  await its.of(text({ id: 'c', kind: 'comment', words: FILE_FROM_WORDS - 1 }));
  await its.of(text({ id: 'd', kind: 'comment', words: FILE_FROM_WORDS }));
  await its.of(text({ id: 'e', kind: 'profile', words: FILE_FROM_WORDS }));
  assert.deepEqual(
    given.map(({ kind }) => kind),
    ['comment', 'other'],
  );
});

for (const [name, answer, why] of /** @type {const} */ ([
  ['is full', { said: 'failed', verified: false, why: 'full' }, 'full'],
  ['says a word that nobody knows', { said: 'failed', verified: false, why: 'gremlins' }, 'failed'],
  ['is not there', { trouble: 'missing' }, 'failed'],
  ['says kept without a place', { said: 'kept', verified: true, place: '' }, 'failed'],
  ['says kept without proof', { said: 'kept', verified: false, place: '/x' }, 'failed'],
  ['says that it did something else', { said: 'changed', verified: true, place: '/x' }, 'failed'],
]))
  test(`no file is claimed where the companion ${name}`, async () => {
    says = answer;
    const its = await copies();
    await its.of(text());
    assert.deepEqual(copyOf(), { number: 1, place: '', why, tries: 1 });
  });

test('what could not be written is tried as the next workers start, and not for ever', async () => {
  says = { trouble: 'missing' };
  await (await copies()).of(text());
  for (let n = 0; n < 2 * MOST_TRIES; n++) await copies();
  assert.equal(given.length, MOST_TRIES);
  await (await copies()).of(text({ ...all[0], newest: 2 }, 'and it is sent anew'));
  assert.equal(given.length, MOST_TRIES + 1, 'other words are tried');
  says = KEPT;
  await copies();
  assert.equal(copyOf()?.why, '');
});

test('of what AO3 has, nothing is written later; of what was removed meanwhile, neither', async () => {
  text({ id: 'p', outcome: 'none', arrived: true });
  const its = await copies();
  const gone = text();
  all = [];
  await its.of(gone);
  assert.deepEqual(given, []);
});

test('what has no title is called by the work that it is of', async () => {
  const its = await copies();
  await its.of(text({ title: '' }));
  await its.of(text({ id: 'n', kind: 'work', key: 'work /works', title: '' }));
  assert.deepEqual(
    given.map(({ title }) => title),
    ['work 1', ''],
  );
});

test('a place among chapters that is no number is none', () => {
  const of = (/** @type {string} */ value) =>
    givenOf(text(), /** @type {any} */ ({ fields: [{ name: 'chapter[position]', kind: 'text', value }] })).chapter;
  assert.deepEqual(['12', '', '-1', '1e9', '../3', '99999'].map(of), [12, 0, 0, 0, 0, 0]);
});
