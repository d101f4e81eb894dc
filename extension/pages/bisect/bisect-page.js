/**
 * The search for the extension that keeps AO3's page away, as a person sees it: what it takes, round by round, and what
 * it found. It only draws and asks; what is on or off is the background's (bisect/bisecting.js). What stands here stays
 * true while the page is closed or opened twice.
 *
 * @import {Named, Why} from '../../bisect/left-alone.js'
 * @import {How} from '../../bisect/record.js'
 * @import {Press, RoundView, View} from '../../types/bisect.js'
 * @import {Told} from '../../types/own-messages.js'
 * @import {Words} from '../../words/words.js'
 */
import { mostRounds } from '../../bisect/bisect.js';
import { KEY } from '../../bisect/record.js';
import { api, isFirefox } from '../../browser/api.js';
import { orElse } from '../../browser/door.js';
import { showTab, tabById } from '../../browser/tab.js';
import { toClipboard } from '../shared/clipboard.js';
import { $, element, keepFocus, write } from '../shared/elements.js';
import { isNotDone } from '../shared/not-done.js';
import { speak, tell } from '../shared/page.js';

const MANAGEMENT = /** @type {chrome.permissions.Permissions} */ ({ permissions: ['management'] });

/** Where a person switches them without us. */
const LIST = 'chrome://extensions';

/** Why one is left alone. @type {Readonly<Record<Why, string>>} keys of messages */
const WHY = Object.freeze({
  managed: 'bisect_left_managed',
  connection: 'bisect_left_connection',
  passwords: 'bisect_left_passwords',
  reading: 'bisect_left_reading',
  privacy: 'bisect_left_privacy',
});

/** How it ended: its headline, and what follows. @type {Readonly<Record<How, readonly [string, string]>>} keys of messages */
const HOW = Object.freeze({
  found: ['bisect_found_title', 'bisect_found_text'],
  none: ['bisect_none_title', 'bisect_none_text'],
  passed: ['bisect_passed_title', 'bisect_passed_text'],
  stopped: ['bisect_stopped_title', 'bisect_all_back'],
  'by-hand': ['bisect_by_hand_title', 'bisect_by_hand_text'],
  interrupted: ['bisect_interrupted_title', 'bisect_all_back'],
  refused: ['bisect_refused_title', 'bisect_all_back'],
});

/** What is proven. @type {Readonly<Record<NonNullable<RoundView['proof']>, string>>} keys of messages */
const PROOF = Object.freeze({ 'others-on': 'bisect_proof_others', 'all-on': 'bisect_proof_all' });

/** @type {Words} */
let w;
/** @type {View | undefined} */
let view;
/** Extensions that are to be tried though much hangs on them. @type {Set<string>} */
const ticked = new Set();
/** And those that are not, though nothing does. @type {Set<string>} */
const spared = new Set();
/** Of the tabs that stand there, the person says that none belongs to one that is tried. */
let sure = false;
/** A press is under way. */
let busy = false;
/** Something changed meanwhile. */
let missed = false;
/** How often the background was asked: an answer to an earlier question may come after that to a later one. */
let asked = 0;

/** @param {string} id @returns {HTMLButtonElement} */
const button = (id) => /** @type {HTMLButtonElement} */ ($(id));

/** @param {Named[]} all @param {(each: Named) => HTMLElement} line */
const lines = (all, line) => all.map(line);

// --- what is shown ---

function draw() {
  if (!view) return;
  const { state } = view;
  for (const each of ['asks', 'firefox', 'plan', 'round', 'over']) $(each).hidden = each !== state;
  $('lead').hidden = state === 'firefox';
  switch (view.state) {
    case 'asks':
      $('owes').hidden = view.owes.length === 0;
      $('first').hidden = view.owes.length > 0;
      write($('ask'), w.t(view.owes.length > 0 ? 'bisect_allow' : 'bisect_ask'));
      return $('owed').replaceChildren(...lines(view.owes, named));
    case 'firefox':
      return drawFirefox(view);
    case 'plan':
      return drawPlan(view);
    case 'round':
      return drawRound(view);
    case 'over':
      return drawOver(view);
  }
}

/** @param {Extract<View, {state: 'firefox'}>} firefox */
function drawFirefox({ acting }) {
  $('names-ask').hidden = acting !== null;
  $('names').hidden = acting === null;
  if (acting === null) return;
  write($('names-title'), w.t(acting.length === 0 ? 'bisect_acting_none' : 'bisect_acting'));
  $('acting').replaceChildren(...lines(acting, ({ name }) => element('li', '', name)));
}

