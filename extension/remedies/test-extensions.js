/**
 * "Is it an extension, and which?" A page of our own finds out in Chromium (bisect/), and tells in Firefox what that
 * browser, which lets no extension switch another, has for a person who asks it.
 *
 * @import {Incident} from '../incident/incident.js'
 * @import {Outcome} from './outcome.js'
 */
import { api, isFirefox } from '../browser/api.js';
import { openBrowserPage } from './browser-page.js';
import { DONE } from './outcome.js';

/**
 * Of what happened in a private window no ordinary one tells, and in Chromium our page could stand in no other.
 *
 * @param {Incident | undefined} incident
 * @returns {Promise<Outcome>}
 */
export async function testExtensions(incident) {
  if (incident?.isPrivate && !isFirefox) return openBrowserPage('test-extensions');
  await api.tabs.create({ url: api.runtime.getURL('pages/bisect/bisect.html') });
  return DONE;
}
