/**
 * One manifest, and what each browser's store takes of it. The folder itself is loaded by both with what the other does not
 * know, and each leaves that aside; a store does not. Pure.
 */

/** @typedef {Record<string, any>} Manifest */

/**
 * Permissions that only the other has: Chromium's `dns` is for its developers' channel alone, and Firefox has nothing
 * like `contentSettings` (developer.chrome.com, MDN: permissions).
 */
const ONLY = Object.freeze({ firefox: ['dns'], chromium: ['contentSettings'] });

/** @param {string[]} permissions @param {readonly string[]} but */
const without = (permissions, but) => permissions.filter((each) => !but.includes(each));

/**
 * For the Chrome Web Store and those of its family: it gives the id itself, and refuses a `key`.
 *
 * @param {Manifest} base
 * @returns {Manifest}
 */
export function forChromium({ key: _key, browser_specific_settings: _gecko, background, ...rest }) {
  const { service_worker, type } = background;
  return { ...rest, permissions: without(rest['permissions'], ONLY.firefox), background: { service_worker, type } };
}

/**
 * For addons.mozilla.org, and for whoever installs the file.
 *
 * @param {Manifest} base
 * @returns {Manifest}
 */
export function forFirefox({ key: _key, minimum_chrome_version: _least, background, ...rest }) {
  const { scripts, type } = background;
  return { ...rest, optional_permissions: without(rest['optional_permissions'], ONLY.chromium), background: { scripts, type } };
}
