/**
 * The popup's view about another resolver: what each was measured to answer, whether another would help here, and
 * how it is set, the smallest step first. Nothing is set by us: the browser's own page is opened, or copied.
 *
 * @import {Incident} from '../../incident/incident.js'
 * @import {Ask} from '../../types/own-messages.js'
 * @import {Answered, Guide, Way} from '../../words/resolvers.js'
 * @import {Words} from '../../words/words.js'
 */
import { aboutHere } from '../../browser/product.js';
import { guide } from '../../words/resolvers.js';
import { leadBack } from './draw.js';
import { copier, tellBeside } from './outcome-beside.js';
import { $, element, write } from '../shared/elements.js';
import { isNotDone } from '../shared/not-done.js';

/** @type {Readonly<Record<Answered, string>>} */
const MARKS = Object.freeze({ right: '✓', wrong: '✕', none: '–', unknown: '?' });

/**
 * @param {Incident | undefined} incident as the tab in front has it
 * @param {Ask} ask
 * @param {Words} w
 * @param {() => void} again looks whether the new one is in use
 */
export async function showGuide(incident, ask, w, again) {
  // On some systems a click gives a button no focus, and the list's buttons are drawn anew.
  const from = document.activeElement;
  const { system } = await aboutHere();
  draw(guide(incident, w, system), ask, w);
  const leave = () => hide(from instanceof HTMLButtonElement && from.isConnected ? from : $('headline'));
  leadBack('resolvers', 'resolvers-back', leave);
  $('resolvers-again').onclick = () => {
    hide($('headline'));
    again();
  };
  $('main-view').hidden = true;
  $('resolvers-view').hidden = false;
  $('resolvers-headline').focus();
}

/** @param {HTMLElement} focus where the person goes on */
function hide(focus) {
  $('resolvers-view').hidden = true;
  $('main-view').hidden = false;
  focus.focus();
}

/** @param {Guide} shown @param {Ask} ask @param {Words} w */
function draw({ headline, helps, said, rows, ways, check }, ask, w) {
  for (const [id, text] of Object.entries({
    headline,
    said,
    caption: w.t('resolver_table'),
    check,
    again: w.t('best_check_again'),
    back: w.t('report_back'),
  }))
    write($(`resolvers-${id}`), text);
  $('resolvers-said').dataset['helps'] = helps;
  $('resolvers-table').hidden = rows.length === 0;
  $('resolvers-rows').replaceChildren(
    ...rows.map(({ name, answered, result, figure }) => {
      const row = element('tr', answered, '');
      const subject = element('th', '', name);
      subject.scope = 'row';
      const mark = element('span', 'mark', MARKS[answered]);
      mark.setAttribute('aria-hidden', 'true');
      const answer = element('td', '', '');
      answer.append(mark, ` ${result}`);
      row.append(subject, answer, element('td', 'figure', figure));
      return row;
    }),
  );
  $('resolvers-ways').replaceChildren(...ways.map((way) => itemOf(way, ask, w)));
  for (const id of ['ways', 'check', 'again']) $(`resolvers-${id}`).hidden = ways.length === 0;
}

/** @param {Way} way @param {Ask} ask @param {Words} w */
function itemOf({ code, title, text, back, copies }, ask, w) {
  const item = element('li', '', '');
  item.append(element('h2', '', title), element('p', '', text));
  const buttons = copies.map((address) => copier(address, w.t('resolver_copy', address), w));
  if (code === 'browser') {
    const open = element('button', 'plain', w.t('resolver_open_setting'));
    open.type = 'button';
    open.onclick = () => void openSetting(open, ask, w);
    buttons.push(open);
  }
  const pressed = element('div', 'pressed', '');
  pressed.append(...buttons);
  if (buttons.length > 0) item.append(pressed);
  item.append(element('p', 'back', back));
  return item;
}

/** @param {HTMLElement} button @param {Ask} ask @param {Words} w */
async function openSetting(button, ask, w) {
  const outcome = await ask({ type: 'run', code: 'change-resolver', sure: false });
  if (outcome && 'came' in outcome && outcome.came === 'told') return tellBeside(button, outcome, w);
  if (isNotDone(outcome)) tellBeside(button, { came: 'told', word: 'pressed_failed', copy: null, quoted: null }, w);
}
