/**
 * AO3's forms once they are sent: which of their buttons put something there, and where a person sees whether it is there.
 * The writing guide, A1. Pure.
 */
import { official } from './address.js';
import { formName } from './forms.js';

/** Buttons that only show, of what AO3 has already: what is new is stored by every button, as a draft at least. */
const ONLY_SHOWS = /^(preview_button|edit_button|cancel_\w*)$/;

/** What posts a chapter or a work; every other button stores a draft of what is new, which an index may not name. */
export const POSTS = new Set(['post_without_preview_button', 'post_button', 'update_button']);

/** Those of them that stand only where it is not posted yet; where it is, AO3 shows `update_button` (its posting fieldsets). */
const POSTS_FIRST = new Set(['post_without_preview_button', 'post_button']);

/**
 * Whether a chapter or a work was to be posted that AO3 has as a draft at most: the words of a draft may stand there already, so
 * that they alone tell nothing of whether it was posted.
 *
 * @param {{kind: import('./forms.js').FormKind, button?: string}} text
 */
export const isToBePosted = ({ kind, button = '' }) => (kind === 'work' || kind === 'chapter') && POSTS_FIRST.has(button);

/**
 * Whether a form changes something that AO3 has already. Of what nobody here knows that is taken for granted.
 *
 * @param {string} key of the text
 */
export function changesWhatIsThere(key) {
  const [kind, path = ''] = key.split(' ');
  return /\/\d+$|^\/series\/|\/profile(\/update)?$|^\/collections\/[^/]+$|\/pseuds\/[^/]+$/.test(path) || kind === 'other';
}

/**
 * Whether AO3 has it as a draft, which it shows to nobody else.
 *
 * @param {{kind: import('./forms.js').FormKind, key: string, button?: string}} text
 */
export const isDraft = ({ kind, key, button = '' }) =>
  (kind === 'work' || kind === 'chapter') && /\/(works|chapters)$/.test(key) && button !== '' && !POSTS.has(button);

/**
 * Whether a press of this button can put something on AO3 twice. content/guard.js knows it by the same rule.
 *
 * @param {string} button its name
 * @param {string} key of the text
 */
export const isPosting = (button, key) => !(ONLY_SHOWS.test(button) && /\/\d+$/.test(key.split(' ')[1] ?? ''));

/**
 * Where a person sees whether it is there: the page that shows it, as light as there is one.
 *
 * @param {{kind: import('./forms.js').FormKind, key: string, button?: string}} text key: as formName gives it (forms.js)
 * @param {string} member path of the person's own page (`/users/NAME`); '' where it is not known
 * @returns {string} a path; '' where AO3 shows it nowhere (Support, a report of abuse), or nobody knows where
 */
export function placeOf({ kind, key, button }, member) {
  const path = key.split(' ')[1] ?? '';
  const [, above = '', id = ''] = /^(.*)\/[a-z_]+(\/\d+)?$/.exec(path) ?? [];
  switch (kind) {
    case 'work':
      if (/\/works\/\d+$/.test(path)) return path;
      return member && `${member}/works${button === 'save_button' ? '/drafts' : ''}`;
    case 'chapter':
      return id ? path : `${above}/navigate`;
    case 'comment':
      return id ? path : above && `${above}?show_comments=true#comments`;
    case 'bookmark':
    case 'series':
    case 'profile':
    case 'pseud':
    case 'collection':
    case 'sign-up':
    case 'prompt':
    case 'skin':
      return path.replace(/\/update$/, '');
    case 'support':
    case 'abuse':
    case 'loose':
    case 'other':
      return '';
  }
}

/**
 * The same for a page that answered a form, of which nothing else is known.
 *
 * @param {{url: string, method: string | null} | null} page
 * @returns {string} its address; '' where there is none, or where nobody knows that a form was sent
 */
export function postedPage(page) {
  const url = page && page.method !== null && !['GET', 'HEAD'].includes(page.method) ? official(page.url) : undefined;
  const place = url && placeOf(formName(url.pathname, []), '');
  return url && place ? new URL(place, url).href : '';
}
