/**
 * The same page where nobody is signed in: in a private window, whether to try it there or to read as a guest.
 *
 * @import {Incident} from '../incident/incident.js'
 * @import {Incidents} from '../incident/incidents.js'
 * @import {PrivateLoads} from '../incident/private-load.js'
 * @import {Outcome} from './outcome.js'
 */
import { api } from '../browser/api.js';
import { triedPrivately } from '../incident/private-try.js';
import { DONE, told } from './outcome.js';

/**
 * A browser refuses it to extensions that may not see private windows (Firefox) and where they are switched
 * off: then the person is told how, and may copy the address. What answered a form, or may have, is opened
 * nowhere.
 *
 * @param {Incident | undefined} incident as the tab in front has it
 * @returns {Promise<Outcome>}
 */
export const openPrivately = async (incident) => (await opened(incident)).outcome;

/**
 * The same, to learn whether it loads there. Where we may see private windows, the browser tells that; elsewhere the
 * person is asked when they are back, also where they have to open the window themselves.
 *
 * @param {Incident | undefined} incident as the tab in front has it
 * @param {Incidents} incidents
 * @param {PrivateLoads} privateLoads
 * @returns {Promise<Outcome>}
 */
export async function tryPrivately(incident, incidents, privateLoads) {
  const following = privateLoads.follow();
  try {
    const { outcome, tabId } = await opened(incident);
    const led = outcome.came === 'done' || (outcome.came === 'told' && outcome.copy !== null);
    if (incident && led) incidents.update(incident, triedPrivately);
    if (incident && !incident.isPrivate && tabId !== null) following.tab(tabId, incident);
    return outcome;
  } finally {
    following.end();
  }
}

/**
 * @param {Incident | undefined} incident
 * @returns {Promise<{outcome: Outcome, tabId: number | null}>} tabId: the tab that shows it; null where there is none that we may see
 */
async function opened(incident) {
  const { page } = incident ?? {};
  if (!page || page.method !== 'GET') return { outcome: told('private_posted'), tabId: null };
  try {
    // Chromium answers nothing where the extension may not see the window.
    const window = await api.windows.create({ incognito: true, url: page.url });
    return { outcome: DONE, tabId: (window?.incognito && window.tabs?.[0]?.id) || null };
  } catch (error) {
    console.info('why502: no private window', error);
    return { outcome: told('private_refused', { what: 'address', text: page.url }), tabId: null };
  }
}
