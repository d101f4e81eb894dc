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
/** What texts are said to have become. @type {string[]} */
let became = [];
/** What the extension saw of the load. */
let [answers, afterForm] = [false, false];
/** The text of every writing. @type {any} */
let text;
/** What a store takes its time for. @type {Promise<unknown>} */
let slow = Promise.resolve();
const TWINS = [{ path: '/works/1/chapters/8', name: '2. B', date: '2026-10-15' }];

/** Where we are to look ourselves. @type {unknown[]} */
let begun = [];
/** For how long texts are kept that AO3 has. @type {number[]} */
let tidied = [];
/** Pages that were opened. @type {string[]} */
let opened = [];
/** How the last one was. @type {any} */
let how;
Object.assign(api.tabs, { create: async (/** @type {{url: string}} */ given) => ((how = given), void opened.push(given.url)) });
/** @param {any} [answer] what the store says */
const forms = (answer = { words: 3, key: 'work /works' }) => {
  [kept, became, opened] = [[], [], []];
  text = { id: 'a', kind: 'chapter', key: 'chapter /works/1/chapters', button: 'post_without_preview_button', words: 3, at: 1 };
  const texts = /** @type {any} */ ({
    keep: async (/** @type {unknown[]} */ ...given) => (kept.push(given), answer instanceof Error ? Promise.reject(answer) : answer),
    became: async (/** @type {string} */ id, /** @type {string} */ outcome) => (became.push(`${id} ${outcome}`), { ...text, outcome }),
    of: async () => (await slow, text),
    heal: async () => 0,
    all: async () => [],
    tidy: async (/** @type {number} */ days) => void tidied.push(days),
    sought: async () => [{ id: 'a', head: 'one', tail: 'two' }],
  });
  begun = [];
  const looks = {
    begin: async (/** @type {unknown} */ _its, /** @type {unknown} */ where) => void begun.push(where),
    obey: async () => undefined,
    due: async () => undefined,
    twins: async (/** @type {unknown} */ _text, /** @type {unknown} */ where) => (begun.push(where), TWINS),
  };
  return new GuardedForms(texts, () => english, { isAfterForm: () => afterForm, answersForm: () => answers }, looks);
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
    {
      id: 'guard',
      js: ['content/put-back.js', 'content/sent-text.js', 'content/read-form.js', 'content/form-changes.js', 'content/guard.js'],
      matches: [...PATTERNS],
      runAt: 'document_idle',
    },
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

test('a chapter near the longest that AO3 takes is told of, beside what was kept', async () => {
  const its = forms();
  await its.obey(on);
  const fields = [{ name: 'chapter[content]', kind: 'text', value: 'x'.repeat(501_000) }];
  const { line } = /** @type {any} */ (await its.hear({ ...message, form: { ...message.form, fields } }, from()));
  assert.ok(line.endsWith(`. ${t('guard_long', 501_000, 510_000)}`) && line.includes('501,000'), line);
});

test('a store that fails, nonsense, and a switch that is off keep nothing, and say so', async () => {
  const its = forms(new Error('full'));
  assert.deepEqual(await its.hear(message, from()), { kept: false, line: t('guard_late'), again: false });
  await its.obey(on);
  assert.deepEqual(await its.hear({ type: 'form-text', form: 7 }, from()), { kept: false, line: t('guard_late'), again: false });
  assert.deepEqual(kept, []);
  assert.deepEqual(await its.hear(message, from()), { kept: false, line: t('guard_failed'), again: true });
  assert.equal(await its.hear({ type: 'act', code: 'wait' }, from()), undefined);
});

const WRITING = '00000000-0000-4000-8000-000000000000';
const gone = { type: 'form-gone', writing: WRITING, button: 'post_without_preview_button' };

/**
 * A form is sent, and then a page stands there.
 *
 * @param {[answers: boolean, taken: boolean]} load
 * @param {{error?: boolean, notice?: boolean, preview?: boolean, status?: number}} page
 * @param {string} [path]
 */
async function lands(load, page, path = '/works/502') {
  const its = forms();
  await its.obey(on);
  [answers, afterForm] = load;
  await its.hear(gone, from());
  const landed = { type: 'landed', error: false, preview: false, status: 200, ...page };
  await its.hear(landed, { ...from(), url: `https://archiveofourown.org${path}` });
  return became.join(', ');
}

const TOOK = /** @type {[boolean, boolean]} */ ([true, true]);
const ANSWERS = /** @type {[boolean, boolean]} */ ([true, false]);

test('a text has arrived only where AO3 led on from a form that it took, to a page without an error', async () => {
  assert.equal(await lands(TOOK, {}), 'a unknown, a arrived');
  assert.equal(await lands(TOOK, { preview: true }), 'a unknown, a arrived', 'a new draft');
  assert.equal(await lands([false, false], {}), 'a unknown', 'a link, perhaps one that leads on');
  assert.deepEqual([await lands(ANSWERS, {}), await lands(ANSWERS, { notice: true })], ['a unknown', 'a unknown, a arrived']);
});

test('a page that is quicker than the store is heard in its turn', async () => {
  const its = forms();
  await its.obey(on);
  [answers, afterForm] = TOOK;
  slow = new Promise((done) => setTimeout(done, 20));
  const both = [its.hear(gone, from()), its.hear({ type: 'landed', error: false, preview: false, status: 200 }, from())];
  await Promise.all(both);
  slow = Promise.resolve();
  assert.equal(became.join(', '), 'a unknown, a arrived');
});

test('it was refused only where the answer to the form says so', async () => {
  assert.equal(await lands(ANSWERS, { error: true }), 'a unknown, a refused');
  for (const status of [403, 413, 429]) assert.equal(await lands(ANSWERS, { status }), 'a unknown, a refused', String(status));
  for (const path of ['/users/login?return_to=/works', '/auth_error', '/lost_cookie'])
    assert.equal(await lands(TOOK, {}, path), 'a unknown, a refused', path);
  assert.equal(await lands([false, false], { error: true }), 'a unknown', 'an error of another page');
});

test('what an error, a time-out and a page that has lost track tell is nothing', async () => {
  for (const status of [500, 502, 503, 504, 520, 525, 408, 499])
    assert.equal(await lands(ANSWERS, { status }), 'a unknown', String(status));
  for (const path of ['/timeout_error', '/404']) assert.equal(await lands(TOOK, {}, path), 'a unknown', path);
  assert.equal(await lands(ANSWERS, { preview: true }), 'a unknown, a none');
  const its = forms();
  await its.hear({ type: 'landed', error: false }, from());
  assert.deepEqual(became, [], 'nothing was sent in this tab');
});

test('before a text of which nobody knows whether it has arrived is sent again, the person is asked; a preview asks nothing', async () => {
  const its = forms();
  assert.equal(await its.hear(gone, from()), undefined, 'it is switched off');
  await its.obey(on);
  const { asks } = /** @type {any} */ (await its.hear(gone, from()));
  assert.deepEqual([asks.look, asks.again], [t('guard_look'), t('guard_send_again')]);
  text = { ...text, kind: 'support', key: 'support /support' };
  assert.equal(/** @type {any} */ (await its.hear(gone, from())).asks.look, '', 'AO3 shows it nowhere');
  became = [];
  text = { ...text, kind: 'work', key: 'work /works/7' };
  assert.equal(await its.hear({ ...gone, button: 'preview_button' }, from()), undefined);
  text = undefined;
  assert.equal(await its.hear(gone, from()), undefined, 'nothing of it is kept');
  assert.deepEqual(became, []);
});

test('what AO3 has is asked about before it is sent once more; a change of what is there, and a comment, are not', async () => {
  const asks = async (/** @type {string} */ key) => {
    const its = forms({ words: 3, arrived: true, kind: key.split(' ')[0], key });
    return its.obey(on).then(async () => /** @type {any} */ (await its.hear(message, from())).asks?.line);
  };
  const all = ['chapter /works/1/chapters', 'chapter /works/1/chapters/8', 'comment /works/1/comments'];
  assert.deepEqual(await Promise.all(all.map(asks)), [t('guard_there_already'), undefined, undefined]);
});

test('we look ourselves for what has gone, in the store that our own requests use, and in no other', async () => {
  const its = forms();
  await its.obey(on);
  await its.hear({ ...gone, member: '/users/tester' }, from());
  assert.deepEqual(begun, [{ host: 'archiveofourown.org', member: '/users/tester' }]);
  for (const member of ['//example.com', '/users/../admin', '/users/login', 7]) await its.hear({ ...gone, member }, from());
  assert.deepEqual(begun.slice(1), Array(4).fill({ host: 'archiveofourown.org', member: '' }));
  begun = [];
  await its.hear(gone, { ...from(), tab: { id: 7, incognito: false, cookieStoreId: 'firefox-container-2' } });
  await its.hear(gone, from(true));
  text = { ...text, kind: 'work', key: 'work /works/7' };
  await its.hear({ ...gone, button: 'preview_button' }, from());
  assert.deepEqual(begun, []);
});

const MEMBER = { ...message, member: '/users/tester' };

/** The cookies of the tab's store. @param {string[]} names */
const cookies = (names) =>
  Object.assign(api.cookies, {
    getAllCookieStores: async () => [{ id: '0', tabIds: [7] }],
    getAll: async (/** @type {{name: string, storeId: string}} */ { name, storeId }) =>
      storeId === '0' ? names.filter((each) => each === name).map((each) => ({ name: each })) : [],
  });

test('what was sent again while nobody knew, and has arrived, is looked for twice; nothing else is', async () => {
  const its = forms();
  await its.obey(on);
  [answers, afterForm] = [true, true];
  const lands = async (/** @type {any} */ more) => {
    text = { ...text, arrived: true, ...more };
    await its.hear(gone, from());
    begun = [];
    return its.hear({ type: 'landed', error: false, member: '/users/tester' }, from());
  };
  assert.deepEqual(await lands({ repeated: true }), { line: t('guard_twins'), twins: TWINS });
  assert.deepEqual(begun, [{ host: 'archiveofourown.org', member: '/users/tester' }]);
  assert.equal(await lands({ repeated: false }), undefined);
  assert.deepEqual(begun, [], 'AO3 is asked nothing');
  assert.equal(await lands({ repeated: true, arrived: false }), undefined);
  [answers, afterForm] = [false, false];
});

test('texts that are over go when somebody writes, by what the person chose, and not with each letter', async () => {
  tidied = [];
  const its = forms();
  await its.obey({ ...on, keepPosted: 90 });
  assert.deepEqual(tidied, [], 'a start deletes nothing');
  await its.hear(message, from());
  await its.hear(message, from());
  assert.deepEqual(tidied, [90]);
});

test('whoever is signed out while they write is told so, and asked before they post; who never was in is not', async () => {
  const its = forms();
  await its.obey(on);
  cookies(['user_credentials']);
  const inside = /** @type {any} */ (await its.hear(MEMBER, from()));
  assert.deepEqual([inside.signedOut, inside.asks], [false, null]);
  cookies([]);
  const out = /** @type {any} */ (await its.hear(MEMBER, from()));
  assert.equal(out.signedOut, true);
  assert.ok(out.line.endsWith(`. ${t('guard_signed_out')}`), out.line);
  assert.deepEqual(out.asks, { line: t('guard_signed_out'), look: '', again: t('guard_send_again') });
  assert.equal(/** @type {any} */ (await its.hear(message, from())).signedOut, false, 'nobody is greeted');
  const guest = /** @type {any} */ (await its.hear({ ...message, member: '/users/login' }, from()));
  assert.deepEqual([guest.signedOut, guest.asks], [false, null], 'a guest is greeted with the way to the login');
  Object.assign(api.cookies, { getAll: async () => Promise.reject(new Error('no')) });
  assert.equal(/** @type {any} */ (await its.hear(MEMBER, from())).signedOut, false, 'the browser does not tell');
});

test('a token of now is asked for once, in the page, where they are in again; no other answer becomes one', async () => {
  const its = forms();
  await its.obey(on);
  cookies(['user_credentials']);
  /** @type {any[]} */
  const ran = [];
  const token = 'q'.repeat(86) + '==';
  let answer = { redirect: false, status: 200, headers: [], markup: JSON.stringify({ token }), tookMs: 1 };
  const executeScript = api.scripting.executeScript;
  Object.assign(api.scripting, { executeScript: async (/** @type {any} */ how) => (ran.push(how), [{ result: answer }]) });
  const renewed = async (/** @type {any} */ who = from()) =>
    /** @type {any} */ (await its.hear({ type: 'fresh-token', writing: WRITING, member: '/users/tester' }, who))?.token;
  assert.equal(await renewed(), token);
  assert.deepEqual([ran.length, ran[0].target.tabId, ran[0].args[0]], [1, 7, 'https://archiveofourown.org/token_dispenser.json']);
  for (const markup of ['{"token":7}', '{"token":"<b>"}', '<html>', 'null']) {
    answer = { ...answer, markup };
    assert.equal(await renewed(), '', markup);
  }
  answer = { ...answer, status: 502 };
  assert.equal(await renewed(), '');
  const before = ran.length;
  cookies([]);
  const out = /** @type {any} */ (await its.hear({ type: 'fresh-token', writing: WRITING, member: '/users/tester' }, from()));
  assert.deepEqual([out.token, out.signedOut, ran.length], ['', true, before], 'AO3 is asked nothing while nobody is in');
  Object.assign(api.scripting, { executeScript });
});

test('who writes the same form in two tabs is told in both; new works are each their own, and a tab that has gone is none', async () => {
  const chapter = { words: 3, key: 'chapter /works/1/chapters/7' };
  const its = forms(chapter);
  await its.obey(on);
  cookies(['user_credentials']);
  const other = { ...from(), id: 8, tab: { id: 8, incognito: false } };
  const isTold = async (/** @type {any} */ who) => /** @type {any} */ (await its.hear(message, who)).line.includes(t('guard_elsewhere'));
  for (const id of [7, 8]) tabs.set(id, { id, url: 'https://archiveofourown.org/works/1', status: 200 });
  assert.equal(await isTold(from()), false);
  assert.equal(await isTold(other), true);
  assert.equal(await isTold(from()), true);
  tabs.delete(8);
  assert.equal(await isTold(from()), false);
  tabs.set(8, { id: 8, url: 'https://archiveofourown.org/works/1', status: 200 });
  await isTold(other);
  await its.hear({ type: 'guard-words' }, other);
  assert.equal(await isTold(from()), false, 'another page stands there');
  const works = forms({ words: 3, key: 'work /works' });
  await works.obey(on);
  for (const who of [from(), other, from()])
    assert.equal(/** @type {any} */ (await works.hear(message, who)).line.includes(t('guard_elsewhere')), false);
});

test('a press on "look" opens the page that would show it; whose it is, the page says, and is believed only where it is a person', async () => {
  const its = forms();
  await its.obey(on);
  const look = async (/** @type {unknown} */ member) => {
    opened = [];
    await its.hear({ type: 'look-for-text', writing: WRITING, member }, from());
    return opened.join();
  };
  assert.equal(await look(''), 'https://archiveofourown.org/works/1/navigate');
  const contained = { ...from(), tab: { id: 7, incognito: false, cookieStoreId: 'firefox-container-2' } };
  await its.hear({ type: 'look-for-text', writing: WRITING, member: '' }, contained);
  assert.equal(how.cookieStoreId, 'firefox-container-2', 'somebody else is signed in there');
  text = { ...text, kind: 'work', key: 'work /works', button: 'post_button' };
  assert.equal(await look('/users/tester'), 'https://archiveofourown.org/users/tester/works');
  for (const member of ['', '/users/../admin', 'https://example.com/users/x', '//example.com', 7, undefined])
    assert.equal(await look(member), '');
});

test('words that stand on a page of AO3’s are found only of a text that is looked for', async () => {
  const its = forms();
  assert.deepEqual(/** @type {any} */ (await its.hear({ type: 'guard-words' }, from())).sought, []);
  await its.obey(on);
  assert.equal(/** @type {any} */ (await its.hear({ type: 'guard-words' }, from())).sought.length, 1);
  assert.deepEqual(/** @type {any} */ (await its.hear({ type: 'guard-words' }, from(true))).sought, []);
  await its.hear({ type: 'text-found', id: 'b' }, from());
  await its.hear({ type: 'text-found', id: 'a' }, from(true));
  assert.deepEqual(became, []);
  await its.hear({ type: 'text-found', id: 'a' }, from());
  assert.deepEqual(became, ['a arrived']);
});

test('of a private window all is its tab’s own: it says so, no file is written, nothing is looked for, and no other tab knows', async () => {
  const its = forms();
  await its.obey(on);
  const told = /** @type {any} */ (await its.hear(message, from(true)));
  assert.equal(told.kept, true);
  assert.ok(told.line.startsWith(t('guard_private', '', '').split(':')[0] ?? ''), told.line);
  const { asks } = /** @type {any} */ (await its.hear({ ...gone, button: 'post_button' }, from(true)));
  assert.equal(asks.again, t('guard_send_again'));
  assert.deepEqual([kept, became, begun], [[], [], []], 'the ordinary texts know of it');
  const empty = { ...message.form, writing: '00000000-0000-4000-8000-000000000001', fields: [] };
  const here = { type: 'form-here', form: empty };
  const offered = /** @type {any} */ (await its.hear(here, from(true)));
  assert.equal(offered.done, t('guard_is_back_private'));
  const back = /** @type {any} */ (await its.hear({ type: 'put-back', id: offered.id, writing: empty.writing }, from(true)));
  assert.deepEqual(back.fields, message.form.fields);
  assert.equal(await its.hear(here, { ...from(true), id: 8 }), undefined, 'another private tab');
  await its.obey(DEFAULTS);
  await its.obey(on);
  assert.equal(await its.hear(here, from(true)), undefined, 'it was switched off meanwhile');
});
