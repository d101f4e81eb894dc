// "Open another browser" and "Open with a new profile": the companion starts what this machine lists as a browser
// (here a script in its place, in the home of the browser that is tested), on AO3's front page alone, and it stays
// when the companion has gone. Which page failed is on the clipboard and in no message.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { engine } from './harness/index.js';
import { changeSituation } from './harness/lab.js';
import { hostProcesses } from './harness/processes.js';
import { ARCHIVE, WORK } from './harness/scenes.js';
import { openBrowser } from './harness/shared.js';
import { until } from './harness/until.js';
import { saying, settled } from './harness/waiting.js';
import { english, headline, word } from './harness/words.js';

/** Where nobody listens: DNS over HTTPS that is dead. */
const DEAD_RESOLVER = 'https://127.0.0.1:9/dns-query';

const FIREFOX = engine() === 'firefox';
/** Another engine's, which comes first. */
const OTHER = FIREFOX ? { id: 'chromium', name: 'Chromium' } : { id: 'firefox', name: 'Firefox' };
/** Debian's is an ESR; WHY502_FIREFOX may name another. */
const ITSELF = FIREFOX ? ['Firefox ESR', 'Firefox'] : ['Chromium'];

/** It writes down what it was given, and stays open. */
const SCRIPT = `#!/bin/sh
env > "$0.env"
printf '%s\\n' "$@" > "$0.args"
echo $$ > "$0.pid"
exec sleep 600
`;

/**
 * Makes a browser known in the home that the extension lies in.
 *
 * @param {string} home
 * @param {string} [script]
 * @param {string} [id] of its desktop entry
 */
async function install(home, script = SCRIPT, id = OTHER.id) {
  const program = join(home, id === OTHER.id ? 'a browser' : `a browser ${id}`);
  await writeFile(program, script);
  await chmod(program, 0o755);
  const entries = join(home, '.local/share/applications');
  await mkdir(entries, { recursive: true });
  await writeFile(
    join(entries, `${id}.desktop`),
    `[Desktop Entry]\nType=Application\nName=Mine\nExec="${program}" --new-tab %u\nMimeType=x-scheme-handler/https;\n`,
  );
  return program;
}

/** @param {string} file @returns {Promise<string>} */
const written = async (file) =>
  String(
    await until(`${file} to be written`, async () => {
      const text = await readFile(file, 'utf8').catch(() => '');
      return text.endsWith('\n') ? text : undefined;
    }),
  );

test(`where this browser's own resolver is dead, another browser is a click away (${engine()})`, async () => {
  await changeSituation('secure-dns-down');
  let program = '';
  const browser = await openBrowser({
    secureDns: DEAD_RESOLVER,
    alter: async (folder) => void (program = await install(dirname(folder))),
  });
  let pid = 0;
  try {
    const { tab } = browser;
    await tab.goto(ARCHIVE + WORK);
    const incident = await settled(browser);
    assert.equal(incident.diagnosis.verdict.code, 'browser-names', JSON.stringify(incident.diagnosis));
    assert.ok(incident.can.includes('other-browser') && incident.can.includes('clean-profile'), incident.can.join());
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('all_title'));
    await browser.clickPopup(word('all_title'));
    await saying('the popup', browser.popupText, word('remedy_other_browser_does'));
    await browser.popupScreenshot('other-browser', 'light');
    await browser.clickPopup(english.t('open_browser', OTHER.name));
    await saying('the popup', browser.popupText, english.t('elsewhere_opened', OTHER.name));
    await saying('the popup', browser.popupText, word('elsewhere_copied'));
    await browser.popupScreenshot('other-browser-opened', 'light');
    assert.equal(await browser.clipboard(), incident.page?.url);

    pid = Number(await written(`${program}.pid`));
    assert.equal(await written(`${program}.args`), '--new-tab\nhttps://archiveofourown.org/\n', 'the front page and nothing else');
    const environment = await written(`${program}.env`);
    assert.doesNotMatch(environment, /^(MOZ_|XRE_|SNAP|LD_|CHROME_)/m);
    assert.doesNotMatch(environment, /\/works\//);
    await until('the companion to end', () => hostProcesses().length === 0);
    process.kill(pid, 0); // It is still there: else this throws.

    // Another window took the place of the popup; whoever comes back is asked.
    await browser.closePopup();
    await browser.openPopup();
    await saying('the popup', browser.popupText, word('other_browser_question'));
    await browser.clickPopup(word('private_loads'));
    await saying('the popup', browser.popupText, word('elsewhere_said_fits'));
    await browser.popupScreenshot('other-browser-loads', 'light');
    // It was the wrong button. The verdict stays, whatever is said.
    await browser.clickPopup(word('private_fails'));
    await saying('the popup', browser.popupText, word('private_said_otherwise'));
    await saying('the popup', browser.popupText, headline('browser-names'));
    const kept = await browser.inBackground('(globalThis.browser ?? chrome).storage.session.get(null)');
    assert.deepEqual(kept.incident.elsewhereTries, [{ where: 'other-browser', came: 'fails' }]);
    assert.deepEqual(await browser.inBackground('(globalThis.browser ?? chrome).storage.local.get(null)'), {});
    await browser.closePopup();
    await browser.openPopup();
    await saying('the popup', browser.popupText, headline('browser-names'));
    assert.equal(await browser.popupEvaluate("document.getElementById('elsewhere').checkVisibility()"), false, 'asked again');
  } finally {
    if (pid) process.kill(pid, 'SIGKILL');
    await browser.close();
  }
});

