/**
 * The same page where nobody is signed in: in a private window, whether to try it there or to read as a guest.
 *
 * @import {Incident} from '../incident/incident.js'
 * @import {Incidents} from '../incident/incidents.js'
 * @import {Outcome} from './outcome.js'
 */
import { api } from '../browser/api.js';
import { triedPrivately } from '../incident/private-try.js';
import { DONE } from './outcome.js';

/**
 * A browser refuses it to extensions that may not see private windows (Firefox) and where they are switched
 * off: then the person is told how, and may copy the address. What answered a form, or may have, is opened
 * nowhere.
 *
 * @param {Incident | undefined} incident as the tab in front has it
 * @returns {Promise<Outcome>}
 */
export async function openPrivately(incident) {
  const { page } = incident ?? {};
  if (!page || page.method !== 'GET') return { came: 'told', word: 'private_posted', copy: null, quoted: null };
  try {
    await api.windows.create({ incognito: true, url: page.url });
    return DONE;
  } catch (error) {
    console.info('why502: no private window', error);
    return { came: 'told', word: 'private_refused', copy: { what: 'address', text: page.url }, quoted: null };
  }
}

/**
 * The same, to learn whether it loads there: the person is asked when they are back, also where they have to open
 * the window themselves.
 *
 * @param {Incident | undefined} incident as the tab in front has it
 * @param {Incidents} incidents
 * @returns {Promise<Outcome>}
 */
export async function tryPrivately(incident, incidents) {
  const outcome = await openPrivately(incident);
  const led = outcome.came === 'done' || (outcome.came === 'told' && outcome.copy !== null);
  if (incident && led) incidents.update(incident, triedPrivately);
  return outcome;
}
