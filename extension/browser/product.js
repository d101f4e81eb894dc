/**
 * Which browser and system this is, as far as a report tells of it: family and major version, no more. And when it
 * came out.
 *
 * @import {Release} from './versions.js'
 */
import { orElse } from './door.js';
import { api, isFirefox } from './api.js';
import { releaseOf } from './versions.js';

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
    const { name, version } = await geckoHere();
    return { name, major: Number.parseInt(version, 10) };
  }
  const brands = brandsHere();
  const own = brands.find(({ brand }) => brand !== 'Chromium' && !/not.*brand/i.test(brand)) ?? brands.find(isChromium);
  return { name: own?.brand ?? 'Chromium', major: Number(own?.version) };
}

/**
 * When this version came out. What is built from Firefox under another name counts as it likes, and is not known; all
 * of Chromium's family say which Chromium they are. A page's user agent is no witness: both engines disguise it.
 *
 * @returns {Promise<Release | null>} null where it is not known
 */
export async function releaseHere() {
  if (!isFirefox) return releaseOf('chromium', brandsHere().find(isChromium)?.version ?? '');
  const { name, version } = await geckoHere();
  return name === 'Firefox' ? releaseOf('firefox', version) : null;
}

/** @returns {Promise<{name: string, version: string}>} */
function geckoHere() {
  const { runtime } = /** @type {{runtime: {getBrowserInfo(): Promise<{name: string, version: string}>}}} */ (/** @type {unknown} */ (api));
  return orElse(runtime.getBrowserInfo(), { name: 'Firefox', version: '' });
}

/** Chromium names itself, its maker's product, and one that exists nowhere so that nobody relies on the order. */
function brandsHere() {
  const { brands = [] } = /** @type {{userAgentData?: {brands: {brand: string, version: string}[]}}} */ (navigator).userAgentData ?? {};
  return brands;
}

/** @param {{brand: string}} own */
const isChromium = ({ brand }) => brand === 'Chromium';
