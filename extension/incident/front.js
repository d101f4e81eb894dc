/**
 * The tab in front of a person, as popup and background tell each other of it, and what an incident is
 * there. A message without such a tab is about no tab: nothing is then done to any. Pure.
 *
 * @import {Choice} from '../words/verdict.js'
 * @import {Incident} from './incident.js'
 * @import {Words} from '../words/words.js'
 *
 * @typedef {object} Front in front of which tab a popup stands
 * @property {number | null} tabId null where no tab can be told
 * @property {boolean} isPrivate whether it is in a private window
 */

/**
 * The name of a popup's port: it says in front of which tab the popup stands.
 *
 * @param {Front} front
 */
export function portName({ tabId, isPrivate }) {
  return `popup${isPrivate ? '-private' : ''} ${tabId ?? 'none'}`;
}

/**
 * @param {string} name of a port
 * @returns {Front | undefined} undefined where it is no popup's
 */
export function frontOfPort(name) {
  const [, hidden, tab] = /^popup(-private)? (\d+|none)$/.exec(name) ?? [];
  return tab === undefined ? undefined : { tabId: tab === 'none' ? null : Number(tab), isPrivate: hidden !== undefined };
}

/** The tab that a message of the popup is about. @param {{tabId?: unknown}} message @returns {number | null} */
export function frontOfMessage({ tabId }) {
  return typeof tabId === 'number' && Number.isInteger(tabId) ? tabId : null;
}

/**
 * The incident as one of its tabs has it: what is offered there is for that tab's own page. In front of
 * any other tab it is the incident of the page that it began with.
 *
 * @param {Incident} incident
 * @param {number | null} tabId
 * @returns {Incident}
 */
export function inTab(incident, tabId) {
  const { page, pages } = incident;
  if (!page || tabId === null || !incident.tabs.includes(tabId)) return incident;
  // Of one that is not written down nobody knows how it was asked for.
  const own = pages.findLast((each) => each.tabId === tabId) ?? (page.tabId === tabId ? page : { ...page, tabId, method: null, sent: null });
  return own.tabId === page.tabId && own.url === page.url && own.method === page.method ? incident : { ...incident, page: own };
}

/** @param {Incident} incident @param {number | null} front */
const failedThere = ({ tabs }, front) => front !== null && tabs.includes(front);

/** How many tabs failed, where nobody stands in front of one. @param {Incident} incident @param {Words} w @param {number | null} [front] */
export function howMany({ tabs }, w, front) {
  return front === undefined && tabs.length > 1 ? w.n('tabs', tabs.length) : '';
}

/** Of which tab it speaks; where there is only the one in front, that needs no word. @param {Incident} incident @param {Words} w @param {number | null} [front] */
export function whichTab(incident, w, front) {
  const { length } = incident.tabs;
  if (front === undefined || length === 0) return '';
  if (!failedThere(incident, front)) return w.n('tabs_elsewhere', length);
  return length > 1 ? w.n('tabs_this', length - 1) : '';
}

/** Remedies that are done to the tab itself. */
const IN_THE_TAB = ['reload-once', 'finish-browser-check'];

/**
 * A remedy as it can be done from where the person is. Nothing is done to a tab behind their back: first
 * they go there.
 *
 * @param {Choice} usual
 * @param {Incident} incident as the tab in front has it
 * @param {Words} w
 * @param {number | null} [front]
 * @returns {Choice}
 */
export function fromHere(usual, incident, w, front) {
  if (!IN_THE_TAB.includes(usual.code)) return usual;
  if (front !== undefined && incident.tabs.length > 0 && !failedThere(incident, front)) return { ...usual, code: 'go-to-tab', label: w.t('best_go_to_tab') };
  // Nobody saw how that page was asked for. The browser knows, and asks before it sends a form again.
  const unseen = usual.code === 'reload-once' && incident.page?.method === null;
  return unseen ? { ...usual, runs: false, label: w.t('best_show_steps'), text: w.t('remedy_reload_once_unseen_text') } : usual;
}
