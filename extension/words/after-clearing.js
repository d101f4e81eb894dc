/**
 * What is said after a clearing of AO3's site data. Pure.
 *
 * @import {Aftermath, Extent, Part} from '../incident/clearing.js'
 * @import {Words} from './words.js'
 */

/** What a fresh look found, where all was cleared. */
const SAID = Object.freeze({
  running: 'after_running',
  helped: 'after_helped',
  'not-helped': 'after_not_helped',
  unknown: 'after_unknown',
});

/** The same where less was, which is said before it: there is a next step then. */
const SAID_OF_LESS = Object.freeze({
  running: 'after_less_running',
  'not-helped': 'after_less_not_helped',
  unknown: 'after_less_unknown',
});

/** What was cleared. @param {Extent} extent @param {Words} w */
export function clearedNow(extent, w) {
  if (extent === 'session') return w.t('after_cleared_session');
  return w.t(extent === 'copies' ? 'after_cleared_copies' : 'after_cleared');
}

/** Whether it helped. @param {Aftermath} after @param {Words} w */
function outcome({ state, extent }, w) {
  if (state === 'helped') return w.t(extent === 'copies' ? 'after_helped_copies' : SAID.helped);
  return extent === 'session' || extent === 'copies' ? w.join(clearedNow(extent, w), w.t(SAID_OF_LESS[state])) : w.t(SAID[state]);
}

/** @type {Readonly<Record<Part, string>>} */
const PARTS = Object.freeze({
  cookies: 'part_cookies',
  cache: 'part_cache',
  'page-copies': 'part_page_copies',
  'page-storage': 'part_page_storage',
});

/**
 * What was to go and did not, as a sentence; nothing where all went.
 *
 * @param {readonly Part[]} parts
 * @param {Words} w
 */
export function notCleared(parts, w) {
  return parts.length === 0 ? '' : w.t('after_not_cleared', new Intl.ListFormat(w.locale).format(parts.map((part) => w.t(PARTS[part]))));
}

/**
 * What is left comes before whether it helped.
 *
 * @param {Aftermath} after
 * @param {string} untouched why the page was not loaded again for the person, where it was not
 * @param {Words} w
 * @returns {{tone: 'plain' | 'good' | 'bad', text: string, action: null}}
 */
export function afterClearing(after, untouched, w) {
  const { state, cookiesLeft, notCleared: parts = [] } = after;
  const stays = notCleared(parts, w);
  if (cookiesLeft > 0) return { tone: 'bad', text: w.join(w.n('after_cookies_left', cookiesLeft), stays), action: null };
  const tone = stays !== '' || state === 'not-helped' ? 'bad' : state === 'helped' ? 'good' : 'plain';
  return { tone, text: w.join(outcome(after, w), stays, untouched), action: null };
}