/** @param {Extract<View, {state: 'plan'}>} plan */
function drawPlan(plan) {
  const { tried, left } = plan;
  const also = left.filter(({ id, why }) => why !== 'managed' && ticked.has(id));
  const many = tried.filter(({ id }) => !spared.has(id)).length + also.length;
  write($('tried'), tried.length + left.length === 0 ? w.t('bisect_nothing') : w.t('bisect_tried', many));
  write($('rounds'), many === 0 ? '' : w.t('bisect_rounds', mostRounds(many)));
  $('tried-names').hidden = tried.length === 0;
  $('tried-list').replaceChildren(...tried.map(({ id, name }) => tickLine(id, name, spared, (is) => !is)));
  $('left').hidden = left.length === 0;
  $('left-list').replaceChildren(
    ...left.map(({ id, name, why }) => {
      const li = tickLine(id, name, ticked, (is) => is && why !== 'managed');
      li.querySelector('label')?.append(' ', element('span', 'why', w.t(WHY[why])));
      /** @type {HTMLInputElement} */ (li.querySelector('input')).disabled = why === 'managed';
      return li;
    }),
  );
  const held = drawTabs($('plan'), plan);
  button('begin').disabled = busy || many === 0 || held;
}

/**
 * An extension with its box: whether it is tried.
 *
 * @param {string} id @param {string} name
 * @param {Set<string>} others those that the person wants treated otherwise than the rest of their list
 * @param {(isOther: boolean) => boolean} tries
 */
function tickLine(id, name, others, tries) {
  const li = document.createElement('li');
  const label = element('label', '', name);
  const box = tickBox(`tick-${id}`, tries(others.has(id)), (on) => (on === tries(true) ? others.add(id) : others.delete(id)));
  label.htmlFor = box.id;
  li.append(box, label);
  return li;
}

/** @param {string} id @param {boolean} checked @param {(on: boolean) => unknown} ticks */
function tickBox(id, checked, ticks) {
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.id = id;
  box.checked = checked;
  box.addEventListener('change', () => {
    ticks(box.checked);
    draw();
    $(id).focus();
  });
  return box;
}

/**
 * Tabs that might close.
 *
 * @param {HTMLElement} section
 * @param {{open: number[], untold: number[]}} tabs
 * @returns {boolean} whether they stand in the way
 */
function drawTabs(section, { open, untold }) {
  const place = /** @type {HTMLElement} */ (section.querySelector('.tabs'));
  /** @type {HTMLElement[]} */
  const parts = [];
  if (open.length > 0) parts.push(element('p', '', w.t('bisect_tabs', open.length)), showing(open));
  if (untold.length > 0) parts.push(element('p', '', w.t('bisect_asleep', untold.length)), showing(untold));
  if (parts.length > 0) {
    const label = element('label', 'row', '');
    label.append(
      tickBox(`${section.id}-sure`, sure, (on) => (sure = on)),
      element('span', '', w.t('bisect_tabs_sure')),
    );
    parts.push(label);
  }
  place.replaceChildren(...parts);
  return parts.length > 0 && !sure;
}

/** A button for the first of them: what is closed or woken there is seen here when the person is back. @param {number[]} tabs */
function showing([first]) {
  const line = element('p', 'row', '');
  const shows = element('button', '', w.t('bisect_show_tab'));
  shows.type = 'button';
  shows.addEventListener('click', async () => {
    const tab = first === undefined ? undefined : await tabById(first);
    if (tab?.id !== undefined) await showTab({ ...tab, id: tab.id });
  });
  line.append(shows);
  return line;
}

/** @param {RoundView} round */
function drawRound(round) {
  const { number, last, proof, off, page, loads, look, stands } = round;
  write($('which'), proof ? w.t(PROOF[proof]) : w.t('bisect_round', number, last));
  $('switching').hidden = stands;
  $('try').hidden = !stands;
  const loading = loads === null && look !== null && look.state !== 'limited';
  button('load').hidden = !page;
  button('load').disabled = busy || loading;
  button('load').classList.toggle('primary', loads === null);
  button('see').hidden = look === null || look.state === 'soon';
  $('by-yourself').hidden = page;
  write($('look'), w.t(wordOfLook(round)));
  for (const [id, what] of /** @type {const} */ ([
    ['loads', true],
    ['fails', false],
  ])) {
    button(id).setAttribute('aria-pressed', String(loads === what));
    button(id).disabled = busy;
  }
  const held = drawTabs($('round'), round);
  button('next').disabled = busy || loads === null || held;
  write($('off-count'), w.t('bisect_off', off.length));
  $('off').replaceChildren(...lines(off, ({ name }) => element('li', '', name)));
}

/** @param {RoundView} round @returns {string} the key of a message; '' for none */
function wordOfLook({ loads, look }) {
  if (look === null) return '';
  if (loads !== null) return 'bisect_seen';
  return { soon: 'bisect_soon', loading: 'bisect_loading', limited: 'bisect_limited' }[look.state];
}

