// The extension without its companion: useful alone, and honest about it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { engine } from './harness/index.js';
import { openBrowser } from './harness/shared.js';
import { changeSituation } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { hostProcesses } from './harness/processes.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { until } from './harness/until.js';
import { prompt, saying, settled } from './harness/waiting.js';
import { english, word } from './harness/words.js';

test(`the companion is missing: one sentence, how to add it, and still the kind of error (${engine()})`, async (t) => {
  await changeSituation('every-page-502-at-once');
  const browser = await openBrowser({ companion: false });
  try {
    const cost = await ledger();
    assert.equal(await browser.tab.goto(ARCHIVE + WORK), 502);
    t.diagnostic(`prompt: ${await prompt(browser.tab)}`);
    const incident = await settled(browser);
    assert.equal(incident.trouble?.kind, 'missing');
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('trouble_missing'));
    const shown = (await browser.popupText()) ?? '';
    t.diagnostic(`popup: ${shown.replace(/\s+/g, ' ')}`);
    assert.match(shown, /502/, 'the kind of error is not named');
    assert.match(shown, /install/i, 'how to add the companion is not said');
    for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await browser.popupScreenshot('companion-missing', scheme));
    assert.ok((await cost.spent([WORK])).length <= 4);
    assert.deepEqual(await cost.strangers(), []);
  } finally {
    await browser.close();
  }
});

/** The packaged program with a cache of classes that its runtime takes, and dies of; each start is written down. @param {string} folder */
function withBrokenCache(folder) {
  const image = join(folder, 'image');
  execFileSync('cp', ['-Rp', fileURLToPath(new URL('../../../host/target/image', import.meta.url)), image]);
  const cache = join(image, 'lib/why502/why502.aot');
  const bytes = readFileSync(cache);
  writeFileSync(cache, bytes.fill(0x5a, bytes.length / 16, (bytes.length / 16) * 13));
  const session = join(folder, 'session');
  mkdirSync(session);
  const host = join(folder, 'host');
  writeFileSync(host, `#!/bin/sh\necho begun >>'${folder}/starts'\nexport XDG_RUNTIME_DIR='${session}'\nexec '${image}/bin/why502' "$@"\n`);
  chmodSync(host, 0o755);
  return { host, session, starts: () => readFileSync(join(folder, 'starts'), 'utf8').split('\n').length - 1 };
}

test(`a companion that its cache ends before its first word is begun once more without it (${engine()})`, async () => {
  await changeSituation('every-page-502-at-once');
  const folder = mkdtempSync(join(tmpdir(), 'why502-cache-'));
  const { host, session, starts } = withBrokenCache(folder);
  const browser = await openBrowser({ instead: host });
  try {
    const cost = await ledger();
    assert.equal(await browser.tab.goto(ARCHIVE + WORK), 502);
    const incident = await settled(browser);
    assert.deepEqual([incident.trouble, incident.diagnosis.verdict.code], [null, 'archive-down']);
    assert.equal(starts(), 2);
    assert.ok(!existsSync(join(session, 'why502-starting')), 'the mark stays');
    assert.ok((await cost.spent([WORK])).length <= 4);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test(`the companion is killed in the middle: said, not hidden, and nothing restarts by itself (${engine()})`, async (t) => {
  await changeSituation('healthy');
  const browser = await openBrowser();
  try {
    await browser.openPopup();
    // No packet comes back: every question waits, and the companion is at work for seconds.
    await changeSituation('nothing-answers');
    await browser.clickPopup(word('best_check_now'));
    await until('the companion to say welcome', async () => (await browser.incident())?.companion);
    const victims = hostProcesses();
    assert.equal(victims.length, 1);
    victims.forEach((pid) => process.kill(pid, 'SIGKILL'));
    const incident = await settled(browser);
    t.diagnostic(`trouble: ${JSON.stringify(incident.trouble)}, verdict: ${incident.diagnosis.verdict.code}`);
    assert.equal(incident.trouble?.kind, 'crashed');
    await saying('the popup', browser.popupText, word('trouble_crashed'));
    await browser.popupScreenshot('companion-killed', 'light');
    assert.deepEqual(hostProcesses(), []);
  } finally {
    await browser.close();
  }
});

test(`a companion that wants AO3 to be asked fifty times gets what the budget allows (${engine()})`, async (t) => {
  await changeSituation('every-page-502-at-once');
  const browser = await openBrowser({ instead: fileURLToPath(new URL('fixtures/greedy-companion.js', import.meta.url)) });
  try {
    const cost = await ledger();
    assert.equal(await browser.tab.goto(ARCHIVE + WORK), 502);
    const { diagnosis, trouble } = await settled(browser);
    assert.equal(trouble, null);
    const spent = await cost.spent([WORK]);
    t.diagnostic(`AO3 was asked: ${spent.map((r) => r.target).join(' · ')}`);
    assert.equal(spent.length, 4);
    assert.equal(diagnosis.archiveRequests, 4, 'it said that it cost nothing');
    await browser.openPopup();
    const price = () => browser.popupEvaluate("document.getElementById('spent').textContent");
    await saying('how we know', price, english.n('spent', 4));
  } finally {
    await browser.close();
  }
});
