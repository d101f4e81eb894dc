/** The popup asks for all its modules at once, so that its first words need not wait for one after the other. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

/** @param {URL} url */
const read = (url) => readFileSync(url, 'utf8');

/** @param {URL} url @param {Set<string>} [known] @returns {Set<string>} the modules that it imports, and theirs */
function imports(url, known = new Set()) {
  for (const [, path = ''] of read(url).matchAll(/^(?:import|export)\b[^;']*from '(\.[^']+)';/gm)) {
    const next = new URL(path, url);
    if (known.has(next.href)) continue;
    known.add(next.href);
    imports(next, known);
  }
  return known;
}

test('the popup preloads what it imports, and nothing else', () => {
  const page = new URL('../../popup/popup.html', import.meta.url);
  const named = [...read(page).matchAll(/<link rel="modulepreload" href="([^"]+)">/g)].map(([, path = '']) => new URL(path, page).href);
  const wanted = imports(new URL('popup.js', page));
  assert.ok(wanted.size > 10);
  assert.deepEqual(named.sort(), [...wanted].sort());
});
