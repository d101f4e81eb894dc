import { alarms, onAlarm, opened, reloads, stored, tabs } from '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BrowserRestart } from '../../../remedies/browser-restart.js';
import { Check } from '../../../diagnosis/check.js';
import { viewOf } from '../../../words/view.js';
import { joined, left, open } from '../../../incident/incident.js';
import { diagnoseAlone, mayTry } from '../../../diagnosis/alone.js';
import { RELOAD_AFTER_MS, ReloadOnce, reloadDelay } from '../../../remedies/reload-once.js';
import { Reconnection } from '../../../remedies/reconnection.js';
import { Helped } from '../../../remedies/helped.js';
import { Remedies } from '../../../remedies/remedies.js';
import { plan } from '../../../diagnosis/trials.js';
import { goOn, pass, standStill } from '../clock.js';
import { english, t as t_ } from '../english.js';
import { diagnosis, seen, sighting } from '../examples.js';
import { Incidents } from '../../../incident/incidents.js';
import { PrivateLoads } from '../../../incident/private-load.js';
import { brokenOff } from '../../../diagnosis/budget.js';

test('a reload is spread over ten seconds', () => {
  assert.equal(
    reloadDelay(() => 0),
    RELOAD_AFTER_MS.least,
  );
  assert.ok(reloadDelay(() => 0.999) <= RELOAD_AFTER_MS.most);
});

const PAGE = { url: 'https://archiveofourown.org/works/1/chapters/2?a=b', method: 'GET', tabId: 1 };
test('what each trial asks for', () => {
  assert.deepEqual(plan('same-page-with-cookies', PAGE, 'tok'), {
    url: 'https://archiveofourown.org/works/1/chapters/2?a=b&why502=tok',
    withCookies: true,
  });
  assert.deepEqual(plan('same-page-without-cookies', PAGE, 'tok'), {
    url: 'https://archiveofourown.org/works/1/chapters/2?a=b&why502=tok',
    withCookies: false,
  });
  assert.deepEqual(plan('light-page-with-cookies', PAGE, 'tok'), {
    url: 'https://archiveofourown.org/works/1/navigate?why502=tok',
    withCookies: true,
  });
  assert.deepEqual(plan('light-page-without-cookies', null, 'tok'), {
    url: 'https://archiveofourown.org/token_dispenser.json',
    withCookies: false,
  });
});
test('what is never asked', () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'])
    assert.deepEqual(plan('same-page-with-cookies', { ...PAGE, method }, 't'), { notAsked: 'not-a-get' });
  assert.deepEqual(plan('same-page-with-cookies', null, 't'), { notAsked: 'no-page' });
  assert.deepEqual(plan('same-page-with-cookies', { ...PAGE, url: 'https://example.com/' }, 't'), { notAsked: 'not-ao3' });
  assert.deepEqual(plan('same-page-with-cookies', { ...PAGE, url: 'https://archiveofourown.org/downloads/1/a.epub' }, 't'), {
    notAsked: 'costly',
  });
  assert.ok(!JSON.stringify(plan('light-page-with-cookies', { ...PAGE, url: 'https://example.com/' }, 't')).includes('example.com'));
});

test('nothing is tried where trying makes it worse', () => {
  for (const status of [403, 418, 429, 507]) assert.equal(mayTry(sighting({ status })), false, String(status));
  assert.equal(mayTry(sighting({ method: 'POST' })), false);
  assert.equal(mayTry(null), false);
  assert.equal(mayTry(sighting()), true);
});

