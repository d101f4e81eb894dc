/**
 * When we look whether a text that was sent has arrived. Pure.
 *
 * AO3 may still be at work on a form that it has answered with an error: what is not there yet may come. And it is overloaded
 * just then: five looks at most, further and further apart, each with a share of chance so that those who met the same
 * error do not come together.
 */

/** After the form went, in ms. */
const AFTER_MS = Object.freeze([1, 4, 10, 25, 60].map((minutes) => minutes * 60_000));

/** So much later at most, as a part of that time. */
const SPREAD = 0.5;

/** "Not there" is said only of what was sent so long ago: no request of AO3's lives longer. ms */
export const SURE_AFTER_MS = 3 * 60_000;

/** So many requests for one text, altogether: an index and the page that it leads to are two. */
export const MOST_REQUESTS = 6;

/**
 * @param {number} sentAt ms since 1970
 * @param {number} made looks so far
 * @param {number} share of chance, from 0 to 1
 * @returns {number} ms since 1970; 0: none any more
 */
export function nextLook(sentAt, made, share) {
  const after = AFTER_MS[made];
  return after === undefined ? 0 : Math.round(sentAt + after * (1 + SPREAD * share));
}

/** The furthest that one can lie ahead: what is further, a clock has put there. ms */
export const FURTHEST_MS = (AFTER_MS.at(-1) ?? 0) * (1 + SPREAD);
