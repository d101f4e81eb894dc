/**
 * The forms of AO3's whose text is kept, where the person has switched that on: who reads them is put into AO3's pages
 * (content/guard.js), what it reads is kept (drafts/texts.js), and it is told in which words to say so. "Kept" is said
 * only once it is written.
 *
 * @import {Settings} from '../browser/settings.js'
 * @import {Witness} from '../sighting/page-message.js'
 * @import {Texts} from '../drafts/texts.js'
 * @import {Acknowledged} from '../types/drafts.js'
 * @import {Words} from '../words/words.js'
 */
import { PATTERNS } from '../ao3/address.js';
import { api } from '../browser/api.js';
import { orElse } from '../browser/door.js';
import { formText } from '../drafts/form-text.js';

const GUARD = 'content/guard.js';
const ID = 'guard';

/** Hears them. */
export class GuardedForms {
  #texts;
  #words;
  #on = false;

  /** @param {Texts} texts @param {() => Words} words */
  constructor(texts, words) {
    this.#texts = texts;
    this.#words = words;
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
    await api.scripting.registerContentScripts([{ id: ID, js: [GUARD], matches: [...PATTERNS], runAt: 'document_idle' }]);
    if (before !== keepTexts) await this.#intoOpenPages();
  }

  async #intoOpenPages() {
    const open = await orElse(api.tabs.query({ url: [...PATTERNS], discarded: false }), []);
    const enter = (/** @type {chrome.tabs.Tab} */ { id }) =>
      // A page of the browser's own that stands under AO3's address refuses, and holds no form.
      id === undefined ? null : orElse(api.scripting.executeScript({ target: { tabId: id }, files: [GUARD] }), null);
    await Promise.all(open.map(enter));
  }

  /**
   * @param {unknown} message
   * @param {Witness} from the page
   * @returns {Promise<Acknowledged | {stopped: string, late: string} | undefined>} undefined where it is about something else
   */
  async hear(message, from) {
    const type = /** @type {{type?: unknown} | null} */ (message)?.type;
    const w = this.#words();
    if (type === 'guard-words') return { stopped: w.t('guard_stopped'), late: w.t('guard_late') };
    if (type !== 'form-text') return undefined;
    const form = formText(message);
    if (from.tab.incognito) return { kept: false, line: w.t('guard_private') };
    if (!form || !this.#on) return { kept: false, line: w.t('guard_late') };
    const { host, pathname } = new URL(from.url);
    const at = Date.now();
    try {
      const kept = await this.#texts.keep(form, host + pathname, at);
      return { kept: true, line: kept ? w.t('guard_kept', w.clock(at), w.n('texts_words', kept.words)) : '' };
    } catch (error) {
      console.error('why502: a text is not kept', error);
      return { kept: false, line: w.t('guard_failed') };
    }
  }
}
