/** Scripts in AO3's pages import nothing, so that two rules stand twice: each must be the same in both places. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read } from '../sources.js';

/** @param {string} path @param {RegExp} rule */
const ruleIn = (path, rule) => rule.exec(read(path))?.[1] ?? `${path} has no such rule`;

test('which buttons only show is one rule for the page and for what is kept', () => {
  const rule = /const ONLY_SHOWS = (.+);/;
  assert.equal(ruleIn('content/guard.js', rule), ruleIn('ao3/sent-forms.js', rule));
  const isKnown = /ONLY_SHOWS\.test\(button\) && (\/.+?\/)\.test\(/;
  assert.equal(ruleIn('content/guard.js', isKnown), ruleIn('ao3/sent-forms.js', isKnown));
});

test('a word of a page is what a word of a kept text is', () => {
  const word = /toLowerCase\(\)\s*\.match\((.+?)\) \?\? \[\]/;
  assert.equal(ruleIn('content/sent-text.js', word), ruleIn('ao3/forms.js', word));
});

test('what is never read of a form is never taken either', () => {
  const rule = /const NEVER = (.+);/;
  assert.equal(ruleIn('content/read-form.js', rule), ruleIn('drafts/form-text.js', rule));
});
