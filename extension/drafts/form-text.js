/**
 * A form as a page of AO3's tells of it (content/guard.js). The page is other people's: it is taken for text and
 * nothing else, within limits that no form of AO3's comes near. Pure.
 *
 * @import {Field, FormText} from '../types/drafts.js'
 */

/** The longest text that AO3 takes has 510,000 characters; a form has several, and may be written in signs that count twice. */
const MOST_CHARACTERS = 8_000_000;

/** AO3's largest forms (a challenge's settings, a sign-up with many prompts) have some hundreds. */
export const MOST_FIELDS = 5_000;

const LONGEST_NAME = 300;

/** What a form carries for AO3's own sake, and what nobody may keep. */
const NEVER = /^(authenticity_token|utf8|_method|commit)$|password/i;

const KINDS = new Set(['text', 'rich', 'choice']);

/** @param {unknown} value @param {number} most */
const isText = (value, most) => typeof value === 'string' && value.length <= most;

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {unknown} value @returns {value is Field} */
export const isField = (value) =>
  isRecord(value) &&
  isText(value['name'], LONGEST_NAME) &&
  isText(value['value'], MOST_CHARACTERS) &&
  KINDS.has(String(value['kind'])) &&
  !NEVER.test(String(value['name']));

/**
 * @param {unknown} message
 * @returns {FormText | undefined} undefined where it is none
 */
export function formText(message) {
  if (!isRecord(message) || message['type'] !== 'form-text' || !isRecord(message['form'])) return undefined;
  const { fields } = message['form'];
  if (!Array.isArray(fields) || fields.length > MOST_FIELDS) return undefined;
  return formOf(
    message['form'],
    fields.filter(isField).map(({ name, kind, value, stood }) => ({ name, kind, value, ...(typeof stood === 'boolean' ? { stood } : {}) })),
  );
}

/**
 * @param {Record<string, unknown>} told of the form, as the page tells it
 * @param {Field[]} fields of it, all of them
 * @returns {FormText | undefined} undefined where it is none, or larger than any
 */
export function formOf({ writing, action, why, button }, fields) {
  if (!isText(writing, 60) || !/^[\w-]{8,60}$/.test(String(writing))) return undefined;
  if (!isText(action, 2_000) || !String(action).startsWith('/')) return undefined;
  if (fields.reduce((sum, { value }) => sum + value.length, 0) > MOST_CHARACTERS) return undefined;
  return {
    writing: String(writing),
    action: String(action),
    fields,
    why: why === 'sent' ? 'sent' : 'typed',
    button: isText(button, LONGEST_NAME) ? String(button) : '',
  };
}
