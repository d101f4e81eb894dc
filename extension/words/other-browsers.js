/**
 * Which of this machine's browsers "another browser" is: where the companion names them, each has its button, another
 * engine's first. An older companion names none and takes the first itself. Pure.
 *
 * @import {Incident} from '../incident/incident.js'
 * @import {Choice} from './choices.js'
 * @import {Words} from './words.js'
 */

/** More than anybody has, and what a popup can show. */
const MOST = 8;

/**
 * @param {Choice} usual
 * @param {Pick<Incident, 'browsers'>} incident
 * @param {Words} w
 * @returns {Choice}
 */
export function withBrowsers(usual, { browsers }, w) {
  if (usual.code !== 'other-browser' || !usual.runs) return usual;
  const [first, ...also] = browsers
    .filter(({ id, name }) => id !== '' && name !== '')
    .slice(0, MOST)
    .map(({ id, name }) => ({ ...usual, which: id, label: w.t('open_browser', name) }));
  if (!first) return usual;
  return also.length > 0 ? { ...first, also } : first;
}
