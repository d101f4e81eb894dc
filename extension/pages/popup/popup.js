/**
 * The popup: what verdict.js says about the incident and the watch. It holds no state but which view is
 * open; the background streams the rest.
 *
 * @import {Incident} from '../../incident/incident.js'
 * @import {Choice} from '../../words/choices.js'
 * @import {Area} from '../../browser/refusals.js'
 * @import {Watch} from '../../watch/store.js'
 * @import {Words} from '../../words/words.js'
 * @import {View} from '../../words/view.js'
 */
import { isHistory } from '../../incident/ages.js';
import { onAccess, seesAo3 } from '../../browser/access.js';
import { api, isFirefox, refusals } from '../../browser/api.js';
import { orElse } from '../../browser/door.js';
import { hasCookieSetting } from '../../browser/cookie-setting.js';
import { cookiesHere } from '../../words/allowed-cookies.js';
import { isRelease } from '../../browser/versions.js';
import { viewOf } from '../../words/view.js';
import { offered } from '../../words/offered.js';
import { inTab, portName } from '../../incident/front.js';
import { INCIDENTS, incidentAs, incidentFrom } from '../../incident/incident-record.js';
import { withOldBrowser } from '../../words/old-browser.js';
import { refused, withoutPromise } from '../../words/refused.js';
import { onSettings, settings } from '../../browser/settings.js';
import { actionOf } from '../../remedies/catalogue.js';
import { drawRefused, drawView, drawVoices } from './draw.js';
import { toClipboard } from '../shared/clipboard.js';
import { $, keepFocus, write } from '../shared/elements.js';
import { isNotDone } from '../shared/not-done.js';
import { copiedAddress } from './address-copied.js';
import { BestButton } from './best-button.js';
import { withPermission } from './cookie-permission.js';
import { keepFolds } from './folds.js';
import { restLeft } from './left.js';
import { NeighbourList } from './neighbour-list.js';
import { SafeText } from './safe-text.js';
import { Notice } from './notice.js';
import { TriedAnswer } from './tried-answer.js';
import { inFront } from './tab-in-front.js';
import { Connection } from './connection.js';
import { words } from '../../telling/language.js';
import { WATCH, watchLike } from '../../watch/watch-record.js';

/** @type {Words} */
let w;
/** @type {Incident | undefined} */
let incident;
/** @type {Watch | null} */
let watch = null;
/** What the page in front came too late for, to be found out about. @type {{tookMs: number} | null} */
let offer = null;
/** When this browser came out. @type {import('../../browser/versions.js').Release | null} */
let release = null;
/** What the background is refused. @type {Area[]} */
let refusedThere = [];
/** Whether AO3's pages may be seen. @type {boolean | undefined} */
let access;
/** The background gives no answer. */
let silent = false;
/** @type {BestButton} */
let bestButton;
/** @type {NeighbourList} */
let neighbours;
/** @type {SafeText} */
let safeText;
/** @type {Notice} */
let notice;
/** What was tried elsewhere. @type {TriedAnswer[]} */
let triedAnswers = [];

/** A worker that begins reads its storages first, and each may take LIMIT_MS (door.js): in ms. */
const SILENT_MS = 15_000;

/** How often the popup looks how old its news is. It says minutes. */
const AGE_EVERY_MS = 15_000;

/** The tab in front of which this stands: everything that is asked is meant for it. @type {import('../../incident/front.js').Front} */
let front = { tabId: null, isPrivate: false };

/** @type {import('../../types/own-messages.js').Ask} */
async function ask(message) {
  try {
    return await api.runtime.sendMessage({ ...message, ...front });
  } catch (error) {
    // The caller says that it failed. What the background did before it fell silent is not known.
    console.warn('why502: the background did not answer', error);
    return { failed: true, unheard: true };
  } finally {
    connection.wanted(); // The background is awake now: a connection can be opened again.
  }
}

