// What both engines do in the same way inside the popup: expressions that run there.
import { until } from './until.js';

/** The words that a person sees. */
export const WORDS = 'document.body.innerText';

/** Whether it is drawn and its buttons work. */
export const READY = "Boolean(document.body?.dataset['state'])";

/**
 * The middle of what carries a label, brought into view first. What moves, because lines arrive above
 * it, or lies below something else, is not there yet.
 * @param {string} label
 */
export function placeOf(label) {
  return `(async () => {
    const wanted = ${JSON.stringify(label)};
    const tidy = (text) => (text ?? '').replace(/\\s+/g, ' ').trim();
    const all = [...document.querySelectorAll('button, summary, label, a')].filter((e) => e.checkVisibility());
    const says = (e) => [e.innerText, e.getAttribute('aria-label')].map(tidy).filter(Boolean);
    const found = all.find((e) => says(e).includes(wanted));
    if (!found) return { missing: all.map((e) => says(e)[0] ?? e.localName) };
    found.scrollIntoView({ block: 'center' });
    const middle = () => {
      const box = found.getBoundingClientRect();
      return { x: box.x + Math.min(box.width / 2, 40), y: box.y + box.height / 2 };
    };
    const before = middle();
    await new Promise((done) => setTimeout(done, 200));
    const now = middle();
    const hit = document.elementFromPoint(now.x, now.y);
    return { ...now, disabled: found.disabled === true, moving: before.y !== now.y || !(hit && found.contains(hit)) };
  })()`;
}

/**
 * Waits until what has this label can be clicked.
 * @param {(expression: string) => Promise<any>} evaluate in the popup
 * @param {string} label
 * @returns {Promise<{x: number, y: number}>}
 */
export async function clickable(evaluate, label) {
  /** @type {any} */
  let place;
  await until(
    `something in the popup that can be clicked and is labelled "${label}"`,
    async () => {
      place = await evaluate(placeOf(label));
      return !place.missing && !place.disabled && !place.moving;
    },
    { saying: () => place },
  );
  return { x: place.x, y: place.y };
}

/** All that the extension keeps. */
export const KEPT = `Promise.all(['session', 'local', 'sync'].map((area) => (globalThis.browser ?? chrome).storage[area].get(null))).then((all) => Object.assign({}, ...all))`;

/** What the extension keeps about the incident; any of its pages may read it. */
export const INCIDENT = "(globalThis.browser ?? chrome).storage.session.get('incident').then((kept) => kept.incident)";
