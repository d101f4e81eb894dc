/**
 * Looks by ourselves whether a text has arrived of which AO3 did not say so: a light page or two, fresh, within the one
 * budget (diagnosis/budget.js), at the times of look-times.js. It never sends a form. What it knows is part of the text, so
 * that the worker's sleep and the browser's end lose nothing.
 *
 * @import {Entry} from '../ao3/own-look.js'
 * @import {Kept, Look, Version} from '../types/drafts.js'
 * @import {Texts} from './texts.js'
 */
import { entriesOf, firstPage, isIndex, isLegible, toldBy } from '../ao3/own-look.js';
import { Wake } from '../browser/wake.js';
import { isFresh } from '../ao3/answer.js';
import { ask, receiptOfLook } from '../diagnosis/budget.js';
import { FURTHEST_MS, MOST_REQUESTS, SURE_AFTER_MS, nextLook } from './look-times.js';
import { soughtBy } from './outcomes.js';

/** The name of its alarm. */
export const OWN_LOOKS = 'own-looks';

/** A page that has not come by then does not come. ms */
const LIMIT_MS = 20_000;

/** How often this device is asked, and nobody else, whether it is online again. ms */
const OFFLINE_MS = 60_000;

/** Nobody looks further: the longest chapter is shorter, also in signs of several bytes. */
const MOST_CHARACTERS = 4_000_000;

/**
 * What the person is told of a look. untold: the last of them found nothing.
 *
 * @typedef {'arrived' | 'not-there' | 'draft' | 'untold'} Found
 */

/** The looks. */
export class OwnLooks {
  #texts;
  #wake = new Wake(OWN_LOOKS, () => void this.due().catch(failed));
  /** One after the other. @type {Promise<unknown>} */
  #turn = Promise.resolve();
  #on = true;

  #told;

  /**
   * @param {Pick<Texts, 'all' | 'version' | 'looked' | 'twice'>} texts
   * @param {(what: Found) => unknown} told what a look has found
   */
  constructor(texts, told = () => undefined) {
    this.#texts = texts;
    this.#told = told;
  }

  /**
   * A text has gone. Where AO3 has no light page that would show it, the person alone may look.
   *
   * @param {Kept} text
   * @param {{host: string, member: string}} where
   */
  async begin(text, { host, member }) {
    const path = firstPage(text, member);
    const version = path ? await this.#texts.version(text.id, text.newest) : undefined;
    if (!version || version.why !== 'sent' || !soughtBy(text, version.fields)) return;
    /** @type {Look} */
    const look = { host, member, version: text.newest, made: 0, spent: 0, dueAt: nextLook(text.sentAt ?? 0, 0, Math.random()) };
    await this.#texts.looked(text.id, text.sentAt ?? 0, look);
    await this.heed();
  }

  /**
   * Whether AO3 has it twice, where it was sent again while nobody knew: its index, and the two that may be it. Once.
   *
   * @param {Kept} text
   * @param {{host: string, member: string}} where
   * @returns {Promise<Entry[]>} both of them; none where there is one, or nobody can tell
   */
  async twins(text, { host, member }) {
    const path = firstPage(text, member);
    const version = isIndex(path) ? await this.#texts.version(text.id, text.look?.version ?? text.newest) : undefined;
    const sought = version && soughtBy(text, version.fields);
    if (!version || !sought || /\/\d+$/.test(text.key.split(' ')[1] ?? '')) return [];
    const index = (await page(`https://${host}${path}`)).markup;
    const entries = index === null ? [] : entriesOf(text, version.fields, path, index);
    if (entries.length < 2) return [];
    for (const entry of entries) {
      const { markup } = await page(`https://${host}${entry.path}`);
      if (markup === null || toldBy(text, sought, markup) !== 'there') return [];
    }
    await this.#texts.twice(text.id, entries);
    return entries;
  }

  /** Whether texts are kept at all: where the person has switched that off, nobody looks. @param {boolean} on */
  async obey(on) {
    this.#on = on;
    if (on) await this.heed();
    else this.#wake.never();
  }

