/**
 * Wiring only. Which event creates, moves and ends each piece of state:
 *
 * `loads` (incident/page-loads.js; this worker's memory)
 *     created  webRequest.onBeforeRequest of a main frame on AO3
 *     moved    onBeforeRedirect, onHeadersReceived, onResponseStarted, onCompleted, onErrorOccurred;
 *              a `page` message of content/look.js; tabs.onUpdated, tabs.onReplaced
 *     ended    the next load of the same tab, tabs.onRemoved, the worker's sleep; then its page alone tells of it
 *
 * `incidents` (incident/incident.js; storage.session, that of private windows in a place of its own)
 *     created  the first failed load that a person sees, or "Check AO3 now" (incident/intake.js); its diagnosis
 *              begins when AO3 has rested from the one before (incident/rest.js, the alarm of diagnosis/check.js)
 *     moved    more failed loads within five minutes, the companion's observations and diagnosis, each
 *              request to AO3 (diagnosis/budget.js; the session's sum of them is kept beside the incident),
 *              trials, a remedy's outcome, what becomes of its page in a private window, the card's ×; a tab that
 *              shows something else or is closed leaves it, one that comes back joins it again; tabs.onReplaced
 *     ended    replaced by the next incident; six hours after its last news, or thirty minutes after its
 *              last tab (incident/aging.js); "Forget" in the options; the browser's end; for private windows,
 *              when the last of them closes, whether the worker slept or not
 *
 * `watcher` (watch/watcher.js; storage.local, one of a private window in storage.session)
 *     created  a person's "tell me when it's back"
 *     moved    its alarm or timer, a look's answer, a page that fails, the device going on- or offline
 *     ended    AO3 is back, two hours, a challenge, a limit; "stop watching"; "Forget" in the options; begun in a
 *              private window, also when the last of them closes. What it ended with stays until the next incident, a
 *              person's click or the browser's end; that AO3 is back, until a person goes on there.
 *
 * `latePages` (incident/late-pages.js; storage.session)
 *     created  a page of AO3's that is in no trouble came after more than 20 s (content/look.js)
 *     ended    its tab begins to show something else; "Forget" in the options; the browser's end; for private
 *              windows, when the last of them closes
 *
 * `recurrences` (incident/recurrences.js; storage.session)
 *     created  a page of AO3's is asked for, a limit or a browser check is met
 *     ended    each after an hour; otherwise as `latePages`
 *
 * the list of past incidents (incident/history.js; storage.local, only where the person has switched it on)
 *     created  an incident of ordinary windows settles
 *     moved    it is asked about again; its page answers again
 *     ended    "Forget everything" or the switch in the options; each entry after 30 days
 *
 * what helped (remedies/helped.js; storage.local, only where the person has switched that list on)
 *     created  a remedy was done in an ordinary window, and AO3 answers then
 *     ended    with that list; each entry a year after it helped last
 *
 * the native port (diagnosis/companion.js)
 *     created  with each diagnosis (diagnosis/check.js): by a new incident, or by a person's click
 *     ended    by the final diagnosis, by the companion's end, by silence. Never reopened by itself.
 *
 * `quiet` (telling/quiet.js; storage.local, of private windows in storage.session)
 *     created  "Not for an hour" and "Never by itself" on the card (telling/card-clicks.js)
 *     ended    Undo there; the options; the hour's end; for private windows also the end of the last of them
 *
 * `reconnection` (remedies/reconnection.js; storage.session, of private windows in this worker's memory)
 *     created  "Look again when it's back"
 *     ended    the connection went and is back; a quarter of an hour; otherwise as `undo`
 *
 * `restart` (remedies/browser-restart.js; storage.local, of the browser that has started again storage.session)
 *     created  "Look again after the restart"     ended    AO3 was looked at; an hour; "Forget" in the options
 *
 * `undo` (remedies/undo.js; storage.session, of private windows in this worker's memory)
 *     created  clearing (remedies/clear-site-data.js)
 *     ended    put back; ten minutes; "Forget" in the options; the browser's end; for private windows, when the last of
 *              them closes, or the worker's sleep
 *
 * `bisecting` (bisect/bisecting.js; what was on, and the round, in storage.local; all else in storage.session)
 *     created  a press on its page, before an extension is switched off; moved by presses there, and the page's load
 *     ended    all is on again: the last round, "stop", "Forget" in the options, the next start
 *
 * `texts` (drafts/texts.js; a database of the extension's own, only where the person has switched it on)
 *     created  something is written into a form of AO3's, never in a private window; moved by more of it, what is seen, and our own looks
 *     ended    deleted on its page (pages/drafts); some days after AO3 was seen to have it
 *
 * `popups` (telling/popups.js)
 *     created  pages/popup/popup.js connects        ended    it closes
 *
 * Every listener is registered synchronously, because the browser starts this worker for an event and
 * delivers it to what is registered then; each waits for `ready` before it touches state. Tabs alone are
 * listened to only while there is something to hear (incident/tab-listeners.js): webRequest, which knows AO3's
 * addresses, tells first of all that begins.
 *
 * @import {BrowserEvent} from './sighting/sighting.js'
 * @import {Incident} from './incident/incident.js'
 * @import {Watch} from './watch/store.js'
 */
