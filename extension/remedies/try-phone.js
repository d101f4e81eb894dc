/**
 * The same page on another device, over another connection: its address as a code that a phone's camera reads. The
 * popup draws it (pages/popup/phone-code.js), for a click alone; nobody is asked anything.
 *
 * @import {Incident} from '../incident/incident.js'
 * @import {Incidents} from '../incident/incidents.js'
 * @import {Outcome} from './outcome.js'
 */
import { onAnotherDevice } from '../ao3/address.js';
import { triedOnPhone } from '../incident/phone-try.js';

/**
 * The person is asked afterwards whether it loads there.
 *
 * @param {Incident | undefined} incident as the tab in front has it
 * @param {Incidents} incidents
 * @returns {Promise<Outcome>}
 */
export async function tryPhone(incident, incidents) {
  if (incident) incidents.update(incident, triedOnPhone);
  const { url, front } = onAnotherDevice(incident?.page);
  return { came: 'shows', url, front };
}
