/**
 * The forms of AO3's whose text is kept, where the person has switched that on: who reads them is put into AO3's pages
 * (content/guard.js), what it reads is kept (drafts/texts.js), and it is told in which words to say so. "Kept" is said
 * only once it is written.
 *
 * @import {PageLoads} from '../incident/page-loads.js'
 * @import {Settings} from '../browser/settings.js'
 * @import {Witness} from '../sighting/page-message.js'
 * @import {Texts} from '../drafts/texts.js'
 * @import {Entry} from '../ao3/own-look.js'
 * @import {Acknowledged, Asks, Field, Kept, Offer, Sought} from '../types/drafts.js'
 * @import {Words} from '../words/words.js'
 */
import { PATTERNS } from '../ao3/address.js';
import { LONG_CHAPTER, nearTheLimit } from '../ao3/forms.js';
import { changesWhatIsThere, isPosting, placeOf } from '../ao3/sent-forms.js';
import { api } from '../browser/api.js';
import { orElse } from '../browser/door.js';
import { cookieStoreOf, isDefaultStore } from '../browser/tab.js';
import { placeFor } from '../browser/private-windows.js';
import { changedForm, wholeAgain } from '../drafts/changed-form.js';
import { formText } from '../drafts/form-text.js';
import { OpenForms } from './open-forms.js';
import { freshToken, isSignedOut } from './sign-in.js';
import { LocalCopies } from '../drafts/local-copies.js';
import { OwnLooks } from '../drafts/own-looks.js';
import { PrivateTexts } from '../drafts/private-texts.js';
import { notifyOfText } from './notifications.js';
import { hearUpdates, mayUpdate } from './updates.js';
import { outcomeOf } from '../drafts/outcomes.js';

export { JOURNAL } from '../drafts/journal.js';
export { OWN_LOOKS } from '../drafts/own-looks.js';

/** Who reads the forms, and puts a text back; in this order. */
const GUARD = Object.freeze([
  'content/put-back.js',
  'content/sent-text.js',
  'content/read-form.js',
  'content/form-changes.js',
  'content/guard.js',
]);
const ID = 'guard';

/** Between two looks for texts that are over. */
const TIDY_MS = 60 * 60_000;

/** A person's own page, as AO3's greeting names it; guests are greeted with the way to the login. */
const MEMBER = /^\/users\/(?!(?:login|logout|new|password)$)[\w-]{1,60}$/;

/** @param {unknown} path @returns {path is string} */
const isMember = (path) => typeof path === 'string' && MEMBER.test(path);

/**
 * What a page is told.
 *
 * @typedef {Acknowledged | Offer | {stopped: string, late: string, sought: Sought[], copies: boolean} | {asks: Asks | null}
 *   | {token: string, signedOut: boolean, asks: Asks | null} | {fields: Field[], asks: Asks | null} | {line: string, twins: Entry[]}} Said
 */

/** Hears them. */
export class GuardedForms {
  #texts;
  #words;
  #loads;
  #looks;
  #copies;
  #private;
  #open = new OpenForms();
  #on = false;
  #keepPosted = 0;
  #copyFirst = false;
  #notify = false;
  #tidiedAt = -Infinity;
  /** What was sent in a tab, until the next page stands there. @type {Map<number, Promise<Kept | undefined>>} */
  #sentIn = new Map();

  /**
   * @param {Texts} texts
   * @param {() => Words} words
   * @param {Pick<PageLoads, 'isAfterForm' | 'answersForm'>} loads
   * @param {Pick<OwnLooks, 'begin' | 'obey' | 'due' | 'twins'>} [looks]
   * @param {Pick<LocalCopies, 'of' | 'obey'>} [copies]
   * @param {Pick<PrivateTexts, 'of' | 'listen' | 'forget'>} [ofPrivate]
   */
  constructor(texts, words, loads, looks, copies = new LocalCopies(texts), ofPrivate = new PrivateTexts()) {
    this.#texts = texts;
    this.#words = words;
    this.#loads = loads;
    const tell = (/** @type {import('../drafts/own-looks.js').Found} */ what) => this.#notify && this.#told(notifyOfText(what, words()));
    this.#looks = looks ?? new OwnLooks(texts, tell);
    this.#copies = copies;
    this.#private = ofPrivate;
  }

