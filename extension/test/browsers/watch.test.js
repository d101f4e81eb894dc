// "Tell me when it's back", in real time: what AO3's log says of its promises.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { engine } from './harness/index.js';
import { openBrowser } from './harness/shared.js';
import { changeSituation } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { until } from './harness/until.js';
import { aWhile, settled } from './harness/waiting.js';
import { asked, click, fixDie, keptWatch, looks } from './harness/watched.js';

/** Sends a form from the page that is shown. */
const SEND =
  "void ((form) => (Object.assign(form, { method: 'post', action: '/works' }), document.body.append(form), form.submit()))(document.createElement('form'))";

/** AO3's promise, less what two clocks of one machine may differ in a log. */
const HALF_A_MINUTE = 29_990;

/** Retry-After tells whole seconds. */
const A_SECOND = 1_000;

/** @param {{at: number}[]} all @param {number} since */
const seconds = (all, since) => all.map(({ at }) => ((at - since) / 1000).toFixed(1)).join(' · ');

test(`an outage ends: one small look, the tabs come back one by one, the form is not sent again (${engine()})`, async (t) => {
  await changeSituation('every-page-502-at-once');
  const browser = await openBrowser({ granted: ['notifications'] });
  try {
    const works = [6001, 6002, 6003, 6004, 6005].map((n) => `/works/${n}`);
    const tabs = [browser.tab];
    while (tabs.length <= works.length) tabs.push(await browser.newTab());
    const sender = tabs[works.length];
    for (const [i, path] of works.entries()) assert.equal(await tabs[i]?.goto(ARCHIVE + path), 502);
    assert.equal(await sender?.goto(ARCHIVE + WORK), 502);
    const before = Date.now();
    await sender?.evaluate(SEND);
    const posts = () => asked(before, (r) => r.method === 'POST');
    await until('the form to be sent', async () => (await posts()).length === 1);
    await settled(browser);
    await until('every tab to be of the incident', async () => (await browser.incident())?.tabs.length === tabs.length, {
      saying: () => browser.incident(),
    });
    await until('the form to be remembered', async () => (await browser.incident())?.posted.length === 1, {
      saying: () => browser.incident(),
    });
    assert.equal((await looks(Date.now() - 1)).length, 0);

    await fixDie(browser, 0);
    const started = Date.now();
    const cost = await ledger();
    await click(browser, 'watch');
    const watch = await until('the watch to be kept', () => keptWatch(browser));
    t.diagnostic(`kept: ${JSON.stringify(watch)}`);
    assert.equal(watch.state, 'watching');
    assert.doesNotMatch(JSON.stringify(watch), /works/);
    await until('the badge of a watch', async () => (await browser.badge()) === '…', { saying: browser.badge });
    await changeSituation('healthy');
    await sleep(3_000);
    await browser.endBackground();

    const look = await until('the look', async () => (await looks(started))[0], { withinMs: 150_000 });
    t.diagnostic(`the look came after ${seconds([look], started)} s`);
    assert.ok(look.at - started >= HALF_A_MINUTE, 'too soon');
    assert.equal(look.request.status, 200);
    assert.deepEqual(look.request.cookies ?? [], [], 'it told who asks');
    // A machine that is slow enough makes an outage look like an overload: then one good look is not believed.
    const enough = watch.code === 'archive-overloaded' ? 2 : 1;
    const back = await until('the watch to be over', async () => ((w) => (w?.state === 'back' ? w : undefined))(await keptWatch(browser)), {
      withinMs: 150_000,
      saying: () => keptWatch(browser),
    });
    const backAt = (await looks(started)).at(-1)?.at ?? NaN;
    t.diagnostic(`reloads to come: ${seconds(back.reloads, backAt)}`);
    await until('the badge of good news', async () => (await browser.badge()) === '✓', { saying: browser.badge });
    // Firefox, without a desktop to show it on, drops it at once.
    const notices = () => browser.inBackground('chrome.notifications.getAll().then((all) => Object.keys(all).join())');
    if (engine() === 'chromium') await until('the notification', async () => (await notices()) === 'watch-back', { saying: notices });

    const reloads = () => asked(started, (r) => works.includes(r.target ?? ''));
    await until('the tabs to be reloaded', async () => (await reloads()).length >= works.length, { withinMs: 150_000, saying: reloads });
    await aWhile();
    const all = await reloads();
    t.diagnostic(`reloaded after ${seconds(all, backAt)} s`);
    assert.deepEqual(all.map(({ request }) => request.target).sort(), works);
    assert.ok(all.every(({ request }) => request.method === 'GET' && request.status === 200));
    const at = all.map((r) => r.at - backAt);
    assert.ok((at[0] ?? NaN) <= 12_000 && (at.at(-1) ?? NaN) <= 63_000, 'not within a minute');
    assert.ok(
      at.slice(1).every((ms, i) => ms - (at[i] ?? 0) >= 900),
      'two at once',
    );
    assert.ok((at.at(-1) ?? 0) - (at[0] ?? 0) >= 20_000, 'not spread');
    assert.equal((await posts()).length, 1, 'the form was sent again');
    assert.equal((await asked(started, (r) => r.target === '/works')).length, 0, 'the tab of the form was reloaded');
    assert.equal((await looks(started)).length, enough, 'it goes on asking');
    const spent = await cost.spent(works);
    assert.equal(spent.length, enough, `more than the looks were spent: ${spent.map((r) => r.target).join(' · ')}`);
    assert.deepEqual(await cost.strangers(), []);
  } finally {
    await browser.close();
  }
});

