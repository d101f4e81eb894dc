/**
 * Every state of every page, as data.
 *
 * @import {Incident, State, Watch} from './gallery.js'
 */
import { diagnoseAlone } from '../../diagnosis/alone.js';
import { NOW, situation } from './evidence.js';
import { absent } from './parts.js';
import { HUGE, hostile } from './strange.js';
import { TROUBLES } from '../../incident/incident.js';
import { VERDICTS } from '../../words/verdict-table.js';
import { bisects } from './states-bisect.js';
import { drafts, found, safe, unposted } from './states-drafts.js';
import { cards, tabs } from './states-beside.js';
import { heavyPages } from './states-heavy.js';
import { remedies } from './states-remedies.js';
import { MINUTE, SECOND, SITUATION, judged } from './state-parts.js';

/** Others of the same verdicts that say more, or less. */
const MORE = Object.freeze({
  'incident-open': ['incident-open-502', 'AO3 is down, and its status page says so'],
  'nameless-gateway': ['nameless-gateway-502', 'AO3 is down, likely'],
  'overloaded-500': ['one-page-says-500', 'AO3 is overloaded, likely'],
  'retry-much-later': ['retry-later-absurd', 'Too many requests, and an absurd Retry-After'],
  'maintenance-as-200': ['maintenance-as-200', 'Maintenance that came as an ordinary page'],
  'old-copy': ['bad-gateway-only-in-browser-cache', "An old copy of an error out of the browser's cache"],
  'empty-body': ['empty-body-502', 'A 502 without a page: no card can stand there'],
  'browser-cut-off': ['only-the-browsers-hello', "Only the browser's connections break"],
  'refused-by-law': ['legal-reasons', 'A law keeps the page away'],
  'some-addresses': ['one-address-reset', "Only some of AO3's addresses are reached"],
  'limit-again': ['limit-for-the-third-time', 'A limit for the third time within an hour'],
  'limit-unexpected': ['limit-on-the-days-first-page', 'A limit on the first page in a quarter of an hour'],
  'check-again': ['check-for-the-second-time', 'A browser check that comes again'],
  'clock-ahead': ['clock-two-months-ahead', 'The clock is two months ahead'],
});

/** Shown first, and kept. @type {ReadonlySet<string>} */
const PRINCIPAL = new Set([
  'idle',
  'checking',
  'archive-down',
  'archive-maintenance',
  'page-too-slow',
  'too-many-requests',
  'stale-session',
  'browser-interference',
  'names-failing',
  'captive-portal',
  'intercepted',
  'offline',
  'recovered',
  'inconclusive',
  'refined',
  'watching',
  'watch-back',
  'repaired',
  'not-repaired',
  'companion-missing',
  'companion-too-old',
  'companion-crashed',
  'clear',
  'steps',
  'how',
  'card-checking',
  'card-archive-down',
  'card-names-failing',
  'card-recovered',
]);

/** Also in forced colours, right to left, at 200 % and in a narrow window. @type {ReadonlySet<string>} */
const VARIED = new Set([
  'archive-down',
  'checking',
  'stale-session',
  'watching',
  'clear',
  'steps',
  'card-archive-down',
  'options',
  'welcome-waiting',
  'bisect-plan',
  'bisect-round',
  'drafts',
  'writing',
  'neighbour',
]);

/** @param {Partial<Watch>} [over] @returns {Watch} */
function watch(over) {
  return {
    startedAt: NOW - 12 * MINUTE,
    host: 'archiveofourown.org',
    code: 'archive-down',
    state: 'watching',
    why: null,
    looks: 4,
    asked: 4,
    good: 0,
    nextAt: NOW + 4 * MINUTE + 10 * SECOND,
    until: NOW + 108 * MINUTE,
    paused: false,
    asMember: false,
    isPrivate: false,
    reloads: [],
    lastAt: NOW - 3 * MINUTE,
    front: 1,
    unkept: false,
    ...over,
  };
}

/** @returns {State[]} */
export function states() {
  const all = [...popups(), ...cards(), ...tabs(), ...bisects(), ...drafts()];
  const names = new Set(all.map((s) => s.name));
  for (const name of [...PRINCIPAL, ...VARIED]) if (!names.has(name)) throw new Error(`There is no state "${name}".`);
  if (names.size !== all.length) throw new Error('Two states have one name.');
  return all.map((s) => ({ ...s, principal: PRINCIPAL.has(s.name), variants: VARIED.has(s.name) }));
}

/** Those that can be shown, and a sentence about each that cannot. @param {State[]} all */
export function present(all) {
  const left = all.map((state) => ({ state, why: absent(state) }));
  return {
    here: left.filter(({ why }) => why === null).map(({ state }) => state),
    missing: left.filter(({ why }) => why !== null).map(({ state, why }) => `${state.name}: ${why}`),
  };
}

