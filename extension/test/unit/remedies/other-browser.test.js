/** Another browser, and a new profile: the companion is told nothing of the page, and what came of it is told with the name. */
import { ports } from '../stub.js';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, test } from 'node:test';
import { openElsewhere } from '../../../remedies/other-browser.js';
import { copiedAddress } from '../../../pages/popup/address-copied.js';
import { parse } from '../../../diagnosis/protocol.js';
import { open } from '../../../incident/incident.js';
import { incidentFrom } from '../../../incident/incident-record.js';
import { remedy } from '../../../words/choices.js';
import { withBrowsers } from '../../../words/other-browsers.js';
import { english } from '../english.js';
import { seen } from '../examples.js';

/** @typedef {import('../../../remedies/other-browser.js').Elsewhere} Elsewhere */

const MESSAGES = new URL('../../../../host/src/test/resources/messages/from-host/', import.meta.url);
/** @param {string} name */
const message = (name) => JSON.parse(readFileSync(new URL(`${name}.json`, MESSAGES), 'utf8'));

const incident = () => open({ id: '1', isPrivate: false, at: 1, seen: seen() });
const page = /** @type {NonNullable<import('../../../incident/incident.js').Incident['page']>} */ (incident().page);
/** With what its welcome named. */
const choosing = () => ({ ...incident(), browsers: message('welcome-with-browsers').browsers });
const posted = () => ({ ...incident(), page: { ...page, method: 'POST' } });
const COPY = { what: 'address', text: page.url };

beforeEach(() => ports.splice(0));

/** Presses it, and has the companion answer. @param {Elsewhere} code @param {Record<string, unknown>} done */
async function press(code, done, of = incident(), which = '') {
  const outcome = openElsewhere(code, of, which);
  const [port] = ports;
  assert.ok(port);
  port.say(message('welcome'));
  port.say({ ...message('done-in-another-browser'), id: port.posted[1]?.id, ...done });
  assert.equal(port.ended, true, 'no process stays behind');
  return { outcome: await outcome, posted: port.posted };
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
  const gone = openElsewhere('other-browser', incident());
  ports[0]?.end('Specified native messaging host not found.');
  assert.equal((await gone).word, 'elsewhere_unheard');
});

test('a name from outside is one short line', async () => {
  const { outcome } = await press('other-browser', { browser: `Fire\u202e\nfox ${'x'.repeat(500)}` });
  assert.match(outcome.name ?? '', /^Fire fox x+…$/);
  assert.ok((outcome.name ?? '').length <= 160);
});

test('pressed twice, one browser is opened; the other remedy waits for nobody', async () => {
  const both = [openElsewhere('other-browser', incident()), openElsewhere('other-browser', posted())];
  assert.equal(ports.length, 1);
  void openElsewhere('clean-profile', incident());
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
