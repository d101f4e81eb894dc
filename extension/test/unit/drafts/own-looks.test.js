/** Looks of ours whether a text has arrived: what is asked, when, what is said of it, and what is never asked. */
import '../stub.js';
import { onAlarm } from '../stub.js';
import { pass, standStill } from '../clock.js';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { entriesOf, firstPage, toldBy } from '../../../ao3/own-look.js';
import { MOST_REQUESTS, nextLook } from '../../../drafts/look-times.js';

const { OwnLooks } = await import('../../../drafts/own-looks.js');

/** @typedef {import('../../../types/drafts.js').Kept} Kept */
/** @typedef {import('../../../types/drafts.js').Field} Field */

const START = 1_800_000_000_000;
const MINUTE = 60_000;
const WORDS = 'The lamp at number five had gone out again and nobody could say why it was so';
const WHERE = { host: 'archiveofourown.org', member: '/users/tester' };

/** @type {Field[]} */
const FIELDS = [
  { name: 'work[title]', kind: 'text', value: 'Lamps' },
  { name: 'chapter[content]', kind: 'rich', value: `<p>${WORDS}.</p>` },
];
const shows = (/** @type {string} */ words) => `<div id="main"><div class="userstuff module"><p>${words}</p></div></div>`;
const INDEX =
  '<a href="/works/1">All</a><ol><li><a href="/works/1/chapters/7">1. A</a></li><li><a href="/works/1/chapters/8">2. B</a></li></ol>';

/** What was asked, each with when. @type {string[]} */
let asked = [];
/** What AO3 has to say: by path. @type {Record<string, string | Response>} */
let says = {};
/** The text that is kept. @type {Kept} */
let text;
/** What was said aloud. @type {string[]} */
let aloud = [];

/** @param {boolean} onLine */
const online = (onLine) => Object.defineProperty(globalThis, 'navigator', { value: { onLine }, configurable: true });

const texts = {
  all: async () => [structuredClone(text)],
  version: async () => ({ id: 'a', number: 3, at: START, begunAt: START, words: 16, why: /** @type {const} */ ('sent'), fields: FIELDS }),
  looked: async (
    /** @type {string} */ _id,
    /** @type {number} */ sentAt,
    /** @type {any} */ look,
    /** @type {any} */ outcome = 'unknown',
  ) => {
    if (text.sentAt !== sentAt || text.outcome !== 'unknown') return false;
    text = { ...text, look, ...(outcome === 'arrived' ? { arrived: true, outcome: 'none' } : { outcome }) };
    return true;
  },
  twice: async (/** @type {string} */ _id, /** @type {any} */ twins) => void (text = { ...text, twins }),
};

beforeEach(() => {
  standStill(START);
  online(true);
  Math.random = () => 0;
  [asked, says, aloud] = [[], {}, []];
  text = /** @type {Kept} */ ({
    ...{ id: 'a', kind: 'chapter', key: 'chapter /works/1/chapters', button: 'post_without_preview_button', newest: 3, at: START },
    ...{ outcome: 'unknown', sentAt: START, arrived: false, writings: [], title: '', words: 16, sent: 1, page: '', firstAt: START },
  });
  globalThis.fetch = async (what, how) => {
    assert.equal(how?.redirect, 'manual');
    assert.equal(how?.cache, 'no-store');
    assert.equal(how?.method, 'GET');
    const path = new URL(String(what)).pathname;
    asked.push(`${Math.round((Date.now() - START) / MINUTE)} ${path}`);
    const answer = says[path] ?? new Response('', { status: 502 });
    return typeof answer === 'string' ? new Response(answer, { status: 200 }) : answer.clone();
  };
});

async function begun() {
  const looks = new OwnLooks(texts, (what) => aloud.push(what));
  onAlarm(() => void looks.due());
  await looks.begin(text, WHERE);
  return looks;
}

test('after a minute, on the last chapter of the index: it is there, and nobody looks again', async () => {
  says = { '/works/1/navigate': INDEX, '/works/1/chapters/8': shows(WORDS) };
  await begun();
  await pass(MINUTE - 1);
  assert.deepEqual(asked, []);
  await pass(300 * MINUTE);
  assert.deepEqual(asked, ['1 /works/1/navigate', '1 /works/1/chapters/8']);
  assert.equal(text.arrived, true);
  assert.equal(text.look?.place, '/works/1/chapters/8');
  assert.deepEqual(aloud, ['arrived']);
});

test('other words after a minute may still become ours; after four they say that it is not there', async () => {
  says = { '/works/1/navigate': INDEX, '/works/1/chapters/8': shows('Quite another chapter stands here') };
  await begun();
  await pass(3 * MINUTE);
  assert.equal(text.outcome, 'unknown');
  await pass(2 * MINUTE);
  assert.equal(text.outcome, 'not-there');
  await pass(300 * MINUTE);
  assert.equal(asked.length, 4);
  assert.deepEqual(aloud, ['not-there'], 'the first look, which tells nothing yet, is not worth a word');
});

