/**
 * A story told with one call made to fail, and what must hold at its end, whatever failed.
 *
 * @import {Fault} from './api.js'
 * @import {Story} from './stories.js'
 * @import {Flavour} from './world.js'
 * @import {Popup} from './actors.js'
 */
import { thrown } from './events.js';
import { STORIES } from './stories.js';
import { World } from './world.js';

/** Requests of one diagnosis to AO3 (design: 4, or 6 where the session is suspected). */
const MOST_REQUESTS = 6;

/** Every view of the popup, and what it says first. @type {Readonly<Record<string, string>>} */
const VIEWS = { 'main-view': 'headline', 'clear-view': 'clear-headline', 'held-view': 'held-headline', 'report-view': 'report-headline' };

/** What a failed promise left behind, while a story is told. @type {unknown[]} */
let unheard = [];
process.on('unhandledRejection', (reason) => unheard.push(reason));

/**
 * @param {URL} root the extension's folder
 * @param {Story} story
 * @param {Flavour} flavour
 * @param {Fault | null} fault
 * @returns {Promise<{wrong: string[], world: World, popup: Popup | null}>} wrong: what does not hold
 */
export async function told(root, story, flavour, fault) {
  unheard = [];
  thrown.length = 0;
  const world = new World(root, flavour);
  world.fault = fault;
  /** @type {string[]} */
  const wrong = [];
  /** @type {Popup | null} */
  let popup = null;
  try {
    popup = await story.tell(world);
  } catch (error) {
    wrong.push(`the extension broke: ${error instanceof Error ? error.stack : error}`);
  }
  await world.clock.settle();
  if (popup) wrong.push(...ofPopup(popup));
  wrong.push(...thrown.map((error) => `a listener broke: ${/** @type {any} */ (error)?.stack ?? error}`));
  wrong.push(...unheard.map((reason) => `a failure that nobody heard: ${/** @type {any} */ (reason)?.stack ?? reason}`));
  wrong.push(...ofWorld(world, story));
  return { wrong, world, popup };
}

/** It ends in a sentence. @param {Popup} popup @returns {string[]} */
function ofPopup(popup) {
  const { text, state } = popup;
  const shown = Object.keys(VIEWS).filter((id) => !popup.$(id).hidden);
  const headline = popup.$(VIEWS[shown[0] ?? ''] ?? 'headline').innerText;
  const wrong = [];
  if (shown.length !== 1) wrong.push(`the popup shows ${shown.join(' and ') || 'nothing'}`);
  if (state === 'checking' || state === '') wrong.push(`the popup never ends: ${state || 'blank'}: ${text}`);
  if (!/\w\w+ \w+/.test(headline)) wrong.push(`the popup has no headline: ${text}`);
  const [rubbish] = /\b(undefined|null|NaN|Invalid Date)\b|\[object|\b[a-z]+_[a-z_]+\b/.exec(text) ?? [];
  if (rubbish) wrong.push(`the popup says ${rubbish}: ${text}`);
  return wrong;
}

/** Nobody is harmed, nothing is left. @param {World} world @param {Story} story @returns {string[]} */
function ofWorld(world, story) {
  const wrong = [];
  const looks = world.asked.filter((url) => url.endsWith('/token_dispenser.json')).length;
  const trials = world.asked.length - looks;
  if (trials > MOST_REQUESTS * story.diagnoses) wrong.push(`AO3 was asked ${trials} times`);
  if (looks > story.looks) wrong.push(`the watch looked ${looks} times`);
  if (!story.clears && world.cleared.length > 0) wrong.push(`cleared, and nobody asked: ${world.cleared.join(', ')}`);
  const strangers = world.clearedHosts.filter(
    (host) => !/(^|\.)(archiveofourown\.(org|com|net|gay)|ao3\.org)$|^archive\.transformativeworks\.org$/.test(host),
  );
  if (strangers.length > 0) wrong.push(`cleared what is not AO3's: ${strangers.join(', ')}`);
  const elsewhere = [...world.cookieSettings.keys()].filter((pattern) => !pattern.endsWith('archiveofourown.org/*'));
  if (elsewhere.length > 0) wrong.push(`cookies were set for ${elsewhere.join(', ')}`);
  // What is set has its way back for as long as the permission is there; a browser that only says that it cleared leaves us none.
  const pretended = world.fault?.call === 'contentSettings.cookies.clear';
  if (!pretended && world.cookieSettings.size > 0 && !world.permissions.has('contentSettings'))
    wrong.push('cookies stay set, and nothing takes them back');
  if (world.reloads.length > 2) wrong.push(`reloaded ${world.reloads.length} times`);
  const open = world.companion.started.filter((port) => !port.closed).length;
  if (open > 0) wrong.push(`${open} companions are left running`);
  return wrong;
}

/** What a call is answered with that no such answer can be. */
export const NONSENSE = [undefined, null, 'nonsense', {}, [], [{}], 'under its key'];

/** A browser that names no address of its own pages, and knows no manifest, runs no extension. */
const SANE = ['runtime.getURL', 'runtime.getManifest'];

/** @param {string} call @param {string} realm @param {boolean} atOnce @param {boolean} known whether nonsense was tried in another story */
function faultsOf(call, realm, atOnce, known) {
  /** @type {Fault[]} */
  const faults = [{ realm, call, how: 'refuse' }];
  if (!atOnce) faults.push({ realm, call, how: 'hang' });
  if (known || ['runtime.connect', 'runtime.connectNative'].includes(call)) return faults;
  const values = NONSENSE.filter((value) => value !== 'under its key' || call.endsWith('.get'));
  return [...faults, ...values.map((value) => ({ realm, call, how: /** @type {const} */ ('nonsense'), value }))];
}

/** In words. @param {Fault} fault */
export const named = ({ realm, call, how, value }) =>
  `${realm} ${call} ${how === 'nonsense' ? `answers ${typeof value === 'string' ? value : JSON.stringify(value)}` : how === 'hang' ? 'never answers' : 'is refused'}`;

/**
 * Every call that the stories make, each made to fail in every way: enumerated from the stories
 * themselves, so that a new call is covered from its first day. What it answers instead is tried in one
 * story; that it is refused or never answers, in each.
 *
 * @param {URL} root
 * @param {Flavour} flavour
 * @returns {Promise<{story: Story, call: string, faults: Fault[]}[]>}
 */
export async function plan(root, flavour) {
  /** @type {Set<string>} */
  const known = new Set();
  const all = [];
  for (const story of STORIES) {
    const { world, wrong } = await told(root, story, flavour, null);
    if (wrong.length > 0) throw new Error(`${flavour}: ${story.name}: in good health already: ${wrong.join('\n')}`);
    for (const [each, atOnce] of world.calls) {
      const [realm = '', call = ''] = each.split(' ');
      if (SANE.includes(call)) continue;
      all.push({ story, call: each, faults: faultsOf(call, realm, atOnce, known.has(each)) });
      known.add(each);
    }
  }
  return all;
}
