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
 * @typedef {'private_refused' | 'private_posted' | 'browser_page_refused' | 'troubleshoot' | `flushed_${string}`} Word a message
 *
 * @typedef {object} Told what is to be read beside the button: how it ended, or how the person does it
 * @property {'told'} came
 * @property {Word} word
 * @property {{what: 'address' | 'command', text: string} | null} copy what the person needs for it, to be copied
 * @property {string | null} quoted the words of a program of the system, in its own language
 */

/** @type {Outcome} */
export const DONE = Object.freeze({ came: 'done' });
