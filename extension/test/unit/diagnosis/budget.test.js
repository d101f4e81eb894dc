/**
 * One budget for every request to AO3: what is sent is what is written down, and no more than may be.
 *
 * @import {Incident} from '../../../incident/incident.js'
 * @import {Observation, TrialName} from '../../../types/protocol.js'
 */
import { alarms, heard, ports, stored, tabs } from '../stub.js';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { MOST, MOST_ABOUT_A_SESSION, brokenOff } from '../../../diagnosis/budget.js';
import { Check } from '../../../diagnosis/check.js';
import { open } from '../../../incident/incident.js';
import { diagnosis, seen, sighting } from '../examples.js';
import { Incidents } from '../../../incident/incidents.js';
import { intakeOf } from '../incident/intake-of.js';

const MESSAGES = new URL('../../../../host/src/test/resources/messages/from-host/', import.meta.url);
/** @param {string} name */
const message = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, MESSAGES), 'utf8'));

/** What AO3 was asked. @type {{url: string, init: RequestInit}[]} */
const asked = [];
/** What it answers. @type {(url: string, init: RequestInit) => Response | Promise<Response>} */
let ao3 = () => new Response('', { status: 502 });

mock.method(globalThis, 'fetch', async (/** @type {string} */ url, /** @type {RequestInit} */ init) => {
  asked.push({ url, init });
  const response = await ao3(url, init);
  if (response.type !== 'opaqueredirect') heard.onResponseStarted.forEach((hear) => hear({ url, ip: '104.20.28.24' }));
  return response;
});
mock.method(console, 'warn', () => undefined);

beforeEach(() => {
  for (const held of [ports, asked]) held.splice(0);
  for (const held of [alarms, stored, tabs]) held.clear();
  tabs.set(1, { id: 1, url: seen().url, status: 502 });
  ao3 = () => new Response('', { status: 502 });
});

/** Every companion has an end, and its clock with it. */
function end() {
  for (const port of ports.splice(0)) {
    port.say(message('welcome'));
    port.say({ type: 'diagnosed', id: port.posted[1]?.id, final: true, diagnosis: diagnosis() });
  }
}
afterEach(end);

/** A redirect as a background sees it: the browser's own event tells where to. @param {string} from @param {string} to */
function redirect(from, to) {
  heard.onHeadersReceived.forEach((hear) => hear({ url: from, responseHeaders: [{ name: 'Location', value: to }] }));
  return /** @type {Response} */ (/** @type {unknown} */ ({ type: 'opaqueredirect', status: 0, headers: new Headers(), body: null }));
}

/** @param {Partial<Parameters<typeof open>[0]>} [over] */
function begin(over) {
  const incidents = new Incidents(() => undefined);
  const check = new Check(incidents);
  const incident = open({ id: 'a', isPrivate: false, at: Date.now(), seen: seen(), ...over });
  incidents.put(incident);
  check.start(incident);
  return { incidents, check, port: ports[0], now: () => /** @type {Incident} */ (incidents.get(incident.isPrivate)) };
}

const soon = async () => {
  for (let i = 0; i < 50; i += 1) await new Promise(setImmediate);
};

/** @param {any} port @param {TrialName} trial @param {number} [attempt] */
const wants = (port, trial, attempt = 1) => port.say({ type: 'try', id: 'a', trial, attempt });

/** What it was told of its trials. @param {any} port */
const told = (port) =>
  port.posted.filter((/** @type {any} */ m) => m.type === 'tried').map((/** @type {any} */ m) => m.notAsked ?? m.status ?? m.error);

/** @type {Observation} */
const APPLICATION = {
  ...message('observed-status-page').observation,
  kind: 'page-fetch',
  target: 'application',
  question: 'application',
  id: 'page-fetch/application',
  outcome: { outcome: 'failed', failure: { step: 'first_byte', kind: 'timed-out', detail: '' }, tookMs: 1 },
};

