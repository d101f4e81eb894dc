/** Where a person sees whether a form has arrived, and which button puts something there. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formName } from '../../../ao3/forms.js';
import { changesWhatIsThere, isDraft, isPosting, placeOf, postedPage } from '../../../ao3/sent-forms.js';

/** @param {string} action @param {string} [button] @param {string} [member] */
const place = (action, button = 'post_button', member = '/users/tester') => placeOf({ ...formName(action, []), button }, member);

/** @type {[action: string, place: string, button?: string][]} */
const PLACES = [
  ['/works', '/users/tester/works'],
  ['/works', '/users/tester/works/drafts', 'save_button'],
  ['/works/7', '/works/7'],
  ['/works/7/chapters', '/works/7/navigate'],
  ['/works/7/chapters/9', '/works/7/chapters/9'],
  ['/works/7/comments', '/works/7?show_comments=true#comments'],
  ['/chapters/9/comments', '/chapters/9?show_comments=true#comments'],
  ['/comments/5', '/comments/5'],
  ['/works/7/bookmarks', '/works/7/bookmarks'],
  ['/bookmarks/5', '/bookmarks/5'],
  ['/series/5', '/series/5'],
  ['/users/tester/profile/update', '/users/tester/profile'],
  ['/users/tester/pseuds/tester', '/users/tester/pseuds/tester'],
  ['/collections/lamps', '/collections/lamps'],
  ['/collections/lamps/signups/5', '/collections/lamps/signups/5'],
  ['/skins/5', '/skins/5'],
  ['/support', ''],
  ['/abuse_reports', ''],
  ['/somewhere/else', ''],
];

test('each form has the lightest page that shows what came of it, or none', () => {
  for (const [action, wanted, button] of PLACES) assert.equal(place(action, button), wanted, action);
  assert.equal(place('/works', 'post_button', ''), '', 'nobody knows whose');
  assert.equal(place('/works/7/chapters', 'post_button', ''), '/works/7/navigate');
});

test('every button stores what is new; of what is there, those that only show put nothing', () => {
  const posts = (/** @type {string} */ button, /** @type {string} */ action) => isPosting(button, formName(action, []).key);
  for (const button of ['preview_button', 'edit_button', 'cancel_coauthor_button']) {
    assert.equal(posts(button, '/works/7'), false, button);
    assert.equal(posts(button, '/works/7/chapters/9'), false, button);
    assert.equal(posts(button, '/works'), true, button);
    assert.equal(posts(button, '/works/7/chapters'), true, button);
  }
  for (const button of ['', 'post_button', 'save_button', 'update_button', 'commit']) assert.equal(posts(button, '/works/7'), true, button);
});

test('of a page that answered a form the same is told, of any other nothing', () => {
  const at = 'https://archiveofourown.org';
  const of = (/** @type {string} */ path, /** @type {string | null} */ method = 'POST') => postedPage({ url: at + path, method });
  assert.equal(of('/works/7/chapters'), `${at}/works/7/navigate`);
  assert.equal(of('/works/7', 'PATCH'), `${at}/works/7`);
  assert.equal(of('/works/7/comments?x=1'), `${at}/works/7?show_comments=true#comments`);
  for (const path of ['/works', '/support', '/users/login', '/works/7/kudos']) assert.equal(of(path), '', path);
  for (const method of ['GET', 'HEAD', null]) assert.equal(of('/works/7/chapters', method), '', String(method));
  assert.equal(postedPage({ url: 'https://example.com/works/7', method: 'POST' }), '');
  assert.equal(postedPage(null), '');
});

test('which forms change something that AO3 has', () => {
  const changes = (/** @type {string} */ action) => changesWhatIsThere(formName(action, []).key);
  const all = ['/works/7', '/works/7/chapters/9', '/comments/3', '/bookmarks/4', '/series/9', '/users/x/profile', '/users/x/pseuds/y'];
  for (const action of [...all, '/collections/lamps', '/collections/lamps/gift_exchange']) assert.ok(changes(action), action);
  const fresh = ['/works', '/works/import', '/works/7/chapters', '/works/7/comments', '/works/7/bookmarks', '/users/x/pseuds'];
  for (const action of [...fresh, '/collections', '/collections/lamps/signups', '/skins', '/support']) assert.ok(!changes(action), action);
});

test('every button but Post stores a draft of what is new', () => {
  const draft = (/** @type {string} */ action, /** @type {string} */ button) => isDraft({ ...formName(action, []), button });
  assert.ok(draft('/works', 'save_button') && draft('/works', 'preview_button') && draft('/works/7/chapters', 'preview_button'));
  assert.ok(!draft('/works', 'post_button') && !draft('/works/7/chapters', 'post_without_preview_button'));
  assert.ok(
    !draft('/works/7', 'save_button') && !draft('/works', '') && !draft('/works/import', 'commit') && !draft('/works/7/comments', 'commit'),
  );
});
