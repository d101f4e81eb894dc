// What has changed in a form since it was kept last: of a long text one place, so that a word typed into half a million letters
// costs a word. A classic script, known to guard.js alone; drafts/changed-form.js puts it together again.
(() => {
  /** @typedef {{name: string, kind: string, value: string}} Field */
  /** @typedef {{at: number, field: Field} | {at: number, from: number, to: number, put: string, length: number}} Change */

  /** So many are compared at once: the browser does that by itself, and quicker than a loop that is seldom run. */
  const BLOCK = 2_048;

  /** The first or the second half of a sign that counts as two. Halves do not survive the way as JSON. @param {number} code */
  const isFirst = (code) => code >= 0xd800 && code < 0xdc00;
  /** @param {number} code */
  const isSecond = (code) => code >= 0xdc00 && code < 0xe000;

  /**
   * The one stretch in which two texts differ, never in the middle of a sign.
   *
   * @param {string} before
   * @param {string} now
   * @returns {{from: number, to: number, put: string, length: number}} length: of the text as it is now
   */
  function stretch(before, now) {
    const most = Math.min(before.length, now.length);
    let from = 0;
    while (from + BLOCK <= most && before.slice(from, from + BLOCK) === now.slice(from, from + BLOCK)) from += BLOCK;
    while (from < most && before.charCodeAt(from) === now.charCodeAt(from)) from++;
    if (from > 0 && isFirst(now.charCodeAt(from - 1))) from--;
    const rest = most - from;
    let end = 0;
    /** The block that ends so far before the end. @param {string} text */
    const last = (text) => text.slice(text.length - end - BLOCK, text.length - end);
    while (end + BLOCK <= rest && last(before) === last(now)) end += BLOCK;
    while (end < rest && before.charCodeAt(before.length - 1 - end) === now.charCodeAt(now.length - 1 - end)) end++;
    if (end > 0 && isSecond(now.charCodeAt(now.length - end))) end--;
    return { from, to: before.length - end, put: now.slice(from, now.length - end), length: now.length };
  }

  /**
   * Fields are known by their places: where another one stands now, it is told anew.
   *
   * @param {readonly Field[]} before
   * @param {readonly Field[]} now
   * @returns {{count: number, changes: Change[]}} count: of the fields that there are now
   */
  function changesOf(before, now) {
    /** @type {Change[]} */
    const changes = [];
    now.forEach((field, at) => {
      const was = before[at];
      if (!was || was.name !== field.name || was.kind !== field.kind) changes.push({ at, field });
      else if (was.value !== field.value) changes.push({ at, ...stretch(was.value, field.value) });
    });
    return { count: now.length, changes };
  }

  /** @param {readonly Field[]} before @param {readonly Field[]} now */
  const isSame = (before, now) =>
    before.length === now.length &&
    now.every(({ name, kind, value }, at) => value === before[at]?.value && name === before[at]?.name && kind === before[at]?.kind);

  /** @type {any} */ (globalThis).why502FormChanges = { changesOf, isSame };
})();
