/** An old browser is named where it may have to do with the trouble, beside the button that looks for a newer one. */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OF_BROWSER, withOldBrowser } from '../../../words/old-browser.js';
import { viewOf } from '../../../words/view.js';
import { english, t } from '../english.js';
import { SITUATIONS, incidentOf } from '../situations.js';
import { watch } from '../examples.js';

const NOW = Date.UTC(2026, 10, 29);
const OLD = { version: '140', at: Date.UTC(2025, 5, 24) };
const SAID = t('browser_old', '140', english.ago(NOW - OLD.at));

/** @param {string} situation @param {import('../../../browser/versions.js').Release | null} release @param {import('../../../watch/store.js').Watch | null} [of] */
const view = (situation, release, of = null) => {
  const incident = { ...incidentOf(situation), settledAt: NOW };
  return withOldBrowser(viewOf(incident, english, of, NOW), incident, release, english, NOW);
};

test('it says which version, how old, and where a newer one is looked for', () => {
  assert.equal(SAID, 'Version 140 of this browser came out 17 months ago: a newer one may work where it fails.');
  const last = view('cookies-refused-by-setting', OLD).everything.at(-1);
  assert.deepEqual([last?.code, last?.runs, last?.label], ['update-browser', true, t('remedy_update_browser_button')]);
  assert.equal(last?.text, english.join(SAID, t('remedy_update_browser_text')));
});

for (const name of SITUATIONS)
  test(`${name}: only where the browser may be what fails, and nothing else changes`, () => {
    const code = incidentOf(name).diagnosis?.verdict.code ?? '';
    const before = view(name, null);
    const { everything, best, then, ...others } = view(name, OLD);
    const { everything: had, best: first, then: next, ...rest } = before;
    assert.deepEqual(others, rest);
    assert.deepEqual([best?.code, then?.code], [first?.code, next?.code]);
    const named = everything.filter(({ text }) => text.includes(SAID));
    if (!OF_BROWSER.includes(code)) return assert.deepEqual(everything, had);
    assert.deepEqual(
      named.map((choice) => choice.code),
      ['update-browser'],
      'once',
    );
    assert.deepEqual(
      everything.filter((choice) => choice.code !== 'update-browser'),
      had.filter((choice) => choice.code !== 'update-browser'),
    );
  });

test('a browser that is not old, or of which it is not known, is not called so; nor is any where AO3 is back', () => {
  const told = (/** @type {ReturnType<typeof view>} */ { everything }) => everything.some(({ text }) => /came out/.test(text));
  assert.equal(told(view('shields-up', null)), false);
  assert.equal(told(view('shields-up', { version: '156', at: Date.UTC(2026, 9, 20) })), false);
  assert.equal(told(view('shields-up', OLD)), true);
  assert.equal(told(view('shields-up', OLD, watch({ state: 'back', nextAt: null }))), false);
});
