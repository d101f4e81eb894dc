/**
 * The texts that are kept: what comes from a page becomes a version of the right one, and our own page is shown them.
 * One thing at a time: two pages that write at once leave two texts, and neither writes over the other.
 *
 * @import {Entry} from '../ao3/own-look.js'
 * @import {Field, FormText, Kept, Look, Sought, Version, WholeText} from '../types/drafts.js'
 */
import { fitted, takesLoose } from '../ao3/loose-texts.js';
import { formName, isWordy, mainField, sameWords, titleOf, wordsIn } from '../ao3/forms.js';
import { Database } from './database.js';
import { Journal, MOST } from './journal.js';
import { soughtBy } from './outcomes.js';
import { aged, isOver } from './text-age.js';
import { goesOn, nameOf, thinned } from './text-versions.js';

/** A writing goes on as this text; more are forgotten, oldest first. */
const MOST_WRITINGS = 20;

/** So many are looked for on a page. */
const MOST_SOUGHT = 5;

/** Keeps them. */
export class Texts {
  #database;
  #journal;
  /** @type {Promise<unknown>} */
  #turn = Promise.resolve();

  /**
   * @param {Pick<Database, 'texts' | 'versions' | 'version' | 'keep' | 'note' | 'remove'>} [database]
   * @param {Pick<Journal, 'all' | 'put' | 'drop'>} [journal]
   */
  constructor(database = new Database(), journal = new Journal()) {
    this.#database = database;
    this.#journal = journal;
  }

  /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  #inTurn(work) {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /**
   * Keeps a form as it stands; one in which nothing is written is no text.
   *
   * @param {FormText} form
   * @param {string} page host and path of the page that shows it
   * @param {number} at
   * @param {string} [member] path of the page of whoever is signed in there; '' where nobody is, as far as it tells
   * @returns {Promise<Kept | null>} once it is written; null where there was nothing to keep
   * @throws {import('./database.js').NotStored}
   */
  keep(form, page, at, member = '') {
    return this.#inTurn(async () => {
      const { kind, key } = formName(form.action, form.fields);
      const known = (await this.#database.texts()).filter((text) => text.key === key && !isOfAnother(text, member));
      const isOf = known.find(({ writings }) => writings.includes(form.writing)) ?? (await this.#continued(known, form));
      if (!isOf && !form.fields.some((field) => isWordy(field) && field.value.trim())) return null;
      const words = wordsIn(mainField(form.fields)?.value ?? '');
      const before = isOf && (await this.#database.version(isOf.id, isOf.newest));
      // What AO3 has, and stands there as it was, is no new text: whoever sends it again is asked.
      const arrived = isOf?.arrived === true && before !== undefined && sameWords(before.fields, form.fields);
      const text = told(isOf ?? begun(kind, key, at), form, { page, words, at, arrived, member });
      const goes = before && goesOn(nameOf(before), { words, at, why: form.why });
      const number = goes ? before.number : (isOf?.newest ?? 0) + 1;
      /** @type {Version} */
      const version = {
        id: text.id,
        number,
        at,
        begunAt: goes ? before.begunAt : at,
        words,
        why: form.why,
        fields: marked(form.fields, before),
      };
      const without = goes || !isOf ? [] : thinned((await this.#database.versions(isOf.id)).map(nameOf));
      const kept = { ...text, newest: number, stamp: crypto.randomUUID() };
      await this.#database.keep(kept, version, { durably: form.why === 'sent', without });
      return kept;
    });
  }

  /**
   * The fields to which a page tells what has changed, as they are kept.
   *
   * @param {{writing: string, since: string}} of
   * @returns {Promise<readonly Field[] | undefined>} undefined where something else is kept by now
   */
  since({ writing, since }) {
    return this.#inTurn(async () => {
      const text = (await this.#database.texts()).find(({ writings, stamp }) => stamp === since && writings.includes(writing));
      return text && (await this.#database.version(text.id, text.newest))?.fields;
    });
  }

  /**
   * Texts that AO3 has had for so long go. It is done when somebody writes, never as the browser or this extension starts:
   * a start, an update or a clock that is wrong deletes nothing.
   *
   * @param {number} days 0: none go
   * @param {number} now ms since 1970
   * @returns {Promise<number>} how many went
   */
  tidy(days, now) {
    return this.#inTurn(async () => {
      const before = await this.#database.texts();
      const after = before.map((text) => aged(text, now));
      const over = after.filter((text) => isOver(text, days)).map(({ id }) => id);
      const changed = after.filter((text, n) => text !== before[n] && !over.includes(text.id));
      if (changed.length > 0) await this.#database.note(changed);
      if (over.length > 0) await this.#database.remove(over);
      return over.length;
    });
  }

  /**
   * The text that another page goes on with: after a preview, a refused form or a reload the same words stand there.
   *
   * @param {Kept[]} known of the same form
   * @param {FormText} form
   */
  async #continued(known, form) {
    for (const text of known.toSorted((a, b) => b.at - a.at)) {
      const newest = await this.#database.version(text.id, text.newest);
      if (newest && sameWords(newest.fields, form.fields)) return text;
    }
    return undefined;
  }

