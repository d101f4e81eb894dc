/**
 * The popup: what face.js says about the incident, drawn with textContent alone. It holds no state
 * but which view is open; the background streams the incident.
 *
 * @import {Incident} from '../src/incident.js'
 * @import {Choice, View} from '../src/face.js'
 * @import {Row} from '../src/how.js'
 * @import {Words} from '../src/words.js'
 */
import { api, words } from '../src/browser.js';
import { face, restMs } from '../src/face.js';
import { settings } from '../src/settings.js';

const MARKS = Object.freeze({ good: '✓', bad: '✕', skipped: '–', pending: '·' });

/** @type {Words} */
let w;
/** @type {Incident | undefined} */
let incident;
/** Of the button that reloads: until when it counts. */
let reloadAt = 0;
/** @type {ReturnType<typeof setInterval> | undefined} */
let clock;
let isPrivate = false;

/** @param {string} id @returns {HTMLElement} */
function $(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`popup.html has no #${id}`);
  return element;
}

/** Writes only what changed, so that a screen reader hears only news. @param {HTMLElement} element @param {string} text */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {Record<string, unknown>} message @returns {Promise<any>} */
function ask(message) {
  return api.runtime.sendMessage({ ...message, isPrivate });
}

function draw() {
  const view = face(incident, w);
  document.body.dataset['state'] = view.state;
  document.body.dataset['side'] = view.side;
  write($('side-name'), view.sideName);
  write($('headline'), view.headline);
  write($('meaning'), view.meaning);
  $('note').hidden = view.note === null;
  write($('note'), view.note?.text ?? '');
  $('note').dataset['tone'] = view.note?.tone ?? 'plain';
  drawBest(view);
  write($('quiet'), view.quiet);
  drawRows(view.rows);
  drawEverything(view);
  $('again').hidden = view.state === 'idle' || view.state === 'checking' || view.best?.code === 'check' || view.best?.code === 'wait';
}

/** @param {View} view */
function drawBest(view) {
  const button = /** @type {HTMLButtonElement} */ ($('best'));
  const best = view.best;
  // A look that was answered is not repeated at once, whatever it found; one that broke down may be.
  const answered = best?.code === 'wait' || (best?.code === 'check' && incident?.phase === 'settled' && !incident.trouble);
  const rest = answered && incident?.settledAt ? incident.settledAt + restMs(incident) - Date.now() : 0;
  const counting = Math.max(rest, reloadAt - Date.now());
  button.disabled = best === null || counting > 0;
  const left = w.countdown(counting);
  const label = best === null ? w.t('best_checking') : counting <= 0 ? best.label : reloadAt > Date.now() ? w.t('best_reloading_in', left) : w.t('best_again_in', left);
  write(button, label);
  button.dataset['code'] = best?.code ?? '';
  write($('best-text'), best === null ? '' : best.runs ? best.text : best.title);
  if (counting > 0) clock ??= setInterval(draw, 500);
  else clock = void clearInterval(clock);
}

/** @param {Row[]} rows */
function drawRows(rows) {
  const list = $('rows');
  $('how').hidden = rows.length === 0;
  write($('how-count'), rows.length === 0 ? '' : w.t('how_count', rows.filter((r) => r.mark !== 'pending').length, rows.length));
  /** @type {Map<string | undefined, Element>} */
  const there = new Map([...list.children].map((li) => [/** @type {HTMLElement} */ (li).dataset['id'], li]));
  const wanted = rows.map((row) => fill(there.get(row.id) ?? newRow(row.id), row));
  for (const [i, li] of wanted.entries()) if (list.children[i] !== li) list.insertBefore(li, list.children[i] ?? null);
  while (list.children.length > wanted.length) list.lastElementChild?.remove();
}

/** @param {string} id */
function newRow(id) {
  const li = document.createElement('li');
  li.dataset['id'] = id;
  const mark = element('span', 'mark', '');
  mark.setAttribute('role', 'img');
  const words = document.createElement('span');
  words.append(element('span', 'subject', ''), ' ', element('span', 'result', ''));
  li.append(mark, words, element('span', 'figure', ''));
  return li;
}

/** @param {Element} li @param {Row} row */
function fill(li, row) {
  li.className = `${row.mark}${row.cited ? ' cited' : ''}`;
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (li.querySelector(`.${name}`));
  write(part('mark'), MARKS[row.mark]);
  part('mark').setAttribute('aria-label', w.t(`mark_${row.mark}`));
  write(part('subject'), row.subject);
  write(part('result'), row.result);
  write(part('figure'), row.figure);
  return li;
}

