/**
 * Where the browser itself may have to do with the trouble, and is older than half a year: how old it is, beside the
 * button that looks for a newer one. It changes nothing else of what is said. Pure.
 *
 * @import {Choice} from './choices.js'
 * @import {Incident} from '../incident/incident.js'
 * @import {Release} from '../browser/versions.js'
 * @import {View} from './view.js'
 * @import {Words} from './words.js'
 */
import { isOld } from '../browser/versions.js';
import { remedy } from './choices.js';

/** The verdicts under which an old browser may be what fails. Elsewhere its age is nobody's business. */
export const OF_BROWSER = Object.freeze(['browser-check', 'browser-interference', 'cookies-blocked', 'inconclusive']);

const UPDATE = 'update-browser';

/**
 * @param {View} view
 * @param {Incident | undefined} incident
 * @param {Release | null} release this browser's; null where it is not known
 * @param {Words} w
 * @param {number} now
 * @returns {View}
 */
export function withOldBrowser(view, incident, release, w, now) {
  const code = incident?.diagnosis?.verdict.code ?? '';
  // What works again has no side, whatever was the matter.
  if (release === null || !isOld(release, now) || !OF_BROWSER.includes(code) || view.state !== 'settled' || view.side === 'none')
    return view;
  const age = w.t('browser_old', release.version, w.ago(now - release.at));
  /** @template {Choice | null} C @param {C} choice @returns {C} */
  const aged = (choice) => (choice?.code === UPDATE ? { ...choice, text: w.join(age, choice.text) } : choice);
  const everything = view.everything.some((choice) => choice.code === UPDATE)
    ? view.everything
    : [...view.everything, remedy(UPDATE, w, code)];
  return { ...view, best: aged(view.best), then: aged(view.then), everything: everything.map(aged) };
}
