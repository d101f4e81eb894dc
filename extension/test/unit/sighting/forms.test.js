/**
 * What becomes of a form that a person sent, as its load's events tell it.
 *
 * @import {BrowserEvent, Seen} from '../../../sighting/sighting.js'
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AT, URL_502, answer, end, markers, page, play, start, tab } from './events.js';

const FORM = 'https://archiveofourown.org/works';
/**
 * A form, where its answer leads, and what becomes of that.
 *
 * @param {string} to @param {{status?: number, form?: string, method?: string}} [how] @returns {BrowserEvent[]}
 */
const sent = (to, { status = 302, form = FORM, method = 'GET' } = {}) => [
  start({ url: form, method: 'POST' }),
  answer({ url: form, method: 'POST', status, at: AT + 10_000 }),
  { kind: 'redirect', id: '1', to, status },
  start({ url: to, method, at: AT + 10_001 }),
  answer({ url: to, method, at: AT + 10_090 }),
  end({ url: to, method, at: AT + 10_095 }),
  page({ url: to, at: AT + 10_110 }),
];

test('a form that AO3 took, and the page that it led to fails: that page was only asked for', () => {
  for (const status of [302, 303]) {
    const { seen, more } = play([...sent(URL_502, { status }), page({ markers: markers({}) })]);
    assert.equal(seen.length, 1);
    const [{ url, sighting }] = /** @type {[Seen]} */ (seen);
    assert.deepEqual(
      [url, sighting.method, sighting.sent, sighting.page, sighting.landing, sighting.tookMs],
      [URL_502, 'GET', 'accepted', 'work', null, 90],
    );
    assert.deepEqual(more.map((m) => [m.url, m.method, m.sent]).at(-1), [URL_502, 'GET', 'accepted']);
  }
  // Also where no answer comes, and where it leads on.
  const to = `${URL_502}/chapters/2`;
  const cut = play([...sent(URL_502).slice(0, 4), end({ url: URL_502, error: 'NS_ERROR_NET_RESET' }), tab()]);
  assert.deepEqual(
    cut.seen.map((s) => [s.sighting.error, s.sighting.method, s.sighting.sent]),
    [['NS_ERROR_NET_RESET', 'GET', 'accepted']],
  );
  const on = play([
    ...sent(URL_502).slice(0, 4),
    { kind: 'redirect', id: '1', to, status: 302 },
    start({ url: to, at: AT + 10_050 }),
    answer({ url: to }),
    page({ url: to }),
  ]);
  assert.deepEqual(
    on.seen.map((s) => [s.url, s.sighting.sent]),
    [[to, 'accepted']],
  );
  // Signing in leads to the person's own page.
  const own = 'https://archiveofourown.org/users/tester';
  assert.equal(play(sent(own, { form: 'https://archiveofourown.org/users/login' })).seen[0]?.sighting.sent, 'accepted');
  // Two hops may begin in one millisecond.
  const quick = sent(URL_502).map((event) => (event.kind === 'start' ? { ...event, at: AT } : event));
  assert.deepEqual(
    play(quick).seen.map((s) => [s.url, s.sighting.sent]),
    [[URL_502, 'accepted']],
  );
});

for (const [what, events] of /** @type {[string, BrowserEvent[]][]} */ ([
  ...[
    '/auth_error',
    '/lost_cookie',
    '/timeout_error',
    '/users/login',
    '/users/login?restricted=true',
    '/users/password/new',
    '/',
    '/users/tester',
  ].map((path) => [`it led to ${path}`, sent(`https://archiveofourown.org${path}`)]),
  ['it led to another site', sent('https://mirror.example/')],
  ['it was sent on to the same address by https', sent(FORM, { form: FORM.replace('https:', 'http:') })],
  ['it was sent on to the same address of another host', sent(FORM, { form: FORM.replace('archiveofourown', 'www.archiveofourown') })],
  ['it was sent on as it was', sent(`${FORM}/7`, { status: 307, method: 'POST' })],
  ['a redirect that says nothing of what was sent', sent(URL_502, { status: 301 })],
  ['it failed itself', [start({ url: FORM, method: 'POST' }), answer({ url: FORM, method: 'POST' }), page({ url: FORM })]],
  [
    'it led to a page, and that to signing in',
    [
      ...sent(URL_502).slice(0, 4),
      { kind: 'redirect', id: '1', to: 'https://archiveofourown.org/users/login', status: 302 },
      start({ url: 'https://archiveofourown.org/users/login', at: AT + 10_050 }),
      answer({ url: 'https://archiveofourown.org/users/login' }),
      page({ url: 'https://archiveofourown.org/users/login' }),
    ],
  ],
])) {
  test(`nobody says that AO3 took a form: ${what}`, () => {
    const { seen, state } = play(events);
    for (const { sighting } of seen) assert.deepEqual([sighting.method, sighting.sent], ['POST', null]);
    assert.ok(state.loads.every((load) => !load.accepted));
  });
}
