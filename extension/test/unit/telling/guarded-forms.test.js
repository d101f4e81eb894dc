/** What a page of AO3's is told of the text that it told of: kept only where it is, and never of a private window. */
import { tabs } from '../stub.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { english, t } from '../english.js';
import { DEFAULTS } from '../../../browser/settings.js';
import { PATTERNS } from '../../../ao3/address.js';
import { GuardedForms } from '../../../telling/guarded-forms.js';

const { api } = await import('../../../browser/api.js');

/** Who is put into pages. @type {{id: string, js?: string[], matches?: string[]}[]} */
let registered = [];
/** @type {number[]} */
let entered = [];
let refuses = false;
Object.assign(api, {
  scripting: {
    getRegisteredContentScripts: async () => (refuses ? Promise.reject(new Error('no')) : [...registered]),
    registerContentScripts: async (/** @type {typeof registered} */ all) => void registered.push(...all),
    unregisterContentScripts: async () => void registered.splice(0),
    executeScript: async (/** @type {{target: {tabId: number}}} */ { target }) => (entered.push(target.tabId), []),
  },
});
Object.assign(api.tabs, { query: async () => [{ id: 7, incognito: false }] });

beforeEach(() => {
  tabs.clear();
  [registered, entered, refuses] = [[], [], false];
});

/** @type {any[]} */
let kept = [];
/** Texts that are said to have arrived. @type {string[]} */
let arrived = [];
/** What the extension saw of the load. */
let afterForm = false;
/** @param {any} [answer] what the store says */
const forms = (answer = { words: 3 }) => {
  kept = [];
  const texts = /** @type {any} */ ({
    keep: async (/** @type {unknown[]} */ ...given) => (kept.push(given), answer instanceof Error ? Promise.reject(answer) : answer),
    arrived: async (/** @type {string} */ id) => void arrived.push(id),
  });
  return new GuardedForms(texts, () => english, { isAfterForm: () => afterForm });
};

const on = { ...DEFAULTS, keepTexts: true };
/** @param {boolean} [incognito] @returns {any} */
const from = (incognito = false) => ({ id: 7, tab: { id: 7, incognito }, url: 'https://archiveofourown.org/works/new?x=secret' });
const message = {
  type: 'form-text',
  form: {
    writing: '00000000-0000-4000-8000-000000000000',
    action: '/works',
    fields: [{ name: 'work[title]', kind: 'text', value: 'Lamps' }],
    why: 'typed',
    button: '',
  },
};

test('it is put into AO3’s pages where it is switched on, open ones too, once, and taken out again', async () => {
  const its = forms();
  await its.obey(DEFAULTS);
  assert.deepEqual([registered, entered], [[], []]);
  await its.obey(on);
  assert.deepEqual(registered, [
    { id: 'guard', js: ['content/put-back.js', 'content/guard.js'], matches: [...PATTERNS], runAt: 'document_idle' },
  ]);
  assert.deepEqual(entered, [7]);
  await its.obey(on);
  assert.deepEqual([registered.length, entered.length], [1, 1]);
  await its.obey(DEFAULTS);
  assert.deepEqual(registered, []);
});

test('what a newer version has forgotten is put back; a browser that does not say is left alone', async () => {
  await forms().obey(on);
  assert.equal(registered.length, 1);
  refuses = true;
  await forms().obey(DEFAULTS);
  assert.equal(registered.length, 1);
});

test('kept is said only of what is, with its words; the page is named without what follows its path', async () => {
  const its = forms();
  await its.obey(on);
  const told = await its.hear(message, from());
  assert.equal(/** @type {any} */ (told).kept, true);
  assert.match(/** @type {any} */ (told).line, /3 words$/);
  assert.equal(kept[0][1], 'archiveofourown.org/works/new');
});

test('a private window, a store that fails, nonsense, and a switch that is off keep nothing, and say so', async () => {
  const its = forms(new Error('full'));
  assert.deepEqual(await its.hear(message, from()), { kept: false, line: t('guard_late'), again: false });
  await its.obey(on);
  assert.deepEqual(await its.hear(message, from(true)), { kept: false, line: t('guard_private'), again: false });
  assert.deepEqual(await its.hear({ type: 'form-text', form: 7 }, from()), { kept: false, line: t('guard_late'), again: false });
  assert.deepEqual(kept, []);
  assert.deepEqual(await its.hear(message, from()), { kept: false, line: t('guard_failed'), again: true });
  assert.equal(await its.hear({ type: 'act', code: 'wait' }, from()), undefined);
});

test('a text has arrived only where AO3 led on from a form that it took, to a page without an error; who only goes elsewhere has sent nothing', async () => {
  const its = forms({ id: 'a', words: 3 });
  await its.obey(on);
  /** @param {boolean} took @param {{error: boolean}} page @param {string} [url] */
  const lands = async (took, page, url = 'https://archiveofourown.org/works/502') => {
    [afterForm, arrived] = [took, []];
    await its.hear({ ...message, form: { ...message.form, why: 'sent' } }, from());
    await its.hear({ type: 'landed', ...page }, { ...from(), url });
    return arrived;
  };
  assert.deepEqual(await lands(true, { error: false }), ['a']);
  assert.deepEqual(await lands(false, { error: false }), [], 'a link, perhaps one that leads on');
  assert.deepEqual(await lands(true, { error: true }), []);
  assert.deepEqual(await lands(true, { error: false }, 'https://archiveofourown.org/users/login?return_to=/works'), []);
  arrived = [];
  await its.hear({ type: 'landed', error: false }, from());
  assert.deepEqual(arrived, [], 'nothing was sent in this tab');
});
