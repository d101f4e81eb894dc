/**
 * "Allow AO3's cookies" in a browser that lets an extension set it, and what became of it. Pure.
 *
 * @import {Incident} from '../incident/incident.js'
 * @import {Choice} from './choices.js'
 * @import {View} from './view.js'
 * @import {Words} from './words.js'
 */
import { choice } from './choices.js';
import { priceLine } from './price.js';

/**
 * What is said of it.
 *
 * @type {Readonly<Record<'allowed' | 'set' | 'refused' | 'taken-back', {tone: 'plain' | 'good' | 'bad', word: string}>>}
 */
const SAID = Object.freeze({
  allowed: { tone: 'good', word: 'cookies_allowed' },
  set: { tone: 'plain', word: 'cookies_set' },
  refused: { tone: 'bad', word: 'cookies_refused' },
  'taken-back': { tone: 'plain', word: 'cookies_taken_back' },
});

/** @param {Incident} incident @param {Words} w @returns {View['note']} */
export function wishNote({ cookieWish }, w) {
  if (cookieWish === null || cookieWish === 'wished') return null;
  const { tone, word } = SAID[cookieWish];
  const stays = cookieWish === 'allowed' || cookieWish === 'set';
  const undo = choice('unallow-cookies', w.t('card_undo'), w.t('card_undo'), '');
  return { tone, text: w.t(word), action: stays ? undo : cookieWish === 'refused' ? byHand(w) : null };
}

/** The browser's own page for it. @param {Words} w */
const byHand = (w) =>
  choice('cookie-settings', w.t('remedy_allow_cookies_button'), w.t('cookies_by_hand_title'), w.t('remedy_allow_cookies_text'));

/**
 * A button sets it, and the way by hand is beside it.
 *
 * @param {View} view
 * @param {boolean} settable whether this browser lets an extension set it
 * @param {Words} w
 * @returns {View}
 */
export function cookiesHere(view, settable, w) {
  const has = [view.best, view.then, ...view.everything].some((each) => each?.code === 'allow-cookies');
  if (!settable || !has) return view;
  const here = (/** @type {Choice} */ one) => ({
    ...one,
    label: w.t('allow_cookies_button'),
    text: w.t('allow_cookies_does'),
    price: priceLine(one.code, 'set-here', true, w),
  });
  const orHere = (/** @type {Choice | null} */ one) => (one?.code === 'allow-cookies' ? here(one) : one);
  return {
    ...view,
    best: orHere(view.best),
    then: orHere(view.then),
    everything: view.everything.flatMap((one) => (one.code === 'allow-cookies' ? [here(one), byHand(w)] : [one])),
  };
}
