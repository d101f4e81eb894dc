/**
 * Opening a page for the person: beside the tab that it is about, in the same window and container.
 *
 * @import {Incident} from '../incident/incident.js'
 * @import {Outcome} from './outcome.js'
 */
import { MAIN_HOST } from '../ao3/address.js';
import { postedPage } from '../ao3/sent-forms.js';
import { api } from '../browser/api.js';
import { placeFor } from '../browser/private-windows.js';
import { tabOf } from '../browser/tab.js';
import { DONE } from './outcome.js';

/** Plain http on purpose: a sign-in page can only stand in front of what is not encrypted. */
export const PORTAL_PAGE = 'http://detectportal.firefox.com/canonical.html';

/** AO3 by the name that the person used. @param {Incident | undefined} incident */
export const siteOf = (incident) => `https://${incident?.sighting?.host ?? MAIN_HOST}`;

/**
 * Where the person is. A private window that is closed by now leaves nothing to open it in, and that
 * is where it ends.
 *
 * @param {string} url
 * @param {Incident | undefined} incident
 * @returns {Promise<Outcome>}
 */
export async function openPage(url, incident) {
  const beside = await tabOf(incident?.page);
  const place = await placeFor(beside, incident?.isPrivate === true);
  if (place) await api.tabs.create({ url, ...place });
  return DONE;
}

/** Where the person sees whether what they sent is there. @param {Incident | undefined} incident @returns {Promise<Outcome>} */
export async function openPostedPage(incident) {
  const url = postedPage(incident?.page ?? null);
  return url ? openPage(url, incident) : DONE;
}
