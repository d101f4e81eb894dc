/** @import {Incident} from '../../../incident/incident.js' */
/** @@ */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VERDICTS } from '../../../words/verdict-table.js';
import { restMs } from '../../../incident/rest.js';
import { TROUBLES, open } from '../../../incident/incident.js';
import { english, t } from '../english.js';
import { diagnosis, seen, sighting, watch } from '../examples.js';
import { SIDES } from '../../../words/sides.js';
import { viewOf, restUntil } from '../../../words/view.js';
import { SITUATIONS, saved } from '../situations.js';

/** @param {Partial<Incident>} [over] @returns {Incident} */
const incident = (over) => ({ ...open({ id: 'a', isPrivate: false, at: 0, seen: seen() }), ...over });
/** @param {Partial<Incident>} over */
const settled = (over) => incident({ phase: 'settled', diagnosis: diagnosis(), settledAt: 1, ...over });

/** @param {ReturnType<typeof viewOf>} view */
function isWhole(view) {
  for (const text of [view.headline, view.meaning, view.sideName]) assert.ok(text.length > 2);
  assert.doesNotMatch(JSON.stringify(view), /undefined|\[object|\$\d/);
}

// Each verdict of the companion leads one of its saved situations; its own tests hold that.
test("the verdicts are the companion's, and each has its words", () => {
  const companions = new Set(SITUATIONS.map((name) => String(saved(name).diagnosis.verdict.code)));
  assert.deepEqual([...VERDICTS].sort(), [...companions].sort(), 'the table in words/verdict-table.js');
});

for (const code of VERDICTS) {
  for (const certainty of /** @type {const} */ (['certain', 'likely', 'unsure'])) {
    test(`${code}, ${certainty}, has words, a best thing to do and a card`, () => {
      const view = viewOf(settled({ diagnosis: diagnosis({ verdict: { code, side: 'archive' }, certainty }) }), english);
      isWhole(view);
      assert.ok(view.best);
      assert.ok(view.card.length > 2 && view.card.length < 90);
    });
  }
}

test("an old copy out of the browser's cache is called one", () => {
  const recovered = diagnosis({ verdict: { code: 'recovered', side: 'none' }, remedies: [{ code: 'reload-once' }] });
  const view = viewOf(settled({ sighting: sighting({ fromCache: true }), diagnosis: recovered }), english);
  isWhole(view);
  assert.equal(view.headline, t('old_copy_headline'));
  assert.equal(view.best?.code, 'reload-once');
  assert.equal(viewOf(settled({ diagnosis: recovered }), english).headline, t('verdict_recovered_headline'));
});

test("a page that was stopped in the browser is called so, in every browser's words for it", () => {
  for (const error of ['net::ERR_BLOCKED_BY_CLIENT', 'NS_ERROR_ABORT', 'why502:request/blocked-locally']) {
    assert.equal(viewOf(incident({ sighting: sighting({ status: null, error }) }), english).headline, `${t('what_blocked')}.`);
  }
});

test('who signs in has no text to save first', () => {
  const refused = diagnosis({ verdict: { code: 'cookies-blocked', side: 'browser' }, remedies: [{ code: 'allow-cookies' }] });
  assert.equal(
    viewOf(settled({ sighting: sighting({ method: 'POST', page: 'sign-in' }), diagnosis: refused }), english).best?.code,
    'allow-cookies',
  );
});

test('text is saved first where it was being written, and clearing says so itself elsewhere', () => {
  const stale = diagnosis({
    verdict: { code: 'stale-session', side: 'session' },
    remedies: [{ code: 'save-text' }, { code: 'clear-site-data' }],
  });
  const at = (/** @type {Partial<import('../../../types/protocol.js').Sighting>} */ over) =>
    viewOf(settled({ diagnosis: stale, sighting: sighting(over) }), english).best?.code;
  assert.equal(at({ page: 'chapter' }), 'clear-site-data');
  assert.equal(at({ page: 'form-chapter' }), 'save-text');
  assert.equal(at({ page: 'chapter', method: 'POST' }), 'save-text');
});

test('once the text is safe, the button does what comes next, where a button can', () => {
  const then = (/** @type {string[]} */ ...codes) =>
    viewOf(
      settled({
        sighting: sighting({ page: 'form-chapter', method: 'POST' }),
        diagnosis: diagnosis({
          verdict: { code: 'archive-down', side: 'archive' },
          remedies: ['save-text', 'check-posted', ...codes].map((code) => ({ code })),
        }),
      }),
      english,
    ).then?.code;
  assert.equal(then('wait', 'watch'), 'watch');
  assert.equal(then('wait'), 'wait');
  assert.equal(then('clear-site-data', 'sign-in-again'), 'clear-site-data');
  assert.equal(then('flush-dns', 'watch'), undefined, 'what only a person can do comes before it');
  assert.equal(then(), undefined);
  assert.equal(viewOf(settled({ diagnosis: diagnosis({ remedies: [{ code: 'wait' }, { code: 'watch' }] }) }), english).then, null);
});

test('of what nobody knows, nobody says that it mends by itself', () => {
  const text = (/** @type {string} */ code) =>
    viewOf(settled({ diagnosis: diagnosis({ verdict: { code, side: 'unknown' }, remedies: [{ code: 'wait' }] }) }), english).best?.text;
  assert.equal(text('inconclusive'), t('remedy_wait_unsure_text'));
  assert.equal(text('archive-down'), t('remedy_wait_text'));
});

test('a watch that AO3 ended is not offered again, in any place', () => {
  const over = (/** @type {import('../../../watch/store.js').Watch['why']} */ why, rest = 0) =>
    watch({ state: 'over', why, nextAt: null, rest });
  const down = settled({
    diagnosis: diagnosis({ verdict: { code: 'archive-down', side: 'archive' }, remedies: [{ code: 'wait' }, { code: 'watch' }] }),
  });
  for (const [why, instead] of /** @type {const} */ ([
    ['limit', 'wait'],
    ['challenge', 'finish-browser-check'],
    ['time', 'watch'],
  ])) {
    const view = viewOf(down, english, over(why));
    assert.equal(view.best?.code, instead);
    assert.equal(
      view.everything.some((c) => c.code === 'watch'),
      why === 'time',
      why,
    );
    assert.ok(view.waiting?.text);
    const writing = viewOf(
      {
        ...down,
        sighting: sighting({ page: 'form-chapter' }),
        diagnosis: diagnosis({
          verdict: { code: 'archive-down', side: 'archive' },
          remedies: [{ code: 'save-text' }, { code: 'wait' }, { code: 'watch' }],
        }),
      },
      english,
      over(why),
    );
    assert.deepEqual([writing.best?.code, writing.then?.code], ['save-text', instead]);
  }
  assert.equal(restUntil(over('limit', 61_000)), 61_000, 'what AO3 asked for');
  assert.equal(restUntil(over('limit')), 301_000, "else AO3's own window");
  assert.equal(restUntil(over('time')), 0);
  assert.equal(restUntil(null), 0);
});

test('nothing failed, somebody asked: AO3 is fine, and nothing is said to work again', () => {
  const view = viewOf(
    settled({
      sighting: null,
      diagnosis: diagnosis({ verdict: { code: 'recovered', side: 'none' }, remedies: [{ code: 'reload-once' }] }),
    }),
    english,
  );
  assert.equal(view.headline, 'AO3 is fine.');
  assert.equal(view.best?.code, 'check');
});

test('after a clearing that helped, signing in is what is left', () => {
  const aftermath = {
    remedy: 'clear-site-data',
    extent: /** @type {const} */ ('all'),
    state: /** @type {const} */ ('helped'),
    cookiesLeft: 0,
    notCleared: [],
  };
  const view = viewOf(
    settled({ aftermath, diagnosis: diagnosis({ verdict: { code: 'recovered', side: 'none' }, remedies: [{ code: 'reload-once' }] }) }),
    english,
  );
  assert.equal(view.best?.code, 'sign-in-again');
  assert.equal(view.meaning, english.t('after_helped'), 'what was done is why it works again');
  assert.equal(view.note, null, 'it is said once');
  // The page was loaded again for the person: there is nothing else to offer.
  const reloads = [{ tabId: 1, at: 0, done: true, why: null }];
  const after = viewOf(
    settled({
      aftermath,
      reloads,
      diagnosis: diagnosis({ verdict: { code: 'recovered', side: 'none' }, remedies: [{ code: 'reload-once' }] }),
    }),
    english,
  );
  assert.equal(after.best?.code, 'sign-in-again');
});

test('the wait that AO3 asked for wins', () => {
  const rest = (/** @type {Record<string, unknown>} */ parameters) =>
    restMs(settled({ diagnosis: diagnosis({ verdict: { code: 'too-many-requests', side: 'limit', ...parameters } }) }));
  assert.equal(rest({ retryAfterMs: 120_000 }), 120_000);
  assert.equal(rest({ retryAfterMs: 0 }), 30_000);
  assert.equal(rest({ retryAfterMs: null }), 300_000);
  for (const side of ['network', 'names', 'device']) {
    const mended = (/** @type {number} */ archiveRequests) =>
      restMs(settled({ diagnosis: diagnosis({ verdict: { code: 'captive-portal', side }, archiveRequests }) }));
    assert.equal(mended(0), 5_000, `${side}: AO3 was not asked, and needs no rest`);
    assert.equal(mended(1), 30_000);
  }
  assert.equal(restMs(settled({})), 30_000);
  assert.equal(english.countdown(119_001), '2:00');
  assert.equal(english.countdown(29_500), '30s');
});

test('a wrong clock is said to be fast or slow and by how much, and a rewritten certificate to be whose', () => {
  const meaning = (/** @type {Record<string, unknown>} */ parameters) =>
    viewOf(settled({ diagnosis: diagnosis({ verdict: { code: 'clock-wrong', side: 'device', ...parameters } }) }), english).meaning;
  assert.match(meaning({ aheadMs: -31_536_000_000 }), /It is 365 days slow\.$/);
  assert.match(meaning({ aheadMs: 108_000_000 }), /It is 30 hours fast\.$/);
  assert.match(meaning({ aheadMs: -5_700_000 }), /It is 95 minutes slow\.$/);
  assert.match(meaning({ aheadMs: null }), /AO3 loads\.$/);
  const signed = (/** @type {unknown} */ issuer) =>
    viewOf(settled({ diagnosis: diagnosis({ verdict: { code: 'intercepted', side: 'device', issuer } }) }), english).meaning;
  assert.match(signed('Some Shield Root'), /It calls itself “Some Shield Root”\.$/);
  assert.match(signed(''), /until it is off\.$/);
});

test('a verdict that this version does not know gets a sentence and a way on', () => {
  const view = viewOf(
    settled({ diagnosis: diagnosis({ verdict: { code: 'solar-flare', side: 'sun' }, remedies: [{ code: 'sunglasses' }] }) }),
    english,
  );
  isWhole(view);
  assert.equal(view.side, 'unknown');
  assert.equal(view.best?.code, 'check');
  assert.match(view.meaning, /solar-flare/);
});

test('a page that was seen to answer is no trouble any more, unless another still shows it', () => {
  const down = {
    diagnosis: diagnosis({ verdict: { code: 'archive-down', side: 'archive' }, remedies: [{ code: 'wait' }] }),
    answeredAt: 1,
  };
  const passed = viewOf(settled({ ...down, tabs: [] }), english);
  isWhole(passed);
  assert.equal(passed.side, 'none');
  assert.equal(passed.headline, english.t('verdict_recovered_headline'));
  assert.equal(passed.best?.code, 'check');
  assert.equal(viewOf(settled({ ...down, tabs: [7] }), english).side, 'archive');
  assert.equal(viewOf(settled({ ...down, tabs: [], answeredAt: null }), english).side, 'archive');
});

for (const side of SIDES)
  test(`side ${side} has a name`, () =>
    isWhole(viewOf(settled({ diagnosis: diagnosis({ verdict: { code: 'offline', side } }) }), english)));

for (const kind of TROUBLES) {
  test(`companion ${kind}: one sentence says so, and the error keeps its name`, () => {
    const view = viewOf(
      settled({ own: true, trouble: { kind, detail: '' }, diagnosis: diagnosis({ verdict: { code: 'inconclusive', side: 'unknown' } }) }),
      english,
    );
    isWhole(view);
    assert.match(view.note?.text ?? '', /companion/);
    assert.match(view.headline, /502/);
  });
}
test('a missing companion comes with a way to add it, one that cannot be added does not', () => {
  const action = (/** @type {'missing' | 'absent' | 'crashed' | 'disallowed'} */ kind) =>
    viewOf(settled({ own: true, trouble: { kind, detail: '' } }), english).note?.action?.code;
  assert.equal(action('missing'), 'add-companion');
  assert.equal(action('absent'), undefined);
  assert.equal(action('crashed'), undefined);
  assert.equal(action('disallowed'), undefined);
});

test('states: nothing seen, checking, checking by hand, stopped', () => {
  assert.equal(viewOf(undefined, english).best?.code, 'check');
  assert.match(viewOf(incident(), english).card, /502.*Finding out/);
  assert.equal(viewOf(incident(), english).best, null);
  isWhole(viewOf(incident({ sighting: null, page: null, tabs: [] }), english));
  assert.equal(viewOf(incident({ phase: 'stopped' }), english).best?.code, 'check');
});

test('what happened is named for every way a page can fail', () => {
  const ways = [
    { status: null, error: 'net::ERR_NAME_NOT_RESOLVED' },
    { status: null, error: 'NS_ERROR_UNKNOWN_HOST' },
    { status: null, error: 'net::ERR_CERT_AUTHORITY_INVALID' },
    { status: null, error: 'net::ERR_INTERNET_DISCONNECTED' },
    { status: null, error: 'NS_ERROR_NET_RESET' },
    { status: 200, landing: /** @type {const} */ ('auth-error') },
  ];
  const cards = ways.map((way) => viewOf(incident({ sighting: sighting({ markers: null, ...way }) }), english).card);
  assert.equal(new Set(cards).size, 5, cards.join('\n'));
});

test('a POST is never offered a reload', () => {
  const page = { url: 'https://archiveofourown.org/works', method: 'POST', tabId: 1, hasPage: true, sent: null };
  const view = viewOf(settled({ page, diagnosis: diagnosis({ remedies: [{ code: 'reload-once' }, { code: 'wait' }] }) }), english);
  assert.deepEqual(
    view.everything.map((c) => c.code),
    ['wait'],
  );
});

/** What is said after all of it was cleared. @param {Partial<NonNullable<Incident['aftermath']>>} over @param {Incident['reloads']} [reloads] */
const note = (over, reloads = []) =>
  viewOf(
    settled({
      aftermath: {
        remedy: 'clear-site-data',
        extent: /** @type {const} */ ('all'),
        state: 'helped',
        cookiesLeft: 0,
        notCleared: [],
        ...over,
      },
      reloads,
    }),
    english,
  ).note;

test('what the browser would not clear is said, and that a page with text was not loaded again', () => {
  const refused = note({ notCleared: ['page-storage', 'cache'] });
  assert.equal(refused?.tone, 'bad');
  for (const part of ['part_page_storage', 'part_cache', 'after_helped']) assert.ok(refused?.text.includes(english.t(part)), part);
  const held = note({}, [{ tabId: 1, at: 0, done: true, why: 'text' }]);
  assert.deepEqual([held?.tone, held?.text], ['good', english.join(english.t('after_helped'), english.t('kept_text'))]);
});

test('clearing says whether it helped, and what is left', () => {
  assert.equal(note({})?.tone, 'good');
  assert.equal(note({ state: 'not-helped' })?.tone, 'bad');
  assert.match(note({ cookiesLeft: 2, notCleared: [] })?.text ?? '', /2/);
  assert.ok(note({ state: 'running' }) && note({ state: 'unknown' }));
});

test('the cost is shown', () => {
  for (const [n, text] of /** @type {const} */ ([
    [0, /no request/],
    [1, /1 request /],
    [3, /3 requests/],
  ])) {
    assert.match(viewOf(settled({ diagnosis: diagnosis({ archiveRequests: n }) }), english).spent, text);
  }
});

test('a verdict carries its time; what may have changed says so, and claims nothing about now', () => {
  const now = Date.UTC(2026, 10, 22, 12);
  const at = (/** @type {number} */ ms) => viewOf(settled({ settledAt: now - ms }), english, null, now);
  const fresh = at(4 * 60_000);
  assert.deepEqual(fresh.checked, { text: t('checked_at', english.clock(now - 4 * 60_000)), stale: false });
  assert.equal(fresh.card, fresh.headline);
  const stale = at(7 * 60_000);
  assert.deepEqual(stale.checked, { text: 'Checked 7 minutes ago; this may have changed.', stale: true });
  assert.equal(stale.card, `${t('checked_at', english.clock(now - 7 * 60_000))}: ${stale.headline}`);
  assert.match(at(3 * 3_600_000).checked?.text ?? '', /3 hours ago/);
  const set = viewOf(settled({ settledAt: now, clockSetBack: true }), english, null, now);
  assert.deepEqual(set.checked, { text: t('checked_clock'), stale: true });
  assert.equal(set.card, `${t('checked_earlier')}: ${set.headline}`);
  assert.equal(viewOf(incident(), english, null, now).checked, null, 'nothing has been found yet');
  assert.deepEqual(
    viewOf(settled({ settledAt: now }), english, watch({ state: 'back', lastAt: now - 9 * 60_000 }), now).checked?.stale,
    true,
  );
  assert.deepEqual(viewOf(settled({ settledAt: now - 3_600_000, answeredAt: now - 60_000, tabs: [] }), english, null, now).checked, {
    text: t('checked_at', english.clock(now - 60_000)),
    stale: false,
  });
});

test('while nobody has looked, nothing is said to be well', () => {
  const view = viewOf(undefined, english);
  assert.equal(view.headline, 'No AO3 error seen.');
  assert.notEqual(view.icon, 'good');
  assert.notEqual(view.side, 'none');
  assert.equal(view.checked, null);
});

test('cookies that are only likely to blame are not said to be mended by clearing, and how to tell is said', () => {
  const meaning = (/** @type {'certain' | 'likely'} */ certainty) =>
    viewOf(settled({ diagnosis: diagnosis({ verdict: { code: 'stale-session', side: 'session' }, certainty }) }), english).meaning;
  assert.match(meaning('certain'), /Clearing them mends it/);
  assert.match(meaning('likely'), /private window/);
  assert.doesNotMatch(meaning('likely'), /mends/);
});