/** @param {string} tag @param {string} name @param {string} text */
function element(tag, name, text) {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

/** @param {View} view */
function drawEverything(view) {
  const list = $('remedies');
  $('all').hidden = view.everything.length === 0;
  const signature = view.everything.map((c) => c.code).join(' ');
  if (list.dataset['for'] === signature) return;
  list.dataset['for'] = signature;
  list.replaceChildren(
    ...view.everything.map((c) => {
      const li = document.createElement('li');
      li.dataset['code'] = c.code;
      li.tabIndex = -1;
      const words = document.createElement('div');
      words.append(element('h2', '', c.title), element('p', '', c.text));
      li.append(words);
      if (c.runs && c.code !== 'wait') {
        const button = element('button', 'plain', c.label);
        button.addEventListener('click', () => void act(c));
        li.append(button);
      }
      return li;
    }),
  );
}

/** @param {Choice} choice */
async function act(choice) {
  if (choice.code === 'check') return void (await ask({ type: 'check' }));
  if (choice.code === 'clear-site-data') return showClear();
  if (!choice.runs) return showSteps(choice.code);
  const result = await ask({ type: 'remedy', code: choice.code });
  if (choice.code === 'reload-once' && result?.reloadInMs !== undefined) {
    reloadAt = Date.now() + result.reloadInMs;
    draw();
  }
  return undefined;
}

/** @param {string} code */
function showSteps(code) {
  /** @type {HTMLDetailsElement} */ ($('all')).open = true;
  for (const li of $('remedies').children) {
    const here = /** @type {HTMLElement} */ (li).dataset['code'] === code;
    li.classList.toggle('here', here);
    if (here) /** @type {HTMLElement} */ (li).focus();
  }
}

async function showClear() {
  const count = await ask({ type: 'count' });
  const lines = [
    [w.n('clear_cookies', count.cookies), ''],
    [w.t('clear_cache'), ''],
    [w.t('clear_kept'), 'kept'],
  ];
  $('clear-list').replaceChildren(...lines.map(([text, name]) => element('li', name ?? '', text ?? '')));
  write($('clear-warning'), count.signedIn ? w.t('clear_signs_out') : w.t('clear_save_text'));
  /** @type {HTMLInputElement} */ ($('clear-tick')).checked = false;
  $('main-view').hidden = true;
  $('clear-view').hidden = false;
  $('clear-headline').focus();
}

function hideClear() {
  $('clear-view').hidden = true;
  $('main-view').hidden = false;
  $('clear-link').focus();
}

async function clearNow() {
  const go = /** @type {HTMLButtonElement} */ ($('clear-go'));
  go.disabled = true;
  const result = await ask({ type: 'clear', storage: /** @type {HTMLInputElement} */ ($('clear-tick')).checked });
  go.disabled = false;
  hideClear();
  // Without an incident nothing will be said about what it did: say at least that it is done.
  if (!incident && result) {
    $('note').hidden = false;
    $('note').dataset['tone'] = result.cookiesLeft > 0 ? 'bad' : 'good';
    write($('note'), result.cookiesLeft > 0 ? w.n('after_cookies_left', result.cookiesLeft) : w.t('after_cleared'));
  }
}

async function start() {
  w = await words((await settings()).language);
  document.documentElement.lang = w.locale;
  document.body.classList.toggle('tab', new URLSearchParams(location.search).has('tab'));
  for (const [id, word] of Object.entries({
    'how-title': 'how_title', 'all-title': 'all_title', again: 'best_check_again', 'clear-link': 'footer_clear', 'options-link': 'footer_options',
    'clear-headline': 'clear_headline', 'clear-tick-text': 'clear_storage', 'clear-why': 'clear_storage_why', 'clear-go': 'clear_go', 'clear-cancel': 'clear_cancel',
  })) {
    write($(id), w.t(word));
  }
  isPrivate = (await api.windows.getCurrent()).incognito;
  $('best').addEventListener('click', () => {
    const best = face(incident, w).best;
    if (best) void act(best);
  });
  $('again').addEventListener('click', () => void ask({ type: 'check' }));
  $('clear-link').addEventListener('click', () => void showClear());
  $('clear-cancel').addEventListener('click', hideClear);
  $('clear-go').addEventListener('click', () => void clearNow());
  $('options-link').addEventListener('click', () => void api.runtime.openOptionsPage());
  draw();
  connect();
}

function connect() {
  const port = api.runtime.connect({ name: isPrivate ? 'popup-private' : 'popup' });
  port.onMessage.addListener((message) => {
    if (message.type !== 'incident') return;
    incident = message.incident ?? undefined;
    draw();
  });
  // The worker slept or was replaced: the next one knows what is in storage.session.
  port.onDisconnect.addListener(() => setTimeout(connect, 500));
}

void start();
