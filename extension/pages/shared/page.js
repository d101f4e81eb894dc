/**
 * What our own pages share: their words, which follow the chosen language at once, and how they tell
 * that something was done.
 *
 * @import {Settings} from '../../browser/settings.js'
 * @import {Words} from '../../words/words.js'
 */
import { words } from '../../telling/language.js';
import { onSettings, settings } from '../../browser/settings.js';
import { write } from './elements.js';

/** Those that the page is drawn in. @type {Words | undefined} */
let spoken;

/**
 * Puts the words of the person's language into everything with `data-word`, then draws, and does so
 * again whenever a setting changes, whichever page changed it.
 *
 * @param {string} title the page's
 * @param {(w: Words, chosen: Settings) => void} draw
 */
export async function speak(title, draw) {
  /** @param {Settings} chosen */
  const draws = async (chosen) => {
    const w = await words(chosen.language);
    spoken = w;
    document.documentElement.lang = w.locale;
    document.title = w.t(title);
    draw(w, chosen);
    for (const each of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-word]')))
      write(each, w.t(each.dataset['word'] ?? ''));
    document.body.dataset['state'] = 'drawn';
  };
  // One after the other, so that the last change is what stays.
  let turn = settings().then(draws);
  onSettings((chosen) => {
    turn = turn.then(() => draws(chosen)).catch((error) => console.error('why502', error));
  });
  await turn;
}

/**
 * Tells in a live region; the same words twice are news, too.
 *
 * @param {HTMLElement} region
 * @param {string} key of a message
 * @param {'good' | 'bad'} tone
 */
export function tell(region, key, tone) {
  region.textContent = '';
  region.dataset['tone'] = tone;
  region.dataset['word'] = key; // It follows another language.
  // A screen reader hears a change only if the region was empty for a moment. Another language may have been chosen meanwhile.
  setTimeout(() => write(region, spoken?.t(key) ?? ''), 60);
}
