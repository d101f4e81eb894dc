// What a person chooses in Chromium itself: which sites and windows an extension may see, and what is written in
// its preferences before it starts.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asPreferences } from './others.js';
import { until } from './until.js';

/**
 * Site access "On click", as a person chooses it in the browser's page of extensions.
 *
 * @param {import('playwright-core').BrowserContext} context
 * @param {string} id the extension's
 */
export async function withholdAccess(context, id) {
  const page = await context.newPage();
  await page.goto('chrome://extensions/');
  await page.evaluate(
    `chrome.developerPrivate.updateExtensionConfiguration(${JSON.stringify({ extensionId: id, hostAccess: 'ON_CLICK' })})`,
  );
  await page.close();
}

/**
 * As a person allows it in the browser's page of extensions; that starts the extension anew.
 *
 * @param {import('playwright-core').BrowserContext} context
 * @param {string} id the extension's
 */
export async function allowPrivate(context, id) {
  const page = await context.newPage();
  await page.goto('chrome://extensions/');
  // Without it the browser refuses to start again what no store gave it.
  await page.evaluate('chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })');
  const told = JSON.stringify({ extensionId: id, incognitoAccess: true });
  await page.evaluate(`chrome.developerPrivate.updateExtensionConfiguration(${told})`);
  await until('the extension to be there again', () =>
    page.evaluate(`chrome.developerPrivate.getExtensionInfo('${id}').then(({ state }) => state === 'ENABLED')`),
  );
  // Nothing else wakes its new worker.
  await page.goto(`chrome-extension://${id}/pages/popup/popup.html`);
  await page.close();
}

/**
 * What a person has set, written where Chromium keeps it, before it starts: site settings in the
 * profile's preferences, secure DNS in the browser's own.
 *
 * @param {import('./profile.js').Home} home
 * @param {import('./browser.d.ts').Options} options
 */
export async function settings(home, options) {
  if (options.others && !options.restore) {
    await mkdir(join(home.chromiumProfile, 'Default'), { recursive: true });
    await writeFile(join(home.chromiumProfile, 'Default/Preferences'), JSON.stringify(await asPreferences(home.extension, options.others)));
  }
  if (options.refuseCookiesOf) {
    const BLOCK = 2; // CONTENT_SETTING_BLOCK
    const cookies = Object.fromEntries(options.refuseCookiesOf.map((host) => [`[*.]${host},*`, { setting: BLOCK }]));
    await mkdir(join(home.chromiumProfile, 'Default'), { recursive: true });
    await writeFile(
      join(home.chromiumProfile, 'Default/Preferences'),
      JSON.stringify({ profile: { content_settings: { exceptions: { cookies } } } }),
    );
  }
  if (options.secureDns) {
    await writeFile(
      join(home.chromiumProfile, 'Local State'),
      JSON.stringify({ dns_over_https: { mode: 'secure', templates: options.secureDns } }),
    );
  }
}
