/** One table says what each remedy is: whoever adds one is told here what is missing. */
import '../stub.js';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { REMEDIES, STEPS, actionOf, hasButton, isRemedy } from '../../../remedies/catalogue.js';
import { handled } from './handled.js';

test('each remedy that runs has a handler, and no other has one', () => {
  const run = Object.entries(REMEDIES)
    .filter(([, { does }]) => does === 'runs')
    .map(([code]) => code);
  const extra = [
    'go-to-tab',
    'posted-page',
    'chapter-index',
    'add-companion',
    'forget-in-browser',
    'cookie-settings',
    'unallow-cookies',
    'restart-browser',
  ];
  assert.deepEqual(Object.keys(handled).sort(), [...run, ...extra].sort(), 'the handlers in remedies/remedies.js');
});

test('the codes are those of the companion', () => {
  const java = readFileSync(new URL('../../../../host/src/main/java/org/why502/verdict/RemedyCode.java', import.meta.url), 'utf8');
  const constants = /enum RemedyCode \{([^;}]*)[;}]/.exec(java)?.[1] ?? '';
  const codes = constants
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    .split(',')
    .map((name) => name.trim().replace(/\(.*/s, '').toLowerCase().replaceAll('_', '-'))
    .filter(Boolean);
  assert.ok(codes.length > 20, 'the constants were not found');
  assert.deepEqual(Object.keys(REMEDIES).sort(), codes.sort());
});

test('the usual steps stand in an order of their own, each in one place', () => {
  assert.deepEqual(
    STEPS.map((code) => REMEDIES[code].step),
    STEPS.map((_, n) => n + 1),
  );
});

test("a click on somebody else's page starts nothing that has to be read or asked first", () => {
  const onCard = Object.entries(REMEDIES).filter(([, { onCard }]) => onCard);
  assert.ok(onCard.length > 4);
  for (const [code, { does, inPopupFirst }] of onCard) assert.deepEqual([does, inPopupFirst], ['runs', undefined], code);
});

test('of a code that nobody knows there is nothing', () => {
  for (const code of ['', 'toString', '__proto__', 'reload_once'])
    assert.deepEqual([actionOf(code), hasButton(code, [code]), isRemedy(code)], [undefined, false, false], code);
  assert.equal(isRemedy('check'), false, 'a button, and no remedy');
});
