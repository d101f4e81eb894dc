/**
 * An address as a code that a phone's camera reads, drawn beside the button that was pressed, and not before: it
 * shows on the screen what the person reads. The address stands there in no words.
 *
 * @import {Bitmap2D} from 'lean-qr'
 * @import {Shows} from '../../remedies/outcome.js'
 * @import {Words} from '../../words/words.js'
 */
import { correction, generate, mode } from '../../vendor/lean-qr.mjs';
import { sayBeside } from './outcome-beside.js';

const SVG = 'http://www.w3.org/2000/svg';

/** The room that a camera needs on each side, in modules (ISO/IEC 18004, 6.3.8). */
const QUIET = 4;

/** As large as stands in a popup, in CSS pixels; the modules are whole ones. */
const MOST_PX = 256;

/**
 * @param {HTMLElement} button that was pressed
 * @param {Shows} shows
 * @param {Words} w
 */
export function showCode(button, { url, front }, w) {
  sayBeside(button, w.t(front ? 'phone_code_front' : 'phone_code_page'), [drawn(code(url), w.t('phone_code_label'))]);
}

/** An address is ASCII: no code page has to be named, which old readers do not know. @param {string} url */
const code = (url) => generate(url, { minCorrectionLevel: correction.M, modes: [mode.numeric, mode.alphaNumeric, mode.ascii] });

/** Dark on white, also where the page is dark. @param {Bitmap2D} code @param {string} label */
function drawn(code, label) {
  const side = code.size + 2 * QUIET;
  const px = String(side * Math.max(1, Math.floor(MOST_PX / side)));
  const dark = [];
  for (let y = 0; y < code.size; y += 1)
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) dark.push(`M${x + QUIET} ${y + QUIET}h1v1h-1z`);
  const shape = (/** @type {string} */ name, /** @type {Record<string, string>} */ attributes) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const picture = shape('svg', {
    class: 'code',
    viewBox: `0 0 ${side} ${side}`,
    width: px,
    height: px,
    role: 'img',
    'aria-label': label,
    'shape-rendering': 'crispEdges',
  });
  picture.append(
    shape('rect', { width: String(side), height: String(side), fill: '#fff' }),
    shape('path', { d: dark.join(''), fill: '#000' }),
  );
  return picture;
}
