/**
 * What a tick at "page storage" would take, by its names, as far as a page of AO3's that is open can tell.
 *
 * @import {Ask} from '../../types/own-messages.js'
 * @import {Words} from '../../words/words.js'
 */
import { $, element, write } from '../shared/elements.js';

/** A tick that was taken away meanwhile is answered by nothing. */
let asked = 0;

export function hideNames() {
  asked += 1;
  $('clear-names').hidden = true;
}

/** @param {Ask} ask @param {Words} w */
export async function showNames(ask, w) {
  asked += 1;
  const mine = asked;
  const told = await ask({ type: 'stored-names' });
  if (mine !== asked) return;
  const { names, more } = told && 'names' in told && told.told ? told : { names: null, more: 0 };
  write($('clear-names-said'), w.t(names === null ? 'clear_names_untold' : names.length === 0 ? 'clear_names_none' : 'clear_names'));
  $('clear-names-list').replaceChildren(
    ...(names ?? []).map((name) => {
      const line = document.createElement('li');
      // Somebody else's text, in whichever direction it is written.
      line.append(element('bdi', '', name));
      return line;
    }),
    ...(more > 0 ? [element('li', '', w.t('clear_names_more', more))] : []),
  );
  $('clear-names').hidden = false;
}