test('a copy that a cache has kept may show what it likes: that it is not there is never said by it, that it is there is', async () => {
  const old = { headers: { age: '900', 'cf-cache-status': 'HIT' } };
  says = { '/works/1/navigate': new Response(INDEX, old), '/works/1/chapters/8': shows('Quite another chapter stands here') };
  await begun();
  await pass(5 * MINUTE);
  assert.equal(text.outcome, 'unknown', 'the index of before leads to the chapter of before');
  says['/works/1/chapters/8'] = new Response(shows(WORDS), old);
  await pass(6 * MINUTE);
  assert.equal(text.arrived, true);
});

test('of a chapter that was changed in its middle nothing is said while its ends stand as they stood', async () => {
  Object.assign(text, { key: 'chapter /works/1/chapters/8', button: 'update_button' });
  const long = (/** @type {string} */ middle) => `${WORDS} ${middle} ${WORDS}`;
  const before = texts.version;
  const sent = [{ name: 'chapter[content]', kind: /** @type {const} */ ('text'), value: long('he lit it'), stood: false }];
  texts.version = async () => ({ ...(await before()), fields: sent });
  says = { '/works/1/chapters/8': shows(long('she lit it')) };
  await begun();
  await pass(5 * MINUTE);
  assert.deepEqual([text.outcome, text.arrived], ['unknown', false]);
  says = { '/works/1/chapters/8': shows(long('he lit it')) };
  await pass(6 * MINUTE);
  texts.version = before;
  assert.equal(text.arrived, true);
});

/** A chapter as AO3 frames it. @param {string} name its class @param {string} [words] */
const framed = (name, words = WORDS) => `<div id="chapters"><div class="${name}" id="chapter-1">${shows(words)}</div></div>`;

test('a draft that was posted from its preview: AO3’s own mark says whether it is posted, and three minutes that it is not', async () => {
  const work = { kind: /** @type {const} */ ('work'), key: 'work /works/1', button: 'post_button' };
  const before = texts.version;
  const stood = FIELDS.map((field) => ({ ...field, stood: true }));
  texts.version = async () => ({ ...(await before()), fields: stood });
  Object.assign(text, work);
  says = { '/works/1/navigate': INDEX, '/works/1/chapters/7': framed('chapter draft') };
  await begun();
  await pass(3 * MINUTE);
  assert.deepEqual([text.outcome, text.arrived], ['unknown', false], 'AO3 may still be at work on it');
  await pass(2 * MINUTE);
  assert.deepEqual([text.outcome, text.look?.draft, text.look?.place], ['not-there', true, '/works/1/chapters/7']);
  assert.deepEqual(aloud, ['draft']);

  text = { ...text, outcome: 'unknown', sentAt: START + 5 * MINUTE };
  await begun();
  await pass(2 * MINUTE);
  says['/works/1/chapters/7'] = framed('chapter');
  await pass(4 * MINUTE);
  texts.version = before;
  assert.deepEqual([text.arrived, text.look?.draft], [true, undefined]);
  assert.deepEqual(aloud, ['draft', 'arrived']);
});

test('words of what was a draft tell nothing on a page without AO3’s mark; a writer’s own HTML cannot make one', () => {
  const sought = { id: 'a', head: 'the lamp at', tail: 'it was so' };
  const told = (/** @type {string} */ key, /** @type {string} */ markup) =>
    toldBy({ kind: 'chapter', key, button: 'post_button' }, sought, markup);
  const there = 'chapter /works/1/chapters/7';
  assert.equal(told(there, shows(WORDS)), 'untold');
  assert.equal(told(there, framed('chapter')), 'there');
  assert.equal(told(there, framed('chapter', `<div class="chapter draft">${WORDS}</div>`)), 'there');
  assert.equal(told(there, framed('chapter draft', 'An older version of it')), 'not-there', 'nothing was posted');
  assert.equal(told('chapter /works/1/chapters', shows(WORDS)), 'there', 'what is new had no words there before');
  assert.equal(told('chapter /works/1/chapters', framed('chapter draft')), 'draft');
  assert.equal(told('chapter /works/1/chapters', framed('chapter draft', 'Another draft')), 'not-there');
  assert.equal(toldBy({ kind: 'chapter', key: there, button: 'save_button' }, sought, framed('chapter draft')), 'there');
});

test('no list of all collections and no list of pseuds is asked for; each of them is', () => {
  const page = (/** @type {any} */ kind, /** @type {string} */ path) => firstPage({ kind, key: `${kind} ${path}`, button: 'commit' }, '');
  assert.deepEqual([page('collection', '/collections'), page('pseud', '/users/tester/pseuds')], ['', '']);
  assert.equal(page('collection', '/collections/lamps'), '/collections/lamps');
  assert.equal(page('pseud', '/users/tester/pseuds/tester'), '/users/tester/pseuds/tester');
});

