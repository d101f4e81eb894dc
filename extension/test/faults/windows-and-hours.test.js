/** The real background over the life of private windows and over hours, in a browser of the tests' own (world.js). */
/** @import {Flavour} from './world.js' */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { World } from './world.js';
import { t } from '../unit/english.js';

const ROOT = new URL('../../', import.meta.url);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** @type {readonly Flavour[]} */
const FLAVOURS = ['chromium', 'firefox'];
const DOWN = {
  verdict: { code: 'archive-down', side: 'archive' },
  certainty: 'certain',
  reasons: [],
  missing: [],
  remedies: [{ code: 'wait' }, { code: 'watch' }],
  archiveRequests: 2,
  tookMs: 640,
};

/** @typedef {{tabId: number, message: {type: string, text?: string}}} Card */

/** A browser in which AO3 is down. @param {Flavour} flavour @param {{silent?: boolean, answers?: object}} [how] silent: the companion says nothing */
async function world(flavour, { silent = false, answers = DOWN } = {}) {
  const made = new World(ROOT, flavour);
  made.companion.scripts = [(say, id) => silent || say({ type: 'diagnosed', id, final: true, diagnosis: answers })];
  await made.begin();
  return made;
}

/** The worker slept, and another begins over the same browser. @param {World} before @param {(world: World) => void} [meanwhile] */
async function woken(before, meanwhile) {
  const after = new World(ROOT, before.flavour);
  Object.assign(after, {
    storage: before.storage,
    tabs: before.tabs,
    windows: before.windows,
    focused: before.focused,
    badges: before.badges,
    titles: before.titles,
  });
  after.clock.now = before.clock.now;
  after.companion.scripts = before.companion.scripts;
  meanwhile?.(after);
  await after.begin();
  await after.clock.pass(1_000);
  return after;
}

/** @param {World} made @param {number} id @param {boolean} incognito */
async function fail(made, id, incognito) {
  made.openTab({ id, incognito });
  await made.load(id, { status: 502 });
  await made.clock.pass(5_000);
}

/** What of private windows is in memory, wherever. @param {World} made */
const known = (made) =>
  [...made.storage.session]
    .filter(([key, value]) => key.endsWith('-private') || /"isPrivate":true/.test(JSON.stringify(value)))
    .map(([key]) => key);

/** @param {World} made @param {number} id */
const lastCard = (made, id) => /** @type {Card[]} */ (made.cards).filter((card) => card.tabId === id).at(-1)?.message;

