/** Which pages stand near one that failed, and what AO3's pages are called. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chaptersAround, nameOfPage, neighbours } from '../../../ao3/neighbours.js';

const AO3 = 'https://archiveofourown.org';
const short = (/** @type {string[]} */ all) => all.map((each) => each.replace(AO3, ''));
const OF_WORK = ['/works/1', '/works/1?view_adult=true', '/works/1/navigate', '/works/1?view_full_work=true'];

test('near a page of a work stand the work, its index, and where the person came from', () => {
  assert.deepEqual(short(neighbours(`${AO3}/works/1/chapters/2`, '')), OF_WORK);
  assert.deepEqual(short(neighbours(`${AO3}/works/1/chapters/2#notes`, `${AO3}/works/1/chapters/1#end`)), [
    '/works/1/chapters/1',
    ...OF_WORK,
  ]);
  assert.deepEqual(short(neighbours(`${AO3}/works/1`, `${AO3}/tags/Lamps/works?page=2`)), [
    '/tags/Lamps/works?page=2',
    ...OF_WORK.slice(1),
  ]);
  assert.deepEqual(short(neighbours(`${AO3}/works/1?view_full_work=true`, '')), OF_WORK.slice(0, 3));
  assert.deepEqual(short(neighbours('https://www.archiveofourown.org/works/1/navigate', '')), [
    'https://www.archiveofourown.org/works/1',
    'https://www.archiveofourown.org/works/1?view_adult=true',
    'https://www.archiveofourown.org/works/1?view_full_work=true',
  ]);
});

test('what is no page to read, of another site, or of no work, is no neighbour', () => {
  for (const from of ['/users/login', '/users/logout', '/works/new', '/works/1/edit', '/works/1/chapters/new', '/works/1/preview'])
    assert.deepEqual(short(neighbours(`${AO3}/works/1`, AO3 + from)), OF_WORK.slice(1), from);
  for (const from of ['https://example.com/works/1', 'https://www.archiveofourown.org/works/1', 'javascript:alert(1)', 'x'])
    assert.deepEqual(short(neighbours(`${AO3}/works/1`, from)), OF_WORK.slice(1), from);
  for (const page of ['/', '/tags/Lamps/works', '/works/1/comments', '/works/1/edit', '/series/1', '/works/new'])
    assert.deepEqual(neighbours(AO3 + page, `${AO3}/works/1`), [], page);
  assert.deepEqual(neighbours('https://example.com/works/1', ''), []);
});

test('of the chapters those come that stand around the one that failed, the nearest first, of this work alone', () => {
  const around = (/** @type {string} */ at, /** @type {string[]} */ chapters) => short(chaptersAround(`${AO3}/works/1${at}`, chapters));
  const both = (/** @type {number} */ n) => [`/works/1/chapters/${n}`, `/works/1/chapters/${n}?view_adult=true`];
  assert.deepEqual(around('/chapters/4', ['1', '2', '3', '4', '5', '6', '7']), [
    '/works/1/chapters/4?view_adult=true',
    ...both(3),
    ...both(5),
    ...both(2),
    ...both(6),
  ]);
  assert.deepEqual(around('/navigate', ['9', '8']), [...both(9), ...both(8)]);
  assert.deepEqual(
    around('/chapters/4', [`${AO3}/works/1/chapters/3#x`, '/works/1/chapters/4', '/works/2/chapters/9', 'x', '/works/1/chapters/x']),
    ['/works/1/chapters/4?view_adult=true', ...both(3)],
  );
  assert.ok(
    around(
      '/chapters/5',
      Array.from({ length: 3_000 }, (_, n) => String(n)),
    ).length <= 12,
  );
  assert.deepEqual(chaptersAround(`${AO3}/tags/x`, ['1']), []);
});

test('a page is called as AO3 calls it, without the archive', () => {
  for (const [title, name] of [
    ['Chapter Index | Archive of Our Own', 'Chapter Index'],
    ['The Lamp - Chapter 2 - tester - Original Work [Archive of Our Own]', 'The Lamp - Chapter 2 - tester - Original Work'],
    ['\n  A [b] | c\n | Archive of Our Own', 'A [b] | c'],
    ['', ''],
  ])
    assert.equal(nameOfPage(String(title)), name);
});