/** @returns {State[]} */
function popups() {
  const down = () => situation(SITUATION['archive-down']);
  const stale = () => situation(SITUATION['stale-session']);
  /** @param {Partial<Incident>} [over] @returns {Incident} */
  const checking = (over) => ({ ...down(), phase: 'checking', observations: [], diagnosis: null, settledAt: null, ...over });
  /** @param {Partial<Incident>} over @returns {Incident} */
  const alone = (over) => ({
    ...down(),
    companion: null,
    observations: [],
    own: true,
    diagnosis: diagnoseAlone(down().sighting, [], 120),
    ...over,
  });
  /**
   * @param {NonNullable<Incident['aftermath']>['state']} state
   * @param {number} [cookiesLeft]
   * @returns {NonNullable<Incident['aftermath']>}
   */
  const after = (state, cookiesLeft = 0) => ({ remedy: 'clear-site-data', extent: 'all', state, cookiesLeft, notCleared: [] });
  const fine = situation(SITUATION.recovered);
  const many = down();
  const { page } = many;

  /** @type {[name: string, title: string, incident: Incident | null, rest?: Partial<State>][]} */
  const list = [
    ['idle', 'No error was seen', null],
    ['checking', 'Finding out: half of it is there', checking({ observations: down().observations.slice(0, 9) })],
    ['checking-first', 'Finding out: nothing is there yet', checking()],
    ['checking-last', 'Finding out: all is there but the verdict', checking({ observations: down().observations })],
    ['checking-by-hand', 'Finding out: nothing failed, a person asked', checking({ sighting: null, page: null, tabs: [] })],
    ['checking-early', 'A verdict that may still be refined', { ...down(), phase: 'checking', settledAt: null }],
    ...VERDICTS.map((code) => /** @type {typeof list[number]} */ ([code, `Verdict: ${code}`, situation(SITUATION[code])])),
    ...Object.entries(MORE).map(([name, [from, title]]) => /** @type {typeof list[number]} */ ([name, title, situation(String(from))])),
    ...heavyPages(),
    ['well', 'Asked by hand, and AO3 is fine', { ...fine, sighting: null, page: null, tabs: [] }],
    ['likely', 'A verdict that is likely', judged(situation(SITUATION['blocked-here']), { certainty: 'likely' })],
    ['unsure', 'A verdict that is unsure', judged(situation(SITUATION['names-wrong']), { certainty: 'unsure' })],
    ['refined', 'A verdict that was another before', { ...down(), previousVerdict: 'archive-overloaded' }],
    ['stopped', 'Interrupted', { ...checking({ observations: down().observations.slice(0, 6) }), phase: 'stopped' }],
    [
      'many-tabs',
      'Thirty tabs failed together',
      { ...many, tabs: Array.from({ length: 30 }, (_, i) => i + 1), sighting: many.sighting && { ...many.sighting, repeats: 30 } },
    ],
    [
      'reloading-much',
      'Somebody reloads again and again',
      { ...down(), failures: Array.from({ length: 8 }, (_, i) => ({ tabId: 1, at: NOW - (9 - i) * 4 * SECOND })) },
    ],
    ['signing-in-much', 'Somebody signs in again and again', { ...down(), signIns: [3, 2, 1].map((n) => NOW - n * MINUTE) }],
    ['posted', 'The answer to a form failed', posted(down())],
    ['posted-safe', 'The same, and its text is kept', posted(down()), { answers: { texts: [safe] } }],
    ['posted-found', 'The same, and AO3 has it', posted(down()), { answers: { texts: [found] } }],
    ['posted-draft', 'The same, and AO3 has it as a draft', posted(down()), { answers: { texts: [unposted] } }],
    ['another-tab', 'In front of a tab that did not fail', { ...down(), tabs: [7, 8] }, { front: 9 }],
    ['form-accepted', 'AO3 took a form, and the page that it led to failed', { ...down(), page: page && { ...page, sent: 'accepted' } }],
    ['reload-kept', 'Why the tab was not reloaded', { ...down(), reloads: [{ tabId: 7, at: NOW, done: true, why: 'posted' }] }],
    ['passed', 'The page that failed was seen to answer', { ...down(), answeredAt: NOW, tabs: [] }],
    ['old', 'A verdict of seven minutes ago', { ...down(), settledAt: NOW - 7 * MINUTE }],
    ['old-clock', 'A verdict from before the clock was set back', { ...down(), clockSetBack: true }],
    [
      'unknown-code',
      'A verdict of a newer companion',
      judged(down(), { verdict: { code: 'solar-flare', side: 'sun' }, remedies: [{ code: 'sunglasses' }] }),
    ],
    ['hostile', 'A hostile status page, and words without end', hostile(situation(MORE['incident-open'][0] ?? ''))],
    ['huge', 'A diagnosis of a mebibyte', { ...down(), ...HUGE }],

    ['watching', 'Watching for AO3 to come back', down(), { watch: watch() }],
    ['watch-paused', 'Watching pauses: this machine is offline', down(), { watch: watch({ paused: true, nextAt: null }) }],
    [
      'watch-as-member',
      "Watching a member's page",
      situation(SITUATION['signed-in-pages-down']),
      { watch: watch({ asMember: true, code: 'signed-in-pages-down' }) },
    ],
    [
      'watch-back-elsewhere',
      'AO3 is back; the popup stands in front of another tab',
      down(),
      { watch: watch({ state: 'back', good: 2, nextAt: null }), front: 9 },
    ],
    [
      'watch-back',
      'AO3 is back; the tabs are reloaded',
      down(),
      {
        watch: watch({
          state: 'back',
          good: 2,
          nextAt: null,
          reloads: [
            { tabId: 1, at: NOW + 20 * SECOND, isPrivate: false },
            { tabId: 2, at: NOW + 50 * SECOND, isPrivate: false },
          ],
        }),
      },
    ],
    [
      'watch-over-time',
      'Watched for two hours in vain',
      down(),
      { watch: watch({ state: 'over', why: 'time', nextAt: null, until: NOW - MINUTE }) },
    ],
    [
      'watch-over-challenge',
      "Watching ended at Cloudflare's check",
      down(),
      { watch: watch({ state: 'over', why: 'challenge', nextAt: null }) },
    ],
    ['watch-over-limit', 'Watching ended at a 429', down(), { watch: watch({ state: 'over', why: 'limit', nextAt: null }) }],

    [
      'repairing',
      'Cleared; looking whether it helped',
      { ...checking({ observations: stale().observations.slice(0, 4) }), sighting: stale().sighting, aftermath: after('running') },
    ],
    ['repaired', 'Cleared, and it helped', { ...fine, aftermath: after('helped') }],
    ['not-repaired', 'Cleared, and it did not help', { ...down(), aftermath: after('not-helped') }],
    ['repair-unknown', 'Cleared; nobody can tell whether it helped', { ...situation(SITUATION.inconclusive), aftermath: after('unknown') }],
    [
      'repair-less',
      'Only the login was cleared, and it did not help',
      { ...stale(), aftermath: { ...after('not-helped'), extent: 'session' }, clearedInVain: ['session'] },
    ],
    [
      'restart',
      'All of it was cleared, and it did not help: restart the browser',
      { ...stale(), aftermath: after('not-helped'), clearedInVain: ['session', 'all'] },
    ],
    ['repair-left', 'Cleared, and cookies are left', { ...stale(), aftermath: after('not-helped', 2) }],

    ...TROUBLES.map(
      (kind) =>
        /** @type {typeof list[number]} */ ([`companion-${kind}`, `The companion: ${kind}`, alone({ trouble: { kind, detail: '' } })]),
    ),
    ['companion-crashed-late', 'The companion crashed after its verdict', { ...down(), trouble: { kind: 'crashed', detail: '' } }],
    [
      'alone-by-hand',
      'Without the companion, asked by hand',
      alone({ trouble: { kind: 'missing', detail: '' }, sighting: null, page: null, tabs: [], diagnosis: diagnoseAlone(null, [], 120) }),
    ],

    ['helped', 'What helped twice before comes first', { ...stale(), helped: ['sign-in-again'] }],
    ['how', 'How we know, open', stale(), { open: 'how' }],
    ['steps', 'Everything you can try, open', stale(), { open: 'steps' }],
    ['steps-names', 'Everything you can try, where the word DNS is explained', situation(SITUATION['names-failing']), { open: 'steps' }],
    ['resolver-table', 'Another resolver, with proof first', situation('resolver-servfail'), { open: 'resolvers' }],
    ['resolver-table-ipv6', 'Where there is no IPv4', situation('ipv6-only-servfail'), { open: 'resolvers' }],
    ['resolver-table-in-browser', 'Only secure DNS would help', situation('secure-dns-leads-elsewhere'), { open: 'resolvers' }],
    ...remedies(),
    ['report', 'The report, before it is copied', stale(), { open: 'report' }],
    ['in-a-tab', 'The popup in a tab', down(), { query: '?tab=1', size: { width: 900, height: 700 } }],
    ['on-a-phone', 'The popup on a phone, where it fills the screen', down(), { query: '?tab=1', size: { width: 412, height: 840 } }],
  ];
  return list.map(([name, title, incident, rest]) => ({ name, page: 'popup', title, incident, ...rest }));
}

const FORM = { url: 'https://archiveofourown.org/works/502/comments', method: 'POST' };

/** A comment was sent, and a 502 came back. @param {Incident} incident @returns {Incident} */
function posted(incident) {
  if (!incident.sighting || !incident.page) throw new Error('Nothing failed.');
  return {
    ...incident,
    sighting: { ...incident.sighting, page: 'comment', method: 'POST' },
    page: { ...incident.page, ...FORM },
    pages: incident.pages.map((each) => ({ ...each, ...FORM })),
    posted: [1],
    diagnosis: incident.diagnosis && {
      ...incident.diagnosis,
      remedies: [{ code: 'save-text' }, { code: 'check-posted' }, ...incident.diagnosis.remedies],
    },
  };
}

/**
 * Those that a person named: the one of this name, else all whose name contains it.
 *
 * @param {State[]} all
 * @param {string | undefined} name
 */
export function chosen(all, name) {
  if (name === undefined) return all;
  const exact = all.filter((s) => s.name === name);
  const found = exact.length > 0 ? exact : all.filter((s) => s.name.includes(name));
  if (found.length === 0) throw new Error(`No state is called "${name}". There are: ${all.map((s) => s.name).join(', ')}`);
  return found;
}
