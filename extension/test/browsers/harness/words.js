// The words of the extension, from the same file that the browser reads.
import { readFileSync } from 'node:fs';

/** @type {Record<string, {message: string, placeholders?: Record<string, {content: string}>}>} */
const messages = JSON.parse(readFileSync(new URL('../../../_locales/en/messages.json', import.meta.url), 'utf8'));

/**
 * @param {string} key
 * @param {...(string | number)} values
 * @returns {string}
 */
export function word(key, ...values) {
  const entry = messages[key];
  if (!entry) throw new Error(`There is no word "${key}" in _locales.`);
  const filled = entry.message.replace(/\$([A-Za-z0-9_@]+)\$/g, (_, name) => entry.placeholders?.[name.toLowerCase()]?.content ?? '');
  return filled.replace(/\$(\d)/g, (_, n) => String(values[Number(n) - 1] ?? '')).replaceAll('$$', '$');
}

/** @param {string} code a verdict's @returns {string} */
export const headline = (code) => word(`verdict_${code.replaceAll('-', '_')}_headline`);
