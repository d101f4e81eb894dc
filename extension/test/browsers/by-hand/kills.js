// By hand: a browser is killed as often as one likes while somebody types, pastes or posts. Twelve seconds each; prints
// every one, and at the end how old the oldest lost word was. Ends with 1 where a word was lost that should be there.
//
//   install/lab.sh healthy -- node extension/test/browsers/by-hand/kills.js [KILLS [chromium|sqlite|firefox]]
//                                                  sqlite: Chromium, with its databases where some people's have them
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from '../harness/index.js';
import { WAYS, isSafe, killedWhile } from '../harness/kills.js';
import { chromiumProcess } from '../harness/others.js';
import { switchedOn } from '../harness/texts.js';

const [kills = '300', where = 'chromium'] = process.argv.slice(2);
if (!['chromium', 'sqlite', 'firefox'].includes(where)) throw new Error(`Killed is chromium, sqlite or firefox, not "${where}".`);
process.env['WHY502_BROWSER'] = where === 'firefox' ? 'firefox' : 'chromium';

/** Has Chromium keep IndexedDB in SQLite, as it tries on some people's machines (the writing guide, A3). */
const SQLITE = ['IdbSqliteBackingStore'];

/** Chromium says nothing of a feature that it does not know: what lies on the disk tells. */
function assertSqlite() {
  const folder = join(chromiumProcess().profile, 'Default/IndexedDB');
  const names = readdirSync(folder);
  if (names.length === 0 || names.some((name) => name.endsWith('.leveldb')))
    throw new Error(`No SQLite here: ${names.join() || 'nothing'}`);
}

let browser = await openBrowser({ own: true, ...(where === 'sqlite' ? { features: SQLITE } : {}) });
/** @type {import('../harness/kills.js').Lost[]} */
const all = [];
try {
  await switchedOn(browser);
  for (let n = 0; n < Number(kills); n++) {
    const way = /** @type {typeof WAYS[number]} */ (WAYS[n % WAYS.length]);
    const one = await killedWhile(browser, way, `Kill ${n + 1}`, Math.random);
    browser = one.browser;
    all.push(one.lost);
    if (n === 0 && where === 'sqlite') assertSqlite();
    console.log(`${isSafe(one.lost) ? 'safe' : 'LOST'} ${JSON.stringify(one.lost)}`);
  }
} finally {
  await browser.close();
}
const bad = all.filter((lost) => !isSafe(lost));
for (const way of WAYS) {
  const its = all.filter((lost) => lost.way === way);
  const ages = its.map(({ ageMs }) => ageMs).sort((a, b) => a - b);
  console.log(
    `${way}: ${its.length} kills, ${its.filter(({ sent }) => sent).length} of them after the form had come to AO3; ` +
      `the first lost word was ${ages[Math.floor(ages.length / 2)] ?? 0} ms old in the median, ${ages.at(-1) ?? 0} ms at most`,
  );
}
console.log(`${all.length} kills, ${bad.length} with a word lost that should be there`);
process.exitCode = bad.length > 0 ? 1 : 0;