  /**
   * The text of this form that AO3 was not seen to take, where other words stand in the form; where there is none and the form
   * is empty, the newest that is of no form yet. Nothing that arrived comes back, and nothing is offered that stands there already.
   *
   * @param {FormText} form as it stands
   * @param {string} [member] as for keep: what somebody else wrote on this device is not offered
   * @param {readonly Field[]} [brought] as the page brought it: what AO3 has, and somebody has begun to change, is no loss
   * @returns {Promise<Kept | null>}
   */
  async missing(form, member = '', brought = []) {
    const { key } = formName(form.action, form.fields);
    const all = (await this.all()).filter((text) => !isOfAnother(text, member));
    const [own] = all.filter((each) => each.key === key && !each.arrived && !each.writings.includes(form.writing));
    const text = own ?? (takesLoose(form) ? all.find(({ kind, words }) => kind === 'loose' && words > 0) : undefined);
    const newest = text && (await this.#database.version(text.id, text.newest));
    return newest && ![form.fields, brought].some((fields) => sameWords(newest.fields, fields)) ? text : null;
  }

  /**
   * A text goes back into a form: what is written there from now on is this text again. One that was of no form is of this one.
   *
   * @param {string} id
   * @param {string} writing of that form
   * @param {FormText} [form] as it stands
   */
  async putBack(id, writing, form) {
    if (form) await this.#takesForm(id, form);
    await this.#inTurn(async () => {
      const moved = (await this.#database.texts()).flatMap((text) => {
        const isIn = text.writings.includes(writing);
        if (isIn === (text.id === id)) return [];
        const writings = isIn ? text.writings.filter((each) => each !== writing) : [...text.writings, writing].slice(-MOST_WRITINGS);
        return [{ ...text, writings }];
      });
      if (moved.length > 0) await this.#database.note(moved);
    });
    return this.whole(id, null);
  }

  /** @param {string} id @param {FormText} form */
  async #takesForm(id, form) {
    const whole = await this.whole(id, null);
    if (whole?.text.kind !== 'loose' || !takesLoose(form)) return;
    await this.#inTurn(() => {
      const text = { ...whole.text, ...formName(form.action, form.fields), newest: whole.version.number + 1, stamp: crypto.randomUUID() };
      const version = { ...whole.version, number: text.newest, fields: fitted(whole.version.fields, form.fields) };
      return this.#database.keep(text, version, { durably: true });
    });
  }

  /**
   * What is known of a text has changed; its versions stay as they are.
   *
   * @param {string} id
   * @param {(text: Kept) => Kept | null} change null: it stays as it is
   * @returns {Promise<Kept | null>} as it is known now; null where nothing changed, or there is no such text by now
   */
  #change(id, change) {
    return this.#inTurn(async () => {
      const text = (await this.#database.texts()).find((each) => each.id === id);
      const now = text ? change(text) : null;
      if (now) await this.#database.note([now], { durably: true });
      if (text && now && text.outcome === 'unknown' && now.outcome !== 'unknown') await this.#journal.drop([id]);
      return now;
    });
  }

  /**
   * What one place has of what is unknown, and the other has lost. Whoever deleted a text has it in neither.
   *
   * @returns {Promise<number>} how many came back into the database
   */
  heal() {
    return this.#inTurn(async () => {
      const second = await this.#journal.all();
      const first = await this.#database.texts();
      const only = first.filter(({ id, outcome }) => outcome === 'unknown' && !second.some(({ text }) => text.id === id));
      for (const text of only.sort((a, b) => a.at - b.at).slice(-MOST)) {
        const version = await this.#database.version(text.id, text.newest);
        if (version) await this.#journal.put(text, version);
      }
      let back = 0;
      for (const { text, version } of second) {
        const known = first.find(({ id }) => id === text.id);
        if (known && known.outcome !== 'unknown') await this.#journal.drop([text.id]);
        if (known && (await this.#database.version(text.id, known.newest))) continue;
        await this.#database.keep(text, version, { durably: true });
        back++;
      }
      return back;
    });
  }

  /**
   * What became of a text that was sent.
   *
   * @param {string} id
   * @param {import('./outcomes.js').Outcome} outcome
   * @param {number} [sentAt] where it is being sent now
   * @returns {Promise<Kept | null>} null where there is no such text by now
   */
  async became(id, outcome, sentAt) {
    const now = await this.#change(id, (text) => {
      const wasOpen = text.arrived || text.outcome === 'unknown' || text.outcome === 'not-there';
      const repeated = sentAt === undefined ? text.repeated === true : wasOpen;
      return { ...withOutcome(text, outcome), sentAt: sentAt ?? text.sentAt ?? 0, repeated };
    });
    const version = now?.outcome === 'unknown' ? await this.version(id, now.newest) : undefined;
    // Nobody waits for it: the database has it already.
    if (now && version) void this.#journal.put(now, version);
    return now;
  }

  /**
   * What is known of our own looks. What became of it meanwhile stands, and so does what was sent anew.
   *
   * @param {string} id
   * @param {number} sentAt of what is looked for
   * @param {Look} look
   * @param {import('./outcomes.js').Outcome} [outcome] what it shows
   * @returns {Promise<boolean>} false where that is looked for no more
   */
  async looked(id, sentAt, look, outcome = 'unknown') {
    const isOpen = (/** @type {Kept} */ text) => (text.sentAt ?? 0) === sentAt && text.outcome === 'unknown';
    return (await this.#change(id, (text) => (isOpen(text) ? { ...withOutcome(text, outcome), look } : null))) !== null;
  }

  /** AO3 has it twice. @param {string} id @param {Entry[]} twins @returns {Promise<unknown>} */
  twice(id, twins) {
    return this.#change(id, (text) => ({ ...text, twins }));
  }

  /**
   * There is a file of it, or none.
   *
   * @param {string} id
   * @param {import('../types/drafts.js').LocalCopy} copy
   * @returns {Promise<unknown>}
   */
  copied(id, copy) {
    return this.#change(id, (text) => ({ ...text, copy }));
  }

  /** One of its versions. @param {string} id @param {number} number @returns {Promise<Version | undefined>} */
  version(id, number) {
    return this.#inTurn(() => this.#database.version(id, number));
  }

  /** The text of a writing, once what is being kept of it is kept. @param {string} writing @returns {Promise<Kept | undefined>} */
  of(writing) {
    return this.#inTurn(async () => (await this.#database.texts()).find(({ writings }) => writings.includes(writing)));
  }

  /** Those of which nobody knows whether they have arrived, by their words. @returns {Promise<Sought[]>} */
  async sought() {
    const open = (await this.all()).filter(({ outcome }) => outcome === 'unknown').slice(0, MOST_SOUGHT);
    const newest = await Promise.all(open.map(async ({ id, newest: number }) => (await this.#database.version(id, number))?.fields));
    return open.map((text, n) => soughtBy(text, newest[n] ?? [])).filter((each) => each !== null);
  }

  /** All of them, the newest first. @returns {Promise<Kept[]>} */
  async all() {
    return (await this.#database.texts()).toSorted((a, b) => b.at - a.at);
  }

  /**
   * One of them, as it stood once.
   *
   * @param {string} id
   * @param {number | null} number null: as it stands now
   * @returns {Promise<WholeText | null>} null where there is none by now
   */
  async whole(id, number) {
    const text = (await this.#database.texts()).find((each) => each.id === id);
    const versions = text ? await this.#database.versions(id) : [];
    const version = versions.find((each) => each.number === (number ?? text?.newest));
    return text && version ? { text, version, versions: versions.map(nameOf) } : null;
  }

  /** They are gone for good. @param {readonly string[] | null} ids null: all */
  remove(ids) {
    return this.#inTurn(async () => {
      const all = ids ?? (await this.#database.texts()).map(({ id }) => id);
      await this.#database.remove(all);
      await this.#journal.drop(all);
      return all.length;
    });
  }
}

/** @param {Kept} text @param {import('./outcomes.js').Outcome} outcome @returns {Kept} */
const withOutcome = (text, outcome) =>
  outcome === 'arrived' ? { ...text, arrived: true, outcome: 'none' } : { ...text, arrived: false, outcome };

/** @param {Kept['kind']} kind @param {string} key @param {number} at @returns {Kept} */
const begun = (kind, key, at) => ({
  id: crypto.randomUUID(),
  key,
  kind,
  title: '',
  words: 0,
  firstAt: at,
  at,
  sent: 0,
  page: '',
  writings: [],
  newest: 0,
  arrived: false,
});

/**
 * Whether somebody else wrote it: two people may use one browser, one after the other. Who it was is not always known.
 *
 * @param {Kept} text
 * @param {string} member
 */
const isOfAnother = ({ member: writer = '' }, member) => writer !== '' && member !== '' && writer !== member;

/**
 * What was known of a field's words when they were sent before holds for them still: a preview, a refused form and one into which
 * a text was put back bring them all, and do not say what AO3 had.
 *
 * @param {FormText['fields']} fields
 * @param {Version | undefined} before
 */
const marked = (fields, before) =>
  fields.map((field) => {
    const stood = before?.fields.find(({ name, value }) => name === field.name && value === field.value)?.stood ?? field.stood;
    return stood === undefined ? field : { ...field, stood };
  });

/**
 * @param {Kept} text
 * @param {FormText} form
 * @param {{page: string, words: number, at: number, arrived: boolean, member: string}} now
 * @returns {Kept}
 */
const told = (text, form, { page, words, at, arrived, member }) => ({
  ...text,
  title: titleOf(form.fields) || text.title,
  words,
  at,
  sent: text.sent + (form.why === 'sent' ? 1 : 0),
  page,
  ...(form.why === 'sent' ? { button: form.button } : {}),
  ...(member ? { member } : {}),
  arrived,
  writings: [...text.writings.filter((each) => each !== form.writing), form.writing].slice(-MOST_WRITINGS),
});
