// Other people's error pages print where a person was, each in its own way. None of it may leave.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptHeaders } from '../../../ao3/answer.js';
import { readMarkers } from '../../../ao3/markers.js';
import { redacted } from '../../../ao3/redaction.js';
import { seeded } from '../seeded.js';

const PAGES = 600;

/** No word of these stands in any error page below. */
const NAMES = [
  'Lanternmoth',
  'quillfeather',
  'OBSIDIAN',
  'marzipan',
  'Zephyrine',
  'Óðinsdóttir',
  'brambleçake',
  '哈利波特',
  'Снежинка',
  'たそがれ',
  'x_nightjar_x',
  'Thimble',
];

/** @typedef {{url: string, secrets: string[]}} Address what of it nobody may read */

/** @type {((random: import('../seeded.js').Random) => Address)[]} */
const ADDRESSES = [
  (r) => made(`/works/${r.id()}`, r),
  (r) => made(`/works/${r.id()}/chapters/${r.id()}?view_adult=true#workskin`, r),
  (r) => made(`/users/${encodeURIComponent(r.of(NAMES))}/pseuds/${encodeURIComponent(r.of(NAMES))}/works?page=${r.id()}`, r),
  (r) =>
    made(
      `/tags/${encodeURIComponent(`${r.of(NAMES)} & ${r.of(NAMES)}`).replaceAll('%26', '*a*')}*s*${encodeURIComponent(r.of(NAMES))}/works`,
      r,
    ),
  (r) =>
    made(
      `/works/search?utf8=%E2%9C%93&work_search%5Bquery%5D=${encodeURIComponent(r.of(NAMES))}+${encodeURIComponent(r.of(NAMES))}&commit=Search`,
      r,
    ),
  (r) => made(`/downloads/${r.id()}/${encodeURIComponent(`${r.of(NAMES)} ${r.of(NAMES)}`)}.epub?updated_at=${r.id()}${r.id()}`, r),
  (r) => made(`/collections/${encodeURIComponent(r.of(NAMES))}/bookmarks?tag_id=${encodeURIComponent(encodeURIComponent(r.of(NAMES)))}`, r),
];

/** @param {string} path @param {import('../seeded.js').Random} r @returns {Address} */
function made(path, r) {
  const url = `http${r.of(['', 's'])}://${r.of(['', 'www.', 'download.'])}archiveofourown.org${path}`;
  const ids = path.match(/\d{4,}/g) ?? [];
  const plain = decodeURIComponent(decodeURIComponent(path));
  return { url, secrets: [...ids, ...NAMES.filter((name) => plain.includes(name))] };
}

/** How the address is written where it is quoted. @type {((url: string, r: import('../seeded.js').Random) => string)[]} */
const WRITTEN = [
  (url) => escaped(url),
  (url) => escaped(safely(url)),
  (url) => escaped(safely(url)).toUpperCase(),
  (url) => encodeURIComponent(url),
  (url) => encodeURIComponent(encodeURIComponent(url)),
  (url) => [...safely(url)].map((c) => `&#${c.codePointAt(0)};`).join(''),
  (url) => [...safely(url)].map((c) => `&#x${c.codePointAt(0)?.toString(16)};`).join(''),
  (url) => escaped(escaped(url)),
  (url) => escaped(JSON.stringify(safely(url)).replaceAll('/', '\\/')),
  (url) =>
    escaped(safely(url))
      .replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .replaceAll('/', '\\u002f'),
  (url) => broken(safely(url), '<wbr>'),
  (url) => broken(safely(url), '&shy;'),
  (url) => broken(safely(url), '\u200b'),
  (url) => broken(safely(url), '&ZeroWidthSpace;'),
  (url) => broken(safely(url), '</b><b>'),
  (url) => broken(safely(url), '\n  '),
  (url) => broken(safely(url), ' '),
  (url) => escaped(new URL(url).pathname),
  (url) => escaped(safely(new URL(url).pathname).replaceAll('/', ' / ')),
  (url) => escaped(new URL(url).host + new URL(url).pathname + new URL(url).search),
  (url) => Buffer.from(url).toString('base64'),
  (url) => Buffer.from(url).toString('base64url'),
  (url) => Buffer.from(url).toString('hex'),
  (url) => escaped(Buffer.from(safely(url)).toString('latin1')),
  (url) => escaped(safely(url).normalize('NFD')),
  (url) => escaped(url.replaceAll('/', '／').replaceAll('.', '．')),
  (url) => escaped(url.replaceAll('/', '&sol;')),
  (url) => `hxxp${escaped(url.slice(4)).replaceAll('.', '[.]')}`,
];

/** @param {string} url */
const safely = (url) => decodeURIComponent(url);

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** As software breaks what is too long for a line. @param {string} text @param {string} by */
function broken(text, by) {
  return (text.match(/.{1,5}/gsu) ?? []).map(escaped).join(by);
}

/**
 * Who prints it. The words are made from what each product is known to say.
 *
 * @type {[page: (url: string, r: import('../seeded.js').Random) => string, ...kept: string[]][]}
 */
