// Clearing begins with the smallest that can help, by the evidence; what is beside it survives, and comes back no other way.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askToClear, choose, chosen } from './harness/clearing.js';
import { engine } from './harness/index.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, WORK, prepare } from './harness/scenes.js';
import { withBrowser } from './harness/shared.js';
import { FILL_PAGE_STORAGE, LOOK_AT_PAGE_STORAGE, cookiesOf, popupAsks, whereIs } from './harness/stores.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { english, word } from './harness/words.js';

/** @typedef {import('./harness/browser.d.ts').Opened} Opened */

const API = '(globalThis.browser ?? chrome)';
const SESSION = ['_otwarchive_session', 'remember_user_token', 'user_credentials'];
/** @param {{name: string}} cookie */
const ofSession = ({ name }) => SESSION.includes(name);

/** What AO3 keeps beside the session: one more of a sister host, and one for the whole domain. @param {Opened} browser @param {string} store */
const keepMore = (browser, store) =>
  browser.inBackground(`Promise.all([
    { url: '${ARCHIVE}/', name: 'site_skin', value: 'dark', secure: true },
    { url: '${ARCHIVE}/', name: 'accepted_tos', value: '20241119', secure: true, domain: 'archiveofourown.org', expirationDate: Math.floor(Date.now() / 1000) + 86400 },
    { url: 'https://archive.transformativeworks.org/', name: 'view_adult', value: 'true', secure: true },
  ].map((each) => ${API}.cookies.set({ ...each, storeId: ${JSON.stringify(store)} }))).then(() => true)`);

/** Cookies of other sites, of which the extension is told nothing. @param {Opened} browser */
const ofOthers = async (browser) =>
  (await browser.cookies()).filter(({ domain }) => !/(archiveofourown|transformativeworks)\.org$/.test(domain));

/** Somebody whose session has gone stale, with other things of AO3's, and of another site. @param {Opened} browser */
async function aStaleSession(browser) {
  await browser.tab.goto('https://example.com/');
  await prepare('stale-cookies', browser.tab);
  await browser.tab.goto(`${ARCHIVE}/lab/blank`);
  await browser.tab.evaluate(FILL_PAGE_STORAGE);
  assert.equal(await browser.tab.goto(ARCHIVE + WORK), 502);
  const { store } = await whereIs(browser, ARCHIVE + WORK);
  await keepMore(browser, store);
  const incident = await settled(browser);
  assert.equal(incident.diagnosis.verdict.code, 'stale-session');
  return { store, before: await cookiesOf(browser, store), elsewhere: await ofOthers(browser) };
}

/** @param {Opened} browser */
const judged = (browser) => settled(browser, (i) => i.aftermath !== null && i.aftermath.state !== 'running');