const NO = { status: 0, error: null, serverIp: null, tookMs: 1, redirects: 0, landing: null, headers: null, markers: null };
/** @param {number | null} withCookies @param {number | null} asGuest */
const tried = (withCookies, asGuest) => [
  { trial: /** @type {const} */ ('same-page-with-cookies'), result: { ...NO, status: withCookies } },
  { trial: /** @type {const} */ ('same-page-without-cookies'), result: { ...NO, status: asGuest } },
];
test('alone: what the error names itself', () => {
  const bare = { markers: null, headers: null };
  /** @type {[Parameters<typeof sighting>[0], string][]} */
  const rows = [
    [{ ...bare, status: 429 }, 'too-many-requests'],
    [{ ...bare, status: 507 }, 'posting-limit'],
    [{ ...bare, status: 445 }, 'search-down'],
    [{ ...bare, status: 522 }, 'edge-cannot-reach-archive'],
    [{ ...bare, status: 403, headers: { 'cf-mitigated': 'challenge' } }, 'browser-check'],
    [{ ...bare, status: 511 }, 'captive-portal'],
    [{ ...bare, status: 200, landing: 'lost-cookie' }, 'signed-out'],
    [{ ...bare, status: 200, landing: 'auth-error', cookiesAllowed: false }, 'cookies-blocked'],
    [{ ...bare, cookiesAllowed: false }, 'inconclusive'],
    [{ ...bare, status: null, error: 'net::ERR_BLOCKED_BY_CLIENT' }, 'browser-interference'],
    [{ ...bare, status: null, error: 'NS_ERROR_ABORT' }, 'browser-interference'],
    [{ ...bare, status: 418 }, 'address-refused'],
    [
      {
        ...bare,
        status: 403,
        markers: { title: null, mainClasses: [], bodyClasses: [], ids: ['cf-wrapper', 'cf-error-details'], text: '' },
      },
      'address-refused',
    ],
  ];
  for (const [over, code] of rows) assert.equal(diagnoseAlone(sighting(over), [], 1).verdict.code, code);
});
test("alone: blame only on AO3's own word, never on the cookies", () => {
  assert.equal(diagnoseAlone(sighting(), tried(502, 502), 1).verdict.code, 'archive-down');
  assert.equal(diagnoseAlone(sighting({ markers: null }), tried(502, 502), 1).verdict.code, 'inconclusive');
  assert.equal(diagnoseAlone(sighting(), tried(502, 200), 1).verdict.code, 'inconclusive');
  assert.equal(diagnoseAlone(sighting(), tried(200, 200), 1).verdict.code, 'recovered');
  assert.equal(diagnoseAlone(sighting({ status: null, markers: null, headers: null }), tried(null, null), 1).verdict.code, 'inconclusive');
});
test('alone: no remedy makes its cause worse', () => {
  for (const status of [403, 418, 429, 507]) {
    const codes = diagnoseAlone(sighting({ status }), [], 1).remedies.map((r) => r.code);
    assert.ok(!codes.includes('reload-once') && !codes.includes('clear-site-data'), String(status));
  }
});

/** A settled incident in tab 1, and the remedies of a worker. @param {Parameters<typeof seen>[0]} [over] */
async function settledIn(over) {
  standStill(Date.UTC(2026, 10, 22, 12));
  for (const held of [alarms, stored, tabs]) held.clear();
  reloads.length = 0;
  tabs.set(1, { id: 1, url: 'https://archiveofourown.org/works/1/chapters/2', status: 502 });
  const incidents = new Incidents(() => undefined);
  const offered = diagnosis({
    verdict: { code: 'archive-overloaded', side: 'archive' },
    remedies: [{ code: 'wait' }, { code: 'reload-once' }],
  });
  incidents.put({ ...open({ id: 'a', isPrivate: false, at: Date.now(), seen: seen(over) }), phase: 'settled', diagnosis: offered });
  return { incidents, ...(await worker(incidents)) };
}

/**
 * A person presses in front of that tab.
 *
 * @param {import('../../../incident/incident.js').Incident | undefined} incident
 * @param {number | null} tabId
 * @param {boolean} [sure]
 */
const press = (incident, tabId, sure = false) => ({ incident, tabId, isPrivate: false, sure });

/** @param {Incidents} incidents */
async function worker(incidents) {
  const reloadOnce = new ReloadOnce(incidents);
  const remedies = new Remedies({
    check: new Check(incidents),
    incidents,
    privateLoads: new PrivateLoads(incidents),
    reloadOnce,
    watcher: { start: async () => undefined, seenFrom: () => null },
    reconnection: new Reconnection(incidents, new Check(incidents)),
    restart: new BrowserRestart(incidents, async () => undefined),
    helped: new Helped(incidents),
  });
  onAlarm(() => void reloadOnce.due());
  await reloadOnce.due();
  const isOffered = () => viewOf(incidents.get(false), english).everything.some((c) => c.code === 'reload-once');
  return { remedies, reloadOnce, isOffered };
}

