/** Another browser, and a new profile: the companion is told nothing of the page, and what came of it is told with the name. */
import { ports } from '../stub.js';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, test } from 'node:test';
import { openElsewhere } from '../../../remedies/other-browser.js';
import { copiedAddress } from '../../../pages/popup/address-copied.js';
import { parse } from '../../../diagnosis/protocol.js';
import { saidOfElsewhere, triedElsewhere } from '../../../incident/elsewhere-tries.js';
import { withIncident } from '../../../incident/history.js';
import { again, joined, open } from '../../../incident/incident.js';
import { incidentFrom } from '../../../incident/incident-record.js';
import { Incidents } from '../../../incident/incidents.js';
import { shareable } from '../../../report/shareable.js';
import { OwnPages } from '../../../telling/own-pages.js';
import { remedy } from '../../../words/choices.js';
import { withBrowsers } from '../../../words/other-browsers.js';
import { english } from '../english.js';
import { diagnosis, seen } from '../examples.js';

/** @typedef {import('../../../incident/elsewhere-tries.js').Elsewhere} Elsewhere */

const MESSAGES = new URL('../../../../host/src/test/resources/messages/from-host/', import.meta.url);
/** @param {string} name */
const message = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, MESSAGES), 'utf8'));

const incident = () => open({ id: '1', isPrivate: false, at: 1, seen: seen() });
const page = /** @type {NonNullable<import('../../../incident/incident.js').Incident['page']>} */ (incident().page);
/** With what its welcome named. */
const choosing = () => ({ ...incident(), browsers: message('welcome-with-browsers').browsers });
/** The background keeps it. @param {import('../../../incident/incident.js').Incident} of */
function keeping(of) {
  const incidents = new Incidents(() => undefined);
  incidents.put(of);
  return incidents;
}
const posted = () => ({ ...incident(), page: { ...page, method: 'POST' } });
const COPY = { what: 'address', text: page.url };

beforeEach(() => ports.splice(0));

/** Presses it, and has the companion answer. @param {Elsewhere} code @param {Record<string, unknown>} done */
async function press(code, done, of = incident(), which = '') {
  const incidents = keeping(of);
  const outcome = openElsewhere(code, of, incidents, which);
  const [port] = ports;
  assert.ok(port);
  port.say(message('welcome'));
  port.say({ ...message('done-in-another-browser'), id: port.posted[1]?.id, ...done });
  assert.equal(port.ended, true, 'no process stays behind');
  return { outcome: await outcome, posted: port.posted, tries: incidents.get(false)?.elsewhereTries };
}

test('the companion is asked for one remedy, and no message carries the page', async () => {
  for (const code of /** @type {const} */ (['other-browser', 'clean-profile'])) {
    ports.splice(0);
    const { posted: all } = await press(code, {});
    assert.deepEqual(Object.keys(all[1] ?? {}).sort(), ['id', 'remedy', 'type']);
    assert.equal(all[1]?.remedy, code);
    assert.doesNotMatch(JSON.stringify(all), /archiveofourown|works/);
  }
});

test('which browser was opened is said, and the address is there to be pasted', async () => {
  assert.deepEqual((await press('other-browser', {})).outcome, {
    came: 'told',
    word: 'elsewhere_opened',
    copy: COPY,
    quoted: null,
    name: 'Firefox',
  });
  ports.splice(0);
  const { outcome } = await press('clean-profile', { browser: 'Chromium' });
  assert.equal(outcome.word, 'elsewhere_opened_clean');
  assert.match(english.t(outcome.word, outcome.name ?? ''), /^Chromium was opened with a new profile/);
});

test('one that does not start, or is no more there, is said', async () => {
  const failed = (await press('other-browser', { said: 'failed', ok: false })).outcome;
  assert.equal(english.t(failed.word, failed.name ?? ''), 'Firefox did not start. Start it yourself and open this page there.');
  ports.splice(0);
  const { outcome } = await press('other-browser', { said: 'nothing', ok: false, browser: null });
  assert.equal(outcome.word, 'elsewhere_nothing');
  assert.deepEqual(outcome.copy, COPY);
});

test('the chosen one is named by the id that the companion gave it, and said where it is gone', async () => {
  const chosen = await press('other-browser', { browser: 'Microsoft Edge' }, choosing(), 'edge');
  assert.deepEqual(chosen.posted[1], { type: 'remedy', id: chosen.posted[1]?.id, remedy: 'other-browser', params: { browser: 'edge' } });
  assert.equal(chosen.outcome.name, 'Microsoft Edge');
  ports.splice(0);
  const { outcome } = await press('other-browser', { said: 'nothing', ok: false, browser: null }, choosing(), 'edge');
  assert.equal(english.t(outcome.word, outcome.name ?? ''), 'Microsoft Edge is not found here any more, so nothing was opened.');
});

