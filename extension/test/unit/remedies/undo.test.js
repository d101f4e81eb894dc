import { stored } from '../stub.js';
import { cookie, jar, refusing } from './jar.js';
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { cookiesIn, take, wholeOf } from '../../../remedies/cookies.js';
import { UNDO, UNDO_MS, Undo } from '../../../remedies/undo.js';
import { goOn, pass, standStill } from '../clock.js';

const NOW = Date.UTC(2026, 10, 22, 12);
const LATER = NOW / 1000 + 86_400;
/** @type {import('../../../browser/tab.js').Store} */
const ORDINARY = { id: '0', kind: 'ordinary' };
/** @type {import('../../../browser/tab.js').Store} */
const PRIVATE = { id: '1', kind: 'private' };

/** One of each kind that a browser tells apart. @type {(storeId: string) => ReturnType<typeof cookie>[]} */
const everyKind = (storeId) =>
  [
    cookie({ name: 'session' }),
    cookie({ name: 'lasting', session: false, expirationDate: LATER + 0.25 }),
    cookie({ name: 'open', httpOnly: false }),
    cookie({ name: '__Host-a' }),
    cookie({ name: '__Secure-b', domain: '.archiveofourown.org', hostOnly: false }),
    .../** @type {const} */ (['no_restriction', 'lax', 'strict', 'unspecified']).map((sameSite) => cookie({ name: sameSite, sameSite })),
    cookie({ name: 'path', path: '/works' }),
    cookie({ name: 'twice' }),
    cookie({ name: 'twice', domain: '.archiveofourown.org', hostOnly: false }),
    cookie({
      name: 'parted',
      partitionKey: { topLevelSite: 'https://example.com', hasCrossSiteAncestor: true },
      sameSite: 'no_restriction',
    }),
    cookie({ name: 'empty', value: '' }),
  ].map((one) => ({ ...one, storeId }));

beforeEach(() => {
  standStill(NOW);
  stored.clear();
  refusing.clear();
  jar.length = 0;
});
after(goOn);

/** As a clearing does. @param {Undo} undo @param {import('../../../browser/tab.js').Store} store */
async function cleared(undo, store) {
  const before = await cookiesIn(store.id);
  await undo.keep(store, before, false);
  await take(before);
  await undo.cleared(store, await cookiesIn(store.id));
}

const all = () => jar.map(wholeOf).sort();

test('every kind of cookie comes back as it was, also after the worker has slept', async () => {
  jar.push(...everyKind('0'));
  const before = all();
  await cleared(new Undo(), ORDINARY);
  assert.equal(jar.length, 0);
  const next = new Undo();
  await next.load();
  assert.deepEqual(next.offer('0'), { cookies: before.length, until: NOW + UNDO_MS });
  assert.deepEqual(await next.run('0', false), { restored: before.length, expired: 0, failed: 0 });
  assert.deepEqual(all(), before);
  assert.equal(next.offer('0'), null);
  assert.equal(stored.has(UNDO), false, 'nothing of it is left');
});

test('ten minutes, and no longer, whether the worker slept or not', async () => {
  jar.push(cookie());
  const undo = new Undo();
  await cleared(undo, ORDINARY);
  await pass(UNDO_MS - 1);
  assert.ok(undo.offer('0'));
  await pass(60_000);
  assert.equal(undo.offer('0'), null);
  assert.deepEqual(await undo.run('0', true), { gone: true });
  const next = new Undo();
  await next.load();
  assert.equal(next.offer('0'), null);
  assert.equal(stored.has(UNDO), false);
});

test('others that came since are told of first; then they make way', async () => {
  jar.push(cookie());
  const before = all();
  const undo = new Undo();
  await cleared(undo, ORDINARY);
  jar.push(cookie({ value: 'new' }), cookie({ name: 'another' }));
  const came = all();
  assert.deepEqual(await undo.run('0', false), { asks: 2 });
  assert.deepEqual(all(), came, 'it asked, and did nothing');
  assert.deepEqual(await undo.run('0', true), { restored: 1, expired: 0, failed: 0 });
  assert.deepEqual(all(), before);
});

