/**
 * A watch → what the popup says about it. Pure.
 *
 * @import {Watch} from '../watch/store.js'
 * @import {Words} from './words.js'
 */

/**
 * @typedef {object} Watching
 * @property {'watching' | 'paused' | 'back' | 'time' | 'challenge' | 'limit'} state
 * @property {string} text one sentence
 * @property {string} detail
 * @property {{type: 'watch' | 'unwatch', label: string} | null} button its type is the message to the background
 */

/**
 * @param {Watch} watch
 * @param {Words} w
 * @param {number} now milliseconds since 1970
 * @returns {Watching}
 */
export function watching(watch, w, now) {
  if (watch.state === 'back') return back(watch, w);
  if (watch.state === 'over') return over(watch, w);
  const stop = { type: /** @type {const} */ ('unwatch'), label: w.t('watch_stop') };
  const ends = w.t('watch_until', w.clock(watch.until));
  const looks = watch.asked > 0 ? w.n('watch_looks', watch.asked) : '';
  const detail = w.join(watch.good > 0 ? w.t('watch_once_more') : '', looks, ends, watch.unkept ? w.t('watch_unkept') : '');
  if (watch.paused) return { state: 'paused', text: w.t('watch_paused'), detail, button: stop };
  // A time of day, not a countdown: it is read out once, and stays right while nobody redraws it.
  return { state: 'watching', text: w.t('watch_watching', w.clock(Math.max(now, watch.nextAt ?? now))), detail, button: stop };
}

/** @param {Watch} watch @param {Words} w @returns {Watching} */
function back(watch, w) {
  const left = watch.reloads.length;
  const held = watch.held ?? 0;
  const button = { type: /** @type {const} */ ('unwatch'), label: w.t(left > 0 ? 'watch_stop_reloads' : 'watch_done') };
  return {
    state: 'back',
    text: w.t('watch_back'),
    detail: w.join(left > 0 ? w.n('watch_reloads', left) : '', held > 0 ? w.n('watch_held', held) : ''),
    button,
  };
}

/** @param {Watch} watch @param {Words} w @returns {Watching} */
function over(watch, w) {
  if (watch.why === 'challenge')
    return { state: 'challenge', text: w.t('watch_over_challenge'), detail: w.t('watch_over_challenge_detail'), button: null };
  if (watch.why === 'limit') return { state: 'limit', text: w.t('watch_over_limit'), detail: w.t('watch_over_limit_detail'), button: null };
  return {
    state: 'time',
    text: w.t('watch_over_time'),
    detail: w.t('watch_over_time_detail'),
    button: { type: 'watch', label: w.t('watch_again') },
  };
}
