/**
 * The kept texts: what they are, and one of them as it stands or stood. It only draws and asks; what is kept is the
 * background's (drafts/texts.js). A text is data, of the person and of whatever page it came from: it is shown as text
 * and never as a page.
 *
 * @import {Entry} from '../../ao3/own-look.js'
 * @import {FormKind} from '../../ao3/forms.js'
 * @import {Field, Kept, Version, WholeText} from '../../types/drafts.js'
 * @import {Words} from '../../words/words.js'
 */
import { asText, labelOf, wordyOf } from '../../ao3/form-words.js';
import { mainField, plainText } from '../../ao3/forms.js';
import { placeOf } from '../../ao3/sent-forms.js';
import { api } from '../../browser/api.js';
import { changes } from './changes.js';
import { asJson, roomTaken, saveFile } from './all-texts.js';
import { ask } from '../shared/ask.js';
import { becameOf, ownLooks } from '../../words/text-outcome.js';
import { toClipboard } from '../shared/clipboard.js';
import { $, element, write } from '../shared/elements.js';
import { isNotDone } from '../shared/not-done.js';
import { speak, tell } from '../shared/page.js';

/** What each kind is called. @type {Readonly<Record<FormKind, string>>} keys of messages */
const KIND = Object.freeze({
  work: 'texts_kind_work',
  chapter: 'texts_kind_chapter',
  comment: 'texts_kind_comment',
  bookmark: 'texts_kind_bookmark',
  series: 'texts_kind_series',
  profile: 'texts_kind_profile',
  pseud: 'texts_kind_pseud',
  collection: 'texts_kind_collection',
  'sign-up': 'texts_kind_sign_up',
  prompt: 'texts_kind_prompt',
  skin: 'texts_kind_skin',
  support: 'texts_kind_support',
  abuse: 'texts_kind_abuse',
  loose: 'texts_kind_loose',
  other: 'texts_kind_other',
});

/** @type {Words} */
let w;
let keeps = false;
/** @type {Kept[]} */
let texts = [];
/** @type {WholeText | null} */
let shown = null;
/** The version before the one that is shown, where the person wants to see what changed. @type {Version | null} */
let earlier = null;

/** @param {Kept} text */
const nameOf = (text) => text.title || w.t(KIND[text.kind]);

/** @param {Kept} text */
const aboutOf = (text) =>
  [w.t(KIND[text.kind]), w.n('texts_words', text.words), w.clock(text.at), becameOf(text, w)].filter(Boolean).join(' · ');

// --- the list ---

function drawList() {
  $('new').hidden = !keeps;
  const wanted = /** @type {HTMLInputElement} */ ($('search')).value.trim().toLocaleLowerCase();
  const found = texts.filter((text) => `${nameOf(text)} ${text.page}`.toLocaleLowerCase().includes(wanted));
  $('find').hidden = texts.length === 0;
  $('none').hidden = found.length > 0;
  write($('none'), w.t(texts.length > 0 ? 'texts_none_found' : keeps ? 'texts_none' : 'texts_none_off'));
  $('texts').replaceChildren(...found.map(line));
}

/** @param {Kept} text */
function line(text) {
  const button = element('button', '', '');
  button.type = 'button';
  button.append(element('span', 'name', nameOf(text)), element('span', 'about', aboutOf(text)));
  button.addEventListener('click', () => void open(text.id, null));
  const item = element('li', '', '');
  item.append(button);
  return item;
}

async function list() {
  const told = await ask({ type: 'texts' });
  const failed = told === undefined || isNotDone(told);
  write($('failed'), failed ? w.t('texts_failed') : '');
  texts = failed ? [] : told;
  shown = null;
  $('whole').hidden = true;
  $('list').hidden = failed;
  drawList();
  drawAll();
  void drawRoom();
}

// --- one of them ---

/** @param {string} id @param {number | null} number */
async function open(id, number) {
  const told = await ask({ type: 'whole-text', id, number });
  if (told === undefined || told === null || isNotDone(told)) return list();
  const fresh = shown?.text.id !== told.text.id;
  shown = told;
  earlier = null;
  drawWhole(told);
  if (fresh) $('title').focus();
}

