import { stored, tabs } from '../stub.js';
import { cookie, jar, refusing, removals } from './jar.js';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { OFFICIAL_HOSTS } from '../../../ao3/address.js';
import { Check } from '../../../diagnosis/check.js';
import { ClearSiteData, verdictOnClearing } from '../../../remedies/clear-site-data.js';
import { plan } from '../../../remedies/site-data.js';
import { open } from '../../../incident/incident.js';
import { ReloadOnce } from '../../../remedies/reload-once.js';
import { Undo } from '../../../remedies/undo.js';
import { diagnosis, seen, trial } from '../examples.js';
import { Incidents } from '../../../incident/incidents.js';

const STORES = /** @type {const} */ ([
  { id: 'firefox-default', kind: 'ordinary' },
  { id: 'firefox-container-7', kind: 'container' },
  { id: 'firefox-private', kind: 'private' },
  { id: '0', kind: 'ordinary' },
  { id: '1', kind: 'private' },
]);
const engineOf = (/** @type {string} */ id) => ({ firefox: id.startsWith('firefox'), removes: true });

test('no store and no engine is given a type that ignores the host, or cookies', () => {
  for (const store of STORES) {
    for (const storage of [false, true]) {
      for (const { what } of plan(store, storage, engineOf(store.id)).removals) {
        for (const type of ['cookies', 'history', 'formData', 'downloads', 'passwords', 'pluginData'])
          assert.ok(!(type in what), `${store.id}: ${type}`);
      }
    }
  }
});

test('what an engine cannot limit to a container or to private windows is not taken there, and it is said', () => {
  for (const store of STORES.filter(({ kind }) => kind !== 'ordinary')) {
    const { removals: all, stays, byPage } = plan(store, true, engineOf(store.id));
    assert.ok(
      all.every(({ where }) => /** @type {any} */ (where).cookieStoreId === store.id),
      store.id,
    );
    if (store.kind === 'private') assert.deepEqual(all, [], 'Chromium clears the ordinary profile, whoever asks');
    assert.deepEqual(stays, ['cache']);
    assert.ok(byPage.includes('page-copies'));
  }
});

test("from Firefox's ordinary windows nothing that can be lost is taken elsewhere", () => {
  const { removals: all, everywhere } = plan({ id: 'firefox-default', kind: 'ordinary' }, true, engineOf('firefox'));
  for (const { where, what } of all) {
    if (/** @type {any} */ (where).cookieStoreId !== 'firefox-default') assert.deepEqual(what, { cache: true });
  }
  assert.deepEqual(everywhere, ['cache']);
});

test('Chromium clears origins of AO3 alone; page storage goes only with a tick', () => {
  const [removal] = plan({ id: '0', kind: 'ordinary' }, false, engineOf('0')).removals;
  const { origins } = /** @type {{origins: string[]}} */ (removal?.where);
  assert.ok(origins.length > 10 && origins.every((o) => OFFICIAL_HOSTS.includes(new URL(o).hostname)));
  assert.deepEqual(Object.keys(removal?.what ?? {}).sort(), ['cache', 'cacheStorage', 'serviceWorkers']);
  for (const store of STORES) {
    const parts = plan(store, false, engineOf(store.id));
    assert.ok(![...parts.byPage, ...parts.removals.flatMap((r) => r.parts)].includes('page-storage'), store.id);
    const ticked = plan(store, true, engineOf(store.id));
    assert.ok([...ticked.byPage, ...ticked.removals.flatMap((r) => r.parts)].includes('page-storage'), store.id);
  }
});

test('a browser without browsingData has its pages asked, and keeps its cache', () => {
  const { removals: all, byPage, stays } = plan({ id: 'firefox-default', kind: 'ordinary' }, true, { firefox: true, removes: false });
  assert.deepEqual([all, byPage, stays], [[], ['page-copies', 'page-storage'], ['cache']]);
});

beforeEach(() => {
  for (const held of [tabs, stored, refusing]) held.clear();
  jar.length = removals.length = 0;
  tabs.set(1, { id: 1, url: 'https://archiveofourown.org/works/502', status: 502, active: true });
});

/** A background with an incident in tab 1; a check only notes that it was begun. */
function background() {
  const incidents = new Incidents(() => undefined);
  const check = new Check(incidents);
  /** @type {string[]} */
  const checks = [];
  check.start = (incident) => void checks.push(incident.id);
  check.stop = () => undefined;
  incidents.put({
    ...open({ id: 'a', isPrivate: false, at: Date.now(), seen: seen({ tabId: 1 }) }),
    phase: 'settled',
    diagnosis: diagnosis(),
  });
  const undo = new Undo();
  return { incidents, checks, undo, clearing: new ClearSiteData(incidents, check, undo, new ReloadOnce(incidents)) };
}
afterEach(() => new Undo().forget());

