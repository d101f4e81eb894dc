/** @import {Incident} from '../../../incident/incident.js' */
import { onDisk, stored } from '../stub.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { rejoined, renumbered } from '../../../incident/failed-page.js';
import { JOIN_MS, again, described, joined, joins, left, open } from '../../../incident/incident.js';
import { diagnosis, seen, sighting } from '../examples.js';
import { Incidents } from '../../../incident/incidents.js';
import { brokenOff } from '../../../diagnosis/budget.js';

const AT = 1_795_400_000_000;
const fresh = (/** @type {Partial<Incident>} */ over = {}) => ({ ...open({ id: 'a', isPrivate: false, at: AT, seen: seen() }), ...over });
beforeEach(() => stored.clear());

test('thirty tabs that fail together are one incident', () => {
  let incident = fresh();
  for (let tab = 2; tab <= 30; tab += 1) {
    const another = seen({ tabId: tab });
    assert.ok(joins(incident, another.sighting, AT + tab));
    incident = joined(incident, another, AT + tab);
  }
  assert.equal(incident.tabs.length, 30);
  assert.equal(incident.sighting?.repeats, 30);
  assert.equal(incident.id, 'a');
});

test('what fails again, or is asked about again, is not over', () => {
  const over = fresh({ answeredAt: AT + 1 });
  assert.equal(joined(over, seen(), AT + 2).answeredAt, null);
  assert.equal(again(over, 'b', over.sighting).answeredAt, null);
});

test('while a check is under way everything joins', () => {
  assert.ok(joins(fresh(), sighting({ status: 429 }), AT));
});

test('after it, only the same sort of trouble joins, and only for five minutes', () => {
  const settled = fresh({ phase: 'settled', settledAt: AT + 1000, diagnosis: diagnosis() });
  assert.ok(joins(settled, sighting({ status: 503 }), AT + 2000));
  assert.equal(joins(settled, sighting({ status: 429 }), AT + 2000), false);
  for (const error of [
    'net::ERR_NAME_NOT_RESOLVED',
    'net::ERR_INTERNET_DISCONNECTED',
    'net::ERR_CERT_AUTHORITY_INVALID',
    'net::ERR_PROXY_CONNECTION_FAILED',
    'NS_ERROR_UNKNOWN_HOST',
  ]) {
    assert.equal(joins(settled, sighting({ status: null, error }), AT + 2000), false, error);
  }
  assert.equal(joins(settled, sighting(), AT + JOIN_MS + 1), false);
  assert.equal(joins(undefined, sighting(), AT), false);
});

test('failures that alternate are one incident: a server in trouble answers, cuts, and answers', () => {
  let incident = fresh({ phase: 'settled', settledAt: AT + 1000, diagnosis: diagnosis() });
  const cuts = [
    'net::ERR_CONNECTION_RESET',
    'NS_ERROR_NET_RESET',
    'net::ERR_EMPTY_RESPONSE',
    'net::ERR_HTTP2_PROTOCOL_ERROR',
    'net::ERR_CONNECTION_TIMED_OUT',
  ];
  for (const [i, error] of cuts.entries()) {
    for (const next of [seen({ hasPage: false, sighting: sighting({ status: null, error }) }), seen()]) {
      assert.ok(joins(incident, next.sighting, AT + 2000 + i), error);
      incident = joined(incident, next, AT + 2000 + i);
    }
  }
  assert.deepEqual([incident.id, incident.phase, incident.sighting?.status], ['a', 'settled', 502]);
});

test('an answer after a silence is news: the way there is open', () => {
  const silent = fresh({
    sighting: sighting({ status: null, error: 'net::ERR_CONNECTION_RESET' }),
    phase: 'settled',
    settledAt: AT + 1000,
    diagnosis: diagnosis(),
  });
  assert.equal(joins(silent, sighting(), AT + 2000), false);
});

test('while it is watched, an outage is one incident however long it lasts', () => {
  const settled = fresh({ phase: 'settled', settledAt: AT + 1000, diagnosis: diagnosis() });
  assert.ok(joins(settled, sighting({ status: 503 }), AT + 12 * JOIN_MS, true));
  assert.equal(joins(settled, sighting({ status: 429 }), AT + 12 * JOIN_MS, true), false);
});

