/** How old this browser is, by data in the package: never a newer one, and an extended one by its own number. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import manifest from '../../../manifest.json' with { type: 'json' };
import { OLD_MS, RELEASES, isOld, isRelease, releaseOf } from '../../../browser/versions.js';

const day = (/** @type {string} */ text) => Date.parse(text);
const newest = (/** @type {keyof typeof RELEASES} */ family) => Math.max(...Object.keys(RELEASES[family]).map(Number));

/** @type {Record<string, {releases: Record<string, {release_date?: string, status: string}>}>} */
const documented = createRequire(createRequire(import.meta.url).resolve('web-ext'))('@mdn/browser-compat-data').browsers;

test('the days are those that MDN documents, of each version that can hold the extension, one after the other', () => {
  for (const [family, browser, oldest] of /** @type {const} */ ([
    ['chromium', 'chrome', manifest.minimum_chrome_version],
    ['firefox', 'firefox', manifest.browser_specific_settings.gecko.strict_min_version],
  ])) {
    const versions = Object.keys(RELEASES[family]).map(Number);
    assert.deepEqual(
      versions,
      versions.map((_, n) => parseFloat(oldest) + n),
      family,
    );
    const days = Object.values(RELEASES[family]);
    assert.deepEqual(days, [...new Set(days)].sort(), family);
    const known = versions.filter((version) =>
      ['retired', 'esr', 'current'].includes(documented[browser]?.releases[version]?.status ?? ''),
    );
    assert.ok(known.length > 2, 'nothing to hold them to');
    for (const version of known)
      assert.equal(RELEASES[family][version], documented[browser]?.releases[version]?.release_date, `${family} ${version}`);
  }
});

test('by family and major version; what is newer than the data, or no version, is not known', () => {
  assert.deepEqual(releaseOf('chromium', '150'), { version: '150', at: day('2026-06-30') });
  assert.deepEqual(releaseOf('firefox', '153.0.2'), { version: '153', at: day('2026-07-21') });
  for (const family of /** @type {const} */ (['chromium', 'firefox'])) {
    assert.ok(releaseOf(family, String(newest(family))));
    for (const version of [String(newest(family) + 1), '999', '', 'nightly', '-1', '1.14b', '__proto__', 'toString'])
      assert.equal(releaseOf(family, version), null, `${family} ${version}`);
  }
});

test('an extended release of Firefox is as new as the version that came out with it', () => {
  assert.deepEqual(releaseOf('firefox', '140.13.0'), { version: '140.13', at: day('2026-07-21') });
  assert.deepEqual(releaseOf('firefox', '153.7.0esr'), { version: '153.7', at: day('2026-11-10') });
  assert.equal(releaseOf('firefox', '153.8.0'), null, 'newer than the data');
  assert.deepEqual(releaseOf('firefox', '140.0.4'), { version: '140', at: day('2025-06-24') });
  assert.deepEqual(releaseOf('chromium', '150.7.0.0'), { version: '150', at: day('2026-06-30') }, 'Chromium counts otherwise');
});

test('an answer that is none is no release', () => {
  assert.ok(isRelease(releaseOf('chromium', '150')));
  for (const answer of [null, undefined, 'nonsense', {}, { failed: true }, { version: '150' }, { version: 150, at: 1 }])
    assert.equal(isRelease(answer), false, JSON.stringify(answer));
});

test('old is older than half a year, and nothing that is yet to come by a clock that is off', () => {
  const release = { version: '150', at: day('2026-06-30') };
  assert.equal(isOld(release, release.at + OLD_MS), false);
  assert.equal(isOld(release, release.at + OLD_MS + 1), true);
  assert.equal(isOld(release, day('2026-11-29')), false);
  assert.equal(isOld(release, day('2027-01-02')), true);
  assert.equal(isOld(release, 0), false);
});
