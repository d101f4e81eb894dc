/** Which extensions may act on AO3's pages, as Firefox tells what they may do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayAct } from '../../../bisect/acting.js';

/** @param {Partial<import('../../../bisect/left-alone.js').Installed>} what */
const may = (what) => mayAct({ id: 'a', name: 'A', enabled: true, type: 'extension', installType: 'normal', mayDisable: true, ...what });

test('every site, AO3 by any way of naming it, and what acts on all connections', () => {
  for (const pattern of [
    '<all_urls>',
    '*://*/*',
    'https://*/*',
    'https://archiveofourown.org/*',
    '*://*.archiveofourown.org/works/*',
    '*://download.archiveofourown.org/*',
    'http://*.org/*',
    '*://ao3.org/*',
  ])
    assert.ok(may({ hostPermissions: [pattern] }), pattern);
  for (const name of ['proxy', 'dns', 'declarativeNetRequest']) assert.ok(may({ permissions: [name] }), name);
});

test('another site, and what touches none', () => {
  for (const pattern of ['https://example.com/*', '*://*.notarchiveofourown.org/*', 'file:///*', 'nonsense', ''])
    assert.ok(!may({ hostPermissions: [pattern] }), pattern);
  assert.ok(!may({ permissions: ['storage', 'tabs', 'webRequest'] }));
  assert.ok(!may({}));
});