const PRINTED = [
  [
    (
      url,
    ) => `<html><head><title>ERROR: The requested URL could not be retrieved</title></head><body id=ERR_CONNECT_FAIL><div id="titles"><h1>ERROR</h1><h2>The requested URL could not be retrieved</h2></div><hr>
    <p>The following error was encountered while trying to retrieve the URL: <a href="${url}">${url}</a></p><blockquote id="error"><p><b>Connection to 104.20.28.24 failed.</b></p></blockquote>
    <p>Your cache administrator is <a href="mailto:webmaster?subject=CacheErrorInfo&amp;body=${url}">webmaster@school.example</a>.</p><p>Generated Sat, 28 Nov 2026 12:01:33 GMT by proxy7.school.example (squid/5.7)</p>`,
    'The requested URL could not be retrieved',
    'Connection to … failed',
  ],
  [
    (
      url,
    ) => `<title>Network Error</title><body><table><tr><td><big>Network Error (tcp_error)</big></td></tr><tr><td>A communication error occurred: "Operation timed out"</td></tr>
    <tr><td>The Web Server may be down. URL: <i>${url}</i></td></tr><tr><td>For assistance, contact your network support team.<br>Blue Coat ProxySG</td></tr></table>`,
    'Network Error',
    'Operation timed out',
    'Blue Coat ProxySG',
  ],
  [
    (url) =>
      `<title>Web Filter Violation ${url}</title><body class="blocked"><h1>FortiGuard Intrusion Prevention - Access Blocked</h1><table><tr><td>URL:</td><td>${url}</td></tr><tr><td>Category:</td><td>Personal Websites</td></tr></table>`,
    'FortiGuard',
    'Access Blocked',
    'Personal Websites',
    'Web Filter Violation',
  ],
  [
    (
      url,
    ) => `<title>Internet Security by Zscaler</title><body><h2>Sorry, you don't have permission to visit this site.</h2><p>Not allowed to browse this category</p><p>See our internet use policy.</p>
    <script>var data = {"url":"${url}"}</script><p>${url} (reason: Not allowed to browse this category)</p>`,
    'Internet Security by Zscaler',
    "you don't have permission",
  ],
  [
    (url) =>
      `<title>This site is blocked</title><body><h1>This site is blocked.</h1><p>${url}</p><p>Sorry, your network administrator has blocked it with Cisco Umbrella. Diagnostic Info: ACType: 0 Block Type: aup Server: hkg12.example</p>`,
    'This site is blocked',
    'Cisco Umbrella',
  ],
  [
    (url) =>
      `<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx/1.25.3</center><!-- ${url} --><p>upstream: ${url}</p></body></html>`,
    '502 Bad Gateway',
    'nginx/1.25.3',
  ],
  [
    (url) =>
      `<title>archiveofourown.org | 502: Bad gateway</title><body><div id="cf-wrapper"><h1>Bad gateway <span>Error code 502</span></h1><p>Visit cloudflare for more. Ray ID: 8e6c0b1f2d3a4c5d</p><p>Your IP: 203.0.113.9 ${url}</p>`,
    'archiveofourown.org | 502: Bad gateway',
    'Error code 502',
  ],
  [
    (
      url,
    ) => `<title>HTTP Status 502 – Bad Gateway</title><body><h1>HTTP Status 502 – Bad Gateway</h1><p>Type Exception Report</p><p>Message Connection refused</p><pre>java.net.ConnectException: Connection refused
\tat com.example.proxy.Forward.get(Forward.java:217)
\tGET ${url} HTTP/1.1
\tReferer: ${url}</pre><h3>Apache Tomcat/10.1.16</h3>`,
    'HTTP Status 502 – Bad Gateway',
    'Connection refused',
  ],
  [
    (url) => `502 proxy error\n\nGET ${url} HTTP/1.1\nHost: archiveofourown.org\nReferer: ${url}\n\nHAProxy could not reach the server`,
    '502 proxy error',
    'HAProxy could not reach',
  ],
  [
    (
      url,
      r,
    ) => `<title>${url}</title><body data-url="${url}" class="${r.of(['page', 'error'])}"><p>The page cannot be displayed.</p><form action="${url}"><input value="${url}"><textarea>${url}</textarea></form>
    <p>Explanation: ${url}<br>Contact proxy-admin@school.example or <a href="mailto:${url}">write</a></p><noscript>${url}</noscript>`,
    'The page cannot be displayed.',
    'Explanation:',
  ],
  [
    (url) => `<title>Access denied</title><p>Der Zugriff auf ${url} wurde verweigert. Grund: Kategorie gesperrt (Sophos Web Appliance)</p>`,
    'Access denied',
    'wurde verweigert',
    'Sophos Web Appliance',
  ],
];

/** Letters and digits alone: a name is read through spaces and signs, too. @param {string} text */
const bare = (text) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

