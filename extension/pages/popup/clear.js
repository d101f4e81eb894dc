/**
 * The popup's view that says what clearing takes, before it takes anything: the smallest that can help first.
 *
 * @import {Ask} from '../../types/own-messages.js'
 * @import {Extent} from '../../incident/clearing.js'
 * @import {Count, Done} from '../../remedies/clear-site-data.js'
 * @import {Holding} from '../../remedies/typed-text.js'
 * @import {Words} from '../../words/words.js'
 */
import { leadBack } from './draw.js';
import { $, element, write } from '../shared/elements.js';
import { drawExtents } from './clear-extents.js';
import { hideNames, showNames } from './clear-names.js';
import { textLines } from './text-lines.js';

/** What is asked about would sign the person out. */
let signsOut = false;

/** How much the person has chosen. @type {Extent} */
let extent = 'all';

/**
 * @param {Ask} ask
 * @param {Words} w
 * @param {(result: Done) => void} done called with what clearing did
 */
export async function showClear(ask, w, done) {
  for (const [id, word] of Object.entries({
    headline: 'clear_headline',
    'tick-text': 'clear_storage',
    why: 'clear_storage_why',
    cancel: 'clear_cancel',
  })) {
    write($(`clear-${id}`), w.t(word));
  }
  // On some systems a click gives a button no focus, and the list's buttons are drawn anew.
  const from = document.activeElement;
  leadBack('clear', 'clear-cancel', () => hideClear(from instanceof HTMLButtonElement && from.isConnected ? from : $('headline')));
  const count = (await ask({ type: 'count' })) ?? { failed: true };
  tick().checked = false;
  if ('failed' in count) refused(w.t('clear_failed'));
  else {
    drawExtents(count, w, (chosen) => showExtent(chosen, count, ask, w, done));
    tick().onchange = () => (tick().checked ? void showNames(ask, w) : hideNames());
  }
  $('main-view').hidden = true;
  $('clear-view').hidden = false;
  $('clear-headline').focus();
}

/**
 * @param {Extent} chosen
 * @param {Count} count
 * @param {Ask} ask
 * @param {Words} w
 * @param {(result: Done) => void} done
 */
function showExtent(chosen, count, ask, w, done) {
  extent = chosen;
  const copies = extent === 'copies';
  $('clear-list').replaceChildren(...lines(count, w).map(([text, name]) => element('li', name, text)));
  signsOut = count.signedIn && !copies;
  write($('clear-warning'), w.t(copies ? 'clear_copies_free' : signsOut ? 'clear_signs_out' : 'clear_save_text'));
  tick().checked = false;
  hideNames();
  for (const id of ['clear-storage', 'clear-why']) $(id).hidden = extent !== 'all';
  showText(copies ? [] : count.text, ask, w, done);
}

/** What goes, what stays, and for how long it can be undone. @param {Count} count @param {Words} w @returns {[string, string][]} */
function lines({ store, cookies: all, session, cache, everywhere }, w) {
  const cookies = extent === 'all' ? all : extent === 'session' ? session : 0;
  const takesCopies = extent !== 'session';
  const beside = { all: '', session: w.t('clear_kept_beside_session'), copies: w.t('clear_kept_beside_copies') };
  const kept = store === 'container' ? w.t('clear_kept_container') : store === 'private' ? w.t('clear_kept_private') : '';
  return [
    // Where there is a choice, the count stands beside it.
    [$('clear-extents').hidden ? w.n('clear_cookies', cookies) : '', ''],
    [takesCopies && cache ? w.t(everywhere ? 'clear_cache_everywhere' : 'clear_cache') : '', ''],
    [takesCopies && !cache ? w.t('clear_cache_stays') : '', 'kept'],
    [beside[extent], 'kept'],
    [kept, 'kept'],
    [w.t('clear_kept'), 'kept'],
    [cookies === 0 ? '' : store === 'private' ? w.t('clear_undo_private') : w.t('clear_undo'), 'kept'],
  ]
    .filter((line) => line[0] !== '')
    .map(([text = '', name = '']) => [text, name]);
}

/** Nothing can be pressed but the way back. @param {string} why */
function refused(why) {
  $('clear-list').replaceChildren();
  for (const id of ['clear-extents', 'clear-text', 'clear-storage', 'clear-why', 'clear-names']) $(id).hidden = true;
  write($('clear-warning'), why);
  button().hidden = true;
}

/** @param {readonly Holding[]} holdings @param {Ask} ask @param {Words} w @param {(result: Done) => void} done */
function showText(holdings, ask, w, done) {
  $('clear-text').replaceChildren(...textLines(holdings, ask, w));
  $('clear-text').hidden = holdings.length === 0;
  button().hidden = false;
  write(button(), w.t(holdings.length > 0 ? 'clear_anyway' : signsOut ? 'clear_go_out' : 'clear_go'));
  button().onclick = () => void clearNow(holdings, ask, w, done);
}

/** @returns {HTMLInputElement} */
const tick = () => /** @type {HTMLInputElement} */ ($('clear-tick'));

/** @returns {HTMLButtonElement} */
const button = () => /** @type {HTMLButtonElement} */ ($('clear-go'));

/** @param {HTMLElement} focus where the person goes on: where they came from, or at what is said now */
function hideClear(focus) {
  $('clear-view').hidden = true;
  $('main-view').hidden = false;
  focus.focus();
}

/**
 * @param {readonly Holding[]} known what the person has been told of
 * @param {Ask} ask
 * @param {Words} w
 * @param {(result: Done) => void} done
 */
async function clearNow(known, ask, w, done) {
  button().disabled = true;
  try {
    const result = await ask({ type: 'clear', extent, storage: tick().checked, known: known.map(({ tabId }) => tabId) });
    // Where the background hung, or ended, nobody knows.
    if (!result || 'unheard' in result) return refused(w.t('clear_unknown'));
    if ('failed' in result && result.failed === true) return refused(w.t('clear_failed'));
    if ('text' in result) {
      // Something was typed while this stood here.
      showText(result.text, ask, w, done);
      return $('clear-text').scrollIntoView();
    }
    done(/** @type {Done} */ (result));
    hideClear($('headline'));
    scrollTo(0, 0);
  } finally {
    button().disabled = false;
  }
}
