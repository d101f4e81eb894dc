/**
 * What came of a click on a remedy's button, as the background tells the popup and the card. Pure.
 *
 * @import {Kept} from '../incident/incident.js'
 * @import {Holding} from './typed-text.js'
 *
 * @typedef {{came: 'done'} | Reloads | Stays | Asks | Told} Outcome
 *
 * @typedef {{came: 'reloads', reloadInMs: number}} Reloads the tab is loaded again after so long; 0: it was just now
 * @typedef {{came: 'stays', why: Kept}} Stays the tab was not loaded again
 * @typedef {{came: 'asks', text: Holding[]}} Asks nothing was done yet: the tab holds text that the person was not told of
 * @typedef {{came: 'told', word: 'private_refused' | 'private_posted', address: string | null}} Told the browser lets no extension do it
 *   for the person: a message that tells how they do it, and the address that they need for it, to be copied
 */

/** @type {Outcome} */
export const DONE = Object.freeze({ came: 'done' });
