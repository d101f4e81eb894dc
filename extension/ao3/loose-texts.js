/**
 * Texts of no form yet: written on a page of our own, and put into a form of AO3's when they are ready. Pure.
 *
 * @import {Field, FormText} from '../types/drafts.js'
 */
import { formName, LOOSE } from './forms.js';

const TITLE = 'loose[title]';
const CONTENT = 'loose[content]';

/**
 * As a form would be read that holds it.
 *
 * @param {{writing: string, place: string, title: string, content: string}} text place: one of its own, by which it is known
 * @returns {FormText}
 */
export const looseForm = ({ writing, place, title, content }) => ({
  writing,
  action: `${LOOSE}/${place}`,
  fields: [
    { name: TITLE, kind: 'text', value: title },
    { name: CONTENT, kind: 'text', value: content },
  ],
  why: 'typed',
  button: '',
});

/** @param {readonly Field[]} fields @returns {{title: string, content: string}} */
export function looseWords(fields) {
  const value = (/** @type {string} */ wanted) => fields.find(({ name }) => name === wanted)?.value ?? '';
  return { title: value(TITLE), content: value(CONTENT) };
}

/** The field of AO3's that a work's or a chapter's text stands in: `work[chapter_attributes][content]`, `chapter[content]`. */
const TEXT_OF_CHAPTER = /^(work|chapter)\[(.*\[)?content\]$/;

/**
 * Whether a form waits for such a text: one of a work or a chapter in which nothing stands yet. Comments are not asked with a
 * chapter each time; there it can be copied.
 *
 * @param {Pick<FormText, 'action' | 'fields'>} form
 */
export function takesLoose({ action, fields }) {
  const { kind } = formName(action, fields);
  const text = fields.find(({ name }) => TEXT_OF_CHAPTER.test(name));
  return (kind === 'work' || kind === 'chapter') && text !== undefined && text.value.replace(/<[^>]*>|&nbsp;|\s/g, '') === '';
}

/**
 * Its words by the names of that form's fields. A title that stands there stays.
 *
 * @param {readonly Field[]} loose
 * @param {readonly Field[]} form
 * @returns {Field[]}
 */
export function fitted(loose, form) {
  const { title, content } = looseWords(loose);
  return form.map((field) => {
    if (TEXT_OF_CHAPTER.test(field.name)) return { ...field, kind: /** @type {const} */ ('text'), value: content };
    return /^(work|chapter)\[title\]$/.test(field.name) && !field.value.trim() && title ? { ...field, value: title } : field;
  });
}
