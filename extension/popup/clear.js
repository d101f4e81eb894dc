/** The popup's view that says what clearing takes, before it takes anything. @import {Words} from '../src/words.js' */
import { $, element, leadBack, write } from './draw.js';

/** @typedef {(message: Record<string, unknown>) => Promise<any>} Ask */

/**
 * @param {Ask} ask
 * @param {Words} w
 * @param {(result: {cookiesLeft: number} | undefined) => void} done called with what clearing left
 */
export async function showClear(ask, w, done) {
  for (const [id, word] of Object.entries({ headline: 'clear_headline', 'tick-text': 'clear_storage', why: 'clear_storage_why', go: 'clear_go', cancel: 'clear_cancel' })) {
    write($(`clear-${id}`), w.t(word));
  }
  $('clear-go').onclick = () => void clearNow(ask, done);
  // On some systems a click gives a button no focus, and the list's buttons are drawn anew.
  const from = document.activeElement;
  leadBack('clear', 'clear-cancel', () => hideClear(from instanceof HTMLButtonElement && from.isConnected ? from : $('clear-link')));
  const count = await ask({ type: 'count' });
  const lines = [
    [w.n('clear_cookies', count.cookies), ''],
    ...(count.copies ? [[w.t('clear_cache'), '']] : []),
    [w.t('clear_kept'), 'kept'],
  ];
  $('clear-list').replaceChildren(...lines.map(([text, name]) => element('li', name ?? '', text ?? '')));
  write($('clear-warning'), count.signedIn ? w.t('clear_signs_out') : w.t('clear_save_text'));
  tick().checked = false;
  $('main-view').hidden = true;
  $('clear-view').hidden = false;
  $('clear-headline').focus();
}

/** @returns {HTMLInputElement} */
const tick = () => /** @type {HTMLInputElement} */ ($('clear-tick'));

/** @param {HTMLElement} focus where the person goes on: where they came from, or at what is said now */
function hideClear(focus) {
  $('clear-view').hidden = true;
  $('main-view').hidden = false;
  focus.focus();
}

/**
 * @param {Ask} ask
 * @param {(result: {cookiesLeft: number} | undefined) => void} done
 */
async function clearNow(ask, done) {
  const go = /** @type {HTMLButtonElement} */ ($('clear-go'));
  go.disabled = true;
  try {
    done(await ask({ type: 'clear', storage: tick().checked }));
  } finally {
    go.disabled = false;
    hideClear($('headline'));
    scrollTo(0, 0);
  }
}