test("the browser's check is finished in the tab that shows it, or on a page of AO3's where that is closed", async (t) => {
  t.after(goOn);
  const { incidents, remedies } = await settledIn();
  opened.length = 0;
  await remedies.run('finish-browser-check', press(incidents.get(false), 1));
  assert.equal(tabs.get(1)?.active, true);
  assert.deepEqual(opened, []);
  tabs.clear();
  await remedies.run('finish-browser-check', press(incidents.get(false), 1));
  assert.deepEqual(opened, ['https://archiveofourown.org/']);
});

test('reload once: after ten to twenty seconds, one time, and not offered again in a row', async (t) => {
  t.after(goOn);
  const { incidents, remedies, isOffered } = await settledIn();
  assert.ok(isOffered());
  const asked = await remedies.run('reload-once', press(incidents.get(false), 1));
  const reloadInMs = asked.came === 'reloads' ? asked.reloadInMs : NaN;
  await remedies.run('reload-once', press(incidents.get(false), 1));
  await pass(reloadInMs - 1);
  assert.equal(reloads.length, 0);
  await pass(5 * 60_000);
  assert.deepEqual(
    reloads.map((r) => [r.tabId, r.bypassCache]),
    [[1, true]],
  );
  const now = incidents.get(false);
  assert.deepEqual(
    now?.reloads.map((r) => [r.tabId, r.done, r.why]),
    [[1, true, null]],
  );
  incidents.put(joined(left(now, 1, Date.now()), seen(), Date.now()));
  assert.equal(isOffered(), false);
  await remedies.run('reload-once', press(incidents.get(false), 1));
  await pass(60_000);
  assert.equal(reloads.length, 1);
});

test('reload once: a worker that is ended meanwhile neither loses nor repeats it', async (t) => {
  t.after(goOn);
  const { incidents, remedies } = await settledIn();
  await remedies.run('reload-once', press(incidents.get(false), 1));
  standStill(Date.now()); // Its timers die with it.
  await pass(60_000);
  assert.equal(reloads.length, 0);
  const again = new Incidents(() => undefined);
  await again.load(brokenOff);
  const next = await worker(again);
  assert.equal(reloads.length, 1);
  await next.reloadOnce.due();
  await pass(60_000);
  assert.equal(reloads.length, 1);
});

test('reload once: never where a form was sent, nor a tab that went elsewhere', async (t) => {
  t.after(goOn);
  const posted = await settledIn({ sighting: sighting({ method: 'POST' }) });
  assert.deepEqual(await posted.remedies.run('reload-once', press(posted.incidents.get(false), 1)), { came: 'stays', why: 'posted' });
  const { incidents, remedies } = await settledIn();
  await remedies.run('reload-once', press(incidents.get(false), 1));
  tabs.set(1, { id: 1, url: 'https://example.com/', status: 200 });
  await pass(60_000);
  assert.equal(reloads.length, 0);
});

test('reload once: at once where AO3 answers again', async (t) => {
  t.after(goOn);
  const { incidents, remedies } = await settledIn();
  incidents.update(/** @type {import('../../../incident/incident.js').Incident} */ (incidents.get(false)), (i) => ({
    ...i,
    diagnosis: diagnosis({ verdict: { code: 'recovered', side: 'none' } }),
  }));
  assert.deepEqual(await remedies.run('reload-once', press(incidents.get(false), 1)), { came: 'reloads', reloadInMs: 0 });
  assert.equal(reloads.length, 1);
});

/** Another tab that failed. @param {Incidents} incidents @param {number} tabId @param {Parameters<typeof seen>[0]} [over] */
function alsoFailed(incidents, tabId, over) {
  tabs.set(tabId, { id: tabId, url: `https://archiveofourown.org/works/${tabId}`, status: 502 });
  const now = /** @type {import('../../../incident/incident.js').Incident} */ (incidents.get(false));
  incidents.put(joined(now, seen({ tabId, url: `https://archiveofourown.org/works/${tabId}`, ...over }), Date.now()));
}

