/**
 * What a page of AO3 may tell us: what it is (content/look.js), and what a person pressed on its card
 * (content/card.js). Pure.
 *
 * Both scripts are ours, but they live in the process of a page that is other people's. So a message is
 * taken for what the browser says of its sender, and no more: it speaks of its own tab alone, under the
 * address that the browser names, in values that could be true, and can ask for nothing that is not a
 * press on a card that stands there. What is nonsense is not heard.
 *
 * @import {BrowserEvent} from './sighting.js'
 */
import { official } from '../ao3/address.js';
import { chapterOf } from '../ao3/lighter.js';
import { readMarkers } from '../ao3/markers.js';

/** The longest that a load can have taken and still be of this incident. */
const DAY_MS = 24 * 60 * 60_000;

/** The longest name of something to do. */
const LONGEST_CODE = 40;

/**
 * @typedef {{id: number, tab: chrome.tabs.Tab, url: string}} Witness a page of AO3 as the browser names it
 *
 * @typedef {{type: 'see-why'} | {type: 'act', code: string} | {type: 'dismiss'} | {type: 'shown-again'}
 *   | {type: 'quiet', what: 'hour' | 'always'} | {type: 'quiet', what: 'undo', of: 'hour' | 'always'}} Press
 */

/**
 * Who speaks, if anybody may.
 *
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Witness | undefined}
 */
export function witness({ tab, frameId, url, documentLifecycle }) {
  if (tab?.id === undefined || tab.id < 0 || frameId !== 0) return undefined;
  // A page that was loaded ahead is nobody's yet, and one that was put away is nobody's any more.
  if (documentLifecycle !== undefined && documentLifecycle !== 'active') return undefined;
  // A page in a sandbox has an origin of its own, and in Firefox no web address either: the tab has.
  const address = /^https?:/.test(url ?? '') ? url : tab.url;
  return address !== undefined && official(address) ? { id: tab.id, tab, url: address } : undefined;
}

/** @param {unknown} value @param {number} most @returns {number} a whole number; 0 where it is none */
function whole(value, most) {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= most ? Math.round(value) : 0;
}

/** @param {unknown} status as HTTP has them; 0 where there was none */
function statusOf(status) {
  const code = whole(status, 999);
  return code >= 100 ? code : 0;
}

/**
 * What the page is.
 *
 * @param {unknown} message
 * @param {Witness} from
 * @param {number} at
 * @returns {Extract<BrowserEvent, {kind: 'page'}> | undefined} undefined where it does not say
 */
export function pageEvent(message, from, at) {
  const told = /** @type {Record<string, unknown>} */ (message);
  if (!isRecord(message) || told['type'] !== 'page') return undefined;
  const { markup, cookies } = told;
  const before = typeof told['from'] === 'string' ? told['from'] : '';
  return {
    kind: 'page',
    tabId: from.id,
    url: from.url,
    status: statusOf(told['status']),
    tookMs: whole(told['tookMs'], DAY_MS),
    cached: told['cached'] === true,
    revisited: told['revisited'] === true,
    cookies: typeof cookies === 'boolean' ? cookies : null,
    reading: chapterOf(before),
    markers: typeof markup === 'string' ? readMarkers(markup, [from.url, before]) : null,
    at,
  };
}

/**
 * What was pressed.
 *
 * @param {unknown} message
 * @returns {Press | undefined} undefined for whatever is no press
 */
export function pressOf(message) {
  if (!isRecord(message)) return undefined;
  const { type, code, what, of } = /** @type {Record<string, unknown>} */ (message);
  switch (type) {
    case 'see-why':
    case 'dismiss':
    case 'shown-again':
      return { type };
    case 'act':
      return typeof code === 'string' && code.length <= LONGEST_CODE ? { type, code } : undefined;
    case 'quiet':
      if (what === 'hour' || what === 'always') return { type, what };
      return what === 'undo' ? { type, what, of: of === 'always' ? 'always' : 'hour' } : undefined;
    default:
      return undefined;
  }
}

/** @param {unknown} value */
function isRecord(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
