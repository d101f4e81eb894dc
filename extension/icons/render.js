/**
 * Draws the PNG icons from the numbers of why502.svg: `node icons/render.js`. Browsers want PNG for the
 * toolbar, and no image library is worth installing for four small files.
 */
import { writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';

const SIZES = [16, 32, 48, 128];
const SAMPLES = 6; // per pixel and direction

const GROUND = [0x7a, 0x14, 0x20];
const INK = [0xff, 0xff, 0xff];
const DOT = [0xf7, 0xc9, 0xa8];

/** The question mark of why502.svg, as cubic curves. @type {number[][]} */
const MARK = [
  [44, 50, 44, 37, 53, 29, 65, 29],
  [65, 29, 77, 29, 85, 37, 85, 47],
  [85, 47, 85, 63, 65, 63, 65, 79],
];

/** @param {number[]} curve @returns {[number, number][]} */
function points([ax = 0, ay = 0, bx = 0, by = 0, cx = 0, cy = 0, dx = 0, dy = 0]) {
  return Array.from({ length: 25 }, (_, i) => {
    const t = i / 24;
    const s = 1 - t;
    const mix = (/** @type {number} */ a, /** @type {number} */ b, /** @type {number} */ c, /** @type {number} */ d) =>
      s ** 3 * a + 3 * s * s * t * b + 3 * s * t * t * c + t ** 3 * d;
    return [mix(ax, bx, cx, dx), mix(ay, by, cy, dy)];
  });
}
const path = MARK.map(points);

/** @param {number} x @param {number} y */
function distanceToMark(x, y) {
  let best = Infinity;
  for (const line of path) {
    for (let i = 1; i < line.length; i += 1) {
      const [ax, ay] = /** @type {[number, number]} */ (line[i - 1]);
      const [bx, by] = /** @type {[number, number]} */ (line[i]);
      const along = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)));
      best = Math.min(best, Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)));
    }
  }
  return best;
}

/** The colour at a point of the 128 × 128 drawing, or undefined outside. @param {number} x @param {number} y @param {number} stroke */
function colourAt(x, y, stroke) {
  const cornerX = Math.max(0, Math.abs(x - 64) - 30);
  const cornerY = Math.max(0, Math.abs(y - 64) - 30);
  if (Math.hypot(cornerX, cornerY) > 30) return undefined;
  if (Math.hypot(x - 65, y - 99) <= stroke * 0.71) return DOT;
  return distanceToMark(x, y) <= stroke / 2 ? INK : GROUND;
}

/** @param {number} size */
function draw(size) {
  const stroke = size <= 32 ? 15 : 12; // Thin lines vanish in a toolbar.
  const scale = 128 / size;
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let py = 0; py < size; py += 1) {
    for (let px = 0; px < size; px += 1) {
      const sum = [0, 0, 0];
      let inside = 0;
      for (let s = 0; s < SAMPLES * SAMPLES; s += 1) {
        const x = (px + ((s % SAMPLES) + 0.5) / SAMPLES) * scale;
        const y = (py + (Math.floor(s / SAMPLES) + 0.5) / SAMPLES) * scale;
        const colour = colourAt(x, y, stroke);
        if (!colour) continue;
        inside += 1;
        for (const c of [0, 1, 2]) sum[c] = (sum[c] ?? 0) + (colour[c] ?? 0);
      }
      const at = py * (size * 4 + 1) + 1 + px * 4;
      for (const c of [0, 1, 2]) rows[at + c] = inside ? Math.round((sum[c] ?? 0) / inside) : 0;
      rows[at + 3] = Math.round((255 * inside) / (SAMPLES * SAMPLES));
    }
  }
  return rows;
}

/** The checksum of PNG (ISO 3309); Node 20 has none of its own. @param {Buffer} data */
function crc32(data) {
  let crc = ~0;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

for (const size of SIZES) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8); // eight bits, RGBA
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const png = Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(draw(size), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  writeFileSync(new URL(`why502-${size}.png`, import.meta.url), png);
}