/**
 * Asks, and fails where it was not done.
 *
 * @template {import('../../types/own-messages.js').OwnMessage} M
 * @param {M} message
 * @returns {Promise<import('../../types/own-messages.js').OwnMessages[M['type']]['told'] | undefined>}
 */
async function told(message) {
  const answer = await ask(message);
  if (isNotDone(answer)) throw new Error(`the background could not do "${message.type}"`);
  return answer;
}

/** What a person pressed for is done, or they read that it was not. @param {() => unknown} what */
async function pressedFor(what) {
  $('trouble').hidden = true;
  try {
    await what();
  } catch (error) {
    console.warn('why502', error);
    write($('trouble'), w.t('pressed_failed'));
    $('trouble').hidden = false;
  }
}

/** Each once: what was refused as it was looked into, and what is at this time. */
const refusedHere = () => [...new Set([...(incident?.refused ?? []), ...refusedThere, ...refusals.areas()])];

/** What there is to say now. */
function viewed() {
  const now = Date.now();
  const usual = viewOf(here(), w, watch, now, front.tabId);
  const view = offered(cookiesHere(usual, hasCookieSetting, w), offer, w);
  return withoutPromise(withOldBrowser(view, here(), release, w, now), { access, silent }, w);
}

/** The incident as the tab in front has it; one that is history is none. */
const here = () => (incident && !isHistory(incident, watch?.state === 'watching', Date.now()) ? inTab(incident, front.tabId) : undefined);

/** @param {Choice} choice @param {HTMLElement} button that was pressed */
const press = (choice, button) => void pressedFor(() => act(choice, button));

/** What the times of the button hang on. */
const known = () => ({ incident, watch, tabId: front.tabId });

/** How the news comes, while there is a watch. @param {View} view */
function drawWatching({ waiting, callOff }) {
  const watches = callOff !== null && waiting !== null && waiting.state !== 'back';
  $('told').hidden = !watches;
  write($('told-how'), watches ? notice.said(w) : '');
  $('told-ask').hidden = !notice.canAsk;
}

const draw = () => keepFocus(drawAll, $('headline'));

function drawAll() {
  const view = viewed();
  const doing = bestButton.about(view);
  safeText.draw(here());
  drawView(view, w, doing?.code ?? '', press);
  drawRefused(refused({ areas: refusedHere(), access, firefox: isFirefox }, w));
  bestButton.draw(view, safeText.isSafe);
  neighbours.draw(here());
  for (const each of triedAnswers) each.draw(view);
  drawWatching(view);
  keepFolds(view);
  const mayLook = restLeft({ code: 'wait' }, known(), Date.now()) <= 0 && view.state === 'settled';
  const looks = ['check', 'wait'].includes(doing?.code ?? '');
  // The button stands beside a verdict that may have changed, and otherwise at the foot.
  $('look-again').hidden = !mayLook || looks || !view.checked?.stale;
  $('again').hidden = !mayLook || looks || view.checked?.stale === true;
  $('report-link').hidden = !here()?.diagnosis;
}

/**
 * @param {Choice} choice
 * @param {HTMLElement} button that was pressed
 * @param {boolean} [sure] the person knows which text is lost by it
 * @returns {Promise<void>}
 */
async function act(choice, button, sure = false) {
  if (actionOf(choice.code)?.does === 'asks') return openClear();
  if (choice.code === 'check' || choice.code === 'unwatch' || choice.code === 'keep-page') return void (await told({ type: choice.code }));
  if (choice.code === 'copy-address') return copyAddress(button);
  if (!choice.runs) return showSteps(choice.code);
  if (actionOf(choice.code)?.guided) return openGuide();
  // In the click itself, which alone may; and before a window opens over this one.
  const onClipboard = actionOf(choice.code)?.copies ? copiedAddress(here(), front.isPrivate) : null;
  const run = () => told({ type: 'run', code: choice.code, sure, which: choice.which ?? '' });
  const done = choice.code === 'allow-cookies' ? withPermission(run) : run();
  // After that is on its way: Chromium closes the popup for its question.
  if (choice.code === 'watch') notice.askByTheWay();
  const outcome = await done;
  if (outcome?.came === 'asks') {
    const { showHeld } = await import('./held-text.js');
    return showHeld(outcome.text, ask, w, () => void pressedFor(() => act(choice, button, true)));
  }
  if (outcome?.came === 'shows') {
    const { showCode } = await import('./phone-code.js');
    showCode(button, outcome, w);
  }
  if (outcome?.came === 'told' && !outcome.noted) {
    const { tellBeside } = await import('./outcome-beside.js');
    tellBeside(button, outcome, w, (await onClipboard) ?? false);
  }
}