test('two works of one name are told with their dates', () => {
  const row = (/** @type {number} */ id) =>
    `<li><h4 class="heading"><a href="/works/${id}">Lamps</a> by <a rel="author" href="/users/x">x</a></h4><p class="datetime">0${id} Nov 2026</p></li>`;
  const work = { kind: /** @type {const} */ ('work'), key: 'work /works' };
  assert.deepEqual(entriesOf(work, FIELDS, '/users/tester/works', row(2) + row(1)), [
    { path: '/works/2', name: 'Lamps', date: '02 Nov 2026' },
    { path: '/works/1', name: 'Lamps', date: '01 Nov 2026' },
  ]);
});

test('signs that are written by names which we do not know may be AO3’s words: nothing is said of them', async () => {
  says = { '/works/1/navigate': INDEX, '/works/1/chapters/8': shows('Quite another chapter stands here') };
  const before = texts.version;
  const named = [{ name: 'chapter[content]', kind: /** @type {const} */ ('text'), value: `${WORDS} f&uuml;r &alpha;` }];
  texts.version = async () => ({ ...(await before()), fields: named });
  await begun();
  await pass(300 * MINUTE);
  texts.version = before;
  assert.equal(text.outcome, 'unknown');
});

test('AO3 stored it late, after the first look: it is there', async () => {
  says = { '/works/1/navigate': INDEX, '/works/1/chapters/8': shows('Quite another chapter stands here') };
  await begun();
  await pass(2 * MINUTE);
  says['/works/1/chapters/8'] = shows(WORDS);
  await pass(3 * MINUTE);
  assert.equal(text.arrived, true);
});

test('where AO3 goes on failing there are five looks, a request each; then it is not known, and nobody looks', async () => {
  await begun();
  await pass(24 * 60 * MINUTE);
  assert.deepEqual(
    asked.map((each) => each.split(' ')[0]),
    ['1', '4', '10', '25', '60'],
  );
  assert.deepEqual(aloud, ['untold'], 'only the last look says that nobody will know');
  assert.deepEqual([text.outcome, text.look?.dueAt, text.look?.made], ['unknown', 0, 5]);
});

test('never more requests than there may be', async () => {
  says = { '/works/1/navigate': INDEX, '/works/1/chapters/8': '<p>This work could have adult content.</p>' };
  await begun();
  await pass(24 * 60 * MINUTE);
  assert.equal(asked.length, MOST_REQUESTS);
  assert.equal(text.outcome, 'unknown');
});

test('AO3 asks for rest: it has it', async () => {
  says = { '/works/1/navigate': new Response('', { status: 429, headers: { 'retry-after': '1200' } }) };
  await begun();
  await pass(20 * MINUTE);
  assert.equal(asked.length, 1);
  await pass(2 * MINUTE);
  assert.equal(asked.length, 2);
});

test('what is found meanwhile, sent anew or switched off is looked for no more', async () => {
  await begun();
  text = { ...text, outcome: 'none', arrived: true };
  await pass(300 * MINUTE);
  assert.deepEqual(asked, []);
  text = { ...text, outcome: 'unknown', arrived: false, sentAt: START + 1 };
  const looks = await begun();
  await looks.obey(false);
  await pass(300 * MINUTE);
  assert.deepEqual(asked, []);
});

test('without a connection nothing is asked, and no look is lost', async () => {
  online(false);
  await begun();
  await pass(90 * MINUTE);
  assert.deepEqual([asked, text.look?.made], [[], 0]);
  online(true);
  says = { '/works/1/navigate': INDEX, '/works/1/chapters/8': shows(WORDS) };
  await pass(2 * MINUTE);
  assert.equal(text.arrived, true);
});

test('a look that cannot be written down is not made', async () => {
  const looks = new OwnLooks({ ...texts, looked: async () => Promise.reject(new Error('the disk is full')) });
  text = { ...text, look: { ...WHERE, version: 3, made: 0, spent: 0, dueAt: START } };
  await assert.rejects(looks.due());
  await pass(300 * MINUTE);
  assert.deepEqual(asked, []);
});

