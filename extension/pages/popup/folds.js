/**
 * "How we know" stands open while it is found out, for then the evidence is what there is to see; afterwards the
 * verdict is, and it is closed again, unless the person opened or closed it.
 *
 * @import {View} from '../../words/view.js'
 */
import { $ } from '../shared/elements.js';

/** The state that was drawn last. @type {View['state'] | null} */
let before = null;
/** The person has had a hand in it. */
let theirs = false;

/** @param {View} view */
export function keepFolds({ state }) {
  if (state === before) return;
  const how = /** @type {HTMLDetailsElement} */ ($('how'));
  // A click on a fold's own line, which a key makes, too.
  if (before === null) for (const line of document.querySelectorAll('summary')) line.addEventListener('click', () => (theirs = true));
  if (state === 'checking') {
    how.open = true;
    theirs = false;
  } else if (before === 'checking' && !theirs) how.open = false;
  before = state;
}