test('a form that was sent is never forgotten, however late and in whichever tab it is told', () => {
  const two = joined(fresh(), seen({ tabId: 2, url: 'https://archiveofourown.org/works' }), AT);
  assert.deepEqual(two.posted, []);
  const more = {
    tabId: 2,
    url: 'https://archiveofourown.org/works',
    shown: 'https://archiveofourown.org/works',
    method: 'POST',
    sent: null,
    markers: null,
    headers: null,
    ip: null,
  };
  assert.deepEqual(described(two, more).posted, [2]);
  assert.deepEqual(described(described(two, more), more).posted, [2]);
  assert.deepEqual(described(two, { ...more, tabId: 1, url: two.page?.url ?? '' }).posted, [1]);
  assert.deepEqual(described(two, { ...more, tabId: 9 }).posted, [], 'a tab that is not of this incident');
});

test("a tab that shows Chromium's own error page is known as such until it leaves or shows something else", () => {
  const none = fresh();
  assert.deepEqual(none.retryingTabs, []);
  const noName = seen({ tabId: 2, hasPage: false, sighting: sighting({ status: null, error: 'net::ERR_NAME_NOT_RESOLVED' }) });
  const two = joined(joined(none, noName, AT), noName, AT + 1);
  assert.deepEqual(two.retryingTabs, [2]);
  assert.deepEqual(left(two, 2, AT).retryingTabs, []);
  assert.deepEqual(joined(two, seen({ tabId: 2 }), AT + 2).retryingTabs, []);
  const firefox = seen({ tabId: 3, hasPage: false, sighting: sighting({ status: null, error: 'NS_ERROR_UNKNOWN_HOST' }) });
  assert.deepEqual(joined(none, firefox, AT).retryingTabs, [], 'Firefox does not try again by itself');
});

test('after it recovered, a new failure is asked about anew, though not at once', () => {
  const recovered = fresh({ phase: 'settled', settledAt: AT, diagnosis: diagnosis({ verdict: { code: 'recovered', side: 'none' } }) });
  assert.ok(joins(recovered, sighting(), AT + 10_000));
  assert.equal(joins(recovered, sighting(), AT + 31_000), false);
});

test('late markup fills the sighting of its own page alone, once', () => {
  const markers = { title: null, mainClasses: ['error-502'], bodyClasses: [], ids: [], text: '' };
  const more = { tabId: 1, url: seen().url, shown: seen().url, method: 'GET', sent: null, markers, headers: null, ip: null };
  const bare = fresh({ sighting: sighting({ markers: null }) });
  const filled = described(bare, more);
  assert.deepEqual(filled.sighting?.markers, markers);
  assert.equal(described(filled, { ...more, markers: { ...markers, title: 'other' } }), filled);
  assert.equal(described(bare, { ...more, tabId: 9 }), bare);
});

/** @param {Partial<import('../../../sighting/sighting.js').Seen>} over */
const unseen = (over) =>
  open({
    id: 'a',
    isPrivate: false,
    at: AT,
    seen: seen({ ...over, sighting: sighting({ method: null, page: 'sign-in', headers: null, ...over.sighting }) }),
  });

test('a page that was told before its load learns what was asked for, and how', () => {
  const landed = 'https://archiveofourown.org/auth_error';
  const before = unseen({ url: landed });
  assert.deepEqual(before.posted, [1], 'until somebody has seen its request it may be the answer to a form');
  const more = {
    tabId: 1,
    url: 'https://archiveofourown.org/works/1/chapters',
    shown: landed,
    method: 'POST',
    sent: null,
    markers: null,
    headers: { server: 'cloudflare' },
    ip: null,
  };
  const after = described(before, more);
  assert.deepEqual([after.page?.url, after.page?.method, after.posted], [more.url, 'POST', [1]]);
  assert.deepEqual(
    [after.sighting?.method, after.sighting?.landing, after.sighting?.headers?.server],
    ['POST', 'auth-error', 'cloudflare'],
  );
  const posted = described(before, { ...more, url: landed });
  assert.equal(posted.page?.method, 'POST', 'a form that was answered at its own address');
  const asked = described(before, { ...more, url: landed, method: 'GET' });
  assert.deepEqual([asked.page?.method, asked.sighting?.method, asked.posted], ['GET', 'GET', []], 'it was only asked for');
  assert.deepEqual(described(posted, { ...more, url: landed, method: 'GET' }).posted, [1], 'that a form was sent is never taken back');
  assert.equal(described(before, { ...more, url: landed, method: null, headers: null }), before, 'nobody saw it now either');
});

test('http and https are one page', () => {
  const before = fresh({ sighting: sighting({ headers: null }) });
  const more = {
    tabId: 1,
    url: seen().url.replace('https:', 'http:'),
    shown: seen().url,
    method: 'GET',
    sent: null,
    markers: null,
    headers: { server: 'cloudflare' },
    ip: null,
  };
  const after = described(before, more);
  assert.deepEqual([after.sighting?.headers?.server, after.sighting?.landing], ['cloudflare', null]);
});

