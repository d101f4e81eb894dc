/**
 * The options. Every change is kept at once and told; one that cannot be kept is told, too, and the
 * page shows what holds. The page itself remembers nothing: it shows the settings, whoever changed them.
 *
 * @import {Greeting} from '../../diagnosis/companion.js'
 * @import {Past} from '../../incident/history.js'
 * @import {Settings} from '../../browser/settings.js'
 * @import {Words} from '../../words/words.js'
 */
import { AO3_SITES, onAccess, seesAo3 as looksAtAo3 } from '../../browser/access.js';
import { api, isFirefox } from '../../browser/api.js';
import { askedInSession, onAsked } from '../../diagnosis/session-sum.js';
import { orElse } from '../../browser/door.js';
import { isVerdict, sideOf } from '../../words/verdict-table.js';
import { KEEP_DAYS, MOST, onPast, readPast } from '../../incident/history.js';
import { howToAllow } from '../../words/refused.js';
import { FILE_FROM_WORDS, KEEP_POSTED, LANGUAGES, changeSettings } from '../../browser/settings.js';
import { companionState, mayHaveCompanion } from '../shared/companion-steps.js';
import { $, element, write } from '../shared/elements.js';
import { isNotDone } from '../shared/not-done.js';
import { speak, tell } from '../shared/page.js';
import { offerCookiesBack } from './cookies-back.js';
import { spent } from '../../words/view.js';

const PRIVACY_LINES = 11;

const DAY_MS = 86_400_000;

/** Lists longer than this are folded. */
const AT_A_GLANCE = 5;

const NOTIFICATIONS = /** @type {chrome.permissions.Permissions} */ ({ permissions: ['notifications'] });
const OWN = api.runtime.getManifest().version;

/** @type {Words} */
let w;
/** @type {Settings} */
let chosen;
/** Whether the browser's permission for notifications is there. */
let mayNotify = false;
/** Why it is not, after a person asked for it. @type {'options_notify_refused' | 'options_notify_missing' | null} */
let notifyTrouble = null;
/** @type {boolean | undefined} */
let seesAo3;
/** undefined where the list cannot be read @type {Past[] | undefined} */
let past = [];
/** What this session of the browser has cost AO3; null where nobody can tell. @type {number | null} */
let asked = null;
/** @type {Greeting | undefined} */
let companion;
/** Whether there can be a companion here at all. */
let alone = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let quietTimer;

/** @param {string} id @returns {HTMLInputElement} */
const box = (id) => /** @type {HTMLInputElement} */ ($(id));

/** @param {string} section its id @param {string} key @param {'good' | 'bad'} tone */
function say(section, key, tone) {
  const region = $(section).querySelector('.said');
  if (region) tell(/** @type {HTMLElement} */ (region), key, tone);
}

/**
 * @template {'companion' | 'forget' | 'forget-past'} T
 * @param {T} type
 * @returns {Promise<import('../../types/own-messages.js').OwnMessages[T]['told'] | undefined>}
 */
async function ask(type) {
  const answer = /** @type {import('../../types/own-messages.js').Told<T>} */ (await api.runtime.sendMessage({ type }));
  if (isNotDone(answer)) throw new Error(`the background could not do "${type}"`);
  return answer;
}

// --- what is shown ---

function draw() {
  drawChosen();
  drawPast();
  drawCompanion();
  drawAccess();
  drawAsked();
  $('privacy').replaceChildren(...Array.from({ length: PRIVACY_LINES }, (_, i) => element('li', '', w.t(`privacy_${i + 1}`))));
}

function drawChosen() {
  box('prompts-page').checked = chosen.prompts === 'page';
  box('prompts-badge').checked = chosen.prompts === 'badge';
  drawQuiet();
  box('reload').checked = chosen.reload;
  box('notify').checked = chosen.notify && mayNotify;
  $('notify-trouble').hidden = notifyTrouble === null;
  write($('notify-trouble'), notifyTrouble === null ? '' : w.t(notifyTrouble));
  box('remember').checked = chosen.remember;
  box('texts').checked = chosen.keepTexts;
  const days = KEEP_POSTED.map((each) => new Option(each > 0 ? w.span(each * DAY_MS) : w.t('options_posted_never'), String(each)));
  $('posted').replaceChildren(...days);
  /** @type {HTMLSelectElement} */ ($('posted')).value = String(chosen.keepPosted);
  box('files').checked = chosen.keepFiles;
  box('copy-first').checked = chosen.copyFirst;
  box('copy-first').disabled = !chosen.keepTexts;
  drawFiles();
  write($('remember-text'), w.join(w.t('options_remember_text', KEEP_DAYS, MOST), w.t('options_remember_helped')));
  const browsers = $('language').querySelector('option[value=""]');
  if (browsers) browsers.textContent = w.t('options_language_browser');
  /** @type {HTMLSelectElement} */ ($('language')).value = chosen.language;
}