/** The page that failed, to be opened elsewhere. @param {HTMLElement} button */
async function copyAddress(button) {
  const { url: text } = here()?.page ?? {};
  if (text === undefined) return;
  const done = await toClipboard(text);
  const { tellBeside } = await import('./outcome-beside.js');
  // Where the browser forbids it, the person takes it from there.
  const rest = done ? null : /** @type {const} */ ({ what: 'address', text });
  tellBeside(button, { came: 'told', word: done ? 'report_copied' : 'copy_address_text', copy: rest, quoted: null }, w);
}

// Only who asks for them waits for the parts of the other views.

async function openClear() {
  const { showClear } = await import('./clear.js');
  await showClear(ask, w, (done) => void pressedFor(() => cleared(done)));
}

async function openGuide() {
  const { showGuide } = await import('./resolver-guide.js');
  await showGuide(here(), ask, w, () => void pressedFor(() => told({ type: 'check' })));
}

async function openReport() {
  const { showReport } = await import('./report-view.js');
  if (!incident?.diagnosis) return;
  await showReport(incident, w, () => {
    $('main-view').hidden = false;
    $('report-link').focus();
  });
  $('main-view').hidden = true;
}

/** @param {string} code */
function showSteps(code) {
  /** @type {HTMLDetailsElement} */ ($('all')).open = true;
  for (const li of document.querySelectorAll('#remedies li, #steps li')) {
    const here = /** @type {HTMLElement} */ (li).dataset['code'] === code;
    li.classList.toggle('here', here);
    if (here) /** @type {HTMLElement} */ (li).focus();
  }
}

/** @param {import('../../remedies/clear-site-data.js').Done} done */
async function cleared(done) {
  const { offerUndo, sayCleared } = await import('./cleared.js');
  sayCleared(done, Boolean(incident?.aftermath), w);
  await offerUndo(ask, w);
}

/** For ten minutes after a clearing there is a way back. */
async function offerUndo() {
  const { offerUndo: offer } = await import('./cleared.js');
  await offer(ask, w);
}

/** What is known before the background wakes, of ordinary windows and of private ones. What cannot be read is not known. */
async function kept() {
  const [session, local] = await Promise.all([
    orElse(api.storage.session.get([...Object.values(INCIDENTS), WATCH]), /** @type {Record<string, unknown>} */ ({})),
    orElse(api.storage.local.get(WATCH), /** @type {Record<string, unknown>} */ ({})),
  ]);
  const incidentOf = (/** @type {boolean} */ isPrivate) => incidentFrom(session[incidentAs(isPrivate)]);
  const ofAll = watchLike(local[WATCH]);
  const ofPrivate = watchLike(session[WATCH]);
  return (/** @type {boolean} */ isPrivate) => ({ incident: incidentOf(isPrivate), watch: isPrivate ? (ofPrivate ?? ofAll) : ofAll });
}

