/**
 * A View, drawn with textContent alone. Only what changed is written, so that a screen reader hears
 * only news and nothing jumps.
 *
 * @import {Choice} from '../../words/choices.js'
 * @import {Step} from '../../words/steps.js'
 * @import {Row} from '../../words/evidence.js'
 * @import {Words} from '../../words/words.js'
 * @import {View} from '../../words/view.js'
 */
import { VOICES } from '../../ao3/voices.js';
import { toneOf } from '../../words/sides.js';
import { drawIcon } from '../shared/draw-icon.js';
import { $, element, write } from '../shared/elements.js';

const MARKS = Object.freeze({ good: '✓', bad: '✕', skipped: '–', pending: '·' });
const TICKS = Object.freeze({ 'ruled-out': '–', 'points-here': '!', told: '✓', open: '' });

/**
 * What a press does, and the button that was pressed: what came of it is said beside it.
 *
 * @typedef {(choice: Choice, button: HTMLElement) => void} Act
 */

/**
 * One of the other views: its button and Escape lead back to the verdict, not out of the popup.
 *
 * @param {'clear' | 'held' | 'report' | 'resolvers'} view
 * @param {string} button
 * @param {() => void} leave
 */
export function leadBack(view, button, leave) {
  $(button).onclick = leave;
  $(`${view}-view`).onkeydown = (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    leave();
  };
}

/** Whose side, as a colour: theirs, yours, nobody's. @param {View} view */
export function tone(view) {
  if (view.icon === 'bad') return 'bad';
  if (view.state === 'checking' && view.side === 'unknown') return 'still';
  const tone = toneOf(view.side);
  return tone === 'unknown' ? 'still' : tone;
}

/**
 * All but the best button, which has a clock.
 *
 * @param {View} view
 * @param {Words} w
 * @param {string} done what the best button does; it is not said twice, but where it has its place in an order
 * @param {Act} act
 */
export function drawView(view, w, done, act) {
  document.body.dataset['state'] = view.state;
  document.body.dataset['side'] = view.side;
  document.body.dataset['tone'] = tone(view);
  drawIcon($('icon'), view.icon);
  write($('side'), [view.sideName, view.sure, view.where].filter(Boolean).join(' · '));
  write($('headline'), view.headline);
  write($('meaning'), view.meaning);
  // The time of a fresh verdict stands among the figures; that of an old one stands first, because it may have changed.
  $('checked').hidden = !view.checked?.stale;
  write($('checked-text'), view.checked?.stale ? view.checked.text : '');
  drawNote(view, act);
  $('waiting').hidden = view.waiting === null;
  write($('waiting'), view.waiting ? w.join(view.waiting.text, view.waiting.detail) : '');
  drawOfficial(view, w);
  $('better-not').hidden = view.betterNot.length === 0;
  if (changed($('better-not-list'), view.betterNot))
    $('better-not-list').replaceChildren(...view.betterNot.map((text) => element('li', '', text)));
  write($('quiet'), [view.checked?.stale === false ? view.checked.text : '', view.quiet].filter(Boolean).join(' · '));
  drawRows(view.rows, w);
  write($('spent'), view.spent);
  $('all').hidden = view.everything.length === 0 && view.steps.length === 0;
  drawRemedies(
    view.everything.filter((c) => c.inOrder || c.also || !(c.runs && c.code === done)),
    act,
  );
  drawSteps(view.steps, w, act);
}

/** Whether a list must be drawn anew. @param {HTMLElement} list @param {unknown} content */
function changed(list, content) {
  const signature = JSON.stringify(content);
  if (list.dataset['for'] === signature) return false;
  list.dataset['for'] = signature;
  return true;
}

/** @param {View} view @param {Act} act */
function drawNote({ note }, act) {
  const place = $('note');
  place.hidden = note === null;
  if (!changed(place, note) || !note) return;
  place.dataset['tone'] = note.tone === 'plain' ? 'still' : note.tone;
  place.replaceChildren(note.text);
  // It helps next time; what helps now stands in the button.
  if (note.action) place.append(button(note.action, act, 'link'));
}

/** @param {View} view @param {Words} w */
function drawOfficial({ official }, w) {
  $('official').hidden = official === null;
  if (!official) return;
  write($('official-words'), official.quoted ? w.t('official_quoted', official.title) : official.title);
  $('official-words').className = official.quoted ? '' : 'ours';
  write($('official-state'), official.state);
}

/** @param {import('../../words/refused.js').Said | null} said */
export function drawRefused(said) {
  const place = $('refused');
  place.hidden = said === null;
  if (!said || !changed(place, said)) return;
  write($('refused-title'), said.title);
  $('refused-list').replaceChildren(...said.lines.map((text) => element('li', '', text)));
  write($('refused-how'), said.how);
  $('refused-allow').hidden = said.allow === null;
  write($('refused-allow'), said.allow ?? '');
}