test(`a browser that does not start is said, also this one with a new profile (${engine()})`, async () => {
  await changeSituation('extension-breaks-page');
  const browser = await openBrowser({
    beside: fileURLToPath(new URL('fixtures/blocker', import.meta.url)),
    alter: async (folder) => void (await install(dirname(folder), '#!/bin/sh\nexit 1\n')),
  });
  try {
    await browser.tab.goto(ARCHIVE + WORK);
    await browser.openPopup();
    // Firefox leaves the old page standing, so that nothing is seen to fail.
    if (FIREFOX) await browser.clickPopup(word('best_check_now'));
    const incident = await settled(browser);
    assert.equal(incident.diagnosis.verdict.code, 'browser-interference', JSON.stringify(incident.diagnosis));
    await browser.clickPopup(word('all_title'));
    await browser.clickPopup(english.t('open_browser', OTHER.name));
    await saying('the popup', browser.popupText, english.t('elsewhere_failed', OTHER.name));
    // Chromium starts for no administrator, as whom these tests run, and Firefox without no screen.
    await browser.clickPopup(word('remedy_clean_profile_button'));
    const begins = ITSELF.map((name) => english.t('elsewhere_failed', name));
    await until(
      `the popup to say "${begins[0]}"`,
      async () => {
        const said = await browser.popupEvaluate("document.querySelector('.outcome [role=status]')?.textContent ?? ''");
        return begins.some((words) => String(said).startsWith(words));
      },
      { saying: browser.popupText },
    );
  } finally {
    await browser.close();
  }
});

test(`where there are several, the person chooses, and one that is gone is said (${engine()})`, async () => {
  await changeSituation('secure-dns-down');
  /** @type {string[]} */
  let programs = [];
  const browser = await openBrowser({
    secureDns: DEAD_RESOLVER,
    alter: async (folder) => {
      const home = dirname(folder);
      programs = [await install(home), await install(home, SCRIPT, 'brave-browser'), await install(home, SCRIPT, 'vivaldi-stable')];
    },
  });
  let pid = 0;
  try {
    await browser.tab.goto(ARCHIVE + WORK);
    const { browsers } = await settled(browser);
    // This machine's own are among them; another engine's stand first.
    const names = browsers.map(({ name }) => name);
    assert.deepEqual(
      names.filter((name) => [OTHER.name, 'Brave', 'Vivaldi'].includes(name)),
      [OTHER.name, 'Brave', 'Vivaldi'],
    );
    assert.equal(names[0], OTHER.name);
    assert.ok(!ITSELF.includes(String(names[0])));
    await browser.openPopup();
    await browser.clickPopup(word('all_title'));
    await saying('the popup', browser.popupText, english.t('open_browser', 'Vivaldi'));
    await browser.popupScreenshot('other-browser-choose', 'light');
    await browser.clickPopup(english.t('open_browser', 'Brave'));
    await saying('the popup', browser.popupText, english.t('elsewhere_opened', 'Brave'));
    pid = Number(await written(`${programs[1]}.pid`));
    assert.equal(await written(`${programs[1]}.args`), '--new-tab\nhttps://archiveofourown.org/\n');
    for (const other of [programs[0], programs[2]]) assert.equal(existsSync(`${other}.args`), false, 'another was opened, too');

    await rm(join(dirname(String(programs[0])), '.local/share/applications/vivaldi-stable.desktop'));
    await browser.clickPopup(english.t('open_browser', 'Vivaldi'));
    await saying('the popup', browser.popupText, english.t('elsewhere_gone', 'Vivaldi'));
    assert.equal(existsSync(`${programs[2]}.args`), false);
  } finally {
    if (pid) process.kill(pid, 'SIGKILL');
    await browser.close();
  }
});
