/** Which lighter page stands near one that failed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chapterOf, indexBeside, lighterThan } from '../../../ao3/lighter.js';
import { isCostly, official } from '../../../ao3/address.js';

const AO3 = 'https://archiveofourown.org';

/** @param {string} path @param {string} [reading] */
const asked = (path, reading) => ({ url: AO3 + path, method: 'GET', ...(reading ? { reading: AO3 + reading } : {}) });

/** @param {string} path @param {string} [reading] */
const near = (path, reading) =>
  lighterThan(asked(path, reading)).map(({ way, url, at }) => [way, url.replace(AO3, ''), at].join(' ').trim());

/** @type {[string, string[]][]} */
const NEAR = [
  // An entire work: the chapter that its address is of, and the index.
  ['/works/1?view_full_work=true', ['the-index /works/1/navigate']],
  ['/works/1?view_full_work=true#chapter-12', ['the-index /works/1/navigate 12']],
  ['/works/1?view_full_work=true#chapter-12x', ['the-index /works/1/navigate']],
  ['/works/1?view_adult=true&view_full_work=true&show_comments=true', ['the-index /works/1/navigate']],
  ['/collections/lamps/works/1?view_full_work=true', ['the-index /works/1/navigate']],
  ['/works/1/chapters/2?view_full_work=true#chapter-7', ['the-chapter /works/1/chapters/2', 'the-index /works/1/navigate']],
  [
    '/works/1/chapters/2/?view_full_work=true&view_adult=true',
    ['the-chapter /works/1/chapters/2?view_adult=true', 'the-index /works/1/navigate'],
  ],
  ['/chapters/2?view_full_work=true&show_comments=true#comments', ['the-chapter /chapters/2']],
  // Who always reads entire works gets one here.
  ['/works/1', ['the-index-alone /works/1/navigate']],
  ['/works/1?view_adult=true#workskin', ['the-index-alone /works/1/navigate']],
  ['/works/1?show_comments=false', ['the-index-alone /works/1/navigate']],
  ['/works/1#comments', ['the-index-alone /works/1/navigate']],
  // Comments.
  ['/works/1?show_comments=true#comments', ['without-comments /works/1']],
  ['/works/1?view_adult=true&page=3&show_comments=true', ['without-comments /works/1?view_adult=true']],
  ['/works/1?add_comment_reply_id=5&show_comments=true#comment_5', ['without-comments /works/1']],
  ['/works/1/chapters/2?show_comments=true&view_full_work=false', ['without-comments /works/1/chapters/2']],
  ['/chapters/2?show_comments=true', ['without-comments /chapters/2']],
  ['/works/1/comments', ['without-comments /works/1']],
  ['/works/1/comments/77?page=2', ['without-comments /works/1']],
  ['/chapters/2/comments', ['without-comments /chapters/2']],
  ['/admin_posts/9/comments?page=4', ['without-comments /admin_posts/9']],
  ['/admin_posts/9?show_comments=true', ['without-comments /admin_posts/9']],
  ['/tags/Lamps%20*a*%20Light/comments', ['without-comments /tags/Lamps%20*a*%20Light']],
  ['/comments/show_comments?view_full_work=false&work_id=1', ['without-comments /works/1']],
  ['/comments?chapter_id=2', ['without-comments /chapters/2']],
  ['/comments?work_id=1%2F..%2F..%2Fusers%2Flogout', ['without-comments /works/1%2F..%2F..%2Fusers%2Flogout']],
  // Lists, by whose they are.
  ['/tags/Lamps/works?commit=Sort+and+Filter&work_search[sort_column]=kudos_count&page=7', ['without-filters /tags/Lamps/works']],
  ['/works?work_search[sort_column]=kudos_count&tag_id=J*d*+Doe+*s*+Lamp', ['without-filters /tags/J*d*%20Doe%20*s*%20Lamp/works']],
  ['/works?include_work_search[rating_ids][]=13&work_search[query]=x&user_id=me', ['without-filters /users/me/works']],
  ['/works?exclude_work_search[fandom_ids][]=13&user_id=me&pseud_id=I%2FMe', ['without-filters /users/me/pseuds/I%2FMe/works']],
  ['/works?work_search[complete]=T&collection_id=lamps&tag_id=Lamp', ['without-filters /collections/lamps/tags/Lamp/works']],
  ['/bookmarks?bookmark_search[sort_column]=bookmarkable_date&user_id=me', ['without-filters /users/me/bookmarks']],
  ['/users/me/bookmarks?bookmark_search[rec]=1&page=2', ['without-filters /users/me/bookmarks']],
  ['/users/me/works?fandom_id=1', ['without-filters /users/me/works']],
  ['/collections/lamps/works?work_search[words_from]=9', ['without-filters /collections/lamps/works']],
  ['/collections/lamps/bookmarks?exclude_bookmark_search[rating_ids][]=13', ['without-filters /collections/lamps/bookmarks']],
  ['/collections?sort_column=title&sort_direction=ASC', ['without-filters /collections']],
  ['/collections?collection_filters[closed]=false', ['without-filters /collections']],
  // A search keeps what it is for.
  [
    '/works/search?work_search[query]=lamps&work_search[sort_column]=hits&page=3',
    ['without-filters /works/search?work_search%5Bquery%5D=lamps'],
  ],
  ['/works?work_search[query]=lamps&work_search[complete]=T', ['without-filters /works?work_search%5Bquery%5D=lamps']],
  [
    '/bookmarks/search?bookmark_search[bookmarkable_query]=x&bookmark_search[rec]=1',
    ['without-filters /bookmarks/search?bookmark_search%5Bbookmarkable_query%5D=x'],
  ],
];
for (const [path, pages] of NEAR) test(`near ${path}`, () => assert.deepEqual(near(path), pages));

