/**
 * Whether the browser keeps AO3's cookies now, tried in a page of AO3's that stands in a tab: it asks AO3 nothing.
 *
 * @import {Incident} from '../incident/incident.js'
 */
import { official } from '../ao3/address.js';
import { api } from '../browser/api.js';
import { orElse } from '../browser/door.js';
import { tabById } from '../browser/tab.js';

/** How often it is tried, and how long between: a setting takes a moment to reach pages that stand already. In ms. */
const TRIES = 8;
const BETWEEN_MS = 250;

/**
 * It runs inside the page, so it refers to nothing outside itself; content/look.js, which can import nothing, has the
 * same. One of our own is set, read and taken back. Null where it cannot be told.
 */
export function keepsCookies() {
  if (!navigator.cookieEnabled) return false;
  const ends = `; path=${location.pathname}; SameSite=Strict${location.protocol === 'https:' ? '; Secure' : ''}; max-age=`;
  try {
    document.cookie = `why502_probe=1${ends}5`;
    const kept = /(^|; )why502_probe=1/.test(document.cookie);
    document.cookie = `why502_probe=${ends}0`;
    return kept;
  } catch {
    return null; // A sandboxed page has no cookies of its own to tell of.
  }
}

/** @param {number} tabId @returns {Promise<boolean | null>} null where no page of AO3's stands there */
async function keepsIn(tabId) {
  const tab = await tabById(tabId);
  if (!tab?.url || !official(tab.url)) return null;
  const [first] = await orElse(api.scripting.executeScript({ target: { tabId }, func: keepsCookies }), []);
  return typeof first?.result === 'boolean' ? first.result : null;
}

/**
 * In a tab of the incident, the one in front first.
 *
 * @param {Incident} incident
 * @param {number | null} front
 * @param {{patient: boolean}} how patient: what has just been set may not be there yet
 * @returns {Promise<boolean | null>} null where no page can tell
 */
export async function keepsNow({ tabs }, front, { patient }) {
  const inOrder = front !== null && tabs.includes(front) ? [front, ...tabs.filter((id) => id !== front)] : tabs;
  for (const tabId of inOrder) {
    let keeps = await keepsIn(tabId);
    for (let n = 1; patient && keeps === false && n < TRIES; n += 1) {
      await new Promise((go) => void setTimeout(go, BETWEEN_MS));
      keeps = await keepsIn(tabId);
    }
    if (keeps !== null) return keeps;
  }
  return null;
}
