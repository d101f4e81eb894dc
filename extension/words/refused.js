/**
 * What the browser refused, in words: what it was, what follows from it, and how it is allowed. Pure.
 *
 * @import {View} from './view.js'
 * @import {Area} from '../browser/refusals.js'
 * @import {Words} from './words.js'
 */
import { ALL_AREAS } from '../browser/refusals.js';

/**
 * @typedef {object} Said what a person reads of it
 * @property {string} title
 * @property {string[]} lines
 * @property {string} how
 * @property {string | null} allow the button that leads to where it is allowed
 */

/**
 * @param {object} so
 * @param {readonly Area[]} so.areas
 * @param {boolean | undefined} so.access whether AO3's pages may be seen; undefined where that is not known
 * @param {boolean} so.firefox
 * @param {Words} w
 * @returns {Said | null} null where nothing was
 */
export function refused({ areas, access, firefox }, w) {
  const lines = ALL_AREAS.filter((area) => areas.includes(area)).map((area) => w.t(`refused_${area}`));
  if (access === false) {
    return {
      title: w.t('refused_title'),
      lines: [w.t('refused_access'), ...lines],
      how: howToAllow(firefox, w),
      allow: w.t('options_access_ask'),
    };
  }
  return lines.length === 0 ? null : { title: w.t('refused_title'), lines, how: w.t('refused_how'), allow: null };
}

/** Where each browser keeps it. @param {boolean} firefox @param {Words} w */
export const howToAllow = (firefox, w) => w.t(firefox ? 'access_how_firefox' : 'access_how_chromium');

/**
 * A view that does not promise what it cannot keep: who may not see AO3's pages has seen no error, and
 * one whose background is silent does not go on looking.
 *
 * @param {View} view
 * @param {object} so
 * @param {boolean | undefined} so.access
 * @param {boolean} so.silent whether the background gives no answer
 * @param {Words} w
 * @returns {View}
 */
export function withoutPromise(view, { access, silent }, w) {
  if (silent) {
    const again = { code: 'check', runs: true, label: w.t('best_check_again'), title: '', text: '', price: '' };
    if (view.state === 'settled') return { ...view, note: { tone: 'bad', text: w.t('silent_meaning'), action: null } };
    return {
      ...view,
      state: 'stopped',
      side: 'unknown',
      icon: 'unknown',
      sideName: w.t('side_unknown'),
      headline: w.t('silent_headline'),
      meaning: w.t('silent_meaning'),
      note: null,
      best: again,
      then: null,
      waiting: null,
    };
  }
  if (access !== false || view.state !== 'idle') return view;
  return {
    ...view,
    side: 'browser',
    icon: 'browser',
    sideName: w.t('side_browser'),
    headline: w.t('access_headline'),
    meaning: w.t('access_meaning'),
  };
}
