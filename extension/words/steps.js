/**
 * The seven usual steps, in the order in which a patient friend would take them, each ticked by
 * evidence instead of asked. Pure. A step that the evidence has ruled out says why; what changes a
 * setting is never lit before the obvious is ruled out, because it stands below it.
 *
 * @import {Answer, Outcome} from '../types/protocol.js'
 * @import {Incident} from '../incident/incident.js'
 * @import {Choice} from './choices.js'
 * @import {RemedyCode} from '../remedies/catalogue.js'
 * @import {Words} from './words.js'
 *
 * @typedef {'ruled-out' | 'points-here' | 'told' | 'open'} Tick
 *
 * @typedef {object} Step
 * @property {string} code the remedy that it is
 * @property {Tick} tick what the evidence says of it
 * @property {boolean} lit whether it is the one to take next
 * @property {string} title
 * @property {string} why what the evidence says, '' where it says nothing
 * @property {Choice} how it is done, and whether a button does it
 *
 * @typedef {{tick: Tick, why: string}} Finding
 */
import { THEIRS } from './sides.js';
import { STEPS, mannerOf } from '../remedies/catalogue.js';
import { choice, remedy } from './choices.js';
import { priceLine } from './price.js';
import { resolvers } from './resolvers.js';
import { ofThisBrowser } from './elsewhere-hint.js';
import { ofConnection } from './phone-hint.js';
import { ofProfile, triedThere } from './private-hint.js';

/** @type {Finding} */
const OPEN = { tick: 'open', why: '' };

/**
 * @param {Incident} incident
 * @param {Words} w
 * @returns {Step[]} none while nothing is known
 */
export function checklist(incident, w) {
  if (!incident.diagnosis) return [];
  const findings = STEPS.map((code) => ({ code, ...(FINDERS[code]?.(incident, w) ?? OPEN) }));
  const { verdict, certainty, remedies } = incident.diagnosis;
  // Of several that the evidence points to, the one that the companion would do first.
  const wanted = remedies.map(({ code }) => findings.find((step) => step.code === code)).find((step) => step?.tick === 'points-here');
  const nothingToMend = ['none', ...THEIRS].includes(verdict.side) && certainty !== 'unsure';
  const lit =
    wanted ??
    findings.find((step) => step.tick === 'points-here') ??
    (nothingToMend ? findings.find((step) => step.code === 'open-status-page') : findings.find((step) => step.tick === 'open'));
  return findings.map((step) => ({
    ...step,
    lit: step === lit,
    title: titleOf(step.code, mannerOf(remedies, step.code), w),
    how: howOf(step.code, incident, w),
  }));
}

/** The same where nothing is known, each of them untried. @param {Words} w @returns {Step[]} */
export const untried = (w) => STEPS.map((code) => ({ code, ...OPEN, lit: false, title: titleOf(code, '', w), how: remedy(code, w) }));

/** A step, by the name that fits what it means here. @param {string} code @param {string} how @param {Words} w */
const titleOf = (code, how, w) => w.t((how ? `remedy_${code}_${how}_title` : `step_${code}`).replaceAll('-', '_'));

/**
 * Where the browser's own look-up is what fails, what it keeps itself is forgotten, and not what the system does.
 *
 * @param {RemedyCode} code @param {Incident} incident @param {Words} w
 */
function howOf(code, incident, w) {
  const remedies = incident.diagnosis?.remedies ?? [];
  const usual = remedy(code, w, incident.diagnosis?.verdict.code, mannerOf(remedies, code), incident.can);
  if (code !== 'flush-dns' || !is(incident, 'browser-names')) return usual;
  const [label, text] = [w.t('forget_in_browser_button'), w.t('forget_in_browser_text')];
  return { ...choice('forget-in-browser', label, usual.title, text), price: priceLine(code, '', true, w) };
}

