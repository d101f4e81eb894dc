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

/** @param {Incident} incident */
function comesNext(incident) {
  const code = incident.diagnosis?.verdict.code ?? '';
  return incident.clearedInVain.includes('all') && (OF_BROWSER.includes(code) || (code === 'inconclusive' && pointsTo(incident) !== null));
}

/**
 * It takes the place of the clearing, which is not advised again; text that could be lost stays before it.
 *
 * @param {readonly Choice[]} offered
 * @param {Incident} incident
 * @param {Words} w
 * @returns {Choice[]}
 */
export function withRestart(offered, incident, w) {
  if (!comesNext(incident)) return [...offered];
  const [title, text] = [w.t('remedy_restart_browser_title'), w.t('remedy_restart_browser_text')];
  const others = offered.filter(({ code }) => code !== 'clear-site-data');
  const ofText = others.filter(({ code }) => actionOf(code)?.ofText);
  const rest = others.filter((choice) => !ofText.includes(choice));
  const restart = { code: 'restart-browser', runs: false, label: w.t('best_show_steps'), title, text, price: lineOf(RESTARTING, w) };
  return [...ofText, restart, ...rest];
}
