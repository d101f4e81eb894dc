/**
 * What there is to do, each thing with its button or its words, and which of them is the one to do first. Pure.
 *
 * @import {Incident} from '../incident/incident.js'
 * @import {View} from './view.js'
 * @import {Words} from './words.js'
 */
import { workOfFile } from '../ao3/address.js';
import { lighterThan } from '../ao3/lighter.js';
import { actionOf, hasButton, mannerOf } from '../remedies/catalogue.js';
import { watchable } from '../watch/watchable.js';
import { priceLine } from './price.js';
import { key } from './words.js';

/** Troubles that the first-run page mends. */
const TO_INSTALL = ['missing', 'forbidden', 'unstartable', 'too-old'];

/**
 * @typedef {object} Choice one thing to do
 * @property {string} code a remedy, `check`, `unwatch`, or `add-companion`
 * @property {boolean} runs whether the button does it; else it shows the steps
 * @property {string} label
 * @property {string} title
 * @property {string} text
 * @property {string} price what it takes, in a line; '' where nothing is known of that
 * @property {string} [which] of several things that its code may mean, the one that this does: a browser's id
 * @property {Choice[]} [also] the others, in their order
 * @property {string} [helped] that it helped this person before; left out where nobody knows that
 * @property {true} [inOrder] it is one of several that are done one after the other: it stands among them, though the button does it
 */

/** What is done again only after a rest. */
const TIMED = ['wait', 'check', 'reload-once'];

/** Words for `check-proxy` where a product in this device or network reads encrypted pages. */
export const SCANNING = 'stop-scanning';

/**
 * Words for `other-connection` where the companion reached AO3 over another connection of this very device: that one
 * is meant, and no phone. Which it is nobody tells: the companion says how many ways out there are, and never which.
 */
export const OWN_CONNECTION = 'own-connection';

/** What a remedy is called for a verdict that makes another of it; '' where none does. @param {string} code @param {string} [verdict] */
function calledFor(code, verdict) {
  if (code === 'check-proxy' && verdict === 'intercepted') return SCANNING;
  return code === 'other-connection' && verdict === 'this-connection-only' ? OWN_CONNECTION : '';
}

/**
 * The one thing to do. "Save your text first" is it where text was being sent or written on the page that
 * failed. Elsewhere it is said again by the remedy that could lose text, before it does anything.
 *
 * After a clearing that helped, the page was reloaded already: what is left is to sign in.
 *
 * @param {Choice[]} offered
 * @param {Incident} incident
 * @param {Words} w
 */
export function best(offered, incident, w) {
  // Without its stored copies nobody was logged out.
  if (incident.aftermath?.state === 'helped' && incident.aftermath.extent !== 'copies') return remedy('sign-in-again', w);
  const [first, second] = offered;
  const s = incident.sighting;
  const typing = s !== null && s.page !== 'sign-in' && (s.method !== 'GET' || s.page.startsWith('form-'));
  if (first?.code === 'save-text' && (second?.runs || second?.code === 'restart-browser') && !typing) return second;
  const rathers = rather(first, offered);
  // Without the companion another look would know no more; AO3's volunteers may.
  const blind = rathers?.code === 'wait' && incident.own && mended(incident);
  return (blind && offered.find((c) => c.code === 'open-status-page')) || rathers;
}

/** Who can be told need not wait at the screen. @param {Choice | undefined} first @param {Choice[]} offered */
function rather(first, offered) {
  return (first?.code === 'wait' && offered.find((c) => c.code === 'watch')) || first || null;
}

/**
 * What the one button is about: what only the person can do is told in words; the button then does what comes after,
 * or looks whether it helped.
 *
 * @param {Pick<View, 'best' | 'then' | 'callOff'>} view
 * @param {Words} w
 * @returns {Choice | null} null where there is nothing left to do
 */
export function buttonOf({ best: first, then, callOff }, w) {
  if (first?.runs !== false) return first;
  return then ?? (callOff ? null : choice('check', w.t('best_check_again'), '', ''));
}

/**
 * What a button can do while the time of its own remedy has not come: a button that only counts is none. First
 * comes what else is advised for this trouble, the usual steps too. Where the best is told, and done by the person,
 * its page is of use elsewhere meanwhile. AO3's status page, which knows of AO3 alone, is what is left.
 *
 * @param {Pick<View, 'best' | 'everything' | 'steps'>} view
 * @param {Incident | undefined} incident as the tab in front has it
 * @param {Words} w
 * @returns {Choice}
 */
export function meanwhile({ best: first, everything, steps }, incident, w) {
  const advised = steps.filter(({ code, tick }) => tick !== 'ruled-out' && incident?.diagnosis?.remedies.some((r) => r.code === code));
  const live = [...everything, ...advised.map(({ how }) => how)].find(
    ({ code, runs }) =>
      runs && !TIMED.includes(code) && code !== 'open-status-page' && actionOf(code)?.does === 'runs' && !actionOf(code)?.inSight,
  );
  if (live) return live;
  const elsewhere = first?.runs === false && incident?.page?.method === 'GET';
  return elsewhere ? choice('copy-address', w.t('copy_address'), '', w.t('copy_address_text')) : remedy('open-status-page', w);
}

