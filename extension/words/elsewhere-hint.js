/**
 * What another browser of this machine, or a new profile in this one, shows of the cause, as the person said it: a
 * hint, never more. It opens what the evidence has left open, and changes neither the verdict nor what was measured.
 * Another browser shares this machine and its network, so that where the page loads there it is this browser: its
 * profile, its settings, or the browser itself. A new profile shares the browser, too, so that it tells of the
 * profile alone: it says more of that, and counts before the other. Pure.
 *
 * @import {Diagnosis} from '../types/protocol.js'
 * @import {Elsewhere} from '../incident/elsewhere-tries.js'
 * @import {Incident} from '../incident/incident.js'
 * @import {Choice} from './choices.js'
 * @import {Row} from './evidence.js'
 * @import {Finding} from './steps.js'
 * @import {TriedQuestion} from './private-hint.js'
 * @import {Words} from './words.js'
 */
import { cameElsewhere } from '../incident/elsewhere-tries.js';
import { cookiesFound, mayBeProfile } from './private-hint.js';

/** The sides on which a page that loads in another browser was to be expected. */
const OF_BROWSER = ['browser', 'session'];

/** The usual steps that are about this browser, the one that tells most at the least cost first. */
const STEPS = /** @type {const} */ (['private-window', 'clear-site-data', 'test-extensions']);

/** Where else it can be tried, and what follows from each answer. */
const SAID = Object.freeze({
  'other-browser': {
    question: 'other_browser_question',
    row: 'how_other_browser',
    loads: 'other_browser_said_loads',
    fails: 'other_browser_said_fails',
  },
  'clean-profile': {
    question: 'clean_profile_question',
    row: 'how_clean_profile',
    loads: 'private_said_loads',
    fails: 'private_said_fails',
  },
});

/**
 * Of the latest. Nothing is asked where the page works again.
 *
 * @param {Incident} incident
 * @param {Words} w
 * @returns {(TriedQuestion & {code: Elsewhere}) | null}
 */
export function elsewhereQuestion(incident, w) {
  const latest = incident.elsewhereTries.at(-1);
  if (!latest || incident.diagnosis?.verdict.code === 'recovered') return null;
  const given = cameElsewhere(incident, latest.where);
  const words = SAID[latest.where];
  return {
    code: latest.where,
    question: w.t(words.question),
    answers: { loads: w.t('private_loads'), fails: w.t('private_fails') },
    given,
    seen: false,
    said: given === null ? '' : w.t(saidOf(latest.where, given, incident.diagnosis)),
  };
}

/** What follows from it. @param {Elsewhere} where @param {'loads' | 'fails'} came @param {Diagnosis | null} diagnosis */
function saidOf(where, came, diagnosis) {
  if (!fitsIn(diagnosis, came)) return 'private_said_otherwise';
  return came === 'loads' && diagnosis && !mayBeProfile(diagnosis) ? 'elsewhere_said_fits' : SAID[where][came];
}

/** Their lines of "how we know". @param {Incident} incident @param {Words} w @returns {Row[]} */
export function elsewhereRows(incident, w) {
  return incident.elsewhereTries.flatMap(({ where }) => {
    const came = cameElsewhere(incident, where);
    if (came === null) return [];
    const result = w.t(came === 'loads' ? 'how_private_loads' : 'how_private_fails');
    return [{ id: where, mark: came === 'loads' ? 'good' : 'bad', subject: w.t(SAID[where].row), result, figure: '', cited: false }];
  });
}

/**
 * What it says of a step that is about this browser, where nothing that was measured says more.
 *
 * @param {(typeof STEPS)[number]} code
 * @param {Incident} incident
 * @param {Words} w
 * @returns {Finding | null}
 */
export function ofThisBrowser(code, incident, w) {
  const profile = counted(incident, 'clean-profile');
  const browser = counted(incident, 'other-browser');
  // What names this browser itself, such as its own resolver, a private window shares.
  const named = incident.diagnosis !== null && !mayBeProfile(incident.diagnosis);
  if (profile === 'fails') return { tick: 'ruled-out', why: w.t('why_profile_clean_fails') };
  // There a trial without the cookies has told already which of them it is.
  const other = named || (code === 'test-extensions' && cookiesFound(incident));
  if (profile === 'loads') return other || code === 'private-window' ? null : { tick: 'points-here', why: w.t('why_profile_clean') };
  if (browser === 'fails') return { tick: 'ruled-out', why: w.t('why_browser_other_fails') };
  // Clearing logs them out: a private window tells first whether it is anything of the kind.
  if (browser === 'loads') return other || code === 'clear-site-data' ? null : { tick: 'points-here', why: w.t('why_browser_other') };
  return null;
}

/**
 * What it speaks against is not the thing to do first, and what was tried neither.
 *
 * @param {readonly Choice[]} offered
 * @param {Incident} incident
 * @returns {Choice[]}
 */
export function elsewhereLast(offered, incident) {
  const notThis = counted(incident, 'other-browser') === 'fails' && counted(incident, 'clean-profile') !== 'loads';
  const notProfile = notThis || counted(incident, 'clean-profile') === 'fails';
  const rank = (/** @type {Choice} */ { code }) => {
    if (notProfile && (code === 'clean-profile' || STEPS.some((step) => step === code))) return 2;
    return incident.elsewhereTries.some(({ where, came }) => where === code && came !== 'asked') ? 1 : 0;
  };
  return [...offered].sort((a, b) => rank(a) - rank(b));
}

/** What came of it there, where what was found leaves room for it. @param {Incident} incident @param {Elsewhere} where */
function counted(incident, where) {
  const came = cameElsewhere(incident, where);
  return came !== null && fitsIn(incident.diagnosis, came) ? came : null;
}

/** @param {Diagnosis | null} diagnosis @param {'loads' | 'fails'} came */
function fitsIn(diagnosis, came) {
  if (diagnosis === null) return true;
  const ofBrowser = OF_BROWSER.includes(diagnosis.verdict.side);
  return came === 'loads' ? ofBrowser || mayBeProfile(diagnosis) : !(ofBrowser && diagnosis.certainty === 'certain');
}
