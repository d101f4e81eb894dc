/** Every word that the code asks for is there, in every language, and no word is there that nothing asks for. */
import '../stub.js';
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { NOTICE_STATES } from '../../../words/ao3-says.js';
import { EVERY_PRICE } from '../../../remedies/prices.js';
import { phrases } from '../../../words/price.js';
import { MANNERS, REMEDIES, STEPS } from '../../../remedies/catalogue.js';
import { WHY_NO_FILE } from '../../../drafts/local-copies.js';
import { COUNTS } from '../../../remedies/reconnection.js';
import { VERDICTS } from '../../../words/verdict-table.js';
import { PLACES } from '../../../words/setup.js';
import { FAMILIES, PARTS } from '../../../words/verdict.js';
import { FAILURES, QUESTION_CODES, TRUSTS } from '../../../words/evidence.js';
import { ALL_AREAS } from '../../../browser/refusals.js';
import { KEPT, TROUBLES } from '../../../incident/incident.js';
import { LANGUAGES } from '../../../browser/settings.js';
import { ROOT, packaged, read } from '../sources.js';
import { VOICES } from '../../../ao3/voices.js';
import { SIDES } from '../../../words/sides.js';
import { OWN_CONNECTION, SCANNING } from '../../../words/choices.js';
import { WORDS as ELSEWHERE_WORDS } from '../../../remedies/other-browser.js';
import { REPAIR_WORDS } from '../../../diagnosis/protocol.js';

/** @typedef {Record<string, {message: string, description?: string}>} Messages */

const key = (/** @type {string} */ code) => code.replaceAll('-', '_');

/** Names that are put together from codes. */
const composed = [
  ...VERDICTS.flatMap((c) => [`verdict_${key(c)}_headline`, `verdict_${key(c)}_meaning`]),
  ...PARTS.map((c) => `verdict_blocked_here_${key(c)}_meaning`),
  ...PARTS.filter((part) => part !== 'by-name').map((part) => `verdict_blocked_here_${key(part)}_headline`),
  ...Object.entries(REMEDIES).flatMap(([c, { does, byCompanion }]) =>
    ['title', 'text', ...(does === 'told' ? [] : ['button']), ...(byCompanion ? ['does'] : [])].map((part) => `remedy_${key(c)}_${part}`),
  ),
  ...EVERY_PRICE.flatMap(phrases).map((c) => `price_${key(c)}`),
  ...FAMILIES.map((c) => `family_${c}`),
  ...PLACES.map((c) => `proxy_${c}`),
  ...['waits', 'away'].map((c) => `reconnection_${c}`),
  ...COUNTS.flatMap(({ way }) => ['button', 'off', 'on'].map((part) => `count_${way}_${part}`)),
  ...['unheard', ...REPAIR_WORDS].filter((c) => c !== 'opened' && c !== 'kept').map((c) => `flushed_${key(c)}`),
  ...WHY_NO_FILE.map((c) => `texts_no_file_${key(c)}`),
  ...Object.values(ELSEWHERE_WORDS),
  ...['opened', 'failed', 'unheard'].map((c) => `clock_${c}`),
  ...[SCANNING, OWN_CONNECTION].flatMap((name) => ['title', 'text'].map((part) => `remedy_${key(name)}_${part}`)),
  ...Object.entries(MANNERS).flatMap(([how, c]) =>
    ['title', 'text', ...(REMEDIES[c].does === 'told' ? [] : ['button'])].map((part) => `remedy_${key(`${c}-${how}`)}_${part}`),
  ),
  ...SIDES.map((c) => `side_${c}`),
  ...TROUBLES.map((c) => `trouble_${key(c)}`),
  ...QUESTION_CODES.map((c) => `how_${key(c)}`),
  ...['connections', 'handshakes'].map((c) => `how_${c}_over`),
  ...FAILURES.map((c) => `failed_${key(c)}`),
  ...TRUSTS.map((c) => `trust_${key(c)}`),
  ...KEPT.map((c) => `kept_${c}`),
  ...['again', 'unexpected'].map((often) => `limit_${often}`),
  ...['certain', 'likely', 'unsure'].flatMap((c) => [`certainty_${c}`, `sure_${c}`]),
  ...['likely', 'unsure'].map((c) => `headline_${c}`),
  ...STEPS.map((c) => `step_${key(c)}`),
  ...['ruled-out', 'points-here', 'told', 'open'].map((c) => `step_${key(c)}`),
  ...NOTICE_STATES.map((c) => `state_${c}`),
  ...Object.keys(VOICES).map((c) => `official_${c}`),
  ...['503', '504'].map((c) => `advice_${c}`),
  ...['good', 'bad', 'skipped', 'pending'].map((c) => `mark_${c}`),
  ...Array.from({ length: 11 }, (_, i) => `privacy_${i + 1}`),
  ...ALL_AREAS.map((c) => `refused_${c}`),
  ...TROUBLES.flatMap((c) => [`companion_${key(c)}`, `companion_${key(c)}_do`]),
];

