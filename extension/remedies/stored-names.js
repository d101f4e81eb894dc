/**
 * The names under which user scripts and AO3's own pages keep things in page storage: told before it is cleared,
 * where a page of AO3's is open in that store. Names only, and never what is kept under them; they are shown, and
 * go nowhere else.
 */
import { inPagesOf } from './pages-of-store.js';

/** So many are shown; a list that fills the popup is not read. */
export const SHOWN = 8;

/** A longer name is cut, in letters. */
export const LONGEST = 40;

/** @typedef {{told: boolean, names: string[], more: number}} StoredNames told: whether a page could tell; more: how many are not shown */

/** @param {string} storeId @returns {Promise<StoredNames>} */
export async function storedNames(storeId) {
  const lists = await inPagesOf(storeId, namesHere, [], Array.isArray);
  return shownOf(lists.filter((list) => list !== null));
}

/**
 * What is shown of them. A name is somebody else's text: it can neither be long, nor turn the line around. Pure.
 *
 * @param {readonly unknown[][]} lists of each page
 * @returns {StoredNames}
 */
export function shownOf(lists) {
  const all = lists.flat().map((name) => readable(String(name)));
  const names = [...new Set(all)].sort();
  return { told: lists.length > 0, names: names.slice(0, SHOWN), more: all.length - Math.min(names.length, SHOWN) };
}

/** @param {string} name */
function readable(name) {
  const letters = [...name.replace(/[\p{C}\p{Z}]+/gu, ' ').trim()];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : letters.join('');
}

/**
 * Runs in a page of AO3's, on its own. It reads names, and touches nothing.
 *
 * @returns {Promise<string[] | null>} null where the page may read neither
 */
async function namesHere() {
  const MOST = 2_000;
  const LONG = 200;
  /** @type {string[]} */
  const names = [];
  let silent = 0;
  try {
    for (let i = 0; i < Math.min(localStorage.length, MOST); i += 1) names.push((localStorage.key(i) ?? '').slice(0, LONG));
  } catch {
    silent += 1; // Some pages have none.
  }
  try {
    for (const { name } of await indexedDB.databases()) names.push((name ?? '').slice(0, LONG));
  } catch {
    silent += 1;
  }
  return silent === 2 ? null : names;
}
