/**
 * What AO3's pages tell (content/look.js, content/card.js, content/guard.js). They are other people's: they may tell what
 * they are, what was pressed on the card, and what a person writes there.
 *
 * @import {BrowserEvent} from '../sighting/sighting.js'
 * @import {CardClicks} from './card-clicks.js'
 * @import {GuardedForms} from './guarded-forms.js'
 * @import {Words} from '../words/words.js'
 */
import { pageEvent, pressOf, witness } from '../sighting/page-message.js';

/** Hears them. */
export class Ao3Pages {
  #parts;

  /**
   * @param {{happened: (event: BrowserEvent, tab?: chrome.tabs.Tab) => Promise<unknown>, cardClicks: CardClicks, forms: GuardedForms,
   *   words: () => Words}} parts
   *   `happened` takes in what a page is, and ends once that is done
   */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {unknown} message
   * @param {chrome.runtime.MessageSender} sender
   * @returns {Promise<unknown>} what the page is told
   */
  async hear(message, sender) {
    const { happened, cardClicks, forms, words } = this.#parts;
    const from = witness(sender);
    if (!from) return undefined;
    const page = pageEvent(message, from, Date.now());
    const press = page ? undefined : pressOf(message);
    if (press) return cardClicks.hear(press, from, words());
    if (!page) return forms.hear(message, from);
    await happened(page, from.tab);
    // A page that is shown again by going back is no new failure, but its incident may still be open: the tab joins it again.
    return page.revisited === true && page.status >= 400 ? cardClicks.hear({ type: 'shown-again' }, from, words()) : undefined;
  }
}
