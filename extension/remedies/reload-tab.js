/**
 * Reloading a tab for somebody who is not looking. It must never send a form again, and never take
 * away a page that works, or text that somebody has typed.
 *
 * @import {Incident, Kept} from '../incident/incident.js'
 */
import { official } from '../ao3/address.js';
import { api } from '../browser/api.js';
import { mayHoldText } from './typed-text.js';
import { tabById } from '../browser/tab.js';

/**
 * Reloads a tab, past any stored copy, if it still shows the page that failed in this incident.
 *
 * @param {number} tabId
 * @param {Incident | undefined} incident
 * @param {boolean} [sure] the person has been told of text in it, and goes on
 * @returns {Promise<'reloaded' | Kept>}
 */
export async function reloadFailed(tabId, incident, sure = false) {
  const tab = await tabById(tabId);
  if (!tab) return 'closed';
  if (!incident?.tabs.includes(tabId)) return 'left';
  if (incident.posted.includes(tabId)) return 'posted';
  if (tab.discarded) return 'asleep';
  if (!official(tab.url ?? '') || !(await showsFailure(tabId))) return 'left';
  // A reload would end what the person has just asked for.
  if (tab.status === 'loading') return 'loading';
  if (!sure && (await mayHoldText(tabId))) return 'text';
  try {
    await api.tabs.reload(tabId, { bypassCache: true });
    return 'reloaded';
  } catch (error) {
    console.info('why502: the tab closed before it could be reloaded', error);
    return 'closed';
  }
}

/**
 * A page that came back out of the browser's memory (going back) makes no request that would tell us
 * that the failed one is gone. The tab itself knows.
 *
 * @param {number} tabId
 */
async function showsFailure(tabId) {
  try {
    const [injected] = await api.scripting.executeScript({
      target: { tabId },
      func: () => {
        const page = /** @type {PerformanceNavigationTiming | undefined} */ (performance.getEntriesByType('navigation')[0]);
        const works = page !== undefined && page.responseStatus > 0 && page.responseStatus < 400;
        return works && !document.querySelector('#main.error-503-maintenance');
      },
    });
    return injected?.result !== true;
  } catch {
    return true; // The browser's own error page lets no script in.
  }
}