test(`${PAGES} error pages quote an address, each in its own way: nothing of it is left, and what they say is`, () => {
  const r = seeded(502);
  for (let i = 0; i < PAGES; i += 1) {
    const { url, secrets } = r.of(ADDRESSES)(r);
    const [print, ...kept] = /** @type {(typeof PRINTED)[number]} */ (PRINTED[i % PRINTED.length]);
    const write = /** @type {(typeof WRITTEN)[number]} */ (WRITTEN[i % WRITTEN.length]);
    const page = print(write(url, r), r);
    const { title, text, mainClasses, bodyClasses } = readMarkers(page, [url]);
    const left = [title ?? '', text, ...mainClasses, ...bodyClasses].join(' ');
    const seen = `${url}\n${page}\n→ ${title}\n→ ${text}`;
    for (const secret of secrets) assert.ok(!bare(left).includes(bare(secret)), `${secret} is left of\n${seen}`);
    assert.doesNotMatch(left, /\d{4}|:\/\/|@|%[0-9a-f]{2}|\/works|\/users|\/tags|school\.example/i, seen);
    // Where the quotation is long it may stand before them, or in a title that is full.
    const whole = `${readMarkers(page.replaceAll(write(url, r), ''), [url]).title ?? ''} ${readMarkers(page.replaceAll(write(url, r), ''), [url]).text}`;
    for (const words of kept) assert.ok(whole.includes(words), `"${words}" is gone of\n${page}\n→ ${whole}`);
  }
});

test('the address of the page before, too, when it is known; and its look gives it away when it is not', () => {
  const before = 'https://archiveofourown.org/users/Lanternmoth/bookmarks?page=3';
  assert.equal(redacted('Referer: Lanternmoth said so', ['https://archiveofourown.org/works/1', before], 200), 'Referer: … said so');
  assert.equal(redacted(`Referer: ${before} said so`, [], 200), 'Referer: … said so');
});

test('what is no part of an address stays', () => {
  for (const words of [
    '502 Bad Gateway',
    'AO3 Down | Archive of Our Own',
    'Shields are up!',
    'archiveofourown.org | 522: Connection timed out',
    'TCP/IP error',
    'e.g. a proxy',
    'nginx/1.25.3',
    'HTTP/1.1 502',
    'I/O error',
    "We'll be back soon.",
    'Retry later',
    'L’accès est refusé',
    '無法取得所請求的網址',
    'Error 12',
    'Q & A',
    '100% sure',
    'Varnish cache server',
    'ERR_CONNECT_FAIL',
    'via squid/5.7 (Debian)',
  ]) {
    assert.equal(redacted(words, ['https://archiveofourown.org/works/1234567'], 200), words);
  }
});

test('a status that is also the number of a work stays; so do the words of every address', () => {
  assert.equal(
    redacted('502 Bad Gateway: the works page', ['https://archiveofourown.org/works/502'], 200),
    '502 Bad Gateway: the works page',
  );
});

test("machines and people of the network are nobody's business", () => {
  assert.equal(
    redacted('by proxy7.school.example:3128 and webmaster@school.example at 10.0.0.1 or fe80::1', [], 200),
    'by … and … at … or …',
  );
  assert.equal(redacted('ticket 12 345 678', [], 200), 'ticket …');
});

test('nonsense for an address takes nothing, and breaks nothing', () => {
  for (const address of [
    '',
    'about:blank',
    '%',
    'https://archiveofourown.org/%E0%A4%A?%',
    `https://archiveofourown.org/${'a/'.repeat(50_000)}`,
    'https://archiveofourown.org/?&&==;;##',
  ]) {
    assert.equal(redacted('502 Bad Gateway', [address], 200), '502 Bad Gateway');
  }
});

test("a gateway's headers keep its program and lose its machine", () => {
  const kept = (/** @type {Record<string, string>} */ headers) =>
    keptHeaders(Object.entries(headers).map(([name, value]) => ({ name, value })));
  const headers = kept({
    Via: '1.1 proxy7.school.example:3128 (squid/5.7)',
    Server: 'nginx/1.25.3',
    'CF-Ray': '8e6c0b1f2d3a4c5d-HKG',
    'Content-Type': 'text/html; charset=utf-8',
    Age: '31',
    'Retry-After': 'Sat, 28 Nov 2026 12:01:33 GMT',
    'CF-Cache-Status': 'HIT',
  });
  assert.deepEqual(headers, {
    server: 'nginx/1.25.3',
    via: '1.1 … (squid/5.7)',
    'cf-ray': 'present',
    'cf-mitigated': null,
    'retry-after': 'Sat, 28 Nov 2026 12:01:33 GMT',
    age: '31',
    'cf-cache-status': 'HIT',
    date: null,
    'content-type': 'text/html; charset=utf-8',
  });
  const hostile = kept({
    Via: '1.1 https://archiveofourown.org/works/1234567',
    Server: 'for /works/1234567',
    'CF-Mitigated': 'challenge /works/1234567',
    Age: '/works/1234567',
    'CF-Cache-Status': '/users/Thimble',
    'Content-Type': 'text/html /users/Thimble',
    'Retry-After': '/works/1',
  });
  assert.doesNotMatch(JSON.stringify(hostile), /works|users|1234567|Thimble/);
});
