/** Whatever ends it, and whenever: exactly what was on is on again. */
import { allow, bury, calls, endBrowser, extensions, flip, furnish, idle, killAfter, on, some, written } from './extensions.js';
import { onDisk, stored, tabs } from '../stub.js';
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Bisecting } from '../../../bisect/bisecting.js';
import { SETTLES_LATE_MS } from '../../../bisect/owed.js';
import { Incidents } from '../../../incident/incidents.js';
import { open } from '../../../incident/incident.js';
import { goOn, pass, standStill } from '../clock.js';
import { seen } from '../examples.js';
import { seeded } from '../seeded.js';
import { worker, press, playOn, owedOnDisk, named, begins } from './played.js';

after(goOn);
standStill(Date.UTC(2026, 10, 29, 12));

for (const [many, culprits] of /** @type {[number, string[]][]} */ ([
  [1, ['e0']],
  [7, ['e4']],
  [20, ['e13']],
  [20, ['e2', 'e17']],
  [7, []],
]))
  test(`of ${many}, ${culprits.join(' and ') || 'none'} is found, and all others are on again`, async () => {
    endBrowser();
    furnish(some(many));
    const bisecting = await worker();
    const first = await begins(bisecting);
    assert.equal(first.state === 'round' && first.off.length, many);
    assert.deepEqual(on(), []);
    const view = await playOn(bisecting, culprits);
    assert.ok(view.state === 'over', JSON.stringify(view));
    assert.equal(view.how, culprits.length > 0 ? 'found' : 'passed');
    assert.deepEqual(view.culprits.map(({ id }) => id).sort(), [...culprits].sort());
    assert.deepEqual(
      on(),
      some(many).flatMap(({ id }) => (culprits.includes(id) ? [] : [id])),
      'all others',
    );
    await pass(SETTLES_LATE_MS);
    await idle();
    for (const id of culprits) assert.ok(owedOnDisk().includes(id), 'nobody has chosen yet');
    const [keep, ...back] = culprits;
    if (keep) await press(bisecting, { act: 'off', ids: [keep] });
    if (back.length > 0) await press(bisecting, { act: 'on', ids: back });
    await pass(SETTLES_LATE_MS);
    await idle();
    assert.deepEqual(
      on(),
      some(many).flatMap(({ id }) => (id === keep ? [] : [id])),
    );
    assert.equal(onDisk.has('bisect'), false, 'nothing is owed, and nothing is kept');
  });

test('all off and it fails: it is no extension, and all are on again', async () => {
  endBrowser();
  furnish(some(5));
  const bisecting = await worker();
  await begins(bisecting);
  await press(bisecting, { act: 'fails', round: 1 });
  const view = await press(bisecting, { act: 'next', round: 1 });
  assert.deepEqual(view.state === 'over' && [view.how, view.culprits, view.notBack], ['none', [], []]);
  assert.deepEqual(on().length, 5);
});

test('on disk stand ids, names and a round, before the first is switched off; the page stands in memory alone', async () => {
  endBrowser();
  furnish([...some(2), { id: 'off', enabled: false }]);
  const incidents = new Incidents(() => undefined);
  incidents.put(open({ id: 'a', isPrivate: false, at: Date.now(), seen: seen() }));
  const bisecting = await worker(incidents);
  await begins(bisecting);
  assert.deepEqual(Object.fromEntries(onDisk), { bisect: { on: [named('e0'), named('e1')], round: 1 } });
  assert.match(JSON.stringify(stored.get('bisect')), /archiveofourown/);
  await press(bisecting, { act: 'stop' });
  assert.deepEqual(on(), ['e0', 'e1'], 'what was off stays off');
});

test('whenever the browser is killed, and whatever it had written down by then, the next start puts all back', async () => {
  const random = seeded(7);
  for (const [many, culprits] of /** @type {[number, string[]][]} */ ([
    [1, ['e0']],
    [4, ['e1']],
    [5, ['e0', 'e3']],
    [3, []],
  ])) {
    for (const done of [false, true]) {
      for (let at = 0; ; at += 1) {
        endBrowser();
        furnish([...some(many), { id: 'off', enabled: false }]);
        const bisecting = await worker();
        killAfter(at, done);
        void begins(bisecting).then(() => playOn(bisecting, culprits));
        await idle();
        const reached = calls;
        // Chromium is some seconds late with it: any state since the beginning may be the last on its disk.
        endBrowser(random.of([on(), random.of(written), written[0] ?? []]));
        const next = await worker();
        assert.deepEqual(
          on(),
          some(many).map(({ id }) => id),
          `${many}, killed at call ${at}, ${done ? 'after' : 'before'} it was done`,
        );
        await pass(SETTLES_LATE_MS);
        await idle();
        assert.equal(onDisk.has('bisect'), false);
        const view = await next.view();
        assert.ok(view.state === 'plan' || (view.state === 'over' && view.how === 'interrupted'), JSON.stringify(view));
        if (reached <= at) break;
      }
    }
  }
});

