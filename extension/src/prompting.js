/**
 * Telling a person who did not ask: the card on the page, the badge, and, where no page can be
 * entered, the popup or a notification.
 *
 * @import {Incident} from './incident.js'
 * @import {Words} from './words.js'
 */
import { api } from './browser.js';
import { card } from './card.js';
import { face } from './face.js';

const BADGE = Object.freeze({ checking: '#6b7280', trouble: '#a4262c', fine: '#2e7d4f' });

/** The badge of a tab. @param {Incident} incident @param {number} tabId @param {Words} w */
async function showBadge(incident, tabId, w) {
  const view = face(incident, w);
  const fine = view.state === 'settled' && view.side === 'none';
  const color = view.state === 'checking' ? BADGE.checking : fine ? BADGE.fine : BADGE.trouble;
  const text = view.state === 'checking' ? '…' : fine ? '✓' : '!';
  try {
    await api.action.setBadgeBackgroundColor({ tabId, color });
    await api.action.setBadgeTextColor({ tabId, color: '#ffffff' });
    await api.action.setBadgeText({ tabId, text });
    await api.action.setTitle({ tabId, title: `why502: ${view.card}` });
  } catch {
    return; // The tab closed.
  }
}

/**
 * After every change of an incident.
 *
 * @param {Incident} incident
 * @param {Words} w
 * @param {boolean} aloud whether cards may stand; the badge always tells
 */
export async function tell(incident, w, aloud) {
  await Promise.all(
    incident.tabs.map(async (tabId) => {
      const message = aloud ? card(incident, tabId, w) : { type: 'card-gone' };
      // The card first: it is what a person looks at. No card there is no error, badge and popup tell.
      await api.tabs.sendMessage(tabId, message).catch(() => undefined);
      await showBadge(incident, tabId, w);
    }),
  );
}

/** The tab shows something that works. @param {number} tabId @param {Words} w */
export async function clearBadge(tabId, w) {
  try {
    await api.action.setBadgeText({ tabId, text: '' });
    await api.action.setTitle({ tabId, title: w.t('action_title') });
  } catch {
    return; // The tab closed.
  }
}

/**
 * Opens the popup where the browser lets us: not in a window without focus, nor twice. Then the
 * badge is what a person sees.
 *
 * @param {number} tabId
 * @param {boolean} orTab a person asked for it: then a tab does as well
 * @returns {Promise<boolean>} whether it opened
 */
export async function openPopup(tabId, orTab) {
  try {
    const tab = await api.tabs.get(tabId);
    await api.action.openPopup({ windowId: tab.windowId });
    return true;
  } catch {
    if (orTab) await api.tabs.create({ url: api.runtime.getURL('popup/popup.html?tab=1') });
    return false;
  }
}

/** There is one at most: the next incident's takes the place of the one before. */
const NOTICE = 'incident';

/**
 * One notification, where the person has allowed them and nothing else could speak. The system keeps
 * notifications in a list of its own, so that private windows get none.
 *
 * @param {Incident} incident with a verdict
 * @param {Words} w
 */
export async function notify(incident, w) {
  if (incident.isPrivate || !(await api.permissions.contains({ permissions: ['notifications'] }))) return;
  const { headline, meaning } = face(incident, w);
  await api.notifications.create(NOTICE, { type: 'basic', iconUrl: api.runtime.getURL('icons/why502-128.png'), title: headline, message: meaning });
}

/**
 * A click on it leads to the tab that failed, and to the popup. To be called while the worker starts,
 * and when the permission is given: before, the browser has no such events.
 *
 * @param {() => Promise<Incident | undefined>} current
 */
export function onNotice(current) {
  api.notifications?.onClicked.addListener((id) => {
    if (id === NOTICE) void current().then(showTab, (error) => console.error('why502', error));
  });
}

/** @param {Incident | undefined} incident */
async function showTab(incident) {
  void api.notifications.clear(NOTICE);
  const tabId = incident?.tabs.at(-1);
  if (tabId === undefined) return;
  const tab = await api.tabs.update(tabId, { active: true });
  if (tab) await api.windows.update(tab.windowId, { focused: true });
  await openPopup(tabId, true);
}
