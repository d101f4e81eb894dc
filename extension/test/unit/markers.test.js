import assert from 'node:assert/strict';
import { test } from 'node:test';
import { READ_AT_MOST, readMarkers } from '../../src/markers.js';

test('an error page of the front server is quoted', () => {
  const m = readMarkers('<!doctype html><title>AO3 Down | Archive</title><body><div id="main" class="system errors error-502 region"><h3>The page was responding too slowly.</h3></div>');
  assert.deepEqual(m, { title: 'AO3 Down | Archive', mainClasses: ['system', 'errors', 'error-502', 'region'], bodyClasses: [], ids: ['main'], text: 'The page was responding too slowly.' });
});

test('an ordinary page is not quoted', () => {
  const m = readMarkers('<title>My secret work</title><meta name="csrf-token" content="t"><body class="logged-out"><div id=main class="works-show region"><p>Once upon a time');
  assert.deepEqual(m, { title: null, mainClasses: ['works-show', 'region'], bodyClasses: ['logged-out'], ids: ['csrf-token', 'main'], text: '' });
});

test('a page that shows a name is not quoted, even where it is an error', () => {
  const m = readMarkers('<title>Error</title><body class="logged-in"><p id="greeting"><a href="/users/me">me</a></p><div id="main" class="error-500"><p>Hello me');
  assert.equal(m.title, null);
  assert.equal(m.text, '');
});

test('what stands in comments, scripts and attributes is no markup', () => {
  const m = readMarkers('<!-- <div id="main" class="error-502"> --><script>"<div id=\'cf-wrapper\'>"</script><p title="<body class=logged-in>">502 Bad Gateway</p>');
  assert.deepEqual([m.ids, m.mainClasses, m.bodyClasses], [[], [], []]);
  assert.equal(m.text, '502 Bad Gateway');
});

test('a gateway without AO3 is quoted, at most 200 characters', () => {
  const m = readMarkers(`<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center>${'nginx &amp; more '.repeat(50)}`);
  assert.equal(m.title, '502 Bad Gateway');
  assert.match(m.text, /^502 Bad Gateway nginx & more/);
  assert.equal(m.text.length, 200);
});

test('Cloudflare\'s pages are known by their ids', () => {
  assert.deepEqual(readMarkers('<div id="cf-wrapper"><div id="cf-error-details">').ids, ['cf-error-details', 'cf-wrapper']);
  assert.deepEqual(readMarkers('<span id="challenge-error-text">').ids, ['challenge-error-text']);
});

test('hostile markup ends in reasonable time', () => {
  for (const piece of ['<', '<div ', '<a b="', "<!--", '<script>', '<div id=main class=a ', '"', '<title>']) {
    const m = readMarkers(piece.repeat(READ_AT_MOST));
    assert.ok(m.mainClasses.length <= 12);
  }
});
