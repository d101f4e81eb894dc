/** What a person is told of a text that AO3 has: that it is there, and where it is a draft alone, that nobody else sees it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { becameOf } from '../../../words/text-outcome.js';
import { english, t } from '../english.js';

/** @param {string} button @param {string} key */
const told = (button, key) =>
  becameOf(/** @type {any} */ ({ kind: key.split(' ')[0], key, button, arrived: true, outcome: 'none' }), english);

test('a draft is not said to be posted, and what is posted is not said to be a draft', () => {
  assert.equal(told('save_button', 'work /works'), t('texts_arrived_draft'));
  assert.equal(told('preview_button', 'chapter /works/7/chapters'), t('texts_arrived_draft'));
  assert.equal(told('post_button', 'work /works'), t('texts_arrived'));
  assert.equal(told('update_button', 'work /works/7'), t('texts_arrived'));
  assert.equal(told('commit', 'series /series/9'), t('texts_arrived'));
});
