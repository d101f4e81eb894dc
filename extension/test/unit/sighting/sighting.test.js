/**
 * The traps that the field guide names, in events of the shape that browsers deliver.
 *
 * @import {Load} from '../../../sighting/loads.js'
 * @import {BrowserEvent} from '../../../sighting/sighting.js'
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stoppedIn } from '../../../sighting/stopped.js';
import { AT, URL_502, answer, end, maintenance, markers, page, play, start, tab } from './events.js';

test('going back to an old 502 in the cache is nothing', () => {
  assert.deepEqual(play([start(), answer({ fromCache: true }), end({ fromCache: true }), page({ revisited: true }), tab()]).seen, []);
});

test('an old 502 in the cache that a person comes upon anew is told, as cached', () => {
  const { seen } = play([start(), answer({ fromCache: true }), end({ fromCache: true }), page(), tab()]);
  assert.deepEqual(
    seen.map((s) => [s.sighting.status, s.sighting.fromCache]),
    [[502, true]],
  );
});

test('the maintenance page that sticks in the cache is told, as cached', () => {
  const events = [
    start(),
    answer({ status: 503, fromCache: true }),
    end({ fromCache: true }),
    page({ status: 503, revisited: true }),
    page({ status: 503, revisited: true, markers: maintenance }),
  ];
  const { seen } = play(events);
  assert.equal(seen.length, 1);
  assert.equal(seen[0]?.sighting.fromCache, true);
});

test('a speculative load that nobody sees is nothing, and its page is told once it is shown', () => {
  const ahead = [start({ speculative: true }), answer(), end(), tab()];
  assert.deepEqual(play(ahead).seen, []);
  assert.equal(play([...ahead, page()]).seen.length, 1);
});

for (const error of ['net::ERR_ABORTED', 'NS_BINDING_ABORTED', 'NS_ERROR_ABORT']) {
  test(`${error} is nothing`, () => assert.deepEqual(play([start(), end({ error }), tab()]).seen, []));
}

for (const error of [
  'net::ERR_CACHE_MISS',
  'NS_ERROR_DOCUMENT_NOT_CACHED',
  'net::ERR_CACHE_READ_FAILURE',
  'NS_ERROR_CACHE_KEY_NOT_FOUND',
  'net::ERR_UNSAFE_PORT',
  'NS_ERROR_PORT_ACCESS_NOT_ALLOWED',
]) {
  test(`${error}: nobody was asked, so it is no failure; what the tab showed before is over`, () => {
    for (const shown of [tab(), tab({ complete: false })]) {
      const { seen, left } = play([start({ method: 'POST' }), end({ method: 'POST', error }), shown]);
      assert.deepEqual([seen, left], [[], [{ tabId: 5, at: AT + 120 }]]);
    }
    assert.deepEqual(
      play([tab({ complete: false, began: true, at: AT + 5 }), tab(), start({ method: 'POST' }), end({ method: 'POST', error })]).seen,
      [],
      'told late',
    );
    assert.equal(stoppedIn(play([start(), end({ error })]).state, 5), undefined);
  });
}

for (const error of [
  'NS_ERROR_OFFLINE',
  'net::ERR_INTERNET_DISCONNECTED',
  'net::ERR_BLOCKED_BY_CLIENT',
  'net::ERR_BLOCKED_BY_ADMINISTRATOR',
  'net::ERR_CONNECTION_RESET',
]) {
  test(`${error} is a failure still`, () => assert.equal(play([start(), end({ error }), tab()]).seen[0]?.sighting.error, error));
}

test('a page that Chromium says was blocked by another extension is told', () => {
  const { seen } = play([start(), end({ error: 'net::ERR_BLOCKED_BY_CLIENT' }), tab()]);
  assert.deepEqual(
    seen.map((s) => [s.sighting.error, s.hasPage]),
    [['net::ERR_BLOCKED_BY_CLIENT', false]],
  );
});

test('a person who asks is told what stopped the last load of the tab', () => {
  const cancelled = play([start(), end({ error: 'NS_ERROR_ABORT' })]).state;
  assert.equal(stoppedIn(cancelled, 5)?.sighting.error, 'NS_ERROR_ABORT');
  assert.equal(stoppedIn(cancelled, 5)?.url, URL_502);
  assert.equal(stoppedIn(cancelled, 6), undefined, 'another tab');
  // Led to another site by the browser itself: Chromium tells no answer for it, nor does Firefox.
  const led = play([start(), { kind: 'redirect', id: '1', to: 'https://mirror.example/', status: 307 }]).state;
  assert.equal(stoppedIn(led, 5)?.sighting.error, 'why502:request/blocked-locally');
});

for (const [what, events] of /** @type {[string, BrowserEvent[]][]} */ ([
  ['a page that came', [start(), answer({ status: 200 }), end()]],
  [
    "a redirect of AO3's own to another site",
    [start(), answer({ status: 302 }), { kind: 'redirect', id: '1', to: 'https://elsewhere.example/', status: 302 }],
  ],
  ['a redirect to https', [start({ url: 'http://archiveofourown.org/works/1' }), { kind: 'redirect', id: '1', to: URL_502, status: 302 }]],
  ['a load that a person stopped', [start(), end({ error: 'NS_BINDING_ABORTED' })]],
  ['a cancelled load with another after it', [start(), end({ error: 'NS_ERROR_ABORT' }), start({ id: '2', at: AT + 500 })]],
  ['a failure that was told already', [start(), end({ error: 'net::ERR_BLOCKED_BY_CLIENT' }), tab()]],
])) {
  test(`${what} was not stopped by the browser`, () => assert.equal(stoppedIn(play(events).state, 5), undefined));
}