  /** Wakes for the next one. */
  async heed() {
    const next = Math.min(...(await this.#waiting()).map(({ look }) => look.dueAt));
    if (Number.isFinite(next)) this.#wake.at(Math.min(next, Date.now() + FURTHEST_MS));
    else this.#wake.never();
  }

  /** What is due now is looked at. */
  due() {
    const done = this.#turn.then(async () => {
      const now = Date.now();
      for (const { text, look } of await this.#waiting()) {
        if (look.dueAt <= now || look.dueAt - now > FURTHEST_MS) await this.#look(text, look);
      }
      await this.heed();
    });
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #waiting() {
    if (!this.#on) return [];
    const open = (await this.#texts.all()).filter(({ outcome, arrived }) => outcome === 'unknown' && !arrived);
    return open.flatMap((text) => (text.look && text.look.dueAt > 0 ? [{ text, look: text.look }] : []));
  }

  /** @param {Kept} text @param {Look} look */
  async #look(text, look) {
    const version = await this.#texts.version(text.id, look.version);
    // A connection that is not there is no look: nothing leaves this machine.
    if (navigator.onLine === false)
      return void (await this.#texts.looked(text.id, text.sentAt ?? 0, { ...look, dueAt: Date.now() + OFFLINE_MS }));
    const made = look.made + 1;
    const sentAt = text.sentAt ?? 0;
    // Written down before anything is asked: a worker that dies in the middle has looked.
    const after = { ...look, made, dueAt: nextLook(sentAt, made, Math.random()) };
    const isOpen = await this.#texts.looked(text.id, sentAt, version ? after : { ...after, dueAt: 0 });
    if (!version || !isOpen) return;
    const spent = { requests: look.spent };
    const told = await this.#pages(text, version, look, spent);
    const at = Date.now();
    const next = after.dueAt && Math.max(after.dueAt, at + Math.min(told.restMs ?? 0, FURTHEST_MS));
    const dueAt = spent.requests >= MOST_REQUESTS ? 0 : next;
    /** @type {Look} */
    const seen = { ...after, spent: spent.requests, dueAt, saidAt: at, ...(told.place ? { place: told.place } : {}) };
    if (told.said === 'draft') seen.draft = true;
    else delete seen.draft; // Of a look before.
    const outcome = outcomeFrom(told.said, at - sentAt);
    const wasOpen = await this.#texts.looked(text.id, sentAt, seen, outcome);
    if (wasOpen && outcome === 'arrived') this.#told('arrived');
    else if (wasOpen && outcome === 'not-there') this.#told(told.said === 'draft' ? 'draft' : 'not-there');
    else if (wasOpen && !dueAt) this.#told('untold');
    if (told.said === 'there' && text.repeated) await this.twins(text, look);
  }

  /**
   * @param {Kept} text
   * @param {Version} version as it was sent
   * @param {Look} look
   * @param {{requests: number}} spent
   * @returns {Promise<{said: import('../ao3/own-look.js').Told, place?: string, restMs?: number}>} place: the page that shows
   *   it; restMs: for how long AO3 asked for rest
   */
  async #pages(text, version, { host, member }, spent) {
    const sought = soughtBy(text, version.fields);
    /** @type {string | undefined} */
    let path = firstPage(text, member);
    let fresh = true;
    while (path && sought && spent.requests < MOST_REQUESTS) {
      spent.requests += 1;
      const { markup, restMs, isOld } = await page(`https://${host}${path}`);
      fresh &&= !isOld;
      if (markup === null) return { said: 'untold', restMs };
      if (!isIndex(path)) {
        const said = toldBy(text, sought, markup);
        if (said === 'there') return { said, place: path };
        // A copy of before the Post shows other words, or a draft, wherever it came on the way.
        const isSure = fresh && (said === 'draft' || isLegible(version.fields));
        return { said: isSure ? said : 'untold', ...(isSure && said === 'draft' ? { place: path } : {}) };
      }
      path = entriesOf(text, version.fields, path, markup)[0]?.path;
    }
    return { said: 'untold' };
  }
}

/**
 * A page of AO3's, as the person sees it.
 *
 * @param {string} url
 * @returns {Promise<{markup: string | null, restMs: number, isOld: boolean}>} null where another answer came, or none; restMs: for
 *   how long it asked for rest; isOld: a cache has kept it
 */
async function page(url) {
  const receipt = receiptOfLook(false);
  try {
    const answer = await ask(receipt, url, true, AbortSignal.timeout(LIMIT_MS));
    // Where AO3 leads elsewhere (to the login) this is not 200, and nobody follows.
    if (answer.status !== 200) return { markup: null, restMs: 1_000 * (Number(answer.headers.get('retry-after')) || 0), isOld: false };
    const markup = await answer.text();
    const { headers } = answer;
    const isOld = !isFresh({ age: headers.get('age'), 'cf-cache-status': headers.get('cf-cache-status') });
    return { markup: markup.length > MOST_CHARACTERS ? null : markup, restMs: 0, isOld };
  } catch (error) {
    receipt.doubt();
    console.warn('why502: whether a text has arrived could not be looked at', error);
    return { markup: null, restMs: 0, isOld: false };
  }
}

/** @param {import('../ao3/own-look.js').Told} said @param {number} ageMs since it was sent */
function outcomeFrom(said, ageMs) {
  if (said === 'there') return 'arrived';
  return (said === 'not-there' || said === 'draft') && ageMs >= SURE_AFTER_MS ? 'not-there' : 'unknown';
}

/** @param {unknown} error */
const failed = (error) => console.error('why502: what became of a text cannot be looked for or written down', error);