  /** Those of a private tab are its own, and in memory. @param {Witness} from @returns {Texts} */
  #textsOf(from) {
    return from.tab.incognito ? this.#private.of(from.id) : this.#texts;
  }

  /** Who writes is not cut off by another version. @param {Promise<unknown>} ready once it is known what the person has chosen */
  listen(ready) {
    this.#private.listen();
    hearUpdates(async () => {
      await ready;
      return mayUpdate(this.#on ? this.#texts : null);
    });
  }

  /** A look of ours is due (its alarm rings). */
  due() {
    return this.#looks.due();
  }

  /**
   * What the person has chosen. The browser keeps who is put into pages, and forgets it when the extension changes:
   * so it is looked at whenever this worker starts. Pages that are open already get it, too.
   *
   * @param {Settings} chosen
   */
  async obey({ keepTexts, keepPosted, keepFiles, copyFirst, notify }) {
    const before = this.#on;
    this.#on = keepTexts;
    this.#keepPosted = keepPosted;
    this.#copyFirst = copyFirst;
    this.#notify = notify;
    if (!keepTexts) void this.#told(this.#private.forget());
    if (keepTexts && !before) await this.#told(this.#texts.heal());
    void this.#told(this.#looks.obey(keepTexts));
    void this.#told(this.#copies.obey(keepTexts && keepFiles));
    const there = await orElse(api.scripting.getRegisteredContentScripts({ ids: [ID] }), null);
    if (there === null || there.length > 0 === keepTexts) return;
    if (!keepTexts) return void (await orElse(api.scripting.unregisterContentScripts({ ids: [ID] }), undefined));
    await api.scripting.registerContentScripts([{ id: ID, js: [...GUARD], matches: [...PATTERNS], runAt: 'document_idle' }]);
    if (before !== keepTexts) await this.#intoOpenPages();
  }

  async #intoOpenPages() {
    const open = await orElse(api.tabs.query({ url: [...PATTERNS], discarded: false }), []);
    const enter = (/** @type {chrome.tabs.Tab} */ { id }) =>
      // A page of the browser's own that stands under AO3's address refuses, and holds no form.
      id === undefined ? null : orElse(api.scripting.executeScript({ target: { tabId: id }, files: [...GUARD] }), null);
    await Promise.all(open.map(enter));
  }

  /**
   * @param {unknown} message
   * @param {Witness} from the page
   * @returns {Promise<Said | undefined>} undefined where it is about something else, or there is nothing to say
   */
  async hear(message, from) {
    const type = /** @type {{type?: unknown} | null} */ (message)?.type;
    const w = this.#words();
    switch (type) {
      case 'guard-words':
        this.#open.left(from.id);
        return {
          stopped: w.t('guard_stopped'),
          late: w.t('guard_late'),
          sought: await this.#sought(from),
          copies: this.#on && this.#copyFirst,
        };
      case 'form-text':
        return this.#keep(message, from, w);
      case 'form-gone':
        return this.#gone(message, from, w);
      case 'landed':
        return this.#landed(message, from, w);
      case 'text-found':
        return this.#found(message, from);
      case 'look-for-text':
        return this.#look(message, from);
      case 'form-here':
        return this.#offer(message, from, w);
      case 'fresh-token':
        return this.#renew(message, from, w);
      case 'put-back':
        return this.#putBack(message, from);
      default:
        return undefined;
    }
  }

  /** @param {any} message @param {Witness} from @param {Words} w @returns {Promise<Acknowledged>} */
  async #keep(message, from, w) {
    const changed = this.#on ? changedForm(message) : undefined;
    const { host, pathname } = new URL(from.url);
    const at = Date.now();
    try {
      const before = changed && (await this.#textsOf(from).since(changed));
      const form = changed ? before && wholeAgain(before, changed, message) : formText(message);
      if (!form && changed) return { kept: false, line: '', again: true, whole: true };
      if (!form || !this.#on) return { kept: false, line: w.t('guard_late'), again: false };
      const member = isMember(message.member) ? message.member : '';
      const kept = await this.#textsOf(from).keep(form, host + pathname, at, member);
      return this.#acknowledged(kept, form.fields, member !== '', from, w);
    } catch (error) {
      console.error('why502: a text is not kept', error);
      return { kept: false, line: w.t('guard_failed'), again: true };
    }
  }

  /**
   * What is said of a text once it is kept: whatever cannot be told besides, kept it is.
   *
   * @param {Kept | null} kept
   * @param {readonly Field[]} fields
   * @param {boolean} wasIn whether somebody was signed in as the page came
   * @param {Witness} from
   * @param {Words} w
   * @returns {Promise<Acknowledged>}
   */
  async #acknowledged(kept, fields, wasIn, from, w) {
    if (!kept) return { kept: true, line: '', asks: null, signedOut: false, since: '' };
    const now = Date.now();
    const isPrivate = from.tab.incognito;
    if (!isPrivate) this.#tidy(now);
    const signedOut = wasIn && (await this.#told(isSignedOut(from.tab, from.url))) === true;
    // What is written in a private window is nothing for another one to know.
    const elsewhere = !isPrivate && (await this.#told(this.#open.writes(from.id, kept, now)));
    const long = nearTheLimit(fields);
    const line = w.t(isPrivate ? 'guard_private' : 'guard_kept', w.clock(now), w.n('texts_words', kept.words));
    const warns = w.join(
      signedOut ? w.t('guard_signed_out') : '',
      elsewhere ? w.t('guard_elsewhere') : '',
      long === null ? '' : w.t('guard_long', long, LONG_CHAPTER.most),
    );
    const asks = asksOf(kept, w) ?? (signedOut ? asksSignedOut(w) : null);
    return { kept: true, line: w.join(warns ? `${line}.` : line, warns), asks, signedOut, since: kept.stamp ?? '' };
  }

  /** Once in this worker's time, and in an hour: it reads all that is known of each text. @param {number} now */
  #tidy(now) {
    if (Math.abs(now - this.#tidiedAt) < TIDY_MS) return;
    this.#tidiedAt = now;
    void this.#told(this.#texts.tidy(this.#keepPosted, now));
  }

  /**
   * A form is on its way: until AO3 is seen to take it, it is not known whether it arrives, whatever becomes of this page,
   * this browser or this machine. A button that only shows puts nothing there.
   *
   * @param {any} message
   * @param {Witness} from
   * @param {Words} w
   * @returns {Promise<{asks: Asks | null} | undefined>}
   */
  async #gone({ writing, button, member }, from, w) {
    if (!this.#on || typeof writing !== 'string') return undefined;
    const texts = this.#textsOf(from);
    const posted = this.#told(texts.of(writing)).then((text) => (text && isPosting(String(button), text.key) ? text : undefined));
    // At once: the page that answers may be quicker than the store.
    this.#sentIn.set(from.id, posted);
    const text = await posted;
    if (!text) return undefined;
    const unknown = await this.#told(texts.became(text.id, 'unknown', Date.now()));
    if (from.tab.incognito) return { asks: asksOf(unknown, w) }; // No file of it, and no look but the person's.
    void this.#told(this.#copies.of(text));
    // In a container somebody else is signed in, or nobody: there the person alone looks.
    const isOurs = isDefaultStore(await cookieStoreOf(from.tab));
    const where = { host: new URL(from.url).host, member: isMember(member) ? member : '' };
    if (unknown && isOurs) await this.#told(this.#looks.begin(unknown, where));
    return { asks: asksOf(unknown, w) };
  }

  /** @param {any} message @param {Witness} from @param {Words} w */
  async #landed({ error, notice, preview, status, member }, from, w) {
    const sent = this.#sentIn.get(from.id);
    this.#sentIn.delete(from.id);
    const text = await sent;
    if (!text) return undefined;
    const outcome = outcomeOf({
      answers: this.#loads.answersForm(from.id, from.url),
      taken: this.#loads.isAfterForm(from.id, from.url),
      path: new URL(from.url).pathname,
      status: typeof status === 'number' ? status : 0,
      error: error === true,
      notice: notice === true,
      preview: preview === true,
    });
    const now = outcome === 'unknown' ? null : await this.#told(this.#textsOf(from).became(text.id, outcome));
    if (from.tab.incognito || !now?.arrived || !now.repeated || !isDefaultStore(await cookieStoreOf(from.tab))) return undefined;
    const where = { host: new URL(from.url).host, member: isMember(member) ? member : '' };
    const twins = (await this.#told(this.#looks.twins(now, where))) ?? [];
    return twins.length > 0 ? { line: w.t('guard_twins'), twins } : undefined;
  }

  /** @param {Witness} from @returns {Promise<Sought[]>} */
  async #sought(from) {
    return this.#on ? ((await this.#told(this.#textsOf(from).sought())) ?? []) : [];
  }

  /** Its words stand on a page of AO3's. @param {any} message @param {Witness} from */
  async #found({ id }, from) {
    if ((await this.#sought(from)).some((each) => each.id === id)) await this.#told(this.#textsOf(from).became(id, 'arrived'));
    return undefined;
  }

  /** The page on which the person sees whether it is there, beside theirs. @param {any} message @param {Witness} from */
  async #look({ writing, member }, from) {
    const text = typeof writing === 'string' ? await this.#told(this.#textsOf(from).of(writing)) : undefined;
    const place = text && (text.look?.place || placeOf(text, isMember(member) ? member : ''));
    // In the same container: in another one somebody else is signed in, or nobody.
    if (place) await api.tabs.create({ url: new URL(place, from.url).href, ...(await placeFor(from.tab, from.tab.incognito)) });
    return undefined;
  }

  /**
   * What cannot be read or written down now is looked for again by the next page.
   *
   * @template T
   * @param {Promise<T>} what
   * @returns {Promise<T | undefined>}
   */
  #told(what) {
    return what.catch((error) => {
      console.error('why502: of a text it is not known or not written down what became of it', error);
      return undefined;
    });
  }

  /** @param {any} message @param {Witness} from @param {Words} w @returns {Promise<Offer | undefined>} */
  async #offer({ form, draft, member, brought }, from, w) {
    const stands = formText({ type: 'form-text', form });
    if (!stands || !this.#on) return undefined;
    const before = formText({ type: 'form-text', form: { ...form, fields: brought } })?.fields;
    const missing = this.#textsOf(from).missing(stands, isMember(member) ? member : '', before);
    const text = await missing.catch((error) => (console.error('why502: no text can be read', error), null));
    if (!text) return undefined;
    return {
      id: text.id,
      line: w.join(offerOf(text, w), draft === true ? w.t('guard_ao3_draft') : ''),
      button: w.t(text.kind === 'loose' ? 'guard_put_in' : 'guard_put_back'),
      done: w.t(text.kind === 'loose' ? 'guard_is_in' : from.tab.incognito ? 'guard_is_back_private' : 'guard_is_back'),
      partly: w.t(from.tab.incognito ? 'guard_is_back_private_partly' : 'guard_is_back_partly'),
      copy: w.t('guard_copy_rest'),
      copied: w.t('texts_copied'),
      notCopied: w.t('texts_not_copied'),
    };
  }

  /**
   * Whoever was signed out in the middle of writing presses Post. Where they are in again the form gets a token of now, once.
   *
   * @param {any} message
   * @param {Witness} from
   * @param {Words} w
   * @returns {Promise<{token: string, signedOut: boolean, asks: Asks | null} | undefined>}
   */
  async #renew({ member, writing }, from, w) {
    if (!this.#on || !isMember(member)) return undefined;
    if (await isSignedOut(from.tab, from.url)) return { token: '', signedOut: true, asks: asksSignedOut(w) };
    const text = typeof writing === 'string' ? await this.#told(this.#textsOf(from).of(writing)) : undefined;
    return { token: await freshToken(from.id, from.url), signedOut: false, asks: asksOf(text, w) };
  }

  /** @param {any} message @param {Witness} from @returns {Promise<{fields: Field[], asks: Asks | null} | undefined>} */
  async #putBack({ id, writing, form }, from) {
    if (!this.#on || typeof id !== 'string' || typeof writing !== 'string') return undefined;
    const whole = await this.#textsOf(from).putBack(id, writing, formText({ type: 'form-text', form }));
    return whole ? { fields: whole.version.fields, asks: asksOf(whole.text, this.#words()) } : undefined;
  }
}

/** @param {Kept} text @param {Words} w */
const offerOf = ({ kind, title, at, words }, w) =>
  kind === 'loose'
    ? w.t('guard_offer_loose', title || w.t('texts_kind_loose'), w.n('texts_words', words))
    : w.t('guard_offer', w.clock(at), w.n('texts_words', words));

/** AO3 would lead to its login, and the words would be gone. @param {Words} w @returns {Asks} */
const asksSignedOut = (w) => ({ line: w.t('guard_signed_out'), look: '', again: w.t('guard_send_again') });

/** @param {Kept | null | undefined} text @param {Words} w @returns {Asks | null} */
function asksOf(text, w) {
  // What changes something may be sent as often as one likes, and AO3 itself refuses a comment that is there.
  if (text?.arrived && !changesWhatIsThere(text.key) && text.kind !== 'comment')
    return { line: w.t('guard_there_already'), look: text.look?.place ? w.t('guard_look') : '', again: w.t('guard_send_again') };
  if (text?.outcome !== 'unknown') return null;
  const at = w.clock(text.sentAt || text.at);
  // Of what AO3 shows nowhere nobody can look.
  const isShown = text.kind === 'work' || placeOf(text, '') !== '';
  return { line: w.t('guard_unknown', at), look: isShown ? w.t('guard_look') : '', again: w.t('guard_send_again') };
}