test('a download that fails leaves the old page standing: nothing', () => {
  const download = 'https://archiveofourown.org/downloads/1/a.epub';
  assert.deepEqual(
    play([start({ url: download }), answer({ url: download, status: 200 }), end({ url: download, error: 'net::ERR_FAILED' }), tab()]).seen,
    [],
  );
});

test('a network error is told only when the tab shows its address', () => {
  const events = [start(), end({ error: 'net::ERR_NAME_NOT_RESOLVED' })];
  assert.deepEqual(play(events).seen, []);
  assert.deepEqual(play([...events, tab({ url: 'https://archiveofourown.org/' })]).seen, []);
  assert.equal(play([...events, tab({ complete: false })]).seen[0]?.sighting.error, 'net::ERR_NAME_NOT_RESOLVED');
});

// Chromium's page for a network error tries again by itself. The times are those of a real one.
const NO_NAME = 'net::ERR_NAME_NOT_RESOLVED';
/** @type {BrowserEvent[]} */
const SHOWN = [start(), end({ error: NO_NAME }), tab({ complete: false, began: true, at: AT + 330 }), tab({ at: AT + 820 })];
/** @param {string} id @param {number} at @returns {BrowserEvent[]} */
const silent = (id, at) => [start({ id, at, standing: true }), end({ id, error: NO_NAME, at: at + 100 })];

test('an error page that tries again by itself and fails again says nothing, and nobody has left', () => {
  const before = play(SHOWN);
  assert.equal(before.seen.length, 1);
  const after = play([...silent('2', AT + 1_360), ...silent('3', AT + 6_800)], before.state);
  assert.deepEqual([after.seen, after.left], [[], []]);
  // The first page's "complete" may be delivered after it.
  const late = play([...silent('2', AT + 1_360), tab({ at: AT + 1_700 }), ...silent('3', AT + 6_800)], before.state);
  assert.deepEqual([late.seen, late.left], [[], []]);
});

test('a person who loads the error page again sees a new failure', () => {
  const again = play(
    [...silent('2', AT + 9_000), tab({ complete: false, began: true, at: AT + 9_300 }), tab({ at: AT + 9_600 })],
    play(SHOWN).state,
  );
  assert.deepEqual(
    again.seen.map((s) => s.sighting.error),
    [NO_NAME],
  );
  assert.deepEqual(again.left, []);
});

test('the error page that tries again by itself and finds AO3 back is left, at the time of that try', () => {
  for (const arrival of [[answer({ id: '2', status: 200 })], [page({ status: 200 })], [tab({ complete: false, began: true })]]) {
    const { seen, left } = play([start({ id: '2', at: AT + 5_000, standing: true }), ...arrival], play(SHOWN).state);
    assert.deepEqual([seen, left], [[], [{ tabId: 5, at: AT + 5_000 }]], arrival[0]?.kind);
  }
});

test('the error page that finds a 502 in place of no name tells of it', () => {
  const { seen, left } = play(
    [start({ id: '2', standing: true }), answer({ id: '2' }), tab({ complete: false, began: true }), end({ id: '2' }), page()],
    play(SHOWN).state,
  );
  assert.deepEqual([seen.map((s) => [s.sighting.status, s.hasPage]), left.length], [[[502, true]], 1]);
});

