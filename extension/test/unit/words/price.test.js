/** What a remedy takes is told before the click: each declares it, and each part of it has its words. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MANNERS, REMEDIES, isRemedy } from '../../../remedies/catalogue.js';
import { PRICES, priceOf } from '../../../remedies/prices.js';
import { priceLine } from '../../../words/price.js';
import { english } from '../english.js';

const codes = Object.keys(REMEDIES).filter(isRemedy);
/** @param {string} code @param {string} [how] @param {boolean} [runs] */
const line = (code, how = '', runs = true) => priceLine(code, how, runs, english);

test('each remedy declares its price, and each tells something of it', () => {
  assert.deepEqual(Object.keys(PRICES).sort(), [...codes].sort());
  for (const code of codes)
    for (const runs of [true, false]) {
      assert.match(line(code, '', runs), /^[A-Z]/, code);
      assert.doesNotMatch(line(code, '', runs), /price_|\.|  /, `${code}: words are missing`);
    }
});

test('however it is meant, it has a price', () => {
  for (const [how, code] of Object.entries(MANNERS)) assert.match(line(code, how, false), /^[A-Z]/, how);
  assert.doesNotMatch(line('other-connection', 'another-vpn-exit', false), /mobile data/);
});

test('what changes something of the person says how it comes back, or needs no way back', () => {
  for (const code of codes) {
    const { changes, undo } = priceOf(code, '', true);
    if (['site-data', 'system'].includes(changes)) assert.notEqual(undo, 'needless', code);
    if (changes === 'nothing') assert.ok(['needless', 'cancel'].includes(undo), code);
  }
});

test('the line tells first what it takes, then what may come of it, last how it is undone', () => {
  assert.equal(line('clear-site-data'), 'Logs you out of AO3 · can be undone');
  assert.equal(line('vpn-off', '', false), 'Takes a moment · your network then sees that you open AO3 · changed back in the same place');
  assert.equal(line('watch'), 'Asks AO3 seldom · asks once whether it may notify you · can be called off');
});

test('without the companion, old addresses are forgotten by a restart, and that is its price', () => {
  assert.match(line('flush-dns', '', true), /asks AO3 nothing/);
  assert.match(line('flush-dns', '', false), /restarts the browser/);
});

test('what is no remedy has no price', () => {
  for (const code of ['check', 'keep-page', 'nobody-knows', 'toString']) assert.equal(line(code), '', code);
});
