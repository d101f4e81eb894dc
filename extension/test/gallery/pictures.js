/**
 * The kept pictures: what they are compared with, and how.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

const KEPT = new URL('../pictures/', import.meta.url);

/** Beside the pictures: the letters they were drawn with. */
export const FONTS = fileURLToPath(new URL('fonts.txt', KEPT));

/** Of all pixels; a word that changed is more, how an engine's next version smooths an edge is less. */
export const ALLOWED = 0.001;

/** How far a colour may be off, from 0 to 1: pixelmatch's own advice. */
const THRESHOLD = 0.1;

/** How to look at a difference, and how to accept it. */
export const WHAT_TO_DO =
  'Look at it with install/gallery.sh, which shows all of them in target/gallery/index.html; accept it with install/gallery.sh --keep';

/** @param {string} engine @param {string} name @param {string} scheme */
export const keptAs = (engine, name, scheme) => fileURLToPath(new URL(`${engine}/${name}-${scheme}.png`, KEPT));

/** @param {string} file @returns {Promise<Buffer | null>} null where there is none */
export async function readKept(file) {
  try {
    return await readFile(file);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return null;
    throw error;
  }
}

/** Shades of each colour that are kept apart: a third smaller than all 256, and far below what THRESHOLD notices. */
const SHADES = 32;

/**
 * As small as it can be: no transparency, fewer shades, and the best of every way to write its rows.
 *
 * @param {Buffer} picture
 */
function shrink(picture) {
  const png = PNG.sync.read(picture);
  const step = 256 / SHADES;
  png.data.forEach((value, i) => (png.data[i] = Math.min(255, Math.round(value / step) * step)));
  const ways = [0, 1, 2, 3, 4, -1].flatMap((filterType) => [0, 1, 3].map((deflateStrategy) => ({ filterType, deflateStrategy })));
  const all = ways.map((way) => PNG.sync.write(png, { ...way, deflateLevel: 9, colorType: 2, inputHasAlpha: true }));
  return all.reduce((least, one) => (one.length < least.length ? one : least));
}

/** @param {string} file @param {Buffer} picture */
export async function keepPicture(file, picture) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, shrink(picture));
}

/** @param {PNG} png @param {number} width @param {number} height */
function onCanvas(png, width, height) {
  const canvas = new PNG({ width, height });
  PNG.bitblt(png, canvas, 0, 0, png.width, png.height, 0, 0);
  return canvas;
}

/**
 * What is in one picture alone differs, also where one is larger.
 *
 * @param {Buffer} now
 * @param {Buffer} kept
 * @returns {{share: number, difference: Buffer | null}} of all pixels; a picture where there is a difference to see
 */
export function compare(now, kept) {
  if (now.equals(kept)) return { share: 0, difference: null };
  const [a, b] = [PNG.sync.read(now), PNG.sync.read(kept)];
  const width = Math.max(a.width, b.width);
  const height = Math.max(a.height, b.height);
  const difference = new PNG({ width, height });
  const pixels = pixelmatch(onCanvas(a, width, height).data, onCanvas(b, width, height).data, difference.data, width, height, {
    threshold: THRESHOLD,
  });
  return { share: pixels / (width * height), difference: pixels > 0 ? PNG.sync.write(difference) : null };
}
