/** What of a text stands on a page: all of what is new by its ends, and of what changes something all of its words. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { wordsOf } from '../../../ao3/forms.js';
import { standing, sumOf } from '../../../ao3/standing-words.js';
import { soughtBy } from '../../../drafts/outcomes.js';

const OLD = 'The lamp at number five had gone out again, and nobody in the harbour could say why it had done so that night.';
const NEW = OLD.replace('nobody in the harbour', 'not even the keeper');
const KIND = /** @type {const} */ ('chapter');
const EDIT = { id: 'a', kind: KIND, key: 'chapter /works/1/chapters/2' };
const FRESH = { id: 'a', kind: KIND, key: 'chapter /works/1/chapters' };

/** @param {Parameters<typeof soughtBy>[0]} text @param {string} value @param {boolean} [stood] */
const sought = (text, value, stood) =>
  soughtBy(text, [{ name: 'chapter[content]', kind: 'text', value, ...(stood === undefined ? {} : { stood }) }]);

/** @param {ReturnType<typeof sought>} wanted @param {string} page */
const on = (wanted, page) => wanted && standing(wanted, wordsOf(page));

test('what is new has its first and its last words there', () => {
  assert.equal(on(sought(FRESH, NEW), `Before. ${NEW} After.`), 'all');
  assert.equal(on(sought(FRESH, NEW), 'Quite another page, with other words on it.'), 'none');
});

test('a sentence that was mended in the middle is not there while the old one stands between the same ends', () => {
  const long = (/** @type {string} */ middle) => `${OLD} ${middle} ${OLD}`;
  const wanted = sought(EDIT, long('He lit it.'), false);
  assert.equal(on(wanted, long('She lit it.')), 'ends');
  assert.equal(on(wanted, `Notes: ${OLD} and then ${long('He lit it.')} After.`), 'all', 'its beginning may stand there twice');
});

test('of a form that changes something nothing is known by what nobody changed', () => {
  assert.equal(sought(EDIT, OLD, true), null);
  assert.ok(sought(FRESH, OLD, true), 'what is new stood nowhere');
  const both = soughtBy(EDIT, [
    { name: 'chapter[content]', kind: 'text', value: `${OLD} ${OLD}`, stood: true },
    { name: 'chapter[notes]', kind: 'text', value: NEW, stood: false },
  ]);
  assert.equal(both?.head, wordsOf(NEW).slice(0, 12).join(' '));
});

test('a draft that is posted from its preview, where nobody changes a word, is known by all of them', () => {
  for (const button of ['post_button', 'post_without_preview_button']) {
    const wanted = sought({ ...EDIT, button }, OLD, true);
    assert.equal(on(wanted, `Before. ${OLD} After.`), 'all');
    assert.equal(wanted?.posts, true, 'words alone do not tell whether it was posted');
  }
  for (const button of ['update_button', 'save_button']) assert.equal(sought({ ...EDIT, button }, OLD, true), null);
});

test('a page makes the same sum as we do', () => {
  const source = readFileSync(new URL('../../../content/sent-text.js', import.meta.url), 'utf8');
  const body = /function sumOf\(words\) \{([\s\S]*?)\n {2}\}/.exec(source)?.[1] ?? '';
  const theirs = /** @type {(words: string[]) => number} */ (new Function('words', body));
  for (const words of [[], ['a'], wordsOf(NEW), ['日', '本', 'ä', '𝒳']]) assert.equal(theirs(words), sumOf(words));
  assert.notEqual(sumOf(wordsOf(OLD)), sumOf(wordsOf(NEW)));
});
