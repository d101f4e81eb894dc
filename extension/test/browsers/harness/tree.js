// The tree of a page as a debugger sees it: with closed shadow roots, which no script of the page can
// open. Both engines' trees are brought into this one form.

/**
 * @typedef {object} Branch
 * @property {string} name the element's name in lower case, '#text' or '#closed-root'
 * @property {string} text of a text node
 * @property {unknown} ref what the engine needs to find the node again
 * @property {Branch[]} children
 */

const SILENT = new Set(['style', 'script', 'template']);

/** @param {Branch} branch @returns {Branch[]} the closed shadow roots below it */
export function closedRoots(branch) {
  if (branch.name === '#closed-root') return [branch];
  return branch.children.flatMap(closedRoots);
}

/** @param {Branch} branch @returns {string} its words, white space joined */
export function words(branch) {
  /** @param {Branch} b @returns {string[]} */
  const gather = (b) => (b.name === '#text' ? [b.text] : SILENT.has(b.name) ? [] : b.children.flatMap(gather));
  return gather(branch).join(' ').replace(/\s+/g, ' ').trim();
}

/** @param {Branch} branch @param {string} label @returns {Branch | undefined} the button with this label */
export function button(branch, label) {
  if (branch.name === 'button' && words(branch) === label) return branch;
  for (const child of branch.children) {
    const found = button(child, label);
    if (found) return found;
  }
  return undefined;
}

/** @param {Branch} branch @returns {string[]} the labels of its buttons */
export function buttons(branch) {
  if (branch.name === 'button') return [words(branch)];
  return branch.children.flatMap(buttons);
}
