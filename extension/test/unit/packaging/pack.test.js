/** What a store is given: all of the extension, the manifest that this browser takes, and the same bytes each time. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import JSZip from 'jszip';
import { ROOT, packaged } from '../../../packaging/files.js';
import { PACKAGES, pack } from '../../../packaging/pack.js';

const BASE = JSON.parse(readFileSync(new URL('manifest.json', ROOT), 'utf8'));

/** @param {string} name */
async function opened(name) {
  const zip = await JSZip.loadAsync(await pack(/** @type {any} */ (PACKAGES[name])));
  return { zip, manifest: JSON.parse(String(await zip.file('manifest.json')?.async('string'))) };
}

for (const name of Object.keys(PACKAGES)) {
  test(`${name} is the same bytes twice, with all files and no other, and no time but one`, async () => {
    const fit = /** @type {any} */ (PACKAGES[name]);
    const bytes = await pack(fit);
    assert.deepEqual(bytes, await pack(fit));
    const zip = await JSZip.loadAsync(bytes);
    const files = Object.values(zip.files);
    assert.deepEqual(
      files.map((file) => file.name),
      packaged(''),
    );
    for (const file of files) {
      assert.deepEqual([file.dir, file.date.toISOString(), file.unixPermissions], [false, '1980-01-01T00:00:00.000Z', 0o100644], file.name);
      if (file.name !== 'manifest.json')
        assert.deepEqual(await file.async('nodebuffer'), readFileSync(new URL(file.name, ROOT)), `${file.name} is another`);
    }
  });

  test(`${name} has what both have, and no key`, async () => {
    const { manifest } = await opened(name);
    assert.equal('key' in manifest, false);
    for (const same of ['version', 'default_locale', 'host_permissions', 'content_scripts', 'content_security_policy', 'action', 'icons'])
      assert.deepEqual(manifest[same], BASE[same], same);
  });
}

test('Chromium is asked for nothing that it has not', async () => {
  const { manifest } = await opened('chromium.zip');
  assert.deepEqual(manifest.background, { service_worker: 'background.js', type: 'module' });
  assert.equal('browser_specific_settings' in manifest, false);
  assert.equal(manifest.minimum_chrome_version, BASE.minimum_chrome_version);
  assert.deepEqual(
    BASE.permissions.filter((/** @type {string} */ each) => !manifest.permissions.includes(each)),
    ['dns'],
  );
  assert.deepEqual(manifest.optional_permissions, BASE.optional_permissions);
});

test('Firefox is asked for nothing that it has not', async () => {
  const { manifest } = await opened('firefox.xpi');
  assert.deepEqual(manifest.background, { scripts: ['background.js'], type: 'module' });
  assert.equal('minimum_chrome_version' in manifest, false);
  assert.deepEqual(manifest.browser_specific_settings, BASE.browser_specific_settings);
  assert.deepEqual(manifest.permissions, BASE.permissions);
  assert.deepEqual(
    BASE.optional_permissions.filter((/** @type {string} */ each) => !manifest.optional_permissions.includes(each)),
    ['contentSettings'],
  );
});
