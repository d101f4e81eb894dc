/** @import {Incident} from '../../../incident/incident.js' */
/** @import {Notice, Observation} from '../../../types/protocol.js' */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { betterNot, ends, officialWords } from '../../../words/ao3-says.js';
import { joined, left, open } from '../../../incident/incident.js';
import { diagnosis, seen, sighting } from '../examples.js';
import { english, t } from '../english.js';
import { VOICES } from '../../../ao3/voices.js';

/** @param {Partial<Incident>} [over] @returns {Incident} */
const incident = (over) => ({
  ...open({ id: 'a', isPrivate: false, at: 0, seen: seen() }),
  phase: 'settled',
  diagnosis: diagnosis(),
  settledAt: 1,
  ...over,
});
/** @param {string} code @param {string} side @param {Record<string, unknown>} [parameters] */
const judged = (code, side, parameters) => diagnosis({ verdict: { code, side, ...parameters } });

/** @param {Partial<Notice>} over @returns {Notice} */
const notice = (over) => ({
  name: 'Trouble',
  impact: 'major',
  state: 'investigating',
  since: '2026-11-22T09:00:00Z',
  until: null,
  namesArchive: false,
  ...over,
});
/** @param {Notice[]} incidents @param {Notice[]} [maintenances] @returns {Observation} */
const page = (incidents, maintenances = []) => ({
  kind: 'status-page',
  id: 'status-page',
  question: 'status-page',
  outcome: { outcome: 'saw', tookMs: 9, value: { indicator: 'major', archive: null, incidents, maintenances } },
});

test('an open incident is quoted, with its state and since when; the one that names the archive first', () => {
  const said = officialWords(
    incident({ observations: [page([notice({ name: 'Mail is slow' }), notice({ name: 'Archive down', namesArchive: true })])] }),
    english,
  );
  assert.equal(said?.title, 'Archive down');
  assert.equal(said?.quoted, true);
  assert.match(said?.state ?? '', /^Looking for the cause, began /);
});

test('planned work has a beginning and an end; a state or time that is odd is no reason to break', () => {
  const work = notice({ name: 'Database move', state: 'in_progress', until: '2026-11-22T15:00:00Z' });
  assert.match(
    officialWords(incident({ observations: [page([], [work])] }), english)?.state ?? '',
    /^Under way, \d+:\d\d\s(?:[AP]M\s)?–\s\d+:\d\d\s[AP]M$/,
  );
  assert.equal(officialWords(incident({ observations: [page([], [{ ...work, until: 'soon' }])] }), english)?.state, 'Under way');
  assert.equal(
    officialWords(incident({ observations: [page([notice({ state: 'a new word', since: null })])] }), english)?.state,
    'a new word',
  );
});

test('when the work ends is told once, by the verdict', () => {
  const work = notice({ name: 'Database move', state: 'in_progress', until: '2026-11-22T18:00:00Z' });
  const closed = incident({ observations: [page([], [work])], diagnosis: judged('archive-maintenance', 'archive', { until: work.until }) });
  assert.equal(officialWords(closed, english)?.state, 'Under way');
  assert.match(ends(closed, english), /around 6:00/);
});

test("no incident, no answer, and not asked are three things; elsewhere than on AO3's side it has no bearing", () => {
  assert.equal(officialWords(incident({ observations: [page([])] }), english)?.title, t('official_nothing'));
  /** @type {Observation} */
  const silent = {
    kind: 'status-page',
    id: 's',
    question: 'status-page',
    outcome: { outcome: 'failed', failure: { step: 'connect', kind: 'timed-out', detail: '' }, tookMs: 4000 },
  };
  assert.equal(officialWords(incident({ observations: [silent] }), english)?.title, t('official_silent'));
  assert.equal(officialWords(incident(), english), null);
  assert.equal(officialWords(incident({ observations: [page([])], diagnosis: judged('offline', 'network') }), english), null);
});

test('the official voices, and no others', () => {
  assert.deepEqual(
    Object.values(VOICES).map((url) => new URL(url).hostname),
    ['www.otwstatus.org', 'bsky.app', 'ao3org.tumblr.com'],
  );
});

