/**
 * A watch as the storages hold it, as far as the popup needs it before the background wakes. Pure, and
 * apart from who writes it, because the popup, which is to open at once, needs this alone.
 *
 * @import {Watch} from './store.js'
 */

/** In storage.local, one of a private window in storage.session. It is the name of its alarm, too. */
export const WATCH = 'watch';

/**
 * A watch as far as the popup draws it. The background looks more closely (watch/store.js) and tells what holds.
 *
 * @param {unknown} value
 * @returns {Watch | null}
 */
export function watchLike(value) {
  if (typeof value !== 'object' || value === null) return null;
  const w = /** @type {Watch} */ (value);
  const whole =
    ['watching', 'back', 'over'].includes(w.state) && [w.until, w.looks, w.good].every(Number.isFinite) && Array.isArray(w.reloads);
  return whole && [w.nextAt, w.lastAt].every((at) => at === null || Number.isFinite(at)) ? w : null;
}
