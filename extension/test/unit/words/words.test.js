import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findIn, makeWords } from '../../../words/words.js';

const NOON = new Date(2026, 10, 22, 12).getTime();
/** @param {string} locale @param {Record<string, string>} messages */
const words = (locale, messages = {}) =>
  makeWords(findIn(Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, { message }]))), locale, () => NOON);

test('a message takes its values, a missing one shows its key', () => {
  const w = words('en', { hello: 'Hello $1, $2 of $1; $$9' });
  assert.equal(w.t('hello', 'you', 3), 'Hello you, 3 of you; $9');
  assert.equal(w.t('unknown'), 'unknown');
  assert.equal(w.t('toString'), 'toString');
});

test('named placeholders are filled as the browser fills them', () => {
  const find = findIn({ a: { message: 'by $WHO$', placeholders: { who: { content: '“$1”' } } } });
  assert.equal(find('a', ['me']), 'by “me”');
});

test('what a value says is never read as a placeholder', () =>
  assert.equal(words('en', { a: '[$1]' }).t('a', '$1 $$ $NAME$'), '[$1 $$ $NAME$]'));

test('each language has its own plurals', () => {
  const tabs = { tabs_one: '$1 вкладка', tabs_few: '$1 вкладки', tabs_many: '$1 вкладок', tabs_other: '$1 вкладки' };
  const w = words('ru', tabs);
  assert.deepEqual(
    [1, 3, 5, 21].map((n) => w.n('tabs', n)),
    ['1 вкладка', '3 вкладки', '5 вкладок', '21 вкладка'],
  );
  assert.equal(words('fr', { tabs_one: '$1 onglet', tabs_other: '$1 onglets' }).n('tabs', 0), '0 onglet');
  assert.equal(words('en', { tabs_other: '$1 tabs' }).n('tabs', 1), '1 tabs', 'a category that is missing');
});

test('numbers and times are written as the language writes them', () => {
  assert.equal(words('en').figure(180), '180ms');
  assert.equal(words('en').figure(1240), '1.2s');
  assert.match(words('de').figure(1240), /^1,2\sSek\.$/);
  assert.equal(words('en').number(12_345), '12,345');
  assert.equal(words('en').span(5_700_000), '95 minutes');
  assert.equal(words('en').span(108_000_000), '30 hours');
  assert.equal(words('en').span(31_536_000_000), '365 days');
  assert.equal(words('en').span(90_000), '90 seconds');
  assert.equal(words('en').countdown(119_001), '2:00');
  assert.deepEqual([0, 1, 340_400, 999_499, 999_600, 2_140_000].map(words('en').size), [
    '1 kB',
    '1 kB',
    '340 kB',
    '999 kB',
    '1 MB',
    '2.1 MB',
  ]);
  assert.equal(words('de').size(2_140_000), '2,1 MB');
  assert.equal(words('en').countdown(-5), '0s');
  assert.equal(words('en').countdown(86_400_000), '24 hours');
});

test('a time of another day is told with its day', () => {
  assert.match(words('en').clock(NOON), /^12:00\sPM$/);
  assert.match(words('en').clock(NOON - 86_400_000), /Nov 21, 2026/);
});

test('sentences in a row are set as the language sets them', () => {
  assert.equal(words('en').join('One.', '', 'Two.'), 'One. Two.');
  assert.equal(words('ja').join('一。', '二。'), '一。二。');
});

test('how long ago, as each language says it', () => {
  const ago = (/** @type {string} */ locale, /** @type {number} */ ms) => makeWords(() => '', locale).ago(ms);
  assert.equal(ago('en', 30_000), '1 minute ago');
  assert.equal(ago('en', 7 * 60_000 + 59_000), '7 minutes ago');
  assert.equal(ago('en', 119 * 60_000), '119 minutes ago');
  assert.equal(ago('en', 5 * 3_600_000), '5 hours ago');
  assert.equal(ago('de', 49 * 3_600_000), 'vor 2 Tagen');
  assert.equal(ago('en', 60 * 24 * 3_600_000), '60 days ago');
  assert.equal(ago('pl', 213 * 24 * 3_600_000), '6 miesięcy temu');
  assert.equal(ago('pl', 22 * 60_000), '22 minuty temu');
});