/** What the evidence says of each. @type {Readonly<Partial<Record<RemedyCode, (incident: Incident, w: Words) => Finding>>>} */
const FINDERS = {
  'private-window': (incident, w) => {
    if (incident.isPrivate) return { tick: 'ruled-out', why: w.t('why_private_already') };
    const there = triedThere(incident, w);
    if (there) return there;
    // That cookies are not to blame says nothing of extensions, of which it has none either.
    const elsewhere = ofThisBrowser('private-window', incident, w);
    if (is(incident, 'browser-interference') && offered(incident, 'private-window') && !isOfItsConnections(incident))
      return elsewhere ?? OPEN;
    const tried = cookieExperiment(incident);
    if (tried.without === 'works' && tried.with === 'works') return { tick: 'ruled-out', why: w.t('why_private_both') };
    if (tried.without === 'works' && everybodySignedIn(incident)) return { tick: 'ruled-out', why: w.t('why_private_cached') };
    if (tried.without === 'works') return { tick: 'points-here', why: w.t('why_private_works') };
    if (tried.without === 'fails') return { tick: 'ruled-out', why: w.t('why_private_fails') };
    if (elsewhere) return elsewhere;
    return noAnswer(incident) ? { tick: 'ruled-out', why: w.t('why_no_answer') } : OPEN;
  },
  'other-connection': (incident, w) => {
    const others = incident.observations.filter((o) => o.kind === 'uplink' && o.place > 1);
    if (others.some((o) => o.outcome.outcome === 'saw') && is(incident, 'this-connection-only'))
      return { tick: 'points-here', why: w.t('why_connection_other_works') };
    if (offered(incident, 'other-connection') && (onSide(incident, ['network']) || is(incident, 'address-refused')))
      return { tick: 'points-here', why: w.t('why_connection_only') };
    const phone = ofConnection(incident, w);
    if (phone) return phone;
    return onSide(incident, ['archive', 'edge', 'session']) ? { tick: 'ruled-out', why: w.t('why_connection_arrived') } : OPEN;
  },
  'clear-site-data': (incident, w) => {
    if (incident.clearedInVain.includes('all')) return { tick: 'ruled-out', why: w.t('after_not_helped') };
    const hinted = ofProfile('clear-site-data', incident, w) ?? ofThisBrowser('clear-site-data', incident, w);
    if (is(incident, 'stale-session') && hinted?.tick !== 'ruled-out') return { tick: 'points-here', why: w.t('why_clear_helps') };
    if (everybodySignedIn(incident)) return { tick: 'ruled-out', why: w.t('why_clear_everyone') };
    if (cookieExperiment(incident).without === 'fails') return { tick: 'ruled-out', why: w.t('why_clear_fails') };
    if (noAnswer(incident)) return { tick: 'ruled-out', why: w.t('why_no_answer') };
    return hinted ?? OPEN;
  },
  'test-extensions': (incident, w) => {
    const hinted = ofProfile('test-extensions', incident, w) ?? ofThisBrowser('test-extensions', incident, w);
    // A private window goes the same way.
    if (isOfItsConnections(incident)) return hinted ?? OPEN;
    if (is(incident, 'browser-interference') && hinted?.tick !== 'ruled-out')
      return { tick: 'points-here', why: w.t('why_extensions_only_here') };
    if (failsOutside(incident)) return { tick: 'ruled-out', why: w.t('why_extensions_same') };
    return hinted ?? OPEN;
  },
  'flush-dns': (incident, w) => {
    const found = names(incident, w);
    const { asked, onlyHere } = resolvers(incident);
    const mayHelp = offered(incident, 'flush-dns');
    if (mayHelp && onlyHere) return { tick: 'points-here', why: w.t('why_flush_memory') };
    // The companion advises it wherever something that is kept here may be at fault.
    const same = asked.some(({ kind, answered }) => kind === 'configured' && answered !== 'right');
    return found.tick === 'points-here' && !mayHelp && same ? { tick: 'ruled-out', why: w.t('why_flush_resolver') } : found;
  },
  'change-resolver': names,
  'open-status-page': (incident, w) => {
    const page = incident.observations.find((o) => o.kind === 'status-page');
    if (!page || page.outcome.outcome === 'not-asked') return OPEN;
    if (page.outcome.outcome === 'failed') return { tick: 'told', why: w.t('why_status_silent') };
    const { incidents, maintenances } = page.outcome.value;
    const [notice] = [...incidents, ...maintenances];
    return { tick: 'told', why: notice ? w.t('why_status_says', notice.name) : w.t('why_status_quiet') };
  },
};

