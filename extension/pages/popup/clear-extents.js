/**
 * How much is to be cleared: the person chooses among what there is, and what the evidence points to is chosen
 * first, with its count and what it costs.
 *
 * @import {Extent} from '../../incident/clearing.js'
 * @import {Count} from '../../remedies/clear-site-data.js'
 * @import {Words} from '../../words/words.js'
 */
import { $, element } from '../shared/elements.js';

/** @param {Count} count @returns {Extent[]} those that mean something here, the smallest first */
function choices({ first, session, cookies }) {
  /** @type {Extent[]} */
  const all = ['all'];
  // Where nothing else is there, the one that takes all takes no more.
  if (session > 0 && cookies > 0) all.unshift('session');
  if (first.extent === 'copies') all.unshift('copies');
  return all;
}

/** @param {Extent} extent @param {Count} count @param {Words} w */
function nameOf(extent, { cache }, w) {
  if (extent === 'session') return w.t('clear_extent_session');
  if (extent === 'copies') return w.t('clear_extent_copies');
  return w.t(cache ? 'clear_extent_all' : 'clear_extent_cookies');
}

/** What it takes and costs, and whether it is the one to try. @param {Extent} extent @param {Count} count @param {Words} w */
function costOf(extent, { first, session, cookies, signedIn }, w) {
  const takes = extent === 'copies' ? w.t('clear_extent_free') : w.n('clear_cookies', extent === 'session' ? session : cookies);
  const out = signedIn && extent !== 'copies' ? w.t('price_logging_in_again') : '';
  const next = extent === first.extent && first.why !== null;
  return [takes, out, next ? w.t(first.why === 'next' ? 'clear_extent_next' : 'clear_extent_first') : ''].filter(Boolean).join(' · ');
}

/**
 * @param {Count} count
 * @param {Words} w
 * @param {(extent: Extent) => void} chosen called with the first, and with each that is chosen after it
 */
export function drawExtents(count, w, chosen) {
  const all = choices(count);
  $('clear-extents').hidden = all.length < 2;
  $('clear-extents').replaceChildren(
    ...all.map((extent) => {
      const label = document.createElement('label');
      const button = document.createElement('input');
      button.type = 'radio';
      button.name = 'clear-extent';
      button.value = extent;
      button.checked = extent === count.first.extent;
      button.addEventListener('change', () => chosen(extent));
      label.append(button, element('span', 'name', nameOf(extent, count, w)), element('span', 'cost', costOf(extent, count, w)));
      return label;
    }),
  );
  chosen(count.first.extent);
}
