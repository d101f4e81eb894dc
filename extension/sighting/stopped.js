/**
 * Loads that something in the browser itself kept from AO3, and that a person may ask about. Pure.
 *
 * @import {Seen, State} from './sighting.js'
 */
import { official } from '../ao3/address.js';
import { STOPPED_IN_FIREFOX, sightingOf } from './sighting.js';

/** The companion's word for a request that something in the browser kept from leaving it. */
const LED_ELSEWHERE = 'why502:request/blocked-locally';

/**
 * The last load of a tab, if something in the browser itself kept it from AO3: it was cancelled, or
 * led to another site before AO3 had said a word. For a person who asks what became of it.
 *
 * @param {State} state
 * @param {number} tabId
 * @returns {Seen | undefined}
 */
export function stoppedIn(state, tabId) {
  const load = state.loads.findLast((l) => l.tabId === tabId && !l.speculative);
  if (!load || load.reported || load.status !== null) return undefined;
  const error = load.error === STOPPED_IN_FIREFOX ? load.error : load.error === null && !official(load.last) ? LED_ELSEWHERE : null;
  if (error === null) return undefined;
  return {
    tabId,
    url: load.first,
    hasPage: false,
    sighting: sightingOf({
      url: load.first,
      method: load.method,
      sent: null,
      status: null,
      error,
      ip: null,
      tookMs: 0,
      fromCache: false,
      cookies: null,
      at: load.startedAt,
      landing: null,
      headers: null,
      markers: null,
    }),
  };
}
