/**
 * What made a page heavy, and which lighter one is offered in its place. Pure.
 *
 * @import {Choice} from './choices.js'
 * @import {Incident} from '../incident/incident.js'
 * @import {Lighter} from '../ao3/lighter.js'
 * @import {Words} from './words.js'
 */
import { indexBeside, lighterThan } from '../ao3/lighter.js';
import { mannerOf } from '../remedies/catalogue.js';
import { choice } from './choices.js';

/** By what is lighter: what was heavy, and the button. @type {Readonly<Record<Lighter['way'], readonly [string, string]>>} */
const WORDS = Object.freeze({
  'the-chapter': ['lighter_chapter_text', 'lighter_chapter_button'],
  'the-index': ['lighter_index_text', 'remedy_lighter_page_button'],
  'the-index-alone': ['remedy_lighter_page_text', 'remedy_lighter_page_button'],
  'without-comments': ['lighter_comments_text', 'lighter_comments_button'],
  'without-filters': ['lighter_filters_text', 'lighter_filters_button'],
});

/**
 * A remedy as it is meant for the page that failed. Of an entire work the index stands beside the chapter.
 *
 * @param {Choice} usual
 * @param {Incident} incident as the tab in front has it
 * @param {Words} w
 * @returns {Choice[]}
 */
export function forThisPage(usual, { page, diagnosis }, w) {
  const [first] = lighterThan(page);
  if (usual.code !== 'lighter-page' || mannerOf(diagnosis?.remedies ?? [], usual.code) || !first) return [usual];
  const [text, button] = WORDS[first.way];
  const best = { ...usual, label: w.t(button), text: first.at ? w.join(w.t(text), w.t('lighter_index_at', first.at)) : w.t(text) };
  if (!indexBeside(page)) return [best];
  const label = w.t('remedy_lighter_page_button');
  return [best, { ...choice('chapter-index', label, label, w.t('remedy_lighter_page_text')), price: usual.price }];
}
