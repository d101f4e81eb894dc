/**
 * The tab in front of a person, as popup and background tell each other of it, and what an incident is
 * there. A message without such a tab is about no tab: nothing is then done to any. Pure.
 *
 * @import {Incident} from './incident.js'
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
  // Where the tab's page is not written down, its method is unknown: then it counts as the answer to a form.
  const own =
    pages.findLast((each) => each.tabId === tabId) ?? (page.tabId === tabId ? page : { ...page, tabId, method: null, sent: null });
  return own.tabId === page.tabId && own.url === page.url && own.method === page.method ? incident : { ...incident, page: own };
}
