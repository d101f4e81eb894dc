/**
 * What changed from one version of a text to another, by words. Pure.
 *
 * The shortest way from one to the other (E. W. Myers, An O(ND) Difference Algorithm, 1986), of what is left between their
 * common beginning and their common end. Where too much has changed for that to be told, all of what is left has.
 */

/** @typedef {{kind: 'same' | 'gone' | 'new', text: string}} Change */

/** So many words may differ: more is another text, and would take the page's time. */
const MOST = 600;

/** Words and what stands between them, each by itself. @param {string} text @returns {string[]} */
const pieces = (text) => text.match(/\s+|[^\s]+/gu) ?? [];

/**
 * @param {string} before
 * @param {string} after
 * @returns {Change[]} in their order; put together without what is gone they are the later text, without what is new the earlier
 */
export function changes(before, after) {
  const [a, b] = [pieces(before), pieces(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const middle = between(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const same = (/** @type {string[]} */ those) => those.map((text) => ({ kind: /** @type {const} */ ('same'), text }));
  return joined([...same(a.slice(0, start)), ...middle, ...same(a.slice(a.length - end))]);
}

/** @param {string[]} a @param {string[]} b @returns {Change[]} */
function between(a, b) {
  const gone = (/** @type {string} */ text) => ({ kind: /** @type {const} */ ('gone'), text });
  const fresh = (/** @type {string} */ text) => ({ kind: /** @type {const} */ ('new'), text });
  if (a.length === 0 || b.length === 0) return [...a.map(gone), ...b.map(fresh)];
  const steps = furthest(a, b);
  if (!steps) return [...a.map(gone), ...b.map(fresh)];
  // Back from the end, by the way that came furthest in each step.
  /** @type {Change[]} */
  const back = [];
  let [x, y] = [a.length, b.length];
  for (let d = steps.length - 1; d >= 0; d -= 1) {
    const reach = /** @type {Map<number, number>} */ (steps[d]);
    const k = x - y;
    const isNew = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
    const from = isNew ? k + 1 : k - 1;
    const fromX = d === 0 ? 0 : (reach.get(from) ?? 0);
    const fromY = d === 0 ? 0 : fromX - from;
    while (x > fromX && y > fromY) {
      back.push({ kind: 'same', text: /** @type {string} */ (a[x - 1]) });
      [x, y] = [x - 1, y - 1];
    }
    if (d === 0) break;
    back.push(isNew ? fresh(/** @type {string} */ (b[y - 1])) : gone(/** @type {string} */ (a[x - 1])));
    [x, y] = [fromX, fromY];
  }
  return back.reverse();
}

/**
 * How far one comes in `a` on each diagonal, before each step.
 *
 * @param {string[]} a
 * @param {string[]} b
 * @returns {Map<number, number>[] | undefined} undefined where it takes more than MOST steps
 */
function furthest(a, b) {
  /** @type {Map<number, number>} */
  const reach = new Map([[1, 0]]);
  const steps = [];
  for (let d = 0; d <= Math.min(MOST, a.length + b.length); d += 1) {
    steps.push(new Map(reach));
    for (let k = -d; k <= d; k += 2) {
      const isNew = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      let x = isNew ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      reach.set(k, x);
      if (x >= a.length && x - k >= b.length) return steps;
    }
  }
  return undefined;
}

/** What follows on its like is one. What is gone comes before what is new in its place. @param {Change[]} all @returns {Change[]} */
function joined(all) {
  /** @type {Change[]} */
  const list = [];
  let [gone, fresh] = ['', ''];
  const close = () => {
    if (gone) list.push({ kind: 'gone', text: gone });
    if (fresh) list.push({ kind: 'new', text: fresh });
    [gone, fresh] = ['', ''];
  };
  for (const { kind, text } of all) {
    if (kind === 'gone') gone += text;
    else if (kind === 'new') fresh += text;
    else {
      close();
      const last = list.at(-1);
      if (last?.kind === 'same') last.text += text;
      else list.push({ kind, text });
    }
  }
  close();
  return list;
}
