/**
 * Where nothing is known but that the page in front came late: the popup offers to find out why. Pure.
 *
 * @import {View} from './view.js'
 * @import {Words} from './words.js'
 */

/** @param {View} view @param {{tookMs: number} | null} offer @param {Words} w @returns {View} */
export function offered(view, offer, w) {
  if (offer === null || view.state !== 'idle') return view;
  return { ...view, meaning: w.t('slow_offer', w.span(offer.tookMs)) };
}
