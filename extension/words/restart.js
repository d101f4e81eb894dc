/**
 * Where clearing all of AO3's data did not help and the evidence still points to this browser, the next step is to
 * restart it. Nobody can do that but the person; what comes back after it is said before. Pure.
 *
 * @import {Incident} from '../incident/incident.js'
 * @import {Choice} from './choices.js'
 * @import {Words} from './words.js'
 */
import { pointsTo } from '../incident/clearing.js';
import { actionOf } from '../remedies/catalogue.js';
import { RESTARTING } from '../remedies/prices.js';
import { lineOf } from './price.js';

/** What may lie in what a running browser holds in mind: open connections, workers of pages, an own memory of names. */
const OF_BROWSER = ['stale-session', 'browser-interference'];

/** Whether the evidence points to this browser. @param {Incident} incident */
function pointsHere(incident) {
  const code = incident.diagnosis?.verdict.code ?? '';
  return OF_BROWSER.includes(code) || (code === 'inconclusive' && pointsTo(incident) !== null);
}

/**
 * What is said of the look after the restart.
 *
 * @param {Incident} incident
 * @param {Words} w
 * @returns {{tone: 'plain' | 'good' | 'bad', text: string, action: null} | null} null where there was none, or nothing is known yet
 */
export function restartNote(incident, w) {
  if (!incident.afterRestart || incident.phase !== 'settled' || !incident.diagnosis) return null;
  if (incident.diagnosis.verdict.code === 'recovered') return { tone: 'good', text: w.t('after_restart_answers'), action: null };
  if (pointsHere(incident)) return { tone: 'bad', text: w.t('after_restart_same'), action: null };
  return { tone: 'plain', text: w.t('after_restart_other'), action: null };
}

/**
 * It takes the place of the clearing, which is not advised again; text that could be lost stays before it. After the
 * restart neither is. Private windows end with the browser, so that nobody could look again for one.
 *
 * @param {readonly Choice[]} offered
 * @param {Incident} incident
 * @param {Words} w
 * @returns {Choice[]}
 */
export function withRestart(offered, incident, w) {
  if (!incident.clearedInVain.includes('all') || !pointsHere(incident)) return [...offered];
  const others = offered.filter(({ code }) => code !== 'clear-site-data');
  if (incident.afterRestart) return others;
  const [title, text] = [w.t('remedy_restart_browser_title'), w.t('remedy_restart_browser_text')];
  const ofText = others.filter(({ code }) => actionOf(code)?.ofText);
  const rest = others.filter((choice) => !ofText.includes(choice));
  const runs = !incident.isPrivate;
  const label = w.t(runs ? 'remedy_restart_browser_button' : 'best_show_steps');
  const restart = { code: 'restart-browser', runs, label, title, text, price: lineOf(RESTARTING, w) };
  return [...ofText, restart, ...rest];
}
