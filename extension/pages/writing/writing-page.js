/**
 * A page to write on, away from AO3: what is typed is kept as a text of its own, as in a form of AO3's, and put into one when
 * the person opens it. It is known by its address, so that a reload goes on with it. One page at a time writes one text;
 * nothing is kept of a private window.
 *
 * @import {Words} from '../../words/words.js'
 */
import { looseWords } from '../../ao3/loose-texts.js';
import { api } from '../../browser/api.js';
import { ask } from '../shared/ask.js';
import { toClipboard } from '../shared/clipboard.js';
import { $, write } from '../shared/elements.js';
import { isNotDone } from '../shared/not-done.js';
import { speak } from '../shared/page.js';

/** As in AO3's forms (content/guard.js): after a pause, and while somebody types on; what is long is written less often. ms */
const PAUSE_MS = 800;
const STEADY_MS = 1_200;
const STEADY_LONG_MS = 5_000;
/** In letters. */
const LONG = 125_000;
/** What could not be kept is tried again. ms */
const AGAIN_MS = 5_000;

const title = /** @type {HTMLInputElement} */ ($('name'));
const text = /** @type {HTMLTextAreaElement} */ ($('text'));
const writing = crypto.randomUUID();

/** The text that this address is of; '' of none yet. */
const addressed = () => new URLSearchParams(location.search).get('text') ?? '';

/** @type {Words} */
let w;
/** The text that it is, and its place among loose texts. @type {{id: string, place: string}} */
let its = { id: addressed(), place: crypto.randomUUID() };
/** What is said beside it: a message, and what stands in it. @type {[tone: 'kept' | 'late', key: string, ...string[]]} */
let said = ['kept', ''];
/** Why nobody can write here. @type {string} key of a message */
let stopped = '';
/** Since when something is not kept; 0 where all is. */
let changedAt = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

function draw() {
  const [tone, key, ...values] = said;
  $('line').dataset['tone'] = tone;
  write($('line'), key ? w.t(key, ...values) : '');
  write($('stopped'), stopped ? w.t(stopped) : '');
  for (const field of [title, text]) field.readOnly = stopped !== '';
  title.placeholder = w.t('writing_title');
  text.placeholder = w.t('writing_text');
}

/** One at a time: what is typed meanwhile is kept by the next. @type {Promise<unknown>} */
let turn = Promise.resolve();

function keep() {
  clearTimeout(timer);
  timer = undefined;
  turn = turn.then(async () => {
    if (!changedAt || stopped) return;
    const began = changedAt;
    changedAt = 0;
    const told = await ask({ type: 'write-text', writing, place: its.place, title: title.value, content: text.value });
    if (told !== undefined && !isNotDone(told)) {
      if (told) {
        its = { ...its, id: told.id };
        if (addressed() !== its.id) history.replaceState(null, '', `?text=${its.id}`);
        void hold(its.id);
      }
      said = told ? ['kept', 'guard_kept', w.clock(told.at), w.n('texts_words', told.words)] : ['kept', ''];
    } else {
      changedAt ||= began;
      said = ['late', 'guard_failed'];
      timer ??= setTimeout(keep, AGAIN_MS);
    }
    draw();
  });
}

function changed() {
  changedAt ||= Date.now();
  clearTimeout(timer);
  const steady = text.value.length < LONG ? STEADY_MS : STEADY_LONG_MS;
  timer = setTimeout(keep, Math.max(0, Math.min(PAUSE_MS, steady - (Date.now() - changedAt))));
}

/** The name of what this page holds. */
let held = '';

/**
 * Two pages that wrote one text would write over each other: the second shows it, and no more.
 *
 * @param {string} id
 * @returns {Promise<boolean>} whether this page may write it
 */
async function hold(id) {
  if (held === id) return true;
  return new Promise((told) => {
    void navigator.locks.request(`writing ${id}`, { ifAvailable: true }, (lock) => {
      told(lock !== null);
      if (lock === null) return undefined;
      held = id;
      return new Promise(() => undefined); // Until this page goes.
    });
  });
}

/** The text of this address stands here again. */
async function open() {
  if (api.extension?.inIncognitoContext) return void (stopped = 'writing_private');
  if (!its.id) return undefined;
  const mine = await hold(its.id);
  const whole = await ask(mine ? { type: 'go-on-writing', id: its.id, writing } : { type: 'whole-text', id: its.id, number: null });
  if (whole === undefined || isNotDone(whole)) return void (stopped = 'texts_failed');
  // It went into a form of AO3's or was deleted: what is written here now is another text.
  if (!whole || whole.text.kind !== 'loose') return void (its = { id: '', place: its.place });
  its = { id: whole.text.id, place: whole.text.key.split('/').at(-1) ?? its.place };
  const stands = looseWords(whole.version.fields);
  [title.value, text.value] = [stands.title, stands.content];
  if (!mine) stopped = 'writing_elsewhere';
  return undefined;
}

for (const field of [title, text])
  for (const type of ['input', 'compositionend', 'change', 'blur'])
    field.addEventListener(type, (event) => (type === 'blur' || event.type === 'change' ? changedAt && keep() : changed()));
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && keep());
$('copy').addEventListener('click', async () => {
  said = (await toClipboard(text.value)) ? ['kept', 'texts_copied'] : ['late', 'texts_not_copied'];
  draw();
});

await speak('writing_page_title', (words) => {
  w = words;
  draw();
});
await open();
draw();
document.body.dataset['opened'] = 'true';
(title.value || stopped ? text : title).focus();