/** @type {import('../../../remedies/clear-site-data.js').What} */
const ALL = { extent: 'all', storage: false };
const FRONT = { tabId: 1, isPrivate: false };

test("every cookie that is AO3's goes, one by one; other sites of its domains, and other stores, keep theirs", async () => {
  const ours = [
    cookie(),
    cookie({ name: 'view_adult', domain: '.archiveofourown.org', hostOnly: false }),
    cookie({ domain: 'www.ao3.org' }),
    cookie({ domain: 'archive.transformativeworks.org' }),
    cookie({ name: 'p', partitionKey: { topLevelSite: 'https://example.com' } }),
  ];
  const theirs = [
    cookie({ domain: '.transformativeworks.org', hostOnly: false }),
    cookie({ domain: 'www.transformativeworks.org' }),
    cookie({ domain: 'other.archiveofourown.org' }),
    cookie({ domain: 'sub.archive.transformativeworks.org' }),
    cookie({ domain: 'notao3.org' }),
    cookie({ storeId: '1' }),
  ];
  jar.push(...ours, ...theirs);
  const { clearing } = background();
  assert.equal((await clearing.count(FRONT)).cookies, ours.length);
  const done = await clearing.clear(FRONT, ALL, []);
  assert.deepEqual(done, { taken: ours.length, cookiesLeft: 0, failed: [], unreached: [], extent: 'all', unkept: false });
  assert.deepEqual(jar, theirs);
  assert.ok(removals.length === 1 && !('cookies' in removals[0]?.what));
});

test('the tab in front decides, not the first of the incident; a tab that is gone clears nothing', async () => {
  jar.push(cookie(), cookie({ storeId: '1' }));
  tabs.set(2, { id: 2, url: 'https://archiveofourown.org/', status: 200, incognito: true, cookieStoreId: '1' });
  const { clearing, incidents } = background();
  assert.equal((await clearing.count({ tabId: 2, isPrivate: true })).cookies, 1);
  await clearing.clear({ tabId: 2, isPrivate: true }, { ...ALL, storage: true }, []);
  assert.deepEqual(
    jar.map((c) => c.storeId),
    ['0'],
  );
  assert.deepEqual(removals, []);
  assert.equal(incidents.get(false)?.aftermath, null, 'it is about the other store');
  await assert.rejects(clearing.clear({ tabId: 9, isPrivate: false }, ALL, []));
  await assert.rejects(clearing.clear({ tabId: 2, isPrivate: false }, ALL, []), 'a private tab is not of an ordinary window');
  assert.equal(jar.length, 1);
});

test('what the browser refuses is said, and keeps nothing else from being cleared', async () => {
  jar.push(cookie());
  refusing.add('browsingData.remove');
  const { clearing, incidents } = background();
  const done = await clearing.clear(FRONT, { ...ALL, storage: true }, []);
  assert.deepEqual('failed' in done && done.failed, ['cache', 'page-copies', 'page-storage']);
  assert.equal(jar.length, 0);
  assert.deepEqual(incidents.get(false)?.aftermath?.notCleared, ['cache', 'page-copies', 'page-storage']);
});

test('cookies that the browser does not give up are counted as left; those it does not tell of are not touched', async () => {
  jar.push(cookie());
  refusing.add('cookies.set');
  const { clearing } = background();
  const done = await clearing.clear(FRONT, ALL, []);
  assert.equal('cookiesLeft' in done && done.cookiesLeft, 1);
  refusing.clear();
  refusing.add('cookies.getAll');
  removals.length = 0;
  await assert.rejects(clearing.clear(FRONT, ALL, []));
  await assert.rejects(clearing.count(FRONT));
  assert.deepEqual([removals.length, jar.length], [0, 1]);
});

test('what cannot be told after the clearing is no reason to say that nothing was cleared', async () => {
  jar.push(cookie());
  const { clearing, incidents } = background();
  const { set } = /** @type {any} */ (globalThis).chrome.cookies;
  /** @type {any} */ (globalThis).chrome.cookies.set = async (/** @type {any} */ details) => {
    await set(details);
    refusing.add('cookies.getAll');
  };
  const done = await clearing.clear(FRONT, ALL, []);
  /** @type {any} */ (globalThis).chrome.cookies.set = set;
  assert.deepEqual('failed' in done && [done.taken, done.failed], [1, ['cookies']]);
  assert.equal(incidents.get(false)?.aftermath?.state, 'running');
});

