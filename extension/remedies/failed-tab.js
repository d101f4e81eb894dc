/**
 * Going to the tab that failed: a check by the browser is passed where it was asked for, and a tab is loaded
 * again in front of the person.
 *
 * @import {Incident} from '../incident/incident.js'
 * @import {Outcome} from './outcome.js'
 */
import { showTab, tabById } from '../browser/tab.js';
import { openPage, siteOf } from './open-page.js';
import { DONE } from './outcome.js';

/**
 * Brings to the front the tab that it began with, or where that is gone, the latest that failed with it.
 *
 * @param {Incident | undefined} incident
 * @param {number | null} [rather] a tab that comes before those; null for none
 * @returns {Promise<Outcome>}
 */
export async function goToFailedTab(incident, rather = null) {
  const shown = rather ?? incident?.tabs.find((id) => id === incident.page?.tabId) ?? incident?.tabs.at(-1) ?? incident?.page?.tabId;
  const tab = shown == null ? undefined : await tabById(shown);
  // That tab is closed: a person sees the check, if there is one, on any page.
  if (tab?.id === undefined) return openPage(`${siteOf(incident)}/`, incident);
  await showTab({ ...tab, id: tab.id });
  return DONE;
}