/** The accounts that are theirs. @param {Words} w */
export function drawVoices(w) {
  write($('official-only'), w.t('official_only'));
  for (const [name, href] of Object.entries(VOICES)) {
    const link = element('a', '', w.t(`official_${name}`));
    link.href = href;
    link.target = '_blank';
    link.rel = 'noreferrer';
    $('official-voices').append(link);
  }
}

/** @param {Row[]} rows @param {Words} w */
function drawRows(rows, w) {
  const list = $('rows');
  $('how').hidden = rows.length === 0;
  write($('how-count'), rows.length === 0 ? '' : w.t('how_count', rows.filter((r) => r.mark !== 'pending').length, rows.length));
  /** @type {Map<string | undefined, Element>} */
  const there = new Map([...list.children].map((li) => [/** @type {HTMLElement} */ (li).dataset['id'], li]));
  const wanted = rows.map((row) => fill(there.get(row.id) ?? newRow(row.id), row, w));
  for (const [i, li] of wanted.entries()) if (list.children[i] !== li) list.insertBefore(li, list.children[i] ?? null);
  while (list.children.length > wanted.length) list.lastElementChild?.remove();
}

/** @param {string} id */
function newRow(id) {
  const li = document.createElement('li');
  li.dataset['id'] = id;
  const words = document.createElement('span');
  words.append(element('span', 'subject', ''), ' ', element('span', 'result', ''));
  const mark = element('span', 'mark', '');
  mark.setAttribute('role', 'img');
  li.append(mark, words, element('span', 'figure', ''));
  return li;
}

/** @param {Element} li @param {Row} row @param {Words} w */
function fill(li, row, w) {
  li.className = `${row.mark}${row.cited ? ' cited' : ''}`;
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (li.querySelector(`.${name}`));
  write(part('mark'), MARKS[row.mark]);
  part('mark').setAttribute('aria-label', w.t(`mark_${row.mark}`));
  write(part('subject'), row.subject);
  write(part('result'), row.result);
  write(part('figure'), row.figure);
  return li;
}

/** @param {Choice} choice @param {Act} act @param {'plain' | 'link'} [name] */
function button(choice, act, name = 'plain') {
  const made = element('button', name, choice.label);
  made.type = 'button';
  made.addEventListener('click', () => act(choice, made));
  return made;
}

/** One of several is chosen. @param {Choice[]} choices @param {Act} act */
function several(choices, act) {
  const place = element('div', 'choose', '');
  place.append(...choices.map((each) => button(each, act)));
  return place;
}

/** @param {Choice[]} everything @param {Act} act */
function drawRemedies(everything, act) {
  $('all-first').hidden = everything.length === 0;
  if (!changed($('remedies'), everything)) return;
  $('remedies').replaceChildren(
    ...everything.map((c) => {
      const li = document.createElement('li');
      li.dataset['code'] = c.code;
      li.tabIndex = -1;
      const words = document.createElement('div');
      words.append(element('h3', '', c.title), element('p', '', c.text));
      if (c.price) words.append(element('p', 'price', c.price));
      if (c.helped) words.append(element('p', 'helped', c.helped));
      li.append(words);
      if (c.also) li.append(several([c, ...c.also], act));
      else if (c.runs && c.code !== 'wait') li.append(button(c, act));
      return li;
    }),
  );
}

/** How it is done, and what that takes. @param {Choice} how */
const told = ({ text, price }) => [element('p', '', text), ...(price ? [element('p', 'price', price)] : [])];

/** @param {Step[]} steps @param {Words} w @param {Act} act */
function drawSteps(steps, w, act) {
  $('all-usual').hidden = steps.length === 0;
  $('all-dns').hidden = steps.length === 0;
  if (!changed($('steps'), steps)) return;
  $('steps').replaceChildren(
    ...steps.map((step) => {
      const li = document.createElement('li');
      li.className = `${step.tick}${step.lit ? ' lit' : ''}`;
      li.dataset['code'] = step.code;
      li.tabIndex = -1;
      const mark = element('span', 'mark', TICKS[step.tick]);
      mark.setAttribute('aria-hidden', 'true');
      const words = document.createElement('div');
      const said = step.lit && step.tick !== 'told' ? w.t('step_next') : w.t(`step_${step.tick.replaceAll('-', '_')}`);
      words.append(element('h3', '', step.title), element('p', 'tick', said));
      if (step.why) words.append(element('p', 'why', step.why));
      const { how } = step;
      if (step.tick !== 'ruled-out' && (step.lit || step.tick !== 'told')) words.append(...told(how));
      li.append(mark, words);
      if (how.runs && step.tick !== 'ruled-out') li.append(button(how, act));
      return li;
    }),
  );
}
