/** Which of AO3's forms a form is, and what a person reads and counts in it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { charactersIn, formName, isWordy, mainField, nearTheLimit, plainText, sameWords, titleOf, wordsIn } from '../../../ao3/forms.js';

/** @param {Record<string, string>} fields @returns {import('../../../types/drafts.js').Field[]} */
const form = (fields) => Object.entries(fields).map(([name, value]) => ({ name, kind: 'text', value }));

test('every form of the guide is known by where it is sent', () => {
  const kinds = /** @type {const} */ ({
    '/works': 'work',
    '/works/502': 'work',
    '/works/502/chapters': 'chapter',
    '/works/502/chapters/7': 'chapter',
    '/works/502/comments': 'comment',
    '/chapters/7/comments': 'comment',
    '/comments/9': 'comment',
    '/comments/9/comments': 'comment',
    '/works/502/bookmarks': 'bookmark',
    '/bookmarks/3': 'bookmark',
    '/series/4': 'series',
    '/users/tester/profile': 'profile',
    '/users/tester/pseuds/tester': 'pseud',
    '/collections': 'collection',
    '/collections/lamps': 'collection',
    '/collections/lamps/signups': 'sign-up',
    '/collections/lamps/prompts/1': 'prompt',
    '/skins/5': 'skin',
    '/support': 'support',
    '/abuse_reports': 'abuse',
    '/tag_wranglings': 'other',
  });
  for (const [path, kind] of Object.entries(kinds)) assert.equal(formName(path, []).kind, kind, path);
});

test('several forms of one page are told apart by what they are about; a preview and a refused form are the same text', () => {
  const reply = (/** @type {string} */ id) =>
    formName('/comments/9/comments', form({ 'comment[parent_id]': id, 'comment[comment_content]': 'x' })).key;
  assert.notEqual(reply('1'), reply('2'));
  assert.equal(reply('1'), reply('1'));
  const edit = form({ 'work[title]': 'Lamps', 'work[chapter_attributes][content]': 'x' });
  const preview = form({ 'work[title]': 'Lamps', 'work[chapter_attributes][content]': 'x', 'work[archive_warning_string]': 'No' });
  assert.equal(formName('/works/502', edit).key, formName('/works/502/', preview).key);
});

test('what stands in a text is read, and never run', () => {
  assert.equal(plainText('<p>One &mdash; &ldquo;two&rdquo;.</p><p>Three<br>four &#x1F4A1; &#233;</p>'), 'One — “two”.\n\nThree\nfour 💡 é');
  assert.equal(
    plainText('&Eacute;t&eacute; &uuml;ber Stra&szlig;e, &frac12; &times; &sup2;, &bdquo;&Scaron;&ldquo; &yuml;&nbsp;&OElig;&hearts;'),
    'Été über Straße, ½ × ², „Š“ ÿ\u00a0Œ♥',
    'a name in capitals is another sign',
  );
  assert.equal(plainText('AT&T; R&D &alpha; &constructor; &x;'), 'AT&T; R&D &alpha; &constructor; &x;', 'what is no name stays');
  assert.equal(plainText('a < b and <script>alert(1)</script>'), 'a < b and alert(1)');
  assert.equal(plainText('&#x110000; &unknownname; &#0;'), '&#x110000; &unknownname; &#0;');
});

test('words are counted as a person counts them, in every script', () => {
  for (const [text, count] of /** @type {const} */ ([
    ['', 0],
    ["<p>It's a well-known lamp.</p>", 4],
    ['灯台の光', 4],
    ['등대의 불빛', 2],
    ['منارة قديمة', 2],
    ['<p> — … </p>', 0],
    ['a<em>b</em>c', 1],
  ]))
    assert.equal(wordsIn(text), count, text);
});

test('the text itself is the longest field that holds words, and it is called by its title', () => {
  const fields = form({
    'work[title]': ' Lamps ',
    'work[summary]': 'short',
    'work[chapter_attributes][content]': 'much longer',
    'work[rating]': 'x'.repeat(99),
  });
  assert.equal(mainField(fields)?.name, 'work[chapter_attributes][content]');
  assert.equal(titleOf(fields), 'Lamps');
  assert.equal(titleOf(form({ 'comment[comment_content]': 'x' })), '');
  assert.equal(mainField(form({ 'work[rating]': 'x' })), undefined);
  assert.deepEqual(form({ work_freeform_autocomplete: 'typed', 'work[rating]': 'x', 'chapter[content]': 'y' }).map(isWordy), [
    true,
    false,
    true,
  ]);
});

test('the same words are the same text, whatever an editor made of their white space and signs', () => {
  const one = form({ 'chapter[content]': '<p>One — two</p>\n<p>three</p>' });
  assert.ok(sameWords(one, form({ 'chapter[content]': '<p>One &mdash; two</p><p>three</p>', 'chapter[position]': '3' })));
  assert.ok(!sameWords(one, form({ 'chapter[content]': '<p>One — two</p>' })));
  assert.ok(!sameWords(one, form({ 'chapter[content]': '<p>One — two</p><p>three</p>', 'chapter[title]': 'New' })));
});

test('a text of half a million signs, broken and full of signs, is read in one pass', () => {
  const long = '<p>word &ldquo;<i>'.repeat(30_000);
  assert.equal(wordsIn(long), 30_000);
  assert.equal(wordsIn('<'.repeat(500_000)), 0);
  assert.equal(wordsIn('&'.repeat(500_000)), 0);
});

test('a chapter is counted as AO3\u2019s server counts it, and told of where it comes near to the limit', () => {
  assert.equal(charactersIn('<p>a&mdash;b</p>'), '<p>a-b</p>'.length);
  assert.equal(charactersIn('a\r\nb\rc\nd'), 7);
  assert.equal(charactersIn('\u{1f9d1}&#x1f9d1;&unknown;'), 11);
  const of = (/** @type {string} */ value, name = 'chapter[content]') => nearTheLimit([{ name, kind: 'text', value }]);
  assert.equal(of('x'.repeat(499_999)), null);
  assert.equal(of('x'.repeat(500_000)), 500_000);
  assert.equal(of('&mdash;'.repeat(100_000)), null, 'seven letters, one sign');
  assert.equal(of('x'.repeat(500_000), 'work[chapter_attributes][content]'), 500_000);
  assert.equal(of('x'.repeat(600_000), 'comment[comment_content]'), null);
  assert.equal(of('x'.repeat(600_000), 'chapter[notes]'), null);
});

test('the settings of a challenge and the import of works hold words, too; what lies beside a text is it where there is no other', () => {
  const wordy = (/** @type {string} */ name) => isWordy({ name, kind: 'text', value: 'x' });
  assert.ok(wordy('gift_exchange[signup_instructions_general]') && wordy('prompt_meme[signup_instructions_requests]'));
  assert.ok(wordy('urls') && wordy('notes'));
  assert.ok(!wordy('gift_exchange[requests_num_required]') && !wordy('work[language_id]'));
  const rules = form({ 'c[intro]': '', 'c[rules]': 'No lamps', 'c[title]': 'A title that is longer' });
  assert.equal(mainField(rules)?.name, 'c[rules]');
  assert.equal(mainField(form({ 'c[intro]': 'Hi', 'c[rules]': 'No lamps' }))?.name, 'c[intro]');
  assert.equal(mainField(form({ 'c[intro]': '' }))?.name, 'c[intro]');
});
