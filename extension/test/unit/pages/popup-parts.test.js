/** The popup's page asks for nothing before its first frame is painted, and then for its sheets and modules. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const POPUP = new URL('../../../pages/popup/', import.meta.url);

/** @param {URL} url */
const read = (url) => readFileSync(url, 'utf8');

const page = read(new URL('popup.html', POPUP));
const start = read(new URL('start.js', POPUP));

/** @param {string} name of a list in start.js @returns {string[]} the addresses in it */
function list(name) {
  const [, all = ''] = new RegExp(`const ${name} = \\[([^\\]]*)\\]`).exec(start) ?? [];
  return [...all.matchAll(/'([^']+)'/g)].map(([, path = '']) => new URL(path, POPUP).href).sort();
}

/** @param {string} css @returns {Record<string, string>[]} the colours by name: those of light, and those of the dark */
const colours = (css) =>
  [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, block = '']) =>
    Object.fromEntries([...block.matchAll(/--([\w-]+): ([^;]+);/g)].map(([, name = '', colour = '']) => [name, colour])),
  );

test('before the first frame the page asks for its beginning, and for nothing else', () => {
  assert.deepEqual(
    [...page.matchAll(/<(?:link|script|img|iframe|object|embed)\b[^>]*>/g)].map(([tag]) => tag),
    ['<script type="module" src="start.js">'],
  );
  assert.doesNotMatch(page, /url\(|@import/);
});

test('every sheet is there', () => {
  const sheets = list('SHEETS');
  assert.ok(sheets.length > 1);
  assert.deepEqual(
    sheets.filter((sheet) => !existsSync(new URL(sheet))),
    [],
  );
});

test('the first frame has the colours of all others', () => {
  const frame = colours(page);
  const all = colours(read(new URL('../shared/base.css', POPUP)));
  assert.deepEqual([frame.length, all.length], [2, 2]);
  for (const [n, some] of frame.entries()) {
    assert.ok(Object.keys(some).length > 0);
    assert.deepEqual(some, Object.fromEntries(Object.keys(some).map((name) => [name, all[n]?.[name]])));
  }
});