/** Without a companion that can, it cannot be switched on; off it can, whatever is there. */
function drawFiles() {
  const can = companion !== undefined && 'can' in companion && companion.can.includes('save-text');
  box('files').disabled = !chosen.keepTexts || !(can || chosen.keepFiles);
  const none = companion === undefined || can ? '' : w.t('options_files_none');
  write($('files-text'), w.join(w.t('options_files_text', FILE_FROM_WORDS), none));
}

function drawQuiet() {
  clearTimeout(quietTimer);
  const left = chosen.quietUntil - Date.now();
  $('quiet').hidden = left <= 0;
  if (left <= 0) return;
  write($('quiet-until'), w.t('options_quiet', w.clock(chosen.quietUntil)));
  quietTimer = setTimeout(drawQuiet, Math.min(left, 60_000)); // A timer may be late after sleep; a minute is soon enough.
}

function drawPast() {
  const list = past ?? [];
  $('past-none').hidden = list.length > 0 || (!chosen.remember && past !== undefined);
  write($('past-none'), w.t(past === undefined ? 'options_past_unreadable' : 'options_past_none'));
  const fold = /** @type {HTMLDetailsElement} */ ($('past-fold'));
  if (fold.hidden) fold.open = list.length <= AT_A_GLANCE;
  fold.hidden = list.length === 0;
  write($('past-count'), list.length === 0 ? '' : w.n('options_past', list.length));
  $('past').replaceChildren(...list.map(line));
}

/** @param {Past} p */
function line(p) {
  const li = document.createElement('li');
  const known = isVerdict(p.code) ? p.code : 'inconclusive';
  const time = document.createElement('time');
  time.dateTime = new Date(p.at).toISOString();
  time.textContent = w.clock(p.at);
  const more = [
    w.t(sideOf(p)),
    p.status === null ? '' : w.t('what_status', String(p.status)),
    w.t(`certainty_${p.certainty}`),
    p.lasted === null ? '' : w.t('options_past_over', w.span(p.lasted)),
  ];
  li.append(
    element('span', 'verdict', w.t(`verdict_${known.replaceAll('-', '_')}_headline`)),
    time,
    element('span', 'more', more.filter(Boolean).join(' · ')),
  );
  return li;
}

function drawCompanion() {
  const { tone, says, todo, install } = companionState(companion);
  $('companion').dataset['tone'] = alone && tone === 'bad' ? 'plain' : tone;
  write($('companion'), w.t(says));
  write($('companion-do'), alone ? w.t('welcome_alone') : todo === null ? '' : w.t(todo));
  const version = companion?.version ?? null;
  write($('versions'), version === null ? w.t('options_extension_version', OWN) : w.t('options_companion_versions', version, OWN));
  $('companion-add').hidden = alone || !install;
}

function drawAccess() {
  if (seesAo3 === undefined) return;
  $('access').dataset['tone'] = seesAo3 ? 'good' : 'bad';
  write($('access'), w.t(seesAo3 ? 'options_access_granted' : 'options_access_missing'));
  write($('access-how'), seesAo3 ? '' : howToAllow(isFirefox, w));
  $('access-ask').hidden = seesAo3;
}

function drawAsked() {
  $('asked').hidden = asked === null;
  write($('asked'), asked === null ? '' : w.t('options_asked', spent(asked, w)));
}

// --- what is asked ---

async function lookAtPermissions() {
  seesAo3 = await looksAtAo3();
  // A browser without notifications does not know the permission either.
  mayNotify = await orElse(api.permissions.contains(NOTIFICATIONS), false);
  if (mayNotify) notifyTrouble = null;
}

async function lookAtPast() {
  past = await readPast().catch((error) => void console.warn('why502: the list of past errors cannot be read', error));
}

async function lookAtAsked() {
  asked = await askedInSession();
}

async function lookForCompanion() {
  companion = undefined;
  drawCompanion();
  companion = await ask('companion').catch(() => ({ trouble: 'silent', version: null }));
  drawCompanion();
  drawFiles();
}

