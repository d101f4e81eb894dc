/**
 * Below the verdict, after a clearing: what it did, as far as the verdict does not say it, and for ten
 * minutes its undo.
 *
 * @import {Ask} from '../../types/own-messages.js'
 * @import {Done} from '../../remedies/clear-site-data.js'
 * @import {Undone} from '../../remedies/undo.js'
 * @import {Words} from '../../words/words.js'
 */
import { clearedNow, notCleared } from '../../words/after-clearing.js';
import { $, write } from '../shared/elements.js';

/** A time of minutes is drawn anew this often, in ms. */
const REDRAW_MS = 5_000;

/** A copy of a private window's cookies lives in the background's memory alone: it is asked so often that it does not sleep. ms */
const AWAKE_MS = 20_000;

/** @type {ReturnType<typeof setInterval> | undefined} */
let clock;
/** @type {ReturnType<typeof setInterval> | undefined} */
let awake;

/** @param {string} text */
function say(text) {
  write($('cleared-said'), text);
  $('cleared-said').hidden = text === '';
  $('cleared').hidden = false;
}

/**
 * What a clearing did. Where an incident is looked at again, the note above tells most of it.
 *
 * @param {Done} done
 * @param {boolean} told
 * @param {Words} w
 */
export function sayCleared({ extent, cookiesLeft, failed, unreached, unkept }, told, w) {
  const left = cookiesLeft > 0 ? w.n('after_cookies_left', cookiesLeft) : clearedNow(extent, w);
  say(w.join(...(told ? [] : [left, notCleared([...failed, ...unreached], w)]), unkept ? w.t('undo_unkept') : ''));
}

/**
 * The way back, as long as there is one for the tab in front.
 *
 * @param {Ask} ask
 * @param {Words} w
 */
export async function offerUndo(ask, w) {
  const offer = await ask({ type: 'undo-offer' });
  const until = offer && 'until' in offer ? offer.until : 0;
  const button = /** @type {HTMLButtonElement} */ ($('undo-button'));
  const draw = () => {
    const left = until - Date.now();
    button.hidden = left <= 0 || !$('undo-ask').hidden;
    if (left <= 0) [clock, awake].forEach(clearInterval);
    else write(button, w.t('undo_button', w.span(left)));
    $('cleared').hidden = button.hidden && $('undo-ask').hidden && $('cleared-said').hidden;
  };
  [clock, awake].forEach(clearInterval);
  if (until > Date.now()) {
    clock = setInterval(draw, REDRAW_MS);
    awake = setInterval(() => void ask({ type: 'undo-offer' }), AWAKE_MS);
  }
  button.onclick = () => void undo(false, ask, w);
  $('undo-anyway').onclick = () => void undo(true, ask, w);
  $('undo-keep').onclick = () => {
    asking(false, w);
    say('');
    draw();
    button.focus();
  };
  draw();
}

/** @param {boolean} is @param {Words} w */
function asking(is, w) {
  $('undo-ask').hidden = !is;
  $('undo-button').hidden = is;
  write($('undo-anyway'), w.t('undo_anyway'));
  write($('undo-keep'), w.t('undo_keep'));
}

/** @param {boolean} sure @param {Ask} ask @param {Words} w */
async function undo(sure, ask, w) {
  const undone = await ask({ type: 'undo', sure });
  const asks = undone ? 'asks' in undone : false;
  asking(asks, w);
  say(asks ? w.t('undo_changed') : outcome(undone, w));
  if (asks) return $('undo-anyway').focus();
  await offerUndo(ask, w);
}

/** @param {Undone | {failed: boolean} | undefined} undone @param {Words} w */
function outcome(undone, w) {
  if (undone && 'gone' in undone) return w.t('undo_gone');
  if (!undone || !('restored' in undone)) return w.t('undo_refused');
  const { restored, expired, failed } = undone;
  return w.join(w.n('undo_done', restored), expired > 0 ? w.n('undo_expired', expired) : '', failed > 0 ? w.n('undo_failed', failed) : '');
}
