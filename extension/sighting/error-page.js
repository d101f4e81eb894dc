/**
 * A refusal without one byte: Chromium shows a page of its own then, and tells extensions of an answer that ended well and
 * of no page. But into a page of its own no script may go, and it says so. Firefox tells of an error instead.
 *
 * @import {Load} from './loads.js'
 */
import { isTrouble } from '../ao3/answer.js';
import { api } from '../browser/api.js';
import { Refusal } from '../browser/door.js';

/** Chromium's own name for it (net_error_list.h, -379), which it does not tell. */
export const NO_PAGE = 'net::ERR_HTTP_RESPONSE_CODE_FAILURE';

/** What Chromium answers for a frame that shows such a page (extensions/browser/script_executor.cc). */
const SHOWS_ERROR_PAGE = /error page/i;

/** Whether a load may have ended so: its page would tell what its answer means, and has told nothing. @param {Load} load */
export const mayHaveNoPage = ({ ended, reported, speculative, error, status, headers }) =>
  ended && !reported && !speculative && error === null && status !== null && isTrouble(status, headers, null, null) === 'look';

/**
 * Whether a tab shows a page of the browser's own for a load that failed. Where the browser does not say, it does not.
 *
 * @param {number} tabId
 */
export async function showsErrorPage(tabId) {
  try {
    await api.scripting.executeScript({ target: { tabId }, func: () => true });
    return false;
  } catch (error) {
    if (error instanceof Refusal) return error.why === 'refused' && SHOWS_ERROR_PAGE.test(error.message);
    throw error;
  }
}
