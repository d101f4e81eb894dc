/** The few things that all our pages do with their elements: text alone, and only what changed. */

/** @param {string} id @returns {HTMLElement} */
export function $(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`${location.pathname} has no #${id}`);
  return element;
}

/** Writes only what changed, so that a screen reader hears only news. @param {Element} element @param {string} text */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {string} name @param {string} text */
export function element(tag, name, text) {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

/**
 * Whoever goes by keys or by ear is not left nowhere where the button that they pressed goes away.
 *
 * @param {() => void} draw
 * @param {HTMLElement} otherwise where they go on
 */
export function keepFocus(draw, otherwise) {
  const held = document.activeElement;
  draw();
  // A button that is dead loses the focus in Firefox, also where it comes to life again.
  if (held === null || held === document.body) return;
  if (!held.checkVisibility() || /** @type {HTMLButtonElement} */ (held).disabled) otherwise.focus();
  // What went to another place lost it on the way.
  else if (document.activeElement !== held) /** @type {HTMLElement} */ (held).focus({ preventScroll: true });
}
