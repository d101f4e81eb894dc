/**
 * An incident → all that a person sees of it: the view that the popup draws and the card tells of. Pure. What
 * the verdict says is in verdict.js, the buttons in choices.js, the lines of "how we know" in evidence.js, the
 * seven steps in steps.js, AO3's own voice in ao3-says.js, the watch in watching.js.
 *
 * @import {Incident} from '../incident/incident.js'
 * @import {Official} from './ao3-says.js'
 * @import {Step} from './steps.js'
 * @import {Row} from './evidence.js'
 * @import {Watching} from './watching.js'
 * @import {Watch} from '../watch/store.js'
 * @import {Words} from './words.js'
 * @import {Icon} from './verdict.js'
 * @import {Choice} from './choices.js'
 * @import {TriedQuestion} from './private-hint.js'
 */
import { afterClearing } from './after-clearing.js';
import { FRESH_MS, checkedAt, isStale } from '../incident/ages.js';
import { betterNot, officialWords } from './ao3-says.js';
import { checklist, untried } from './steps.js';
import { fromHere, howMany, whichTab } from './in-front.js';
import { howWeKnow } from './evidence.js';
import { elsewhereLast, elsewhereQuestion } from './elsewhere-hint.js';
import { forThisPage } from './heavy.js';
import { withPostedPage } from './posted-page.js';
import { phoneQuestion, triedLast } from './phone-hint.js';
import { privateQuestion, unlikelyLast } from './private-hint.js';
import { restartNote, withRestart } from './restart.js';
import { watching } from './watching.js';
import { wishNote } from './allowed-cookies.js';
import { isRemedy, mannerOf } from '../remedies/catalogue.js';
import { LIMIT_WINDOW_MS } from '../ao3/limits.js';
import { SIDES } from './sides.js';
import { headlineOf, icon, verdict, whatHappened } from './verdict.js';
import { key } from './words.js';
import { withBrowsers } from './other-browsers.js';
import { withHostsLine } from './setup.js';
import { isVerdict, sideOf } from './verdict-table.js';
import { addCompanion, afterSaving, best, choice, helpedFirst, listed, mended, possible, remedy, saidToHelp } from './choices.js';

/** Troubles after which the same question may well be answered. */
const WORTH_AGAIN = ['crashed', 'silent', 'refused'];

/**
 * @typedef {object} Checked
 * @property {string} text
 * @property {boolean} stale it is some time ago: what the view says may have changed
 *
 * @typedef {object} View
 * @property {'idle' | 'checking' | 'stopped' | 'settled'} state
 * @property {string} side
 * @property {Icon} icon
 * @property {string} sideName
 * @property {string} sure how sure that is, beside it; '' where nothing is claimed
 * @property {string} headline
 * @property {string} meaning
 * @property {Checked | null} checked when it was looked; null where nothing has been found
 * @property {{tone: 'plain' | 'good' | 'bad', text: string, action: Choice | null} | null} note about the
 *   companion, a verdict that changed, or what a remedy did
 * @property {Official | null} official
 * @property {Choice | null} best
 * @property {Choice | null} then what the button does where the best is to save one's text, which no button can
 * @property {Watching | null} waiting what the watch does
 * @property {Choice | null} callOff ends what the person asked for; it stands apart from the button that began it
 * @property {string[]} betterNot
 * @property {Choice[]} everything what is meant for this trouble, beside the seven steps
 * @property {Step[]} steps
 * @property {Row[]} rows
 * @property {TriedQuestion | null} privately whether the page loads in a private window; null where it was not tried there
 * @property {ReturnType<typeof elsewhereQuestion>} elsewhere the same of another browser, or of this one with a new profile
 * @property {TriedQuestion | null} phoned the same of a phone, over its mobile data
 * @property {string} where of which tab it speaks, to who stands in front of one; '' where that needs no word
 * @property {string} spent what it cost AO3, with how we know
 * @property {string} quiet how many tabs
 * @property {string} card the one sentence on the page
 */

