/**
 * The states of the page of kept texts.
 *
 * @import {Field, Kept, WholeText} from '../../types/drafts.js'
 * @import {State} from './gallery.js'
 */
import { NOW } from './evidence.js';
import { MINUTE } from './state-parts.js';

/** @param {Partial<Kept>} over @returns {Kept} */
const text = (over) => ({
  id: '00000000-0000-4000-8000-000000000001',
  key: 'chapter /works/502/chapters',
  kind: 'chapter',
  title: 'The Lamp at Number Five',
  words: 5_312,
  firstAt: NOW - 95 * MINUTE,
  at: NOW - 2 * MINUTE,
  sent: 1,
  page: 'archiveofourown.org/works/502/chapters/new',
  writings: [],
  arrived: false,
  newest: 3,
  ...over,
});

/** @type {Field[]} */
const FIELDS = [
  { name: 'chapter[title]', kind: 'text', value: 'The Lamp at Number Five' },
  {
    name: 'chapter[content]',
    kind: 'rich',
    value:
      '<p>The lamp at number five had gone out again. It went out one night in three, and nobody in the harbour could say why.</p>' +
      '<p>&ldquo;It is not the lamp,&rdquo; said the keeper, who had been asked so often that she no longer looked up.</p>',
  },
  { name: 'chapter[notes]', kind: 'text', value: 'Thank you for waiting.' },
];

/** One whose form failed, as the popup speaks of it; we look ourselves. */
export const safe = text({
  key: 'comment /works/502/comments',
  kind: 'comment',
  words: 312,
  outcome: 'unknown',
  sentAt: NOW - MINUTE / 2,
  look: { host: 'archiveofourown.org', member: '', version: 3, made: 0, spent: 0, dueAt: NOW + MINUTE / 2 },
});

/** The same, which AO3 was found to have. */
export const found = {
  ...safe,
  arrived: true,
  outcome: /** @type {const} */ ('none'),
  look: { ...safe.look, dueAt: 0, place: '/comments/502' },
};

/** The same, which was to be posted, and which AO3 was found to have as a draft. */
export const unposted = {
  ...safe,
  outcome: /** @type {const} */ ('not-there'),
  look: { ...safe.look, dueAt: 0, saidAt: NOW - MINUTE, place: '/works/502/chapters/1004', draft: /** @type {const} */ (true) },
};