import { onAccess } from './browser/access.js';
import { BISECT, Bisecting, OWED } from './bisect/bisecting.js';
import { AGE, Aging } from './incident/aging.js';
import { Beginning } from './diagnosis/begin.js';
import { api, refusals } from './browser/api.js';
import { RESTART, BrowserRestart } from './remedies/browser-restart.js';
import { brokenOff } from './diagnosis/budget.js';
import { forgetSum } from './diagnosis/session-sum.js';
import { Intake } from './incident/intake.js';
import { Recurrences } from './incident/recurrences.js';
import { CHECK, Check } from './diagnosis/check.js';
import { ClearSiteData } from './remedies/clear-site-data.js';
import { TimeLimit } from './diagnosis/time-limit.js';
import { Ao3Pages } from './telling/ao3-pages.js';
import { Helped } from './remedies/helped.js';
import { History, answersAgain } from './incident/history.js';
import { PageLoads } from './incident/page-loads.js';
import { WATCH } from './watch/watch-record.js';
import { lookAtOpenTabs } from './sighting/open-tabs.js';
import { hearNotices } from './telling/notifications.js';
import { OwnPages } from './telling/own-pages.js';
import { Popups } from './telling/popups.js';
import { Teller } from './telling/teller.js';
import { CardClicks } from './telling/card-clicks.js';
import { GuardedForms, JOURNAL, OWN_LOOKS } from './telling/guarded-forms.js';
import { Texts } from './drafts/texts.js';
import { Keepers } from './incident/keepers.js';
import { Quiet } from './telling/quiet.js';
import { RECONNECTION, Reconnection } from './remedies/reconnection.js';
import { RELOAD, ReloadOnce } from './remedies/reload-once.js';
import { Remedies } from './remedies/remedies.js';
import { forgetKept, onSettings, settings } from './browser/settings.js';
import { MAIN_FRAMES, listen } from './sighting/requests.js';
import { methodIn } from './sighting/sighting.js';
import { TABS, TabListeners } from './incident/tab-listeners.js';
import { UNDO, Undo } from './remedies/undo.js';
import { Watcher } from './watch/watcher.js';
import { Incidents } from './incident/incidents.js';
import { PrivateLoads } from './incident/private-load.js';
import { LatePages } from './incident/late-pages.js';
import { openWelcome } from './telling/open.js';
import { stoppedIn } from './sighting/stopped.js';

