/** The real words, in English; one that is missing, or a placeholder without a value, fails the test. */
import assert from 'node:assert/strict';
import messages from '../../_locales/en/messages.json' with { type: 'json' };
import { findIn, makeWords } from '../../words/words.js';

const find = findIn(/** @type {import('../../words/words.js').Messages} */ (messages));
const strict = makeWords(
  (key, values) => {
    const entry = /** @type {Record<string, {message: string} | undefined>} */ (messages)[key];
    for (const [, n] of entry?.message.matchAll(/\$([1-9])/g) ?? []) {
      assert.notEqual(values[Number(n) - 1], undefined, `${key} needs $${n}`);
    }
    return find(key, values);
  },
  'en',
  () => Date.UTC(2026, 10, 22, 12),
);

/** @param {string} key */
const known = (key) => {
  if (!Object.hasOwn(messages, key)) throw new assert.AssertionError({ message: `no words for ${key} in _locales/en/messages.json` });
};

/** @type {import('../../words/words.js').Words} */
export const english = {
  ...strict,
  t(key, ...values) {
    known(key);
    return strict.t(key, ...values);
  },
  n(key, count, ...values) {
    known(`${key}_other`);
    return strict.n(key, count, ...values);
  },
};

/** A message. @type {import('../../words/words.js').Words['t']} */
export const t = english.t;
