/**
 * When another version of this extension may take its place. Firefox tells that it has one and waits as long as nobody says "now":
 * so a page in which somebody writes is not cut off in the middle, what was sent is looked for to its end, and nothing is lost
 * that lives in the session alone (an undo, an incident). Where it may not come now it comes as the browser starts next.
 * Chromium changes versions once this worker sleeps, whatever is said; there nothing is hurried either.
 *
 * @import {Texts} from '../drafts/texts.js'
 */
import { PATTERNS } from '../ao3/address.js';
import { KEY as BISECT } from '../bisect/record.js';
import { api, isFirefox } from '../browser/api.js';
import { INCIDENTS } from '../incident/incident-record.js';
import { PRIVATE_TEXTS } from '../drafts/private-texts.js';
import { RECONNECTION } from '../remedies/reconnection.js';
import { UNDO } from '../remedies/undo.js';
import { mayHoldText } from '../remedies/typed-text.js';

/** What a new version would not find again. */
const OF_THE_SESSION = Object.freeze([UNDO, BISECT, RECONNECTION, PRIVATE_TEXTS, ...Object.values(INCIDENTS)]);

/**
 * Whether nobody would lose anything by it. What a tab does not tell may be a text.
 *
 * @param {Pick<Texts, 'all'> | null} texts null where none are kept
 * @returns {Promise<boolean>}
 */
export async function mayUpdate(texts) {
  const kept = (await texts?.all()) ?? [];
  if (kept.some(({ outcome, look }) => outcome === 'unknown' && (look?.dueAt ?? 0) > 0)) return false;
  if (Object.keys(await api.storage.session.get([...OF_THE_SESSION])).length > 0) return false;
  const open = await api.tabs.query({ url: [...PATTERNS], discarded: false });
  // What is known of private windows is in this worker's memory alone.
  if (open.some(({ incognito }) => incognito)) return false;
  const holding = await Promise.all(open.map(({ id }) => id !== undefined && mayHoldText(id)));
  return !holding.includes(true);
}

/** @param {() => Promise<boolean>} may asked when the browser has another version */
export function hearUpdates(may) {
  const comes = () =>
    may().then(
      (now) => (now && isFirefox ? api.runtime.reload() : undefined),
      (error) => console.warn('why502: whether an update may come cannot be told; it waits for the next start', error),
    );
  api.runtime.onUpdateAvailable?.addListener(() => void comes());
}
