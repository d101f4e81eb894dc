/**
 * A dated file of each text that is sent, for who asked for it: written by the companion, which makes its name, and the
 * only copy outside this browser. "There is a file" is said only once the companion has read it again. What could not be
 * written then is written when this worker next starts, while AO3 was not seen to have it; a few times, and no more.
 *
 * @import {Kept, LocalCopy, Version} from '../types/drafts.js'
 * @import {Repaired} from '../types/protocol.js'
 * @import {Texts} from './texts.js'
 */
import { asHtml, asText } from '../ao3/form-words.js';
import { sameWords } from '../ao3/forms.js';
import { FILE_FROM_WORDS } from '../browser/settings.js';
import { keepLocally } from '../diagnosis/companion.js';

/** So often is one text tried. */
export const MOST_TRIES = 5;

/** Why there is no file, as the companion says it; failed: anything else, or it did not answer. */
export const WHY_NO_FILE = Object.freeze(['no-folder', 'not-ours', 'not-allowed', 'full', 'too-long', 'failed']);

/**
 * What the companion is given.
 *
 * @param {Kept} text
 * @param {Version} version
 * @returns {import('../types/protocol.js').GivenText}
 */
export function givenOf({ kind, title, key }, { fields }) {
  const [, work = ''] = /\/works\/(\d+)/.exec(key) ?? [];
  const position = fields.find(({ name }) => name.endsWith('[position]'))?.value ?? '';
  return {
    kind: kind === 'work' || kind === 'chapter' || kind === 'comment' ? kind : 'other',
    title: (title || (work && `work ${work}`)).slice(0, 255),
    chapter: kind === 'chapter' && /^\d{1,4}$/.test(position) ? Number(position) : 0,
    html: asHtml(fields),
    text: asText(fields),
  };
}

/** Has them written. */
export class LocalCopies {
  #texts;
  #keep;
  #on = false;
  /** One after the other: the companion is one, and a text is not written twice. @type {Promise<unknown>} */
  #turn = Promise.resolve();

  /**
   * @param {Pick<Texts, 'all' | 'version' | 'copied'>} texts
   * @param {typeof keepLocally} [keep]
   */
  constructor(texts, keep = keepLocally) {
    this.#texts = texts;
    this.#keep = keep;
  }

  /** What the person has chosen, which is told whenever this worker starts. @param {boolean} on */
  async obey(on) {
    const before = this.#on;
    this.#on = on;
    if (before || !on) return;
    const open = (await this.#texts.all()).filter(({ outcome }) => outcome === 'unknown');
    // What was sent, where that is known; since then more may have been written.
    for (const text of open) await this.of({ ...text, newest: text.look?.version ?? text.newest });
  }

  /**
   * One of a text that is being sent.
   *
   * @param {Kept} text its newest version is the one that was sent
   * @returns {Promise<unknown>}
   */
  of(text) {
    if (!this.#on) return Promise.resolve();
    const done = this.#turn.then(() => this.#write(text));
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /** @param {Kept} text */
  async #write({ id, newest: sent }) {
    // As it is known by now: an earlier turn may have written it.
    const text = (await this.#texts.all()).find((each) => each.id === id);
    if (!text || !this.#on || !isWorthAFile(text)) return;
    const { copy } = text;
    const version = await this.#texts.version(id, sent);
    if (!version || (await this.#isWritten(text, version))) return;
    const tries = copy?.number === version.number ? copy.tries : 0;
    if (tries >= MOST_TRIES) return;
    const came = await this.#keep(givenOf(text, version));
    await this.#texts.copied(id, { number: version.number, ...outcomeOf(came), tries: tries + 1 });
  }

  /** Whether the last file has the same words. @param {Kept} text @param {Version} version */
  async #isWritten({ id, copy }, version) {
    if (!copy?.place) return false;
    if (copy.number === version.number) return true;
    const written = await this.#texts.version(id, copy.number);
    return written !== undefined && sameWords(written.fields, version.fields);
  }
}

/** @param {Kept} text */
const isWorthAFile = ({ kind, words }) => kind === 'work' || kind === 'chapter' || words >= FILE_FROM_WORDS;

/** @param {Repaired | {trouble: unknown}} came @returns {Pick<LocalCopy, 'place' | 'why'>} */
function outcomeOf(came) {
  if (!('trouble' in came) && came.said === 'kept' && came.verified === true && came.place) return { place: came.place, why: '' };
  const why = 'trouble' in came ? '' : (came.why ?? '');
  return { place: '', why: WHY_NO_FILE.includes(why) ? why : 'failed' };
}
