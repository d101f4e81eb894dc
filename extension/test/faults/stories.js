/**
 * Whole incidents, from the first failed page to the closed tab: what happens in the browser, what the
 * companion says, and what a person presses. Together they make every call that the extension makes.
 *
 * @import {World} from './world.js'
 * @import {Popup} from './actors.js'
 */

const NAMES = {
  type: 'observed',
  observation: {
    kind: 'name-lookup',
    question: 'names-system',
    id: 'name-lookup/system',
    resolver: { kind: 'system', label: 'system' },
    name: 'archiveofourown.org',
    outcome: { outcome: 'saw', value: { rcode: 'NOERROR', addresses: ['104.20.28.24'] }, tookMs: 12 },
  },
};

/** @param {string} code @param {string} side @param {string[]} remedies */
const verdict = (code, side, remedies) => ({
  verdict: { code, side },
  certainty: 'certain',
  reasons: [],
  missing: [],
  remedies: remedies.map((remedy) => ({ code: remedy })),
  archiveRequests: 2,
  tookMs: 640,
});

/**
 * The companion looks, asks the browser for trials, and judges.
 *
 * @param {World} world
 * @param {string[]} trials
 * @param {ReturnType<typeof verdict>} diagnosis
 */
function judged(world, trials, diagnosis) {
  return (/** @type {(message: object) => void} */ say, /** @type {string} */ id) => {
    say({ ...NAMES, id });
    const left = [...trials];
    const next = () => {
      const trial = left.shift();
      if (trial) say({ type: 'try', id, trial, attempt: 1 });
      else say({ type: 'diagnosed', id, final: true, diagnosis });
    };
    world.companion.tried = next;
    next();
  };
}

/** A person waits, and sees what comes. @param {World} world */
const soon = (world) => world.clock.pass(4_000);
/** As long as anything may take. @param {World} world */
const long = (world) => world.clock.pass(60_000);

/**
 * @typedef {object} Story
 * @property {string} name
 * @property {(world: World) => Promise<Popup>} tell the popup that stands open at its end
 * @property {number} diagnoses how many are begun at most: each may ask AO3 four times
 * @property {number} looks how often its watch looks at most
 * @property {boolean} clears whether the person clears
 */

