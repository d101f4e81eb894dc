// Contacts that nobody should have made, out of the tiny internet's log and Chromium's.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { assertOwn, begunBy } from '../../browsers/harness/asked.js';
import { strangers } from '../../browsers/harness/lab.js';
import { IMAGE } from '../../browsers/harness/profile.js';

const COMPANION = join(IMAGE, 'bin/java');
const time = '2026-11-28T00:00:00Z';

/** @param {Partial<import('../../browsers/harness/lab.js').Request>} more */
const name = (more) =>
  /** @type {import('../../browsers/harness/lab.js').Request} */ ({
    kind: 'dns',
    time,
    role: 'resolver',
    host: 'tracker.example',
    listed: false,
    ...more,
  });

test('a name that does not exist is a stranger if the companion asked for it, also beside another, or if nobody knows who did', () => {
  assert.deepEqual(strangers([name({ programs: ['/usr/lib/chromium/chromium'] })]), []);
  assert.deepEqual(strangers([name({ programs: [COMPANION] })]), ['tracker.example']);
  assert.deepEqual(strangers([name({ programs: ['/usr/bin/sh', COMPANION] })]), ['tracker.example']);
  assert.deepEqual(strangers([name({ programs: [] })]), ['tracker.example']);
  assert.deepEqual(strangers([name({})]), ['tracker.example']);
  assert.deepEqual(strangers([name({ listed: true })]), []);
});

test("a question whose end was closed is the browser's only where it asked for the same name, and the companion did not", () => {
  const closed = name({ programs: [] });
  const browsers = name({ programs: ['/usr/lib/chromium/chromium'] });
  assert.deepEqual(strangers([closed], [], [browsers, closed]), []);
  assert.deepEqual(strangers([closed], [], [name({ programs: ['/usr/lib/chromium/chromium'], host: 'another.example' }), closed]), [
    'tracker.example',
  ]);
  assert.deepEqual(strangers([closed], [], [browsers, name({ programs: [COMPANION] }), closed]), ['tracker.example']);
});

test('a web request outside of the roles is a stranger, whoever made it, unless the test opened the page', () => {
  const request = /** @type {import('../../browsers/harness/lab.js').Request} */ ({
    kind: 'http',
    time,
    role: 'other',
    host: 'example.com',
  });
  assert.deepEqual(strangers([request]), ['example.com']);
  assert.deepEqual(strangers([request], ['example.com']), []);
  assert.deepEqual(strangers([{ ...request, role: 'archive', host: 'archiveofourown.org' }]), []);
});

/** @param {number} source @param {string} url @param {string} initiator @param {string} [kind] */
const line = (source, url, initiator, kind = 'other') =>
  `{"params":{"initiator":"${initiator}","load_flags":0,"method":"GET","request_type":"${kind}","url":"${url}"},"phase":1,"source":{"id":${source},"start_time":"1","type":1},"time":"1","type":2},`;

test("what an extension began is found in Chromium's log: once, not what became of it, and not a page that opens in a tab", () => {
  const us = 'abcdefghijklmnopabcdefghijklmnop';
  const log = [
    '{"constants": {}, "events": [',
    line(1, 'https://archiveofourown.org/works/1', `chrome-extension://${us}`),
    line(1, 'https://elsewhere.example/', `chrome-extension://${us}`),
    line(2, 'https://update.example/', 'null'),
    line(3, 'https://other.example/', 'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba'),
    line(4, 'https://www.otwstatus.org/', `chrome-extension://${us}`, 'main frame'),
    line(5, 'https://tracker.example/', `chrome-extension://${us}`),
  ].join('\n');
  assert.deepEqual(begunBy(log, us), ['https://archiveofourown.org/works/1', 'https://tracker.example/']);
  assert.throws(() => assertOwn(begunBy(log, us)), /must not ask: https:\/\/tracker\.example\/$/);
  assertOwn(['https://archiveofourown.org/x', `chrome-extension://${us}/_locales/en/messages.json`, 'data:,']);
});