const texts = new Texts();
const popups = new Popups();
const incidents = new Incidents(changed);
const quiet = new Quiet();
const teller = new Teller({ incidents, quiet, watch: (isPrivate) => watcher.seenFrom(isPrivate) });
const latePages = new LatePages((tabId, seen) => {
  if (seen) teller.late(seen);
  else teller.left(tabId);
  popups.tell((front) => ({ type: 'offer', offer: latePages.offer(front) }));
});
const recurrences = new Recurrences();
const check = new Check(incidents);
const beginning = new Beginning(incidents, check);
const reloadOnce = new ReloadOnce(incidents);
const timeLimit = new TimeLimit(incidents, check);
const undo = new Undo();
const clearing = new ClearSiteData(incidents, check, undo, reloadOnce);
const watcher = new Watcher(incidents, { changed: watchChanged, back: isBack });
const aging = new Aging(incidents, watcher, { stale: (incident) => teller.incident(incident), over: end });
const helped = new Helped(incidents);
const reconnection = new Reconnection(incidents, check);
const restart = new BrowserRestart(incidents, () => intake.checkByHand(false, null));
const privateLoads = new PrivateLoads(incidents);
const remedies = new Remedies({ check, incidents, privateLoads, reloadOnce, watcher, reconnection, restart, helped });
const past = new History();
const bisecting = new Bisecting(incidents);
const intake = new Intake({
  incidents,
  diagnoses: {
    start: (incident) => check.start(incident),
    stop: (incident) => check.stop(incident),
    begin: (incident, tab, seen) => beginning.begin(incident, tab, seen),
  },
  watches: watcher,
  tells: {
    turned: (tabId) => teller.turned(tabId),
    failed: (incident, tab, seen) => void teller.failed(incident, tab, seen),
    left: (tabId) => teller.left(tabId),
  },
  stoppedIn: (tabId) => stoppedIn(loads.state, tabId) ?? latePages.in(tabId),
  recurrences,
  restart,
});
const loads = new PageLoads({
  incidents,
  intake,
  latePages,
  privateLoads,
  recurrences,
  upToDate: () => aging.upToDate(),
  visited: (by) => watcher.visited(by),
  heard: (id) => beginning.heard(id),
  takes: (event, seen) => bisecting.takes(event, seen),
});
const cardClicks = new CardClicks({
  incidents,
  remedies,
  watcher,
  quiet,
  tellAgain: () => teller.again(),
  methodIn: (tabId, url) => methodIn(loads.state, tabId, url),
});
const ownPages = new OwnPages({ incidents, remedies, reloadOnce, clearing, watcher, intake, bisecting, texts, forgetPast, forgetAll });
const forms = new GuardedForms(texts, () => teller.words, loads);
const ao3Pages = new Ao3Pages({ happened, cardClicks, forms, words: () => teller.words });
// With the last private window the diagnosis that is under way there ends, and its companion with it.
const privateIncident = { knowsPrivate: () => incidents.get(true) !== undefined, forgetPrivate: () => end(incidents.get(true)) };
const ofStorage = [() => forgetKept([OWED, JOURNAL]), forgetSum].map((forget) => ({ forget }));
const keepers = new Keepers({
  all: [incidents, past, helped, watcher, undo, latePages, recurrences, reconnection, restart, bisecting, ...ofStorage],
  ofPrivate: [privateIncident, privateLoads, watcher, latePages, recurrences, reconnection, undo, quiet],
});
/** Written down for whoever looks for it; a person reads in the popup what was refused or not done. @param {unknown} error */
const failed = (error) => console.error('why502', error);

/** It ends whatever fails: each of these has a limit, and what cannot be read is not known. */
const ready = Promise.all([
  incidents.load(brokenOff).catch(failed),
  quiet.load().catch(failed),
  latePages.load(),
  recurrences.load(),
  reconnection.load(),
  restart.load(),
  helped.load(),
  bisecting.load().catch(failed),
  settings().then((chosen) => (void forms.obey(chosen).catch(failed), teller.obey(chosen))),
])
  .then(async () => {
    await watcher.load();
    // Where the browser does not say whether a private window is open, nothing is forgotten.
    await keepers.privateWindowsClosed().catch(failed);
    aging.upToDate();
    reloadOnce.due().catch(failed);
    check.due();
    reconnection.heed();
    await undo.load();
    void tabs.lookUp().catch(failed);
  })
  .catch(failed);
/** @type {Promise<unknown>} */
let turn = ready;

/** What ends with a failure is written down. @param {() => unknown} act */
const onceReady = (act) => void ready.then(act).catch(failed);

// A refusal that comes while an incident is looked into is kept with it, so that it outlives this worker.
refusals.listen((refused) => {
  popups.tell(() => ({ type: 'refused', refused }));
  incidents.refused(refused);
});

/** @param {Incident} incident */
function changed(incident) {
  if (helped.judge(incident)) return; // It was told of again.
  timeLimit.heed(incident);
  popups.tell((front) => (front.isPrivate === incident.isPrivate ? { type: 'incident', incident } : null));
  teller.incident(incident);
  if (teller.chosen.remember) past.note(incident);
  clearing.judge(incident);
  aging.await();
  tabs.heed();
  teller.verdict(incident);
}

/** AO3 answers again. @param {Watch} watch */
function isBack(watch) {
  const incident = incidents.get(false);
  if (incident && teller.chosen.remember && !watch.isPrivate) past.over(incident, Date.now());
  teller.back(watch);
}

/** @param {Watch | null} watch */
function watchChanged(watch) {
  popups.tell((front) => ({ type: 'watch', watch: watcher.seenFrom(front.isPrivate) }));
  teller.watch(watch);
  aging.upToDate();
}

/** Where AO3's pages may not be seen, the button says so. */
const lookAtAccess = (changed = false) => onceReady(() => teller.access(changed));
onAccess(() => (lookAtAccess(true), onceReady(() => remedies.permitted())));
lookAtAccess();

/** An incident is over: nothing tells of it any more. The list of past ones keeps what it has. @param {Incident | undefined} incident */
function end(incident) {
  if (!incident) return;
  check.stop(incident);
  incidents.drop(incident.isPrivate);
  tabs.heed();
  popups.tell((front) => (front.isPrivate === incident.isPrivate ? { type: 'incident', incident: null } : null));
  teller.over(incident);
}