/** @param {number} number @param {WholeText['versions']} versions in their order @returns {number | undefined} */
const numberBefore = (number, versions) => versions.findLast((each) => each.number < number)?.number;

/** What changed since the version before, or the text alone again. @param {WholeText} whole */
async function showChanged({ text, version, versions }) {
  const number = numberBefore(version.number, versions);
  const told = earlier || number === undefined ? null : await ask({ type: 'whole-text', id: text.id, number });
  earlier = told && !isNotDone(told) ? told.version : null;
  if (shown) drawWhole(shown);
}

/** The page of AO3's that shows it, or would. @param {Kept} text */
const showing = (text) => text.look?.place ?? placeOf(text, '');

/** @param {WholeText} whole */
function drawWhole({ text, version, versions }) {
  $('list').hidden = true;
  $('whole').hidden = false;
  $('sure').hidden = true;
  write($('said'), '');
  write($('title'), nameOf(text));
  write($('about'), w.join(`${aboutOf(text)}.`, text.kind === 'loose' ? '' : w.t('texts_page', text.page)));
  const place = showing(text);
  const isOpen = text.outcome === 'unknown';
  // Where we found it, it can be looked at; where we did not, the person may want to see for themselves.
  $('unknown').hidden = !isOpen && text.outcome !== 'not-there' && !(text.arrived && text.look?.place && !text.twins);
  write($('unknown-line'), isOpen ? w.join(w.t('guard_unknown', w.clock(text.sentAt || text.at)), ownLooks(text, w)) : '');
  $('look').hidden = place === '';
  // Where a new work would stand is known on AO3's own pages alone, which greet the person by name.
  const how = place === '' ? (text.kind === 'work' ? '' : 'texts_nowhere') : 'texts_look_how';
  write($('unknown-how'), how && isOpen ? w.t(how) : '');
  const select = /** @type {HTMLSelectElement} */ ($('versions'));
  select.replaceChildren(
    ...versions.toReversed().map(({ number, at, words }) => {
      const option = element('option', '', `${w.clock(at)} · ${w.n('texts_words', words)}`);
      option.value = String(number);
      option.selected = number === version.number;
      return option;
    }),
  );
  write($('copy-line'), copyLine(text));
  $('twins').hidden = !text.twins;
  write($('twins-line'), text.twins ? w.t('guard_twins') : '');
  $('twins-list').replaceChildren(...(text.twins ?? []).map((each) => twin(each, text)));
  const goesOn = /** @type {HTMLAnchorElement} */ ($('go-on'));
  goesOn.hidden = text.kind !== 'loose';
  goesOn.href = `../writing/writing.html?text=${text.id}`;
  $('versions-row').hidden = versions.length < 2;
  $('changed-row').hidden = numberBefore(version.number, versions) === undefined;
  $('changed').setAttribute('aria-pressed', String(earlier !== null));
  $('fields').replaceChildren(...wordyOf(version.fields).flatMap(part));
}

/** Where the file of it lies, or why there is none; nothing where nobody asked for one. @param {Kept} text */
function copyLine({ copy }) {
  if (!copy) return '';
  return copy.place ? w.t('texts_file', copy.place) : w.t(`texts_no_file_${copy.why.replaceAll('-', '_')}`);
}

/** One of two that AO3 has. @param {Entry} entry @param {Kept} text */
function twin({ path, name, date }, text) {
  const button = element('button', '', [name, date].filter(Boolean).join(' · '));
  button.type = 'button';
  button.addEventListener('click', () => void api.tabs.create({ url: new URL(path, `https://${text.page}`).href }));
  const item = element('li', '', '');
  item.append(button);
  return item;
}

/** What went and what came, between the two. @param {string} before @param {string} after */
const marked = (before, after) =>
  changes(before, after).map(({ kind, text }) => (kind === 'same' ? text : element(kind === 'gone' ? 'del' : 'ins', '', text)));

