/** What the browser still holds is looked for in a tab of the same store, and never for a form or a private window. */
import '../stub.js';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { open } from '../../../incident/incident.js';
import { Neighbours } from '../../../remedies/held-pages.js';
import { diagnosis, seen } from '../examples.js';

const browser = /** @type {any} */ (globalThis).chrome;
const before = { tabs: browser.tabs, scripting: browser.scripting };
const AO3 = 'https://archiveofourown.org';

/** @type {{id: number, incognito: boolean, cookieStoreId?: string}[]} */
let tabs = [];
/** Tabs with the browser's own error page, which let nobody in. @type {number[]} */
let closed = [];
/** What is held, by address: its title, and what it names. @type {Record<string, {title: string, chapters?: string[]}>} */
let held = {};
/** @type {number[]} */
let looked = [];

beforeEach(() => {
  [tabs, closed, held, looked] = [[{ id: 7, incognito: false }], [], {}, []];
  browser.tabs = { ...before.tabs, query: async (/** @type {{url: string}} */ { url }) => (url === `${AO3}/*` ? tabs : []) };
  browser.scripting = {
    ...before.scripting,
    executeScript: async (/** @type {any} */ { target, args: [addresses, , whole] }) => {
      if (closed.includes(target.tabId)) throw new Error('Frame with ID 0 is showing error page');
      looked.push(target.tabId);
      const pages = addresses
        .filter((/** @type {string} */ each) => held[each])
        .map((/** @type {string} */ url) => ({ url, chapters: [], ...held[url], html: whole ? '<main id="main">x</main>' : '' }));
      return [{ result: { from: '', pages } }];
    },
  };
});
afterEach(() => Object.assign(browser, before));

/** @param {{isPrivate?: boolean, method?: string | null, url?: string, tab?: number}} [of] */
function incident({ isPrivate = false, method = 'GET', url = `${AO3}/works/1/chapters/2`, tab = 7 } = {}) {
  const its = open({ id: 'a', isPrivate, at: 1, seen: seen() });
  return {
    ...its,
    phase: /** @type {const} */ ('settled'),
    diagnosis: diagnosis(),
    tabs: [tab],
    page: { ...its.page, url, method, tabId: tab },
  };
}
/** @param {Parameters<typeof incident>[0]} [how] */
const of = (how) => new Neighbours().of(/** @type {any} */ (incident(how)));

test('chapters come first, then the work; each once, by its name', async () => {
  held = {
    [`${AO3}/works/1/navigate`]: { title: 'Chapter Index | Archive of Our Own', chapters: ['/works/1/chapters/1', '/works/1/chapters/2'] },
    [`${AO3}/works/1/chapters/1`]: { title: 'Lamp - Chapter 1 | Archive of Our Own' },
    [`${AO3}/works/1/chapters/1?view_adult=true`]: { title: 'Lamp - Chapter 1 | Archive of Our Own' },
  };
  assert.deepEqual(await of(), [
    { url: `${AO3}/works/1/chapters/1`, name: 'Lamp - Chapter 1' },
    { url: `${AO3}/works/1/navigate`, name: 'Chapter Index' },
  ]);
});

test('of what answered a form, or may have, in private windows and of no work nothing is looked for', async () => {
  held = { [`${AO3}/works/1`]: { title: 'Lamp' } };
  for (const how of [{ method: 'POST' }, { method: null }, { isPrivate: true }, { url: `${AO3}/tags/x/works` }]) {
    assert.deepEqual(await of(how), [], JSON.stringify(how));
  }
  assert.deepEqual(await new Neighbours().of(undefined), []);
  assert.deepEqual(looked, []);
});

test('where the browser lets nobody into the failing tab, another tab of the same store is looked in, and no other', async () => {
  held = { [`${AO3}/works/1`]: { title: 'Lamp' } };
  closed = [7];
  tabs = [
    { id: 7, incognito: false, cookieStoreId: 'firefox-container-2' },
    { id: 8, incognito: true, cookieStoreId: 'firefox-private' },
    { id: 9, incognito: false, cookieStoreId: 'firefox-default' },
  ];
  assert.deepEqual(await of(), []);
  assert.deepEqual(looked, []);
  tabs.push({ id: 10, incognito: false, cookieStoreId: 'firefox-container-2' });
  assert.equal((await of()).length, 1);
  assert.deepEqual([...new Set(looked)], [10]);
});

test('a page is handed over whole, and only one of AO3 that is held', async () => {
  held = { [`${AO3}/works/1`]: { title: 'Lamp' } };
  const its = new Neighbours();
  assert.deepEqual(await its.page(undefined, `${AO3}/works/1`), { html: '<main id="main">x</main>', url: `${AO3}/works/1` });
  for (const other of [`${AO3}/works/2`, 'https://example.com/works/1', 'x', ''])
    assert.equal(await its.page(undefined, other), null, other);
});
