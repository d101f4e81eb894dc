/** The walls of the house: who may know whom, read from the sources. The host has the like (WallsTest). */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { ROOT, packaged, read } from './sources.js';

/**
 * Each room, and whom it may know besides itself and the messages (types/). A room stands above all that it
 * may know; only background.js, which connects them, knows all.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const MAY = {
  ao3: [],
  browser: ['ao3'],
  sighting: ['ao3', 'browser'],
  incident: ['ao3', 'browser', 'sighting'],
  diagnosis: ['ao3', 'browser', 'sighting', 'incident'],
  remedies: ['ao3', 'browser', 'incident', 'diagnosis'],
  bisect: ['ao3', 'browser', 'sighting', 'incident'],
  watch: ['ao3', 'browser', 'incident', 'diagnosis', 'remedies'],
  drafts: ['ao3', 'browser', 'diagnosis'],
  // Of those two it knows what a remedy is, and what a watch is; it runs none.
  words: ['ao3', 'browser', 'incident', 'remedies', 'watch'],
  report: ['ao3', 'browser', 'incident', 'diagnosis', 'remedies', 'words'],
  telling: ['ao3', 'browser', 'bisect', 'sighting', 'incident', 'diagnosis', 'remedies', 'watch', 'drafts', 'words'],
  // Classic scripts: they import nothing. The card's words come with a message.
  content: ['words'],
  pages: ['ao3', 'browser', 'bisect', 'incident', 'diagnosis', 'remedies', 'watch', 'words', 'report', 'telling'],
};

/** Rooms in which nothing touches the browser, whoever asks. */
const PURE_ROOMS = ['ao3', 'words', 'report'];

const sources = packaged('.js');

/** What others wrote, as they published it: no room of ours, and each file of it has one that knows it. @type {Readonly<Record<string, string>>} */
const VENDORED = Object.freeze({ 'vendor/lean-qr.mjs': 'pages/popup/phone-code.js' });

/** @param {string} path */
const isOurs = (path) => !Object.hasOwn(VENDORED, path);

/** @param {string} path */
const roomOf = (path) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '');

