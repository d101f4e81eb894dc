/**
 * After a restart of the browser that a person chose because clearing had not helped: what is known of it from then
 * on. Pure.
 *
 * @import {Incident} from './incident.js'
 */

/** What failed an hour later is another trouble. In ms. */
export const RESTART_MS = 60 * 60_000;

/**
 * What a new incident begins with: all of AO3's data was cleared and the browser was restarted, neither is advised again.
 *
 * @returns {Pick<Incident, 'afterRestart' | 'clearedInVain'>}
 */
export const restarted = () => ({ afterRestart: true, clearedInVain: ['all'] });
