// Other extensions, as a person might have them, and which of them are on.
import { mkdir, writeFile } from 'node:fs/promises';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('./browser.d.ts').Opened} Opened */

/** Our page that finds out which of them it is. */
export const BISECT_PAGE = 'pages/bisect/bisect.html';

const RULES = [
  {
    id: 1,
    action: { type: 'block' },
    condition: { urlFilter: '||archiveofourown.org/works/', resourceTypes: ['main_frame', 'xmlhttprequest', 'other'] },
  },
];

/** @param {string} folder @param {string} name @param {boolean} blocks AO3's pages */
async function written(folder, name, blocks) {
  await mkdir(folder, { recursive: true });
  const manifest = {
    manifest_version: 3,
    name,
    version: '1.0',
    ...(blocks
      ? {
          permissions: ['declarativeNetRequest'],
          host_permissions: ['*://archiveofourown.org/*'],
          declarative_net_request: { rule_resources: [{ id: 'rules', enabled: true, path: 'rules.json' }] },
        }
      : {}),
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'rules.json'), JSON.stringify(RULES));
  await writeFile(join(folder, 'page.html'), '<!doctype html><title>Its page</title>');
  return folder;
}

/**
 * Installs so many for good, as a person would: a browser that starts again has them still.
 *
 * @param {Opened} browser Chromium
 * @param {string} folder where they lie
 * @param {number} many
 * @param {readonly number[]} culprits which of them block AO3's pages
 * @returns {Promise<string[]>} their names, as the browser lists them
 */
export async function loadOthers(browser, folder, many, culprits) {
  const context = browser.playwright?.context;
  if (!context) throw new Error('Only Chromium has them.');
  const page = await context.newPage();
  await page.goto('chrome://extensions/');
  // Without it the browser switches off what no store gave it.
  await page.evaluate('chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })');
  await page.close();
  const cdp = await /** @type {import('playwright-core').Browser} */ (context.browser()).newBrowserCDPSession();
  for (let n = 0; n < many; n += 1) {
    const path = await written(join(folder, `other-${n}`), `Other ${String(n).padStart(2, '0')}`, culprits.includes(n));
    await cdp.send(/** @type {any} */ ('Extensions.loadUnpacked'), /** @type {any} */ ({ path }));
  }
  await cdp.detach();
  return extensionsOn(browser);
}

/** The names of all others that are on, in order. @param {Opened} browser @returns {Promise<string[]>} */
export const extensionsOn = (browser) =>
  browser.inBackground(
    'chrome.management.getAll().then((all) => all.filter((e) => e.enabled && e.id !== chrome.runtime.id).map((e) => e.name).sort())',
  );

/** The browser itself, without its helpers: each tiny internet has processes of its own. @returns {number} */
export function chromiumProcess() {
  const [pid] = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const line = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
        return line.some((arg) => arg.startsWith('--user-data-dir=')) && !line.some((arg) => arg.startsWith('--type='));
      } catch {
        return false; // It has ended meanwhile.
      }
    });
  if (!pid) throw new Error('There is no browser to be killed.');
  return Number(pid);
}
