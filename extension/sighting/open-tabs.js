/** Tabs of AO3 that were open before anybody listened: restored by the browser, or older than the extension. */
import { PATTERNS } from '../ao3/address.js';
import { api } from '../browser/api.js';

/** Lets each of them tell what it shows. */
export async function lookAtOpenTabs() {
  const files = api.runtime.getManifest().content_scripts?.[0]?.js ?? [];
  for (const tab of await api.tabs.query({ url: [...PATTERNS], status: 'complete' })) {
    if (tab.id === undefined) continue;
    // Refused on the browser's own error pages: those have no status to tell.
    await api.scripting.executeScript({ target: { tabId: tab.id }, files }).catch(() => undefined);
  }
}