test(`a stale session: its three cookies go first, all else stays, it helps, and exactly they come back (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    const { store, before, elsewhere } = await aStaleSession(browser);
    const [session, others] = [before.filter(ofSession), before.filter((cookie) => !ofSession(cookie))];
    assert.deepEqual([session.length, others.length, elsewhere.length], [3, 4, 1], JSON.stringify(before));
    const cost = await ledger();

    await browser.openPopup();
    await browser.clickPopup(word('remedy_clear_site_data_button'));
    await saying('the popup', browser.popupText, word('clear_headline'));
    const cookies = english.n('clear_cookies', session.length);
    const is = { extent: 'session', cost: [cookies, word('price_logging_in_again'), word('clear_extent_first')].join(' · ') };
    assert.deepEqual(await chosen(browser), is);
    const asked = (await browser.popupText()) ?? '';
    for (const text of [cookies, word('clear_kept_beside_session'), word('clear_signs_out'), word('clear_undo')])
      assert.ok(asked.includes(text), `it does not say "${text}"`);
    assert.ok(!asked.includes(word('clear_storage')), 'page storage stays, and is no question here');
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await browser.popupScreenshot('clear-session', scheme));
    await browser.clickPopup(word('clear_go_out'));

    const incident = await judged(browser);
    assert.deepEqual(incident.aftermath, { remedy: 'clear-site-data', extent: 'session', state: 'helped', cookiesLeft: 0, notCleared: [] });
    await saying('the popup', browser.popupText, word('after_helped'));
    await until('a button to log in', async () =>
      (await browser.popupEvaluate("document.getElementById('best').textContent")) === word('remedy_sign_in_again_button')
        ? true
        : undefined,
    );
    const after = await cookiesOf(browser, store);
    assert.deepEqual(
      after.filter((cookie) => !ofSession(cookie)),
      others,
      'a cookie that is none of the session was touched',
    );
    // AO3 gives every guest a new session when it is looked at.
    const old = after.filter(({ name, value }) => session.some((o) => o.name === name && o.value === value));
    assert.deepEqual([old, after.filter(({ name }) => name !== '_otwarchive_session').filter(ofSession)], [[], []]);
    assert.deepEqual(await ofOthers(browser), elsewhere);
    const spent = await cost.spent([WORK]);
    assert.ok(spent.length <= 6, `${spent.length} requests for the second look`);
    await until('the page to be loaded again', () =>
      tab.evaluate('document.readyState === "complete" && document.querySelector("#main.error-502") === null').catch(() => false),
    );
    await tab.goto(`${ARCHIVE}/lab/blank`);
    assert.deepEqual(await tab.evaluate(LOOK_AT_PAGE_STORAGE), { local: 'forty bookmarks', caches: ['ao3'], databases: ['library'] });

    // Something else that AO3 sets meanwhile is none of the undo's business.
    await browser.inBackground(
      `${API}.cookies.set({ url: '${ARCHIVE}/', name: 'came_since', value: '1', secure: true, storeId: ${JSON.stringify(store)} }).then(() => true)`,
    );
    const since = (await cookiesOf(browser, store)).filter(({ name }) => name === 'came_since');
    if (!(await browser.popupIsOpen())) await browser.openPopup();
    const label = () => browser.popupEvaluate("document.querySelector('#undo-button').innerText");
    await until('the way back', async () => /minutes/.test(String(await label())), { saying: label });
    await browser.clickPopup(String(await label()));
    await browser.clickPopup(word('undo_anyway'));
    await saying('the popup', browser.popupText, english.n('undo_done', session.length));
    const back = (/** @type {any[]} */ list) => list.map((cookie) => JSON.stringify(cookie)).sort();
    assert.deepEqual(back(await cookiesOf(browser, store)), back([...before, ...since]));
  }, 'stale-cookies'));

test(`where the small one does not help, all is the next step, and then a restart of the browser (${engine()})`, (t) =>
  withBrowser(async (browser) => {
    const { store, before } = await aStaleSession(browser);
    // Something in this browser brings the old session back whenever it goes.
    await browser.inBackground(`(${API}.cookies.onChanged.addListener(({ removed, cookie }) => {
      if (removed && cookie.name === '_otwarchive_session' && cookie.domain === 'archiveofourown.org')
        void ${API}.cookies.set({ url: '${ARCHIVE}/', name: cookie.name, value: 'era0.' + Math.random(), secure: true, storeId: cookie.storeId });
    }), true)`);
    await browser.openPopup();
    await askToClear(browser);
    assert.equal((await chosen(browser)).extent, 'session');
    await browser.clickPopup(word('clear_go_out'));
    assert.equal((await judged(browser)).aftermath?.state, 'not-helped');
    await saying('the popup', browser.popupText, word('after_less_not_helped'));
    t.diagnostic(await browser.popupScreenshot('clear-session-not-helped', 'light'));
    assert.ok(
      (await cookiesOf(browser, store)).some(({ name }) => name === 'view_adult'),
      'more than the session went',
    );

    await browser.clickPopup(word('remedy_clear_site_data_button'));
    await saying('the popup', browser.popupText, word('clear_headline'));
    const { extent, cost } = await chosen(browser);
    assert.deepEqual([extent, cost.split(' · ').at(-1)], ['all', word('clear_extent_next')]);
    t.diagnostic(await browser.popupScreenshot('clear-next', 'light'));
    await browser.clickPopup(word('clear_go'));
    const incident = await settled(browser, (i) => i.aftermath?.extent === 'all' && i.aftermath.state !== 'running');
    assert.deepEqual([incident.aftermath?.state, incident.diagnosis.verdict.code], ['not-helped', 'stale-session']);
    const left = await cookiesOf(browser, store);
    assert.deepEqual(
      left.filter(({ name }) => before.some((old) => old.name === name) && !SESSION.includes(name)),
      [],
    );

    for (const text of ['after_not_helped', 'remedy_restart_browser_title', 'remedy_restart_browser_text', 'price_browser_restart'])
      await saying('the popup', browser.popupText, word(text).replace(/^\w/, ''));
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await browser.popupScreenshot('restart', scheme));
  }, 'stale-cookies'));

test(`where cookies are too many, all of them are offered first: the session alone would not help (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    await prepare('cookies-too-big', tab);
    assert.equal(await tab.goto(ARCHIVE + WORK), 400);
    assert.equal((await settled(browser)).diagnosis.verdict.code, 'stale-session');
    await browser.openPopup();
    await browser.clickPopup(word('remedy_clear_site_data_button'));
    await saying('the popup', browser.popupText, word('clear_headline'));
    const { extent, cost } = await chosen(browser);
    assert.deepEqual([extent, cost.split(' · ').at(-1)], ['all', word('clear_extent_first')]);
    t.diagnostic(await browser.popupScreenshot('clear-too-big', 'light'));
    // Whoever prefers less may: it is looked at, and does not help.
    await choose(browser, 'session');
    await browser.clickPopup(word('clear_go_out'));
    assert.equal((await judged(browser)).aftermath?.state, 'not-helped');
    await saying('the popup', browser.popupText, word('after_less_not_helped'));
    await browser.clickPopup(word('remedy_clear_site_data_button'));
    await saying('the popup', browser.popupText, word('clear_headline'));
    assert.equal((await chosen(browser)).extent, 'all');
    await browser.clickPopup(word('clear_go'));
    const { aftermath } = await settled(browser, (i) => i.aftermath?.extent === 'all' && i.aftermath.state !== 'running');
    assert.equal(aftermath?.state, 'helped');
  }, 'cookies-too-big'));

