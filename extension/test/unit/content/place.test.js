/** Where the card may stand: a classic script, which leaves its functions in its world. */
import '../../../content/place.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';

const { firstFree, isFree, below } = /** @type {any} */ (globalThis).why502Place;

const VIEW = { left: 0, top: 0, width: 1280, height: 900 };
const CARD = { width: 400, height: 120 };
/** @param {number} left @param {number} top @param {number} width @param {number} height */
const box = (left, top, width, height) => ({ left, top, width, height });

test('an empty page: the corner where the lines begin and end', () => {
  assert.deepEqual(firstFree(CARD, VIEW, [], false), { left: 864, top: 16 });
  assert.deepEqual(firstFree(CARD, VIEW, [], true), { left: 16, top: 16 });
});

test('the other corners in turn, then beside the text', () => {
  const header = box(0, 0, 1280, 60);
  const footer = box(0, 800, 1280, 100);
  assert.deepEqual(firstFree(CARD, VIEW, [header], false), { left: 864, top: 764 });
  const beside = firstFree(CARD, VIEW, [header, footer, box(900, 60, 380, 740)], false);
  assert.equal(beside.left, 16);
  assert.ok(isFree({ ...beside, ...CARD }, [header, footer]));
});

test('nothing free, or a window too small', () => {
  assert.equal(firstFree(CARD, VIEW, [box(0, 0, 1280, 900)], false), null);
  assert.equal(firstFree(CARD, { ...VIEW, width: 420 }, [], false), null);
  assert.equal(firstFree(CARD, { ...VIEW, height: 140 }, [], false), null);
});

test('a window that is scrolled', () => assert.deepEqual(firstFree(CARD, { ...VIEW, top: 500 }, [], false), { left: 864, top: 516 }));

test('close by is covered too', () => {
  assert.ok(!isFree(box(0, 0, 100, 100), [box(104, 0, 10, 10)]));
  assert.ok(isFree(box(0, 0, 100, 100), [box(108, 0, 10, 10)]));
});

test('below everything', () => assert.deepEqual(below(VIEW, [box(0, 0, 10, 10), box(0, 950, 10, 50)]), { left: 16, top: 1016 }));
