/**
 * Telling a person who did not ask: the card on the page, the badge, and, where no page can be
 * entered, the popup. Notifications are in notices.js.
 *
 * @import {Incident} from './incident.js'
 * @import {Watch} from './keeping.js'
 * @import {Words} from './words.js'
 */
import { api, tabById } from './browser.js';
import { card } from './card.js';
import { face } from './face.js';
import { clearBack } from './notices.js';
import { ownPagesInPrivate } from './private-windows.js';
import { watching } from './strip.js';

const BADGE = Object.freeze({ checking: '#6b7280', trouble: '#a4262c', fine: '#2e7d4f', watching: '#1f5f9e' });

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

/**
 * After every change of an incident.
 *
 * @param {Incident} incident
 * @param {readonly number[]} tabs those of its tabs that are to be told
 * @param {Words} w
 * @param {Watch | null} watch
 * @param {boolean} aloud whether cards may stand; the badge always tells
 */
export async function tell(incident, tabs, w, watch, aloud) {
  await Promise.all(
    tabs.map(async (tabId) => {
      const message = aloud ? card(incident, tabId, w, watch) : { type: 'card-gone' };
      // The card first: it is what a person looks at. No card there is no error, badge and popup tell.
      await api.tabs.sendMessage(tabId, message).catch(() => undefined);
      await showBadge(incident, tabId, w, watch);
    }),
  );
}

/**
 * After every change of the watch, for a person who went on elsewhere: on the button of every other tab.
 *
 * @param {Watch | null} watch
 * @param {Words} w
 */
export async function tellWatch(watch, w) {
  const strip = watch && watching(watch, w, Date.now());
  await api.action.setBadgeBackgroundColor({ color: BADGE.fine });
  await api.action.setBadgeTextColor({ color: '#ffffff' });
  await api.action.setBadgeText({ text: watch?.state === 'back' ? '✓' : '' });
  await api.action.setTitle({ title: strip ? `why502: ${strip.text}` : w.t('action_title') });
  if (watch?.state !== 'back') await clearBack();
}

/**
 * After every change of a watch that private windows alone know of: on the button of their tabs.
 *
 * @param {Watch | null} watch
 * @param {readonly number[]} others tabs of the incident, which are told of it with that
 * @param {Words} w
 */
export async function tellPrivateTabs(watch, others, w) {
  const strip = watch && watching(watch, w, Date.now());
  const tabs = (await api.tabs.query({})).flatMap(({ id, incognito }) => (incognito && id !== undefined && !others.includes(id) ? [id] : []));
  await Promise.all(tabs.map(async (tabId) => {
    try {
      await api.action.setBadgeBackgroundColor({ tabId, color: BADGE.fine });
      await api.action.setBadgeText({ tabId, text: watch?.state === 'back' ? '✓' : '' });
      await api.action.setTitle({ tabId, title: strip ? `why502: ${strip.text}` : w.t('action_title') });
    } catch {
      return; // The tab closed.
    }
  }));
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
  const tab = await tabById(tabId);
  if (!tab) return false; // Closed meanwhile.
  try {
    await api.action.openPopup({ windowId: tab.windowId });
    return true;
  } catch {
    if (orTab) await openOwnPage(`popup/popup.html?tab=${tabId}`, tab);
    return false;
  }
}

/**
 * A page of our own about a tab, in the tab's own window or in none: what is said of a private window
 * is said there. Its badge has told already.
 *
 * @param {string} path
 * @param {chrome.tabs.Tab} about
 */
async function openOwnPage(path, about) {
  if (about.incognito && !ownPagesInPrivate) return;
  await api.tabs.create({ url: api.runtime.getURL(path), windowId: about.windowId });
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
