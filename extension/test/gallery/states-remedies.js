/**
 * What a remedy asks before it does anything, and what is said after it.
 *
 * @import {Incident, State} from './gallery.js'
 */
import { COUNTS } from '../../remedies/reconnection.js';
import { NOW, situation } from './evidence.js';
import { SITUATION } from './state-parts.js';

/** What user scripts call their things. */
const NAMES = ['ao3-reading-list', 'draft-comment-502', 'kudosHistory.kudosed', 'skin-settings'];

/** What a companion can that has found other browsers. */
const CAN_ELSEWHERE = ['flush-dns', 'other-browser', 'clean-profile'];

/** @returns {[name: string, title: string, incident: Incident | null, rest?: Partial<State>][]} */
export function remedies() {
  const stale = () => situation(SITUATION['stale-session']);
  const first = { extent: 'session', why: 'evidence' };
  const count = { store: 'ordinary', cookies: 6, session: 3, signedIn: true, cache: true, everywhere: false, text: [], first };
  const text = [
    { text: 'typed', where: 'work', length: 4711, tabId: 7, host: 'archiveofourown.org' },
    { text: 'silent', where: 'other', length: 0, tabId: 8, host: 'ao3.org' },
  ];
  const fine = situation(SITUATION.recovered);
  return [
    ['clear', "Before AO3's data is cleared: the login first", stale(), { open: 'clear' }],
    [
      'clear-next',
      'All of it, after the login alone did not help',
      stale(),
      { open: 'clear', answers: { count: { ...count, first: { extent: 'all', why: 'next' } } } },
    ],
    [
      'clear-copies',
      'Only stored copies: nobody is logged out',
      stale(),
      { open: 'clear', answers: { count: { ...count, first: { extent: 'copies', why: 'evidence' } } } },
    ],
    [
      'clear-names',
      'What would go with page storage',
      stale(),
      {
        open: 'names',
        answers: { count: { ...count, first: { extent: 'all', why: 'next' } }, 'stored-names': { told: true, names: NAMES, more: 15 } },
      },
    ],
    [
      'clear-nothing',
      'Nothing is there to be cleared',
      null,
      { open: 'clear', answers: { count: { ...count, cookies: 0, session: 0, signedIn: false, first: { extent: 'all', why: null } } } },
    ],
    [
      'clear-container',
      'Before a container of Firefox is cleared',
      stale(),
      { open: 'clear', answers: { count: { ...count, store: 'container', cache: false } } },
    ],
    [
      'clear-private',
      'Before private windows are cleared',
      stale(),
      { open: 'clear', answers: { count: { ...count, store: 'private', cache: false } } },
    ],
    [
      'clear-text',
      'Before clearing, with text that is not sent',
      stale(),
      { open: 'clear', answers: { count: { ...count, everywhere: true, text } } },
    ],
    ['clear-refused', 'The browser does not tell what there is to clear', stale(), { open: 'clear', answers: { count: { failed: true } } }],
    ['undo', 'After clearing: the way back', null, { answers: { 'undo-offer': { cookies: 6, until: NOW + 8 * 60_000 } } }],
    [
      'undo-asks',
      'Cookies have changed since the clearing',
      null,
      { open: 'undo', answers: { 'undo-offer': { cookies: 6, until: NOW + 8 * 60_000 }, undo: { asks: 2 } } },
    ],
    ['reload-text', 'A reload would lose text', fine, { open: 'best', answers: { run: { came: 'asks', text: text.slice(0, 1) } } }],
    [
      'told-beside',
      'The browser opens no private window: told beside the button, with the address to copy',
      stale(),
      {
        open: 'private',
        answers: {
          run: {
            came: 'told',
            word: 'private_refused',
            copy: { what: 'address', text: 'https://archiveofourown.org/works/502' },
            quoted: null,
          },
        },
      },
    ],
    [
      'opened-elsewhere',
      'Another browser was opened: told beside the button, with the address to paste there',
      { ...situation('secure-dns-down'), can: CAN_ELSEWHERE },
      {
        open: 'elsewhere',
        answers: {
          run: {
            came: 'told',
            word: 'elsewhere_opened',
            name: 'Firefox',
            copy: { what: 'address', text: 'https://archiveofourown.org/works/502' },
            quoted: null,
          },
        },
      },
    ],
    [
      'browsers',
      'Several other browsers: one is chosen',
      {
        ...situation('secure-dns-down'),
        can: CAN_ELSEWHERE,
        browsers: [
          { id: 'firefox', name: 'Firefox' },
          { id: 'brave', name: 'Brave' },
          { id: 'edge', name: 'Microsoft Edge' },
        ],
      },
      { open: 'steps' },
    ],
    ['private-asked', 'Back from a private window: whether the page loads there', { ...stale(), privateTry: 'asked' }, {}],
    [
      'elsewhere-asked',
      'Back from another browser: whether the page loads there',
      { ...situation('browser-believes-itself-offline'), can: CAN_ELSEWHERE, elsewhereTries: [{ where: 'other-browser', came: 'asked' }] },
      {},
    ],
    [
      'elsewhere-loads',
      'It loads in another browser: a private window is the next step',
      { ...situation('nothing-asked'), can: CAN_ELSEWHERE, elsewhereTries: [{ where: 'other-browser', came: 'loads' }] },
      { open: 'steps' },
    ],
    [
      'elsewhere-fails',
      'It fails with a new profile too: nothing of the own profile is left to suspect',
      { ...situation('browser-believes-itself-offline'), can: CAN_ELSEWHERE, elsewhereTries: [{ where: 'clean-profile', came: 'fails' }] },
      { open: 'steps' },
    ],
    ['private-answered', 'The same beside the step, answered', { ...situation('nothing-asked'), privateTry: 'loads' }, { open: 'steps' }],
    [
      'told-steps',
      'How a person goes on from there: told in steps, beside the button',
      stale(),
      {
        open: 'private',
        answers: {
          run: {
            came: 'told',
            word: 'browser_page_refused',
            copy: { what: 'address', text: 'about:preferences#privacy' },
            steps: ['cookies_step_exceptions', 'cookies_step_allow', 'cookies_step_login'],
            quoted: null,
          },
        },
      },
    ],
    ['cookies-allowed', "AO3's cookies were allowed by a click", { ...situation(SITUATION['signed-out']), cookieWish: 'allowed' }, {}],
    [
      'cookies-refused-still',
      'It did not help: somebody else has the last word',
      { ...situation(SITUATION['cookies-blocked']), cookieWish: 'refused' },
      {},
    ],
    [
      'private-seen',
      'A private window that may be seen: what was seen there',
      { ...situation('nothing-asked'), privateTry: 'seen-loads' },
      {},
    ],
    [
      'phone-code',
      'The page for a phone: its code, and whether it loads there',
      { ...situation('legal-reasons'), phoneTry: 'asked' },
      { open: 'phone', answers: { run: { came: 'shows', url: 'https://archiveofourown.org/works/502', front: false } } },
    ],
    [
      'phone-answered',
      'The page loads on a phone: another connection is the next step',
      { ...situation('nothing-asked'), phoneTry: 'loads' },
      { open: 'steps' },
    ],
    [
      'restart-in-vain',
      'The browser was restarted, and the page still fails',
      { ...stale(), afterRestart: true, clearedInVain: ['all'] },
      {},
    ],
    [
      'counters',
      'The time without the router, or in airplane mode, is counted',
      situation('resolver-servfail'),
      { open: 'counters', answers: { run: { came: 'told', word: 'reconnection_waits', copy: null, quoted: null, counts: COUNTS } } },
    ],
    [
      'clock-settings',
      "The clock is wrong: the system's page for it is a click away",
      { ...situation('clock-a-year-off'), can: ['fix-clock'] },
      {},
    ],
    ['own-connection', 'Another connection of this device works', situation('other-uplink-works'), {}],
    [
      'old-browser',
      'The browser is old, and may have to do with it',
      situation('cookies-refused-by-setting'),
      { open: 'steps', answers: { browser: { version: '140', at: Date.UTC(2025, 5, 24) } } },
    ],
  ];
}
