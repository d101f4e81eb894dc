/**
 * "Is it an extension, and which?" In Chromium a page of our own finds out (bisect/); Firefox lets no extension switch
 * another, but starts without any for a person who asks it to.
 *
 * @import {Incident} from '../incident/incident.js'
 * @import {Outcome} from './outcome.js'
 */
import { api, isFirefox } from '../browser/api.js';
import { openBrowserPage } from './browser-page.js';
import { DONE } from './outcome.js';

/** Firefox's own page with the button for it, which it opens for the person alone. */
export const TROUBLESHOOT = 'about:support';

/**
 * Of what happened in a private window no ordinary one tells, and in Chromium our page could stand in no other.
 *
 * @param {Incident | undefined} incident
 * @returns {Promise<Outcome>}
 */
export async function testExtensions(incident) {
  if (isFirefox) return { came: 'told', word: 'troubleshoot', copy: { what: 'address', text: TROUBLESHOOT }, quoted: null };
  if (incident?.isPrivate) return openBrowserPage('test-extensions');
  await api.tabs.create({ url: api.runtime.getURL('pages/bisect/bisect.html') });
  return DONE;
}
