/** How much is cleared first is decided by what was observed: the smallest that can help. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXTENTS, firstExtent, pointsTo } from '../../../incident/clearing.js';
import { incidentFrom } from '../../../incident/incident-record.js';
import { open } from '../../../incident/incident.js';
import { diagnosis, seen, sighting, trial } from '../examples.js';
import { SITUATIONS, incidentOf } from '../situations.js';

/** What the saved situations point to; the others point to nothing that a clearing mends. */
const POINTS = {
  'stale-cookies': 'session',
  'redirect-loop-with-cookies': 'session',
  'fifteen-redirects-with-cookies': 'session',
  'session-expired': 'session',
  'forced-logout': 'session',
  'cookies-too-big': 'all',
  '502-then-cookies-too-big': 'all',
  'bad-gateway-only-in-browser-cache': 'copies',
  'maintenance-only-in-browser-cache': 'copies',
};

test('of all saved situations, those point to a clearing that one can mend, and to the smallest that does', () => {
  const found = SITUATIONS.map((name) => [name, pointsTo(incidentOf(name))]).filter(([, extent]) => extent !== null);
  assert.deepEqual(Object.fromEntries(found), POINTS);
});

/** @param {number} status without cookies */
const asGuest = (status) => {
  const made = trial(status);
  return { ...made, id: 'browser-fetch/same-page-without-cookies', trial: /** @type {const} */ ('same-page-without-cookies') };
};
const unsure = diagnosis({ verdict: { code: 'inconclusive', side: 'unknown' }, certainty: 'unsure' });
/** @param {Partial<import('../../../incident/incident.js').Incident>} over */
const incident = (over) => ({ ...open({ id: 'a', isPrivate: false, at: 0, seen: seen() }), diagnosis: unsure, ...over });

test('without a companion, what the two trials found is enough', () => {
  const over = (/** @type {any[]} */ ...observations) => pointsTo(incident({ observations }));
  assert.equal(over(trial(502), asGuest(200)), 'session');
  assert.equal(over(trial(431), asGuest(200)), 'all', 'the session is the least of what is too large');
  assert.equal(over(trial(502), asGuest(502)), null, 'it fails without cookies too');
  assert.equal(over(trial(400), asGuest(400)), null, 'the request is bad with or without them');
  assert.equal(over(trial(200), asGuest(200)), null);
  assert.equal(over(trial(502)), null, 'nobody knows how guests fare');
});

test('an old copy is one, whatever status it was kept with', () => {
  const copy = (/** @type {number} */ status) =>
    pointsTo(
      incident({ sighting: sighting({ status, fromCache: true }), diagnosis: diagnosis({ verdict: { code: 'recovered', side: 'none' } }) }),
    );
  assert.deepEqual([copy(200), copy(502)], ['copies', 'copies']);
});

test('a page that says itself that the cookies are too large needs no trial', () => {
  const said = (/** @type {string} */ title) =>
    pointsTo(
      incident({
        sighting: sighting({ status: 400, markers: { title, mainClasses: [], bodyClasses: [], ids: [], text: '' } }),
      }),
    );
  assert.equal(said('400 Request Header Or Cookie Too Large'), 'all');
  assert.equal(said('400 Bad Request'), null);
});

test('where the evidence names another cause, no trial makes it the cookies', () => {
  const down = incident({
    diagnosis: diagnosis({ verdict: { code: 'signed-in-pages-down', side: 'archive' } }),
    observations: [trial(502), asGuest(200)],
  });
  assert.equal(pointsTo(down), null);
});

test('all comes next where the smaller one did not help, and where the small one cannot be taken', () => {
  const stale = incidentOf('stale-cookies');
  assert.deepEqual(firstExtent(stale, EXTENTS), { extent: 'session', why: 'evidence' });
  assert.deepEqual(firstExtent({ ...stale, clearedInVain: ['session'] }, EXTENTS), { extent: 'all', why: 'next' });
  assert.deepEqual(firstExtent({ ...stale, clearedInVain: ['session', 'all'] }, EXTENTS), { extent: 'all', why: null });
  assert.deepEqual(firstExtent(stale, ['copies', 'all']), { extent: 'all', why: null }, 'no session is there');
  assert.deepEqual(firstExtent(incidentOf('archive-down'), EXTENTS), { extent: 'all', why: null });
  assert.deepEqual(firstExtent({ ...stale, answeredAt: 1 }, EXTENTS), { extent: 'all', why: null }, 'it works again');
  assert.deepEqual(firstExtent(undefined, EXTENTS), { extent: 'all', why: null });
});

test('what did not help is kept with the incident, and nothing else is', () => {
  const kept = (/** @type {unknown} */ clearedInVain) => incidentFrom({ ...incident({}), clearedInVain })?.clearedInVain;
  assert.deepEqual(kept(['all', 'session']), ['session', 'all']);
  for (const other of [undefined, 'session', ['everything'], [null]]) assert.deepEqual(kept(other), [], String(other));
});
