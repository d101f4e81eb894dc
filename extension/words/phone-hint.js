/**
 * What a phone with Wi-Fi off shows of the cause, as the person said it: a hint, never more. It opens what the
 * evidence has left open, and changes neither the verdict nor what was measured. A phone on mobile data shares
 * neither this network nor this device, so that it tells of these together. Pure.
 *
 * @import {Diagnosis} from '../types/protocol.js'
 * @import {Incident} from '../incident/incident.js'
 * @import {Choice} from './choices.js'
 * @import {Row} from './evidence.js'
 * @import {Finding} from './steps.js'
 * @import {TriedQuestion} from './private-hint.js'
 * @import {Words} from './words.js'
 */
import { ARCHIVES } from './sides.js';

/** The sides on which a page that loads elsewhere was to be expected. */
const HERE = ['browser', 'names', 'network', 'device'];

/**
 * Nothing is asked where the page works again.
 *
 * @param {Incident} incident
 * @param {Words} w
 * @returns {TriedQuestion | null}
 */
export function phoneQuestion(incident, w) {
  const { phoneTry: came, diagnosis } = incident;
  if (came === null || diagnosis?.verdict.code === 'recovered') return null;
  return {
    question: w.t('phone_question'),
    answers: { loads: w.t('private_loads'), fails: w.t('private_fails') },
    given: came === 'asked' ? null : came,
    seen: false,
    said: came === 'asked' ? '' : w.t(saidOf(came, diagnosis)),
  };
}

/** What follows from it. @param {'loads' | 'fails'} came @param {Diagnosis | null} diagnosis */
function saidOf(came, diagnosis) {
  if (diagnosis && !fits(came, diagnosis)) return 'private_said_otherwise';
  return came === 'loads' ? 'phone_said_loads' : 'phone_said_fails';
}

/** Whether what was found leaves room for it. @param {'loads' | 'fails'} came @param {Diagnosis} diagnosis */
function fits(came, diagnosis) {
  const { side } = diagnosis.verdict;
  if (isUnsure(diagnosis)) return true;
  return came === 'fails' ? ARCHIVES.includes(side) : HERE.includes(side) || isAdvised(diagnosis);
}

/** Its line of "how we know". @param {Incident} incident @param {Words} w @returns {Row[]} */
export function phoneRow({ phoneTry: came }, w) {
  if (came !== 'loads' && came !== 'fails') return [];
  const result = w.t(came === 'loads' ? 'how_private_loads' : 'how_private_fails');
  return [{ id: 'phone', mark: came === 'loads' ? 'good' : 'bad', subject: w.t('how_phone'), result, figure: '', cited: false }];
}

/**
 * What it says of another connection, where nothing that was measured says more.
 *
 * @param {Incident} incident
 * @param {Words} w
 * @returns {Finding | null}
 */
export function ofConnection(incident, w) {
  if (suspectsHere(incident)) return { tick: 'points-here', why: w.t('why_connection_phone_loads') };
  return clearsHere(incident) ? { tick: 'ruled-out', why: w.t('why_connection_phone_fails') } : null;
}

/**
 * What it speaks against is not the thing to do first, and what was tried neither.
 *
 * @param {readonly Choice[]} offered
 * @param {Incident} incident
 * @returns {Choice[]}
 */
export function triedLast(offered, incident) {
  const tried = incident.phoneTry === 'loads' || incident.phoneTry === 'fails';
  const rank = (/** @type {Choice} */ { code }) =>
    clearsHere(incident) && code === 'other-connection' ? 2 : tried && code === 'try-phone' ? 1 : 0;
  return [...offered].sort((a, b) => rank(a) - rank(b));
}

/** It loads there, and this connection may be what is in the way. @param {Incident} incident */
const suspectsHere = ({ phoneTry, diagnosis }) =>
  phoneTry === 'loads' && diagnosis !== null && (isUnsure(diagnosis) || isAdvised(diagnosis));

/**
 * It fails there too, and nobody knows why. What was likely from here stays: a phone's network may be closed in the
 * same way, by the same law.
 *
 * @param {Incident} incident
 */
const clearsHere = ({ phoneTry, diagnosis }) => phoneTry === 'fails' && diagnosis !== null && isUnsure(diagnosis);

/** @param {Diagnosis} diagnosis */
const isUnsure = ({ verdict, certainty }) => certainty === 'unsure' || verdict.side === 'unknown';

/** Another connection is advised. @param {Diagnosis} diagnosis */
const isAdvised = ({ remedies }) => remedies.some(({ code }) => code === 'other-connection');
