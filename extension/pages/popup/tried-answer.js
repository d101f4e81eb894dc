/**
 * Whether the page loads where it was tried, in a private window, in another browser or on a phone: asked, or told where the browser saw
 * it, beside that remedy, where the list stands open, and otherwise below the button, for the popup closes as another
 * window opens. What was answered or told can be mended.
 *
 * @import {View} from '../../words/view.js'
 */
import { $, write } from '../shared/elements.js';

const ANSWERS = /** @type {const} */ (['loads', 'fails']);

/** By where it was tried, the remedy that led there, and what the view says of it. */
const TRIED = Object.freeze({
  private: { code: () => 'private-window', asked: (/** @type {View} */ view) => view.privately },
  elsewhere: { code: (/** @type {View} */ view) => view.elsewhere?.code ?? '', asked: (/** @type {View} */ view) => view.elsewhere },
  phone: { code: () => 'try-phone', asked: (/** @type {View} */ view) => view.phoned },
});

/** Question and answers. */
export class TriedAnswer {
  #tried;
  #place;
  #question;
  #said;
  #buttons;
  /** Answered here and now: what follows from it is read where it was asked. */
  #answered = false;

  /** @param {keyof typeof TRIED} where @param {(loads: boolean) => void} answer @param {() => void} redraw */
  constructor(where, answer, redraw) {
    this.#tried = TRIED[where];
    // By id they are not to be found while the list is drawn anew.
    this.#place = $(where);
    this.#question = $(`${where}-question`);
    this.#said = $(`${where}-said`);
    this.#buttons = { loads: $(`${where}-loads`), fails: $(`${where}-fails`) };
    for (const each of ANSWERS)
      this.#buttons[each].addEventListener('click', () => {
        this.#answered = true;
        answer(each === 'loads');
      });
    $('all').addEventListener('toggle', redraw);
  }

  /** After the list, whose drawing may have taken it away. @param {View} view */
  draw(view) {
    const asked = this.#tried.asked(view);
    const inList = this.#goesInList(this.#tried.code(view));
    this.#place.hidden = asked === null || (!inList && asked.given !== null && !asked.seen && !this.#answered);
    if (!asked) return;
    write(this.#question, asked.question);
    for (const each of ANSWERS) {
      write(this.#buttons[each], asked.answers[each]);
      this.#buttons[each].setAttribute('aria-pressed', String(asked.given === each));
    }
    write(this.#said, asked.said);
  }

  /** Puts it where it belongs. @param {string} code @returns {boolean} whether that is in the list */
  #goesInList(code) {
    const list = /** @type {HTMLDetailsElement} */ ($('all'));
    const there = list.open && !list.hidden ? document.querySelector(`#everything li[data-code="${code}"]`) : null;
    const where = there ?? $('act');
    if (this.#place.parentElement !== where) where.append(this.#place);
    return there !== null;
  }
}