test('an incident that comes during clearing is kept, and what is asked about it goes on', async () => {
  jar.push(cookie());
  const { clearing, incidents, checks } = background();
  const under = clearing.clear(FRONT, ALL, []);
  incidents.put(open({ id: 'b', isPrivate: false, at: Date.now(), seen: seen({ tabId: 1 }) }));
  await under;
  assert.equal(incidents.get(false)?.id, 'b');
  assert.equal(incidents.get(false)?.aftermath, null);
  assert.deepEqual(checks, []);
});

test('without a new one, what was cleared is looked at again', async () => {
  jar.push(cookie());
  const { clearing, incidents, checks } = background();
  await clearing.clear(FRONT, ALL, []);
  const now = incidents.get(false);
  assert.deepEqual(now?.aftermath, { remedy: 'clear-site-data', extent: 'all', state: 'running', cookiesLeft: 0, notCleared: [] });
  assert.deepEqual(checks, [now?.id]);
});

test('whether it helped may be counted, where the diagnosis advised it and no private window is concerned', async () => {
  jar.push(cookie());
  const { clearing, incidents } = background();
  const stale = diagnosis({ verdict: { code: 'stale-session', side: 'session' }, remedies: [{ code: 'clear-site-data' }] });
  const before = /** @type {import('../../../incident/incident.js').Incident} */ (incidents.get(false));
  incidents.put({ ...before, phase: 'settled', diagnosis: stale });
  await clearing.clear(FRONT, ALL, []);
  const { tried, id } = incidents.get(false) ?? {};
  assert.deepEqual([tried?.verdict, tried?.remedy, tried?.look], ['stale-session', 'clear-site-data', before.id]);
  assert.notEqual(id, before.id);
});

test('typed text: nothing is cleared before the person knows of it', async () => {
  jar.push(cookie());
  tabs.set(2, { id: 2, url: 'https://archiveofourown.org/works/1', status: 200, text: 'forty words' });
  tabs.set(3, {
    id: 3,
    url: 'https://archiveofourown.org/works/2',
    status: 200,
    text: 'in another store',
    incognito: true,
    cookieStoreId: '1',
  });
  const { clearing } = background();
  const { text } = await clearing.count(FRONT);
  assert.deepEqual(text, [{ text: 'typed', where: 'comment', length: 11, tabId: 2, host: 'archiveofourown.org' }]);
  assert.deepEqual(await clearing.clear(FRONT, ALL, []), { text });
  assert.deepEqual([jar.length, removals.length, await clearing.offer(FRONT)], [1, 0, null]);
  await clearing.clear(FRONT, ALL, [2]);
  assert.equal(jar.length, 0);
});

/** The three cookies by which AO3 knows somebody, and some of its others. */
const SESSION = ['_otwarchive_session', 'remember_user_token', 'user_credentials'].map((name) => cookie({ name, value: '1' }));
const OTHERS = ['view_adult', 'accepted_tos', 'site_skin', 'cf_clearance'].map((name) => cookie({ name }));

test('only the session: its cookies go under all of its names, and nothing beside', async () => {
  const ours = [...SESSION, cookie({ name: '_otwarchive_session', domain: 'archive.transformativeworks.org' })];
  const stays = [
    ...OTHERS,
    cookie({ name: 'user_credentials', domain: '.transformativeworks.org', hostOnly: false }),
    cookie({ name: 'user_credentials', storeId: '1' }),
  ];
  jar.push(...ours, ...stays);
  const { clearing, incidents } = background();
  assert.deepEqual((await clearing.count(FRONT)).session, ours.length);
  const done = await clearing.clear(FRONT, { extent: 'session', storage: true }, []);
  assert.deepEqual(done, { taken: ours.length, cookiesLeft: 0, failed: [], unreached: [], extent: 'session', unkept: false });
  assert.deepEqual(jar, stays);
  assert.deepEqual(removals, [], 'nothing of it is stored, whatever was ticked');
  assert.deepEqual(incidents.get(false)?.aftermath?.extent, 'session');
  assert.equal(incidents.get(false)?.sighting?.signedIn, false);
});

