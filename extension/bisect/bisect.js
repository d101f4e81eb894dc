/**
 * Which of several extensions keeps a page away, found by halves: a state goes in with what the page did, and the
 * next one comes out, with what is off in it. Pure.
 *
 * They stand in a row. With the first k of them on and the rest off, a page that one of them keeps away loads up to
 * some k and fails from there on: the last that was switched on is to blame. Whatever stands before it is ruled out and
 * stays on; whatever stands behind it is tried with it off, where the page still fails then. So a second culprit is found
 * as the first was. The last look of all is the proof: with the culprits off, and all others on, the page loads.
 *
 * @typedef {'all-off' | 'halves' | 'others-on' | 'all-on'} Stage
 *   - all-off: is it one of them at all?
 *   - halves: which
 *   - others-on: the proof. Is it the only one?
 *   - all-on: the proof where the page has failed in no round yet. Does it fail at all any more?
 *
 * @typedef {'found' | 'none' | 'passed'} End
 *   - none: it fails with all of them off
 *   - passed: it loads with all of them on
 *
 * @typedef {object} Bisect
 * @property {readonly string[]} row the ids
 * @property {Stage} stage
 * @property {number} low with so many on, it loads
 * @property {number} high with so many on, it fails
 * @property {readonly string[]} culprits
 * @property {boolean} failed whether it failed in any round
 * @property {number} round from 1; each proof is one, too, but counts as none for a person
 * @property {number} proofs how many of the rounds before this one were proofs
 * @property {End | null} end
 */

/** How often so many can be halved. @param {number} many */
const halvings = (many) => (many > 1 ? Math.ceil(Math.log2(many)) : 0);

/**
 * How many rounds it takes at most to find one of so many. The proof comes after them.
 *
 * @param {number} many
 */
export const mostRounds = (many) => (many === 0 ? 0 : 1 + halvings(many));

/** @param {readonly string[]} row at least one @returns {Bisect} */
export function begin(row) {
  return { row, stage: 'all-off', low: 0, high: row.length, culprits: [], failed: false, round: 1, proofs: 0, end: null };
}

/** How many of the row are on, but for the culprits. @param {Bisect} bisect */
function on({ row, stage, low, high }) {
  switch (stage) {
    case 'all-off':
      return 0;
    case 'halves':
      return Math.floor((low + high) / 2);
    case 'others-on':
    case 'all-on':
      return row.length;
  }
}

/**
 * What is off in this round. What was found is off; where the page failed in no round, nothing is found for sure.
 *
 * @param {Bisect} bisect
 * @returns {string[]}
 */
export function offIn(bisect) {
  const { row, stage, culprits } = bisect;
  if (stage === 'all-on') return [];
  const first = on(bisect);
  return row.filter((id, n) => n >= first || culprits.includes(id));
}

/** What a look proves; null where it is still sought. @param {Bisect} bisect @returns {'others-on' | 'all-on' | null} */
export const proofOf = ({ stage }) => (stage === 'others-on' || stage === 'all-on' ? stage : null);

/**
 * The round as a person counts it, and the last that there can be, where there is no further culprit than the one that is
 * sought. A proof is no round: it has the number of the one before.
 *
 * @param {Bisect} bisect
 * @returns {{number: number, last: number}}
 */
export function roundOf({ stage, low, high, round, proofs, row }) {
  const number = round - proofs;
  switch (stage) {
    case 'all-off':
      return { number, last: number - 1 + mostRounds(row.length) };
    case 'halves':
      return { number, last: number - 1 + halvings(high - low) };
    case 'others-on':
    case 'all-on':
      return { number: number - 1, last: number - 1 };
  }
}

/**
 * @param {Bisect} bisect one that is not at its end
 * @param {boolean} loads what the page did in this round
 * @returns {Bisect}
 */
export function after(bisect, loads) {
  const { stage, round, row } = bisect;
  const proofs = bisect.proofs + (proofOf(bisect) ? 1 : 0);
  const next = { ...bisect, round: round + 1, proofs, failed: bisect.failed || !loads };
  switch (stage) {
    case 'all-off':
      return loads ? narrowed({ ...next, stage: 'halves' }) : ended(bisect, 'none');
    case 'halves':
      return narrowed(loads ? { ...next, low: on(bisect) } : { ...next, high: on(bisect) });
    case 'others-on':
      // All up to the one that was found are ruled out, and the next one stands behind it.
      return loads ? ended(bisect, 'found') : narrowed({ ...next, stage: 'halves', low: bisect.high, high: row.length });
    case 'all-on':
      return ended(loads ? { ...bisect, culprits: [] } : bisect, loads ? 'passed' : 'found');
  }
}

/** Where one is left, it is that one. @param {Bisect} bisect @returns {Bisect} */
function narrowed(bisect) {
  const { row, low, high, culprits, failed, round } = bisect;
  if (high - low > 1) return bisect;
  const found = { ...bisect, culprits: [...culprits, ...row.slice(low, high)] };
  if (high < row.length) return { ...found, stage: 'others-on' };
  // That all before it may be on is known already: the page loaded so.
  return failed ? ended({ ...found, round: round - 1 }, 'found') : { ...found, stage: 'all-on' };
}

/** @param {Bisect} bisect @param {End} end @returns {Bisect} */
const ended = (bisect, end) => ({ ...bisect, end });