/** @param {Field} field */
function part(field) {
  const words = element('p', 'words', '');
  const before = earlier?.fields.find(({ name }) => name === field.name);
  words.append(...(before ? marked(plainText(before.value), plainText(field.value)) : [plainText(field.value)]));
  words.tabIndex = 0; // It scrolls, also for who goes by keys.
  return [element('h3', '', labelOf(field)), words];
}

/** @param {WholeText} whole the text itself, as it was written @returns {string} */
const mainOf = ({ version }) => mainField(version.fields)?.value ?? '';

/** @param {string} text */
const copy = async (text) => tell($('said'), (await toClipboard(text)) ? 'texts_copied' : 'texts_not_copied', 'good');

/** @param {WholeText} whole */
function save(whole) {
  const name = nameOf(whole.text)
    .replace(/[\p{C}\\/:*?"<>|]+/gu, ' ')
    .trim()
    .slice(0, 80);
  saveFile(`AO3 ${name}.txt`, 'text/plain', asText(whole.version.fields));
}

// --- all of them ---

/** Each as it stands; those that cannot be read any more are left out, and told of. */
async function saveAll() {
  const told = await Promise.all(texts.map(({ id }) => ask({ type: 'whole-text', id, number: null })));
  /** @type {WholeText[]} */
  const all = told.flatMap((each) => (each === undefined || each === null || isNotDone(each) ? [] : [each]));
  const now = Date.now();
  if (all.length < texts.length) write($('failed'), w.t('texts_failed'));
  if (all.length > 0) saveFile(`AO3 texts ${new Date(now).toISOString().slice(0, 10)}.json`, 'application/json', asJson(all, now));
}

function drawAll() {
  $('all-row').hidden = texts.length === 0;
  $('all-sure').hidden = true;
  $('room').hidden = texts.length === 0;
}

async function drawRoom() {
  const bytes = await roomTaken();
  write($('room'), bytes === null ? '' : w.t('texts_room', w.size(bytes)));
}

/** @param {string} id @param {(whole: WholeText) => void} act */
const onPress = (id, act) => $(id).addEventListener('click', () => shown && act(shown));

$('search').addEventListener('input', drawList);
$('back').addEventListener('click', () => void list());
$('versions').addEventListener('change', (event) => {
  const number = Number(/** @type {HTMLSelectElement} */ (event.target).value);
  if (shown) void open(shown.text.id, number);
});
onPress('changed', (whole) => void showChanged(whole));
onPress('copy', (whole) => void copy(plainText(mainOf(whole))));
onPress('copy-html', (whole) => void copy(mainOf(whole)));
onPress('save', save);
onPress('remove', () => {
  $('sure').hidden = false;
  $('remove-no').focus();
});
onPress('look', ({ text }) => api.tabs.create({ url: new URL(showing(text), `https://${text.page}`).href }));
onPress('remove-no', () => {
  $('sure').hidden = true;
  $('remove').focus();
});
onPress('remove-yes', async ({ text }) => {
  const told = await ask({ type: 'remove-texts', ids: [text.id] });
  await list();
  if (told === undefined || isNotDone(told)) write($('failed'), w.t('texts_failed'));
  $('search').focus();
});

$('save-all').addEventListener('click', () => void saveAll());
$('remove-all').addEventListener('click', () => {
  write($('all-sure-line'), w.join(w.n('texts_remove_all_sure', texts.length), w.t('texts_remove_all_gone')));
  $('all-sure').hidden = false;
  $('remove-all-no').focus();
});
$('remove-all-no').addEventListener('click', () => {
  $('all-sure').hidden = true;
  $('remove-all').focus();
});
$('remove-all-yes').addEventListener('click', async () => {
  // Those that stand here, and none that was written meanwhile.
  const told = await ask({ type: 'remove-texts', ids: texts.map(({ id }) => id) });
  await list();
  if (told === undefined || isNotDone(told)) write($('failed'), w.t('texts_failed'));
  $('search').focus();
});

await speak('texts_page_title', (words, chosen) => {
  w = words;
  keeps = chosen.keepTexts;
  if (shown) drawWhole(shown);
  else drawList();
  void drawRoom();
});
await list();
