/**
 * How long something stays off, counted for who does it: ten seconds of airplane mode, half a minute without the
 * router. Each begins with a click and ends by itself. A screen reader hears what to do at its begin and at its end,
 * and none of the seconds between; they are written anew and nothing moves, so that less motion needs nothing else.
 *
 * @import {Count} from '../../remedies/outcome.js'
 * @import {Words} from '../../words/words.js'
 */
import { element, write } from '../shared/elements.js';

/** No second is shown for much longer than a second. In ms. */
const EVERY_MS = 250;

/**
 * @param {readonly Count[]} counts
 * @param {Words} w
 * @returns {HTMLElement} a button for each, and what is said and left below them
 */
export function counters(counts, w) {
  const place = element('div', 'counts', '');
  const said = element('p', '', '');
  said.setAttribute('role', 'status');
  const left = element('p', 'left', '');
  left.setAttribute('aria-hidden', 'true');
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let clock;
  const stop = () => {
    clock = void clearInterval(clock);
    write(left, '');
  };
  /** In the place of the one that counts. @param {Count} count */
  const begin = ({ way, ms }) => {
    const until = performance.now() + ms;
    const draw = () => {
      // What stands here was replaced by what another button has to say.
      if (!place.isConnected) return stop();
      const rest = until - performance.now();
      if (rest > 0) return write(left, w.countdown(rest));
      stop();
      write(said, w.t(`count_${way}_on`));
    };
    stop();
    write(said, w.t(`count_${way}_off`));
    draw();
    clock = setInterval(draw, EVERY_MS);
  };
  addEventListener('pagehide', stop);
  place.append(
    ...counts.map((count) => {
      const button = element('button', 'plain', w.t(`count_${count.way}_button`));
      button.type = 'button';
      button.onclick = () => begin(count);
      return button;
    }),
    said,
    left,
  );
  return place;
}
