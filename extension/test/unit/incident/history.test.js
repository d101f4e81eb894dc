/** @import {Incident} from '../../../incident/incident.js' */
import { onDisk } from '../stub.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { History, KEEP_DAYS, MOST, isOver, pastFrom, readPast, withIncident } from '../../../incident/history.js';
import { open } from '../../../incident/incident.js';
import { changeSettings } from '../../../browser/settings.js';
import { diagnosis, seen, sighting } from '../examples.js';

const DAY = 24 * 60 * 60_000;
const AT = Date.now() - 60_000;
const PAST = { at: AT, code: 'archive-down', side: 'archive', certainty: 'certain', status: 502, lasted: null };

/** @param {Partial<Incident>} [over] @returns {Incident} */
const settled = (over = {}) => ({
  ...open({ id: 'a', isPrivate: false, at: AT, seen: seen() }),
  phase: 'settled',
  settledAt: AT + 900,
  diagnosis: diagnosis(),
  ...over,
});
const recovered = diagnosis({ verdict: { code: 'recovered', side: 'none' } });

/** What is on disk once everything before has been written. @param {History} history */
async function kept(history) {
  history.note(settled({ phase: 'checking' })); // Does nothing; the next line waits for what came before.
  for (let i = 0; i < 20; i += 1) await new Promise(setImmediate);
  return onDisk.get('history');
}

beforeEach(() => onDisk.clear());

test('nothing is kept unless it was switched on', async () => {
  const history = new History();
  history.note(settled());
  assert.equal(await kept(history), undefined);
});

test('an incident that settles is kept, with nothing of its page', async () => {
  await changeSettings({ remember: true });
  const history = new History();
  history.note(settled());
  assert.deepEqual(await kept(history), [PAST]);
  const written = JSON.stringify(onDisk.get('history'));
  for (const secret of [seen().url, new URL(seen().url).hostname, '/works']) assert.ok(!written.includes(secret), secret);
});

test('nothing of a private window is kept, whatever was switched on', async () => {
  await changeSettings({ remember: true });
  const history = new History();
  history.note(settled({ isPrivate: true }));
  history.over(settled({ isPrivate: true }), AT + 1);
  assert.equal(await kept(history), undefined);
});

test('what is not settled yet is not kept', async () => {
  await changeSettings({ remember: true });
  const history = new History();
  history.note(settled({ phase: 'checking' }));
  history.note(settled({ diagnosis: null }));
  assert.equal(await kept(history), undefined);
});

test('many changes of one incident are one entry, in the order that they came', async () => {
  await changeSettings({ remember: true });
  const history = new History();
  for (let tab = 1; tab <= 30; tab += 1) history.note(settled({ tabs: [tab] }));
  history.note(settled({ openedAt: AT + 1000, lastAt: AT + 1000 }));
  assert.deepEqual(await kept(history), [{ ...PAST, at: AT + 1000 }, PAST]);
});

test('switched off meanwhile, nothing more is written, and what was there can be deleted', async () => {
  await changeSettings({ remember: true });
  const history = new History();
  history.note(settled());
  await kept(history);
  await changeSettings({ remember: false });
  history.note(settled({ openedAt: AT + 1 }));
  assert.deepEqual(await kept(history), [PAST]);
  history.note(settled());
  await history.forget();
  assert.equal(await kept(history), undefined);
});

test('a storage that fails is said where it can be, and the next entry is kept again', async (t) => {
  await changeSettings({ remember: true });
  const history = new History();
  const { local } = /** @type {any} */ (globalThis).chrome.storage;
  const warned = t.mock.method(console, 'warn', () => undefined);
  const set = t.mock.method(local, 'set', async () => Promise.reject(new Error('QuotaExceeded')));
  history.note(settled());
  assert.equal(await kept(history), undefined);
  assert.equal(warned.mock.callCount(), 1);
  set.mock.restore();
  history.note(settled());
  assert.deepEqual(await kept(history), [PAST]);
  t.mock.method(local, 'remove', async () => Promise.reject(new Error('disk')));
  await assert.rejects(history.forget(), /disk/);
});

