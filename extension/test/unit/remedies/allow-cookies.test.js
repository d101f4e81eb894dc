/** AO3's cookies allowed by a click: what is set, what is left alone, how it is proven, and how all is as before. */
import { tabs } from '../stub.js';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, test } from 'node:test';
import { OFFICIAL_HOSTS } from '../../../ao3/address.js';
import { incidentFrom } from '../../../incident/incident-record.js';
import { open } from '../../../incident/incident.js';
import { Incidents } from '../../../incident/incidents.js';
import { AllowCookies } from '../../../remedies/allow-cookies.js';
import { keepsCookies } from '../../../remedies/cookie-probe.js';
import { diagnosis, seen, sighting } from '../examples.js';

const scope = /** @type {any} */ (globalThis);
const browser = scope.chrome;

const AO3 = 'archiveofourown.org';
const TAB = 1;
const PAGE = { id: TAB, url: `https://${AO3}/auth_error`, status: 200 };

/** What the person, or whoever manages the browser, has set: host → setting. Allowed is what is not named. @type {Map<string, string>} */
let theirs = new Map();
/** Whose word stands above any extension's. */
let managed = false;
/** What we have set, by scope: pattern → setting. @type {Record<string, Map<string, string>>} */
let ours = {};
/** Every call. @type {string[]} */
let calls = [];
let permitted = true;
/** The pattern at which the browser stops. */
let stopsAt = '';
/** Whether the page in the tab keeps cookies; by the setting where undefined. @type {boolean | undefined} */
let page;

const hostOf = (/** @type {string} */ pattern) => pattern.replace(/^\*:\/\/(.*)\/\*$/, '$1');
/** @param {string} host @param {string} where */
const effective = (host, where) => (managed ? undefined : ours[where]?.get(host)) ?? theirs.get(host) ?? 'allow';

beforeEach(() => {
  theirs = new Map([[AO3, 'block']]);
  managed = false;
  ours = { regular: new Map(), incognito_session_only: new Map() };
  calls = [];
  permitted = true;
  stopsAt = '';
  page = undefined;
  tabs.clear();
  tabs.set(TAB, PAGE);
  browser.permissions = {
    contains: async () => permitted,
    remove: async () => (calls.push('permission removed'), (permitted = false), true),
  };
  browser.contentSettings = {
    cookies: {
      get: async (/** @type {{primaryUrl: string, incognito?: boolean}} */ { primaryUrl, incognito }) => ({
        setting: effective(new URL(primaryUrl).hostname, incognito ? 'incognito_session_only' : 'regular'),
      }),
      set: async (/** @type {any} */ { primaryPattern, secondaryPattern, setting, scope: where }) => {
        assert.equal(secondaryPattern, primaryPattern, 'on the pages of other sites, too');
        if (hostOf(primaryPattern) === stopsAt) throw new Error('stopped by the test');
        calls.push(`${setting} ${primaryPattern} ${where}`);
        ours[where]?.set(hostOf(primaryPattern), setting);
      },
      clear: async (/** @type {{scope: string}} */ { scope: where }) => (calls.push(`clear ${where}`), ours[where]?.clear()),
    },
  };
  browser.scripting.executeScript = async () => [{ result: page ?? effective(AO3, 'regular') !== 'block' }];
});
const { executeScript } = browser.scripting;
afterEach(() => {
  delete browser.permissions;
  delete browser.contentSettings;
  browser.scripting.executeScript = executeScript;
});

/** @param {{isPrivate?: boolean}} [of] */
function background({ isPrivate = false } = {}) {
  const incidents = new Incidents(() => undefined);
  const refused = sighting({ status: 200, landing: 'auth-error', cookiesAllowed: false });
  incidents.put({
    ...open({ id: 'a', isPrivate, at: Date.now(), seen: seen({ tabId: TAB, sighting: refused }) }),
    phase: 'settled',
    diagnosis: diagnosis({ verdict: { code: 'cookies-blocked', side: 'browser' }, remedies: [{ code: 'allow-cookies' }] }),
  });
  /** With what AO3 is looked at again. @type {(boolean | null | undefined)[]} */
  const looks = [];
  const check = { again: (/** @type {any} */ which) => looks.push(incidents.get(which.isPrivate)?.sighting?.cookiesAllowed) };
  const cookies = new AllowCookies(incidents, /** @type {any} */ (check));
  const now = () => /** @type {import('../../../incident/incident.js').Incident} */ (incidents.get(isPrivate));
  return { cookies, incidents, looks, now, press: () => cookies.press(now(), TAB) };
}

test('what refuses is set, for AO3 alone; the page that stands there proves it, and AO3 is looked at again', async () => {
  theirs = new Map([...OFFICIAL_HOSTS.map((host) => /** @type {const} */ ([host, 'block'])), ['example.com', 'block']]);
  const { press, now, looks } = background();
  assert.deepEqual(await press(), { came: 'done' });
  assert.deepEqual(
    calls,
    OFFICIAL_HOSTS.map((host) => `allow *://${host}/* regular`),
  );
  assert.equal(effective('example.com', 'regular'), 'block');
  assert.equal(now().cookieWish, 'allowed');
  assert.deepEqual(looks, [true], 'a look with what was seen before finds the same');
});

test('what is kept until the browser closes stays so, and what is allowed needs nothing', async () => {
  theirs = new Map([
    [AO3, 'session_only'],
    ['ao3.org', 'block'],
  ]);
  page = true;
  const { press, now } = background();
  await press();
  assert.deepEqual(calls, ['allow *://ao3.org/* regular']);
  assert.equal(now().cookieWish, 'allowed');
});

