/**
 * The one button, and what stands with it. While its own time has not come, it does something else that helps
 * now, and what is left is told in small: a button that only counts is none. What a press began is called off
 * elsewhere: the second click of a double click never undoes the first.
 *
 * @import {Choice} from '../../words/choices.js'
 * @import {View} from '../../words/view.js'
 * @import {Words} from '../../words/words.js'
 * @import {Known} from './left.js'
 */
import { inTab } from '../../incident/front.js';
import { actionOf } from '../../remedies/catalogue.js';
import { buttonOf, choice, meanwhile } from '../../words/choices.js';
import { $, write } from '../shared/elements.js';
import { reloadLeft, restLeft, waitLeft } from './left.js';

/** How often what counts is looked at: no second is shown for much longer than a second. In ms. */
const CLOCK_EVERY_MS = 500;
const MINUTE_MS = 60_000;

/** Two clicks within this time are one wish: the longest time for a double click that a system has of itself (Windows; GTK: 400). */
const DOUBLE_MS = 500;

/** @typedef {(choice: Choice, button: HTMLElement) => void} Act */

/** The button. */
export class BestButton {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #clock;
  #pressedAt = -Infinity;
  #isSafe = false;
  /** @type {{best: Choice | null, callOff: Choice | null}} */
  #does = { best: null, callOff: null };

  /** @param {Words} w @param {() => Known} known @param {Act} act @param {() => void} redraw */
  constructor(w, known, act, redraw) {
    this.w = w;
    this.known = known;
    this.redraw = redraw;
    for (const [id, which] of /** @type {const} */ ([
      ['best', 'best'],
      ['call-off', 'callOff'],
    ]))
      $(id).addEventListener('click', () => {
        const wish = this.#does[which];
        const now = performance.now();
        if (wish === null || now - this.#pressedAt < DOUBLE_MS) return;
        this.#pressedAt = now;
        act(wish, $(id));
      });
  }

  /** What it is about, whether or not its time has come. @param {View} view */
  about(view) {
    return buttonOf(view, this.w);
  }

  /** @param {View} view @param {boolean} isSafe whether the text that was written is kept: nobody needs to save it first */
  draw(view, isSafe) {
    this.#isSafe = isSafe;
    this.#write(view);
    this.#keepTime(view);
  }

  /** @param {View} view */
  #write(view) {
    const about = this.about(view);
    const counts = this.#counts(about);
    const reloads = reloadLeft(this.known(), Date.now()) > 0;
    const best = counts <= 0 ? about : reloads ? choice('keep-page', this.w.t('watch_stop_reloads'), '', '') : this.#meanwhile(view);
    this.#does = { best, callOff: view.callOff };
    const isDone = this.#isSafe && view.best?.code === 'save-text';
    const told = view.best && !isDone && (!view.best.runs || actionOf(view.best.code)?.byHand) ? view.best : null;
    for (const [id, text] of /** @type {const} */ ([
      ['best-title', told?.title],
      ['best-how', told?.text],
      ['best-told-price', told?.price],
    ])) {
      $(id).hidden = !text;
      write($(id), text ?? '');
    }
    const button = /** @type {HTMLButtonElement} */ ($('best'));
    button.disabled = best === null;
    // There is nothing left to do but to be told.
    button.hidden = best === null && view.callOff !== null;
    button.className = view.best?.runs === false || best?.code === 'unwatch' || reloads ? 'plain' : 'primary';
    write(button, best?.label ?? this.w.t('best_checking'));
    button.dataset['code'] = best?.code ?? '';
    // What stands above the button is not said below it once more.
    const below = best === told ? null : best;
    write($('best-text'), below?.text ?? '');
    $('best-price').hidden = !below?.price;
    write($('best-price'), below?.price ?? '');
    $('best-helped').hidden = !best?.helped;
    write($('best-helped'), best?.helped ?? '');
    this.#writeCount(counts, reloads);
    $('call-off').hidden = view.callOff === null;
    write($('call-off'), view.callOff?.label ?? '');
  }

  /** @param {View} view */
  #meanwhile(view) {
    const { incident, tabId } = this.known();
    return meanwhile(view, incident && inTab(incident, tabId), this.w);
  }

  /** @param {number} counts @param {boolean} reloads */
  #writeCount(counts, reloads) {
    $('counting').hidden = counts <= 0;
    write($('counting'), counts <= 0 ? '' : this.w.t(reloads ? 'best_reloading_in' : 'best_again_in', this.w.countdown(counts)));
  }

  /** What is left of what it counts, in ms. @param {Choice | null} about */
  #counts(about) {
    const [known, now] = [this.known(), Date.now()];
    return Math.max(restLeft(about, known, now), reloadLeft(known, now), waitLeft(known, now));
  }

  /**
   * While time alone changes what is shown. A second that passes changes what counts, and nothing else; all is drawn
   * anew where a count has come to its end, and with each minute, for times of day are among the words.
   *
   * @param {View} view
   */
  #keepTime(view) {
    this.#clock = void clearInterval(this.#clock);
    const about = this.about(view);
    const counts = () => [this.#counts(about), restLeft({ code: 'wait' }, this.known(), Date.now())];
    if (!view.waiting && counts().every((ms) => ms <= 0)) return;
    const runs = () => [...counts().map((ms) => ms > 0), Math.floor(Date.now() / MINUTE_MS)].join();
    const drawn = runs();
    const seconds = () => Math.ceil(this.#counts(about) / 1000);
    let shown = seconds();
    this.#clock = setInterval(() => {
      if (runs() !== drawn) return this.redraw();
      if (seconds() === shown) return;
      shown = seconds();
      this.#writeCount(this.#counts(about), reloadLeft(this.known(), Date.now()) > 0);
    }, CLOCK_EVERY_MS);
  }
}
