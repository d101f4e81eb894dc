/**
 * What helped before: what counts as help, what is kept of it, and what is never kept.
 *
 * @import {Incident} from '../../../incident/incident.js'
 */
import { onDisk } from '../stub.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { changeSettings } from '../../../browser/settings.js';
import { again, open } from '../../../incident/incident.js';
import { Incidents } from '../../../incident/incidents.js';
import {
  Helped,
  KEEP_MS,
  MOST,
  TIMES,
  WITHIN_MS,
  helpedFrom,
  helpedOften,
  triedHelped,
  trying,
  withHelp,
} from '../../../remedies/helped.js';
import { DONE } from '../../../remedies/outcome.js';
import { diagnosis, seen } from '../examples.js';

const NAMES = diagnosis({
  verdict: { code: 'names-wrong', side: 'names' },
  remedies: [{ code: 'flush-dns' }, { code: 'change-resolver' }, { code: 'other-connection' }],
});
const RECOVERED = diagnosis({ verdict: { code: 'recovered', side: 'none' }, remedies: [{ code: 'reload-once' }] });
const TODAY = new Date().toISOString().slice(0, 10);
const HELP = { verdict: 'names-wrong', remedy: 'change-resolver', times: 1, day: TODAY };

/** @param {Partial<Incident>} [over] @returns {Incident} */
const failed = (over = {}) => ({
  ...open({ id: 'a', isPrivate: false, at: Date.now(), seen: seen() }),
  phase: 'settled',
  settledAt: Date.now(),
  diagnosis: NAMES,
  ...over,
});

/** The background's wiring of it. */
function wired() {
  /** @type {Helped} */
  let helped;
  const incidents = new Incidents((incident) => void helped.judge(incident));
  helped = new Helped(incidents);
  return { incidents, helped };
}

/** Whatever is being written is written. */
async function written() {
  for (let i = 0; i < 30; i += 1) await new Promise(setImmediate);
  return onDisk.get('helped');
}

/**
 * A page fails, a remedy is done, and AO3 is looked at again.
 *
 * @param {ReturnType<typeof wired>} parts
 * @param {{remedy?: string, isPrivate?: boolean, then?: typeof NAMES, does?: import('../../../remedies/outcome.js').Outcome}} [how]
 */
async function mended({ incidents, helped }, { remedy = 'change-resolver', isPrivate = false, then = RECOVERED, does = DONE } = {}) {
  incidents.put(failed({ isPrivate }));
  await helped.heed(incidents.get(isPrivate), remedy, async () => does);
  const now = /** @type {Incident} */ (incidents.get(isPrivate));
  incidents.put(again(now, 'b', now.sighting));
  incidents.put({ .../** @type {Incident} */ (incidents.get(isPrivate)), phase: 'settled', settledAt: Date.now(), diagnosis: then });
  return written();
}

beforeEach(() => onDisk.clear());

test('nothing is kept unless it was switched on', async () => {
  assert.equal(await mended(wired()), undefined);
});

test('what helped is two codes, a number and the day; what helped twice is known in the next incident', async () => {
  await changeSettings({ remember: true });
  const parts = wired();
  assert.deepEqual(await mended(parts), [HELP]);
  parts.incidents.put(failed());
  assert.deepEqual(parts.incidents.get(false)?.helped, [], 'once may be chance');
  assert.deepEqual(await mended(parts), [{ ...HELP, times: TIMES }]);
  parts.incidents.put(failed());
  assert.deepEqual(parts.incidents.get(false)?.helped, ['change-resolver']);
  parts.incidents.put(failed({ diagnosis: { ...NAMES, verdict: { code: 'names-failing', side: 'names' } } }));
  assert.deepEqual(parts.incidents.get(false)?.helped, [], 'it helped with another verdict');
  const on = JSON.stringify(onDisk.get('helped'));
  for (const secret of [seen().url, new URL(seen().url).hostname, '/works']) assert.ok(!on.includes(secret), secret);
});

