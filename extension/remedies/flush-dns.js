/**
 * "Forget old addresses": the companion makes this machine forget the names that it keeps. It costs nothing, and
 * AO3 is asked nothing by it; where the name leads elsewhere afterwards, the whole is looked at again, but not
 * before the browser, whose own memory no extension can empty, has forgotten the old address, too: a look
 * with that would blame what stands in the browser.
 *
 * @import {Check} from '../diagnosis/check.js'
 * @import {Incident} from '../incident/incident.js'
 * @import {Told} from './outcome.js'
 */
import { isFirefox } from '../browser/api.js';
import { repair } from '../diagnosis/companion.js';
import { told } from './outcome.js';

/**
 * How long the browser keeps what the system told it of a name, in ms, and ten seconds: a busy browser asks for a name some
 * seconds after we have asked it for a page, and its time runs from then. Chromium: a minute
 * (host_resolver_manager.cc, kCacheEntryTTLSeconds); Firefox: a minute, and one more in which it hands out the old
 * answer while it asks anew (network.dnsCacheExpiration, network.dnsCacheExpirationGracePeriod).
 */
export const BROWSER_KEEPS_MS = isFirefox ? 130_000 : 70_000;

/**
 * Each press is told how it ended, and each has its own incident looked at again: a private window's and an
 * ordinary one's know nothing of each other.
 *
 * @param {Incident | undefined} incident
 * @param {Check} check
 * @returns {Promise<Told>}
 */
export async function flushDns(incident, check) {
  const came = await repair('flush-dns');
  if ('trouble' in came || came.said === 'opened' || came.said === 'kept') return told('flushed_unheard');
  // The browser has asked for the name no later than its last trial.
  if (came.said === 'changed' && incident) check.again(incident, (incident.settledAt ?? Date.now()) + BROWSER_KEEPS_MS);
  return {
    ...told(`flushed_${came.said.replaceAll('-', '_')}`),
    copy: came.command ? { what: 'command', text: came.command } : null,
    quoted: came.words ?? null,
  };
}
