/**
 * Of which tab the popup speaks, and how a remedy can be done from there, in words. Pure.
 *
 * @import {Choice} from './choices.js'
 * @import {Incident} from '../incident/incident.js'
 * @import {Words} from './words.js'
 */
import { actionOf } from '../remedies/catalogue.js';

/** @param {Incident} incident @param {number | null} front */
const failedThere = ({ tabs }, front) => front !== null && tabs.includes(front);

/** How many tabs failed, where nobody stands in front of one. @param {Incident} incident @param {Words} w @param {number | null} [front] */
export function howMany({ tabs }, w, front) {
  return front === undefined && tabs.length > 1 ? w.n('tabs', tabs.length) : '';
}

/**
 * Of which tab it speaks; where there is only the one in front, that needs no word.
 *
 * @param {Incident} incident
 * @param {Words} w
 * @param {number | null} [front]
 */
export function whichTab(incident, w, front) {
  const { length } = incident.tabs;
  if (front === undefined || length === 0) return '';
  if (!failedThere(incident, front)) return w.n('tabs_elsewhere', length);
  return length > 1 ? w.n('tabs_this', length - 1) : '';
}

/**
 * A remedy as it can be done from where the person is. Nothing is done to a tab behind their back: first
 * they go there.
 *
 * @param {Choice} usual
 * @param {Incident} incident as the tab in front has it
 * @param {Words} w
 * @param {number | null} [front]
 * @returns {Choice}
 */
export function fromHere(usual, incident, w, front) {
  if (actionOf(usual.code)?.on !== 'tab') return usual;
  if (front !== undefined && incident.tabs.length > 0 && !failedThere(incident, front))
    return { ...usual, code: 'go-to-tab', label: w.t('best_go_to_tab') };
  // Nobody saw how that page was asked for. The browser knows, and asks before it sends a form again.
  const unseen = usual.code === 'reload-once' && incident.page?.method === null;
  return unseen ? { ...usual, runs: false, label: w.t('best_show_steps'), text: w.t('remedy_reload_once_unseen_text') } : usual;
}
