/**
 * AO3 elsewhere on this machine: in another browser, or in this one with a profile that is new. The companion opens
 * AO3's front page there and nothing else; the address of the page that failed is for the person to paste, and
 * never sent to it. The person is asked afterwards whether it loads there.
 *
 * @import {Elsewhere} from '../incident/elsewhere-tries.js'
 * @import {Incident} from '../incident/incident.js'
 * @import {Incidents} from '../incident/incidents.js'
 * @import {Told, Word} from './outcome.js'
 */
import { repair } from '../diagnosis/companion.js';
import { triedElsewhere } from '../incident/elsewhere-tries.js';
import { told } from './outcome.js';

/** What is said of how it ended. @satisfies {Record<string, Word>} */
export const WORDS = Object.freeze(
  /** @type {const} */ ({
    'other-browser': 'elsewhere_opened',
    'clean-profile': 'elsewhere_opened_clean',
    failed: 'elsewhere_failed',
    nothing: 'elsewhere_nothing',
    gone: 'elsewhere_gone',
    unheard: 'elsewhere_unheard',
  }),
);

/**
 * Whether it was opened, and in which browser. What it shows there, only the person can tell.
 *
 * @param {Elsewhere} code
 * @param {Incident | undefined} incident as the tab in front has it
 * @param {Incidents} incidents
 * @param {string} [which] the id of the browser that the person chose, as the companion named it
 * @returns {Promise<Told>}
 */
export async function openElsewhere(code, incident, incidents, which = '') {
  const came = await repair(code, which);
  const page = incident?.page;
  /** What answered a form, or may have, is opened nowhere. @type {Told['copy']} */
  const copy = page?.method === 'GET' ? { what: 'address', text: page.url } : null;
  if ('trouble' in came) return told(WORDS.unheard, copy);
  const name = came.browser ?? '';
  // One that did not start is started by the person, who is told so.
  const led = copy !== null && name !== '' && (came.said === 'opened' || came.said === 'failed');
  if (incident && led) incidents.update(incident, (now) => triedElsewhere(now, code));
  if (came.said === 'opened' && name) return { ...told(WORDS[code], copy), name };
  if (came.said === 'failed' && name) return { ...told(WORDS.failed, copy), name };
  if (came.said !== 'nothing') return told(WORDS.unheard, copy);
  const chosen = incident?.browsers.find(({ id }) => id === which)?.name;
  return chosen ? { ...told(WORDS.gone, copy), name: chosen } : told(WORDS.nothing, copy);
}
