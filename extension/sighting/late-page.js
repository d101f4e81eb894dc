/**
 * A page of AO3's that came, and far too late: no failure, so that nothing is asked and no page is entered for
 * it; the toolbar offers to find out why. Pure.
 *
 * @import {BrowserEvent} from './sighting.js'
 */

/** A person has long given up by then; ordinary pages come in one or two seconds. content/look.js holds it, too. ms */
export const LATE_MS = 20_000;

/**
 * Whether a page that is in no trouble tells that it came late: one that AO3's application has made now.
 *
 * @param {Extract<BrowserEvent, {kind: 'page'}>} event
 */
export function cameLate({ tookMs, cached, revisited, markers }) {
  const byApplication = markers?.bodyClasses.some((name) => name === 'logged-in' || name === 'logged-out') ?? false;
  return byApplication && tookMs >= LATE_MS && !cached && !revisited;
}
