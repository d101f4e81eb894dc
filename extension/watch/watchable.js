/**
 * For which verdicts somebody may be told when AO3 is back, and how long a limit lasts. Pure, and apart
 * from the other times of a watch (schedule.js): the popup, which is to open at once, needs this alone.
 */

/**
 * Verdicts that a watch cannot tell the end of: its small answer comes from the application while
 * search, one page, a session or a browser is what is broken.
 */
const CANNOT_TELL = new Set([
  'recovered',
  'search-down',
  'page-too-slow',
  'archive-slow',
  'stale-session',
  'signed-out',
  'cookies-blocked',
  'browser-interference',
]);

/** Verdicts where every further request makes it worse. */
const HARMED = new Set(['browser-check', 'address-refused', 'request-refused', 'too-many-requests', 'posting-limit']);

/** Whether a watch may be offered. @param {string | null | undefined} code a verdict's; none while nothing is known */
export function watchable(code) {
  return !CANNOT_TELL.has(code ?? '') && !HARMED.has(code ?? '');
}
