/**
 * Lighter pages near one that failed: what made it heavy for AO3, and where the same is without that. Each
 * address is one by which AO3 only shows something, made anew from what is known of the page. Pure.
 */
import { official, pageKind } from './address.js';

/**
 * @typedef {object} Lighter
 * @property {'the-chapter' | 'the-index' | 'without-comments' | 'without-filters' | 'the-index-alone'} way the-index: of an
 *   entire work; the-index-alone: of a work of which nobody knows what makes it heavy
 * @property {string} url
 * @property {string} at the number of the chapter being read, where only that is known; else ''
 */

/**
 * @typedef {object} Asked a page, as it was asked for
 * @property {string} url
 * @property {string | null} method null where nobody saw it
 * @property {string} [reading] the chapter from which the person came there (chapterOf)
 */

/** What a list was asked to leave out, or in which order to come: AO3 looks for it anew each time. */
const FILTER = /^(?:include_|exclude_)?\w+_search\[|^collection_filters\[|^(?:sort_column|sort_direction|fandom_id)$/;

/** Whose list it is, beside its filters. */
const WHOSE = ['collection_id', 'user_id', 'pseud_id', 'tag_id'];

/** What a search is for; all else there narrows it or puts it in order. */
const SOUGHT = /_search\[(?:query|title|creators|name|fandom|\w+_names|\w+_query)\]$/;

/** A form sends these along: they ask for nothing, or for what comes anyway. */
const IDLE = ['', '0', 'revised_at', '_score', 'created_at', 'desc'];

/** Buttons of forms, the page of a list that is another one without them, and where in a list of comments one stands. */
const LEFT_OUT = ['commit', 'utf8', 'page'];

/** Lists that filters are for. */
const LIST = /\/(?:works|bookmarks|collections|series|search)$/;

/** Whose comments they are, in addresses that name it beside them. */
const OF = Object.freeze({ work_id: '/works/', chapter_id: '/chapters/', admin_post_id: '/admin_posts/', tag_id: '/tags/' });

/**
 * What is lighter than a page that failed, the best first. Near one that answered a form nothing is: its address
 * is where the form was sent.
 *
 * @param {Asked | null} page
 * @returns {Lighter[]}
 */
export function lighterThan(page) {
  return page && (page.method === 'GET' || page.method === null) ? lighterPages(page.url, page.reading ?? null) : [];
}

/**
 * The index of an entire work, where a chapter of it comes first.
 *
 * @param {Asked | null} page
 * @returns {Lighter | undefined}
 */
export const indexBeside = (page) => lighterThan(page).find(({ way }, n) => n > 0 && way === 'the-index');

/**
 * @param {string} address
 * @param {string | null} reading
 * @returns {Lighter[]}
 */
function lighterPages(address, reading) {
  const url = official(address);
  if (!url) return [];
  const path = url.pathname.replace(/\/+$/, '');
  const at = (/** @type {string} */ there) => `https://${url.hostname}${there}`;
  const [, work = '', chapter] = /\/works\/(\d+)(?:\/chapters\/(\d+))?$/.exec(path) ?? [];
  if (pageKind(url) === 'entire-work') return ofEntireWork(url, work, chapter ?? chapterIn(reading, work), at);
  const under = withoutComments(url, path);
  if (under) return [{ way: 'without-comments', url: at(under), at: '' }];
  const list = LIST.test(path) ? withoutFilters(url, path) : '';
  if (list) return [{ way: 'without-filters', url: at(list), at: '' }];
  // Who reads entire works by their own setting asks for them by this address, too.
  return work && chapter === undefined ? [{ way: 'the-index-alone', url: at(`/works/${work}/navigate`), at: '' }] : [];
}

/**
 * @param {URL} url @param {string} work @param {string | undefined} chapter @param {(path: string) => string} at
 * @returns {Lighter[]}
 */
function ofEntireWork(url, work, chapter, at) {
  const there = chapter ? [`/works/${work}/chapters/${chapter}`] : [];
  const number = /^#chapter-(\d{1,4})$/.exec(url.hash)?.[1] ?? '';
  // By a chapter alone, `/chapters/ID?view_full_work=true`, nobody knows the work.
  const alone = /^\/chapters\/\d+$/.exec(url.pathname)?.[0];
  /** @type {Lighter[]} */
  const chapters = (alone ? [alone] : there).map((path) => ({ way: 'the-chapter', url: at(path + adult(url)), at: '' }));
  return work ? [...chapters, { way: 'the-index', url: at(`/works/${work}/navigate`), at: chapters.length > 0 ? '' : number }] : chapters;
}

/** Who was asked for their age is not asked again. @param {URL} url */
const adult = (url) => (url.searchParams.get('view_adult') === 'true' ? '?view_adult=true' : '');

/**
 * What comments stand under, where they make the page long.
 *
 * @param {URL} url
 * @param {string} path
 * @returns {string} '' where there are none, or nobody knows under what
 */
function withoutComments(url, path) {
  const [, above = ''] = /^(.*\/(?:works|chapters|admin_posts|tags)\/[^/]+)\/comments(?:\/\d+)?$/.exec(path) ?? [];
  if (above) return above;
  if (path.startsWith('/comments')) {
    const [name, id] = [...url.searchParams].find(([each, value]) => Object.hasOwn(OF, each) && value !== '') ?? [];
    return name && id ? OF[/** @type {keyof typeof OF} */ (name)] + encodeURIComponent(id) : '';
  }
  const shown = url.searchParams.get('show_comments');
  if (shown === null || shown === 'false' || !/\/(?:works|chapters|admin_posts)\/\d+$/.test(path)) return '';
  return path + adult(url);
}

/**
 * The same list as AO3 has it ready, its first page. Of a search the words stay that it is for.
 *
 * @param {URL} url
 * @param {string} path
 * @returns {string} '' where it has no filters, or is nothing without them
 */
function withoutFilters({ searchParams }, path) {
  const ofAll = path === '/works' || path === '/bookmarks';
  const searches = path.endsWith('/search') || (ofAll && !WHOSE.some((name) => searchParams.get(name)));
  const filters = (/** @type {string} */ name) => FILTER.test(name) && !(searches && SOUGHT.test(name));
  const given = [...searchParams].filter(([name, value]) => !FILTER.test(name) || !IDLE.includes(value.trim()));
  if (!given.some(([name]) => filters(name))) return '';
  const kept = given.filter(([name]) => !filters(name) && !LEFT_OUT.includes(name));
  if (searches && !kept.some(([name]) => SOUGHT.test(name))) return '';
  return ofAll && !searches ? ownAddress(path, new URLSearchParams(kept)) : written(path, new URLSearchParams(kept));
}

/** Without filters a list has an address of its own, by whose it is. @param {string} path @param {URLSearchParams} rest */
function ownAddress(path, rest) {
  const [collection, user, pseud, tag] = WHOSE.map((name) => encodeURIComponent(rest.get(name) ?? ''));
  for (const name of WHOSE) rest.delete(name);
  const steps = [collection && `/collections/${collection}`, user && `/users/${user}`, user && pseud && `/pseuds/${pseud}`];
  return written([...steps, tag && `/tags/${tag}`, path].join(''), rest);
}

/** @param {string} path @param {URLSearchParams} query */
const written = (path, query) => path + (query.size > 0 ? `?${query}` : '');

/**
 * The chapter that an address is of, and no more of it: where a person came from.
 *
 * @param {unknown} address
 * @returns {string | null}
 */
export function chapterOf(address) {
  const url = typeof address === 'string' ? official(address) : undefined;
  const path = /\/works\/\d+\/chapters\/\d+(?=\/?$)/.exec(url?.pathname ?? '')?.[0];
  return url && path ? `https://${url.hostname}${path}` : null;
}

/** The number of a chapter, where it is one of that work. @param {string | null} reading @param {string} work */
const chapterIn = (reading, work) => new RegExp(`/works/${work}/chapters/(\\d+)$`).exec(chapterOf(reading) ?? '')?.[1];
