/**
 * What run.js starts inside the tiny internet: one browser, and a picture of every state.
 *
 *   node test/gallery/take.js [--only NAME] [--keep]      with WHY502_BROWSER
 *
 * It writes target/gallery/ENGINE/*.png, and ENGINE.json for the index.
 *
 * @import {Look, State} from './gallery.js'
 *
 * @typedef {object} Shot
 * @property {string} key
 * @property {string} name
 * @property {string} page
 * @property {string} title
 * @property {string} engine
 * @property {string} look light, dark, or one of the others
 * @property {string} file relative to target/gallery, as are the next two
 * @property {string | null} kept
 * @property {string | null} difference
 * @property {number | null} share of the pixels that differ from the kept picture
 * @property {number} width
 * @property {number} height
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { PNG } from 'pngjs';
import { LANGUAGES } from '../../browser/settings.js';
import { FONTS, compare, keepPicture, keptAs, readKept } from './pictures.js';
import { fingerprint } from './fonts.js';
import { openStage } from './stage.js';
import { chosen, present, states } from './states.js';

const TARGET = fileURLToPath(new URL('../../../target/gallery/', import.meta.url));

/** The popups that are shown in every language: short words, long words, many words. */
const SPOKEN = ['archive-down', 'names-failing', 'companion-missing', 'steps'];

/** @type {Readonly<Record<string, Partial<Look>>>} */
const LOOKS = Object.freeze({
  forced: { forced: true },
  'forced-dark': { forced: true, scheme: 'dark' },
  rtl: { rtl: true },
  large: { large: true },
  narrow: { width: 320 },
  finger: { coarse: true },
});

const { values } = parseArgs({ options: { only: { type: 'string' }, keep: { type: 'boolean', default: false } } });
const { here, missing } = present(states());
for (const sentence of missing) console.log(`Not shown: ${sentence}.`);
const list = chosen(here, values.only);
const stage = await openStage();

/** @type {Shot[]} */
const shots = [];
try {
  for (const state of list) {
    await stage.show(state);
    await take(state, 'light');
    await stage.look({ scheme: 'dark' });
    await take(state, 'dark');
    if (state.variants) {
      for (const [name, look] of Object.entries(LOOKS)) {
        await stage.show(state, look);
        await take(state, name);
      }
    }
    if (SPOKEN.includes(state.name)) {
      for (const language of await languages()) {
        await stage.show({ ...state, local: { ...state.local, settings: { language } } });
        await take(state, `language-${language}`);
      }
    }
  }
} finally {
  await stage.close();
}
if (values.keep) await writeFile(FONTS, await fingerprint());
await index();

/** Those but English, of which everything else is. */
async function languages() {
  const folders = await readdir(fileURLToPath(new URL('../../_locales/', import.meta.url)));
  return folders.filter((name) => name !== 'en' && Object.hasOwn(LANGUAGES, name)).sort();
}

/** @param {string} file below target/gallery @param {Buffer} picture */
async function write(file, picture) {
  await mkdir(dirname(join(TARGET, file)), { recursive: true });
  await writeFile(join(TARGET, file), picture);
  return file;
}

/** @param {State} state @param {string} look */
async function take(state, look) {
  const { engine } = stage;
  const picture = await stage.picture();
  const { width, height } = PNG.sync.read(picture);
  const name = `${state.name}-${look}.png`;
  const isKept = state.principal === true && (look === 'light' || look === 'dark');
  const path = keptAs(engine, state.name, look);
  const before = isKept ? await readKept(path) : null;
  const { share, difference } = before ? compare(picture, before) : { share: null, difference: null };
  if (isKept && values.keep && share !== 0) await keepPicture(path, picture);
  await rm(join(TARGET, 'difference', engine, name), { force: true });
  shots.push({
    key: `${engine} ${state.name} ${look}`,
    name: state.name,
    page: state.page,
    title: state.title,
    engine,
    look,
    width,
    height,
    share,
    file: await write(join(engine, name), picture),
    kept: before ? await write(join('kept', engine, name), before) : null,
    difference: difference ? await write(join('difference', engine, name), difference) : null,
  });
}

/** What was taken now takes the place of what was there; what there is no state for any more goes. */
async function index() {
  const file = join(TARGET, `${stage.engine}.json`);
  const before = await readFile(file, 'utf8').then(
    (text) => /** @type {Shot[]} */ (JSON.parse(text)),
    () => [],
  ); // The first run.
  const taken = new Set(list.map((s) => s.name));
  const names = here.map((s) => s.name);
  const all = [...before.filter((shot) => !taken.has(shot.name) && names.includes(shot.name)), ...shots];
  all.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
  await writeFile(file, JSON.stringify(all, null, 1));
  const compared = shots.filter((shot) => shot.share !== null);
  const changed = compared.filter((shot) => shot.share);
  const which = changed.map((shot) => `${shot.name} ${shot.look} (${((shot.share ?? 0) * 100).toFixed(2)} %)`).join(', ');
  const said =
    compared.length === 0
      ? 'none of them is kept, so that nothing was compared'
      : `${compared.length} are kept, ${changed.length} of those differ`;
  console.log(`${shots.length} pictures in ${stage.engine}; ${said}${which ? `: ${which}` : ''}.`);
}
