/**
 * What came of a button, beside that button; where it could not be done for the person, how they do it
 * themselves, and the address or the command that they need for it, to be copied.
 *
 * @import {Told} from '../../remedies/outcome.js'
 * @import {Words} from '../../words/words.js'
 */
import { toClipboard } from '../shared/clipboard.js';
import { element, write } from '../shared/elements.js';
import { counters } from './counters.js';

/** A screen reader hears a region only if it was there, and empty, for a moment; in ms. */
const HEARD_MS = 60;

/**
 * Said in the place of what was said before; the same again is news, too.
 *
 * @param {HTMLElement} button that was pressed
 * @param {string} text
 * @param {readonly Element[]} parts what stands below it
 */
export function sayBeside(button, text, parts) {
  document.querySelector('.outcome')?.remove();
  const place = element('div', 'outcome', '');
  const said = element('p', '', '');
  said.setAttribute('role', 'status');
  place.append(said, ...parts);
  button.after(place);
  setTimeout(() => write(said, text), HEARD_MS);
}

/**
 * @param {HTMLElement} button that was pressed
 * @param {Told} outcome
 * @param {Words} w
 * @param {boolean} [onClipboard] what there is to copy was copied in the same click
 */
export function tellBeside(button, { word, name, copy, steps = [], quoted, counts = [] }, w, onClipboard = false) {
  const words = name === undefined ? w.t(word) : w.t(word, name);
  const isCopied = copy !== null && onClipboard;
  sayBeside(button, isCopied ? w.join(words, w.t('elsewhere_copied')) : words, [
    ...(quoted === null ? [] : [element('q', 'quoted', quoted)]),
    ...(copy?.what === 'command' ? [element('code', '', copy.text)] : []),
    ...(copy === null || isCopied ? [] : [copier(copy.text, w.t(copy.what === 'address' ? 'copy_address' : 'copy_command'), w)]),
    // No list of its own: it may stand in one.
    ...steps.map((step, n) => element('p', 'then', `${n + 1}. ${w.t(step)}`)),
    ...(counts.length > 0 ? [counters(counts, w)] : []),
  ]);
}

/** A button that copies a text. @param {string} text @param {string} label @param {Words} w */
export function copier(text, label, w) {
  const copy = element('button', 'plain', label);
  copy.type = 'button';
  copy.onclick = async () => {
    if (await toClipboard(text)) return write(copy, w.t('report_copied'));
    // Then the person selects it.
    const shown = element('code', '', text);
    copy.replaceWith(shown);
    getSelection()?.selectAllChildren(shown);
  };
  return copy;
}
