/**
 * The text of the form that failed, in the popup: that it is safe, and whether AO3 has it, as far as anybody knows.
 *
 * @import {Incident} from '../../incident/incident.js'
 * @import {Kept} from '../../types/drafts.js'
 * @import {Words} from '../../words/words.js'
 */
import { api } from '../../browser/api.js';
import { $, write } from '../shared/elements.js';
import { isNotDone } from '../shared/not-done.js';
import { becameOf, ownLooks } from '../../words/text-outcome.js';

const PAGE = 'pages/drafts/drafts.html';

/** What becomes of it meanwhile is seen so soon. ms */
const AGAIN_MS = 5_000;

/** The line. */
export class SafeText {
  #ask;
  #w;
  #changed;
  #path = '';
  /** Where AO3 shows it. */
  #place = '';
  /** Whether a text of the form that failed is kept: nobody needs to be told to save it. */
  isSafe = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #next;

  /**
   * @param {import('../../types/own-messages.js').Ask} ask
   * @param {Words} w
   * @param {(what: () => unknown) => void} pressed does what a person pressed for, or says that it was not done
   * @param {() => void} changed called where it is known from now on, or no more
   */
  constructor(ask, w, pressed, changed) {
    this.#changed = changed;
    this.#ask = ask;
    this.#w = w;
    $('sent-look').addEventListener('click', () => pressed(() => api.tabs.create({ url: this.#place })));
    $('sent-open').addEventListener('click', () => pressed(() => api.tabs.create({ url: api.runtime.getURL(PAGE) })));
  }

  /** @param {Incident | undefined} incident as the tab in front has it */
  draw(incident) {
    const page = incident?.page;
    const path = page && !incident.isPrivate && page.method !== 'GET' ? new URL(page.url).pathname.replace(/\/+$/, '') : '';
    if (path === this.#path) return;
    this.#path = path;
    this.isSafe = false;
    $('sent').hidden = true;
    if (path) void this.#look(path);
  }

  /** @param {string} path that the form was sent to */
  async #look(path) {
    clearTimeout(this.#next);
    const told = await this.#ask({ type: 'texts' });
    if (path !== this.#path) return;
    const text = Array.isArray(told) && !isNotDone(told) ? told.find((each) => each.key.split(' ')[1] === path) : undefined;
    $('sent').hidden = !text;
    if (!text) return;
    this.#write(text);
    if (!this.isSafe) {
      this.isSafe = true;
      this.#changed();
    }
    if (text.outcome === 'unknown') this.#next = setTimeout(() => void this.#look(path), AGAIN_MS);
  }

  /** @param {Kept} text */
  #write(text) {
    const w = this.#w;
    const became = becameOf(text, w);
    write(
      $('sent-line'),
      w.join(`${w.t('texts_safe', w.n('texts_words', text.words))}${became ? ` · ${became}.` : '.'}`, ownLooks(text, w)),
    );
    write($('sent-open'), w.t('texts_headline'));
    // We look in the browser's own container alone, so that the page is seen there.
    const { host, place, draft } = text.look ?? {};
    const isFound = text.arrived || (text.outcome === 'not-there' && draft);
    this.#place = isFound && host && place ? new URL(place, `https://${host}`).href : '';
    $('sent-look').hidden = this.#place === '';
    write($('sent-look'), w.t('texts_look'));
  }
}