/** @returns {State[]} */
export function drafts() {
  const newest = { number: 3, at: NOW - 2 * MINUTE, begunAt: NOW - 3 * MINUTE, words: 5_312, why: /** @type {const} */ ('sent') };
  /** @type {WholeText} */
  const whole = {
    text: text({}),
    version: { id: text({}).id, ...newest, fields: FIELDS },
    versions: [{ number: 1, at: NOW - 95 * MINUTE, begunAt: NOW - 95 * MINUTE, words: 4, why: 'typed' }, newest],
  };
  const texts = [
    text({}),
    text({ id: '2', kind: 'comment', title: '', words: 48, arrived: true, at: NOW - 40 * MINUTE, page: 'archiveofourown.org/works/7' }),
    text({ id: '3', kind: 'support', title: 'My name is spelt in two ways, and the longer of the two does not fit', words: 120 }),
  ];
  const unknown = [
    text({ id: '4', key: 'chapter /works/502/chapters', outcome: 'unknown', sentAt: NOW - 3 * MINUTE }),
    text({ id: '5', key: 'support /support', kind: 'support', title: '', outcome: 'unknown', sentAt: NOW - 3 * MINUTE }),
  ];
  const look = { host: 'archiveofourown.org', member: '', version: 3, made: 1, spent: 2, dueAt: NOW + 2 * MINUTE, saidAt: NOW - MINUTE };
  const open = { id: '7', outcome: /** @type {const} */ ('unknown'), sentAt: NOW - 3 * MINUTE };
  const twins = [
    { path: '/works/502/chapters/1004', name: '4. The Lamp at Number Five', date: '2026-11-30' },
    { path: '/works/502/chapters/1003', name: '3. The Lamp at Number Five', date: '2026-11-30' },
  ];
  const looked = {
    waits: text({ ...open, look }),
    never: text({ ...open, look: { ...look, made: 5, dueAt: 0 } }),
    absent: text({ ...open, outcome: 'not-there', look: { ...look, dueAt: 0 } }),
    twice: text({ id: '7', arrived: true, twins, look: { ...look, dueAt: 0, place: '/works/502/chapters/1004' } }),
  };
  const sent = (/** @type {Kept | undefined} */ its) => ({ ...whole, text: its });
  /** @type {[name: string, title: string, more: Partial<State>][]} */
  const list = [
    ['', 'a list', { answers: { texts } }],
    ['-whole', 'one of them', { answers: { texts, 'whole-text': whole }, open: 'text' }],
    ['-remove', 'before it is deleted', { answers: { texts, 'whole-text': whole }, open: 'remove-text' }],
    [
      '-unknown',
      'one of which nobody knows whether it was posted',
      { answers: { texts: unknown, 'whole-text': sent(unknown[0]) }, open: 'text' },
    ],
    ['-nowhere', 'one that AO3 shows nowhere', { answers: { texts: unknown, 'whole-text': sent(unknown[1]) }, open: 'text' }],
    [
      '-look-waits',
      'one for which we look ourselves',
      { answers: { texts: [looked.waits], 'whole-text': sent(looked.waits) }, open: 'text' },
    ],
    [
      '-look-vain',
      'one for which we looked in vain',
      { answers: { texts: [looked.never], 'whole-text': sent(looked.never) }, open: 'text' },
    ],
    ['-absent', 'one that is not on AO3', { answers: { texts: [looked.absent], 'whole-text': sent(looked.absent) }, open: 'text' }],
    ['-twice', 'one that AO3 has twice', { answers: { texts: [looked.twice], 'whole-text': sent(looked.twice) }, open: 'text' }],
    ['-became', 'what became of each', { answers: { texts: [...unknown, text({ id: '6', kind: 'work', outcome: 'refused' })] } }],
    ['-remove-all', 'before all are deleted', { answers: { texts }, open: 'remove-all' }],
    ['-none', 'none yet', { answers: { texts: [] }, local: { settings: { keepTexts: true } } }],
    ['-off', 'switched off', { answers: { texts: [] } }],
    ['-failed', 'they cannot be read', { answers: { texts: { failed: true } } }],
  ];
  const loose = text({ kind: 'loose', key: 'loose /why502/loose/a', words: 13 });
  const fields = ['title', 'content'].map((name, n) => ({
    name: `loose[${name}]`,
    kind: /** @type {const} */ ('text'),
    value: n === 0 ? loose.title : 'The lamp at number five had gone out again.\n\nIt is not the lamp.',
  }));
  const opened = { text: loose, version: { id: loose.id, ...newest, fields }, versions: [newest] };
  /** @type {[name: string, title: string, more: Partial<State>][]} */
  const ofWriting = [
    ['', 'opened again', { answers: { 'go-on-writing': opened } }],
    ['-kept', 'kept', { answers: { 'go-on-writing': opened, 'write-text': loose }, open: 'write' }],
    ['-failed', 'it cannot be kept', { answers: { 'go-on-writing': opened, 'write-text': { failed: true } }, open: 'write' }],
  ];
  const writing = ofWriting.map(([name, title, more]) => ({
    name: `writing${name}`,
    page: /** @type {const} */ ('writing'),
    title: `A page to write on: ${title}`,
    query: `?text=${loose.id}`,
    ...more,
  }));
  const drafts = list.map(([name, title, more]) => ({
    name: `drafts${name}`,
    page: /** @type {const} */ ('drafts'),
    title: `Kept texts: ${title}`,
    ...more,
  }));
  return [...drafts, ...writing];
}
