/**
 * How old what is known of an incident is, and when it is history. Pure. Times are of the wall clock, which
 * jumps: forward with a sleep, which is time that went by; back where somebody sets it, and then nobody
 * knows how much went by.
 *
 * @import {Incident} from './incident.js'
 */

/** So long a verdict is news: AO3's outages come and go in minutes. */
export const FRESH_MS = 5 * 60_000;

/** So long after its last failure and its last look an incident is history. */
export const OLD_MS = 6 * 60 * 60_000;

/** And so long after its last tab was closed, or went elsewhere. */
export const LEFT_MS = 30 * 60_000;

/** Clocks are set by so much all the time (NTP), and nobody need hear of it. */
const SLACK_MS = 60_000;

/**
 * When it was last looked: the diagnosis, or, later, the page that was seen to answer again.
 *
 * @param {Incident} incident
 * @returns {number | null} null where nothing has been found yet
 */
export const checkedAt = ({ settledAt, answeredAt }) => (settledAt === null ? null : Math.max(settledAt, answeredAt ?? 0));

/** Whether what was found may have changed since. @param {Incident} incident @param {number} now */
export function isStale(incident, now) {
  const at = checkedAt(incident);
  return at !== null && (incident.clockSetBack || now - at >= FRESH_MS || at - now > SLACK_MS);
}

/** The last thing that happened. @param {Incident} incident */
const latest = (incident) => Math.max(incident.lastAt, checkedAt(incident) ?? 0);

/**
 * When it is history.
 *
 * @param {Incident} incident
 * @returns {number} Infinity while it is being checked, which has an end of its own
 */
export function endsAt(incident) {
  if (incident.phase === 'checking') return Infinity;
  const { leftAt } = incident;
  return Math.min(latest(incident) + OLD_MS, leftAt == null ? Infinity : leftAt + LEFT_MS);
}

/**
 * Whether it is history. While AO3 is watched for it, it is not.
 *
 * @param {Incident} incident
 * @param {boolean} watched
 * @param {number} now
 */
export const isHistory = (incident, watched, now) => !watched && now >= endsAt(incident);

/**
 * When it is next to be looked at how old it is.
 *
 * @param {Incident} incident
 * @param {number} now
 * @returns {number} Infinity where time alone changes nothing more
 */
export function turnsAt(incident, now) {
  const at = checkedAt(incident);
  const stale = at === null || isStale(incident, now) ? Infinity : at + FRESH_MS;
  const end = endsAt(incident);
  return Math.min(stale, end > now ? end : Infinity);
}

/**
 * The incident where the clock was set back since: nothing of it may lie in the future, or it would never
 * be over. How old it is nobody knows then; from here its age counts anew. `openedAt` stays: it is the
 * name of the incident in the list of past ones.
 *
 * @param {Incident} incident
 * @param {number} now
 * @returns {Incident} the same where there is nothing to do
 */
export function inTime(incident, now) {
  const ahead = Math.max(latest(incident), incident.leftAt ?? 0) - now;
  if (ahead <= SLACK_MS) return incident;
  const back = (/** @type {number | null} */ at) => (at === null ? null : at - ahead);
  return {
    ...incident,
    lastAt: incident.lastAt - ahead,
    settledAt: back(incident.settledAt),
    answeredAt: back(incident.answeredAt),
    leftAt: back(incident.leftAt),
    waits: back(incident.waits),
    failures: incident.failures.map((failure) => ({ ...failure, at: failure.at - ahead })),
    signIns: incident.signIns.map((at) => at - ahead),
    reloads: incident.reloads.map((reload) => ({ ...reload, at: reload.at - ahead })),
    clockSetBack: incident.settledAt !== null,
  };
}
