/** Every word that the code asks for is there, and no word is there that nothing asks for. */
import './stub.js';
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import words from '../../_locales/en/messages.json' with { type: 'json' };
import { REMEDIES, SIDES, TROUBLES, VERDICTS } from '../../src/face.js';
import { FAILURES, QUESTION_CODES, TRUSTS } from '../../src/how.js';

const ROOT = new URL('../../', import.meta.url);
const key = (/** @type {string} */ code) => code.replaceAll('-', '_');

/** Names that are put together from codes. */
const composed = [
  ...VERDICTS.flatMap((c) => [`verdict_${key(c)}_headline`, `verdict_${key(c)}_meaning`]),
  ...Object.entries(REMEDIES).flatMap(([c, kind]) => ['title', 'text', ...(kind === 'run' ? ['button'] : [])].map((part) => `remedy_${key(c)}_${part}`)),
  ...SIDES.map((c) => `side_${c}`),
  ...TROUBLES.map((c) => `trouble_${key(c)}`),
  ...QUESTION_CODES.map((c) => `how_${key(c)}`),
  ...['connections', 'handshakes'].map((c) => `how_${c}_over`),
  ...FAILURES.map((c) => `failed_${key(c)}`),
  ...TRUSTS.map((c) => `trust_${key(c)}`),
  ...['certain', 'likely', 'unsure'].map((c) => `certainty_${c}`),
  ...['good', 'bad', 'skipped', 'pending'].map((c) => `mark_${c}`),
  ...Array.from({ length: 10 }, (_, i) => `privacy_${i + 1}`),
  ...TROUBLES.flatMap((c) => [`companion_${key(c)}`, `companion_${key(c)}_do`]),
  ...['spent', 'tabs', 'clear_cookies', 'after_cookies_left', 'how_found', 'options_past'].flatMap((name) => ['one', 'other'].map((category) => `${name}_${category}`)),
];

const sources = ['background.js', 'manifest.json', ...['src', 'popup', 'options', 'prompt'].flatMap((d) => readdirSync(new URL(`${d}/`, ROOT)).map((f) => `${d}/${f}`))];
const text = sources.map((file) => readFileSync(new URL(file, ROOT), 'utf8')).join('\n');
const there = new Set(Object.keys(words));
/** Every quoted name, or one of the manifest or of a page, that is a word; `t('…')` must be one. */
const quoted = new Set([...text.matchAll(/'([a-z0-9_]+)'|__MSG_(\w+)__|data-word="(\w+)"/g)].map((m) => m[1] ?? m[2] ?? m[3] ?? ''));
const asked = [...text.matchAll(/\bt\('(\w+)'/g), ...text.matchAll(/__MSG_(\w+)__/g), ...text.matchAll(/data-word="(\w+)"/g)].map((m) => m[1] ?? '');

test('every word that is asked for is there', () => {
  assert.ok(asked.length > 40);
  assert.deepEqual([...asked, ...composed].filter((name) => !there.has(name)), []);
});

test('every word is asked for', () => {
  const used = new Set([...quoted, ...composed]);
  assert.deepEqual([...there].filter((name) => !used.has(name)), []);
});

test('every word says something, and none is HTML', () => {
  for (const [name, { message }] of Object.entries(words)) {
    assert.ok(message.trim().length > 0, name);
    assert.doesNotMatch(message, /<|&\w+;/, name);
  }
});

test('no page is written with innerHTML', () => assert.doesNotMatch(text, /innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write/));