test('a tab leaves what it showed when it shows something else, not when it begins to load', () => {
  assert.deepEqual(play([start()]).left, []);
  assert.deepEqual(play([start(), end({ error: 'net::ERR_ABORTED' }), tab()]).left, [], 'Reload, and then Stop');
  assert.deepEqual(play([start(), end({ error: 'NS_BINDING_ABORTED' }), tab({ complete: false, began: true }), tab()]).left, []);
  assert.deepEqual(play([start(), answer({ status: 200, at: AT + 90 })]).left, [{ tabId: 5, at: AT + 90, fresh: true }]);
  assert.deepEqual(play([start(), answer({ status: 304, at: AT + 90 })]).left.length, 1, 'its copy still holds');
  assert.deepEqual(play([start({ speculative: true }), answer({ status: 200 })]).left, [], 'nobody sees it yet');
  assert.deepEqual(play([start(), answer({ status: 302 })]).left, [], 'it may lead to a failure');
  for (const status of [204, 205])
    assert.deepEqual(play([start(), answer({ status }), end(), tab()]).left, [], `${status} leaves the old page standing`);
  const file = 'https://archiveofourown.org/downloads/1/a.epub';
  assert.deepEqual(
    play([start({ url: file }), answer({ url: file, status: 200 }), end({ url: file, error: 'net::ERR_ABORTED' })]).left,
    [],
    'a file is put away',
  );
  assert.equal(play([start(), answer({ status: 404 }), end(), page({ status: 404 })]).left.length, 1, 'an ordinary error page');
  assert.equal(play([start(), answer({ status: 404 }), end(), tab()]).left.length, 1, "one of the browser's own");
  assert.deepEqual(play([start(), answer(), end(), page()]).left, [], 'it fails again');
});

test('a copy is one by the word of the page, where the browser says so only at the end of the load', () => {
  const { seen } = play([start(), answer({ status: 503, fromCache: false }), page({ status: 503, cached: true })]);
  assert.equal(seen[0]?.sighting.fromCache, true);
});

test("a page that AO3 made now is told from a copy of anybody's", () => {
  /** @param {Parameters<typeof answer>[0]} over */
  const fresh = (over) => play([start(), answer({ status: 200, ...over })]).left[0]?.fresh;
  assert.equal(fresh({}), true);
  assert.equal(fresh({ headers: { 'cf-cache-status': 'DYNAMIC', age: '0' } }), true);
  assert.equal(fresh({ fromCache: true }), false, "the browser's");
  assert.equal(fresh({ headers: { 'cf-cache-status': 'HIT' } }), false, "the edge's");
  assert.equal(fresh({ headers: { age: '31' } }), false, "a proxy's");
  assert.equal(fresh({ headers: null }), false, 'nobody saw its headers');
  assert.equal(fresh({ status: 304 }), false, 'the copy still holds');
});

test('a network error is told of though its tab was complete before anybody heard of the load', () => {
  const shown = [tab({ complete: false, began: true, at: AT + 5 }), tab()];
  const failed = [start(), end({ error: 'NS_ERROR_NET_RESET' })];
  assert.equal(play([...shown, ...failed]).seen[0]?.sighting.error, 'NS_ERROR_NET_RESET');
  assert.equal(play([...shown, ...failed, tab({ at: AT + 400 })]).seen.length, 1, 'once');
  // A page that speaks first has its load's headers and address all the same.
  const { seen, more } = play([
    page(),
    tab(),
    start(),
    answer({ ip: null }),
    end({ error: 'NS_ERROR_NET_PARTIAL_TRANSFER', ip: '104.20.28.24' }),
  ]);
  assert.deepEqual([seen.length, more.at(-1)?.ip], [1, '104.20.28.24']);
  assert.deepEqual(play([tab({ at: AT - 9_000 }), ...failed]).seen, [], 'what the tab showed before the load');
  assert.deepEqual(
    play([...shown, tab({ complete: false, began: true, at: AT + 200 }), ...failed]).seen,
    [],
    'it loads something else already',
  );
  assert.deepEqual(play([...shown, { kind: 'gone', tabId: 5 }, ...failed]).seen, [], 'it was closed');
  assert.deepEqual(play([...shown, start(), end({ error: 'net::ERR_ABORTED' })]).seen, [], 'a person stopped it');
});

test('Firefox may not know the tab of a first load', () => {
  const { seen } = play([start({ tabId: -1 }), answer({ tabId: -1 }), end({ tabId: -1 }), page()]);
  assert.equal(seen[0]?.sighting.serverIp, '104.20.28.24');
  assert.equal(seen[0]?.tabId, 5);
});

test('a tab that a browser restored speaks for itself, once', () => {
  const { seen } = play([page(), page({ markers: markers({ mainClasses: ['error-502'] }) }), page()]);
  assert.equal(seen.length, 1);
  assert.equal(seen[0]?.sighting.headers, null);
  assert.equal(seen[0]?.sighting.method, null, 'nobody saw whether it answers a form');
});