test('a companion that asks for fifty trials gets what the budget allows', async () => {
  const { port, now } = begin();
  port?.say(message('welcome'));
  port?.say({ type: 'observed', id: 'a', observation: APPLICATION });
  for (let attempt = 1; attempt <= 50; attempt += 1) wants(port, 'same-page-with-cookies', attempt);
  await soon();
  assert.equal(asked.length, MOST - 1, 'its own request counts');
  assert.equal(told(port).length, 50);
  assert.equal(told(port).filter((/** @type {unknown} */ what) => what === 'budget').length, 50 - (MOST - 1));
  port?.say({ type: 'diagnosed', id: 'a', final: true, diagnosis: diagnosis({ archiveRequests: 1 }) });
  assert.equal(now().diagnosis?.archiveRequests, MOST, 'what is shown is what was sent');
});

test('more only where our own trials make us suspect the session, whatever the companion claims', async () => {
  ao3 = (_, { credentials }) => new Response('', { status: credentials === 'include' ? 502 : 200 });
  const first = begin();
  first.port?.say(message('welcome'));
  wants(first.port, 'same-page-with-cookies');
  wants(first.port, 'same-page-without-cookies');
  await soon();
  for (let attempt = 2; attempt <= 20; attempt += 1) wants(first.port, 'same-page-with-cookies', attempt);
  await soon();
  assert.equal(asked.length, MOST_ABOUT_A_SESSION);

  end();
  asked.splice(0);
  ao3 = () => new Response('', { status: 502 });
  const liar = begin();
  liar.port?.say(message('welcome'));
  const saw = {
    outcome: 'saw',
    tookMs: 1,
    value: {
      status: 200,
      serverIp: null,
      redirects: 0,
      landing: null,
      headers: {},
      markers: { title: null, mainClasses: [], bodyClasses: [], ids: [], text: '' },
    },
  };
  liar.port?.say({
    type: 'observed',
    id: 'a',
    observation: { kind: 'browser-fetch', id: 'x', question: 'x', trial: 'same-page-without-cookies', attempt: 1, outcome: saw },
  });
  for (let attempt = 1; attempt <= 20; attempt += 1) wants(liar.port, 'same-page-with-cookies', attempt);
  await soon();
  assert.equal(asked.length, MOST - 1, 'what it says to have asked counts too');
});

test('each redirect is a request, and none is followed that is not paid for', async () => {
  let hop = 0;
  ao3 = (url) => redirect(url, `https://archiveofourown.org/works/1/chapters/${(hop += 1)}`);
  const { port, now } = begin();
  port?.say(message('welcome'));
  wants(port, 'same-page-with-cookies');
  await soon();
  assert.equal(asked.length, 3, 'the page and two redirects');
  assert.ok(asked.every(({ init }) => init.redirect === 'manual'));
  assert.equal(now().requests.length, 3);
  wants(port, 'same-page-without-cookies');
  wants(port, 'light-page-with-cookies');
  await soon();
  assert.equal(asked.length, MOST);
  assert.deepEqual(told(port).slice(1), ['budget', 'budget']);
});

test('a page that leads to itself is a loop at once', async () => {
  ao3 = (url) => redirect(url, url);
  const { port } = begin();
  port?.say(message('welcome'));
  wants(port, 'same-page-with-cookies');
  await soon();
  assert.equal(asked.length, 1);
  assert.deepEqual(told(port), ['net::ERR_TOO_MANY_REDIRECTS']);
});

test('what never left this machine costs nothing; what nobody can tell counts', async () => {
  for (const [error, costs] of /** @type {const} */ ([
    ['net::ERR_NAME_NOT_RESOLVED', 0],
    ['net::ERR_CONNECTION_RESET', 1],
  ])) {
    end();
    ao3 = (url) => {
      heard.onErrorOccurred.forEach((hear) => hear({ url, error }));
      throw new TypeError('Failed to fetch');
    };
    const { port, now } = begin();
    port?.say(message('welcome'));
    wants(port, 'same-page-with-cookies');
    await soon();
    assert.equal(now().requests.length, costs, error);
  }
});

