import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMarkers } from '../../../ao3/markers.js';

test('an error page of the front server is quoted', () => {
  const m = readMarkers(
    '<!doctype html><title>AO3 Down | Archive</title><body><div id="main" class="system errors error-502 region"><h3>The page was responding too slowly.</h3></div>',
    [],
  );
  assert.deepEqual(m, {
    title: 'AO3 Down | Archive',
    mainClasses: ['system', 'errors', 'error-502', 'region'],
    bodyClasses: [],
    ids: ['main'],
    text: 'The page was responding too slowly.',
  });
});

test('an ordinary page is not quoted', () => {
  const m = readMarkers(
    '<title>My secret work</title><meta name="csrf-token" content="t"><body class="logged-out"><div id=main class="works-show region"><p>Once upon a time',
    [],
  );
  assert.deepEqual(m, {
    title: null,
    mainClasses: ['works-show', 'region'],
    bodyClasses: ['logged-out'],
    ids: ['csrf-token', 'main'],
    text: '',
  });
});

test('a page that shows a name is not quoted, even where it is an error', () => {
  const m = readMarkers(
    '<title>Error</title><body class="logged-in"><p id="greeting"><a href="/users/me">me</a></p><div id="main" class="error-500"><p>Hello me',
    [],
  );
  assert.equal(m.title, null);
  assert.equal(m.text, '');
});

test('what stands in comments, scripts and attributes is no markup', () => {
  const m = readMarkers(
    '<!-- <div id="main" class="error-502"> --><script>"<div id=\'cf-wrapper\'>"</script><p title="<body class=logged-in>">502 Bad Gateway</p>',
    [],
  );
  assert.deepEqual([m.ids, m.mainClasses, m.bodyClasses], [[], [], []]);
  assert.equal(m.text, '502 Bad Gateway');
});

test('a gateway without AO3 is quoted, at most 200 characters', () => {
  const m = readMarkers(
    `<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center>${'nginx &amp; more '.repeat(50)}`,
    [],
  );
  assert.equal(m.title, '502 Bad Gateway');
  assert.match(m.text, /^502 Bad Gateway nginx & more/);
  assert.equal(m.text.length, 200);
});

test("Cloudflare's pages are known by their ids", () => {
  assert.deepEqual(readMarkers('<div id="cf-wrapper"><div id="cf-error-details">', []).ids, ['cf-error-details', 'cf-wrapper']);
  assert.deepEqual(readMarkers('<span id="challenge-error-text">', []).ids, ['challenge-error-text']);
});

test('text runs on through what stands in a line, and ends with a block', () => {
  const m = readMarkers('<p>502 Bad Gate<wbr>way</p><p>ng<b>inx</b></p><ul><li>one</li><li>two</li></ul>', []);
  assert.equal(m.text, '502 Bad Gateway nginx one two');
});

test('the last words are whole: half a number could not be told from a short one', () => {
  const m = readMarkers(`<p>${'squid '.repeat(664)} 1234567</p>`, []);
  assert.match(m.text, /^squid /);
  assert.doesNotMatch(readMarkers(`<p>${'- '.repeat(1_998)}1234567</p>`, []).text, /\d/);
});

test("a template is in nobody's page, whatever is in it", () => {
  const m = readMarkers('<template><title>a</title><template></template><div id="main" class="error-502">b</div></template><p>c', []);
  assert.deepEqual([m.title, m.ids, m.mainClasses, m.text], [null, [], [], 'c']);
});

test('classes that hold an id, or that nobody would write, are left out', () => {
  const m = readMarkers(
    '<body class="logged-out work-123456 https://a.example/b error-503-maintenance"><div id="main" class="error-502 user_987654 region">',
    [],
  );
  assert.deepEqual(
    [m.bodyClasses, m.mainClasses],
    [
      ['logged-out', 'error-503-maintenance'],
      ['error-502', 'region'],
    ],
  );
});

test('what is no page is told by its shape: the token of a form never leaves', () => {
  assert.equal(readMarkers('{"token":"Zm9ybS10b2tlbg"}', []).text, 'token');
  assert.equal(readMarkers(' {"secret": "Zm9ybS10b2tlbg"}', []).text, 'json');
  assert.equal(readMarkers('["lamps"]', []).text, 'json');
  assert.equal(readMarkers('<html><body><pre>{&quot;token&quot;:&quot;abc&quot;}</pre>', []).text, 'token');
});
