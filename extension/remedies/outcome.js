/**
 * What came of a click on a remedy's button, as the background tells the popup and the card. Pure.
 *
 * @import {Kept} from '../incident/incident.js'
 * @import {Holding} from './typed-text.js'
 *
 * @typedef {{came: 'done'} | Reloads | Stays | Asks | Shows | Told} Outcome
 *
 * @typedef {{came: 'reloads', reloadInMs: number}} Reloads the tab is loaded again after so long; 0: it was just now
 * @typedef {{came: 'stays', why: Kept}} Stays the tab was not loaded again
 * @typedef {{came: 'asks', text: Holding[]}} Asks nothing was done yet: the tab holds text that the person was not told of
 * @typedef {{came: 'shows', url: string, front: boolean}} Shows an address is to be drawn for another device; front: AO3's front page
 * @typedef {'private_refused' | 'private_posted' | 'browser_page_refused' | 'report_copied' | 'copy_address_text'
 *   | `reconnection_${'waits' | 'away'}` | 'restart_noted' | 'remedy_restart_browser_text'
 *   | `flushed_${string}` | `clock_${'opened' | 'failed' | 'unheard'}` | 'pressed_failed' | 'cookies_unpermitted'
 *   | 'cookies_refused' | 'cookies_taken_back' | `elsewhere_${string}`} Word a message
 *
 * @typedef {{way: 'airplane' | 'router', ms: number}} Count how long something stays off; begun by a click of its own
 *
 * @typedef {object} Told what is to be read beside the button: how it ended, or how the person does it
 * @property {'told'} came
 * @property {Word} word
 * @property {string} [name] what the message names: the browser that was opened
 * @property {{what: 'address' | 'command', text: string} | null} copy what the person needs for it, to be copied
 * @property {readonly string[]} [steps] messages: how the person goes on from there, one thing after the other
 * @property {readonly Count[]} [counts] what the popup counts for who does it
 * @property {boolean} [noted] the incident's own note says it already, wherever it was pressed
 * @property {string | null} quoted the words of a program of the system, in its own language
 */

/** @type {Outcome} */
export const DONE = Object.freeze({ came: 'done' });

/**
 * Words to be read beside the button.
 *
 * @param {Word} word
 * @param {Told['copy']} [copy]
 * @returns {Told}
 */
export const told = (word, copy = null) => ({ came: 'told', word, copy, quoted: null });
