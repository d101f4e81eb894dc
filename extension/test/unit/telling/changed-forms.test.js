/** A page that tells what has changed in a form: put together with what is kept, or the whole is asked for. */
import { tabs } from '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { english, t } from '../english.js';
import { DEFAULTS } from '../../../browser/settings.js';
import { GuardedForms } from '../../../telling/guarded-forms.js';

const { api } = await import('../../../browser/api.js');
Object.assign(api, { scripting: { getRegisteredContentScripts: async () => [{ id: 'guard' }] } });

const FIELDS = [{ name: 'work[title]', kind: 'text', value: 'Lamps' }];
const from = /** @type {any} */ ({ id: 7, tab: { id: 7, incognito: false }, url: 'https://archiveofourown.org/works/new' });
const changed = (/** @type {string} */ since) => ({
  type: 'form-text',
  form: {
    writing: '00000000-0000-4000-8000-000000000000',
    action: '/works',
    why: 'typed',
    button: '',
    since,
    count: 1,
    changes: [{ at: 0, from: 5, to: 5, put: ', gone', length: 11 }],
  },
});

test('what has changed is put together with what is kept; where that is something else by now, the whole is asked for', async () => {
  tabs.clear();
  /** @type {any[]} */
  const kept = [];
  const texts = /** @type {any} */ ({
    since: async (/** @type {{since: string}} */ { since }) => (since === 'b' ? FIELDS : undefined),
    keep: async (/** @type {any} */ form) => (kept.push(form), { words: 3, key: 'work /works', stamp: 'c' }),
    heal: async () => 0,
    all: async () => [],
    tidy: async () => 0,
  });
  const looks = { begin: async () => undefined, obey: async () => undefined, due: async () => undefined, twins: async () => [] };
  const its = new GuardedForms(texts, () => english, { isAfterForm: () => false, answersForm: () => false }, looks);
  // Whoever switched it off is told no more than before.
  assert.deepEqual(await its.hear(changed('b'), from), { kept: false, line: t('guard_late'), again: false });
  await its.obey({ ...DEFAULTS, keepTexts: true });
  assert.equal(/** @type {any} */ (await its.hear(changed('b'), from)).since, 'c');
  assert.deepEqual(kept[0].fields, [{ ...FIELDS[0], value: 'Lamps, gone' }]);
  assert.deepEqual(await its.hear(changed('a'), from), { kept: false, line: '', again: true, whole: true });
  assert.equal(kept.length, 1);
});