const sources = [...packaged('.js'), ...packaged('.html'), 'manifest.json'];
const text = sources.map(read).join('\n');
/** Every quoted name, or one of the manifest or of a page, that is a word; `w.t('…')` must be one. */
const quoted = new Set([...text.matchAll(/'([a-z0-9_]+)'|__MSG_(\w+)__|data-word="(\w+)"/g)].map((m) => m[1] ?? m[2] ?? m[3] ?? ''));
const asked = [...text.matchAll(/\bt\('(\w+)'/g), ...text.matchAll(/__MSG_(\w+)__/g), ...text.matchAll(/data-word="(\w+)"/g)].map(
  (m) => m[1] ?? '',
);
/** Messages about a number: one entry for each plural category of the language. */
const counted = [...new Set([...text.matchAll(/\bn\('(\w+)'/g)].map((m) => m[1] ?? ''))];

/** @param {string} folder @returns {Messages} */
const messagesIn = (folder) => JSON.parse(read(`_locales/${folder}/messages.json`));
const english = messagesIn('en');
const isPlural = (/** @type {string} */ name) =>
  counted.some((base) => name.startsWith(`${base}_`) && /_(zero|one|two|few|many|other)$/.test(name));
/** The placeholders of a message. @param {string | undefined} message */
const holes = (message = '') => [...new Set([...message.matchAll(/\$(\d|[A-Za-z_]+\$)/g)].map((m) => m[1]))].sort();

test('every word that is asked for is there', () => {
  assert.ok(asked.length > 40 && counted.length > 4);
  const wanted = [...asked, ...composed, ...counted.flatMap((base) => [`${base}_one`, `${base}_other`])];
  assert.deepEqual(
    wanted.filter((name) => !Object.hasOwn(english, name)),
    [],
    'missing in _locales/en/messages.json',
  );
});

test('every word is asked for', () => {
  const used = new Set([...quoted, ...composed]);
  assert.deepEqual(
    Object.keys(english).filter((name) => !used.has(name) && !isPlural(name)),
    [],
  );
});

/** CLDR has a category for millions in these languages; nothing of ours is ever so many. */
const ONLY_MILLIONS = ['es', 'fr', 'it', 'pt-BR'];

for (const folder of readdirSync(new URL('_locales/', ROOT))) {
  const messages = messagesIn(folder);
  const locale = messages['language']?.message ?? '';

  test(`${folder}: the same words as in English, with the plurals of its own`, () => {
    assert.equal(locale.replace('-', '_'), folder);
    const categories = new Intl.PluralRules(locale)
      .resolvedOptions()
      .pluralCategories.filter((c) => c !== 'many' || !ONLY_MILLIONS.includes(locale));
    const wanted = [
      ...Object.keys(english).filter((name) => !isPlural(name)),
      ...counted.flatMap((base) => categories.map((c) => `${base}_${c}`)),
    ];
    assert.deepEqual(
      wanted.filter((name) => !Object.hasOwn(messages, name)),
      [],
      'missing',
    );
    assert.deepEqual(
      Object.keys(messages).filter((name) => !wanted.includes(name)),
      [],
      'unused',
    );
  });

  test(`${folder}: the same placeholders as in English`, () => {
    for (const [name, { message }] of Object.entries(messages)) {
      if (!isPlural(name)) assert.deepEqual(holes(message), holes(english[name]?.message), name);
      else {
        const most = holes(english[name.replace(/_[a-z]+$/, '_other')]?.message);
        assert.deepEqual(
          holes(message).filter((hole) => !most.includes(hole)),
          [],
          name,
        );
        // "One tab" needs no number, where a language says so of one alone; in French none is one, in Russian 21 is.
        const alone =
          name.endsWith('_one') &&
          Array.from({ length: 101 }, (_, n) => n).every((n) => n === 1 || new Intl.PluralRules(locale).select(n) !== 'one');
        if (!alone) assert.deepEqual(holes(message), most, name);
      }
    }
  });

  test(`${folder}: every word says something, and none is HTML`, () => {
    for (const [name, { message }] of Object.entries(messages)) {
      assert.ok(message.trim().length > 0, name);
      assert.equal(message, message.trim(), name);
      assert.doesNotMatch(message, /<|&\w+;/, name);
    }
  });

  test(`${folder}: names that the browser itself shows are short enough`, () => {
    // Chrome Web Store and AMO: https://developer.chrome.com/docs/extensions/reference/manifest/name and …/description
    assert.ok((messages['extension_name']?.message.length ?? 0) <= 75);
    assert.ok((messages['extension_description']?.message.length ?? 0) <= 132);
  });
}

test('no page is written with innerHTML', () => assert.doesNotMatch(text, /innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write/));

test('the languages of the options are the folders of _locales, and the README names them', () => {
  assert.deepEqual(Object.keys(LANGUAGES).sort(), readdirSync(new URL('_locales/', ROOT)).sort(), 'LANGUAGES in browser/settings.js');
  const line =
    readFileSync(new URL('../README.md', ROOT), 'utf8')
      .split('\n')
      .find((each) => each.includes('**It speaks')) ?? '';
  const [, list = ''] = /languages\*\*: ([^.]+)\./.exec(line) ?? [];
  assert.deepEqual(list.split(', ').sort(), Object.values(LANGUAGES).sort(), "the line in README.md that begins with 'It speaks'");
});

/** Names, signs and words that are the same in many languages. Whoever translates sees here what may have been left. */
test('messages that equal the English ones are listed', (t) => {
  for (const folder of Object.keys(LANGUAGES).filter((each) => each !== 'en')) {
    const messages = messagesIn(folder);
    const same = Object.keys(english).filter(
      (name) => /[a-z]{3}/i.test(english[name]?.message ?? '') && messages[name]?.message === english[name]?.message,
    );
    t.diagnostic(`${folder}: ${same.length} as in English${same.length > 0 ? `: ${same.join(', ')}` : ''}`);
    assert.ok(same.length < Object.keys(english).length / 10, `${folder} is hardly translated: ${same.join(', ')}`);
  }
});
