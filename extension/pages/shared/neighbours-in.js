/**
 * What the background told of pages that the browser holds, or nothing where it told something else.
 *
 * @import {Neighbour} from '../../remedies/held-pages.js'
 */
import { fits, shape, text } from '../../browser/shapes.js';

const NEIGHBOUR = shape({ url: text, name: text });

/** @param {unknown} told @returns {Neighbour[]} */
export const neighboursIn = (told) => (Array.isArray(told) ? told.filter((each) => fits(NEIGHBOUR, each)) : []);