test('a worker that begins knows what helped; where that is switched off, it does not look', async () => {
  await changeSettings({ remember: true });
  onDisk.set('helped', [{ ...HELP, times: 2 }]);
  const parts = wired();
  await parts.helped.load();
  parts.incidents.put(failed());
  assert.deepEqual(parts.incidents.get(false)?.helped, ['change-resolver']);
  await changeSettings({ remember: false });
  const other = wired();
  await other.helped.load();
  other.incidents.put(failed());
  assert.deepEqual(other.incidents.get(false)?.helped, []);
});

test('private windows leave nothing, neither on disk nor in the incident', async () => {
  await changeSettings({ remember: true });
  const parts = wired();
  assert.equal(await mended(parts, { isPrivate: true }), undefined);
  assert.equal(trying(failed({ isPrivate: true }), 'change-resolver', 1).tried, null);
  const clearing = diagnosis({ verdict: { code: 'stale-session', side: 'session' }, remedies: [{ code: 'clear-site-data' }] });
  assert.equal(trying(failed({ isPrivate: true, diagnosis: clearing }), 'clear-site-data', 1).tried, null);
});

test('what passes the time, leads elsewhere, was not advised, or was only told, is not counted', async () => {
  await changeSettings({ remember: true });
  const every = ['wait', 'watch', 'reload-once', 'lighter-page', 'read-as-guest', 'private-window', 'open-status-page', 'check'];
  for (const remedy of [...every, 'other-connection', 'sign-in-again']) {
    const advised = { ...NAMES, remedies: every.map((code) => ({ code })) };
    assert.equal(trying(failed({ diagnosis: advised }), remedy, 1).tried, null, remedy);
  }
  const told = /** @type {const} */ ({ came: 'told', word: 'browser_page_refused', copy: null, quoted: null });
  assert.equal(await mended(wired(), { does: told }), undefined, 'the person does it, or not');
  assert.equal(await mended(wired(), { remedy: 'flush-dns', does: { ...told, word: 'flushed_unchanged' } }), undefined);
  assert.deepEqual(await mended(wired(), { remedy: 'flush-dns', does: { ...told, word: 'flushed_changed' } }), [
    { ...HELP, remedy: 'flush-dns' },
  ]);
});

test('a look that finds the same trouble, or another one, ends it', async () => {
  await changeSettings({ remember: true });
  const parts = wired();
  assert.equal(await mended(parts, { then: NAMES }), undefined);
  assert.equal(parts.incidents.get(false)?.tried, null);
  const now = /** @type {Incident} */ (parts.incidents.get(false));
  parts.incidents.put({ ...again(now, 'c', now.sighting), phase: 'settled', settledAt: Date.now(), diagnosis: RECOVERED });
  assert.equal(await written(), undefined, 'it came back later, by itself');
});

test('a remedy that fails is taken back, and who pressed hears of it', async () => {
  const { incidents, helped } = wired();
  incidents.put(failed());
  await assert.rejects(
    helped.heed(incidents.get(false), 'change-resolver', () => Promise.reject(new Error('no'))),
    /no/,
  );
  assert.equal(incidents.get(false)?.tried, null);
});

test('when it is known to have helped', () => {
  const tried = { verdict: 'names-wrong', remedy: 'flush-dns', look: 'a', at: 1000 };
  const said = (/** @type {Partial<Incident>} */ over) => triedHelped(failed({ id: 'b', settledAt: 2000, tried, ...over }));
  const after = { remedy: 'clear-site-data', extent: /** @type {const} */ ('all'), cookiesLeft: 0, notCleared: [] };
  assert.equal(said({ tried: null }), undefined);
  assert.equal(said({ id: 'a', diagnosis: RECOVERED }), undefined, 'a look that was under way as it was done');
  assert.equal(said({ phase: 'checking', diagnosis: null }), undefined);
  assert.equal(said({ aftermath: { ...after, state: 'running' } }), undefined, 'the clearing is judged first');
  assert.equal(said({}), false);
  assert.equal(said({ aftermath: { ...after, state: 'not-helped' } }), false);
  assert.equal(said({ aftermath: { ...after, state: 'helped' } }), true);
  assert.equal(said({ diagnosis: RECOVERED }), true);
  assert.equal(said({ diagnosis: RECOVERED, settledAt: 1000 + WITHIN_MS + 1 }), false, 'so much later it may have come back by itself');
  assert.equal(said({ id: 'a', answeredAt: 1500 }), true, 'the very page answers');
  assert.equal(said({ id: 'a', answeredAt: 500 }), undefined, 'it answered before');
});

