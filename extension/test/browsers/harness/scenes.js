// What a person does before and where a person is when a situation strikes.
import { verdictOf } from './lab.js';

export const ARCHIVE = 'https://archiveofourown.org';

/** A work, read one chapter at a time: the usual page. */
export const WORK = '/works/502';

/** Verdicts about a session: they need one, from before. */
const OF_A_SESSION = ['stale-session', 'signed-out', 'signed-in-pages-down'];

/** Situations that strike elsewhere than on a work. */
const ELSEWHERE = new Map([
  ['search-445', '/tags/Lamps/works'],
  ['entire-work-times-out', `${WORK}?view_full_work=true`],
]);

/** The page that a person opens in a situation. @param {string} situation */
export const pathIn = (situation) => ELSEWHERE.get(situation) ?? WORK;

/**
 * Brings the browser where a person would be when the situation strikes.
 * @param {string} situation
 * @param {import('./browser.d.ts').Tab} tab
 */
export async function prepare(situation, tab) {
  if (situation === 'cookies-too-big') await tab.goto(`${ARCHIVE}/lab/many-cookies`);
  else if (OF_A_SESSION.includes(await verdictOf(situation))) await tab.goto(`${ARCHIVE}/lab/sign-in`);
}