test('each browser has its button, in the order of the companion; an older companion has one for all', () => {
  const usual = remedy('other-browser', english, undefined, '', ['other-browser']);
  const { also = [], ...first } = withBrowsers(usual, choosing(), english);
  assert.deepEqual(
    [first, ...also].map(({ code, which, label }) => [code, which, label]),
    [
      ['other-browser', 'firefox', 'Open Firefox'],
      ['other-browser', 'edge', 'Open Microsoft Edge'],
    ],
  );
  const one = withBrowsers(usual, { browsers: choosing().browsers.slice(1) }, english);
  assert.deepEqual([one.label, one.also], ['Open Microsoft Edge', undefined]);
  assert.equal(withBrowsers(usual, incident(), english), usual);
  const told = remedy('other-browser', english);
  assert.equal(withBrowsers(told, choosing(), english), told, 'what only the person can do has no button');
  const clean = remedy('clean-profile', english, undefined, '', ['clean-profile']);
  assert.equal(withBrowsers(clean, choosing(), english), clean);
});

test('who was led there is asked what came of it, and may say otherwise; nobody else is', async () => {
  for (const code of /** @type {const} */ (['other-browser', 'clean-profile'])) {
    for (const done of [{}, { said: 'failed', ok: false }]) {
      ports.splice(0);
      assert.deepEqual((await press(code, done)).tries, [{ where: code, came: 'asked' }], 'opened, or told to open it');
    }
    for (const done of [{ said: 'nothing', ok: false, browser: null }, { browser: null }]) {
      ports.splice(0);
      assert.deepEqual((await press(code, done)).tries, []);
    }
    ports.splice(0);
    assert.deepEqual((await press(code, {}, posted())).tries, [], 'what answered a form is opened nowhere');
  }
  const asked = triedElsewhere(triedElsewhere(incident(), 'other-browser'), 'clean-profile');
  const said = saidOfElsewhere(asked, true);
  assert.deepEqual(said.elsewhereTries, [
    { where: 'other-browser', came: 'asked' },
    { where: 'clean-profile', came: 'loads' },
  ]);
  assert.equal(saidOfElsewhere(said, false).elsewhereTries.at(-1)?.came, 'fails');
  assert.deepEqual(
    triedElsewhere(said, 'other-browser').elsewhereTries.map(({ where, came }) => [where, came]),
    [
      ['clean-profile', 'loads'],
      ['other-browser', 'asked'],
    ],
  );
  assert.deepEqual(saidOfElsewhere(incident(), true).elsewhereTries, [], 'nothing is heard of what was not tried');
});

test('a message of the popup says it of the windows that it stands in', async () => {
  for (const isPrivate of [false, true]) {
    const incidents = new Incidents(() => undefined);
    incidents.put(triedElsewhere({ ...incident(), isPrivate }, 'other-browser'));
    const ownPages = new OwnPages(/** @type {any} */ ({ incidents }));
    const hear = (/** @type {boolean} */ of) =>
      ownPages.hear(/** @type {any} */ ({ type: 'elsewhere-answer', loads: true, tabId: 1, isPrivate: of }));
    await hear(!isPrivate);
    assert.equal(incidents.get(isPrivate)?.elsewhereTries[0]?.came, 'asked');
    await hear(isPrivate);
    assert.equal(incidents.get(isPrivate)?.elsewhereTries[0]?.came, 'loads');
  }
});

test('what a storage holds is read as that and no more; another look forgets it, and no report and no list has it', () => {
  const kept = (/** @type {unknown} */ elsewhereTries) => incidentFrom({ ...incident(), elsewhereTries })?.elsewhereTries;
  const good = { where: 'other-browser', came: 'loads' };
  assert.deepEqual(kept([{ ...good, url: page.url }, { where: 'a path', came: 'loads' }, { where: 'clean-profile', came: page.url }, 7]), [
    good,
  ]);
  assert.deepEqual(kept([{ where: 'other-browser', came: 'asked' }, good]), [good], 'each place once, the latest');
  for (const value of [undefined, null, 'loads', {}]) assert.deepEqual(kept(value), []);
  const tried = saidOfElsewhere(triedElsewhere(incident(), 'other-browser'), true);
  assert.deepEqual(joined(tried, seen({ tabId: 2 }), 1).elsewhereTries, [good]);
  assert.deepEqual(again(tried, 'b', tried.sighting).elsewhereTries, []);
  const settled = (/** @type {typeof tried} */ of) => ({
    ...of,
    phase: /** @type {const} */ ('settled'),
    diagnosis: diagnosis(),
    settledAt: 1,
  });
  assert.deepEqual(withIncident([], settled(tried)), withIncident([], settled(incident())));
  assert.deepEqual(shareable(settled({ ...tried, browsers: choosing().browsers })), shareable(settled(incident())));
});

