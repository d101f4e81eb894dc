// Who asked for something is known: the extension by the browser that it runs in, the companion by its
// process. So nothing depends on what a browser's own services ask, and nothing of ours hides behind it.
import assert from 'node:assert/strict';
import { lookup } from 'node:dns/promises';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { engine, openBrowser } from './harness/index.js';
import { changeSituation, requests, strangers } from './harness/lab.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { until } from './harness/until.js';
import { settled } from './harness/waiting.js';

const STRANGER = 'https://example.com/why502-asks-a-stranger';

/** Without the policy of its pages, which would forbid it, the extension asks a stranger. @param {string} folder */
async function askAStranger(folder) {
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  delete manifest.content_security_policy;
  await writeFile(file, JSON.stringify(manifest));
  await appendFile(join(folder, 'background.js'), `\nfetch(${JSON.stringify(STRANGER)}).catch(() => undefined).then(() => { globalThis.askedAStranger = true; });\n`);
}

test(`an extension that asks a stranger fails its test when the browser is closed (${engine()})`, async () => {
  await changeSituation('healthy');
  const browser = await openBrowser({ alter: askAStranger });
  await until('the stranger to be asked', () => browser.inBackground('Boolean(globalThis.askedAStranger)'));
  await assert.rejects(browser.close(), new RegExp(`must not ask: ${STRANGER}`));
});

test(`what the extension asks AO3 is its own (${engine()})`, async () => {
  await changeSituation('every-page-502-at-once');
  const browser = await openBrowser();
  await browser.tab.goto(ARCHIVE + WORK);
  await settled(browser);
  await browser.close();
});

test('a name that nobody has is known by the program that asked for it', async () => {
  const name = 'a-name-that-nobody-has.example';
  await assert.rejects(lookup(name));
  const asked = (await requests()).filter((r) => r.kind === 'dns' && r.host === name);
  assert.ok(asked.length > 0);
  for (const { programs } of asked) assert.deepEqual(programs, [process.execPath]);
  assert.deepEqual(strangers(asked), [], 'neither the companion nor the extension');
});