/**
 * What is advised, in the order of the diagnosis, but for what helped this person often before: that comes first.
 * It never comes before text that could be lost, a wait that AO3 needs, or what the evidence means in a way of its
 * own; and what takes something away never comes sooner than the evidence has it.
 *
 * @param {readonly string[]} codes
 * @param {Pick<Incident, 'helped' | 'diagnosis' | 'can'>} incident
 * @returns {string[]}
 */
export function helpedFirst(codes, { helped, diagnosis, can }) {
  const stays = (/** @type {string} */ code) =>
    code === 'wait' || actionOf(code)?.ofText || mannerOf(diagnosis?.remedies ?? [], code) !== '';
  const fixed = 1 + codes.findLastIndex(stays);
  const moves = (/** @type {string} */ code) => helped.includes(code) && actionOf(code)?.does === 'runs' && hasButton(code, can);
  const rest = codes.slice(fixed);
  return [...codes.slice(0, fixed), ...rest.filter(moves), ...rest.filter((code) => !moves(code))];
}

/**
 * A choice that says that it helped before, where it did.
 *
 * @param {Choice} usual
 * @param {string} code the remedy's
 * @param {Incident} incident
 * @param {Words} w
 * @returns {Choice}
 */
export function saidToHelp(usual, code, { helped }, w) {
  return helped.includes(code) && usual.runs ? { ...usual, helped: w.t('helped_before') } : usual;
}

/**
 * What is listed for this trouble, beside the usual steps. A stale session is mended in an order: what is typed is
 * saved, AO3's data is cleared, the person logs in again. There the clearing, which is a usual step too, has its place.
 *
 * @param {readonly Choice[]} offered
 * @param {string} verdict
 * @returns {Choice[]}
 */
export function listed(offered, verdict) {
  const inOrder = (/** @type {string} */ code) => verdict === 'stale-session' && code === 'clear-site-data';
  return offered.flatMap((c) => (inOrder(c.code) ? { ...c, inOrder: true } : actionOf(c.code)?.step === undefined ? c : []));
}

/** What comes next once the text is safe, where a button can do it. @param {Choice[]} offered */
export function afterSaving(offered) {
  const next = rather(
    offered.find((c) => !actionOf(c.code)?.ofText),
    offered,
  );
  return next?.runs ? next : null;
}

/** @param {string} code @param {string} label @param {string} title @param {string} text @returns {Choice} */
export function choice(code, label, title, text) {
  return { code, runs: true, label, title, text, price: '' };
}

/**
 * What a remedy is called and how it is done. Where a product reads encrypted pages, the proxy to look
 * at is that product; where another connection of this device works, it is that one.
 *
 * @param {string} code
 * @param {Words} w
 * @param {string} [verdict] for which it is offered
 * @param {string} [how] it is meant here (catalogue.js); '' where just as its code says
 * @param {readonly string[]} [can] what the companion carries out here
 * @returns {Choice}
 */
export function remedy(code, w, verdict, how = '', can = []) {
  const runs = hasButton(code, can);
  const called = calledFor(code, verdict);
  const name = key(called || (how ? `${code}-${how}` : code));
  // Where the cause is unknown, the words must not promise that it mends by itself.
  // What the companion does is told by what it takes; without it, by how the person does it.
  const words = runs && actionOf(code)?.byCompanion ? `remedy_${name}_does` : `remedy_${name}_text`;
  const text = code === 'wait' && verdict === 'inconclusive' ? 'remedy_wait_unsure_text' : words;
  return {
    code,
    runs,
    label: runs ? w.t(`remedy_${name}_button`) : w.t('best_show_steps'),
    title: w.t(`remedy_${name}_title`),
    text: w.t(text),
    price: priceLine(code, called || how, runs, w),
  };
}

/** Remedies that need the failed page are not offered without one. @param {string} code @param {Incident} incident */
export function possible(code, incident) {
  const { page, diagnosis } = incident;
  const how = mannerOf(diagnosis?.remedies ?? [], code);
  if (how === 'under-the-main-name') return page !== null;
  if (how === 'the-work-itself') return page !== null && workOfFile(page.url) !== '';
  if (actionOf(code)?.needs === 'lighter') return lighterThan(page).length > 0;
  // A POST is never sent again, and a reload would do that.
  // One that did not help is not offered again.
  if (code === 'reload-once')
    return (
      page !== null &&
      (page.method === 'GET' || page.method === null) &&
      !incident.reloads.some((r) => r.tabId === page.tabId && r.done && r.why === null)
    );
  // It is in one already; and what answered a form, or may have, is opened nowhere.
  if (code === 'private-window') return !incident.isPrivate && page?.method === 'GET';
  if (code === 'watch') return watchable(diagnosis?.verdict.code ?? '');
  return true;
}

/** Whether the first-run page mends what is wrong with the companion. @param {Incident} incident */
export const mended = ({ trouble }) => trouble !== null && TO_INSTALL.includes(trouble.kind);

/** @param {Incident} incident @param {Words} w */
export function addCompanion({ trouble }, w) {
  const label = w.t(trouble?.kind === 'too-old' ? 'best_update_companion' : 'best_add_companion');
  return choice('add-companion', label, label, '');
}
