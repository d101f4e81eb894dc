/**
 * What a private window shows of the cause, as the person said it: a hint, never more. It opens what the evidence
 * has left open, and changes neither the verdict nor what was measured. A private window has none of the
 * profile's cookies, stored copies and extensions, so that it tells of these together. Pure.
 *
 * @import {Diagnosis} from '../types/protocol.js'
 * @import {Incident} from '../incident/incident.js'
 * @import {Choice} from './choices.js'
 * @import {Row} from './evidence.js'
 * @import {Finding, Step} from './steps.js'
 * @import {Words} from './words.js'
 *
 * @typedef {object} TriedQuestion whether the page loads where it was tried
 * @property {string} question
 * @property {{loads: string, fails: string}} answers
 * @property {'loads' | 'fails' | null} given
 * @property {string} said what follows from it; '' where none was given
 */

/** The verdicts under which something of the profile may be the cause, whatever they advise. */
const OF_PROFILE = ['stale-session', 'signed-out', 'browser-interference', 'inconclusive'];

/**
 * The verdicts that say for certain that it is something of the profile: what the answer or the browser names
 * itself. An extension that was allowed there stops the page in a private window, too.
 */
const PROVEN = ['stale-session', 'browser-interference'];

/** The usual steps that are about the profile. */
const STEPS = ['clear-site-data', 'test-extensions'];

/**
 * Nothing is asked where the page works again.
 *
 * @param {Incident} incident
 * @param {readonly Step[]} steps nothing is suspected above a list that rules it out
 * @param {Words} w
 * @returns {TriedQuestion | null}
 */
export function privateQuestion(incident, steps, w) {
  const { privateTry: came, diagnosis } = incident;
  if (came === null || diagnosis?.verdict.code === 'recovered') return null;
  const left = steps.length === 0 || steps.some(({ code, tick }) => STEPS.includes(code) && tick !== 'ruled-out');
  const counts = (suspectsProfile(incident) && left) || clearsProfile(incident);
  const said = counts ? (came === 'loads' ? 'private_said_loads' : 'private_said_fails') : 'private_said_otherwise';
  return {
    question: w.t('private_question'),
    answers: { loads: w.t('private_loads'), fails: w.t('private_fails') },
    given: came === 'asked' ? null : came,
    said: came === 'asked' ? '' : w.t(said),
  };
}

/** Its line of "how we know". @param {Incident} incident @param {Words} w @returns {Row[]} */
export function privateRow(incident, w) {
  if (!isAnswered(incident)) return [];
  const { privateTry: came } = incident;
  const result = w.t(came === 'loads' ? 'how_private_loads' : 'how_private_fails');
  return [
    { id: 'private-window', mark: came === 'loads' ? 'good' : 'bad', subject: w.t('how_private_window'), result, figure: '', cited: false },
  ];
}

/** What it says of the step that it is itself. @param {Incident} incident @param {Words} w @returns {Finding | null} */
export function triedThere(incident, w) {
  if (!isAnswered(incident)) return null;
  return incident.privateTry === 'loads'
    ? { tick: 'told', why: w.t('why_private_seen_loads') }
    : { tick: 'ruled-out', why: w.t('why_private_seen_fails') };
}

/**
 * What it says of a step that is about the profile.
 *
 * @param {'clear-site-data' | 'test-extensions'} code
 * @param {Incident} incident
 * @param {Words} w
 * @returns {Finding | null}
 */
export function ofProfile(code, incident, w) {
  // There a trial without the cookies has told already which of them it is.
  const other = code === 'test-extensions' && cookiesFound(incident);
  if (suspectsProfile(incident)) return other ? null : { tick: 'points-here', why: w.t('why_profile_private') };
  if (!clearsProfile(incident)) return null;
  return { tick: 'ruled-out', why: w.t(code === 'clear-site-data' ? 'why_clear_private' : 'why_extensions_private') };
}

/**
 * What it speaks against is not the thing to do first, and what was tried neither.
 *
 * @param {readonly Choice[]} offered
 * @param {Incident} incident
 * @returns {Choice[]}
 */
export function unlikelyLast(offered, incident) {
  const tried = isAnswered(incident);
  const unlikely = (/** @type {Choice} */ { code }) =>
    (tried && code === 'private-window') || (clearsProfile(incident) && STEPS.includes(code));
  return [...offered.filter((choice) => !unlikely(choice)), ...offered.filter(unlikely)];
}

/** @param {Incident} incident */
const isAnswered = ({ privateTry }) => privateTry === 'loads' || privateTry === 'fails';

/** It loads there, and what was found speaks of nothing else. @param {Incident} incident */
const suspectsProfile = ({ privateTry, diagnosis }) => privateTry === 'loads' && (diagnosis === null || mayBeProfile(diagnosis));

/** @param {Diagnosis} diagnosis */
const mayBeProfile = ({ verdict, certainty, remedies }) =>
  certainty === 'unsure' || OF_PROFILE.includes(verdict.code) || remedies.some(({ code }) => STEPS.includes(code));

/** It fails there too, and nothing was found that proves the profile. @param {Incident} incident */
const clearsProfile = ({ privateTry, diagnosis }) =>
  privateTry === 'fails' && !(diagnosis?.certainty === 'certain' && PROVEN.includes(diagnosis.verdict.code));

/** A trial has shown that it is the cookies. @param {Incident} incident */
const cookiesFound = ({ diagnosis }) => diagnosis?.verdict.code === 'stale-session' && diagnosis.certainty !== 'unsure';