test('each kind is looked for on a light page, or not at all', () => {
  const at = (/** @type {any} */ kind, /** @type {string} */ path, button = 'post_button', member = '/users/t') =>
    firstPage({ kind, key: `${kind} ${path}`, button }, member);
  assert.equal(at('chapter', '/works/1/chapters'), '/works/1/navigate');
  assert.equal(at('chapter', '/works/1/chapters/7'), '/works/1/chapters/7');
  assert.equal(at('work', '/works/1'), '/works/1/navigate');
  assert.equal(at('work', '/works'), '/users/t/works');
  assert.equal(at('work', '/works', 'save_button'), '/users/t/works/drafts');
  assert.equal(at('work', '/works', 'preview_button'), '/users/t/works/drafts');
  assert.equal(at('work', '/works', 'post_button', ''), '');
  assert.equal(at('comment', '/works/1/comments'), '', 'comments are heavy');
  assert.equal(at('comment', '/comments/5'), '/comments/5');
  assert.equal(at('profile', '/users/t/profile/update'), '/users/t/profile');
  for (const kind of ['support', 'abuse', 'other', 'skin', 'sign-up', 'prompt']) assert.equal(at(kind, '/x'), '', kind);
});

test('a new work is found by its name, a new chapter among the last; its words are on their own pages alone', () => {
  const work = { kind: /** @type {const} */ ('work'), key: 'work /works' };
  const paths = (/** @type {any} */ text, /** @type {string} */ at, /** @type {string} */ markup, fields = FIELDS) =>
    entriesOf(text, fields, at, markup).map(({ path }) => path);
  const list = '<h4><a href="/works/9">Lamps and more</a> by <a href="/users/t">t</a></h4><h4><a href="/works/5">  lamps </a></h4>';
  assert.deepEqual(paths(work, '/users/t/works', list), ['/works/5']);
  assert.deepEqual(paths(work, '/users/t/works', list, []), []);
  assert.deepEqual(paths({ ...work, key: 'work /works/1' }, '/works/1/navigate', INDEX), ['/works/1/chapters/7']);
  assert.deepEqual(paths(text, '/works/1/navigate', INDEX), ['/works/1/chapters/8', '/works/1/chapters/7']);
  assert.deepEqual(paths(text, '/works/1/navigate', list), []);
  const dated = '<a href="/works/1/chapters/8">2. A &amp; B</a> <span class="datetime">(2026-10-15)</span>';
  assert.deepEqual(entriesOf(text, FIELDS, '/works/1/navigate', dated), [
    { path: '/works/1/chapters/8', name: '2. A & B', date: '2026-10-15' },
  ]);
});

test('sent again while nobody knew: both are found where AO3 has it twice, and one is no two', async () => {
  text = { ...text, repeated: true };
  says = { '/works/1/navigate': INDEX, '/works/1/chapters/8': shows(WORDS), '/works/1/chapters/7': shows('Another') };
  await begun();
  await pass(2 * MINUTE);
  assert.deepEqual([text.arrived, text.twins], [true, undefined]);
  const looks = new OwnLooks(texts);
  says['/works/1/chapters/7'] = shows(WORDS);
  asked = [];
  const twins = await looks.twins(text, WHERE);
  assert.deepEqual(
    twins.map(({ path }) => path),
    ['/works/1/chapters/8', '/works/1/chapters/7'],
  );
  assert.equal(asked.length, 3);
  assert.deepEqual(text.twins, twins);
  assert.deepEqual(await looks.twins({ ...text, key: 'chapter /works/1/chapters/7' }, WHERE), [], 'an edit is one');
});

test('"not there" is said only of what the page would show to everybody', () => {
  const sought = { id: 'a', head: 'one two', tail: 'eight nine' };
  const told = (/** @type {string} */ key, /** @type {string} */ button, /** @type {string} */ markup) =>
    toldBy({ kind: /** @type {any} */ (key.split(' ')[0]), key, button }, sought, markup);
  const other = shows('something else');
  assert.equal(told('chapter /works/1/chapters', 'post_without_preview_button', other), 'not-there');
  for (const button of ['preview_button', 'save_button', ''])
    assert.equal(told('chapter /works/1/chapters', button, other), 'untold', `a draft, by ${button}`);
  assert.equal(told('chapter /works/1/chapters/7', 'save_button', other), 'not-there', 'what is there is changed by it');
  assert.equal(told('work /works', 'post_button', other), 'untold', 'another work of that name');
  assert.equal(told('profile /users/t/profile/update', '', other), 'untold');
  assert.equal(told('chapter /works/1/chapters/7', 'post_button', '<p>Log in</p>'), 'untold');
  assert.equal(told('chapter /works/1/chapters/7', 'post_button', `<script>"one two eight nine"</script>${other}`), 'not-there');
  assert.equal(told('comment /comments/5', '', shows('One, <i>two</i> and eight. Nine')), 'there');
});

test('looks come further and further apart, each with a share of chance, and end', () => {
  const all = [0, 1, 2, 3, 4].map((made) => nextLook(START, made, 0) - START);
  assert.deepEqual(
    all,
    [1, 4, 10, 25, 60].map((minutes) => minutes * MINUTE),
  );
  assert.equal(nextLook(START, 0, 1) - START, 90_000);
  assert.equal(nextLook(START, 5, 0.5), 0);
});
