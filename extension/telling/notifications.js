/**
 * Notifications, where the person has allowed them: that AO3 is back, and what failed where neither a
 * card nor a popup could speak. The system keeps notifications in a list of its own, so that private
 * windows get none.
 *
 * @import {Incident} from '../incident/incident.js'
 * @import {Watch} from '../watch/store.js'
 * @import {Words} from '../words/words.js'
 */
import { MAIN_HOST } from '../ao3/address.js';
import { api } from '../browser/api.js';
import { settings } from '../browser/settings.js';
import { viewOf } from '../words/view.js';
import { openPopup } from './open.js';
import { showTab, tabById } from '../browser/tab.js';

/** There is one watch, so one notification. */
const BACK = 'watch-back';

/** There is one at most: the next incident's takes the place of the one before. */
const INCIDENT = 'incident';

const allowed = () => api.permissions.contains({ permissions: ['notifications'] });

/**
 * Whether there is still to be asked for notifications: the person has not said no, and the browser not yes.
 *
 * @param {boolean} isPrivate
 */
export async function couldNotify(isPrivate) {
  if (isPrivate) return false;
  const chosen = await settings();
  return chosen.notify && !chosen.notifyAsked && !(await allowed());
}

/** @param {string} id @param {string} title @param {string} message */
async function show(id, title, message) {
  await api.notifications.create(id, { type: 'basic', iconUrl: api.runtime.getURL('icons/why502-128.png'), title, message });
}

/**
 * AO3 is back.
 *
 * @param {Watch} watch
 * @param {Words} w
 */
export async function notifyBack(watch, w) {
  if (watch.isPrivate || !(await allowed())) return;
  const reloads = watch.reloads.some((r) => r.tabId === watch.front);
  await show(BACK, w.t('watch_notify_title'), w.t(reloads ? 'watch_notify_reload' : 'watch_notify_text'));
}

/** Only where the permission was given is there anything to take back. */
export async function clearBack() {
  await api.notifications?.clear(BACK);
}

/**
 * What failed.
 *
 * @param {Incident} incident with a verdict
 * @param {Words} w
 */
export async function notify(incident, w) {
  if (incident.isPrivate || !(await allowed())) return;
  const { headline, meaning } = viewOf(incident, w);
  await show(INCIDENT, headline, meaning);
}

/**
 * The browser was allowed to notify. Chromium has closed the popup for its question: it comes back, and says what now
 * happens.
 *
 * @param {Watch | null} watch
 */
export async function noticesGiven(watch) {
  if (watch?.state === 'watching' && watch.front !== null) await openPopup(watch.front, false);
}

/**
 * A person clicked one: to the tab it is about.
 *
 * @param {string} id
 * @param {Watch | null} watch
 * @param {Incident | undefined} incident
 */
export async function noticeClicked(id, watch, incident) {
  if (id !== BACK && id !== INCIDENT) return;
  await api.notifications.clear(id);
  const tabId = id === BACK ? watch?.front : incident?.tabs.at(-1);
  const tab = tabId == null ? undefined : await tabById(tabId);
  if (tab?.id !== undefined) {
    await showTab({ ...tab, id: tab.id });
    if (id === INCIDENT) await openPopup(tab.id, true);
  } else if (id === BACK) {
    await api.tabs.create({ url: `https://${watch?.host ?? MAIN_HOST}/` });
  }
}

/**
 * The browser has notifications for us only once the person has allowed them: from then on they are heard.
 *
 * @param {(act: () => unknown) => void} onceReady
 * @param {() => {watch: Watch | null, incident: Incident | undefined}} known of ordinary windows
 */
export function hearNotices(onceReady, known) {
  let heard = false;
  const clicked = (/** @type {string} */ id) => onceReady(() => noticeClicked(id, known().watch, known().incident));
  const given = () => onceReady(() => noticesGiven(known().watch));
  api.permissions.onAdded.addListener(({ permissions }) => void (permissions?.includes('notifications') && given()));
  const hear = () => {
    if (heard || !api.notifications) return;
    heard = true;
    api.notifications.onClicked.addListener(clicked);
  };
  hear();
  api.permissions.onAdded.addListener(hear);
}