test(`a page of AO3's that comes to the person is as good as a look, and costs none (${engine()})`, async () => {
  await changeSituation('every-page-502-at-once');
  const browser = await openBrowser();
  try {
    assert.equal(await browser.tab.goto(ARCHIVE + WORK), 502);
    await settled(browser);
    const cost = await ledger();
    const other = await browser.newTab();
    await click(browser, 'watch');
    await until('the watch to be kept', () => keptWatch(browser));
    assert.equal(await other.goto(`${ARCHIVE}/works/6100`), 502);
    await changeSituation('healthy');
    assert.equal(await other.goto(`${ARCHIVE}/works/6101`), 200);
    await until('the watch to be over', async () => (await keptWatch(browser))?.state === 'back', { saying: () => keptWatch(browser) });
    await until('the failed tab to come back', async () => (await browser.incident())?.tabs.length === 0, {
      withinMs: 30_000,
      saying: () => browser.incident(),
    });
    assert.deepEqual(
      (await cost.spent(['/works/6100', '/works/6101', WORK])).map((r) => r.target),
      [],
      'no look was needed',
    );
  } finally {
    await browser.close();
  }
});

test(`what is stopped asks nothing; a challenge and a limit stop it (${engine()})`, async (t) => {
  await changeSituation('every-page-502-at-once');
  const browser = await openBrowser();
  try {
    assert.equal(await browser.tab.goto(ARCHIVE + WORK), 502);
    await settled(browser);
    await fixDie(browser, 0);
    const first = Date.now();
    await click(browser, 'watch');
    await until('the watch', () => keptWatch(browser));
    await click(browser, 'unwatch');
    await until('no watch', async () => (await keptWatch(browser)) === undefined);
    await sleep(Math.max(0, first + 10_000 - Date.now()));
    await until('the badge of the incident', async () => (await browser.badge()) === '!', { saying: browser.badge });

    /** @type {import('./harness/watched.js').Watch | undefined} */
    let limited;
    for (const { situation, why } of [
      { situation: 'shields-up', why: 'challenge' },
      { situation: 'retry-later', why: 'limit' },
    ]) {
      await changeSituation(situation);
      const started = Date.now();
      await fixDie(browser, 0);
      await click(browser, 'watch');
      const over = await until(
        `"${why}"`,
        async () => ((w) => (w?.state === 'over' && w.startedAt >= started ? w : undefined))(await keptWatch(browser)),
        {
          withinMs: 150_000,
          saying: () => keptWatch(browser),
        },
      );
      assert.equal(over.why, why);
      limited = over;
      const all = await looks(first);
      t.diagnostic(`${situation}: asked ${seconds(all, first)} s after the first click`);
      const mine = all.filter(({ at }) => at >= started);
      assert.equal(mine.length, 1, 'asked again');
      assert.ok((mine[0]?.at ?? 0) - started >= HALF_A_MINUTE, 'too soon, or the watch that was stopped asked');
    }
    assert.equal((await looks(first)).length, 2);
    // AO3 asked for 120 seconds: a person's next click does not make it less.
    await click(browser, 'watch');
    const resting = await until('the next watch', async () => ((w) => (w?.state === 'watching' ? w : undefined))(await keptWatch(browser)));
    const after = (resting.nextAt ?? 0) - (limited?.lastAt ?? NaN);
    assert.ok(after >= 120_000 - A_SECOND, `${after} ms`);
  } finally {
    await browser.close();
  }
});

// An extension that Firefox was given for a test does not outlive its restart.
if (engine() === 'chromium')
  test(`a watch outlives the browser (${engine()})`, async (t) => {
    await changeSituation('every-page-502-at-once');
    const before = await openBrowser({ own: true });
    /** @type {import('./harness/browser.d.ts').Opened | undefined} */
    let after;
    try {
      assert.equal(await before.tab.goto(ARCHIVE + WORK), 502);
      await settled(before);
      await fixDie(before, 0);
      const started = Date.now();
      await click(before, 'watch');
      const first = await until('the watch to be kept', () => keptWatch(before));
      after = await before.restart();
      const opened = after;
      const again = await until('the watch after the restart', () => keptWatch(opened));
      assert.equal(again.state, 'watching');
      assert.equal(again.startedAt, first.startedAt);
      assert.equal(again.until, first.until, 'a restart does not make it longer');
      await changeSituation('healthy');
      const over = await until('AO3 to be back', async () => ((w) => (w?.state === 'back' ? w : undefined))(await keptWatch(opened)), {
        withinMs: 150_000,
        saying: () => keptWatch(opened),
      });
      const all = await looks(started);
      t.diagnostic(`looks after ${seconds(all, started)} s; ${over.looks} counted`);
      assert.ok(all.length > 0 && all.every(({ at }) => at - started >= HALF_A_MINUTE), 'too soon');
      await until('the badge of good news', async () => (await opened.badge()) === '✓', { saying: opened.badge });
    } finally {
      await (after ?? before).close();
    }
  });
