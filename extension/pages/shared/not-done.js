/**
 * What the background answers where it could not do what a page of ours asked.
 *
 * @import {NotDone} from '../../types/own-messages.js'
 */

/**
 * @param {unknown} answer
 * @returns {answer is NotDone}
 */
export const isNotDone = (answer) => typeof answer === 'object' && answer !== null && 'failed' in answer && answer.failed === true;
