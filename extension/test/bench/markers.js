// Figures: how long it takes to read 1 MiB of markup that is made to keep a reader busy, and to take what
// is read of it (ao3/markers.js) without its addresses. Prints; it never passes or fails.
//
//   node extension/test/bench/markers.js
import { readMarkers } from '../../ao3/markers.js';
import { MarkupReader } from '../../ao3/markup.js';
import { HOSTILE } from '../unit/hostile.js';

const MIB = 1_048_576;
const TIMES = 7;
const ADDRESS = `https://archiveofourown.org/works/search?work_search[query]=${'lantern+'.repeat(1_000)}`;
const silent = {
  attributes: new Set(['id', 'class', 'name']),
  start: () => undefined,
  end: () => undefined,
  words: () => undefined,
  raw: () => undefined,
};

/**
 * The first time, the engine still learns; what others do on this machine meanwhile is not ours.
 *
 * @param {() => unknown} work
 * @returns {[first: number, fastest: number]} ms
 */
function timed(work) {
  const took = Array.from({ length: TIMES }, () => {
    const from = performance.now();
    work();
    return performance.now() - from;
  });
  return [took[0] ?? 0, Math.min(...took)];
}

const shown = (/** @type {number} */ ms) => `${ms.toFixed(1)} ms`.padStart(10);
console.log(
  `${'repeated'.padEnd(28)}${'1 MiB read'.padStart(12)}${'(first)'.padStart(10)}${'steps/char'.padStart(12)}${'a page'.padStart(10)}`,
);
for (const piece of HOSTILE) {
  const html = piece.repeat(Math.ceil(MIB / piece.length)).slice(0, MIB);
  const reader = new MarkupReader(html, silent);
  reader.read();
  const [first, fastest] = timed(() => new MarkupReader(html, silent).read());
  const [, page] = timed(() => readMarkers(html, [ADDRESS]));
  console.log(
    `${JSON.stringify(piece).padEnd(28)}${shown(fastest).padStart(12)}${shown(first)}${(reader.steps / MIB).toFixed(2).padStart(12)}${shown(page)}`,
  );
}