/**
 * @param {Incident | undefined} incident
 * @param {Words} w
 * @param {Watch | null} [watch]
 * @param {number} [now]
 * @param {number | null} [front] the tab in front of the person, null where none can be told; left out where nobody stands in front of any
 * @returns {View}
 */
export function viewOf(incident, w, watch = null, now = Date.now(), front = undefined) {
  const view = incident ? aged(about(incident, w, front), incident, w, now) : idle(w);
  if (!watch) return view;
  const watchingNow = watching(watch, w, now);
  const button = watchingNow.button && choice(watchingNow.button.type, watchingNow.button.label, watchingNow.button.label, '');
  // Good news stands above what was wrong.
  if (watchingNow.state === 'back') {
    return {
      ...view,
      state: 'settled',
      side: 'none',
      icon: 'good',
      sideName: w.t('side_none'),
      sure: '',
      headline: watchingNow.text,
      meaning: watchingNow.detail,
      checked: checkedThen(watch.lastAt, now, w),
      note: null,
      official: null,
      ...whenBack(button, watch, w, front),
      then: null,
      betterNot: [],
      everything: [],
      steps: [],
      privately: null,
      elsewhere: null,
      phoned: null,
      spent: '',
      quiet: '',
      waiting: null,
      card: watchingNow.text,
    };
  }
  if (watchingNow.state === 'watching' || watchingNow.state === 'paused') {
    // Who is told when AO3 is back has nothing left to do; text that is not safe stays the first thing.
    return {
      ...view,
      waiting: watchingNow,
      icon: 'watching',
      best: view.best?.code === 'save-text' ? view.best : null,
      then: null,
      callOff: button,
      card: incident ? w.join(view.card, watchingNow.text) : view.card,
    };
  }
  return { ...instead(view, watchingNow, w), waiting: watchingNow };
}

/**
 * AO3 is back: the person goes on reading. Whoever is there already, as every reader of a card is, has only the
 * news to put away.
 *
 * @param {Choice | null} button ends it
 * @param {Watch} watch
 * @param {Words} w
 * @param {number | null} [front]
 * @returns {Pick<View, 'best' | 'callOff'>}
 */
function whenBack(button, watch, w, front) {
  if (front === undefined || watch.front === null || watch.front === front) return { best: button, callOff: null };
  return { best: choice('go-to-tab', w.t('best_go_to_my_tab'), '', ''), callOff: button };
}

/**
 * What was found, with its time. What is some time ago claims nothing about now, on the card neither.
 *
 * @param {View} view
 * @param {Incident} incident
 * @param {Words} w
 * @param {number} now
 * @returns {View}
 */
function aged(view, incident, w, now) {
  const at = checkedAt(incident);
  if (view.state !== 'settled' || at === null) return view;
  const then = incident.clockSetBack ? w.t('checked_earlier') : w.t('checked_at', w.clock(at));
  if (!isStale(incident, now)) return { ...view, checked: { text: then, stale: false } };
  const text = incident.clockSetBack ? w.t('checked_clock') : w.t('checked_ago', w.ago(now - at));
  return { ...view, checked: { text, stale: true }, card: w.t('card_checked', then, view.card) };
}

/** When a watch found it. @param {number | null} at @param {number} now @param {Words} w @returns {Checked | null} */
function checkedThen(at, now, w) {
  if (at === null) return null;
  return now - at >= FRESH_MS
    ? { text: w.t('checked_ago', w.ago(now - at)), stale: true }
    : { text: w.t('checked_at', w.clock(at)), stale: false };
}

/**
 * A watch that AO3 ended, or Cloudflare's check, is not offered again: it would meet the same.
 *
 * @param {View} view
 * @param {Watching} watchingNow
 * @param {Words} w
 * @returns {View}
 */