test('the browser is killed while the next start puts back: the one after that does', async () => {
  for (let at = 0; at < 12; at += 1) {
    endBrowser();
    furnish(some(4));
    await begins(await worker());
    endBrowser();
    killAfter(at, at % 2 === 0);
    const broken = new Bisecting(new Incidents(() => undefined));
    void broken.load();
    await idle();
    endBrowser();
    await worker();
    assert.deepEqual(on(), ['e0', 'e1', 'e2', 'e3'], `killed at call ${at}`);
  }
});

test('killed right after the end, with an old state on the disk: what is off then is put back', async () => {
  endBrowser();
  furnish(some(4));
  const bisecting = await worker();
  await begins(bisecting);
  await playOn(bisecting, ['e2']);
  await press(bisecting, { act: 'on', ids: ['e2'] });
  assert.equal(on().length, 4);
  endBrowser([]);
  await worker();
  assert.equal(on().length, 4);
});

test('a worker that is ended at any call goes on, or can be stopped, with the browser open', async () => {
  for (const done of [false, true]) {
    for (let at = 0; ; at += 1) {
      endBrowser();
      furnish(some(4));
      const bisecting = await worker();
      killAfter(at, done);
      void begins(bisecting).then(() => playOn(bisecting, ['e2']));
      await idle();
      const reached = calls;
      bury();
      const next = await worker();
      const view = await playOn(next, ['e2']);
      if (view.state === 'over' && view.how === 'found') {
        assert.deepEqual([view.culprits.map(({ id }) => id), on()], [['e2'], ['e0', 'e1', 'e3']]);
        await press(next, { act: 'on', ids: ['e2'] });
      }
      await press(next, { act: 'stop' });
      assert.deepEqual(on(), ['e0', 'e1', 'e2', 'e3'], `ended at call ${at}`);
      if (reached <= at) break;
    }
  }
});

test('what somebody switches meanwhile stays as they chose, and ends the rounds', async () => {
  for (const [id, enabled] of /** @type {[string, boolean][]} */ ([
    ['e0', false],
    ['e3', true],
  ])) {
    endBrowser();
    furnish(some(4));
    const bisecting = await worker();
    await begins(bisecting);
    await press(bisecting, { act: 'loads', round: 1 });
    await press(bisecting, { act: 'next', round: 1 });
    assert.deepEqual(on(), ['e0', 'e1']);
    flip(id, enabled);
    await pass(5_000);
    await idle();
    const view = await bisecting.view();
    assert.equal(view.state === 'over' && view.how, 'by-hand');
    assert.deepEqual(on(), enabled ? ['e0', 'e1', 'e2', 'e3'] : ['e1', 'e2', 'e3']);
    endBrowser();
    await worker();
    assert.equal(extensions.get(id)?.enabled, enabled, 'after the next start, too');
  }
});

test('an update switches one off and on: that is nobody', async () => {
  endBrowser();
  furnish(some(4));
  const bisecting = await worker();
  await begins(bisecting);
  await press(bisecting, { act: 'loads', round: 1 });
  await press(bisecting, { act: 'next', round: 1 });
  flip('e0', false);
  flip('e0', true);
  await pass(5_000);
  await idle();
  assert.equal((await bisecting.view()).state, 'round');
});

test('one that somebody switches off right after the end stays off', async () => {
  endBrowser();
  furnish(some(4));
  const bisecting = await worker();
  await begins(bisecting);
  await press(bisecting, { act: 'stop' });
  flip('e1', false);
  await pass(3_000);
  await idle();
  endBrowser();
  await worker();
  assert.deepEqual(on(), ['e0', 'e2', 'e3']);
});

test('one that is removed meanwhile is owed to nobody', async () => {
  endBrowser();
  furnish(some(3));
  const bisecting = await worker();
  await begins(bisecting);
  extensions.delete('e1');
  const view = await press(bisecting, { act: 'stop' });
  assert.deepEqual([on(), view.state === 'over' && view.notBack], [['e0', 'e2'], []]);
});

test('the browser does not let one be switched on: it is named, owed, and tried again', async () => {
  endBrowser();
  furnish([{ id: 'e0' }, { id: 'e1', stuck: true }]);
  const bisecting = await worker();
  await begins(bisecting);
  const view = await press(bisecting, { act: 'stop' });
  assert.deepEqual(view.state === 'over' && view.notBack, [{ id: 'e1', name: 'e1' }]);
  await pass(SETTLES_LATE_MS);
  await idle();
  assert.deepEqual(owedOnDisk(), ['e1']);
  Object.assign(extensions.get('e1') ?? {}, { stuck: false });
  const again = await press(bisecting, { act: 'again' });
  assert.deepEqual([on(), again.state === 'over' && again.notBack], [['e0', 'e1'], []]);
});

test('the permission is taken back in the middle: what is owed is put back as soon as it is given again', async () => {
  endBrowser();
  furnish(some(3));
  const bisecting = await worker();
  await begins(bisecting);
  allow(false);
  assert.deepEqual(await press(bisecting, { act: 'stop' }), { state: 'asks', owes: ['e0', 'e1', 'e2'].map(named) });
  endBrowser();
  await worker();
  assert.equal(on().length, 0);
  allow(true);
  endBrowser();
  await worker();
  assert.equal(on().length, 3);
});

