/**
 * The pages that failed, tab by tab: what each was asked for, and whether it may be the answer to a form.
 * Pure.
 *
 * @import {Sent} from '../types/protocol.js'
 * @import {Incident} from './incident.js'
 * @import {Seen} from '../sighting/sighting.js'
 */
import { samePage } from '../ao3/address.js';

/**
 * @typedef {object} Page a page that failed; its real address never leaves the extension
 * @property {string} url
 * @property {string | null} method null where nobody saw its request: it counts as the answer to a form
 * @property {number | null} tabId
 * @property {boolean} hasPage whether a script may enter what the tab shows
 * @property {Sent | null} sent what became of a form whose answer led to it
 * @property {string} [reading] the chapter from which the person came there; left out where that is not known
 */

/** @param {Seen} seen @returns {Page} */
export const pageOf = ({ url, sighting, tabId, hasPage, reading }) => ({
  url,
  method: sighting.method,
  tabId,
  hasPage,
  sent: sighting.sent,
  ...(reading ? { reading } : {}),
});

/** More pages than anybody goes back to. */
const MOST_PAGES = 100;

/** One more, in the place of the same one before. @param {readonly Page[]} pages @param {Page} page */
export function withPage(pages, page) {
  return [...pages.filter((p) => p.tabId !== page.tabId || p.method !== page.method || !samePage(p.url, page.url)), page].slice(
    -MOST_PAGES,
  );
}

/** What a tab shows of an incident. @param {Pick<Incident, 'pages'>} incident @param {number | null} tabId @returns {Page | undefined} */
export const pageIn = ({ pages }, tabId) => pages.findLast((page) => page.tabId === tabId);

/**
 * A tab shows again what failed in it, out of the browser's cache of pages: nothing new failed. What was
 * known of a form that it answered still holds; where nothing is known, it may have answered one.
 *
 * @param {Incident} incident
 * @param {number} tabId
 * @param {{url: string, method?: string | null}} shows `method` where the request was seen just now
 * @returns {Incident}
 */
export function rejoined(incident, tabId, { url, method = null }) {
  if (incident.tabs.includes(tabId)) return incident;
  const before = incident.pages.filter((page) => page.tabId === tabId && samePage(page.url, url));
  const worst = before.find((page) => page.method !== 'GET') ?? before[0];
  const known = method ?? worst?.method ?? null;
  const page = { url, tabId, hasPage: true, method: known, sent: worst?.sent ?? null };
  return {
    ...incident,
    tabs: [...incident.tabs, tabId],
    leftAt: null,
    pages: withPage(incident.pages, page),
    posted: known === 'GET' ? incident.posted : [...incident.posted, tabId],
  };
}

/**
 * The browser gave a tab another number.
 *
 * @param {Incident} incident
 * @param {number} tabId
 * @param {number} by the new one
 * @returns {Incident}
 */
export function renumbered(incident, tabId, by) {
  const known =
    incident.tabs.includes(tabId) || incident.pages.some((page) => page.tabId === tabId) || incident.reloads.some((r) => r.tabId === tabId);
  if (!known) return incident;
  /** @param {number[]} ids */
  const ids = (ids) => [...new Set(ids.map((id) => (id === tabId ? by : id)))];
  /** @template {{tabId: number | null}} T @param {T} each @returns {T} */
  const one = (each) => (each.tabId === tabId ? { ...each, tabId: by } : each);
  return {
    ...incident,
    tabs: ids(incident.tabs),
    posted: ids(incident.posted),
    retryingTabs: ids(incident.retryingTabs),
    page: incident.page && one(incident.page),
    pages: incident.pages.map(one),
    failures: incident.failures.map(one),
    reloads: incident.reloads.map(one),
  };
}