/** @param {Extract<View, {state: 'over'}>} over */
function drawOver(over) {
  const { how, culprits, notBack } = over;
  const [title, text] = HOW[how];
  write($('how'), w.t(title));
  $('culprits').replaceChildren(
    ...culprits.map(({ id, name, on, settings }) => {
      const li = named({ id, name });
      li.append(choice('off', id, w.t('bisect_keep_off'), !on), choice('on', id, w.t('bisect_turn_on'), on));
      if (on && settings) li.append(opener(w.t('bisect_settings'), settings));
      return li;
    }),
  );
  write($('how-text'), notBack.length > 0 && how !== 'found' ? '' : w.t(text));
  const held = drawTabs($('over'), how === 'found' ? over : { open: [], untold: [] });
  for (const each of /** @type {NodeListOf<HTMLButtonElement>} */ ($('culprits').querySelectorAll('button[data-act=off]')))
    each.disabled = busy || (held && each.getAttribute('aria-pressed') === 'false');
  $('not-back').hidden = notBack.length === 0;
  $('not-back-list').replaceChildren(...lines(notBack, named));
  $('anew').hidden = notBack.length > 0;
}

/** One by its name, with the way to its page of the browser's. @param {Named} extension */
function named({ id, name }) {
  const li = element('li', 'named', '');
  li.append(element('strong', '', name), opener(w.t('bisect_open'), `${LIST}/?id=${id}`));
  return li;
}

/** @param {string} label @param {string} url */
function opener(label, url) {
  const opens = element('button', '', label);
  opens.type = 'button';
  opens.addEventListener('click', () => void orElse(api.tabs.create({ url }), undefined));
  return opens;
}

/** @param {'on' | 'off'} act @param {string} id @param {string} label @param {boolean} is */
function choice(act, id, label, is) {
  const chooses = element('button', '', label);
  chooses.type = 'button';
  chooses.dataset['act'] = act;
  chooses.setAttribute('aria-pressed', String(is));
  chooses.addEventListener('click', () => void press({ act, ids: [id] }));
  return chooses;
}

/** Whoever pressed goes on where the new state begins. */
function drawAnew() {
  const headline = { asks: 'ask', firefox: 'troubleshoot', plan: 'tried', round: 'which', over: 'how' }[view?.state ?? 'asks'];
  keepFocus(draw, $(headline));
}

// --- what is asked ---

/** @param {Press | {act?: undefined}} says @returns {Promise<void>} */
async function ask(says) {
  const number = ++asked;
  const answer = /** @type {Told<'bisect'>} */ (
    await api.runtime.sendMessage({ type: 'bisect', ...says }).catch((error) => {
      console.warn('why502: the background did not answer', error);
      return { failed: true };
    })
  );
  if (number !== asked) return; // A later question is told of what is newer.
  if (!answer || isNotDone(answer)) return tell($('failed'), 'bisect_failed', 'bad');
  delete $('failed').dataset['word'];
  write($('failed'), '');
  const other = view?.state !== answer.state;
  view = answer;
  if (other) sure = false;
  drawAnew();
}

/** @param {Press} says */
async function press(says) {
  if (busy) return;
  busy = true;
  drawAnew();
  const round = view?.state === 'round' ? { round: view.round } : {};
  await ask({ ...round, ...says, sure });
  busy = false;
  drawAnew();
  if (missed) changed();
}

/** What is shown may be old: it is asked for, once a press is over. */
function changed() {
  missed = busy;
  if (!busy) void ask({});
}

/** The first thing after the click: the browser asks a person only then. @param {HTMLElement} refused where a no is told */
async function askPermission(refused) {
  const may = await orElse(api.permissions.request(MANAGEMENT), false);
  $('list').hidden = may || isFirefox;
  if (!may) return tell(refused, 'bisect_ask_refused', 'bad');
  await ask({});
}

/** Its own pages Firefox opens for the person alone. @param {HTMLElement} copies @param {string} address */
async function copy(copies, address) {
  if (await toClipboard(address)) return write(copies, w.t('report_copied'));
  // Then the person selects it.
  const shown = element('code', '', address);
  copies.replaceWith(shown);
  getSelection()?.selectAllChildren(shown);
}

const SIMPLE = /** @type {const} */ (['load', 'see', 'loads', 'fails', 'next', 'stop', 'again', 'anew']);

await speak('bisect_page_title', (words) => {
  w = words;
  draw();
});
for (const act of SIMPLE) $(act).addEventListener('click', () => void press({ act }));
$('begin').addEventListener('click', () => void press({ act: 'begin', ids: [...ticked], spared: [...spared] }));
$('ask').addEventListener('click', () => void askPermission($('refused')));
$('ask-names').addEventListener('click', () => void askPermission($('names-refused')));
$('copy-support').addEventListener('click', () => void copy($('copy-support'), 'about:support'));
$('copy-addons').addEventListener('click', () => void copy($('copy-addons'), 'about:addons'));
$('list').addEventListener('click', () => void orElse(api.tabs.create({ url: LIST }), undefined));
api.storage.onChanged.addListener((changes, area) => {
  if (area === 'session' && changes[KEY]) changed();
});
// A person may have closed a tab, or given the permission, elsewhere.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') changed();
});
// And whoever closes the page has everything back.
addEventListener('pagehide', () => {
  if (view?.state === 'round') api.runtime.sendMessage({ type: 'bisect', act: 'left' }).catch(() => undefined); // Nobody is here any more.
});
await ask({});
