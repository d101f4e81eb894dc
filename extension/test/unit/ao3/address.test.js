import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OFFICIAL_HOSTS, PATTERNS, busted, landing, lightPage, official, pageKind } from '../../../ao3/address.js';
import manifest from '../../../manifest.json' with { type: 'json' };

const AO3 = 'https://archiveofourown.org';

/** @type {[string, string][]} */
const KINDS = [
  ['/', 'front'],
  ['/works/1', 'work'],
  ['/works/1?view_adult=true', 'work'],
  ['/works/1/chapters/2', 'chapter'],
  ['/chapters/2', 'chapter'],
  ['/works/1?view_full_work=true', 'entire-work'],
  ['/works/1/chapters/2?view_full_work=true', 'entire-work'],
  ['/works/1/navigate', 'navigate'],
  ['/tags/Fluff/works', 'listing'],
  ['/users/me/works', 'listing'],
  ['/works', 'listing'],
  ['/media/Books/fandoms', 'listing'],
  ['/works/search?work_search%5Bquery%5D=x', 'search'],
  ['/works/search', 'search'],
  ['/works?work_search[query]=x', 'search'],
  ['/users/login', 'sign-in'],
  ['/auth_error', 'sign-in'],
  ['/works/new', 'form-work'],
  ['/works/1/edit', 'form-work'],
  ['/works/1/chapters/new', 'form-chapter'],
  ['/works/1/chapters/2/edit', 'form-chapter'],
  ['/works/1/comments', 'comment'],
  ['/comments/3', 'comment'],
  ['/bookmarks/4', 'bookmark'],
  ['/works/1/bookmarks', 'bookmark'],
  ['/downloads/1/a.epub', 'download'],
  ['/tos', 'other'],
  ['/collections/x/works/1', 'work'],
];
for (const [path, kind] of KINDS) test(`${path} is ${kind}`, () => assert.equal(pageKind(new URL(path, AO3)), kind));

test('official hosts, and nothing that looks like them', () => {
  for (const host of OFFICIAL_HOSTS) assert.ok(official(`https://${host}/works/1`), host);
  for (const url of [
    'https://archiveofourown.info/',
    'https://mirror.archiveofourown.org/',
    'https://archiveofourown.org.evil.example/',
    'ftp://archiveofourown.org/',
    'about:blank',
    'nonsense',
    '',
  ]) {
    assert.equal(official(url), undefined, url);
  }
});

test('the manifest asks for the hosts that we look at, and for no other', () => {
  assert.deepEqual(manifest.host_permissions, [...PATTERNS]);
  assert.deepEqual(manifest.content_scripts[0]?.matches, [...PATTERNS]);
});

test('the manifest asks for no permission beyond those that the field guide names', () => {
  const enough = ['webRequest', 'scripting', 'storage', 'alarms', 'nativeMessaging', 'cookies', 'browsingData', 'dns'];
  assert.deepEqual(
    manifest.permissions.filter((p) => !enough.includes(p)),
    [],
  );
  assert.deepEqual(manifest.optional_permissions, ['contentSettings', 'management', 'notifications'], 'asked for when a person wants it');
});

test('a cache-busting query keeps the query that is there', () => {
  assert.equal(busted(`${AO3}/works/1`, 'abc'), `${AO3}/works/1?why502=abc`);
  assert.equal(busted(`${AO3}/works/1?view_adult=true&a[]=%20#c`, 'abc'), `${AO3}/works/1?view_adult=true&a[]=%20&why502=abc`);
  assert.equal(busted('http://archiveofourown.org/', 'abc'), `${AO3}/?why502=abc`);
});

test('the light page of a work is its chapter index, of all else the form token', () => {
  assert.equal(lightPage(`${AO3}/works/12/chapters/3?view_adult=true`), `${AO3}/works/12/navigate`);
  assert.equal(lightPage(`${AO3}/works/12`), `${AO3}/works/12/navigate`);
  for (const path of ['/', '/works/new', '/tags/1/works', '/users/me']) assert.equal(lightPage(AO3 + path), `${AO3}/token_dispenser.json`);
});

test('where a redirect led', () => {
  assert.equal(landing(`${AO3}/a`, `${AO3}/a`), null);
  assert.equal(landing(`${AO3}/a`, `${AO3}/timeout_error`), 'timeout-error');
  assert.equal(landing(`${AO3}/a`, `${AO3}/b`), 'official');
  assert.equal(landing(`${AO3}/a`, 'http://hotel.example/login'), 'elsewhere');
});