/** Only languages that are there: the folders of `_locales`. */
async function listLanguages() {
  const codes = Object.keys(LANGUAGES);
  const there = await Promise.all(
    codes.map((code) =>
      fetch(api.runtime.getURL(`_locales/${code}/messages.json`)).then(
        (answer) => answer.ok,
        () => false,
      ),
    ),
  );
  const options = Object.entries(LANGUAGES)
    .filter((_, i) => there[i])
    .map(([code, name]) => {
      const option = new Option(name, code);
      option.lang = code.replace('_', '-');
      return option;
    });
  $('language').replaceChildren(new Option('', ''), ...options);
}

// --- what a person does ---

/** @param {string} section @param {Partial<Settings>} part @returns {Promise<boolean>} whether it is kept */
async function change(section, part) {
  try {
    chosen = await changeSettings(part);
    say(section, 'options_saved', 'good');
    return true;
  } catch (error) {
    console.warn('why502: a setting cannot be kept', error);
    say(section, 'options_not_saved', 'bad');
    return false;
  } finally {
    drawChosen();
  }
}

/** The first thing after the click: the browsers ask a person only then. */
async function switchNotify() {
  if (!box('notify').checked) return change('notifications', { notify: false });
  try {
    const asked = api.permissions.request(NOTIFICATIONS);
    $('notify-trouble').hidden = true; // An answer to the question before this one is not shown.
    mayNotify = await asked;
    notifyTrouble = mayNotify ? null : 'options_notify_refused';
  } catch (error) {
    console.warn('why502: this browser does not know notifications', error);
    notifyTrouble = 'options_notify_missing';
  }
  if (mayNotify) return change('notifications', { notify: true });
  return drawChosen();
}

async function switchRemember() {
  if (box('remember').checked) {
    await change('remembering', { remember: true });
    return drawPast();
  }
  if (!(await change('remembering', { remember: false }))) return;
  await done('remembering', ask('forget-past'), 'options_remember_deleted', 'options_not_forgotten');
}

/** @param {string} section @param {Promise<unknown>} work @param {string} good @param {string} bad keys */
async function done(section, work, good, bad) {
  try {
    await work;
    say(section, good, 'good');
  } catch (error) {
    console.warn('why502', error);
    say(section, bad, 'bad');
  }
  await lookAtPast();
  drawPast();
}

async function letItSee() {
  // A refusal is treated as a person's no: the page says what they can do.
  seesAo3 = await orElse(api.permissions.request(AO3_SITES), false);
  say('seeing', seesAo3 ? 'options_saved' : 'options_access_refused', seesAo3 ? 'good' : 'bad');
  drawAccess();
}

function listen() {
  for (const prompts of /** @type {const} */ (['page', 'badge']))
    $(`prompts-${prompts}`).addEventListener('change', () => void change('prompts', { prompts }));
  $('quiet-end').addEventListener('click', () => {
    void change('prompts', { quietUntil: 0 });
    box(`prompts-${chosen.prompts}`).focus(); // The button goes.
  });
  $('reload').addEventListener('change', () => void change('watching', { reload: box('reload').checked }));
  $('notify').addEventListener('change', () => void switchNotify());
  $('remember').addEventListener('change', () => void switchRemember());
  $('texts').addEventListener('change', () => void change('writing', { keepTexts: box('texts').checked }));
  $('copy-first').addEventListener('change', () => void change('writing', { copyFirst: box('copy-first').checked }));
  $('files').addEventListener('change', () => void change('writing', { keepFiles: box('files').checked }));
  $('posted').addEventListener(
    'change',
    () => void change('writing', { keepPosted: Number(/** @type {HTMLSelectElement} */ ($('posted')).value) }),
  );
  $('forget').addEventListener('click', () => void done('remembering', ask('forget'), 'options_forgotten', 'options_not_forgotten'));
  $('language').addEventListener(
    'change',
    () => void change('speaking', { language: /** @type {HTMLSelectElement} */ ($('language')).value }),
  );
  $('companion-check').addEventListener('click', () => void lookForCompanion());
  $('access-ask').addEventListener('click', () => void letItSee());
  onPast(() => void lookAtPast().then(drawPast));
  onAsked(() => void lookAtAsked().then(drawAsked));
  onAccess(() => void lookAtPermissions().then(() => (drawChosen(), drawAccess())));
}

await Promise.all([
  lookAtPermissions(),
  lookAtPast(),
  lookAtAsked(),
  listLanguages(),
  orElse(api.runtime.getPlatformInfo(), { os: '' }).then(({ os }) => (alone = !mayHaveCompanion(os))),
]);
await speak('options_page_title', (words, settings) => {
  w = words;
  chosen = settings;
  draw();
});
listen();
void offerCookiesBack();
void lookForCompanion();
