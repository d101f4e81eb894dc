// Who asked for something is known: the extension by the browser that it runs in, the companion by its
// process. So nothing depends on what a browser's own services ask, and nothing of ours hides behind it.
import assert from 'node:assert/strict';
import { lookup } from 'node:dns/promises';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { engine, openBrowser as openAlone } from './harness/index.js';
import { changeSituation, requests, strangers } from './harness/lab.js';
import { account, now } from './harness/ledger.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { openBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { headline } from './harness/words.js';

const STRANGER = 'https://example.com/why502-asks-a-stranger';

/** Without the policy of its pages, which would forbid it, the extension asks a stranger. @param {string} folder */
async function askAStranger(folder) {
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  delete manifest.content_security_policy;
  await writeFile(file, JSON.stringify(manifest));
  await appendFile(
    join(folder, 'background.js'),
    `\nfetch(${JSON.stringify(STRANGER)}).catch(() => undefined).then(() => { globalThis.askedAStranger = true; });\n`,
  );
}

test(`an extension that asks a stranger fails its test when the browser is closed (${engine()})`, async () => {
  await changeSituation('healthy');
  const browser = await openBrowser({ alter: askAStranger, own: true });
  await until('the stranger to be asked', () => browser.inBackground('Boolean(globalThis.askedAStranger)'));
  await assert.rejects(browser.close(), new RegExp(`must not ask: ${STRANGER}`));
});

test(`what the extension asks AO3 is its own (${engine()})`, async () => {
  await changeSituation('every-page-502-at-once');
  const browser = await openBrowser({ own: true });
  await browser.tab.goto(ARCHIVE + WORK);
  await settled(browser);
  await browser.close();
});

/** Once more than it says. @param {string} folder */
async function askAo3Unsaid(folder) {
  await appendFile(
    join(folder, 'background.js'),
    `\nfetch('${ARCHIVE}/works/1?why502=unsaid', { credentials: 'omit', headers: { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } }).catch(() => undefined);\n`,
  );
}

test(`a request beyond the figure is noticed, though a private window was open and is closed (${engine()})`, async () => {
  await changeSituation('every-page-502-at-once');
  const its = await now();
  const browser = await openAlone({ alter: askAo3Unsaid });
  try {
    const { forgets, settle } = account(browser, its);
    const tab = await browser.privateTab?.();
    assert.ok(tab);
    await tab.goto(ARCHIVE + WORK);
    await saying('the card', tab.promptText, headline('archive-down'));
    await forgets();
    await tab.close();
    await assert.rejects(settle(), /AO3 has \d+ requests of why502 in its log, and why502 says/);
  } finally {
    await browser.close();
  }
});

test('a name that nobody has is known by the program that asked for it', async () => {
  const name = 'a-name-that-nobody-has.example';
  await assert.rejects(lookup(name));
  const asked = (await requests()).filter((r) => r.kind === 'dns' && r.host === name);
  assert.ok(asked.length > 0);
  for (const { programs } of asked) assert.deepEqual(programs, [process.execPath]);
  assert.deepEqual(strangers(asked), [], 'neither the companion nor the extension');
});