test('a companion that ends before it has told what it asked: that counts, and what is left is tried alone', async () => {
  for (const [observations, left] of /** @type {[Observation[], number][]} */ ([
    [[], MOST - 1],
    [[APPLICATION], MOST - 1],
    [[APPLICATION, APPLICATION, APPLICATION], 1],
  ])) {
    end();
    asked.splice(0);
    const { port, now } = begin();
    port?.say(message('welcome'));
    for (const observation of observations) port?.say({ type: 'observed', id: 'a', observation });
    port?.end('Native host has exited.');
    await soon();
    const trials = Math.min(2, left);
    assert.equal(asked.length, trials);
    assert.equal(now().phase, 'settled');
    assert.equal(now().diagnosis?.archiveRequests, Math.max(1, observations.length) + trials);
    assert.ok((now().diagnosis?.archiveRequests ?? 9) <= MOST);
  }
});

test('what was spent outlives a sleeping worker', async () => {
  const { port } = begin();
  port?.say(message('welcome'));
  wants(port, 'same-page-with-cookies');
  await soon();
  const later = new Incidents(() => undefined);
  await later.load(brokenOff);
  const { phase, requests } = /** @type {Incident} */ (later.get(false));
  assert.deepEqual(
    [phase, requests.map((each) => [each.by, each.doubt])],
    [
      'stopped',
      [
        ['browser', undefined],
        ['companion', true],
      ],
    ],
    'its companion ended with it',
  );
  await soon();
  assert.deepEqual(stored.get('asked'), { requests: 2, doubted: 1 });
});

test('alone: nothing is tried whose answer cannot change what is said', async () => {
  const none = { title: null, mainClasses: [], bodyClasses: [], ids: [], text: '' };
  /** @type {Parameters<typeof sighting>[0][]} */
  const named = [
    { status: 445 },
    { status: 520 },
    { status: 525 },
    { status: 530 },
    { status: 511 },
    { status: 429 },
    { status: 507 },
    { status: 403 },
    { status: 418 },
    { status: 504, landing: 'timeout-error' },
    { status: null, error: 'net::ERR_BLOCKED_BY_CLIENT' },
    { status: null, error: 'NS_ERROR_ABORT' },
    { status: 403, headers: { 'cf-mitigated': 'challenge' } },
    { status: 503, markers: { ...none, title: 'Shields are up!' } },
    { status: 200, markers: { ...none, mainClasses: ['error-503-maintenance'] } },
    { status: 200, landing: 'lost-cookie' },
    { method: 'POST' },
  ];
  for (const over of named) {
    end();
    const { port, now } = begin({ seen: seen({ sighting: sighting(over) }) });
    port?.end('Specified native messaging host not found.');
    await soon();
    assert.deepEqual(
      asked.map(({ url }) => url),
      [],
      JSON.stringify(over),
    );
    assert.equal(now().diagnosis?.archiveRequests, 0);
  }
  const { port, now } = begin();
  ports.at(-1)?.end('Specified native messaging host not found.');
  await soon();
  assert.equal(asked.length, 2, String(port));
  assert.equal(now().diagnosis?.archiveRequests, 2);
});

test('alone: one answer that says enough is enough', async () => {
  for (const answer of [{ status: 200 }, { status: 429 }, { status: 403, headers: { 'cf-mitigated': 'challenge' } }]) {
    end();
    asked.splice(0);
    ao3 = () => new Response('', answer);
    begin();
    ports.at(-1)?.end('Specified native messaging host not found.');
    await soon();
    assert.equal(asked.length, 1, JSON.stringify(answer));
  }
});

