/**
 * The popup's view that says which text a reload would lose.
 *
 * @import {Holding} from '../../remedies/typed-text.js'
 * @import {Words} from '../../words/words.js'
 */
import { leadBack } from './draw.js';
import { $, write } from '../shared/elements.js';
import { textLines } from './text-lines.js';

/**
 * @param {readonly Holding[]} holdings
 * @param {import('../../types/own-messages.js').Ask} ask
 * @param {Words} w
 * @param {() => void} goOn called where the person wants the reload all the same
 */
export function showHeld(holdings, ask, w, goOn) {
  const close = () => {
    $('held-view').hidden = true;
    $('main-view').hidden = false;
    $('headline').focus();
  };
  write($('held-headline'), w.t('text_reload_headline'));
  write($('held-go'), w.t('text_reload_anyway'));
  write($('held-cancel'), w.t('undo_keep'));
  $('held-text').replaceChildren(...textLines(holdings, ask, w));
  $('held-go').onclick = () => {
    close();
    goOn();
  };
  leadBack('held', 'held-cancel', close);
  $('main-view').hidden = true;
  $('held-view').hidden = false;
  $('held-headline').focus();
}