/** @param {Incident} incident @param {Words} w @returns {Finding} */
function names(incident, w) {
  // Whoever answers in every resolver's place answers for the system's, too.
  if (mannerOf(incident.diagnosis?.remedies ?? [], 'change-resolver')) return { tick: 'points-here', why: w.t('why_names_fail') };
  if (is(incident, 'browser-names')) return { tick: 'points-here', why: w.t('why_names_browser') };
  if (onSide(incident, ['names'])) return { tick: 'points-here', why: w.t('why_names_fail') };
  const found = incident.observations
    .filter((o) => o.kind === 'name-lookup' && o.resolver.kind === 'machine' && o.question !== 'names-sister')
    .flatMap((o) => (o.outcome.outcome === 'saw' ? /** @type {{addresses: string[]}} */ (o.outcome.value).addresses : []));
  const proven = incident.observations.some(
    (o) => o.kind === 'handshake' && found.includes(o.address) && o.outcome.outcome === 'saw' && o.outcome.value.trust === 'proven',
  );
  return proven ? { tick: 'ruled-out', why: w.t('why_names_right') } : OPEN;
}

/**
 * AO3 with the person's cookies and without: by the same page. What else a guest was answered speaks for it
 * where that failed, or where it is every member who is kept out: a light page may come where a heavy one does
 * not. One that failed once and worked later counts as it was last seen.
 *
 * @param {Incident} incident
 * @returns {{with: 'works' | 'fails' | 'unknown', without: 'works' | 'fails' | 'unknown'}}
 */
export function cookieExperiment(incident) {
  const of = (/** @type {string} */ trial) => {
    const tries = incident.observations.filter((o) => o.kind === 'browser-fetch' && o.trial === trial && o.outcome.outcome !== 'not-asked');
    const last = tries.at(-1);
    return last === undefined ? 'unknown' : works(/** @type {Outcome<Answer>} */ (last.outcome)) ? 'works' : 'fails';
  };
  const page = of('same-page-without-cookies');
  const without = page === 'unknown' ? asAnotherGuest(incident, of('light-page-without-cookies')) : page;
  return { with: of('same-page-with-cookies'), without };
}

/** @param {Incident} incident @param {'works' | 'fails' | 'unknown'} light @returns {'works' | 'fails' | 'unknown'} */
function asAnotherGuest(incident, light) {
  if (light === 'works') return everybodySignedIn(incident) ? 'works' : 'unknown';
  return light === 'fails' || applicationFails(incident) ? 'fails' : 'unknown';
}

/** The companion asked AO3's application, as a guest, and that is in trouble. @param {Incident} incident */
const applicationFails = ({ observations }) =>
  observations.some(
    (o) => o.kind === 'page-fetch' && o.target === 'application' && o.outcome.outcome === 'saw' && o.outcome.value.status >= 500,
  );

/** @param {Outcome<Answer>} outcome */
function works(outcome) {
  return outcome.outcome === 'saw' && outcome.value.status < 400;
}

/** No cookie keeps an answer from coming; but too many of them can make a browser go in circles. @param {Incident} incident */
function noAnswer({ sighting }) {
  return sighting !== null && sighting.status === null && !/REDIRECT/.test(sighting.error ?? '');
}

/** The companion is another program: what fails there too is no extension's doing. @param {Incident} incident */
function failsOutside(incident) {
  const reached = incident.observations.filter(
    (o) => o.kind === 'page-fetch' && o.target === 'application' && o.outcome.outcome !== 'not-asked',
  );
  if (reached.length > 0) return reached.every((o) => !works(/** @type {Outcome<Answer>} */ (o.outcome)));
  const doors = incident.observations.filter((o) => o.kind === 'handshake' && o.outcome.outcome !== 'not-asked');
  return doors.length > 0 && doors.every((o) => o.outcome.outcome === 'failed');
}

/** @param {Incident} incident */
const everybodySignedIn = (incident) => is(incident, 'signed-in-pages-down');

/** @param {Incident} incident @param {string} code */
const is = ({ diagnosis }, code) => diagnosis?.verdict.code === code && diagnosis.certainty !== 'unsure';

/** @param {Incident} incident @param {string[]} sides */
const onSide = ({ diagnosis }, sides) => diagnosis !== null && sides.includes(diagnosis.verdict.side) && diagnosis.certainty !== 'unsure';

/**
 * Whether it is the browser's connections that break, and not what it does with a page: what stands on their way
 * is seldom an extension, and is looked for first.
 *
 * @param {Incident} incident
 */
export const isOfItsConnections = ({ diagnosis }) => mannerOf(diagnosis?.remedies ?? [], 'check-proxy') === 'security-software';

/** @param {Incident} incident @param {string} code */
const offered = ({ diagnosis }, code) => diagnosis?.remedies.some((r) => r.code === code) ?? false;
