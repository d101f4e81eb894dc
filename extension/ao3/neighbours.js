/**
 * The neighbours of a page of a work: its other chapters, its index, and where the person came from. Each address is one
 * by which AO3 only shows something, under the name of the page itself. Pure.
 */
import { official } from './address.js';

/** So many addresses are looked for at once. */
const MOST = 12;

/** Chapters on each side. */
const BESIDE = 2;

/** @typedef {{work: string, chapter: string, at: (path: string) => string, own: string}} Place */

/** @param {string} address @returns {Place | undefined} undefined where it is of no work */
function placeOf(address) {
  const url = official(address);
  const [, work, chapter = ''] = /^\/works\/(\d+)(?:\/chapters\/(\d+)|\/navigate)?\/?$/.exec(url?.pathname ?? '') ?? [];
  if (!url || !work) return undefined;
  return { work, chapter, at: (path) => `https://${url.hostname}${path}`, own: withoutPlace(url) };
}

/** @param {URL} url */
const withoutPlace = (url) => url.href.split('#')[0] ?? url.href;

/** Who was asked for their age has the page under another address. @param {string} path */
const withAge = (path) => [path, `${path}?view_adult=true`];

/**
 * Where to look first.
 *
 * @param {string} address of the page that failed
 * @param {string} from where the person came from, as the page tells; '' where it does not
 * @returns {string[]} without the page itself; none where it is of no work
 */
export function neighbours(address, from) {
  const place = placeOf(address);
  if (!place) return [];
  const { work, at } = place;
  const came = official(from);
  const before = came && came.origin === new URL(address).origin && isOnlyShown(came) ? [withoutPlace(came)] : [];
  const own = [...withAge(`/works/${work}`), `/works/${work}/navigate`, `/works/${work}?view_full_work=true`].map(at);
  return distinct([...before, ...own], place);
}

/**
 * The chapters around the one that failed, from what pages of the work name.
 *
 * @param {string} address of the page that failed
 * @param {readonly string[]} chapters the work's, in their order: numbers, or addresses that hold one; of other works, too
 * @returns {string[]}
 */
export function chaptersAround(address, chapters) {
  const place = placeOf(address);
  if (!place) return [];
  const { work, chapter, at } = place;
  const isOf = new RegExp(`^(?:https://[^/]+)?/works/${work}/chapters/(\\d+)(?:[?#].*)?$|^(\\d+)$`);
  const ids = [...new Set(chapters.flatMap((each) => isOf.exec(each)?.slice(1).filter(Boolean) ?? []))];
  const here = Math.max(0, ids.indexOf(chapter));
  const near = ids.map((id, n) => ({ id, far: Math.abs(n - here) })).filter(({ far }) => far <= BESIDE);
  const nearest = near.sort((a, b) => a.far - b.far).flatMap(({ id }) => withAge(`/works/${work}/chapters/${id}`));
  return distinct(nearest.map(at), place);
}

/** @param {string[]} addresses @param {Place} place */
const distinct = (addresses, { own }) => [...new Set(addresses)].filter((each) => each !== own).slice(0, MOST);

/** What is a form's, or signs somebody in or out, is nothing to read on with. */
const NOT_SHOWN = /^\/users\/(?:login|logout)|\/(?:new|edit|preview)$/;

/** @param {URL} url */
const isOnlyShown = ({ pathname }) => !NOT_SHOWN.test(pathname.replace(/\/+$/, ''));

/** A page's name without the archive's. @param {string} title as AO3 writes it */
export const nameOfPage = (title) => title.replace(/\s*(\||\[)\s*Archive of Our Own\s*\]?\s*$/i, '').trim();
