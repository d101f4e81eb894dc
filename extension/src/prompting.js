/**
 * Telling a person who did not ask: the card on the page, the badge, and, where no page can be
 * entered, the popup.
 *
 * @import {Incident} from './incident.js'
 * @import {Settings} from './settings.js'
 * @import {Words} from './words.js'
 */
import { api } from './browser.js';
import { face } from './face.js';

const BADGE = Object.freeze({ checking: '#6b7280', trouble: '#a4262c', fine: '#2e7d4f' });

/**
 * The card of an incident, in words.
 *
 * @param {Incident} incident
 * @param {Words} w
 */
function card(incident, w) {
  const view = face(incident, w);
  return {
    type: 'card',
    state: view.state,
    side: view.side,
    sideName: view.sideName,
    text: view.card,
    button: w.t('card_button'),
    dismiss: w.t('card_dismiss'),
    label: w.t('card_label'),
  };
}

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

/** After every change of an incident. @param {Incident} incident @param {Words} w @param {Settings} chosen */
export async function tell(incident, w, chosen) {
  const message = card(incident, w);
  const silent = chosen.prompts === 'badge' || Date.now() < chosen.quietUntil;
  await Promise.all(
    incident.tabs.map(async (tabId) => {
      // The card first: it is what a person looks at. No card there is no error, badge and popup tell.
      if (!silent) await api.tabs.sendMessage(tabId, message).catch(() => undefined);
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
 */
export async function openPopup(tabId, orTab) {
  try {
    const tab = await api.tabs.get(tabId);
    await api.action.openPopup({ windowId: tab.windowId });
  } catch {
    if (orTab) await api.tabs.create({ url: api.runtime.getURL('popup/popup.html?tab=1') });
  }
}

/**
 * The first-run page, once, after installing: never in a private window, where nothing is ours to open.
 */
export async function openWelcome() {
  const url = api.runtime.getURL('options/welcome.html');
  if (!api.windows) return void (await api.tabs.create({ url })); // Firefox for Android has tabs alone.
  const ordinary = (await api.windows.getAll({ windowTypes: ['normal'] })).filter((window) => !window.incognito);
  const window = ordinary.find(({ focused }) => focused) ?? ordinary[0];
  if (window?.id !== undefined) await api.tabs.create({ url, windowId: window.id });
}
