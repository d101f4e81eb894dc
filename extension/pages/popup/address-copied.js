/**
 * The address of the failed page, copied in the click that opens another browser: no message carries it, so that
 * the companion never learns what a person reads.
 *
 * @import {Incident} from '../../incident/incident.js'
 */
import { toClipboard } from '../shared/clipboard.js';

/**
 * Copies it. In a private window nothing is copied unasked: a clipboard may remember, and be shared with other
 * machines.
 *
 * @param {Incident | undefined} incident as the tab in front has it
 * @param {boolean} isPrivate whether this stands before a private window
 * @returns {Promise<boolean>} whether it is on the clipboard now
 */
export async function copiedAddress(incident, isPrivate) {
  const page = incident?.page;
  if (isPrivate || !page || page.method !== 'GET') return false;
  return toClipboard(page.url);
}