test('what ran out meanwhile stays away, and is told', async () => {
  jar.push(cookie(), cookie({ name: 'short', session: false, expirationDate: NOW / 1000 + 60 }));
  const undo = new Undo();
  await cleared(undo, ORDINARY);
  await pass(120_000);
  assert.deepEqual(await undo.run('0', false), { restored: 1, expired: 1, failed: 0 });
});

test('what the browser refuses can be tried again', async () => {
  jar.push(cookie());
  const undo = new Undo();
  await cleared(undo, ORDINARY);
  refusing.add('cookies.set');
  assert.deepEqual(await undo.run('0', false), { restored: 0, expired: 0, failed: 1 });
  refusing.clear();
  assert.deepEqual(await undo.run('0', false), { restored: 1, expired: 0, failed: 0 });
});

test('of private windows nothing is kept but in memory, until the last of them closes', async () => {
  jar.push(...everyKind('1'), cookie());
  const before = all();
  const undo = new Undo();
  await cleared(undo, PRIVATE);
  assert.equal(stored.has(UNDO), false);
  assert.equal(undo.offer('0'), null, 'another store has nothing to do with it');
  assert.deepEqual(await undo.run('1', false), { restored: before.length - 1, expired: 0, failed: 0 });
  assert.deepEqual(all(), before);
  await cleared(undo, PRIVATE);
  undo.forgetPrivate();
  assert.equal(undo.offer('1'), null);
});

test('two clearings, two ways back, the later first', async () => {
  jar.push(cookie({ value: 'first' }));
  const undo = new Undo();
  await cleared(undo, ORDINARY);
  jar.push(cookie({ value: 'second' }));
  await cleared(undo, ORDINARY);
  await undo.run('0', true);
  assert.deepEqual(
    jar.map((c) => c.value),
    ['second'],
  );
  await undo.run('0', true);
  assert.deepEqual(
    jar.map((c) => c.value),
    ['first'],
  );
});

test('"forget" leaves nothing', async () => {
  jar.push(cookie());
  const undo = new Undo();
  await cleared(undo, ORDINARY);
  assert.ok(stored.has(UNDO));
  await undo.forget();
  assert.equal(undo.offer('0'), null);
  assert.equal(stored.has(UNDO), false);
});

test('of a session alone: exactly its cookies come back, and what else AO3 has set since stays', async () => {
  const session = [cookie({ name: '_otwarchive_session' }), cookie({ name: 'user_credentials', value: '1', httpOnly: false })];
  jar.push(...session, cookie({ name: 'view_adult', value: 'true' }));
  const before = all();
  const undo = new Undo();
  await undo.keep(ORDINARY, session, true);
  await take(session);
  await undo.cleared(ORDINARY, await cookiesIn('0'));
  assert.deepEqual(
    jar.map((c) => c.name),
    ['view_adult'],
  );
  jar.push(cookie({ name: 'another' }));
  const next = new Undo();
  await next.load();
  assert.deepEqual(await next.run('0', false), { restored: 2, expired: 0, failed: 0 }, "another cookie is none of the session's business");
  assert.deepEqual(all(), [...before, wholeOf(cookie({ name: 'another' }))].sort());
});

test('a session that AO3 has given out since makes way for the old one, after a question', async () => {
  const session = [cookie({ name: '_otwarchive_session' })];
  jar.push(...session, cookie({ name: 'view_adult' }));
  const before = all();
  const undo = new Undo();
  await undo.keep(ORDINARY, session, true);
  await take(session);
  await undo.cleared(ORDINARY, await cookiesIn('0'));
  jar.push(cookie({ name: '_otwarchive_session', value: 'of a guest' }), cookie({ name: 'remember_user_token', value: 'new' }));
  assert.deepEqual(await undo.run('0', false), { asks: 2 });
  assert.deepEqual(await undo.run('0', true), { restored: 1, expired: 0, failed: 0 });
  assert.deepEqual(all(), before);
});
