/**
 * Whether the page loads in the private window: asked, or told where the browser saw it, beside that step, where the
 * list of steps stands open, and otherwise below the button, for the popup closes as that window opens. What was
 * answered or told can be mended.
 *
 * @import {View} from '../../words/view.js'
 */
import { $, write } from '../shared/elements.js';

const ANSWERS = /** @type {const} */ (['loads', 'fails']);

/** Question and answers. */
export class PrivateAnswer {
  #place = $('private');
  // By id they are not to be found while the list is drawn anew.
  #question = $('private-question');
  #said = $('private-said');
  #buttons = { loads: $('private-loads'), fails: $('private-fails') };
  /** Answered here and now: what follows from it is read where it was asked. */
  #answered = false;

  /** @param {(loads: boolean) => void} answer @param {() => void} redraw */
  constructor(answer, redraw) {
    for (const each of ANSWERS)
      this.#buttons[each].addEventListener('click', () => {
        this.#answered = true;
        answer(each === 'loads');
      });
    $('all').addEventListener('toggle', redraw);
  }

  /** After the steps, whose drawing may have taken it away. @param {View} view */
  draw({ privately }) {
    const inList = this.#goesInList();
    this.#place.hidden = privately === null || (!inList && privately.given !== null && !privately.seen && !this.#answered);
    if (!privately) return;
    write(this.#question, privately.question);
    for (const each of ANSWERS) {
      write(this.#buttons[each], privately.answers[each]);
      this.#buttons[each].setAttribute('aria-pressed', String(privately.given === each));
    }
    write(this.#said, privately.said);
  }

  /** Puts it where it belongs. @returns {boolean} whether that is in the list */
  #goesInList() {
    const list = /** @type {HTMLDetailsElement} */ ($('all'));
    const step = list.open && !list.hidden ? document.querySelector('#steps [data-code="private-window"]') : null;
    const where = step ?? $('act');
    if (this.#place.parentElement !== where) where.append(this.#place);
    return step !== null;
  }
}