test('when it ends is said where it is known', () => {
  assert.match(ends(incident({ openedAt: 0, diagnosis: judged('posting-limit', 'limit') }), english), /at the latest by Jan/);
  assert.match(
    ends(incident({ settledAt: 5, diagnosis: judged('too-many-requests', 'limit', { retryAfterMs: 120_000 }) }), english),
    /wait until/,
  );
  assert.equal(ends(incident({ diagnosis: judged('too-many-requests', 'limit', { retryAfterMs: null }) }), english), '');
  assert.match(
    ends(incident({ diagnosis: judged('archive-maintenance', 'archive', { until: '2026-11-22T18:00:00Z' }) }), english),
    /back around 6:00/,
  );
  assert.equal(ends(incident({ diagnosis: judged('archive-maintenance', 'archive', { until: null }) }), english), '');
});

test('503 and 504 have advice of their own, an entire work too', () => {
  const at = (/** @type {number} */ status) => ends(incident({ sighting: sighting({ status }) }), english);
  assert.match(at(503), /minutes/);
  assert.match(at(504), /chapter/);
  assert.equal(at(502), '');
  assert.match(
    ends(incident({ sighting: sighting({ page: 'entire-work' }), diagnosis: judged('page-too-slow', 'archive') }), english),
    /single chapter/,
  );
});

test('reloading quickly is told gently, with the number', () => {
  let now = incident();
  for (const at of [5_000, 9_000, 14_000]) now = joined(left(now, 1, at), seen(), at);
  assert.deepEqual(betterNot(now, english), [t('dont_stack_other', 4)]);
  const slow = [100_000, 200_000, 300_000].reduce((so, at) => joined(left(so, 1, at), seen(), at), incident());
  assert.deepEqual(betterNot(slow, english), [t('dont_reload')]);
  const apart = [5_000, 6_000, 7_000].reduce((so, at) => joined(so, seen({ tabId: at }), at), incident());
  assert.deepEqual(betterNot(apart, english), [t('dont_reload')], 'thirty tabs are not thirty reloads');
});

test('three tries to sign in within ten minutes are told', () => {
  const signIn = seen({ sighting: sighting({ page: 'sign-in', method: 'POST' }) });
  const first = { ...open({ id: 'a', isPrivate: false, at: 0, seen: signIn }), diagnosis: diagnosis() };
  const said = (/** @type {Incident} */ i) => betterNot(i, english)[0];
  assert.equal(said(first), t('dont_sign_in'));
  assert.equal(said(joined(joined(first, signIn, 60_000), signIn, 120_000)), t('dont_sign_in_many_other', 3));
  assert.equal(said(joined(joined(first, signIn, 290_000), signIn, 700_000)), t('dont_sign_in'), 'spread over more than ten minutes');
});

test('what a law, or a rule on the way, refused was never taken by AO3; what AO3 itself refused may have been', () => {
  const posted = seen({ sighting: sighting({ page: 'form-work', method: 'POST' }) });
  const said = (/** @type {string} */ code, /** @type {number} */ status) =>
    betterNot(
      { ...open({ id: 'a', isPrivate: false, at: 0, seen: posted }), diagnosis: diagnosis({ verdict: { code, side: 'limit', status } }) },
      english,
    )[0];
  assert.equal(said('address-refused', 451), t('dont_reload_refused'));
  assert.equal(said('request-refused', 413), t('dont_reload_refused'));
  assert.equal(said('address-refused', 403), t('dont_post'));
});

test('what was posted is not posted again', () => {
  const posted = seen({ sighting: sighting({ page: 'form-work', method: 'POST' }) });
  assert.equal(
    betterNot({ ...open({ id: 'a', isPrivate: false, at: 0, seen: posted }), diagnosis: diagnosis() }, english)[0],
    t('dont_post'),
  );
  const second = joined(incident(), seen({ ...posted, tabId: 2 }), 5);
  assert.deepEqual(second.posted, [2]);
  assert.equal(betterNot(second, english)[0], t('dont_post'));
  assert.deepEqual(left(second, 2, 9).posted, []);
});

test("nothing is forbidden where the trouble is not AO3's", () =>
  assert.deepEqual(betterNot(incident({ diagnosis: judged('names-failing', 'names') }), english), []));