test('a page that speaks before its request is told of learns how it was asked for', () => {
  for (const method of ['GET', 'POST']) {
    const { seen, more } = play([page(), start({ method }), answer({ method })]);
    assert.deepEqual([seen[0]?.sighting.method, more.at(-1)?.method], [null, method]);
  }
});

test('http and https are one page: no redirect, and the same load', () => {
  const plain = URL_502.replace('https:', 'http:');
  const { seen } = play([
    start({ url: plain }),
    answer({ url: plain, status: 301 }),
    { kind: 'redirect', id: '1', to: URL_502, status: 301 },
    start({ at: AT + 20 }),
    answer(),
    end(),
    page(),
  ]);
  assert.deepEqual(
    seen.map((s) => [s.sighting.landing, s.sighting.method]),
    [[null, 'GET']],
  );
  assert.equal(play([start({ url: plain }), end({ url: plain, error: 'net::ERR_CONNECTION_RESET' }), tab()]).seen.length, 1);
});

test('a tab that gets another number is the same tab', () => {
  const replaced = /** @type {BrowserEvent} */ ({ kind: 'replaced', tabId: 5, by: 9 });
  const { seen, state } = play([
    start({ method: 'POST' }),
    answer({ method: 'POST' }),
    tab({ complete: false }),
    replaced,
    page({ tabId: 9 }),
  ]);
  assert.deepEqual(
    seen.map((s) => [s.tabId, s.sighting.method]),
    [[9, 'POST']],
  );
  assert.deepEqual(
    state.loads.map((/** @type {Load} */ l) => l.tabId),
    [9],
  );
});

test('a timeout keeps the address that was asked for and the whole wait', () => {
  const to = 'https://archiveofourown.org/timeout_error';
  const { seen } = play([
    start(),
    answer({ status: 302, at: AT + 25_000 }),
    { kind: 'redirect', id: '1', to, status: 302 },
    start({ url: to, at: AT + 25_001 }),
    answer({ url: to, status: 504, at: AT + 25_060 }),
    end({ url: to, at: AT + 25_061 }),
    page({ url: to, status: 504, tookMs: 60 }),
  ]);
  assert.equal(seen[0]?.url, URL_502);
  assert.equal(seen[0]?.sighting.landing, 'timeout-error');
  assert.equal(seen[0]?.sighting.page, 'work');
  assert.equal(seen[0]?.sighting.tookMs, 25_060);
});

test('a quick redirect before a long wait does not hide the wait', () => {
  const to = 'https://archiveofourown.org/works/1/chapters/2';
  const { seen } = play([
    start(),
    answer({ status: 302, at: AT + 10 }),
    start({ url: to, at: AT + 12 }),
    answer({ url: to, at: AT + 25_000 }),
    page({ url: to, tookMs: 5 }),
  ]);
  assert.equal(seen[0]?.sighting.tookMs, 25_000);
});

test('a session that ended is told from its address, with status 200', () => {
  const { seen } = play([page({ url: 'https://archiveofourown.org/auth_error', status: 200 })]);
  assert.equal(seen[0]?.sighting.landing, 'auth-error');
});

test('what comes late fills the sighting', () => {
  const { seen, more } = play([page(), answer({ headers: { server: 'cloudflare' } })]);
  assert.equal(seen.length, 1);
  assert.equal(more[0]?.headers?.server, 'cloudflare');
  assert.equal(more[0]?.ip, '104.20.28.24');
});

test('the next load of a tab ends the one before', () => {
  const { state } = play([start(), answer(), start({ id: '2', at: AT + 500 })]);
  assert.deepEqual(
    state.loads.map((/** @type {Load} */ l) => l.id),
    ['2'],
  );
});

test('other sites are nothing', () => {
  const other = 'https://archiveofourown.info/works/1';
  assert.deepEqual(play([start({ url: other }), answer({ url: other }), page({ url: other }), tab({ url: other })]).seen, []);
  assert.deepEqual(play([page({ url: 'https://evil.archiveofourown.org.example/' })]).seen, []);
});

test('a page that speaks before its load, after a redirect, is told once and then explained', () => {
  const login = 'https://archiveofourown.org/users/login';
  const error = 'https://archiveofourown.org/auth_error';
  const { seen, more } = play([
    page({ url: error, status: 200 }),
    start({ url: login, method: 'POST' }),
    answer({ url: login, method: 'POST', status: 302 }),
    { kind: 'redirect', id: '1', to: error, status: 302 },
    start({ url: error, at: AT + 50 }),
    answer({ url: error, status: 200 }),
    end({ url: error }),
    page({ url: error, status: 200, markers: markers({}) }),
  ]);
  assert.equal(seen.length, 1);
  assert.deepEqual(more.map((m) => [m.url, m.shown, m.method]).at(-1), [login, error, 'POST']);
});
