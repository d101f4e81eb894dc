/**
 * Events as real browsers delivered them (Chromium 156, Firefox ESR 153; test/unit/sighting/recorded/).
 *
 * @import {BrowserEvent} from '../../../sighting/sighting.js'
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { play } from './events.js';

const BROWSERS = ['chromium', 'firefox'];
/** @param {string} browser @param {string} name @returns {BrowserEvent[]} */
const recorded = (browser, name) => JSON.parse(readFileSync(new URL(`recorded/${browser}/${name}.json`, import.meta.url), 'utf8'));

/** @type {Record<string, {status: number | null, error?: RegExp, hasPage: boolean, page?: string} | null>} */
const EXPECTED = {
  'ordinary-page': null,
  'ordinary-404': null,
  'chapter-502': { status: 502, hasPage: true, page: 'chapter' },
  'empty-502': { status: 502, hasPage: false },
  'maintenance-as-200': { status: 200, hasPage: true },
  'connection-cut': { status: null, error: /ERR_EMPTY_RESPONSE|NS_ERROR_NET_RESET/, hasPage: false },
  'slow-504': { status: 504, hasPage: true },
  'redirect-loop': { status: null, error: /ERR_TOO_MANY_REDIRECTS|NS_ERROR_REDIRECT_LOOP/, hasPage: false },
};

for (const browser of BROWSERS) {
  test(`every recording of ${browser} has its expectation`, () => {
    const files = readdirSync(new URL(`recorded/${browser}/`, import.meta.url)).map((f) => f.replace('.json', ''));
    assert.deepEqual(files.sort(), Object.keys(EXPECTED).sort());
  });
  for (const [name, expected] of Object.entries(EXPECTED)) {
    test(`${browser}: ${name}`, () => {
      const { seen } = play(recorded(browser, name));
      if (!expected) return assert.deepEqual(seen, []);
      const [first] = seen;
      assert.ok(first);
      assert.equal(first.sighting.status, expected.status);
      assert.equal(first.hasPage, expected.hasPage);
      if (expected.error) assert.match(first.sighting.error ?? '', expected.error);
      else assert.equal(first.sighting.error, null);
      if (expected.page) assert.equal(first.sighting.page, expected.page);
      // A browser may load a network error again by itself; one load is told once.
      if (expected.hasPage) assert.equal(seen.length, 1);
      return undefined;
    });
  }
  test(`${browser}: the markup that is read after the status comes as more`, () => {
    const { more } = play(recorded(browser, 'chapter-502'));
    assert.ok(more.some((m) => m.markers?.mainClasses.includes('error-502')));
  });
  test(`${browser}: the long wait before a 504 is kept`, () => {
    const took = play(recorded(browser, 'slow-504')).seen[0]?.sighting.tookMs ?? 0;
    assert.ok(took >= 3000 && took < 4000, String(took));
  });
  test(`${browser}: no path leaves in a sighting`, () => {
    for (const name of Object.keys(EXPECTED)) {
      for (const { sighting } of play(recorded(browser, name)).seen)
        assert.doesNotMatch(JSON.stringify(sighting), /works\/123|chapters\/456|\/empty|\/loop/);
    }
  });
  test(`${browser}: events may arrive in any order`, () => {
    for (const name of ['chapter-502', 'empty-502', 'connection-cut', 'ordinary-404', 'ordinary-page']) {
      const events = recorded(browser, name);
      const page = events.filter((e) => e.kind === 'page' || e.kind === 'tab');
      const network = events.filter((e) => e.kind !== 'page' && e.kind !== 'tab');
      const usual = play(events).seen.length;
      // Chromium calls an empty 502 no error, and always tells of it before its tab.
      if (name !== 'empty-502' || browser === 'firefox')
        assert.equal(play([...page, ...network]).seen.length, usual, `${name}, page first`);
      assert.equal(play([...network.toReversed(), ...page]).seen.length, usual, `${name}, network backwards`);
    }
  });
}
