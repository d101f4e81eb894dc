/**
 * What is said after a clearing of AO3's site data. Pure.
 *
 * @import {Part} from '../incident/incident.js'
 * @import {Aftermath} from '../incident/incident.js'
 * @import {Words} from './words.js'
 */

/** By what a fresh look found. */
const SAID = Object.freeze({
  running: 'after_running',
  helped: 'after_helped',
  'not-helped': 'after_not_helped',
  unknown: 'after_unknown',
});

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
export function afterClearing({ state, cookiesLeft, notCleared: parts = [] }, untouched, w) {
  const stays = notCleared(parts, w);
  if (cookiesLeft > 0) return { tone: 'bad', text: w.join(w.n('after_cookies_left', cookiesLeft), stays), action: null };
  const tone = stays !== '' || state === 'not-helped' ? 'bad' : state === 'helped' ? 'good' : 'plain';
  return { tone, text: w.join(w.t(SAID[state]), stays, untouched), action: null };
}
