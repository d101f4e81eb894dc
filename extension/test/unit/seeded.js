/** Chance that is the same in every run, for tests that make up their cases. */

/**
 * @typedef {object} Random
 * @property {() => number} next from 0 up to 1
 * @property {<T>(all: readonly T[]) => T} of one of them
 * @property {() => string} id as AO3's: four to eight digits
 */

/** @param {number} seed @returns {Random} Mulberry32, which is public domain */
export function seeded(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    of: (all) => /** @type {any} */ (all[Math.floor(next() * all.length)]),
    id: () => String(Math.floor(10 ** (3 + 5 * next()) * 1.0001) + 1_000),
  };
}