test('the list ends by number and by age, the latest first', () => {
  const now = Date.parse('2026-11-29T12:00:00Z');
  let list = /** @type {import('../../../remedies/helped.js').Help[]} */ ([]);
  for (let i = 0; i < MOST + 20; i += 1)
    list = withHelp(list, { verdict: `v-${'x'.repeat(1 + (i % 35))}`, remedy: i < 35 ? 'flush-dns' : 'open-portal' }, now);
  assert.equal(list.length, MOST);
  assert.equal(list[0]?.remedy, 'open-portal');
  assert.deepEqual(withHelp([], HELP, now), [{ ...HELP, day: '2026-11-29' }]);
  assert.deepEqual(helpedFrom([{ ...HELP, day: '2026-11-29' }], now + KEEP_MS), []);
  assert.deepEqual(helpedOften([{ ...HELP, times: 2 }], 'names-wrong'), ['change-resolver']);
  assert.deepEqual(helpedOften([{ ...HELP, times: 2 }], undefined), []);
});

for (const strange of [
  null,
  7,
  'text',
  {},
  [null, 7, {}],
  [{ ...HELP, times: 0 }],
  [{ ...HELP, times: '2' }],
  [{ ...HELP, remedy: 'wait' }],
  [{ ...HELP, remedy: 'constructor' }],
  [{ ...HELP, verdict: 'https://archiveofourown.org/works/1' }],
  [{ ...HELP, day: 'once' }],
]) {
  test(`${JSON.stringify(strange)} in the storage is no help`, () => assert.deepEqual(helpedFrom(strange, Date.now()), []));
}

test('what somebody else put into an entry is not taken along', () =>
  assert.deepEqual(helpedFrom([{ ...HELP, url: 'https://x' }], Date.now()), [HELP]));

test('forgotten: on disk, in what is shown, and what is being tried', async () => {
  await changeSettings({ remember: true });
  const parts = wired();
  await mended(parts);
  await mended(parts);
  parts.incidents.put(failed());
  await parts.helped.heed(parts.incidents.get(false), 'change-resolver', async () => DONE);
  await parts.helped.forget();
  assert.equal(await written(), undefined);
  assert.deepEqual([parts.incidents.get(false)?.helped, parts.incidents.get(false)?.tried], [[], null]);
  assert.deepEqual(await mended(parts), [HELP], 'it begins anew');
});

test('a storage that fails is said where it can be, and the next is kept again', async (t) => {
  await changeSettings({ remember: true });
  const parts = wired();
  const { local } = /** @type {any} */ (globalThis).chrome.storage;
  const warned = t.mock.method(console, 'warn', () => undefined);
  const set = t.mock.method(local, 'set', async () => Promise.reject(new Error('QuotaExceeded')));
  assert.equal(await mended(parts), undefined);
  assert.equal(warned.mock.callCount(), 1);
  set.mock.restore();
  assert.deepEqual(await mended(parts), [HELP]);
  const get = t.mock.method(local, 'get', async () => Promise.reject(new Error('disk')));
  await wired().helped.load();
  get.mock.restore();
  t.mock.method(local, 'remove', async () => Promise.reject(new Error('disk')));
  await assert.rejects(parts.helped.forget(), /disk/);
});