/** What a file names, types included. @param {string} path @returns {string[]} paths from the extension's root */
function named(path) {
  const specifiers = [...read(path).matchAll(/(?:\bfrom |\bimport\(|^import )'(\.[^']*)'/gm)].map(([, specifier = '']) => specifier);
  return specifiers.map((specifier) => new URL(specifier, `file:///${path}`).pathname.slice(1));
}

/** What it needs to run. @param {string} path @returns {string[]} */
function imported(path) {
  const code = read(path).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return [...code.matchAll(/(?:\bfrom |\bimport\(|^import )'(\.[^']*)'/gm)]
    .map(([, specifier = '']) => new URL(specifier, `file:///${path}`).pathname.slice(1))
    .filter(isOurs);
}

/** The first comment, which says what the file is. @param {string} path */
const opening = (path) => /^(?:\/\*\*[\s\S]*?\*\/|(?:\/\/.*\n)+)/.exec(read(path))?.[0] ?? '';

/** @param {string} path */
const isPure = (path) => /\bPure\b(?:\.|,|:| but)/.test(opening(path).replace(/\n(?: \*|\/\/)/g, ' '));

test('every room is known, and every file stands in one', () => {
  const rooms = [...new Set(sources.map(roomOf))].filter(Boolean);
  assert.deepEqual(rooms.sort(), Object.keys(MAY).sort());
  assert.deepEqual(
    sources.filter((path) => roomOf(path) === ''),
    ['background.js'],
  );
});

test('every room knows only whom it may', () => {
  const breaches = sources
    .filter((path) => path !== 'background.js')
    .flatMap((path) => {
      const may = [roomOf(path), 'types', ...(MAY[roomOf(path)] ?? [])];
      return named(path)
        .filter((other) => (isOurs(other) ? !may.includes(roomOf(other)) : VENDORED[other] !== path))
        .map((other) => `${path} names ${other}`);
    });
  assert.deepEqual(breaches, []);
});

test('what others wrote is all that lies in its folder, and is what its package has; its licence lies beside it', () => {
  assert.deepEqual([...packaged('.mjs'), ...packaged('.js').filter((path) => roomOf(path) === 'vendor')], Object.keys(VENDORED));
  for (const [ours, theirs] of [
    ['lean-qr.mjs', 'index.mjs'],
    ['lean-qr.LICENSE', 'LICENSE'],
  ])
    assert.equal(read(`vendor/${ours}`), read(`node_modules/lean-qr/${theirs}`), ours);
  const { devDependencies } = JSON.parse(read('package.json'));
  assert.equal(JSON.parse(read('node_modules/lean-qr/package.json')).version, devDependencies['lean-qr']);
  assert.ok(read('vendor/README.md').includes(`lean-qr) ${devDependencies['lean-qr']} by`));
});

test('every room says what it is for, what enters, what leaves, and whom it knows', () => {
  for (const [room, may] of Object.entries(MAY)) {
    const said = read(`${room}/README.md`);
    assert.match(said, /^# .+\n\n.{60,}\n\n- \*\*Enters:\*\* .+\n- \*\*Leaves:\*\* .+\n- \*\*Knows:\*\* .+\n$/, room);
    const knows = [...(/\*\*Knows:\*\* (.+)/.exec(said)?.[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name);
    assert.deepEqual(knows, [...may].sort(), `${room}/README.md tells of others than the table`);
  }
});

test('nothing is allowed that is not used', () => {
  for (const [room, may] of Object.entries(MAY)) {
    const known = new Set(
      sources
        .filter((path) => roomOf(path) === room)
        .flatMap(named)
        .map(roomOf),
    );
    assert.deepEqual(
      may.filter((other) => !known.has(other)),
      [],
      room,
    );
  }
});

test('no room stands above itself', () => {
  /** @param {string} room @param {readonly string[]} above */
  const climb = (room, above) => {
    assert.ok(!above.includes(room), [...above, room].join(' → '));
    for (const other of MAY[room] ?? []) climb(other, [...above, room]);
  };
  for (const room of Object.keys(MAY)) climb(room, []);
});

test('no files import each other in a circle', () => {
  /** @type {Set<string>} */
  const done = new Set();
  /** @param {string} path @param {readonly string[]} way */
  const walk = (path, way) => {
    if (way.includes(path)) assert.fail([...way.slice(way.indexOf(path)), path].join(' → '));
    if (done.has(path)) return;
    for (const other of imported(path)) walk(other, [...way, path]);
    done.add(path);
  };
  for (const path of sources) walk(path, []);
  assert.equal(done.size, sources.length);
});

test('what is pure touches no browser, and imports nothing that does', () => {
  const pure = sources.filter((path) => PURE_ROOMS.includes(roomOf(path)) || isPure(path));
  assert.ok(pure.length > 30);
  for (const path of pure) {
    const code = read(path)
      .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
      .replace(/'[^'\n]*'/g, "''");
    assert.doesNotMatch(code, /\b(?:chrome|document|localStorage|navigator)\s*[.[]|\bfetch\(|\bapi\./, path);
    for (const other of imported(path))
      assert.ok(PURE_ROOMS.includes(roomOf(other)) || isPure(other), `${path} is pure and imports ${other}, which does not say so`);
  }
});

test('every file says what it is, in its first lines', () => {
  assert.deepEqual(
    sources.filter((path) => opening(path).length < 20),
    [],
  );
});

test('no file is over 400 lines, and no line over 140 characters', () => {
  const all = [...sources, ...packaged('.css'), ...packaged('.html')];
  assert.deepEqual(
    all.filter((path) => read(path).split('\n').length > 401),
    [],
  );
  // A sheet's rule and a page's element are as long as they are.
  const long = sources.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, n) => (line.length > 140 ? [`${path}:${n + 1} has ${line.length}`] : [])),
  );
  assert.deepEqual(long, []);
});

test('no test, and nothing that tests share, is over 400 lines', () => {
  const tests = readdirSync(new URL('test/', ROOT), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js'));
  assert.ok(tests.length > 100);
  assert.deepEqual(
    tests.filter((path) => readFileSync(new URL(`test/${path}`, ROOT), 'utf8').split('\n').length > 401),
    [],
  );
});

test('no two files of one name mean different things', () => {
  const names = sources.map((path) => path.slice(path.lastIndexOf('/') + 1));
  assert.deepEqual(
    names.filter((name, n) => names.indexOf(name) !== n),
    [],
  );
});

// Such an expression is a string to everybody but the browser: neither the types nor the imports tell that a file has moved.
test('what the browser tests import inside a page is there, and has that name', () => {
  const folder = new URL('test/browsers/', ROOT);
  const imports = readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .flatMap((name) => [...readFileSync(new URL(name, folder), 'utf8').matchAll(/const \{ (\w+) \} = await import\('\/([^']+)'\)/g)]);
  assert.ok(imports.length > 1);
  for (const [, name = '', path = ''] of imports) assert.match(read(path), new RegExp(`^export .*\\b${name}\\b`, 'm'), path);
});
