/**
 * The page that tells how the companion is added.
 *
 * @import {Incident} from '../incident/incident.js'
 * @import {Outcome} from './outcome.js'
 */
import { api } from '../browser/api.js';
import { ownPagesInPrivate } from '../browser/private-windows.js';
import { tabOf } from '../browser/tab.js';
import { DONE } from './outcome.js';

/**
 * It says nothing of any page, so that Chromium, which shows our own pages in ordinary windows alone,
 * may do so.
 *
 * @param {Incident | undefined} incident
 * @returns {Promise<Outcome>}
 */
export async function addCompanion(incident) {
  const tab = ownPagesInPrivate ? await tabOf(incident?.page) : undefined;
  await api.tabs.create({ url: api.runtime.getURL('pages/welcome/welcome.html'), ...(tab ? { windowId: tab.windowId } : {}) });
  return DONE;
}
