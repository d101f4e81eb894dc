/**
 * The popup's beginning. A press of the button is answered by a frame at once: what it looks like stands in
 * popup.html itself, and nothing else is asked for until it is painted. Then come the sheets, and the modules
 * as they name each other (host/decisions/2026-11-25-the-popups-first-words.md).
 */
const SHEETS = ['../shared/base.css', 'letters.css', 'popup.css', 'report-view.css', 'resolver-guide.css'];

/** Longer than a frame takes, in ms: a page that nobody sees paints none, and begins all the same. */
const UNSEEN_MS = 150;

/** @param {string} href @returns {Promise<void>} what cannot be read holds up nothing else */
const sheetAt = (href) =>
  new Promise((resolve) => {
    document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href, onload: resolve, onerror: resolve }));
  });

let begun = false;

async function begin() {
  if (begun) return;
  begun = true;
  const [{ start }] = await Promise.all([import('./popup.js'), ...SHEETS.map(sheetAt)]);
  await start();
  document.getElementById('frame')?.remove();
}

document.body.classList.toggle('tab', new URLSearchParams(location.search).has('tab'));
new PerformanceObserver(() => void begin()).observe({ type: 'paint', buffered: true });
// Before it is loaded, a popup is not shown.
addEventListener('load', () => setTimeout(() => void begin(), UNSEEN_MS));
