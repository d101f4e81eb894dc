/**
 * What a private window shows of the cause, as the person said it or the browser told: a hint, never more. It opens what the evidence
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
 * @property {string} question where the browser told: what it told, which the person can still mend
 * @property {{loads: string, fails: string}} answers
 * @property {'loads' | 'fails' | null} given
 * @property {boolean} seen the browser told it, and nobody was asked
 * @property {string} said what follows from it; '' where none was given
 */
import { wasSeen, whatCame } from '../incident/private-try.js';

/** The verdicts under which something of the profile may be the cause, whatever they advise. */
const OF_PROFILE = ['stale-session', 'signed-out', 'browser-interference', 'inconclusive'];

/**
 * The verdicts that say for certain that it is something of the profile: what the answer or the browser names
 * itself. An extension that was allowed there stops the page in a private window, too.
 */
const PROVEN = ['stale-session', 'browser-interference'];

/**
 * What is said of it: in a sentence of its own, and as a line of how we know. What the browser told is said as shortly
 * as a person would have said it.
 *
 * @type {Readonly<Record<string, {sentence: string, result: string}>>}
 */
const SAID = Object.freeze({
  loads: { sentence: 'why_private_seen_loads', result: 'how_private_loads' },
  fails: { sentence: 'why_private_seen_fails', result: 'how_private_fails' },
  'seen-loads': { sentence: 'private_saw_loads', result: 'private_loads' },
  'seen-fails': { sentence: 'private_saw_fails', result: 'private_fails' },
});

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
  const { privateTry, diagnosis } = incident;
  const came = whatCame(privateTry);
  if (privateTry === null || diagnosis?.verdict.code === 'recovered') return null;
  const left = steps.length === 0 || steps.some(({ code, tick }) => STEPS.includes(code) && tick !== 'ruled-out');
  const counts = (suspectsProfile(incident) && left) || clearsProfile(incident);
  const said = counts ? (came === 'loads' ? 'private_said_loads' : 'private_said_fails') : 'private_said_otherwise';
  return {
    question: w.t((wasSeen(privateTry) && SAID[privateTry]?.sentence) || 'private_question'),
    answers: { loads: w.t('private_loads'), fails: w.t('private_fails') },
    given: came,
    seen: wasSeen(privateTry),
    said: came === null ? '' : w.t(said),
  };
}

/** Its line of "how we know". @param {Incident} incident @param {Words} w @returns {Row[]} */
export function privateRow(incident, w) {
  const said = SAID[incident.privateTry ?? ''];
  if (!said) return [];
  const mark = whatCame(incident.privateTry) === 'loads' ? 'good' : 'bad';
  return [{ id: 'private-window', mark, subject: w.t('how_private_window'), result: w.t(said.result), figure: '', cited: false }];
}

/** What it says of the step that it is itself. @param {Incident} incident @param {Words} w @returns {Finding | null} */
export function triedThere(incident, w) {
  const said = SAID[incident.privateTry ?? ''];
  if (!said) return null;
  return { tick: whatCame(incident.privateTry) === 'loads' ? 'told' : 'ruled-out', why: w.t(said.sentence) };
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
  const tried = whatCame(incident.privateTry) !== null;
  const unlikely = (/** @type {Choice} */ { code }) =>
    (tried && code === 'private-window') || (clearsProfile(incident) && STEPS.includes(code));
  return [...offered.filter((choice) => !unlikely(choice)), ...offered.filter(unlikely)];
}

/** It loads there, and what was found speaks of nothing else. @param {Incident} incident */
const suspectsProfile = ({ privateTry, diagnosis }) => whatCame(privateTry) === 'loads' && (diagnosis === null || mayBeProfile(diagnosis));

/** What was found leaves room for something of the profile. @param {Diagnosis} diagnosis */
export const mayBeProfile = ({ verdict, certainty, remedies }) =>
  certainty === 'unsure' || OF_PROFILE.includes(verdict.code) || remedies.some(({ code }) => STEPS.includes(code));

/** It fails there too, and nothing was found that proves the profile. @param {Incident} incident */
const clearsProfile = ({ privateTry, diagnosis }) =>
  whatCame(privateTry) === 'fails' && !(diagnosis?.certainty === 'certain' && PROVEN.includes(diagnosis.verdict.code));

/** A trial has shown that it is the cookies. @param {Incident} incident */
export const cookiesFound = ({ diagnosis }) => diagnosis?.verdict.code === 'stale-session' && diagnosis.certainty !== 'unsure';
