/**
 * The person's own pages of AO3, which can do and tell what the browser does not for one cookie store alone.
 */
import { PATTERNS, official } from '../ao3/address.js';
import { api } from '../browser/api.js';
import { cookieStoreOf } from '../browser/tab.js';

/**
 * Runs in one page of each origin of AO3's that is open in a store.
 *
 * @template {unknown[]} A
 * @template T
 * @param {string} storeId as `cookieStoreOf` names it
 * @param {(...args: A) => Promise<T>} func runs in the page, on its own: it may use nothing else
 * @param {NoInfer<A>} args
 * @param {(result: unknown) => boolean} isAnswer
 * @returns {Promise<T[]>} what each page that could be asked answered
 */
export async function inPagesOf(storeId, func, args, isAnswer) {
  /** @type {Set<string>} */
  const origins = new Set();
  /** @type {T[]} */
  const answers = [];
  for (const tab of await api.tabs.query({ url: [...PATTERNS] })) {
    const url = official(tab.url ?? '');
    if (!url || tab.id === undefined || tab.discarded || origins.has(url.origin) || (await cookieStoreOf(tab)) !== storeId) continue;
    try {
      const [injected] = await api.scripting.executeScript({ target: { tabId: tab.id }, func, args });
      if (!isAnswer(injected?.result)) throw new Error('it gave no answer');
      answers.push(/** @type {T} */ (injected?.result));
      origins.add(url.origin);
    } catch (error) {
      // The browser's own error page; another tab of the origin may do.
      console.info('why502: a page could not be asked', error);
    }
  }
  return answers;
}