test('only stored copies: no cookie goes, nobody is logged out, and text is in no danger', async () => {
  jar.push(...SESSION, ...OTHERS);
  tabs.set(2, { id: 2, url: 'https://archiveofourown.org/works/1', status: 200, text: 'forty words' });
  const { clearing, incidents } = background();
  const done = await clearing.clear(FRONT, { extent: 'copies', storage: true }, []);
  assert.deepEqual('taken' in done && [done.taken, done.cookiesLeft], [0, 0]);
  assert.deepEqual(jar, [...SESSION, ...OTHERS]);
  assert.deepEqual(Object.keys(removals[0]?.what ?? {}).sort(), ['cache', 'cacheStorage', 'serviceWorkers']);
  assert.equal(await clearing.offer(FRONT), null, 'there is nothing to put back');
  assert.equal(incidents.get(false)?.sighting?.signedIn, true);
});

test('a copy that is still there after the browser said that it is cleared is said to be', async () => {
  const { clearing } = background();
  const scope = /** @type {any} */ (globalThis);
  const asked = /** @type {any[]} */ ([]);
  const before = scope.fetch;
  scope.location = { href: 'https://archiveofourown.org/works/1' };
  scope.fetch = async (/** @type {string} */ url, /** @type {any} */ how) => (asked.push([url, how.cache]), new Response(''));
  try {
    const done = await clearing.clear(FRONT, { extent: 'copies', storage: false }, []);
    assert.deepEqual('failed' in done && done.failed, ['cache']);
    assert.deepEqual(asked, [['https://archiveofourown.org/works/1', 'only-if-cached']], 'nobody but the cache is asked');
    await clearing.clear(FRONT, { extent: 'session', storage: false }, []);
    assert.equal(asked.length, 1, 'of the session alone nothing is in the cache');
  } finally {
    scope.fetch = before;
    delete scope.location;
  }
});

test('nothing is cleared for who does not say how much', async () => {
  jar.push(...SESSION);
  const { clearing } = background();
  for (const extent of [undefined, 'everything', 'toString', ['all']])
    await assert.rejects(clearing.hear(/** @type {any} */ ({ type: 'clear', extent, storage: true, known: [] }), FRONT), String(extent));
  assert.deepEqual([jar.length, removals.length], [SESSION.length, 0]);
});

test('the session is offered first where the evidence points to it, and all of it once that did not help', async () => {
  jar.push(...SESSION, ...OTHERS);
  const { clearing, incidents } = background();
  const stale = { verdict: { code: 'stale-session', side: 'session' } };
  const change = (/** @type {Partial<import('../../../incident/incident.js').Incident>} */ over) => {
    const now = incidents.get(false);
    if (now) incidents.put({ ...now, ...over });
  };
  change({ diagnosis: diagnosis(stale) });
  assert.deepEqual((await clearing.count(FRONT)).first, { extent: 'session', why: 'evidence' });
  await clearing.clear(FRONT, { extent: 'session', storage: false }, []);
  change({ phase: 'settled', diagnosis: diagnosis(stale), observations: [trial(502)] });
  const judged = incidents.get(false);
  if (judged) clearing.judge(judged);
  assert.deepEqual([incidents.get(false)?.aftermath?.state, incidents.get(false)?.clearedInVain], ['not-helped', ['session']]);
  jar.push(cookie({ name: '_otwarchive_session', value: 'of a guest' }));
  assert.deepEqual((await clearing.count(FRONT)).first, { extent: 'all', why: 'next' });
  // What is known of one store says nothing of another.
  tabs.set(2, { id: 2, url: 'https://archiveofourown.org/', status: 200, incognito: true, cookieStoreId: '1' });
  assert.deepEqual((await clearing.count({ tabId: 2, isPrivate: true })).first, { extent: 'all', why: null });
});

test('clearing helped only where the very page answers', () => {
  const incident = open({ id: 'a', isPrivate: false, at: 0, seen: seen() });
  assert.equal(verdictOnClearing({ ...incident, diagnosis: diagnosis(), observations: [trial(200)] }), 'helped');
  assert.equal(verdictOnClearing({ ...incident, diagnosis: diagnosis(), observations: [trial(502)] }), 'not-helped');
  assert.equal(verdictOnClearing({ ...incident, diagnosis: diagnosis(), observations: [trial(null)] }), 'not-helped');
  assert.equal(verdictOnClearing({ ...incident, diagnosis: diagnosis(), observations: [] }), 'unknown');
  assert.equal(verdictOnClearing({ ...incident, diagnosis: diagnosis({ verdict: { code: 'recovered', side: 'none' } }) }), 'helped');
});
