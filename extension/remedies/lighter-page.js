/**
 * A lighter page in the place of the one that failed: the same without what made it heavy, or another near it.
 *
 * @import {Incident} from '../incident/incident.js'
 * @import {Page} from '../incident/failed-page.js'
 * @import {Outcome} from './outcome.js'
 */
import { underMainName, workOfFile } from '../ao3/address.js';
import { indexBeside, lighterThan } from '../ao3/lighter.js';
import { mannerOf } from './catalogue.js';
import { openPage } from './open-page.js';
import { DONE } from './outcome.js';

/**
 * The same page, where only the name that was used is gone; the work, where the page was to be a file of it.
 *
 * @param {Incident | undefined} incident as the tab in front has it
 * @returns {Promise<Outcome>}
 */
export async function openLighter(incident) {
  const { page } = incident ?? {};
  const url = incident && page ? inPlaceOf(incident, page) : '';
  return url ? openPage(url, incident) : DONE;
}

/** @param {Incident} incident @param {Page} page @returns {string} '' where there is none */
function inPlaceOf({ diagnosis }, page) {
  const how = mannerOf(diagnosis?.remedies ?? [], 'lighter-page');
  if (how === 'under-the-main-name') return underMainName(page.url, page.method);
  return (how === 'the-work-itself' && workOfFile(page.url)) || (lighterThan(page)[0]?.url ?? '');
}

/** @param {Incident | undefined} incident as the tab in front has it @returns {Promise<Outcome>} */
export async function openChapterIndex(incident) {
  const index = indexBeside(incident?.page ?? null);
  return index ? openPage(index.url, incident) : DONE;
}
