/** The load of a private tab that we opened: what it tells of the page, and what tells nothing. */
import '../stub.js';
import { stored } from '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Incidents } from '../../../incident/incidents.js';
import { again, open } from '../../../incident/incident.js';
import { PrivateLoads } from '../../../incident/private-load.js';
import { saidOfPrivate, triedPrivately } from '../../../incident/private-try.js';
import { NOTHING, reduce } from '../../../sighting/sighting.js';
import { seen } from '../examples.js';
import { URL_502, answer, end, page, start } from '../sighting/events.js';

/** @typedef {import('../../../sighting/sighting.js').BrowserEvent} BrowserEvent */

/** The private tab. */
const THERE = 5;

/** An ordinary incident whose page is opened in a private tab; events of the browser, as background.js takes them. */
function background() {
  const incidents = new Incidents(() => undefined);
  const loads = new PrivateLoads(incidents);
  const incident = open({ id: 'a', isPrivate: false, at: 0, seen: seen({ url: URL_502 }) });
  incidents.put(incident);
  let state = NOTHING;
  const hear = (/** @type {BrowserEvent[]} */ ...events) => {
    for (const event of events) {
      const step = reduce(state, event);
      state = step.state;
      loads.heed(event, state, step.seen);
    }
  };
  const opened = (of = incident) => {
    const following = loads.follow();
    return () => {
      incidents.update(incident, triedPrivately);
      following.tab(THERE, of);
      following.end();
    };
  };
  return { incidents, incident, loads, hear, opened, came: () => incidents.get(false)?.privateTry };
}

/** What comes of these in a tab of which we know that we opened it. @param {BrowserEvent[]} events */
function cameOf(...events) {
  const { hear, opened, came } = background();
  opened()();
  hear(...events);
  return came();
}

const LOADS = [start(), answer({ status: 200 }), end()];
const FAILS = [start(), answer(), page(), end()];
/** Led elsewhere by AO3. @param {string} to */
const led = (to) => [
  start(),
  /** @type {BrowserEvent} */ ({ kind: 'redirect', id: '1', to, status: 302 }),
  start({ url: to }),
  answer({ url: to, status: 200 }),
  end({ url: to }),
];

test('the page that comes whole loads there; the same failure is that it fails there, too', () => {
  assert.equal(cameOf(...LOADS), 'seen-loads');
  assert.equal(cameOf(...FAILS), 'seen-fails');
  assert.equal(cameOf(...led(`${URL_502}/chapters/2`)), 'seen-loads', 'AO3 leads a work to its chapter');
});

test('what says nothing of this page leaves the question to the person', () => {
  const origin = new URL(URL_502).origin;
  for (const [name, events] of Object.entries({
    'it is still coming': LOADS.slice(0, 2),
    'it breaks off': [start(), answer({ status: 200 }), end({ error: 'net::ERR_ABORTED' })],
    'the window is closed before': [start(), /** @type {BrowserEvent} */ ({ kind: 'gone', tabId: THERE }), ...LOADS.slice(1)],
    'AO3 wants somebody signed in': led(`${origin}/users/login?restricted=true`),
    'the front page stands there': led(`${origin}/`),
    'another site answers': led('https://hotel.example/'),
    'it is not there': [start(), answer({ status: 404 }), end()],
    'nothing is to be shown': [start(), answer({ status: 204 }), end()],
    'a limit is another trouble': [start(), answer({ status: 429 }), page({ status: 429 }), end()],
    'a guest is given a stored copy': [start(), answer({ status: 200, headers: { 'cf-cache-status': 'HIT', age: '31' } }), end()],
    'it is another tab': LOADS.map((event) => ({ ...event, tabId: 6 })),
    'it is another page': [
      start({ url: `${origin}/works/2` }),
      answer({ status: 200, url: `${origin}/works/2` }),
      end({ url: `${origin}/works/2` }),
    ],
  }))
    assert.equal(cameOf(.../** @type {BrowserEvent[]} */ (events)), 'asked', name);
});

test('where no answer came at all, a stored copy shows that the way there is open', () => {
  const { hear, opened, came, incidents, incident } = background();
  const { sighting } = incident;
  assert.ok(sighting);
  const cut = { ...incident, sighting: { ...sighting, status: null, error: 'net::ERR_BLOCKED_BY_CLIENT' } };
  incidents.put(cut);
  opened(cut)();
  hear(start(), answer({ status: 200, headers: { 'cf-cache-status': 'HIT' } }), end());
  assert.equal(came(), 'seen-loads');
});

test('the browser may tell of the load before it says which tab it is', () => {
  for (const [events, came] of /** @type {const} */ ([
    [LOADS, 'seen-loads'],
    [FAILS, 'seen-fails'],
  ])) {
    const world = background();
    const isThere = world.opened();
    world.hear(...events);
    assert.equal(world.came(), null);
    isThere();
    assert.equal(world.came(), came);
  }
});

test('only the first that the tab shows counts, under its new number too', () => {
  const { hear, opened, came, loads } = background();
  opened()();
  loads.renumber(THERE, 9);
  hear(...LOADS.map((event) => ({ ...event, tabId: 9 })));
  assert.equal(came(), 'seen-loads');
  hear(...FAILS.map((event) => ({ ...event, id: '2', tabId: 9 })));
  assert.equal(came(), 'seen-loads', 'what the person does there is not looked at');
});

test('what the person has said meanwhile stands, and they can mend what was seen', () => {
  const { hear, opened, came, incidents, incident } = background();
  opened()();
  incidents.update(incident, (now) => saidOfPrivate(now, false));
  hear(...LOADS);
  assert.equal(came(), 'fails');
  opened()();
  hear(...LOADS.map((event) => ({ ...event, id: '2' })));
  assert.equal(came(), 'seen-loads');
  incidents.update(incident, (now) => saidOfPrivate(now, false));
  assert.equal(came(), 'fails');
});

test('it belongs to the look for which it was opened', () => {
  const { hear, opened, came, incidents, incident } = background();
  opened()();
  incidents.put(again(incident, 'b', incident.sighting));
  hear(...LOADS);
  assert.equal(came(), null);
});

test('with the last private window it is looked at no more', () => {
  const { hear, opened, came, loads } = background();
  opened()();
  assert.equal(loads.knowsPrivate(), true);
  loads.forgetPrivate();
  assert.equal(loads.knowsPrivate(), false);
  hear(...LOADS);
  assert.equal(came(), 'asked');
});

test('of the private tab nothing is kept but the one word', () => {
  const { hear, opened } = background();
  stored.clear();
  opened()();
  hear(...LOADS);
  const kept = JSON.stringify([...stored]);
  assert.match(kept, /"privateTry":"seen-loads"/);
  assert.doesNotMatch(kept, new RegExp(`"tabId":${THERE}\\b|"tabs":\\[[^\\]]*\\b${THERE}\\b`));
});
