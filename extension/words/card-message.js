/**
 * The card of an incident, in words: all that content/card.js draws comes with this message. Pure.
 *
 * @import {Incident} from '../incident/incident.js'
 * @import {View} from './view.js'
 * @import {Watch} from '../watch/store.js'
 * @import {Words} from './words.js'
 */
import { viewOf } from './view.js';
import { toneOf } from './sides.js';
import { actionOf } from '../remedies/catalogue.js';
import { inTab } from '../incident/front.js';
import { ICONS } from './icons.js';

/** Languages written from right to left, by the first part of their tag. */
const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/;

/**
 * @typedef {object} CardMessage
 * @property {'card'} type
 * @property {string} lang
 * @property {'ltr' | 'rtl'} dir
 * @property {View['state']} state
 * @property {'checking' | 'good' | 'theirs' | 'yours' | 'unknown'} tone the colour; the icon tells the same
 * @property {readonly string[]} icon paths, see icons.js
 * @property {string} side '' where no side is known yet
 * @property {string} text the one sentence
 * @property {{label: string, code: string} | null} go the one button; a code that may not be run from the page opens the popup
 * @property {{label: string, code: string} | null} callOff ends what the one button began
 * @property {string} details '' where the one button leads there already
 * @property {Record<'label' | 'close' | 'quiet' | 'hour' | 'never' | 'back' | 'undo' | 'reloading' | 'failed', string>} words
 */

/** Stands in `words.reloading` for what is left, which only the page can count. */
const LEFT = '{}';

/**
 * Whether a click on the card may do this now: it must be the best thing to do, or call that off, and harmless.
 *
 * @param {string} code
 * @param {Incident} here as the tab has it
 * @param {Words} w
 * @param {Watch | null} watch
 */
export function mayAct(code, here, w, watch) {
  const { best, callOff } = viewOf(here, w, watch);
  return actionOf(code)?.onCard === true && [best, callOff].some((choice) => choice?.code === code && choice.runs);
}

/**
 * @param {Incident} incident
 * @param {number} tabId
 * @param {Words} w
 * @param {Watch | null} watch
 * @returns {CardMessage}
 */
export function card(incident, tabId, w, watch) {
  const view = viewOf(inTab(incident, tabId), w, watch);
  const go = goOf(view, incident.page?.tabId === tabId, w);
  return {
    type: 'card',
    lang: w.locale,
    dir: RIGHT_TO_LEFT.test(w.locale) ? 'rtl' : 'ltr',
    state: view.state,
    tone: tone(view),
    icon: ICONS[view.icon],
    side: view.side === 'unknown' || view.state === 'checking' ? '' : [view.sideName, view.sure].filter(Boolean).join(' · '),
    text: view.card,
    go,
    callOff: view.callOff && { label: view.callOff.label, code: view.callOff.code },
    details: go?.code === '' ? '' : w.t('card_details'),
    words: {
      label: w.t('card_label'),
      close: w.t('card_dismiss'),
      quiet: w.t('card_quiet'),
      hour: w.t('card_hour'),
      never: w.t('card_never'),
      back: w.t('card_back'),
      undo: w.t('card_undo'),
      reloading: w.t('best_reloading_in', LEFT),
      failed: w.t('pressed_failed'),
    },
  };
}

/** @param {View} view @param {boolean} first whether the tab is the one that the incident began in @param {Words} w */
function goOf({ best }, first, w) {
  if (!best) return null;
  if (actionOf(best.code)?.inPopupFirst) return { label: w.t('card_button'), code: '' };
  // Whoever reads this is in that tab already.
  if (best.code === 'finish-browser-check' && first) return null;
  return { label: best.label, code: best.code };
}

/** @param {View} view @returns {CardMessage['tone']} */
function tone({ state, side }) {
  return state === 'checking' ? 'checking' : toneOf(side);
}