function instead(view, { state }, w) {
  const other = state === 'limit' ? remedy('wait', w) : state === 'challenge' ? remedy('finish-browser-check', w) : null;
  if (!other) return view;
  const or = (/** @type {Choice | null} */ choice) => (choice?.code === 'watch' ? other : choice);
  return { ...view, best: or(view.best), then: or(view.then), everything: view.everything.filter((c) => c.code !== 'watch') };
}

/** @param {Incident} incident @param {Words} w @param {number | null} [front] @returns {View} */
function about(incident, w, front) {
  const checkNow = choice('check', w.t('best_check_again'), w.t('best_check_again'), '');
  const what = whatHappened(incident, w);
  const steps = checklist(incident, w);
  const base = {
    side: 'unknown',
    icon: /** @type {Icon} */ ('unknown'),
    sideName: w.t('side_unknown'),
    sure: '',
    rows: howWeKnow(incident, w),
    everything: [],
    steps: [],
    privately: privateQuestion(incident, steps, w),
    elsewhere: elsewhereQuestion(incident, w),
    phoned: phoneQuestion(incident, w),
    spent: '',
    quiet: '',
    callOff: null,
    checked: null,
    note: note(incident, w, front),
    official: null,
    waiting: null,
    betterNot: [],
    then: null,
    where: whichTab(incident, w, front),
  };
  const took = (incident.page ?? incident.sighting)?.sent === 'accepted' ? w.t('sent_accepted') : '';
  if (incident.phase === 'stopped') {
    return {
      ...base,
      state: 'stopped',
      headline: w.t('stopped_headline'),
      meaning: w.join(took, w.t('stopped_meaning', what)),
      best: checkNow,
      steps: untried(w),
      card: w.join(w.t('stopped_card', what), took),
    };
  }
  const diagnosis = incident.diagnosis;
  if (!diagnosis) {
    return {
      ...base,
      state: 'checking',
      icon: 'checking',
      sideName: w.t('side_checking'),
      headline: w.t('verdict_other_headline', what),
      meaning: w.join(took, w.t(incident.waits === null ? 'checking_meaning' : 'waiting_meaning')),
      best: null,
      quiet: howMany(incident, w, front),
      card: w.join(w.t('checking_card', what), took),
    };
  }
  const { code, side } = diagnosis.verdict;
  if (passed(incident)) {
    const headline = headlineOf('recovered', w);
    return {
      ...base,
      state: 'settled',
      side: 'none',
      icon: 'good',
      sideName: w.t('side_none'),
      headline,
      meaning: w.t('verdict_recovered_meaning'),
      note: null,
      privately: null,
      elsewhere: null,
      phoned: null,
      best: checkNow,
      card: headline,
    };
  }
  const { headline, meaning } = verdict(incident, w);
  const knownSide = SIDES.some((s) => s === side) ? side : 'unknown';
  const well = code === 'recovered' && incident.sighting === null;
  const advised = [...new Set(diagnosis.remedies.map((r) => r.code))].filter((c) => isRemedy(c) && possible(c, incident));
  const inOrder = helpedFirst(advised, incident).flatMap((c) => {
    const its = withBrowsers(remedy(c, w, code, mannerOf(diagnosis.remedies, c), incident.can), incident, w);
    const usual = withHostsLine(its, incident.observations, w);
    return forThisPage(saidToHelp(fromHere(usual, incident, w, front), c, incident, w), incident, w);
  });
  // What was tried elsewhere speaks against is not the thing to do first, though it helped another time.
  const offered = withRestart(triedLast(elsewhereLast(unlikelyLast(inOrder, incident), incident), incident), incident, w);
  const again = incident.trouble && WORTH_AGAIN.includes(incident.trouble.kind) && incident.own;
  // After a clearing that helped, the page was loaded already: only signing in is left, so that an empty list is no unknown verdict.
  const loggedOut = incident.aftermath?.state === 'helped' && incident.aftermath.extent !== 'copies';
  const unknownCode = !isVerdict(code) || (offered.length === 0 && !loggedOut);
  // Where the person's own remedy made it work, that takes the place of the verdict's meaning.
  const done = code === 'recovered' && base.note?.tone === 'good' && base.note.action === null ? base.note.text : null;
  const chosen = again || unknownCode || well ? checkNow : best(offered, incident, w);
  return {
    ...base,
    state: incident.phase === 'checking' ? 'checking' : 'settled',
    side: knownSide,
    icon: icon(incident, knownSide),
    sideName: w.t(sideOf({ code, side: knownSide, status: diagnosis.verdict['status'] })),
    sure: knownSide === 'unknown' ? '' : w.t(`sure_${diagnosis.certainty}`),
    headline,
    meaning: w.join(took, done ?? meaning),
    note: done === null ? base.note : null,
    official: officialWords(incident, w),
    best: chosen,
    then: chosen?.code === 'save-text' ? afterSaving(offered) : null,
    betterNot: betterNot(incident, w),
    everything: withPostedPage(listed(offered, code), incident, w),
    steps: well ? [] : steps,
    spent: w.t('spent_how', spent(diagnosis.archiveRequests, w)),
    quiet: howMany(incident, w, front),
    card: w.join(headline, took),
  };
}

