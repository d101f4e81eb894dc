// What the tests of a watch have in common: how it is begun, what it asked, what it reloaded.
import { requests } from './lab.js';

/** @typedef {import('./browser.d.ts').Opened} Opened */
/** @typedef {import('./lab.js').Request} Request */
/** @typedef {import('../../../watch/store.js').Watch} Watch */

export const LOOK = '/token_dispenser.json';

/** A person's click, as the popup sends it. @param {Opened} browser @param {'watch' | 'unwatch'} type */
export async function click(browser, type) {
  await browser.openPopup();
  const message =
    type === 'watch' ? { type: 'run', code: 'watch', tabId: null, sure: false, isPrivate: false } : { type, isPrivate: false };
  await browser.popupEvaluate(`(globalThis.browser ?? chrome).runtime.sendMessage(${JSON.stringify(message)})`);
  await browser.closePopup();
}

/** The watch as it is kept on disk. @param {Opened} browser @returns {Promise<Watch | undefined>} */
export const keptWatch = (browser) =>
  browser.inBackground("(globalThis.browser ?? chrome).storage.local.get('watch').then((kept) => kept.watch)");

/** The background's die falls the same way until the background sleeps. @param {Opened} browser @param {number} value */
export const fixDie = (browser, value) =>
  browser.inBackground(
    `void (globalThis.Math.random = () => ${value}, typeof window === 'object' && (window.Math.random = () => ${value}))`,
  );

/**
 * Requests to AO3 and to the edge before it since a moment.
 *
 * @param {number} since
 * @param {(request: Request) => boolean} which
 * @returns {Promise<{at: number, request: Request}[]>}
 */
export async function asked(since, which) {
  return (await requests())
    .filter((r) => r.kind === 'http' && ['archive', 'edge'].includes(r.role ?? '') && which(r))
    .map((request) => ({ at: Date.parse(request.time), request }))
    .filter(({ at }) => at >= since);
}

/** @param {number} since */
export const looks = (since) => asked(since, (r) => r.target === LOOK);
