/**
 * The price of a remedy in one line, before the click: what it takes first, then what may come of it, last how it is
 * undone. Pure.
 *
 * @import {Price} from '../remedies/prices.js'
 * @import {Words} from './words.js'
 */
import { isRemedy } from '../remedies/catalogue.js';
import { priceOf } from '../remedies/prices.js';
import { key } from './words.js';

/** Between two things of one kind, in every language. */
const BETWEEN = ' · ';

/**
 * @param {string} code a remedy's, or what else a button does: that has no price
 * @param {string} how it is meant
 * @param {boolean} runs whether a button does it
 * @param {Words} w
 * @returns {string} '' where there is none
 */
export function priceLine(code, how, runs, w) {
  return isRemedy(code) ? lineOf(priceOf(code, how, runs), w) : '';
}

/** @param {Price} price @param {Words} w */
export function lineOf(price, w) {
  const line = phrases(price)
    .map((phrase) => w.t(`price_${key(phrase)}`))
    .join(BETWEEN);
  return line.charAt(0).toLocaleUpperCase(w.locale) + line.slice(1);
}

/** What is said of it, part by part. @param {Price} price @returns {string[]} */
export function phrases({ costs, risks, undo, permission }) {
  const asked = permission === null ? [] : [`asks-${permission}`];
  const back = undo === 'needless' ? [] : [`undo-${undo}`];
  return [...costs, ...asked, ...risks, ...back];
}
