/**
 * What became of a text that was sent: what the page tells that stands there afterwards, and by which words it is known
 * on a page of AO3's. Pure. Nothing here sends or asks for anything.
 *
 * - none: nothing was sent since it was written last, or AO3 only showed it (a preview)
 * - unknown: it was sent, and nobody saw AO3 take it: it may be there already
 * - refused: AO3, or what stands before it, said that it does not take it
 * - not-there: we looked later (own-looks.js), and the page that would show it shows other words, or shows it as a draft
 * - arrived: AO3 was seen to take it, or its words stand on a page of AO3's
 *
 * @import {Field, Sought} from '../types/drafts.js'
 */
import { mainField, wordsOf } from '../ao3/forms.js';
import { changesWhatIsThere, isToBePosted } from '../ao3/sent-forms.js';
import { sumOf } from '../ao3/standing-words.js';

/** @typedef {'none' | 'unknown' | 'refused' | 'not-there' | 'arrived'} Outcome */

/** Where AO3 leads whose form it did not take: the writing guide, A1. */
const TURNED_AWAY = /^\/(users\/login|auth_error|lost_cookie|429)(\/|$)/;

/** Where it leads that it does not know itself what became of it: a time-out inside AO3 comes here. */
const LOST_TRACK = /^\/(timeout_error|404)(\/|$)/;

/** Answers of the 400s that do not say that nothing was done: RFC 9110, 15.5.9; nginx' own for a browser that has gone. */
const UNSURE = [408, 425, 499];

/**
 * @param {object} page that stands in the tab after a form was sent there
 * @param {boolean} page.answers whether it is what came of the form: the browser's events have told so
 * @param {boolean} page.taken whether AO3 led on to it, as it does from a form that it took
 * @param {string} page.path
 * @param {number} page.status 0 where it is not known
 * @param {boolean} page.error AO3's own box of errors stands there
 * @param {boolean} page.notice AO3's own word stands there that something was done: what was changed leads back to its own address
 * @param {boolean} page.preview the text stands there to be looked at before it is sent
 * @returns {Outcome}
 */
export function outcomeOf({ answers, taken, path, status, error, notice, preview }) {
  // Who goes elsewhere while the form is under way learns nothing of it.
  if (!answers || status >= 500 || UNSURE.includes(status) || LOST_TRACK.test(path)) return 'unknown';
  if (error || status >= 400 || TURNED_AWAY.test(path)) return 'refused';
  if (taken || (notice && !preview)) return 'arrived';
  return preview ? 'none' : 'unknown';
}

/** So many words at each end. Fewer altogether may be somebody else's ("thank you for this"). */
const WORDS = 12;
const FEWEST = 8;

/**
 * By what a text is known on a page. Of a form that changes something, only what the person changed tells anything: the rest
 * stands there whether AO3 took it or not. A draft that is to be posted (from its preview, where nothing is changed at all) is
 * known by all of its words, on a page that shows whether it is posted.
 *
 * @param {Pick<import('../types/drafts.js').Kept, 'id' | 'key' | 'kind' | 'button'>} text
 * @param {readonly Field[]} fields as they were sent
 * @returns {Sought | null} null where it is too short to be known by its words
 */
export function soughtBy({ id, key, kind, button = '' }, fields) {
  const changes = changesWhatIsThere(key);
  const posts = isToBePosted({ kind, button });
  const words = wordsOf(mainField(changes && !posts ? fields.filter(({ stood }) => stood !== true) : fields)?.value ?? '');
  if (words.length < FEWEST) return null;
  const ends = { id, head: words.slice(0, WORDS).join(' '), tail: words.slice(-WORDS).join(' '), ...(posts ? { posts } : {}) };
  return changes ? { ...ends, whole: { count: words.length, sum: sumOf(words) } } : ends;
}
