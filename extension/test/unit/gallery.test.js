/** The gallery's own parts: its list of states, and how it compares pictures. */
import './stub.js';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PNG } from 'pngjs';
import { VERDICTS } from '../../words/verdict-table.js';
import { NOW } from '../gallery/evidence.js';
import { ALLOWED, compare } from '../gallery/pictures.js';
import { chosen, present, states } from '../gallery/states.js';
import { TROUBLES } from '../../incident/incident.js';

const all = states();

test('every verdict and every trouble of the companion has a state', () => {
  const names = new Set(all.map((s) => s.name));
  assert.deepEqual(
    [...VERDICTS, ...TROUBLES.map((kind) => `companion-${kind}`)].filter((name) => !names.has(name)),
    [],
  );
  for (const code of VERDICTS) assert.equal(all.find((s) => s.name === code)?.incident?.diagnosis?.verdict.code, code);
});

test('each state can be shown by this checkout, or it is said why not', () => {
  const { here, missing } = present(all);
  assert.equal(here.length + missing.length, all.length);
  assert.ok(here.length > 100, missing.join('\n'));
});

test('what happened, happened just before the moment at which time stands still', () => {
  assert.match(readFileSync(new URL('../gallery/inside/freeze.js', import.meta.url), 'utf8'), /Date\.UTC\(2026, 10, 22, 12\)/);
  assert.equal(NOW, Date.UTC(2026, 10, 22, 12));
  for (const { name, incident } of all) {
    if (incident?.sighting)
      assert.ok(Math.abs(Date.parse(incident.sighting.seenAt) - NOW) < 60_000, `${name}: ${incident.sighting.seenAt}`);
  }
});

test('a state is chosen by its name, or by a part of several', () => {
  assert.deepEqual(
    chosen(all, 'archive-down').map((s) => s.name),
    ['archive-down'],
  );
  assert.ok(chosen(all, 'companion-').length > TROUBLES.length);
  assert.throws(() => chosen(all, 'nonsense'), /No state is called "nonsense"/);
});

/** @param {number} width @param {number} height @param {number} [dark] how many pixels of it are ink */
function picture(width, height, dark = 0) {
  const png = new PNG({ width, height });
  png.data.fill(255);
  for (let i = 0; i < dark; i += 1) png.data.fill(0, i * 4, i * 4 + 3);
  return PNG.sync.write(png);
}

test('pictures: the same, a changed line, another size', () => {
  assert.deepEqual(compare(picture(100, 50), picture(100, 50)), { share: 0, difference: null });
  const changed = compare(picture(100, 50, 100), picture(100, 50));
  assert.ok(changed.share > ALLOWED && changed.difference !== null);
  assert.ok(compare(picture(100, 60), picture(100, 50)).share > 0.1);
});
