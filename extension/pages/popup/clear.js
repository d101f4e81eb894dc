/**
 * The popup's view that says what clearing takes, before it takes anything.
 *
 * @import {Ask} from '../../types/own-messages.js'
 * @import {Count, Done} from '../../remedies/clear-site-data.js'
 * @import {Holding} from '../../remedies/typed-text.js'
 * @import {Words} from '../../words/words.js'
 */
import { leadBack } from './draw.js';
import { $, element, write } from '../shared/elements.js';
import { textLines } from './text-lines.js';

/** What is asked about would sign the person out. */
let signsOut = false;

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
    $('clear-list').replaceChildren(...lines(count, w).map(([text, name]) => element('li', name, text)));
    write($('clear-warning'), count.signedIn ? w.t('clear_signs_out') : w.t('clear_save_text'));
    signsOut = count.signedIn;
    showText(count.text, ask, w, done);
  }
  $('main-view').hidden = true;
  $('clear-view').hidden = false;
  $('clear-headline').focus();
}

/** What goes, what stays, and for how long it can be undone. @param {Count} count @param {Words} w @returns {[string, string][]} */
function lines({ store, cookies, cache, everywhere }, w) {
  const kept = store === 'container' ? w.t('clear_kept_container') : store === 'private' ? w.t('clear_kept_private') : '';
  return [
    [w.n('clear_cookies', cookies), ''],
    [cache ? w.t(everywhere ? 'clear_cache_everywhere' : 'clear_cache') : '', ''],
    [cache ? '' : w.t('clear_cache_stays'), 'kept'],
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
  $('clear-text').hidden = true;
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
    const result = await ask({ type: 'clear', storage: tick().checked, known: known.map(({ tabId }) => tabId) });
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