test("the browser's management is touched by nobody before the permission is there: a worker would not get the rest of it", async () => {
  endBrowser();
  furnish(some(2));
  allow(false);
  const { chrome } = /** @type {any} */ (globalThis);
  let touched = 0;
  Object.defineProperty(chrome, 'management', { get: () => ((touched += 1), undefined), configurable: true });
  const bisecting = await worker();
  assert.equal((await bisecting.view()).state, 'asks');
  await press(bisecting, { act: 'begin' });
  assert.equal(touched, 0);
  Object.defineProperty(chrome, 'management', { value: undefined, writable: true, configurable: true });
  allow(true);
  assert.equal((await begins(bisecting)).state, 'round');
  await press(bisecting, { act: 'stop' });
  assert.equal(on().length, 2);
});

test('where it cannot be written down, nothing is switched', async () => {
  endBrowser();
  furnish(some(3));
  const bisecting = await worker();
  const { local } = /** @type {any} */ (globalThis).chrome.storage;
  const { set } = local;
  local.set = async () => Promise.reject(new Error('QuotaExceeded'));
  await assert.rejects(begins(bisecting));
  local.set = set;
  assert.deepEqual([on().length, written.length], [3, 1]);
});

test('tabs that would close are closed by nobody: nothing begins or goes on without the word of the person', async () => {
  endBrowser();
  furnish(some(3));
  const bisecting = await worker();
  const { scripting } = /** @type {any} */ (globalThis).chrome;
  const { executeScript } = scripting;
  scripting.executeScript = async (/** @type {{target: {tabId: number}}} */ { target }) => {
    throw new Error(
      target.tabId === 9
        ? 'Cannot access a chrome-extension:// URL of different extension'
        : 'Cannot access contents of the page. Extension manifest must request permission to access the respective host.',
    );
  };
  try {
    tabs.set(8, { id: 8, url: '', status: 200 });
    tabs.set(9, { id: 9, url: '', status: 200 });
    const plan = await begins(bisecting);
    assert.deepEqual(plan.state === 'plan' && [plan.open, plan.untold], [[9], []]);
    tabs.set(9, { id: 9, url: '', status: 200, discarded: true });
    const asleep = await begins(bisecting);
    assert.deepEqual(asleep.state === 'plan' && [asleep.open, asleep.untold], [[], [9]]);
    // Their extension is left alone, and the person says so.
    const begun = await press(bisecting, { act: 'begin', spared: ['e1'], sure: true });
    assert.deepEqual(begun.state === 'round' && [begun.open, begun.untold, on()], [[], [], ['e1']]);
    // That word is for the tabs that stood there then: another one asks anew.
    tabs.set(10, { id: 10, url: '', status: 200 });
    scripting.executeScript = async () => {
      throw new Error('Cannot access a chrome-extension:// URL of different extension');
    };
    tabs.delete(8);
    await press(bisecting, { act: 'loads', round: 1 });
    const held = await press(bisecting, { act: 'next', round: 1 });
    assert.deepEqual(held.state === 'round' && [held.round, held.open], [1, [10]]);
    assert.deepEqual(on(), ['e1']);
    const sure = await press(bisecting, { act: 'next', round: 1, sure: true });
    assert.deepEqual(sure.state === 'round' && [sure.round, sure.open], [2, []]);
    await press(bisecting, { act: 'stop' });
    assert.equal(on().length, 3);
  } finally {
    scripting.executeScript = executeScript;
  }
});

test('left alone are we, what others set up, apps and themes; and what much hangs on, unless it is ticked', async () => {
  endBrowser();
  furnish([
    { id: 'why502' },
    { id: 'theme', type: 'theme' },
    { id: 'app', type: 'hosted_app' },
    { id: 'office', mayDisable: false },
    { id: 'admin', installType: 'admin' },
    { id: 'vpn', permissions: ['proxy'] },
    { id: 'reader', permissions: ['accessibilityFeatures.read'] },
    { id: 'blocker', permissions: ['privacy'] },
    { id: 'nngceckbapebfimnlniiiahkandclblb', name: 'Some vault' },
    { id: 'plain' },
  ]);
  const bisecting = await worker();
  const view = await bisecting.view();
  assert.ok(view.state === 'plan');
  assert.deepEqual(
    [view.tried.map(({ id }) => id), view.left.map(({ id, why }) => `${id} ${why}`)],
    [
      ['plain'],
      [
        'office managed',
        'admin managed',
        'vpn connection',
        'reader reading',
        'blocker privacy',
        'nngceckbapebfimnlniiiahkandclblb passwords',
      ],
    ],
  );
  await begins(bisecting, ['blocker', 'office', 'why502', 'theme']);
  assert.deepEqual(
    [...extensions.values()].filter(({ enabled }) => !enabled).map(({ id }) => id),
    ['blocker', 'plain'],
  );
});