/** The page that failed has been seen to answer, and nothing that failed with it is left: no news is needed. @param {Incident} incident */
function passed({ answeredAt, tabs: failing, phase, aftermath, diagnosis }) {
  return (
    Boolean(answeredAt) && failing.length === 0 && phase === 'settled' && aftermath === null && diagnosis?.verdict.code !== 'recovered'
  );
}

/** Until when AO3 asked for rest as it ended a watch, in ms since 1970; 0 where none did. @param {Watch | null} watch */
export function restUntil(watch) {
  if (watch?.why !== 'limit') return 0;
  const ended = watch.lastAt ?? 0;
  return watch.rest && watch.rest > ended ? watch.rest : ended + LIMIT_WINDOW_MS;
}

/** @param {Words} w @returns {View} */
function idle(w) {
  return {
    // Nobody has looked: that no error was seen says nothing of how AO3 is.
    state: 'idle',
    side: 'unknown',
    icon: 'idle',
    sideName: w.t('side_idle'),
    sure: '',
    headline: w.t('idle_headline'),
    meaning: w.t('idle_meaning'),
    checked: null,
    note: null,
    best: choice('check', w.t('best_check_now'), w.t('best_check_now'), ''),
    everything: [],
    steps: untried(w),
    privately: null,
    elsewhere: null,
    phoned: null,
    rows: [],
    spent: '',
    quiet: '',
    callOff: null,
    card: '',
    official: null,
    waiting: null,
    betterNot: [],
    then: null,
    where: '',
  };
}

/** @param {number} requests @param {Words} w */
export function spent(requests, w) {
  return requests === 0 ? w.t('spent_none') : w.n('spent', requests);
}

/**
 * What a remedy did comes first, then a verdict that changed; a missing companion is said as long as
 * nothing else is.
 *
 * @param {Incident} incident @param {Words} w @param {number | null} [front] @returns {View['note']}
 */
function note(incident, w, front) {
  const after = incident.aftermath;
  const say = (/** @type {'plain' | 'good' | 'bad'} */ tone, /** @type {string} */ text) => ({ tone, text, action: null });
  const kept = incident.reloads.find(
    (reload) => reload.tabId === (front === undefined ? incident.page?.tabId : front) && reload.why !== null,
  )?.why;
  const untouched = kept ? w.t(`kept_${kept}`) : '';
  if (after) return afterClearing(after, untouched, w);
  if (kept) return say('plain', untouched);
  const cookies = wishNote(incident, w);
  if (cookies) return cookies;
  const restart = restartNote(incident, w);
  if (restart) return restart;
  if (incident.previousVerdict !== null) return say('plain', w.t('refined', headlineOf(incident.previousVerdict, w)));
  if (!incident.trouble) return null;
  const action = mended(incident) ? addCompanion(incident, w) : null;
  return { tone: 'plain', text: w.t(`trouble_${key(incident.trouble.kind)}`), action };
}