test('reload once: the tab in front, and no other', async (t) => {
  t.after(goOn);
  const { incidents, remedies } = await settledIn();
  alsoFailed(incidents, 2);
  await remedies.run('reload-once', press(incidents.get(false), 2));
  await pass(60_000);
  assert.deepEqual(
    reloads.map((r) => r.tabId),
    [2],
  );
  assert.equal(incidents.get(false)?.page?.tabId, 1, 'the incident began elsewhere');
  await remedies.run('reload-once', press(incidents.get(false), 1));
  await pass(60_000);
  assert.deepEqual(
    reloads.map((r) => r.tabId),
    [2, 1],
    'each tab once',
  );
});

/** @type {[string, number | null, string, (incidents: Incidents) => void][]} */
const KEPT_BECAUSE = [
  ['a tab that did not fail', 9, 'left', () => void tabs.set(9, { id: 9, url: 'https://archiveofourown.org/', status: 200 })],
  ['where no tab can be told', null, 'left', () => undefined],
  ['closed', 1, 'closed', () => tabs.clear()],
  ['put away by the browser', 1, 'asleep', () => void Object.assign(tabs.get(1) ?? {}, { discarded: true })],
  ['on its way to another page', 1, 'loading', () => void Object.assign(tabs.get(1) ?? {}, { loading: true })],
  ['shows a page that works', 1, 'left', () => void Object.assign(tabs.get(1) ?? {}, { status: 200 })],
  ['a form was sent there', 2, 'posted', (incidents) => alsoFailed(incidents, 2, { sighting: sighting({ method: 'POST' }) })],
  ['nobody saw its request', 2, 'posted', (incidents) => alsoFailed(incidents, 2, { sighting: sighting({ method: null }) })],
];
for (const [what, front, why, make] of KEPT_BECAUSE) {
  test(`reload once: not done, and said why: ${what}`, async (t) => {
    t.after(goOn);
    const { incidents, remedies } = await settledIn();
    make(incidents);
    const ran = await remedies.run('reload-once', press(incidents.get(false), front));
    await pass(60_000);
    assert.deepEqual(reloads, []);
    const now = /** @type {import('../../../incident/incident.js').Incident} */ (incidents.get(false));
    // Whether it is known at once or when the time has come, the popup says it; it may be asked for again.
    assert.equal((ran.came === 'stays' ? ran.why : null) ?? now.reloads.find((r) => r.tabId === front)?.why, why);
    if (front !== null) assert.equal(viewOf(now, english, null, Date.now(), front).note?.text, t_(`kept_${why}`));
  });
}

test('a page that only tells after its wait is loaded in the tab in front, or the person is brought to its tab', async (t) => {
  t.after(goOn);
  const { incidents, remedies } = await settledIn();
  alsoFailed(incidents, 2);
  incidents.update(/** @type {import('../../../incident/incident.js').Incident} */ (incidents.get(false)), (i) => ({
    ...i,
    diagnosis: diagnosis({ verdict: { code: 'too-many-requests', side: 'limit' } }),
  }));
  await remedies.run('wait', press(incidents.get(false), 9));
  assert.deepEqual([reloads.length, tabs.get(1)?.active], [0, true]);
  await remedies.run('wait', press(incidents.get(false), 2));
  assert.deepEqual(
    reloads.map((r) => r.tabId),
    [2],
  );
});

test('reload once: text in the tab is told of first; typed while it counts down, it is kept and said', async (t) => {
  t.after(goOn);
  const { incidents, remedies, isOffered } = await settledIn();
  const tab = tabs.get(1);
  if (tab) tab.text = 'forty words';
  assert.deepEqual(await remedies.run('reload-once', press(incidents.get(false), 1)), {
    came: 'asks',
    text: [{ text: 'typed', where: 'comment', length: 11, tabId: 1, host: 'archiveofourown.org' }],
  });
  await pass(60_000);
  assert.deepEqual([reloads.length, incidents.get(false)?.reloads], [0, []]);
  if (tab) tab.text = '';
  await remedies.run('reload-once', press(incidents.get(false), 1));
  if (tab) tab.text = 'typed meanwhile';
  await pass(60_000);
  assert.equal(reloads.length, 0);
  assert.equal(viewOf(incidents.get(false), english).note?.text, english.t('kept_text'));
  assert.ok(isOffered(), 'it was not done');
  await remedies.run('reload-once', press(incidents.get(false), 1, true));
  await pass(60_000);
  assert.equal(reloads.length, 1);
});
