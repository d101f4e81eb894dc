// The one way to AO3 is diagnosis/budget.js: no other file of the package asks anybody anything.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packaged, read } from '../sources.js';

test('nobody else asks anybody anything', () => {
  const files = packaged('.js');
  /** A request is only ever for a file of our own. */
  const ours = /fetch\(api\.runtime\.getURL\(/g;
  /** What the browser's own copies alone answer asks nobody (Fetch standard, 2.2.5). */
  const held = /fetch\(address, \{ cache: 'only-if-cached', mode: 'same-origin',/g;
  for (const file of files) {
    const code = read(file)
      .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
      .replace(ours, '');
    if (file === 'diagnosis/budget.js') {
      assert.equal(code.match(/\bfetch\(/g)?.length, 3, 'one from the background, one from a page, one that the cache alone answers');
      assert.equal(code.match(/cache: 'only-if-cached'/g)?.length, 1);
      continue;
    }
    if (file === 'remedies/held-pages.js') assert.equal(code.match(held)?.length, 1);
    assert.doesNotMatch(
      file === 'remedies/held-pages.js' ? code.replace(held, '') : code,
      /\bfetch\s*\(|\bfetch\b(?!:)\s*[;,)]|XMLHttpRequest|sendBeacon|WebSocket|EventSource|new Image\b|importScripts/,
      file,
    );
  }
});
