/**
 * The popup's beginning. A press of the button is answered by a frame at once: what it looks like stands in
 * popup.html itself, and nothing else is asked for until it is painted. Then come sheets and modules, all
 * together (host/decisions/2026-11-25-the-popups-first-words.md).
 */
const SHEETS = ['../shared/base.css', 'letters.css', 'popup.css', 'report-view.css'];

/** What popup.js imports, and what that imports: else each is asked for only when another names it. A test keeps the list. */
const PARTS = [
  '../../ao3/address.js',
  '../../ao3/limits.js',
  '../../ao3/voices.js',
  '../../browser/access.js',
  '../../browser/answer-shapes.js',
  '../../browser/api.js',
  '../../browser/door.js',
  '../../browser/refusals.js',
  '../../browser/settings.js',
  '../../browser/shapes.js',
  '../../browser/tab.js',
  '../../incident/ages.js',
  '../../incident/front.js',
  '../../incident/incident-record.js',
  '../../incident/rest.js',
  '../../remedies/catalogue.js',
  '../../telling/language.js',
  '../../watch/watch-record.js',
  '../../watch/watchable.js',
  '../../words/after-clearing.js',
  '../../words/ao3-says.js',
  '../../words/choices.js',
  '../../words/evidence.js',
  '../../words/icons.js',
  '../../words/in-front.js',
  '../../words/refused.js',
  '../../words/sides.js',
  '../../words/steps.js',
  '../../words/verdict.js',
  '../../words/view.js',
  '../../words/watching.js',
  '../../words/words.js',
  '../shared/draw-icon.js',
  '../shared/elements.js',
  'connection.js',
  'draw.js',
  'tab-in-front.js',
];

/** Longer than a frame takes, in ms: a page that nobody sees paints none, and begins all the same. */
const UNSEEN_MS = 150;

/** @param {'stylesheet' | 'modulepreload'} rel @param {string} href @returns {Promise<void>} what cannot be read holds up nothing else */
const link = (rel, href) =>
  new Promise((resolve) => {
    document.head.append(Object.assign(document.createElement('link'), { rel, href, onload: resolve, onerror: resolve }));
  });

let begun = false;

async function begin() {
  if (begun) return;
  begun = true;
  for (const part of PARTS) void link('modulepreload', part);
  const [{ start }] = await Promise.all([import('./popup.js'), ...SHEETS.map((sheet) => link('stylesheet', sheet))]);
  await start();
  document.getElementById('frame')?.remove();
}

document.body.classList.toggle('tab', new URLSearchParams(location.search).has('tab'));
new PerformanceObserver(() => void begin()).observe({ type: 'paint', buffered: true });
// Before it is loaded, a popup is not shown.
addEventListener('load', () => setTimeout(() => void begin(), UNSEEN_MS));
