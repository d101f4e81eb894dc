// A clock that is wrong: by how much is said, and the companion opens the system's own page for it. A script stands in
// for GNOME's settings, in one of the system's own folders; it is the person's, and stays open.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { ledger } from './harness/ledger.js';
import { hostProcesses } from './harness/processes.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { openBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { headline, word } from './harness/words.js';

/** One of those in which the companion looks for the system's programs (system/Command.java), below a folder that is there. */
const SYSTEM = { mount: '/run', programs: '/run/current-system/sw/bin' };

/** It writes down what it was given, and stays open. */
const SCRIPT = `#!/bin/sh
printf '%s\\n' "$@" > "$0.args"
echo $$ > "$0.pid"
exec sleep 600
`;

/** As on GNOME, with its settings; this is seen in the tiny internet alone. @param {string} script @param {(program: string) => Promise<void>} run */
async function onGnome(script, run) {
  execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', SYSTEM.mount]);
  try {
    await mkdir(SYSTEM.programs, { recursive: true });
    const program = join(SYSTEM.programs, 'gnome-control-center');
    await writeFile(program, script);
    await chmod(program, 0o755);
    await run(program);
  } finally {
    execFileSync('umount', ['--lazy', SYSTEM.mount]);
  }
}

/** @param {(browser: import('./harness/browser.d.ts').Opened) => Promise<void>} work */
async function withAWrongClock(work) {
  await changeSituation('clock-a-year-off');
  const browser = await openBrowser({ desktop: 'GNOME' });
  try {
    assert.equal(await browser.tab.goto(ARCHIVE + WORK), null);
    const incident = await settled(browser);
    assert.deepEqual([incident.diagnosis.verdict.code, incident.can.includes('fix-clock')], ['clock-wrong', true], incident.can.join());
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('remedy_fix_clock_does'));
    await work(browser);
  } finally {
    await browser.close();
  }
}

test(`the system's page for the clock is opened with one click, AO3 is asked nothing, and a look proves the rest (${engine()})`, (t) =>
  onGnome(SCRIPT, (program) =>
    withAWrongClock(async (browser) => {
      assert.match(String(await browser.popupText()), /It is .* slow\./);
      for (const scheme of /** @type {const} */ (['light', 'dark'])) t.diagnostic(await browser.popupScreenshot('clock', scheme));
      const cost = await ledger();
      await browser.clickPopup(word('remedy_fix_clock_button'));
      await saying('the popup', browser.popupText, word('clock_opened'));
      t.diagnostic(await browser.popupScreenshot('clock-opened', 'light'));
      const pid = Number(await until('its window', () => readFile(`${program}.pid`, 'utf8').catch(() => '')));
      try {
        assert.equal(await readFile(`${program}.args`, 'utf8'), 'datetime\n');
        await until('the companion to end', () => hostProcesses().length === 0);
        process.kill(pid, 0); // It is still there: else this throws.
        assert.deepEqual(await cost.spent([]), []);
        await changeSituation('healthy');
        await saying('the popup', browser.popupText, word('best_check_again'));
        await browser.clickPopup(word('best_check_again'));
        await saying('the popup', browser.popupText, headline('recovered'));
      } finally {
        process.kill(pid, 'SIGKILL');
      }
    }),
  ));

test(`settings that do not open are said not to, with where they are (${engine()})`, () =>
  onGnome('#!/bin/sh\nexit 1\n', () =>
    withAWrongClock(async (browser) => {
      await browser.clickPopup(word('remedy_fix_clock_button'));
      await saying('the popup', browser.popupText, word('clock_failed'));
    }),
  ));
