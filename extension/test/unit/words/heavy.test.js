/** What is said of a heavy page, and what is offered in its place. */
import { opened } from '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openChapterIndex, openLighter } from '../../../remedies/lighter-page.js';
import { viewOf } from '../../../words/view.js';
import { english, t } from '../english.js';
import { incidentOf } from '../situations.js';

const AO3 = 'https://archiveofourown.org';

/** @param {string} path @param {string} [reading] @param {string | null} [method] */
function tooSlow(path, reading, method = 'GET') {
  const usual = incidentOf('entire-work-times-out');
  const page = { url: AO3 + path, method, tabId: 7, hasPage: true, sent: null, ...(reading ? { reading: AO3 + reading } : {}) };
  return { ...usual, page };
}

/** @param {ReturnType<typeof tooSlow>} incident */
const says = (incident) => {
  const { best, everything } = viewOf(incident, english, null, Number(incident.settledAt) + 1_000, 7);
  return [
    best?.text,
    best?.label,
    ...everything.map(({ code, label }) => `${code}: ${label}`).filter((line) => !/^(wait|reload-once)/.test(line)),
  ];
};

test('of an entire work the chapter comes first, and the index beside it', () => {
  const index = [`lighter-page: ${t('lighter_chapter_button')}`, `chapter-index: ${t('remedy_lighter_page_button')}`];
  const read = tooSlow('/works/1?view_full_work=true', '/works/1/chapters/5');
  assert.deepEqual(says(read), [t('lighter_chapter_text'), t('lighter_chapter_button'), ...index]);
  assert.deepEqual(says(tooSlow('/works/1?view_full_work=true')).slice(0, 2), [t('lighter_index_text'), t('remedy_lighter_page_button')]);
  const anchor = says(tooSlow('/works/1?view_full_work=true#chapter-12'));
  assert.deepEqual(anchor[0], `${t('lighter_index_text')} ${t('lighter_index_at', '12')}`);
  assert.equal(anchor.length, 3);
});

test('the index beside a chapter tells its price as the chapter does: it is a page of AO3, too', () => {
  const { best, everything } = viewOf(tooSlow('/works/1?view_full_work=true', '/works/1/chapters/5'), english);
  const index = everything.find(({ code }) => code === 'chapter-index');
  assert.match(best?.price ?? '', /asks AO3 once/);
  assert.equal(index?.price, best?.price);
});

test('of comments and of filters it is said that they are what is heavy', () => {
  assert.deepEqual(says(tooSlow('/works/1?show_comments=true')).slice(0, 2), [t('lighter_comments_text'), t('lighter_comments_button')]);
  assert.deepEqual(says(tooSlow('/works?work_search[complete]=T&tag_id=L')).slice(0, 2), [
    t('lighter_filters_text'),
    t('lighter_filters_button'),
  ]);
  assert.deepEqual(says(tooSlow('/works/1')).slice(0, 2), [t('remedy_lighter_page_text'), t('remedy_lighter_page_button')]);
});

test('the button opens just that, beside the tab', async () => {
  /** @param {typeof openLighter} open @param {ReturnType<typeof tooSlow>} incident */
  const leads = async (open, incident) => {
    const before = opened.length;
    await open(incident);
    return opened.slice(before).map((url) => url.replace(AO3, ''));
  };
  const read = tooSlow('/works/1?view_full_work=true', '/works/1/chapters/5');
  assert.deepEqual(await leads(openLighter, read), ['/works/1/chapters/5']);
  assert.deepEqual(await leads(openChapterIndex, read), ['/works/1/navigate']);
  assert.deepEqual(await leads(openLighter, tooSlow('/works?work_search[complete]=T&tag_id=L')), ['/tags/L/works']);
  for (const open of [openLighter, openChapterIndex]) {
    assert.deepEqual(await leads(open, tooSlow('/works/1/chapters/2')), [], 'it is light already');
    assert.deepEqual(
      await leads(open, tooSlow('/works/1?view_full_work=true', '/works/1/chapters/5', 'POST')),
      [],
      'a form was sent there',
    );
  }
});
