/**
 * What became of a text that was sent, in words: in the popup, and on the page of texts. Pure.
 *
 * @import {Kept} from '../types/drafts.js'
 * @import {Words} from './words.js'
 */
import { isDraft } from '../ao3/sent-forms.js';

/**
 * @param {Kept} text
 * @param {Words} w
 * @returns {string} '' where nothing is to be said of it
 */
export function becameOf(text, w) {
  if (text.arrived) return w.t(isDraft(text) ? 'texts_arrived_draft' : 'texts_arrived');
  switch (text.outcome ?? 'none') {
    case 'unknown':
      return w.t('texts_unknown', w.clock(text.sentAt || text.at));
    case 'refused':
      return w.t('texts_refused');
    case 'not-there':
      return w.t(text.look?.draft ? 'texts_not_posted' : 'texts_not_there', w.clock(text.look?.saidAt || text.at));
    case 'none':
      return '';
  }
}

/**
 * What we do about it ourselves.
 *
 * @param {Kept} text
 * @param {Words} w
 * @returns {string} '' where nothing is done
 */
export function ownLooks({ outcome, arrived, look }, w) {
  if (!look || arrived || outcome !== 'unknown') return '';
  if (look.dueAt > 0) return w.t('texts_look_next', w.clock(look.dueAt));
  return look.saidAt ? w.t('texts_cannot_tell', w.clock(look.saidAt)) : '';
}
