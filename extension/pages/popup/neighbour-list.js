/**
 * What the browser still holds near the page that failed, in the popup: each opens on a page of ours, and AO3 is asked
 * nothing. It is looked for once for each incident, and says nothing where there is none.
 *
 * @import {Incident} from '../../incident/incident.js'
 * @import {Neighbour} from '../../remedies/held-pages.js'
 * @import {Words} from '../../words/words.js'
 */
import { api } from '../../browser/api.js';
import { $, element, write } from '../shared/elements.js';
import { isNotDone } from '../shared/not-done.js';
import { neighboursIn } from '../shared/neighbours-in.js';

const PAGE = 'pages/neighbour/neighbour.html';

/** The list. */
export class NeighbourList {
  #ask;
  #w;
  #pressed;
  #about = '';

  /**
   * @param {import('../../types/own-messages.js').Ask} ask
   * @param {Words} w
   * @param {(what: () => unknown) => void} pressed does what a person pressed for, or says that it was not done
   */
  constructor(ask, w, pressed) {
    this.#ask = ask;
    this.#w = w;
    this.#pressed = pressed;
  }

  /** @param {Incident | undefined} incident as the tab in front has it */
  draw(incident) {
    const fails = incident?.phase === 'settled' && incident.diagnosis?.verdict.side !== 'none';
    const about = fails ? `${incident.id} ${incident.page?.url}` : '';
    if (about === this.#about) return;
    this.#about = about;
    $('neighbours').hidden = true;
    if (about) void this.#look(about);
  }

  /** @param {string} about */
  async #look(about) {
    const told = await this.#ask({ type: 'neighbours' });
    const all = neighboursIn(isNotDone(told) ? null : told);
    if (all.length === 0 || about !== this.#about) return;
    write($('neighbours-title'), this.#w.t('neighbours_title'));
    write($('neighbours-text'), this.#w.t('neighbours_text'));
    $('neighbours-list').replaceChildren(...all.map((each) => this.#row(each)));
    $('neighbours').hidden = false;
  }

  /** @param {Neighbour} neighbour */
  #row({ url, name }) {
    const item = document.createElement('li');
    const button = element('button', 'link', name);
    button.setAttribute('type', 'button');
    button.addEventListener('click', () => this.#pressed(() => opens(url)));
    item.append(button);
    return item;
  }
}

/** @param {string} url */
const opens = (url) => api.tabs.create({ url: `${api.runtime.getURL(PAGE)}#${encodeURIComponent(url)}` });