/**
 * One browser event after the other, so that none overtakes what another led to.
 *
 * @param {BrowserEvent} event
 * @param {chrome.tabs.Tab} [tab] where it is known already
 */
function happened(event, tab) {
  turn = turn
    .then(() => loads.take(event, tab))
    .catch(failed)
    .then(() => tabs.heed());
  return turn;
}

// --- the network, as the browser tells it ---

listen((event) => {
  tabs.begin();
  void happened(event);
  if (event.kind === 'end') void turn.then(() => tabs.ask(event)).catch(failed);
});

// --- tabs ---

const tabs = new TabListeners(incidents, () => loads.state.loads, {
  happened,
  // A browser clears a tab's badge when the tab shows a new page, perhaps after we had set it: it is set again.
  complete: (tabId) => {
    teller.turned(tabId);
    for (const incident of incidents.all()) if (incident.tabs.includes(tabId)) teller.incident(incident, [tabId]);
  },
  left: (tabId, at) =>
    void turn.then(() => {
      latePages.leave(tabId);
      intake.leave(tabId, at ?? Date.now());
    }),
  replaced: (tabId, by) => [incidents, watcher, popups, latePages, privateLoads].forEach((each) => each.renumber(tabId, by)),
});

// Firefox for Android has no windows: there the last private tab counts.
(api.windows ?? api.tabs).onRemoved.addListener(() => onceReady(() => keepers.privateWindowsClosed()));

onSettings((next) => onceReady(() => Promise.all([forms.obey(next), teller.obey(next).then(() => teller.again())])));

// A page that failed answers again. This waits its turn: the same answer first makes the tab leave its incident.
api.webRequest.onCompleted.addListener((d) => void turn.then(() => answersAgain(incidents, past, d)).catch(failed), MAIN_FRAMES);

/** Past errors, and what helped then: they are switched off together. */
function forgetPast() {
  return Promise.all([past.forget(), helped.forget()]);
}

/** Everything but what the person has chosen; whatever lies on disk. */
async function forgetAll() {
  incidents.all().forEach(end);
  await keepers.forget();
  await teller.done(); // The person is told that it is done only once no card and no badge stands.
}

// --- pages of AO3 (content/look.js, content/card.js) and our own (popup, options) ---

api.runtime.onMessage.addListener((message, sender, respond) => {
  if (sender.id !== api.runtime.id) return false;
  void answer(message, sender).then(respond, (error) => {
    failed(error);
    respond({ failed: true });
  });
  return true;
});

/**
 * @param {any} message
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<unknown>}
 */
async function answer(message, sender) {
  await ready;
  aging.upToDate();
  return sender.url?.startsWith(api.runtime.getURL('')) ? ownPages.hear(message) : ao3Pages.hear(message, sender);
}

popups.hear(onceReady, (front, tell) => {
  aging.upToDate();
  teller.seen(front.isPrivate);
  tell({ type: 'incident', incident: incidents.get(front.isPrivate) ?? null });
  tell({ type: 'watch', watch: watcher.seenFrom(front.isPrivate) });
  tell({ type: 'refused', refused: refusals.areas() });
  void latePages.standing(front).then((offer) => tell({ type: 'offer', offer }), failed);
});

// --- what is due later (browser/wake.js), by the name of its alarm, and the network of this device ---

/** @type {ReadonlyMap<string, () => unknown>} */
const DUE = new Map([
  [AGE, () => aging.ring()],
  [WATCH, () => watcher.due()],
  [RELOAD, () => reloadOnce.due()],
  [CHECK, () => check.due()],
  [BISECT, () => bisecting.due()],
  [UNDO, () => undo.due()],
  [RECONNECTION, () => reconnection.due()],
  [RESTART, () => restart.due()],
  [TABS, () => tabs.lookUp()],
  [OWN_LOOKS, () => forms.due()],
]);
api.alarms.onAlarm.addListener(({ name }) => onceReady(() => DUE.get(name)?.()));
const network = () => (watcher.network(), reconnection.heed());
for (const news of ['online', 'offline']) globalThis.addEventListener(news, () => onceReady(network));
bisecting.listen(onceReady);
forms.listen(ready);
hearNotices(onceReady, () => ({ watch: watcher.seenFrom(false), incident: incidents.get(false) }));

// --- tabs that a browser restored, or that were open before we were installed ---

api.runtime.onStartup.addListener(() => onceReady(lookAtOpenTabs));
api.runtime.onInstalled.addListener(({ reason }) => {
  onceReady(lookAtOpenTabs);
  if (reason === 'install') openWelcome().catch(failed); // If it cannot be opened nothing is lost: the options say the same.
});