test('who goes back to a page that failed: what was known of a form still holds', () => {
  const works = 'https://archiveofourown.org/works';
  const sent = joined(fresh(), seen({ tabId: 2, url: works, sighting: sighting({ method: 'POST' }) }), AT + 1);
  assert.deepEqual(rejoined(left(sent, 2, AT), 2, { url: works }).posted, [2]);
  assert.deepEqual(rejoined(left(sent, 1, AT), 1, { url: seen().url }).posted, [2], 'one that was only asked for is none');
  assert.deepEqual(
    rejoined(left(sent, 1, AT), 1, { url: 'https://archiveofourown.org/works/9' }).posted,
    [2, 1],
    'of which nothing is known',
  );
  assert.deepEqual(
    rejoined(left(sent, 1, AT), 1, { url: 'https://archiveofourown.org/works/9', method: 'GET' }).posted,
    [2],
    'whose request was seen',
  );
  // The same address, asked for and sent to: nobody knows which of the two is shown.
  const both = joined(sent, seen({ tabId: 2, url: works }), AT + 2);
  assert.deepEqual(both.posted, []);
  assert.deepEqual(rejoined(left(both, 2, AT), 2, { url: works }).posted, [2]);
  assert.equal(rejoined(sent, 2, { url: works }), sent);
});

test('a tab that gets another number stays what it was', () => {
  const sent = joined(fresh(), seen({ tabId: 2, sighting: sighting({ method: 'POST' }) }), AT + 1);
  const moved = renumbered(renumbered({ ...sent, reloads: [{ tabId: 1, at: AT, done: false, why: null }] }, 2, 20), 1, 10);
  assert.deepEqual(
    [moved.tabs, moved.posted, moved.page?.tabId, moved.reloads[0]?.tabId, moved.failures.map((f) => f.tabId)],
    [[10, 20], [20], 10, 10, [10, 20]],
  );
  assert.deepEqual(
    moved.pages.map((page) => page.tabId),
    [10, 20],
  );
  assert.equal(renumbered(sent, 9, 90), sent, 'a tab of no incident');
});

test('a closed tab leaves, the incident stays', () => assert.deepEqual(left(fresh(), 1, AT).tabs, []));

test('a worker that wakes up knows the incident; a check that it had under way was interrupted', async () => {
  const before = new Incidents(() => undefined);
  before.put(fresh());
  const after = new Incidents(() => undefined);
  await after.load(brokenOff);
  assert.equal(after.get(false)?.phase, 'stopped');
  before.put(fresh({ waits: Date.now() + 20_000 }));
  const resting = new Incidents(() => undefined);
  await resting.load(brokenOff);
  assert.equal(resting.get(false)?.phase, 'checking', 'one that had not begun was not interrupted');
  before.put(fresh({ phase: 'settled', diagnosis: diagnosis() }));
  const later = new Incidents(() => undefined);
  await later.load(brokenOff);
  assert.equal(later.get(false)?.phase, 'settled');
});

test('an incident of private windows outlives the worker in memory, apart from the other, and is on no disk', async () => {
  const before = new Incidents(() => undefined);
  before.put(fresh({ isPrivate: true, phase: 'settled', diagnosis: diagnosis() }));
  assert.equal(before.get(false), undefined);
  const after = new Incidents(() => undefined);
  await after.load(brokenOff);
  assert.equal(after.get(true)?.phase, 'settled');
  assert.equal(after.get(false), undefined);
  assert.equal(onDisk.size, 0);
  after.put(fresh({ id: 'b' }));
  after.drop(true);
  const later = new Incidents(() => undefined);
  await later.load(brokenOff);
  assert.equal(later.get(true), undefined);
  assert.equal(later.get(false)?.id, 'b');
});

test('what comes for an incident that is over changes nothing', () => {
  const incidents = new Incidents(() => undefined);
  const old = fresh();
  incidents.put(fresh({ id: 'b' }));
  incidents.update(old, (now) => ({ ...now, companion: '9' }));
  assert.equal(incidents.get(false)?.companion, null);
});

test('forgetting forgets all', async () => {
  const incidents = new Incidents(() => undefined);
  incidents.put(fresh());
  incidents.put(fresh({ isPrivate: true }));
  await incidents.forget();
  assert.equal(incidents.get(false) ?? incidents.get(true), undefined);
  assert.equal(stored.size, 0);
});