test('a wish without the permission changes nothing, and is done once it comes; nobody else has it done', async () => {
  permitted = false;
  const { press, cookies, now } = background();
  const told = /** @type {any} */ (await press());
  assert.equal(told.word, 'cookies_unpermitted');
  assert.deepEqual([calls, now().cookieWish], [[], 'wished']);
  assert.deepEqual(await cookies.due(), [], 'another permission came');
  permitted = true;
  const due = await cookies.due();
  assert.deepEqual(due, [now()]);
  for (const incident of due) assert.deepEqual(await cookies.permitted(incident), { came: 'done' });
  assert.equal(now().cookieWish, 'allowed');
  assert.deepEqual(await cookies.due(), []);
  const other = background();
  assert.deepEqual(await other.cookies.due(), [], 'who never pressed');
});

test('two presses at once, and the permission with them, set it once and look once', async () => {
  const { press, cookies, now, looks } = background();
  await Promise.all([press(), press(), cookies.permitted(now())]);
  assert.equal(calls.length, 1);
  assert.equal(looks.length, 1);
  await press();
  assert.deepEqual([calls.length, looks.length, now().cookieWish], [1, 1, 'allowed'], 'it is so already');
});

test('what does not help is not left set: another word stands above, or the page refuses them still', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  for (const [name, make] of /** @type {[string, () => void][]} */ ([
    ['managed', () => (managed = true)],
    ['another reason', () => (page = false)],
  ])) {
    ours = { regular: new Map(), incognito_session_only: new Map() };
    make();
    const { press, now, looks } = background();
    const doing = press();
    for (let n = 0; n < 400; n += 1) (await Promise.resolve(), t.mock.timers.tick(50));
    assert.equal(/** @type {any} */ (await doing).word, 'cookies_refused', name);
    assert.equal(ours['regular']?.size, 0, name);
    assert.deepEqual([now().cookieWish, now().sighting?.cookiesAllowed, looks], ['refused', false, []], name);
    managed = false;
  }
});

test('where no page can show it, it is said to be set, and no more', async () => {
  tabs.clear();
  const { press, now, looks } = background();
  assert.deepEqual(await press(), { came: 'done' });
  assert.deepEqual([now().cookieWish, now().sighting?.cookiesAllowed, looks], ['set', false, []]);
});

test('a browser that stops midway is left as it was', async () => {
  theirs = new Map(OFFICIAL_HOSTS.map((host) => [host, 'block']));
  stopsAt = OFFICIAL_HOSTS[5] ?? '';
  const { press, looks } = background();
  await assert.rejects(press(), /stopped by the test/);
  assert.equal(ours['regular']?.size, 0);
  assert.deepEqual(looks, []);
});

test('taken back: nothing of ours is set, the permission is given back, and that is looked into', async () => {
  const { press, cookies, now, looks } = background();
  await press();
  const told = /** @type {any} */ (await cookies.takeBack(now(), TAB));
  assert.equal(told.word, 'cookies_taken_back');
  assert.deepEqual(calls.slice(1), ['clear regular', 'clear incognito_session_only', 'permission removed']);
  assert.equal(effective(AO3, 'regular'), 'block');
  assert.deepEqual([now().cookieWish, looks], ['taken-back', [true, false]]);
  calls = [];
  await cookies.takeBack(undefined, null);
  assert.deepEqual(calls, [], 'there is nothing to take back');
});

test('a setting that will not go keeps its permission, so that it can be tried again', async () => {
  const { press, cookies, now } = background();
  await press();
  browser.contentSettings.cookies.clear = async () => Promise.reject(new Error('not now'));
  await assert.rejects(cookies.takeBack(now(), TAB), /not now/);
  assert.deepEqual([permitted, now().cookieWish], [true, 'allowed']);
});

test('what is set for private windows ends with them, and ordinary ones are none the wiser', async () => {
  tabs.set(TAB, { ...PAGE, incognito: true });
  page = true;
  const { press, now } = background({ isPrivate: true });
  await press();
  assert.deepEqual(calls, [`allow *://${AO3}/* incognito_session_only`]);
  assert.equal(now().cookieWish, 'allowed');
});

test('who allows them by hand and looks again is believed by the page, and nobody else is asked', async () => {
  const { cookies, now, looks, incidents } = background();
  await cookies.lookAgain(now(), TAB);
  theirs.clear();
  await cookies.lookAgain(now(), TAB);
  assert.deepEqual(looks, [false, true]);
  browser.scripting.executeScript = async () => assert.fail('it is known already');
  await cookies.lookAgain(now(), TAB);
  incidents.put({ ...now(), sighting: null });
  await cookies.lookAgain(now(), TAB);
  assert.equal(looks.length, 4);
});

test('what a storage holds is read as one of five words', () => {
  const kept = (/** @type {unknown} */ cookieWish) =>
    incidentFrom({ ...open({ id: 'a', isPrivate: false, at: 0, seen: seen() }), cookieWish })?.cookieWish;
  for (const word of ['wished', 'allowed', 'set', 'refused', 'taken-back']) assert.equal(kept(word), word);
  for (const word of [undefined, null, 'yes', {}, true]) assert.equal(kept(word), null);
});

test('the page is asked in the same way as each page of AO3 tells it', () => {
  const look = readFileSync(new URL('../../../content/look.js', import.meta.url), 'utf8');
  const body = (/** @type {string} */ code) =>
    (/function keepsCookies\(\) \{([\s\S]*?\n) *\}\n/.exec(`${code}\n`)?.[1] ?? '').replace(/\s+/g, ' ').trim();
  assert.ok(body(look).length > 100);
  assert.equal(body(String(keepsCookies)), body(look));
});
