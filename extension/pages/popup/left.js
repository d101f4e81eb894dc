/**
 * What is left of the times that the popup's button waits for, in ms; nothing where it is 0 or less. Pure.
 *
 * @import {Incident} from '../../incident/incident.js'
 * @import {Watch} from '../../watch/store.js'
 *
 * @typedef {object} Known
 * @property {Incident | undefined} incident
 * @property {Watch | null} watch
 * @property {number | null} tabId the tab in front
 */
import { restMs, restedAt } from '../../incident/rest.js';
import { restUntil } from '../../words/view.js';

/** Until the page in front is reloaded for the person. @param {Known} known @param {number} now */
export function reloadLeft({ incident, tabId }, now) {
  const reload = incident?.reloads.find((each) => each.tabId === tabId && !each.done);
  return reload ? reload.at - now : 0;
}

/** Until AO3 has rested and its diagnosis begins. @param {Known} known @param {number} now */
export const waitLeft = ({ incident }, now) => (incident?.phase === 'checking' && incident.waits ? incident.waits - now : 0);

/**
 * How long a look is not to be made: one that was answered is not repeated at once, whatever it found; one that
 * broke down may be, where it had not cost AO3 anything. A pause that AO3 asked for holds for every look.
 *
 * @param {{code: string} | null} look
 * @param {Known} known
 * @param {number} now
 */
export function restLeft(look, { incident, watch }, now) {
  if (look?.code !== 'wait' && look?.code !== 'check') return 0;
  const answered = look.code === 'wait' || (incident?.phase === 'settled' && !incident.trouble);
  const until = answered && incident?.settledAt ? incident.settledAt + restMs(incident) : 0;
  return Math.max(until, incident ? restedAt(incident) : 0, restUntil(watch)) - now;
}