test('what is dear to AO3 is never asked for, with a companion or alone', async () => {
  const dear = [
    '/works/1?view_full_work=true',
    '/works/1/chapters/2?view_full_work=true&x=1',
    '/works/1?show_comments=true',
    '/downloads/1/a.epub',
    '/works/search?work_search[query]=x',
    '/tags/A/works?page=2&work_search%5Bsort_column%5D=hits',
    '/works?tag_id=A',
    '/people/search?q=x',
    '/users/somebody/bookmarks?bookmark_search[query]=x',
  ];
  for (const path of dear) {
    end();
    const url = `https://archiveofourown.org${path}`;
    const { port } = begin({ seen: seen({ url }) });
    port?.say(message('welcome'));
    wants(port, 'same-page-with-cookies');
    wants(port, 'same-page-without-cookies');
    await soon();
    assert.deepEqual(told(port), ['costly', 'costly'], path);
    port?.end('Native host has exited.');
    await soon();
    assert.deepEqual(asked, [], path);
  }
  const { port } = begin({ seen: seen({ url: 'https://archiveofourown.org/tags/A/works?page=2' }) });
  ports.at(-1)?.say(message('welcome'));
  wants(ports.at(-1), 'same-page-with-cookies');
  await soon();
  assert.equal(asked.length, 1, `a plain list is a page like others ${String(port)}`);
});

test('of a private window nothing is asked outside its page, with cookies or without', async () => {
  const { port, now } = begin({ isPrivate: true });
  port?.say(message('welcome'));
  wants(port, 'same-page-with-cookies');
  wants(port, 'same-page-without-cookies');
  wants(port, 'light-page-without-cookies');
  await soon();
  assert.deepEqual(
    asked.map(({ init }) => init.credentials),
    ['include', 'omit', 'omit'],
  );
  assert.ok(asked.every(({ init }) => init.redirect === 'manual'));
  assert.equal(now().requests.length, 3);
  assert.deepEqual([...stored.keys()], ['incident-private'], 'its sum is in no place of ordinary windows');

  // The browser shows a page of its own: there is no page to ask from.
  for (const change of [() => tabs.set(1, { id: 1, url: seen().url, status: 0 }), () => tabs.clear()]) {
    end();
    asked.splice(0);
    change();
    const bare = begin({ isPrivate: true });
    bare.port?.say(message('welcome'));
    wants(bare.port, 'same-page-without-cookies');
    await soon();
    assert.deepEqual([asked.length, told(bare.port)], [0, ['private-window']]);
  }
  end();
  const byHand = begin({ isPrivate: true, seen: null });
  byHand.port?.say(message('welcome'));
  wants(byHand.port, 'light-page-without-cookies');
  await soon();
  assert.deepEqual([asked.length, told(byHand.port)], [0, ['private-window']]);
});

test('in a page, a redirect that the browser tells nothing of is the end', async () => {
  ao3 = () => /** @type {Response} */ (/** @type {unknown} */ ({ type: 'opaqueredirect', status: 0, headers: new Headers(), body: null }));
  mock.timers.enable({ apis: ['setTimeout'] });
  const { port, now } = begin({ isPrivate: true });
  port?.say(message('welcome'));
  wants(port, 'same-page-with-cookies');
  await soon();
  const own = performance.now;
  performance.now = () => own.call(performance) + 5_000; // The event would have come long ago.
  mock.timers.tick(2_000);
  await soon();
  performance.now = own;
  assert.deepEqual([asked.length, told(port)], [1, ['redirected']]);
  assert.equal(now().requests.length, 1);
  end();
  mock.timers.reset();
});

test('a container asks from its page with cookies, and from nowhere in particular without', async () => {
  const first = tabs.get(1);
  if (first) first.cookieStoreId = 'firefox-container-1';
  const { port, now } = begin();
  port?.say(message('welcome'));
  wants(port, 'same-page-with-cookies');
  wants(port, 'same-page-without-cookies');
  await soon();
  assert.deepEqual(asked.map(({ init }) => init.credentials).sort(), ['include', 'omit']);
  assert.equal(now().requests.length, 2);
});

test('two quick "Check now" make one diagnosis, and the first is kept', async () => {
  const incidents = new Incidents(() => undefined);
  const check = new Check(incidents);
  const intake = intakeOf(incidents, check);
  await Promise.all([intake.checkByHand(false, null), intake.checkByHand(false, null), intake.checkByHand(false, 1)]);
  assert.equal(ports.length, 1);
  const first = incidents.get(false)?.id;
  await intake.checkByHand(false, null);
  assert.deepEqual([ports.length, incidents.get(false)?.id], [1, first]);
});