test('that it recovered is the end of what it was', () => {
  assert.deepEqual(withIncident([PAST], settled({ diagnosis: recovered, settledAt: AT + 90_000 })), [{ ...PAST, lasted: 90_000 }]);
  const helped = settled({
    settledAt: AT + 5000,
    aftermath: { remedy: 'clear-site-data', extent: /** @type {const} */ ('all'), state: 'helped', cookiesLeft: 0, notCleared: [] },
  });
  assert.deepEqual(withIncident([PAST], helped), [{ ...PAST, lasted: 5000 }]);
});

test('over at the first look is an entry; asked by hand with nothing wrong, or an old copy, is none', () => {
  assert.deepEqual(withIncident([], settled({ diagnosis: recovered })), [{ ...PAST, code: 'recovered', side: 'none', lasted: 900 }]);
  assert.deepEqual(withIncident([], settled({ diagnosis: recovered, sighting: null })), []);
  assert.deepEqual(withIncident([], settled({ diagnosis: recovered, sighting: sighting({ fromCache: true }) })), []);
});

test('asked again, the newer verdict stands in the place of the older', () => {
  const newer = settled({
    id: 'b',
    diagnosis: diagnosis({ verdict: { code: 'archive-overloaded', side: 'archive' }, certainty: 'likely' }),
  });
  assert.deepEqual(withIncident([PAST], newer), [{ ...PAST, code: 'archive-overloaded', certainty: 'likely' }]);
});

test('what fails once more after it had answered is not over', () => {
  const over = { ...PAST, lasted: 30_000 };
  assert.deepEqual(withIncident([over], settled()), [over]);
  assert.deepEqual(withIncident([over], settled({ lastAt: AT + 40_000 })), [PAST]);
});

test('the page that failed answers: over; another page, a stored copy, a new failure: not', async () => {
  const incident = settled({ tabs: [] });
  const load = { tabId: 1, url: seen().url, statusCode: 200, fromCache: false, timeStamp: AT + 1000 };
  assert.ok(isOver(incident, load));
  for (const other of [{ url: 'https://archiveofourown.org/' }, { statusCode: 502 }, { fromCache: true }, { timeStamp: AT - 1 }])
    assert.ok(!isOver(incident, { ...load, ...other }), JSON.stringify(other));
  assert.ok(!isOver(settled({ tabs: [1] }), load), 'it is the load that failed');
  await changeSettings({ remember: true });
  const history = new History();
  history.note(incident);
  history.over(incident, AT + 1000.4);
  history.over(incident, AT + 5000);
  assert.deepEqual(await kept(history), [{ ...PAST, lasted: 1000 }]);
});

test('the list ends by number and by age, newest first', async () => {
  const now = AT + DAY;
  const many = Array.from({ length: 80 }, (_, i) => ({ ...PAST, at: now - i * DAY }));
  const list = pastFrom([...many].reverse(), now);
  assert.deepEqual(list, many.slice(0, KEEP_DAYS));
  const close = Array.from({ length: 80 }, (_, i) => ({ ...PAST, at: now - i }));
  assert.equal(pastFrom(close, now).length, MOST);
});

for (const strange of [
  undefined,
  null,
  7,
  'text',
  {},
  [null, 7, {}, { at: 'x' }],
  [{ ...PAST, code: 5 }],
  [{ ...PAST, at: NaN }],
  [{ ...PAST, lasted: 'long' }],
]) {
  test(`${JSON.stringify(strange)} in the storage is no list`, async () => {
    if (strange !== undefined) onDisk.set('history', strange);
    assert.deepEqual(await readPast(), []);
  });
}

test('what somebody else put into an entry is not taken along', () =>
  assert.deepEqual(pastFrom([{ ...PAST, url: 'https://x' }], AT), [PAST]));
