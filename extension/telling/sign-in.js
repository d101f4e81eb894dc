/**
 * Whether somebody who was signed in as a form came to them is so still, as far as the browser's cookies tell, and a new
 * form token once they are again: AO3 takes no form whose token is of a session that is over (the writing guide, A1).
 */
import { SIGNED_IN } from '../ao3/session-cookies.js';
import { official } from '../ao3/address.js';
import { api } from '../browser/api.js';
import { orElse } from '../browser/door.js';
import { cookieStoreOf } from '../browser/tab.js';
import { askInPage, receiptOfLook } from '../diagnosis/budget.js';

/** Whoever has pressed Post does not wait longer for it. */
const MOST = Object.freeze({ ms: 5_000, characters: 2_000 });

/** Base64, as Rails makes it (ActionController::RequestForgeryProtection), of 32 or 64 bytes; also for addresses. */
const TOKEN = /^[\w+/-]{40,200}={0,2}$/;

/**
 * AO3 is asked nothing.
 *
 * @param {chrome.tabs.Tab} tab
 * @param {string} url of its page
 * @returns {Promise<boolean>} false, too, where the browser does not tell
 */
export async function isSignedOut(tab, url) {
  const storeId = await cookieStoreOf(tab);
  const where = { url, name: SIGNED_IN, ...(storeId === undefined ? {} : { storeId }) };
  const found = await orElse(api.cookies.getAll(where), null);
  return found?.length === 0;
}

/**
 * A token of the session that is there now: one request, from inside the page, whose cookies it is about.
 *
 * @param {number} tabId
 * @param {string} url of its page
 * @returns {Promise<string>} '' where AO3 gives none
 */
export async function freshToken(tabId, url) {
  const at = official(url);
  if (!at) return '';
  const receipt = receiptOfLook(false);
  const answer = await orElse(askInPage(receipt, tabId, new URL('/token_dispenser.json', at).href, true, MOST), null);
  if (!answer) receipt.doubt();
  if (answer?.status !== 200) return '';
  try {
    const { token } = JSON.parse(answer.markup);
    return typeof token === 'string' && TOKEN.test(token) ? token : '';
  } catch {
    return ''; // It is not AO3's answer: the form goes with the token that it has.
  }
}