test(`a tick at page storage names what would go, and never what is kept there (${engine()})`, (t) =>
  withBrowser(async (browser, tab) => {
    await aStaleSession(browser);
    await tab.evaluate(`(() => {
      localStorage.setItem('\\u202eekac a '.repeat(2_000), 'x');
      for (let i = 10; i < 30; i += 1) localStorage.setItem('draft-' + i, 'Thank you for this chapter.');
    })()`);
    await browser.openPopup();
    await askToClear(browser);
    await choose(browser, 'all');
    assert.ok(!(await browser.popupText())?.includes('draft-10'), 'it was not asked for');
    await browser.clickPopup(word('clear_storage'));
    await saying('the popup', browser.popupText, word('clear_names'));
    const said = String(await browser.popupText());
    for (const name of ['a-user-script', 'draft-10', word('clear_names_more', 23 - 8)]) assert.ok(said.includes(name), `${name}: ${said}`);
    assert.doesNotMatch(said, /forty bookmarks|Thank you for|\u202e/);
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await browser.popupScreenshot('clear-names', scheme));
    await browser.clickPopup(word('clear_storage'));
    assert.ok(!(await browser.popupText())?.includes(word('clear_names')), 'the tick is taken away, and the list stays');
    await browser.clickPopup(word('clear_cancel'));
    await browser.closePopup();
    assert.equal(await tab.evaluate("localStorage.getItem('draft-10')"), 'Thank you for this chapter.');
    assert.doesNotMatch(JSON.stringify(await browser.kept()), /draft-1|a-user-script/, 'names are kept nowhere');
  }, 'stale-cookies'));

test(`each store tells of its own page storage alone (${engine()})`, () =>
  withBrowser(async (browser, tab) => {
    // A new tab comes into the window that is in front: the private one last.
    const container = await browser.containerTab?.();
    const hidden = await browser.privateTab?.();
    const rooms = [{ tab, path: '/lab/blank' }, ...(container ? [{ tab: container, path: '/lab/form' }] : [])];
    if (hidden) rooms.push({ tab: hidden, path: '/lab/forms' });
    for (const { tab: its, path } of rooms) {
      await its.goto(ARCHIVE + path);
      await its.evaluate(`localStorage.setItem('of ${path}', 'never told')`);
    }
    for (const { path } of rooms) {
      const { tabId, isPrivate } = await whereIs(browser, ARCHIVE + path);
      const told = await popupAsks(browser, { type: 'stored-names', tabId, isPrivate });
      assert.deepEqual(told, { told: true, names: [`of ${path}`], more: 0 }, path);
    }
    const { tabId, isPrivate } = await whereIs(browser, `${ARCHIVE}/lab/blank`);
    await tab.goto('https://example.com/');
    const untold = await popupAsks(browser, { type: 'stored-names', tabId, isPrivate });
    assert.deepEqual(untold, { told: false, names: [], more: 0 }, 'no page of this store is open');
  }, 'healthy'));
