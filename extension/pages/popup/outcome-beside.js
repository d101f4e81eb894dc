/**
 * What a button could not do for the person, beside that button: how they do it themselves, and the address
 * that they need for it, to be copied.
 *
 * @import {Told} from '../../remedies/outcome.js'
 * @import {Words} from '../../words/words.js'
 */
import { element, write } from '../shared/elements.js';

/** A screen reader hears a region only if it was there, and empty, for a moment; in ms. */
const HEARD_MS = 60;

/**
 * Said in the place of what was said before; the same again is news, too.
 *
 * @param {HTMLElement} button that was pressed
 * @param {Told} outcome
 * @param {Words} w
 */
export function tellBeside(button, { word, address }, w) {
  document.querySelector('.outcome')?.remove();
  const place = element('div', 'outcome', '');
  const said = element('p', '', '');
  said.setAttribute('role', 'status');
  place.append(said);
  if (address !== null) place.append(copier(address, w));
  button.after(place);
  setTimeout(() => write(said, w.t(word)), HEARD_MS);
}

/** @param {string} address @param {Words} w */
function copier(address, w) {
  const copy = element('button', 'plain', w.t('copy_address'));
  copy.type = 'button';
  copy.onclick = () =>
    void navigator.clipboard.writeText(address).then(
      () => write(copy, w.t('report_copied')),
      (error) => {
        // A browser may forbid it: then the person selects it.
        console.warn('why502: the address could not be copied', error);
        const shown = element('code', '', address);
        copy.replaceWith(shown);
        getSelection()?.selectAllChildren(shown);
      },
    );
  return copy;
}
