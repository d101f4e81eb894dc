/**
 * When another version of this extension may take its place. The browser tells that it has one and waits as long as nobody says
 * "now": so a page in which somebody writes is not cut off in the middle, and what was sent is looked for to its end. Where it
 * may not come now it comes as the browser starts next.
 *
 * @import {Texts} from '../drafts/texts.js'
 */
import { PATTERNS } from '../ao3/address.js';
import { api } from '../browser/api.js';
import { mayHoldText } from '../remedies/typed-text.js';

/**
 * Whether nobody would lose anything by it. What a tab does not tell may be a text.
 *
 * @param {Pick<Texts, 'all'> | null} texts null where none are kept
 * @returns {Promise<boolean>}
 */
export async function mayUpdate(texts) {
  const kept = (await texts?.all()) ?? [];
  if (kept.some(({ outcome, look }) => outcome === 'unknown' && (look?.dueAt ?? 0) > 0)) return false;
  const open = await api.tabs.query({ url: [...PATTERNS], discarded: false });
  const holding = await Promise.all(open.map(({ id }) => id !== undefined && mayHoldText(id)));
  return !holding.includes(true);
}

/** @param {() => Promise<boolean>} may asked when the browser has another version */
export function hearUpdates(may) {
  const comes = () =>
    may().then(
      (now) => (now ? api.runtime.reload() : undefined),
      (error) => console.warn('why502: whether an update may come cannot be told; it waits for the next start', error),
    );
  api.runtime.onUpdateAvailable?.addListener(() => void comes());
}
