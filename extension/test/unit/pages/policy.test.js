/** What our own pages and the background may load and contact: ourselves and AO3, and nothing else. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { OFFICIAL_HOSTS, PATTERNS } from '../../../ao3/address.js';
import { packaged, read } from '../sources.js';
import manifest from '../../../manifest.json' with { type: 'json' };

const directives = new Map(
  manifest.content_security_policy.extension_pages.split('; ').map((each) => {
    const [name = '', ...sources] = each.split(' ');
    return [name, sources];
  }),
);

/** @param {string} source @param {URL} url as CSP3 § 6.7.2.8 compares them, but for paths */
function covers(source, url) {
  const [scheme = '', host = ''] = source.split('://');
  if (`${scheme}:` !== url.protocol) return false;
  return host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host;
}

test('nothing comes from anywhere but ourselves', () => {
  assert.deepEqual(directives.get('default-src'), ["'none'"]);
  assert.deepEqual(directives.get('script-src'), ["'self'"]);
  assert.deepEqual(directives.get('img-src'), ["'self'"]);
  for (const name of ['object-src', 'base-uri', 'form-action', 'frame-ancestors']) assert.deepEqual(directives.get(name), ["'none'"], name);
  const known = [
    'default-src',
    'script-src',
    'style-src',
    'img-src',
    'connect-src',
    'object-src',
    'base-uri',
    'form-action',
    'frame-ancestors',
  ];
  assert.deepEqual([...directives.keys()], known, 'what is not named here is nowhere allowed');
});

test('every official host may be asked, and no other', () => {
  const sources = directives.get('connect-src') ?? [];
  for (const host of OFFICIAL_HOSTS)
    for (const scheme of ['https', 'http'])
      assert.ok(
        sources.some((source) => covers(source, new URL(`${scheme}://${host}/`))),
        `${scheme}://${host}`,
      );
  for (const other of [
    'https://example.org/',
    'https://archiveofourown.org.evil.example/',
    'https://archiveofourown.info/',
    'https://www.transformativeworks.org/',
    'https://www.otwstatus.org/',
    'ws://archiveofourown.org/',
    'data:,',
  ]) {
    assert.ok(!sources.some((source) => covers(source, new URL(other))), other);
  }
  const allowed = PATTERNS.map((pattern) => pattern.replace(/^\*:\/\/(\*\.)?|\/\*$/g, ''));
  assert.deepEqual(
    [...new Set(sources.slice(1).map((source) => source.replace(/^https?:\/\/(\*\.)?/, '')))],
    allowed,
    'the same as the manifest asks the person for',
  );
});

for (const file of packaged('.html')) {
  test(`${file} needs nothing that the policy refuses`, () => {
    const html = read(file);
    assert.doesNotMatch(
      html,
      / style=| on[a-z]+=|javascript:|<script(?![^>]* src=)|<base|<form|<iframe|<object|<embed|(?:src|href)="[a-z]+:/i,
    );
    for (const [, style = ''] of html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)) {
      const hash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
      assert.ok(directives.get('style-src')?.includes(hash), `the manifest must name ${hash}`);
    }
  });
}

test('no hash is left of a style that is no more', () => {
  const html = read('pages/popup/popup.html');
  assert.equal(
    (directives.get('style-src') ?? []).filter((source) => source.startsWith("'sha256-")).length,
    [...html.matchAll(/<style/g)].length,
  );
});
