/** Whose text it is, what is known of its words when it was sent, and what AO3 has that is sent once more. */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';

const { Texts } = await import('../../../drafts/texts.js');

/** @typedef {import('../../../types/drafts.js').Kept} Kept */
/** @typedef {import('../../../types/drafts.js').Version} Version */

const PAGE = 'archiveofourown.org/works/1/chapters/new';
const WORDS = 'The lamp at number five had gone out again';

/** A database in memory, with the newest version of each alone. */
function inMemory() {
  /** @type {Map<string, {text: Kept, version: Version}>} */
  const all = new Map();
  return {
    texts: async () => [...all.values()].map(({ text }) => structuredClone(text)),
    versions: async (/** @type {string} */ id) => [...all.values()].flatMap(({ version }) => (version.id === id ? [version] : [])),
    version: async (/** @type {string} */ id, /** @type {number} */ number) =>
      ((its) => (its?.number === number ? its : undefined))(all.get(id)?.version),
    keep: async (/** @type {Kept} */ text, /** @type {Version} */ version) => void all.set(text.id, { text, version }),
    note: async (/** @type {readonly Kept[]} */ texts) => {
      for (const text of texts) all.set(text.id, { text, version: /** @type {Version} */ (all.get(text.id)?.version) });
    },
    remove: async (/** @type {readonly string[]} */ ids) => ids.forEach((id) => all.delete(id)),
  };
}

const journal = { all: async () => [], put: async () => undefined, drop: async () => undefined };
const fresh = () => new Texts(inMemory(), journal);

/**
 * @param {string} writing
 * @param {string} value
 * @param {{why?: 'typed' | 'sent', stood?: boolean, action?: string}} [how]
 * @returns {import('../../../types/drafts.js').FormText}
 */
const form = (writing, value, { why = 'typed', stood, action = '/works/1/chapters' } = {}) => ({
  writing,
  action,
  fields: [{ name: 'chapter[content]', kind: 'text', value, ...(stood === undefined ? {} : { stood }) }],
  why,
  button: 'post_without_preview_button',
});

test('what one person wrote is not offered to another one; to nobody known, as before', async () => {
  const texts = fresh();
  await texts.keep(form('w1', WORDS), PAGE, 1, '/users/one');
  assert.equal(await texts.missing(form('w2', ''), '/users/two'), null);
  assert.equal((await texts.missing(form('w2', ''), '/users/one'))?.words, 9);
  assert.equal((await texts.missing(form('w2', '')))?.words, 9, 'signed out, and back at the form');
  // The same words by somebody else are another text.
  await texts.keep(form('w3', WORDS), PAGE, 2, '/users/two');
  assert.equal((await texts.all()).length, 2);
});

test('what the page brought is not offered to whoever was quick to change it', async () => {
  const texts = fresh();
  await texts.keep(form('w1', WORDS), PAGE, 1, '');
  const [changed, { fields }] = [form('w2', `${WORDS} More.`), form('w2', WORDS)];
  assert.equal((await texts.missing(changed, ''))?.words, 9, 'who knows nothing of the page');
  assert.equal(await texts.missing(changed, '', fields), null);
  assert.equal((await texts.missing(changed, '', form('w2', 'Other words.').fields))?.words, 9);
});

test('what has arrived and stands there as it was has arrived still; with other words it is a new one', async () => {
  const texts = fresh();
  const kept = await texts.keep(form('w1', WORDS, { why: 'sent' }), PAGE, 1);
  await texts.became(kept?.id ?? '', 'unknown', 1);
  await texts.became(kept?.id ?? '', 'arrived');
  assert.equal((await texts.keep(form('w1', WORDS), PAGE, 2))?.arrived, true, 'shown again after Back');
  assert.equal((await texts.keep(form('w2', WORDS), PAGE, 3))?.arrived, true, 'in a page that the browser filled again');
  const again = await texts.became(kept?.id ?? '', 'unknown', 4);
  assert.equal(again?.repeated, true, 'nobody would look whether AO3 has it twice');
  await texts.became(kept?.id ?? '', 'arrived');
  assert.equal((await texts.keep(form('w1', `${WORDS} and again`), PAGE, 5))?.arrived, false);
});

test('that words stood on AO3 is known from when they were sent: a preview and a refused form bring all of them', async () => {
  const texts = fresh();
  const action = '/works/1/chapters/2';
  const stoodIn = async (/** @type {Kept | null} */ kept) => (await texts.whole(kept?.id ?? '', null))?.version.fields[0]?.stood;
  const kept = await texts.keep(form('w1', WORDS, { why: 'sent', stood: false, action }), PAGE, 1);
  assert.equal(await stoodIn(kept), false);
  assert.equal(await stoodIn(await texts.keep(form('w2', WORDS, { action }), PAGE, 2)), false);
  assert.equal(await stoodIn(await texts.keep(form('w2', WORDS, { why: 'sent', stood: true, action }), PAGE, 3)), false);
  assert.equal(await stoodIn(await texts.keep(form('w2', `${WORDS} now`, { why: 'sent', stood: true, action }), PAGE, 4)), true);
});

test('by its stamp what was kept is known, until anything else is: another version, another text of that writing, none', async () => {
  const texts = fresh();
  const first = await texts.keep(form('w1', WORDS), PAGE, 1);
  const of = { writing: 'w1', since: first?.stamp ?? '' };
  assert.deepEqual(await texts.since(of), form('w1', WORDS).fields);
  assert.equal(await texts.since({ ...of, writing: 'w2' }), undefined);
  assert.equal(await texts.since({ ...of, since: 'x' }), undefined);
  // The same millisecond, as after a clock that went back.
  const second = await texts.keep(form('w1', `${WORDS} today`), PAGE, 1);
  assert.equal(await texts.since(of), undefined);
  await texts.became(second?.id ?? '', 'unknown', 2);
  assert.equal((await texts.since({ ...of, since: second?.stamp ?? '' }))?.[0]?.value, `${WORDS} today`);
  await texts.remove(null);
  assert.equal(await texts.since({ ...of, since: second?.stamp ?? '' }), undefined);
});