test('a list that is none, or of nameless ones, makes no button', () => {
  for (const browsers of ['firefox', [{ id: 'firefox' }], [7]]) assert.equal(parse({ ...message('welcome'), browsers }).ok, false);
  const long = parse({ ...message('welcome'), browsers: [{ id: 'x', name: `Fire\u202e\nfox ${'x'.repeat(500)}` }] });
  const [named] = (long.ok && long.message.type === 'welcome' && long.message.browsers) || [];
  assert.match(named?.name ?? '', /^Fire fox x+…$/);
  const kept = incidentFrom({ ...incident(), browsers: [{ id: 'a', name: 'A' }, { id: 'b' }, null] });
  assert.deepEqual(kept?.browsers, [{ id: 'a', name: 'A' }]);
  assert.deepEqual(incidentFrom({ ...incident(), browsers: undefined })?.browsers, []);
  const usual = remedy('other-browser', english, undefined, '', ['other-browser']);
  assert.equal(withBrowsers(usual, { browsers: [{ id: '', name: 'A' }] }, english), usual);
});

test('a companion that is gone, or answers what makes no sense, is said to be unheard', async () => {
  for (const done of [{ browser: null }, { said: 'changed' }, { said: 'failed', browser: '' }]) {
    ports.splice(0);
    assert.equal((await press('other-browser', done)).outcome.word, 'elsewhere_unheard', JSON.stringify(done));
  }
  ports.splice(0);
  const gone = openElsewhere('other-browser', incident(), keeping(incident()));
  ports[0]?.end('Specified native messaging host not found.');
  assert.equal((await gone).word, 'elsewhere_unheard');
});

test('a name from outside is one short line', async () => {
  const { outcome } = await press('other-browser', { browser: `Fire\u202e\nfox ${'x'.repeat(500)}` });
  assert.match(outcome.name ?? '', /^Fire fox x+…$/);
  assert.ok((outcome.name ?? '').length <= 160);
});

test('pressed twice, one browser is opened; the other remedy waits for nobody', async () => {
  const both = [
    openElsewhere('other-browser', incident(), keeping(incident())),
    openElsewhere('other-browser', posted(), keeping(posted())),
  ];
  assert.equal(ports.length, 1);
  void openElsewhere('clean-profile', incident(), keeping(incident()));
  assert.equal(ports.length, 2);
  for (const port of ports) {
    port.say(message('welcome'));
    port.say({ ...message('done-in-another-browser'), id: port.posted[1]?.id });
  }
  const [one, two] = await Promise.all(both);
  assert.deepEqual(one?.copy, COPY);
  assert.equal(two?.copy, null, 'what answered a form is opened nowhere');
});

test('the price of the button is a window, and without the companion it takes longer', () => {
  assert.equal(remedy('other-browser', english, undefined, '', ['other-browser']).price, 'Opens a window · asks AO3 once');
  assert.equal(remedy('clean-profile', english).price, 'Takes some minutes · asks AO3 once');
});

// ---- the clipboard

/** @type {string[]} */
let clipboard = [];
const real = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
const clipboardThat = (/** @type {(text: string) => Promise<void>} */ writeText) =>
  Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { clipboard: { writeText } } });

afterEach(() => {
  if (real) Object.defineProperty(globalThis, 'navigator', real);
  clipboard = [];
});

test('the address is copied in the click; never unasked in a private window, nor that of a form', async () => {
  clipboardThat(async (text) => void clipboard.push(text));
  assert.equal(await copiedAddress(incident(), true), false);
  assert.equal(await copiedAddress(posted(), false), false);
  assert.equal(await copiedAddress({ ...incident(), page: null }, false), false);
  assert.equal(await copiedAddress(undefined, false), false);
  assert.deepEqual(clipboard, []);
  assert.equal(await copiedAddress(incident(), false), true);
  assert.deepEqual(clipboard, [page.url]);
});

test('a browser that forbids it leaves it to a button', async () => {
  clipboardThat(() => Promise.reject(new Error('forbidden')));
  assert.equal(await copiedAddress(incident(), false), false);
});
