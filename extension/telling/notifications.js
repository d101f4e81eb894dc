/**
 * Notifications, where the person has allowed them: that AO3 is back, what failed where neither a card nor a popup could
 * speak, and what became of a text whose posting failed. The system keeps notifications in a list of its own and shows
 * them to whoever sees the screen, so that private windows get none, and none names a text.
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

/** Of texts: what is said last takes the place of what was said before. */
const TEXT = 'text';

/** What is told of a text, title and all: 'draft' where it was to be posted, 'untold' after the last of our looks. */
const OF_TEXTS = Object.freeze({
  arrived: /** @type {const} */ (['text_notify_there_title', 'text_notify_there']),
  'not-there': /** @type {const} */ (['text_notify_not_there_title', 'text_notify_not_there']),
  draft: /** @type {const} */ (['text_notify_draft_title', 'text_notify_draft']),
  untold: /** @type {const} */ (['text_notify_untold_title', 'text_notify_untold']),
});

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
 * We have looked for a text, and know; or shall not know.
 *
 * @param {keyof typeof OF_TEXTS} told
 * @param {Words} w
 */
export async function notifyOfText(told, w) {
  if (!(await allowed())) return;
  const [title, message] = OF_TEXTS[told];
  await show(TEXT, w.t(title), w.t(message));
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
 * A person clicked one: to the tab it is about, or to the page of texts.
 *
 * @param {string} id
 * @param {Watch | null} watch
 * @param {Incident | undefined} incident
 */
export async function noticeClicked(id, watch, incident) {
  if (id !== BACK && id !== INCIDENT && id !== TEXT) return;
  await api.notifications.clear(id);
  if (id === TEXT) return void (await api.tabs.create({ url: api.runtime.getURL('pages/drafts/drafts.html') }));
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
