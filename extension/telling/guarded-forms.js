/**
 * The forms of AO3's whose text is kept, where the person has switched that on: who reads them is put into AO3's pages
 * (content/guard.js), what it reads is kept (drafts/texts.js), and it is told in which words to say so. "Kept" is said
 * only once it is written.
 *
 * @import {PageLoads} from '../incident/page-loads.js'
 * @import {Settings} from '../browser/settings.js'
 * @import {Witness} from '../sighting/page-message.js'
 * @import {Texts} from '../drafts/texts.js'
 * @import {Acknowledged, Field, Offer} from '../types/drafts.js'
 * @import {Words} from '../words/words.js'
 */
import { PATTERNS } from '../ao3/address.js';
import { api } from '../browser/api.js';
import { orElse } from '../browser/door.js';
import { formText } from '../drafts/form-text.js';

/** Who reads the forms, and puts a text back; in this order. */
const GUARD = Object.freeze(['content/put-back.js', 'content/guard.js']);
const ID = 'guard';

/** Where AO3 leads whose form it did not take: the writing guide, A1. */
const NOT_TAKEN = /^\/(users\/login|auth_error|lost_cookie|timeout_error|404|429)(\/|$)/;

/** Hears them. */
export class GuardedForms {
  #texts;
  #words;
  #loads;
  #on = false;
  /** What was sent in a tab, until the next page stands there. @type {Map<number, string>} */
  #sentIn = new Map();

  /**
   * @param {Texts} texts
   * @param {() => Words} words
   * @param {Pick<PageLoads, 'isAfterForm'>} loads
   */
  constructor(texts, words, loads) {
    this.#texts = texts;
    this.#words = words;
    this.#loads = loads;
  }

  /**
   * What the person has chosen. The browser keeps who is put into pages, and forgets it when the extension changes:
   * so it is looked at whenever this worker starts. Pages that are open already get it, too.
   *
   * @param {Settings} chosen
   */
  async obey({ keepTexts }) {
    const before = this.#on;
    this.#on = keepTexts;
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
   * @returns {Promise<Acknowledged | Offer | {stopped: string, late: string} | {fields: Field[]} | undefined>} undefined where
   *   it is about something else, or there is nothing to say
   */
  async hear(message, from) {
    const type = /** @type {{type?: unknown} | null} */ (message)?.type;
    const w = this.#words();
    if (type === 'guard-words') return { stopped: w.t('guard_stopped'), late: w.t('guard_late') };
    if (type === 'landed') return this.#landed(message, from);
    if (type === 'form-here') return this.#offer(message, from, w);
    if (type === 'put-back') return this.#putBack(message, from);
    if (type !== 'form-text') return undefined;
    const form = formText(message);
    if (from.tab.incognito) return { kept: false, line: w.t('guard_private'), again: false };
    if (!form || !this.#on) return { kept: false, line: w.t('guard_late'), again: false };
    const { host, pathname } = new URL(from.url);
    const at = Date.now();
    try {
      const kept = await this.#texts.keep(form, host + pathname, at);
      if (kept && form.why === 'sent') this.#sentIn.set(from.id, kept.id);
      return { kept: true, line: kept ? w.t('guard_kept', w.clock(at), w.n('texts_words', kept.words)) : '' };
    } catch (error) {
      console.error('why502: a text is not kept', error);
      return { kept: false, line: w.t('guard_failed'), again: true };
    }
  }

  /**
   * The page that stands after a form was sent: AO3 has taken it where it led elsewhere, to a page of its own without an
   * error. A preview and a refused form are the answer to the form itself, and lead nowhere.
   *
   * @param {any} message
   * @param {Witness} from
   */
  async #landed({ error }, from) {
    const id = this.#sentIn.get(from.id);
    if (id === undefined) return undefined;
    this.#sentIn.delete(from.id);
    const taken = this.#loads.isAfterForm(from.id, from.url) && error === false && !NOT_TAKEN.test(new URL(from.url).pathname);
    if (taken) await this.#texts.arrived(id).catch((error_) => console.error('why502: it is not written down', error_));
    return undefined;
  }

  /** @param {any} message @param {Witness} from @param {Words} w @returns {Promise<Offer | undefined>} */
  async #offer({ form }, from, w) {
    const stands = formText({ type: 'form-text', form });
    if (!stands || !this.#on || from.tab.incognito) return undefined;
    const text = await this.#texts.missing(stands).catch((error) => (console.error('why502: no text can be read', error), null));
    if (!text) return undefined;
    return {
      id: text.id,
      line: w.t('guard_offer', w.clock(text.at), w.n('texts_words', text.words)),
      button: w.t('guard_put_back'),
      done: w.t('guard_is_back'),
      partly: w.t('guard_is_back_partly'),
    };
  }

  /** @param {any} message @param {Witness} from @returns {Promise<{fields: Field[]} | undefined>} */
  async #putBack({ id, writing }, from) {
    if (!this.#on || from.tab.incognito || typeof id !== 'string' || typeof writing !== 'string') return undefined;
    const whole = await this.#texts.putBack(id, writing);
    return whole ? { fields: whole.version.fields } : undefined;
  }
}