const LIGHT = [
  '/',
  '/works/1/chapters/2',
  '/works/1/chapters/2?view_adult=true#workskin',
  '/works/1/chapters/2#comments',
  '/works/1/navigate',
  '/tags/Lamps/works',
  '/tags/Lamps/works?page=7',
  '/tags/Lamps/works?commit=Sort+and+Filter&utf8=%E2%9C%93&work_search[sort_column]=revised_at&work_search[complete]=&work_search[crossover]=',
  '/works',
  '/works/search',
  '/works/search?work_search[query]=lamps&work_search[sort_column]=_score',
  // Nothing is left of these.
  '/works/search?work_search[rating_ids]=13',
  '/works?fandom_id=1',
  '/gifts?recipient=me&page=2',
  '/users/me/readings?show=to-read&page=2',
  // Nobody knows under what they stand.
  '/comments/77',
  '/users/me/inbox?filters[read]=false',
  '/works/new',
  '/works/1/edit',
  '/works/1/chapters/new',
  '/works/1/bookmarks',
  '/downloads/1/a.epub',
  '/users/login',
];
for (const path of LIGHT) test(`${path} is as light as it can be`, () => assert.deepEqual(near(path), []));

test('the chapter from which an entire work was asked for comes first, where it is one of that work', () => {
  const chapter = ['the-chapter /works/1/chapters/5', 'the-index /works/1/navigate'];
  assert.deepEqual(near('/works/1?view_full_work=true', '/works/1/chapters/5'), chapter);
  assert.deepEqual(near('/works/1?view_full_work=true#chapter-3', '/works/1/chapters/5?view_adult=true#x'), chapter);
  for (const other of ['/works/11/chapters/5', '/works/2/chapters/1', '/works/1', '/works/1/chapters/5/edit', '/users/1/chapters/5'])
    assert.deepEqual(near('/works/1?view_full_work=true', other), ['the-index /works/1/navigate'], other);
  assert.deepEqual(near('/works/1/chapters/2?view_full_work=true', '/works/1/chapters/5')[0], 'the-chapter /works/1/chapters/2');
  assert.deepEqual(near('/works/1/chapters/2', '/works/1/chapters/5'), []);
});

test('the index stands beside a chapter, and not beside itself', () => {
  assert.equal(indexBeside(asked('/works/1?view_full_work=true', '/works/1/chapters/5'))?.url, `${AO3}/works/1/navigate`);
  for (const path of ['/works/1?view_full_work=true', '/works/1', '/works/1?show_comments=true', '/works/1/chapters/2'])
    assert.equal(indexBeside(asked(path)), undefined, path);
  assert.equal(indexBeside(null), undefined);
});

test('near what answered a form there is none; what nobody saw is only looked at by other addresses', () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
    for (const path of ['/works/1/comments', '/works/1', '/works/1?view_full_work=true', '/works?work_search[query]=x&tag_id=y'])
      assert.deepEqual(lighterThan({ url: AO3 + path, method }), [], `${method} ${path}`);
  assert.deepEqual(
    lighterThan({ url: `${AO3}/works/1/comments`, method: null }).map(({ url }) => url),
    [`${AO3}/works/1`],
  );
  assert.deepEqual(lighterThan(null), []);
});

test('it stays under the name that was used, always by https, and costs AO3 little; elsewhere there is none', () => {
  for (const [path] of NEAR)
    for (const { url } of lighterThan({ url: `http://www.ao3.org:80${path}`, method: 'GET' })) {
      assert.ok(url.startsWith('https://www.ao3.org/') && official(url), url);
      // A search stays one; no other page that is offered is dear.
      assert.equal(isCostly(new URL(url)), /[?&]\w+_search/.test(url) || url.includes('/search'), url);
      assert.notEqual(url, `https://www.ao3.org${path}`);
    }
  for (const url of ['https://example.org/works/1', 'about:blank', '', 'https://archiveofourown.info/works/1'])
    assert.deepEqual(lighterThan({ url, method: 'GET' }), [], url);
});

test('of where a person came from no more is kept than a chapter of AO3', () => {
  assert.equal(chapterOf(`${AO3}/works/1/chapters/2?view_adult=true#x`), `${AO3}/works/1/chapters/2`);
  assert.equal(chapterOf(`${AO3}/users/me/works/1/chapters/2/`), `${AO3}/works/1/chapters/2`);
  for (const other of ['', null, 7, {}, `${AO3}/works/1`, `${AO3}/users/me`, 'https://example.org/works/1/chapters/2', 'x'.repeat(100_000)])
    assert.equal(chapterOf(other), null, String(other).slice(0, 40));
});
