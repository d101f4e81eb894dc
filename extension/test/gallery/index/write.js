/**
 * Writes target/gallery/index.html: one page without a server, that shows all pictures.
 *
 * @import {Shot} from '../take.js'
 */
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { POPUP_HEIGHT } from '../parts.js';
import { ALLOWED } from '../pictures.js';

const TARGET = new URL('../../../../target/gallery/', import.meta.url);

/** What the looks are called. @type {Readonly<Record<string, string>>} */
const LOOKS = Object.freeze({
  light: 'light',
  dark: 'dark',
  forced: 'forced colours',
  'forced-dark': 'forced colours, dark',
  rtl: 'right to left',
  large: 'text at 200 %',
  narrow: '320 px wide',
  finger: 'for a finger',
});

/** @param {string} text */
const safe = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** @param {string} look */
const lookName = (look) => LOOKS[look] ?? look.replace('language-', '').replace('_', '-');

/** @param {string} engine @returns {Promise<Shot[]>} */
async function shotsOf(engine) {
  try {
    return JSON.parse(await readFile(new URL(`${engine}.json`, TARGET), 'utf8'));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return []; // It was never asked for.
    throw error;
  }
}

/** @returns {Promise<{file: string, pictures: number, changed: number}>} */
export async function writeIndex() {
  const shots = (await Promise.all(['chromium', 'firefox'].map(shotsOf))).flat();
  const names = [...new Set(shots.map((s) => s.name))];
  const changed = shots.filter((s) => (s.share ?? 0) > ALLOWED).length;
  for (const file of ['look.css', 'filter.js']) await copyFile(new URL(file, import.meta.url), new URL(file, TARGET));
  const file = new URL('index.html', TARGET);
  await writeFile(file, page(shots, names, changed));
  return { file: fileURLToPath(file), pictures: shots.length, changed };
}

/** @param {string} id @param {string} label @param {[value: string, word: string][]} choices */
const select = (id, label, choices) =>
  `<label>${label}<select id="${id}">${choices.map(([value, word]) => `<option value="${value}">${safe(word)}</option>`).join('')}</select></label>`;

/** @param {Shot[]} shots @param {string[]} names @param {number} changed */
function page(shots, names, changed) {
  const kept = shots.filter((s) => s.kept).length;
  const looks = [...new Set(shots.map((s) => s.look))];
  const pages = [...new Set(shots.map((s) => s.page))];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>why502: the gallery</title>
<link rel="stylesheet" href="look.css">
<header>
  <h1>why502: the gallery</h1>
  <p>${names.length} states, ${shots.length} pictures, ${kept === 0 ? 'none of which is kept yet' : `${kept} of them kept: ${changed === 0 ? 'none differs' : `${changed} differ`}`}.</p>
  <form>
    <label>State<input id="text" type="search" placeholder="name or words"></label>
    ${select('page', 'Page', [['', 'all'], ...pages.map((p) => /** @type {[string, string]} */ ([p, p]))])}
    ${select('engine', 'Engine', [
      ['', 'both'],
      ['chromium', 'Chromium'],
      ['firefox', 'Firefox'],
    ])}
    ${select('look', 'Look', [['plain', 'light and dark'], ['', 'all'], ...looks.map((l) => /** @type {[string, string]} */ ([l, lookName(l)]))])}
    <label class="tick"><input id="changed" type="checkbox"> only what differs</label>
    <output id="count"></output>
  </form>
</header>
<main>
${names.map((name) => section(shots.filter((s) => s.name === name))).join('\n')}
</main>
<dialog id="large" aria-labelledby="large-title">
  <h2 id="large-title"></h2>
  <div id="large-pictures"></div>
  <form method="dialog"><button>Close</button></form>
</dialog>
<script src="filter.js"></script>
</html>
`;
}

/** @param {Shot[]} shots of one state */
function section(shots) {
  const [first] = shots;
  if (!first) return '';
  return `<section id="${safe(first.name)}" data-page="${first.page}" data-words="${safe(`${first.name} ${first.title}`.toLowerCase())}">
  <h2>${safe(first.title)} <a href="#${safe(first.name)}">${safe(first.name)}</a></h2>
  <div class="row">${shots.map(figure).join('')}</div>
</section>`;
}

/** @param {Shot} shot */
function figure(shot) {
  const differs = (shot.share ?? 0) > ALLOWED;
  const engine = shot.engine === 'chromium' ? 'Chromium' : 'Firefox';
  const fold =
    shot.page === 'popup' && shot.height > POPUP_HEIGHT
      ? `<i class="fold" style="top: ${((POPUP_HEIGHT / shot.height) * 100).toFixed(2)}%" title="Below this line a popup has to be scrolled"></i>`
      : '';
  const same = shot.share === null ? '' : differs ? `<b>${(shot.share * 100).toFixed(2)} % differs</b>` : ' · as kept';
  const data = { engine: shot.engine, look: shot.look, changed: String(differs), kept: shot.kept ?? '', difference: shot.difference ?? '' };
  return `<figure ${Object.entries(data)
    .map(([name, value]) => `data-${name}="${safe(value)}"`)
    .join(' ')}>
    <button type="button" aria-label="${safe(`${shot.title}, ${engine}, ${lookName(shot.look)}: larger`)}"><img src="${safe(shot.file)}" alt="" width="${shot.width}" height="${shot.height}" loading="lazy">${fold}</button>
    <figcaption>${engine} · ${safe(lookName(shot.look))} · ${shot.width} × ${shot.height}${same}</figcaption>
  </figure>`;
}
