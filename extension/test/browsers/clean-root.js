// What install/clean-browsers.sh runs inside the tiny internet: one browser of a clean Debian, with nobody's companion,
// the one that a package brought for everybody, or the one that this person installs from the archive while the first
// page is open.
//
//   node test/browsers/clean-root.js chromium|firefox nobodys|everybodys|own
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openBrowser } from './harness/index.js';
import { changeSituation, verdictOf } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { WELCOME } from './harness/pages.js';
import { IMAGE } from './harness/profile.js';
import { ARCHIVE, WORK, prepare } from './harness/scenes.js';
import { until } from './harness/until.js';
import { aWhile, saying, settled } from './harness/waiting.js';
import { headline, word } from './harness/words.js';

const SITUATION = 'every-page-502-at-once';

/** The roots that a Java runtime believes. */
const AUTHORITIES = 'lib/security/cacerts';

/** Where a companion is that a package brought, and one of a person's own below their home. */
const PLACES = { everybodys: '/usr/lib/why502/', own: '/.local/share/why502/' };

const [engine = '', whose = ''] = process.argv.slice(2);
if (!['chromium', 'firefox'].includes(engine)) throw new Error(`The browser is chromium or firefox, not "${engine}".`);
if (!['nobodys', 'everybodys', 'own'].includes(whose)) throw new Error(`The companion is nobodys, everybodys or own, not "${whose}".`);
process.env['WHY502_BROWSER'] = engine;

/** The Java programs that run, by their paths. */
function javas() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        const program = readlinkSync(`/proc/${pid}/exe`);
        return program.endsWith('/java') && !line.includes('TinyInternet') ? [program] : []; // A launcher is a shell at first.
      } catch {
        return []; // It has ended.
      }
    });
}

/** A person unpacks the archive in their home and installs it; each is a command inside. @param {string} home */
function installs(home) {
  const enter = process.env['WHY502_ENTER'] ?? '';
  const archive = process.env['WHY502_ARCHIVE'] ?? '';
  const inside = (/** @type {string[]} */ ...command) =>
    execFileSync(enter, ['/usr/bin/env', '-i', `HOME=${home}`, 'PATH=/usr/bin:/bin', ...command], { env: { ...process.env, HOME: home } });
  execFileSync('tar', ['-xzf', archive, '-C', home]);
  inside(join(home, basename(archive, '.tar.gz'), 'install.sh'));
  // As in everybody's, the tiny internet's authority takes the place of those that it brought.
  copyFileSync(join(IMAGE, AUTHORITIES), join(home, PLACES.own, AUTHORITIES));
  return () => inside(join(home, basename(archive, '.tar.gz'), 'uninstall.sh'));
}

const browser = await openBrowser({ own: true, companion: false, welcome: true });
try {
  const page = await browser.ownPage(WELCOME);
  let uninstall = () => Buffer.of();
  if (whose !== 'everybodys') await saying('the first page', () => page.text(), word('welcome_looking'));
  if (whose === 'own') uninstall = installs(browser.home);
  if (whose === 'nobodys') {
    await aWhile();
    assert.ok(!(await page.text()).includes(word('welcome_found')), 'the first page is green, and there is no companion');
  } else await saying('the first page', () => page.text(), word('welcome_found'));
  await page.close();

  await changeSituation(SITUATION);
  await prepare(SITUATION, browser.tab);
  const cost = await ledger();
  await browser.tab.goto(ARCHIVE + WORK);
  if (whose === 'nobodys') {
    const { diagnosis } = await settled(browser);
    assert.notEqual(diagnosis.certainty, 'certain', 'nobody looked from this machine');
  } else {
    const running = until('the companion to run', async () => javas()[0]);
    const { diagnosis } = await settled(browser);
    assert.ok((await running).includes(PLACES[/** @type {keyof typeof PLACES} */ (whose)]), `${await running} is another companion`);
    assert.deepEqual([diagnosis.verdict.code, diagnosis.certainty], [await verdictOf(SITUATION), 'certain']);
    assert.equal((await cost.spent([WORK])).length, diagnosis.archiveRequests, 'AO3 was asked more often than we say, or less');
    await browser.openPopup();
    await saying('the popup', browser.popupText, headline(diagnosis.verdict.code));
    console.log(`       ${await running}: ${headline(diagnosis.verdict.code)}`);
  }
  uninstall();
} finally {
  await browser.close();
}
