/**
 * The words of a form, for people to read: which of its fields hold any, and what AO3 calls each. Pure.
 *
 * @import {Field} from '../types/drafts.js'
 */
import { isWordy, plainText } from './forms.js';

/** @param {readonly Field[]} fields */
export const wordyOf = (fields) => fields.filter((field) => isWordy(field) && field.value.trim());

/** What AO3 calls a field, from `work[chapter_attributes][content]`. @param {Field} field */
export const labelOf = ({ name }) => (/\[([^\]]+)\]$/.exec(name)?.[1] ?? name).replaceAll('_', ' ');

/** All of it for reading. @param {readonly Field[]} fields */
export const asText = (fields) =>
  wordyOf(fields)
    .map((field) => `${labelOf(field)}\n\n${plainText(field.value)}\n`)
    .join('\n');

/** Where it says itself how it is broken into paragraphs, as AO3's editor does; elsewhere its lines do. */
const BROKEN = /<(?:p|br|div|li|h[1-6]|blockquote|pre)\b/i;

/** All of it as it was sent, in AO3's HTML; a field of one line is no HTML. @param {readonly Field[]} fields */
export const asHtml = (fields) =>
  wordyOf(fields)
    .map(
      (field) =>
        `<h2>${labelOf(field)}</h2>\n${BROKEN.test(field.value) ? field.value : `<div style="white-space: pre-wrap">${field.value}</div>`}`,
    )
    .join('\n');
