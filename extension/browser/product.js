/**
 * Which browser and system this is, as far as a report tells of it: family and major version, no more.
 */
import { orElse } from './door.js';
import { api, isFirefox } from './api.js';

/**
 * @typedef {object} About where a report comes from
 * @property {string} extension its version
 * @property {{name: string, major: number}} browser
 * @property {string} system as the browser calls it
 */

/**
 * Where a report comes from: the extension's version, the browser's family and major version, the sort
 * of system.
 *
 * @returns {Promise<About>}
 */
export async function aboutHere() {
  const { os } = await orElse(api.runtime.getPlatformInfo(), { os: '' });
  return { extension: api.runtime.getManifest().version, browser: await browserHere(), system: os };
}

/** @returns {Promise<About['browser']>} */
async function browserHere() {
  if (isFirefox) {
    const { runtime } = /** @type {{runtime: {getBrowserInfo(): Promise<{name: string, version: string}>}}} */ (
      /** @type {unknown} */ (api)
    );
    const { name, version } = await orElse(runtime.getBrowserInfo(), { name: 'Firefox', version: '' });
    return { name, major: Number.parseInt(version, 10) };
  }
  // Chromium names itself, its maker's product, and one that exists nowhere so that nobody relies on the order.
  const { brands = [] } = /** @type {{userAgentData?: {brands: {brand: string, version: string}[]}}} */ (navigator).userAgentData ?? {};
  const own =
    brands.find(({ brand }) => brand !== 'Chromium' && !/not.*brand/i.test(brand)) ?? brands.find(({ brand }) => brand === 'Chromium');
  return { name: own?.brand ?? 'Chromium', major: Number(own?.version) };
}
