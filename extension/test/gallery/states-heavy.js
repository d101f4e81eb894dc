/**
 * Pages that are too much for AO3, each heavy in its own way.
 *
 * @import {Incident, State} from './gallery.js'
 */
import { situation } from './evidence.js';
import { SITUATION } from './state-parts.js';

const AO3 = 'https://archiveofourown.org';

/** @param {string} path @param {string} [reading] the chapter from which the person came @returns {Incident} */
function heavy(path, reading) {
  const incident = situation(SITUATION['page-too-slow']);
  const page = incident.page && { ...incident.page, url: AO3 + path, ...(reading ? { reading: AO3 + reading } : {}) };
  return { ...incident, page, pages: page ? [page] : [] };
}

/** @returns {[name: string, title: string, incident: Incident, rest?: Partial<State>][]} */
export const heavyPages = () => {
  const entire = '/works/502?view_full_work=true';
  return [
    [
      'heavy-chapter',
      'An entire work, from a chapter: the index stands beside it',
      heavy(entire, '/works/502/chapters/3'),
      { open: 'steps' },
    ],
    ['heavy-anchor', 'An entire work, at a chapter of which only the number is known', heavy(`${entire}#chapter-12`)],
    ['heavy-comments', 'A page with comments', heavy('/works/502/chapters/3?show_comments=true')],
    ['heavy-filters', 'A list with filters', heavy('/works?work_search[sort_column]=hits&tag_id=Lamps')],
    ['heavy-no-more', 'A page that is light already', heavy('/works/502/chapters/3')],
    [
      'neighbours',
      'What the browser still holds near it',
      heavy('/works/502/chapters/4'),
      {
        answers: {
          neighbours: [
            { url: `${AO3}/works/502/chapters/3`, name: 'The Lamp at Number Five - Chapter 3 - tester - Original Work' },
            { url: `${AO3}/works/502/navigate`, name: 'Chapter Index' },
          ],
        },
      },
    ],
  ];
};