/** @type {readonly Story[]} */
export const STORIES = [
  {
    name: 'a stale session is cleared, and the page answers again',
    diagnoses: 2,
    looks: 0,
    clears: true,
    async tell(world) {
      world.cookie({ name: 'user_credentials' });
      world.cookie({ name: '_otwarchive_session', value: 'old' });
      world.ao3 = (withCookies) => (withCookies && world.cookies.length > 0 ? 502 : 200);
      const trials = ['same-page-with-cookies', 'same-page-without-cookies'];
      world.companion.scripts = [
        judged(world, trials, verdict('stale-session', 'session', ['clear-site-data', 'private-window'])),
        judged(world, trials, verdict('recovered', 'none', ['reload-once'])),
      ];
      await world.begin('install');
      world.openTab({ id: 1 });
      await world.load(1, { status: 502 });
      const popup = await world.openPopup();
      await long(world);
      popup.press('report-link');
      await soon(world);
      popup.press('report-copy');
      popup.press('report-back');
      popup.pressStep('clear-site-data');
      await long(world);
      // All of it, with page storage: what is less makes none but some of these calls.
      popup.$('clear-extents').querySelectorAll('input').at(-1)?.fire('change');
      popup.$('clear-tick').checked = true;
      popup.$('clear-tick').fire('change');
      await long(world);
      popup.press('clear-go');
      await long(world);
      return popup;
    },
  },
  {
    name: 'AO3 is down, is watched, and comes back',
    diagnoses: 1,
    looks: 12,
    clears: false,
    async tell(world) {
      world.companion.scripts = [
        judged(world, ['light-page-with-cookies'], verdict('archive-down', 'archive', ['wait', 'watch', 'open-status-page'])),
      ];
      await world.begin();
      world.openTab({ id: 1 });
      world.openTab({ id: 2 });
      await world.load(1, { status: 502 });
      await world.load(2, { status: 502 });
      let popup = await world.openPopup();
      await long(world);
      popup.press('best');
      await long(world);
      popup.close();
      world.ao3 = () => 200;
      await world.clock.pass(15 * 60_000);
      await world.closeTab(2);
      await world.load(1, { status: 200 });
      popup = await world.openPopup();
      await long(world);
      return popup;
    },
  },
  {
    name: 'no answer comes, no page stands, and the companion is missing',
    diagnoses: 2,
    looks: 0,
    clears: false,
    async tell(world) {
      world.companion.missing = true;
      await world.begin();
      const tab = world.openTab({ id: 1 });
      world.windows.set(tab.windowId, { ...world.windows.get(tab.windowId), id: 1, incognito: false, type: 'normal', focused: false });
      await world.load(1, { status: 0, error: world.firefox ? 'NS_ERROR_NET_RESET' : 'net::ERR_CONNECTION_RESET' });
      await long(world);
      world.fire('background', 'notifications.onClicked', 'incident');
      const popup = await world.openPopup();
      await soon(world);
      popup.press('again');
      await long(world);
      popup.press('options-link');
      popup.press('best');
      await long(world);
      await world.closeTab(1);
      await soon(world);
      return popup;
    },
  },
  {
    name: 'a private window, to its end',
    diagnoses: 1,
    looks: 0,
    clears: false,
    async tell(world) {
      world.companion.scripts = [
        judged(
          world,
          ['same-page-with-cookies', 'same-page-without-cookies'],
          verdict('page-too-slow', 'archive', ['lighter-page', 'reload-once', 'wait']),
        ),
      ];
      await world.begin();
      world.openTab({ id: 3, incognito: true });
      await world.load(3, { status: 502, url: 'https://archiveofourown.org/works/1' });
      await world.fromPage(/** @type {import('./world.js').Tab} */ (world.tabs.get(3)), { type: 'see-why' });
      let popup = await world.openPopup();
      await long(world);
      popup.press('best');
      await soon(world);
      await world.fromPage(/** @type {import('./world.js').Tab} */ (world.tabs.get(3)), { type: 'quiet', what: 'hour' });
      await long(world);
      popup.close();
      world.openTab({ id: 4 });
      await world.closeTab(3);
      world.focused = 1;
      popup = await world.openPopup();
      await long(world);
      return popup;
    },
  },
  {
    name: "AO3's cookies are refused, allowed by a click, and refused again",
    diagnoses: 3,
    looks: 0,
    clears: false,
    async tell(world) {
      world.cookiesRefused = new Set(['archiveofourown.org', 'example.com']);
      world.companion.scripts = [
        judged(world, [], verdict('cookies-blocked', 'browser', ['allow-cookies', 'other-browser'])),
        judged(world, [], verdict('signed-out', 'session', ['sign-in-again'])),
        judged(world, [], verdict('cookies-blocked', 'browser', ['allow-cookies', 'other-browser'])),
      ];
      await world.begin();
      world.openTab({ id: 1 });
      await world.load(1, { status: 502 });
      const popup = await world.openPopup();
      await long(world);
      popup.press('best');
      await long(world);
      popup.pressNote();
      await long(world);
      return popup;
    },
  },
  {
    name: 'a person asks by hand, and reloads once',
    diagnoses: 2,
    looks: 0,
    clears: false,
    async tell(world) {
      world.companion.scripts = [
        judged(world, ['light-page-with-cookies'], verdict('recovered', 'none', [])),
        judged(world, ['same-page-with-cookies'], verdict('archive-overloaded', 'archive', ['reload-once'])),
      ];
      await world.begin();
      world.openTab({ id: 1 });
      let popup = await world.openPopup();
      await soon(world);
      popup.press('best');
      await long(world);
      popup.close();
      await world.clock.pass(6 * 60_000);
      await world.load(1, { status: 503 });
      popup = await world.openPopup();
      await long(world);
      popup.press('best');
      await long(world);
      return popup;
    },
  },
];
