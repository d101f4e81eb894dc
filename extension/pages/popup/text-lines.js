/**
 * The tabs in which typed text would be lost, each with a way there.
 *
 * @import {Ask} from '../../types/own-messages.js'
 * @import {Holding} from '../../remedies/typed-text.js'
 * @import {Words} from '../../words/words.js'
 */
import { isNotDone } from '../shared/not-done.js';
import { element, write } from '../shared/elements.js';

/**
 * A tab's title and address are the person's own: only the sort of text and the site are said.
 *
 * @param {Holding} holding
 * @param {Words} w
 */
function named({ text, where, host }, w) {
  if (text === 'silent') return w.t('text_silent', host);
  switch (where) {
    case 'work':
      return w.t('text_work', host);
    case 'comment':
      return w.t('text_comment', host);
    case 'bookmark':
      return w.t('text_bookmark', host);
    case 'other':
      return w.t('text_other', host);
  }
}

/**
 * @param {readonly Holding[]} holdings
 * @param {Ask} ask
 * @param {Words} w
 * @returns {HTMLElement[]} nothing where there is no such tab
 */
export function textLines(holdings, ask, w) {
  if (holdings.length === 0) return [];
  const list = element('ul', '', '');
  list.replaceChildren(
    ...holdings.map((holding) => {
      const line = element('li', '', '');
      const go = element('button', 'plain', w.t('text_go'));
      go.type = 'button';
      const where = element('span', '', named(holding, w));
      go.onclick = () =>
        void ask({ type: 'show-tab', tab: holding.tabId }).then((answer) => isNotDone(answer) && write(where, w.t('pressed_failed')));
      line.append(where, go);
      return line;
    }),
  );
  return [element('p', '', w.t('text_found')), list];
}