for (const flavour of FLAVOURS) {
  test(`what a private window knows outlives the worker's sleep, and none of it is on disk (${flavour})`, async () => {
    const before = await world(flavour);
    before.storage.local.clear();
    await fail(before, 3, true);
    await before.fromPage(/** @type {import('./world.js').Tab} */ (before.tabs.get(3)), { type: 'quiet', what: 'hour' });
    assert.deepEqual(known(before).sort(), ['incident-private', 'quiet-private', 'recurrences']);
    const after = await woken(before);
    const popup = await after.openPopup();
    assert.match(popup.text, new RegExp(t('verdict_archive_down_headline')));
    after.openTab({ id: 4, incognito: true });
    await after.load(4, { status: 502 });
    await after.clock.pass(5_000);
    assert.equal(lastCard(after, 4)?.type, 'card-gone', 'it speaks within the hour');
    assert.equal(after.storage.local.size, 0);
    if (flavour === 'chromium') assert.equal(after.alarms.size + before.alarms.size, 0, 'Chromium writes alarms down');
  });

  test(`with the last private window ends its check, its companion and all that is known (${flavour})`, async () => {
    const made = await world(flavour, { silent: true });
    await fail(made, 3, true);
    await fail(made, 4, true);
    assert.equal(made.companion.started.length, 1);
    await made.closeTab(3);
    await made.clock.pass(100);
    assert.equal(made.companion.started[0]?.closed, false, 'one private tab is left');
    await made.closeTab(4);
    await made.clock.pass(100);
    assert.equal(made.companion.started[0]?.closed, true);
    assert.deepEqual(known(made), []);
  });

  test(`a worker that slept as the last private window closed forgets it as it wakes; what is ordinary stays (${flavour})`, async () => {
    const before = await world(flavour);
    await fail(before, 1, false);
    await fail(before, 3, true);
    await before.fromPage(/** @type {import('./world.js').Tab} */ (before.tabs.get(3)), { type: 'quiet', what: 'hour' });
    const still = await woken(before);
    assert.equal(known(still).length, 3, 'it is open');
    const after = await woken(still, ({ tabs, windows }) => (tabs.delete(3), windows.delete(2)));
    assert.deepEqual(known(after), []);
    assert.ok(after.storage.session.has('incident'));
  });

  test(`a private watch is told of in private windows alone (${flavour})`, async () => {
    const made = await world(flavour);
    await fail(made, 1, false);
    made.openTab({ id: 2 });
    const before = made.titles.get(2);
    await fail(made, 3, true);
    await made.clock.pass(MINUTE); // AO3 rests between two looks.
    made.openTab({ id: 5, incognito: true });
    const theirs = await made.openPopup();
    theirs.press('best');
    await made.clock.pass(1_000);
    assert.match(theirs.text, new RegExp(t('watch_stop')));
    assert.match(made.titles.get(5) ?? '', /Watching/);
    assert.equal(made.titles.get(2), before);
    assert.equal(made.titles.get(0), t('action_title'));
    assert.ok(!made.storage.local.has('watch'));
    theirs.close();
    made.focused = 1;
    made.openTab({ id: 1 });
    const ours = await made.openPopup();
    await made.clock.pass(1_000);
    assert.doesNotMatch(ours.text, new RegExp(t('watch_stop')));
    assert.doesNotMatch(made.titles.get(1) ?? '', /Watching/);
    assert.doesNotMatch(JSON.stringify(lastCard(made, 1)), /Watching/);
  });

  test(`what failed minutes ago says so on its card; hours later nothing tells of it, asleep or awake (${flavour})`, async () => {
    for (const sleeps of [false, true]) {
      let made = await world(flavour);
      await fail(made, 1, false);
      assert.equal(lastCard(made, 1)?.text, t('verdict_archive_down_headline'));
      await made.clock.pass(6 * MINUTE);
      assert.match(lastCard(made, 1)?.text ?? '', /^Checked at .+: ./);
      const popup = await made.openPopup();
      assert.match(popup.text, /Checked 6 minutes ago; this may have changed\./);
      popup.close();
      if (sleeps) made = await woken(made, ({ clock }) => (clock.now += 6 * HOUR));
      else await made.clock.pass(6 * HOUR);
      assert.ok(!made.storage.session.has('incident'));
      assert.equal(made.badges.get(1), '');
      assert.equal(lastCard(made, 1)?.type, 'card-gone');
      assert.equal(/** @type {unknown[]} */ (made.storage.local.get('history')).length, 1, 'the list of past ones');
      const idle = await made.openPopup();
      assert.match(idle.text, new RegExp(t('idle_headline')));
    }
  });

  test(`half an hour after its last tab it is history, not before (${flavour})`, async () => {
    const made = await world(flavour);
    await fail(made, 1, false);
    await made.closeTab(1);
    await made.clock.pass(29 * MINUTE);
    assert.ok(made.storage.session.has('incident'));
    await made.clock.pass(2 * MINUTE);
    assert.ok(!made.storage.session.has('incident'));
    assert.equal(made.alarms.size, 0);
  });

  test(`while the popup counts down, each second changes what it counts and no other word is looked up (${flavour})`, async () => {
    const made = await world(flavour, { answers: { ...DOWN, remedies: [{ code: 'wait' }] } });
    await fail(made, 1, false);
    const popup = await made.openPopup();
    await made.clock.pass(1_000);
    const [button, counting] = [popup.$('best'), popup.$('counting')];
    const rest = /** @type {string} */ (counting.innerText.match(/\d+/)?.[0]);
    assert.ok(Number(rest) > 20, counting.innerText);
    const looked = /** @type {string[]} */ ([]);
    const { message } = made;
    made.message = (key, values) => (looked.push(key), message.call(made, key, values));
    for (let left = Number(rest) - 1; left > Number(rest) - 10; left -= 1) {
      await made.clock.pass(1_000);
      assert.equal(counting.innerText, t('best_again_in', `${left}s`));
      assert.equal(button.innerText, t('remedy_open_status_page_button'), 'a button that only counts is none');
      assert.equal(button.disabled, false);
    }
    assert.deepEqual([...new Set(looked)], ['best_again_in']);
    await made.clock.pass(Number(rest) * 1_000);
    assert.equal(button.innerText, t('remedy_wait_button'));
    assert.equal(button.disabled, false);
  });
}