/** Draws what is known, and listens for what comes. */
export async function start() {
  // All at once: the first words wait for the slowest of them, not for their sum.
  const [its, before, [language, own]] = await Promise.all([
    inFront(),
    kept(),
    settings().then(async (chosen) => /** @type {const} */ ([chosen.language, await words(chosen.language)])),
  ]);
  w = own;
  front = its;
  ({ incident, watch } = before(front.isPrivate));
  bestButton = new BestButton(w, known, press, draw);
  neighbours = new NeighbourList(ask, w, (what) => void pressedFor(what));
  safeText = new SafeText(ask, w, (what) => void pressedFor(what), draw);
  notice = new Notice(front.isPrivate, draw);
  triedAnswers = /** @type {const} */ (['private', 'elsewhere', 'phone']).map(
    (where) => new TriedAnswer(where, (loads) => void pressedFor(() => told({ type: `${where}-answer`, loads })), draw),
  );
  // Another language was chosen in the options while this stands in a tab.
  onSettings((next) => next.language === language || location.reload());
  document.documentElement.lang = w.locale;
  // On a phone, which has no windows, the popup is a page of its own.
  if (!api.windows) document.body.classList.add('tab');
  for (const [id, word] of Object.entries({
    'how-title': 'how_title',
    'all-title': 'all_title',
    'all-first': 'all_first',
    'all-usual': 'all_usual',
    'all-dns': 'all_dns',
    'official-title': 'official_title',
    'better-not-title': 'dont_title',
    again: 'best_check_again',
    'look-again': 'best_check_again',
    'told-ask': 'watch_notify_ask',
    'report-link': 'footer_report',
    'options-link': 'footer_options',
  })) {
    write($(id), w.t(word));
  }
  drawVoices(w);
  $('told-ask').addEventListener('click', () => notice.ask());
  for (const id of ['again', 'look-again']) $(id).addEventListener('click', () => void pressedFor(() => told({ type: 'check' })));
  $('report-link').addEventListener('click', () => void pressedFor(openReport));
  for (const id of ['options-link', 'refused-allow'])
    $(id).addEventListener('click', () => void pressedFor(() => api.runtime.openOptionsPage()));
  draw();
  setInterval(draw, AGE_EVERY_MS);
  refusals.listen(draw);
  onAccess(() => void lookAtAccess());
  connection.open();
  keepListening();
  void lookAtAccess();
  // Nothing else waits for these.
  void notice.look();
  void lookAtBrowser();
  offerUndo().catch((error) => console.warn('why502: whether there is a way back is not known', error));
}

/** It is said as soon as it is known: the first words do not wait for it. */
async function lookAtAccess() {
  access = await seesAo3();
  draw();
}

/** Its age is data in the package: no request is made for it. */
async function lookAtBrowser() {
  const its = await ask({ type: 'browser' });
  if (!isRelease(its)) return;
  release = its;
  draw();
}

/** @param {unknown} error */
function backgroundIsSilent(error) {
  console.warn('why502: the background gives no answer', error);
  silent = true;
  draw();
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let late;

/** A connection to a background that is being replaced is none; it is tried again as any other that ended. */
function connect() {
  clearTimeout(late);
  late = setTimeout(() => backgroundIsSilent('no word'), SILENT_MS);
  try {
    const port = /** @type {chrome.runtime.Port | undefined} */ (api.runtime.connect({ name: portName(front) }));
    if (port?.onMessage) return port;
    throw new Error('no port');
  } catch (error) {
    clearTimeout(late);
    queueMicrotask(() => backgroundIsSilent(error));
    return {
      onMessage: { addListener: () => undefined },
      onDisconnect: { addListener: (/** @type {() => void} */ ended) => void setTimeout(ended) },
    };
  }
}

const connection = new Connection({
  connect,
  hear(message) {
    clearTimeout(late);
    silent = false;
    if (message.type === 'refused') refusedThere = message.refused;
    if (message.type === 'front') front = { ...front, tabId: message.tabId };
    if (message.type === 'incident') incident = message.incident ?? undefined;
    if (message.type === 'offer') offer = message.offer ?? null;
    if (message.type === 'watch') watch = message.watch ?? null;
    draw();
  },
  isSeen: () => document.visibilityState === 'visible',
});

/** The worker slept or was replaced: the next one knows what is in storage.session. */
function keepListening() {
  document.addEventListener('visibilitychange', () => connection.wanted());
  addEventListener('focus', () => connection.wanted());
  api.storage.onChanged.addListener(() => connection.wanted());
}
