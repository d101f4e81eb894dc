// What manifest.json promises of versions is what was tried (the README says which), and for Firefox on
// Android, which was not, what MDN's compatibility data show. They come with the linter of add-ons.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { packaged, read } from './sources.js';

const EXTENSION = fileURLToPath(new URL('../../', import.meta.url));
const manifest = JSON.parse(readFileSync(join(EXTENSION, 'manifest.json'), 'utf8'));
const gecko = manifest.browser_specific_settings;

/** @typedef {{version_added: string | boolean | null, partial_implementation?: boolean}} Support */
const documented = createRequire(createRequire(join(EXTENSION, 'package.json')).resolve('web-ext'))('@mdn/browser-compat-data')
  .webextensions.api;

/** What is missing somewhere, and is looked for before it is used, or has its refusal told. */
const LOOKED_FOR = Object.freeze({
  chrome: ['dns.resolve'],
  firefox: ['tabs.onReplaced'],
  // One window, no companion, and no discarded tab that another takes the place of.
  firefox_android: ['runtime.connectNative', 'tabs.onReplaced', 'windows.create', 'windows.getAll', 'windows.getCurrent', 'windows.update'],
});

/** What of the browser's API is named in the package, as `tabs.query`. */
function used() {
  const names = packaged('.js').flatMap((file) =>
    [...read(file).matchAll(/\b(?:api|browser)\??\.([a-z]\w+)\??\.([a-z]\w+)(?:\??\.([a-z]\w+))?/gi)].map(
      ([, space = '', member = '', further = '']) =>
        space === 'storage' && further && member !== 'onChanged' ? `${space}.${member}.${further}` : `${space}.${member}`,
    ),
  );
  // Types are named in comments with a capital.
  return [...new Set(names)].filter((name) => /^[a-z]\w*\.[a-z]/.test(name) && Object.hasOwn(documented, name.split('.')[0] ?? '')).sort();
}

/** @param {string} name @param {string} browser @returns {number} the first version that has it; Infinity where none has */
function since(name, browser) {
  const [space = '', member = ''] = name.split('.');
  /** @type {Support | Support[] | undefined} */
  const support = documented[space]?.[member]?.__compat?.support?.[browser];
  const first = Array.isArray(support) ? support[0] : support;
  if (first?.version_added === true) return 0;
  return typeof first?.version_added === 'string' ? parseFloat(first.version_added.replace('≤', '')) : Infinity;
}

const README = readFileSync(join(EXTENSION, '../README.md'), 'utf8');

test('the versions that were tried are in the README, and nothing older is promised', () => {
  const [, chromium, firefox] = /These were tried: Chromium (\d+) and \d+, Firefox (\d+) and \d+\./.exec(README) ?? [];
  assert.equal(manifest.minimum_chrome_version, chromium);
  assert.equal(parseFloat(gecko.gecko.strict_min_version), Number(firefox));
});

test('what is used is documented for the oldest versions, on a phone too, but for what is looked for first', () => {
  const names = used();
  assert.ok(names.length > 40, `only ${names.length} were found`);
  /** @type {[keyof typeof LOOKED_FOR, number][]} */
  const promised = [
    ['chrome', Number(manifest.minimum_chrome_version)],
    ['firefox', parseFloat(gecko.gecko.strict_min_version)],
    ['firefox_android', parseFloat(gecko.gecko_android.strict_min_version)],
  ];
  for (const [browser, version] of promised) {
    const missing = names.filter((name) => since(name, browser) > version);
    assert.deepEqual(
      missing.filter((name) => !LOOKED_FOR[browser].includes(name)),
      [],
      `${browser} ${version}`,
    );
  }
});

test('Firefox on a phone has no less of the web than the desktop version that was tried', () => {
  assert.ok(parseFloat(gecko.gecko_android.strict_min_version) >= parseFloat(gecko.gecko.strict_min_version));
});

test('PRIVACY.md tells what each permission is for, and of none that is not asked for', () => {
  const told = readFileSync(join(EXTENSION, '../PRIVACY.md'), 'utf8');
  const rows = [...told.matchAll(/^\| `([\w*:/.]+)`(.*?)\| .{20,} \|$/gm)].map(([, name = '', more = '']) => ({
    name,
    isOptional: more.includes('asked for first'),
  }));
  const [host, ...others] = rows;
  assert.equal(host?.name, manifest.host_permissions[0]);
  const names = (/** @type {boolean} */ isOptional) => others.filter((row) => row.isOptional === isOptional).map(({ name }) => name);
  assert.deepEqual(names(false).sort(), manifest.permissions.toSorted());
  assert.deepEqual(names(true).sort(), manifest.optional_permissions.toSorted());
  for (const kind of gecko.gecko.data_collection_permissions.required) assert.ok(told.includes(`\`${kind}\``), kind);
});
