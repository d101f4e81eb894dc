/**
 * What the browser refuses the extension, kept as long as it is news: which calls led to nothing, and
 * what a person is told of it. Pure.
 *
 * @import {Refusal} from './door.js'
 */

/**
 * Refusals that are answers, by the call: a tab that closed meanwhile, a page that has no card, a page
 * of the browser's own. The texts are the engines' (Chromium: extensions/common/error_utils and
 * extensions/browser/api; Firefox: toolkit/components/extensions). Where site access is what is
 * missing, the permission itself is asked (access.js).
 *
 * @type {readonly [RegExp, RegExp][]} calls, texts
 */
const ORDINARY = [
  [/^(tabs|action|scripting)\./, /\b(no tab with id|invalid tab id|tab was closed|tab was discarded|removed tab)\b/i],
  [
    /^tabs\.sendMessage$/,
    /receiving end does not exist|message port closed|message channel (is )?closed|back\/forward cache|conduit|actor/i,
  ],
  [
    /^scripting\./,
    /error page|cannot access|cannot be scripted|missing host permission|frame with id|no frame|actor|destroyed|navigat|unloaded/i,
  ],
  // Who finds it closed sees the badge, or gets a tab.
  [/^action\.openPopup$/, /./],
  // Its caller opens what can be opened, or shows how it is done.
  [/^windows\.create$/, /./],
  // Firefox opens its own pages for the person alone, who is told their address.
  [/^tabs\.create$/, /illegal url/i],
  // A name that is not found is what was asked for.
  [/^dns\.resolve$/, /./],
];

/** Older ones are no news, in ms. */
const NEWS_MS = 5 * 60_000;

/** What a person is told of, by the name of the API. @type {Readonly<Record<string, Area>>} */
const AREAS = Object.freeze({
  cookies: 'cookies',
  tabs: 'tabs',
  windows: 'tabs',
  scripting: 'pages',
  storage: 'storage',
  alarms: 'alarms',
  action: 'badge',
  notifications: 'notices',
  browsingData: 'clearing',
  permissions: 'browser',
  runtime: 'browser',
});

/** @typedef {'cookies' | 'tabs' | 'pages' | 'storage' | 'alarms' | 'badge' | 'notices' | 'clearing' | 'browser'} Area */

/** Every area that there are words for, in the order in which they are told. @type {readonly Area[]} */
export const ALL_AREAS = Object.freeze(['cookies', 'tabs', 'pages', 'storage', 'clearing', 'alarms', 'badge', 'notices', 'browser']);

/** Calls whose failure is said in another place: by who made them (popup.js, companion-steps.js). */
const SAID_ELSEWHERE = ['runtime.sendMessage', 'permissions.request', 'dns.resolve'];

/** @param {string} call @returns {Area | undefined} */
export const areaOf = (call) => (SAID_ELSEWHERE.includes(call) ? undefined : AREAS[call.split('.')[0] ?? '']);

/** A page that is busy, or put away, answers when it comes to it: that is the page, not the browser. */
const OF_THE_PAGE = 'tabs.sendMessage';

/** @param {Refusal} refusal */
export const isOrdinary = ({ call, why, message }) =>
  (why === 'late' && call === OF_THE_PAGE) ||
  (why === 'refused' && ORDINARY.some(([calls, texts]) => calls.test(call) && texts.test(message)));

/** Those of this worker or page. */
export class Refusals {
  /** @type {Map<string, number>} when each call was last refused */
  #since = new Map();
  /** @type {(areas: Area[]) => void} */
  #changed = () => undefined;

  /** @param {(areas: Area[]) => void} changed called after each refusal, and when one is over */
  listen(changed) {
    this.#changed = changed;
  }

  /** @param {Refusal} refusal */
  refused(refusal) {
    if (isOrdinary(refusal) || areaOf(refusal.call) === undefined) return;
    console.info(`why502: ${refusal.call} (${refusal.why})`, refusal.cause ?? '');
    this.#since.set(refusal.call, Date.now());
    this.#changed(this.areas());
  }

  /** @param {string} call */
  answered(call) {
    if (this.#since.delete(call)) this.#changed(this.areas());
  }

  /** What is refused now, each once, in the order in which it is told. @returns {Area[]} */
  areas() {
    const now = Date.now();
    const refused = [...this.#since].filter(([, at]) => now - at < NEWS_MS).map(([call]) => areaOf(call));
    return ALL_AREAS.filter((area) => refused.includes(area));
  }
}
