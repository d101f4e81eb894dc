/**
 * The sides that a trouble may be on, and what goes for some of them together. Pure.
 */

/** Whose side; colour and icon follow it. */
export const SIDES = /** @type {const} */ ([
  'none',
  'archive',
  'edge',
  'limit',
  'session',
  'browser',
  'names',
  'network',
  'device',
  'unknown',
]);

/** Sides on which AO3's own voice is what counts. */
export const ARCHIVES = Object.freeze(['archive', 'edge']);

/** Sides on which nothing of the person's own needs mending. */
export const THEIRS = Object.freeze([...ARCHIVES, 'limit']);

/**
 * Whose side, as a colour; a word or a drawing tells the same.
 *
 * @param {string} side
 * @returns {'good' | 'unknown' | 'theirs' | 'yours'}
 */
export function toneOf(side) {
  if (side === 'none') return 'good';
  if (side === 'unknown') return 'unknown';
  return THEIRS.includes(side) ? 'theirs' : 'yours';
}
