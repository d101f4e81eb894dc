/**
 * Telling a person who did not ask: the card on the page, the badge, and, where no page can be
 * entered, the popup. Notifications are in notifications.js.
 *
 * @import {Incident} from '../incident/incident.js'
 * @import {Watch} from '../watch/store.js'
 * @import {Cards} from './cards.js'
 * @import {Words} from '../words/words.js'
 */
import { seesAo3 } from '../browser/access.js';
import { api } from '../browser/api.js';
import { card } from '../words/card-message.js';
import { viewOf } from '../words/view.js';
import { seenFrom } from '../watch/store.js';
import { clearBack } from './notifications.js';
import { watching } from '../words/watching.js';

const BADGE = Object.freeze({ checking: '#6b7280', trouble: '#a4262c', fine: '#2e7d4f', watching: '#1f5f9e' });

/**
 * What no tab shows, on the button of every tab.
 *
 * @param {Incident} incident with a verdict
 * @param {Words} w
 */
export async function tellAll(incident, w) {
  const view = viewOf(incident, w);
  const fine = view.side === 'none';
  await api.action.setBadgeBackgroundColor({ color: fine ? BADGE.fine : BADGE.trouble });
  await api.action.setBadgeTextColor({ color: '#ffffff' });
  await api.action.setBadgeText({ text: fine ? '✓' : '!' });
  await api.action.setTitle({ title: `why502: ${view.card}` });
}

/** The badge of a tab. @param {Incident} incident @param {number} tabId @param {Words} w @param {Watch | null} watch */
async function showBadge(incident, tabId, w, watch) {
  const view = viewOf(incident, w);
  const fine = watch?.state === 'back' || (view.state === 'settled' && view.side === 'none');
  const watched = watch?.state === 'watching' && !fine && view.state !== 'checking';
  const color = fine ? BADGE.fine : view.state === 'checking' ? BADGE.checking : watched ? BADGE.watching : BADGE.trouble;
  const text = fine ? '✓' : view.state === 'checking' || watched ? '…' : '!';
  const watchingNow = watch && watching(watch, w, Date.now());
  try {
    await api.action.setBadgeBackgroundColor({ tabId, color });
    await api.action.setBadgeTextColor({ tabId, color: '#ffffff' });
    await api.action.setBadgeText({ tabId, text });
    await api.action.setTitle({ tabId, title: ['why502:', view.card, watchingNow?.text].filter(Boolean).join(' ') });
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
 * @param {{cards: Cards, aloud: boolean}} how aloud: whether cards may stand; the badge always tells
 */
export async function tell(incident, tabs, w, watch, { cards, aloud }) {
  await Promise.all(
    tabs.map(async (tabId) => {
      // The card first: it is what a person looks at.
      if (aloud) await cards.show(tabId, card(incident, tabId, w, watch));
      else await cards.take(tabId);
      await showBadge(incident, tabId, w, watch);
    }),
  );
}

/** Whether tabs of private windows were told of a watch that they alone know of. */
let toldPrivately = false;

/**
 * After every change of the watch, for a person who went on elsewhere: on the button of every other tab,
 * and of a watch that private windows alone know of, on that of their tabs.
 *
 * @param {Watch | null} watch
 * @param {readonly number[]} failed private tabs that are told of it with their incident
 * @param {Words} w
 */
export async function tellWatch(watch, failed, w) {
  const forAll = seenFrom(watch, false);
  const theirs = forAll ? null : watch;
  await tellButton(forAll, w, {});
  if (forAll?.state !== 'back') await clearBack();
  if (!theirs && !toldPrivately) return;
  toldPrivately = theirs !== null;
  const tabs = (await api.tabs.query({})).flatMap(({ id, incognito }) =>
    incognito && id !== undefined && !failed.includes(id) ? [id] : [],
  );
  // Refused where the tab closed meanwhile.
  await Promise.all(tabs.map((tabId) => tellButton(theirs ?? forAll, w, { tabId }).catch(() => undefined)));
}

/** Whether the browser keeps us away from AO3's pages, so that no card and no badge of a page can tell of anything. */
let blind = false;

/**
 * On the button of every tab, as long as it is so. Where the browser does not say, nothing is told.
 *
 * @param {boolean} changed a permission was given or taken: then it is also told that it is so no more
 * @param {Watch | null} watch
 * @param {Words} w
 */
export async function tellAccess(changed, watch, w) {
  blind = (await seesAo3()) === false;
  if (changed || blind) await tellButton(seenFrom(watch, false), w, {});
}

/** @param {Watch | null} watch @param {Words} w @param {{tabId?: number}} where */
async function tellButton(watch, w, where) {
  const watchingNow = watch && watching(watch, w, Date.now());
  const [text, color] = watch?.state === 'back' ? ['✓', BADGE.fine] : blind ? ['!', BADGE.trouble] : ['', BADGE.fine];
  await api.action.setBadgeBackgroundColor({ ...where, color });
  await api.action.setBadgeTextColor({ ...where, color: '#ffffff' });
  await api.action.setBadgeText({ ...where, text });
  await api.action.setTitle({
    ...where,
    title: watchingNow ? `why502: ${watchingNow.text}` : blind ? `why502: ${w.t('access_headline')}` : w.t('action_title'),
  });
}

/** Nothing is told in these tabs any more. @param {readonly number[]} tabs @param {Words} w @param {Cards} cards */
export async function untell(tabs, w, cards) {
  await Promise.all(
    tabs.map(async (tabId) => {
      await cards.take(tabId);
      await clearBadge(tabId, w);
    }),
  );
}

/** A page came late, and why can be found out. @param {number} tabId @param {number} tookMs @param {Words} w */
export async function offerLate(tabId, tookMs, w) {
  try {
    await api.action.setBadgeBackgroundColor({ tabId, color: BADGE.checking });
    await api.action.setBadgeTextColor({ tabId, color: '#ffffff' });
    await api.action.setBadgeText({ tabId, text: '?' });
    await api.action.setTitle({ tabId, title: `why502: ${w.t('slow_offer', w.span(tookMs))}` });
  } catch {
    return; // The tab closed.
  }
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
