/** What a look of ours has found is told with a notification where the person has asked for some, and nowhere else. */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { english, t } from '../english.js';
import { DEFAULTS } from '../../../browser/settings.js';
import { GuardedForms } from '../../../telling/guarded-forms.js';

const { api } = await import('../../../browser/api.js');

const WORDS = 'The lamp at number five had gone out again and nobody could say why it was so';
const look = { host: 'archiveofourown.org', member: '/users/tester', version: 3, made: 0, spent: 0, dueAt: 1 };

/** @type {string[]} */
let titles = [];
Object.assign(api.runtime, { getURL: (/** @type {string} */ path) => `chrome-extension://x/${path}` });
Object.assign(api, {
  scripting: { getRegisteredContentScripts: async () => [{ id: 'guard' }] },
  permissions: { contains: async () => true },
  notifications: { create: async (/** @type {string} */ _id, /** @type {{title: string}} */ { title }) => void titles.push(title) },
});
Object.defineProperty(globalThis, 'navigator', { value: { onLine: true }, configurable: true });
globalThis.fetch = async () => new Response(`<div id="main"><div class="userstuff module"><p>${WORDS}</p></div></div>`);

/** @param {boolean} notify whether the person wants notifications */
async function found(notify) {
  titles = [];
  const sentAt = Date.now();
  const text = { id: 'a', kind: 'chapter', key: 'chapter /works/1/chapters/7', newest: 3, at: 1, outcome: 'unknown', sentAt, look };
  const fields = [{ name: 'chapter[content]', kind: 'rich', value: `<p>${WORDS}.</p>` }];
  const texts = /** @type {any} */ ({
    all: async () => [text],
    heal: async () => 0,
    version: async () => ({ id: 'a', number: 3, why: 'sent', fields }),
    looked: async (/** @type {unknown} */ _id, /** @type {unknown} */ _sentAt, /** @type {any} */ seen) => {
      Object.assign(text, { look: { ...seen, dueAt: 0 } });
      return true;
    },
  });
  const forms = new GuardedForms(texts, () => english, { isAfterForm: () => false, answersForm: () => false });
  await forms.obey({ ...DEFAULTS, keepTexts: true, notify });
  await forms.due();
  await new Promise((then) => setTimeout(then));
  return titles;
}

test('told where notifications are asked for', async () => {
  assert.deepEqual(await found(true), [t('text_notify_there_title')]);
});

test('not told where they are not', async () => {
  assert.deepEqual(await found(false), []);
});
