// By hand: an outage that ends after five minutes, with thirty tabs open and one of them the answer to
// a form. It takes about ten minutes and prints who was asked when, as AO3's own log has it.
//
//   install/lab.sh every-page-502-at-once -- node extension/test/browsers/by-hand/long-outage.js [chromium|firefox] [MINUTES]
import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser } from '../harness/index.js';
import { changeSituation } from '../harness/lab.js';
import { ARCHIVE } from '../harness/scenes.js';
import { until } from '../harness/until.js';
import { settled } from '../harness/waiting.js';
import { LOOK, asked, click, keptWatch } from '../harness/watched.js';

const [engine = 'chromium', minutes = '5'] = process.argv.slice(2);
process.env['WHY502_BROWSER'] = engine;

const TABS = 30;
const OUTAGE_MS = Number(minutes) * 60_000;

/** After the outage the next look may be eleven minutes away; some more for a slow machine. */
const PATIENCE = { withinMs: 20 * 60_000 };

/** What pages bring along by themselves is no question of ours. */
const NOT_ASKED = /^\/(favicon|stylesheets|cdn-cgi)/;

/** A form, sent from the page that is shown. */
const SEND =
  "void ((form) => (Object.assign(form, { method: 'post', action: '/works' }), document.body.append(form), form.submit()))(document.createElement('form'))";

const began = Date.now();
/** @param {string} what @param {number} [at] */
const say = (what, at = Date.now()) => console.log(`${((at - began) / 1000).toFixed(1).padStart(7)} s  ${what}`);

const browser = await openBrowser();
try {
  const tabs = [browser.tab];
  while (tabs.length < TABS) tabs.push(await browser.newTab());
  for (const [n, tab] of tabs.entries()) await tab.goto(`${ARCHIVE}/works/${7000 + n}`);
  await tabs[0]?.evaluate(SEND);
  await settled(browser);
  const all = await until(
    'all tabs to be of one incident',
    async () => ((i) => (i?.tabs.length === TABS && i.posted.length === 1 ? i : undefined))(await browser.incident()),
    {
      withinMs: 60_000,
      saying: () => browser.incident(),
    },
  );
  say(`${all.tabs.length} tabs failed, ${all.posted.length} of them the answer to a form; a person clicks "Tell me when it's back"`);
  const clicked = Date.now();
  await click(browser, 'watch');
  await sleep(OUTAGE_MS);
  await changeSituation('healthy');
  const ended = Date.now();
  say('the outage ends');
  const back = await until(
    'the watch to notice',
    async () => ((w) => (w?.state === 'back' ? w : undefined))(await keptWatch(browser)),
    PATIENCE,
  );
  say(`noticed, after ${back.looks} looks; ${back.reloads.length} reloads are set`);
  await until('the last reload', async () => (await keptWatch(browser))?.reloads.length === 0, PATIENCE);
  await sleep(5_000);

  console.log('\nWhat AO3 was asked after the click:');
  const story = await asked(clicked, (r) => !NOT_ASKED.test(r.target ?? ''));
  for (const { at, request } of story)
    say(`${request.method} ${request.target} → ${request.status}${request.target === LOOK ? '   (a look)' : ''}`, at);
  const looks = story.filter(({ request }) => request.target === LOOK);
  const reloads = story.filter(({ request }) => request.target?.startsWith('/works/'));
  const gaps = looks.map(({ at }, i) => Math.round((at - (looks[i - 1]?.at ?? clicked)) / 1000));
  const spread = reloads.map(({ at }, i) => at - (reloads[i - 1]?.at ?? at)).slice(1);
  console.log(`
looks                       ${looks.length}, after ${gaps.join(', ')} s each
noticed after the end       ${Math.round(((looks.at(-1)?.at ?? NaN) - ended) / 1000)} s
tabs reloaded               ${reloads.length} of ${TABS}, within ${Math.round(((reloads.at(-1)?.at ?? NaN) - (looks.at(-1)?.at ?? NaN)) / 1000)} s of the last look
between two reloads         ${Math.min(...spread)} to ${Math.max(...spread)} ms
forms sent again            ${story.filter(({ request }) => request.method === 'POST').length}
other requests              ${story.length - looks.length - reloads.length}`);
} finally {
  await browser.close();
}
