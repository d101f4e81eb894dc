/**
 * A form of which a page tells what has changed since it was kept last (content/form-changes.js), put together again with what is
 * kept. Where anything does not fit, nothing is guessed: the page is asked for the whole. Pure.
 *
 * @import {ChangedForm, Field, FormText} from '../types/drafts.js'
 */
import { formOf, isField, isRecord, MOST_FIELDS } from './form-text.js';

/** Longer than any name that is given here (Kept.stamp). */
const LONGEST_STAMP = 60;

/** @param {unknown} value @returns {value is number} */
const isCount = (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/**
 * @param {unknown} message
 * @returns {ChangedForm | undefined} undefined where it is none
 */
export function changedForm(message) {
  if (!isRecord(message) || message['type'] !== 'form-text' || !isRecord(message['form'])) return undefined;
  const { since, count, changes, writing } = message['form'];
  if (typeof writing !== 'string' || typeof since !== 'string' || since === '' || since.length > LONGEST_STAMP) return undefined;
  if (!isCount(count) || count > MOST_FIELDS || !Array.isArray(changes) || changes.length > count) return undefined;
  return { writing, since, count, changes };
}

/**
 * @param {readonly Field[]} before as it was kept
 * @param {ChangedForm} changed
 * @param {unknown} message that told of it
 * @returns {FormText | undefined} undefined where it does not fit
 */
export function wholeAgain(before, { count, changes }, message) {
  const fields = before.slice(0, count).map(({ name, kind, value }) => ({ name, kind, value }));
  for (const change of changes) {
    const field = changedField(change, fields);
    if (!field) return undefined;
    fields[field.at] = field.its;
  }
  // A page adds fields one after the other: one that is missing was lost on the way.
  return fields.length === count ? formOf(/** @type {{form: Record<string, unknown>}} */ (message).form, fields) : undefined;
}

/**
 * @param {unknown} change
 * @param {readonly Field[]} fields as far as they are put together
 * @returns {{at: number, its: Field} | undefined}
 */
function changedField(change, fields) {
  if (!isRecord(change) || !isCount(change['at']) || change['at'] > fields.length) return undefined;
  const { at, field, from, to, put, length } = change;
  if (field !== undefined) return isField(field) ? { at, its: { name: field.name, kind: field.kind, value: field.value } } : undefined;
  const was = fields[at];
  if (!was || !isCount(from) || !isCount(to) || from > to || to > was.value.length || typeof put !== 'string') return undefined;
  const value = was.value.slice(0, from) + put + was.value.slice(to);
  return value.length === length ? { at, its: { ...was, value } } : undefined;
}
