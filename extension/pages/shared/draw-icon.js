/**
 * Drawings of words/icons.js on a page of ours.
 *
 * @import {Icon} from '../../words/verdict.js'
 */
import { ICONS } from '../../words/icons.js';

const SVG = 'http://www.w3.org/2000/svg';

/** Fills an `svg` element with a drawing. @param {Element} svg @param {Icon} icon */
export function drawIcon(svg, icon) {
  if (svg.getAttribute('data-icon') === icon) return;
  svg.setAttribute('data-icon', icon);
  svg.replaceChildren(
    ...ICONS[icon].map((d) => {
      const path = document.createElementNS(SVG, 'path');
      path.setAttribute('d', d);
      return path;
    }),
  );
}
