/**
 * Telling a person who did not ask: the card on the page, the badge, and, where no page can be
 * entered, the popup; the notification when what is watched is back.
 *
 * @import {Incident} from './incident.js'
 * @import {Watch} from './keeping.js'
 * @import {Settings} from './settings.js'
 * @import {Words} from './words.js'
 */
import { api, tabById } from './browser.js';
import { face } from './face.js';
import { watching } from './strip.js';

const BADGE = Object.freeze({ checking: '#6b7280', trouble: '#a4262c', fine: '#2e7d4f', watching: '#1f5f9e' });

/** There is one watch, so one notification. */
const NOTIFICATION = 'watch-back';

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

/** The badge of a tab. @param {Incident} incident @param {number} tabId @param {Words} w @param {Watch | null} watch */
async function showBadge(incident, tabId, w, watch) {
  const view = face(incident, w);
  const fine = watch?.state === 'back' || (view.state === 'settled' && view.side === 'none');
  const watched = watch?.state === 'watching' && !fine && view.state !== 'checking';
  const color = fine ? BADGE.fine : view.state === 'checking' ? BADGE.checking : watched ? BADGE.watching : BADGE.trouble;
  const text = fine ? '✓' : view.state === 'checking' || watched ? '…' : '!';
  const strip = watch && watching(watch, w, Date.now());
  try {
    await api.action.setBadgeBackgroundColor({ tabId, color });
    await api.action.setBadgeTextColor({ tabId, color: '#ffffff' });
    await api.action.setBadgeText({ tabId, text });
    await api.action.setTitle({ tabId, title: ['why502:', view.card, strip?.text].filter(Boolean).join(' ') });
  } catch {
    return; // The tab closed.
  }
}

/** After every change of an incident. @param {Incident} incident @param {Words} w @param {Watch | null} watch @param {Settings} chosen */
export async function tell(incident, w, watch, chosen) {
  const message = card(incident, w);
  const silent = chosen.prompts === 'badge' || Date.now() < chosen.quietUntil;
  await Promise.all(
    incident.tabs.map(async (tabId) => {
      // The card first: it is what a person looks at. No card there is no error, badge and popup tell.
      if (!silent) await api.tabs.sendMessage(tabId, message).catch(() => undefined);
      await showBadge(incident, tabId, w, watch);
    }),
  );
}

/**
 * After every change of the watch: on its tabs, and, for a person who went on elsewhere, on the button
 * of every other tab.
 *
 * @param {Watch | null} watch
 * @param {(Incident | undefined)[]} incidents
 * @param {Words} w
 */
export async function tellWatch(watch, incidents, w) {
  const strip = watch && watching(watch, w, Date.now());
  const isBack = watch?.state === 'back';
  await api.action.setBadgeBackgroundColor({ color: BADGE.fine });
  await api.action.setBadgeTextColor({ color: '#ffffff' });
  await api.action.setBadgeText({ text: isBack ? '✓' : '' });
  await api.action.setTitle({ title: strip ? `why502: ${strip.text}` : w.t('action_title') });
  // Only where the permission was given is there anything to take back.
  if (!isBack) await api.notifications?.clear(NOTIFICATION);
  await Promise.all(incidents.flatMap((incident) => incident?.tabs.map((tabId) => showBadge(incident, tabId, w, watch)) ?? []));
}

/**
 * Says that AO3 is back, where the browser's permission is there. Never for a private window: systems
 * keep what was notified.
 *
 * @param {Watch} watch
 * @param {Words} w
 */
export async function notifyBack(watch, w) {
  if (watch.isPrivate || !(await api.permissions.contains({ permissions: ['notifications'] }))) return;
  const reloads = watch.reloads.some((r) => r.tabId === watch.front);
  const iconUrl = api.runtime.getURL('icons/why502-128.png');
  await api.notifications.create(NOTIFICATION, { type: 'basic', iconUrl, title: w.t('watch_notify_title'), message: w.t(reloads ? 'watch_notify_reload' : 'watch_notify_text') });
}

/** A person clicked it: to the tab, or to AO3 where that tab is gone. @param {string} id @param {Watch | null} watch */
export async function notificationClicked(id, watch) {
  if (id !== NOTIFICATION) return;
  await api.notifications.clear(id);
  const tab = watch?.front == null ? undefined : await tabById(watch.front);
  if (tab?.id === undefined) return void (await api.tabs.create({ url: `https://${watch?.host ?? 'archiveofourown.org'}/` }));
  await api.tabs.update(tab.id, { active: true });
  await api.windows.update(tab.windowId, { focused: true });
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
