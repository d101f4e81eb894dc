/** @import {Incident} from '../../../incident/incident.js' */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { REMEDIES, actionOf } from '../../../remedies/catalogue.js';
import { card, mayAct } from '../../../words/card-message.js';
import { VERDICTS } from '../../../words/verdict-table.js';
import { inTab } from '../../../incident/front.js';
import { ICONS } from '../../../words/icons.js';
import { joined, open } from '../../../incident/incident.js';
import { english, t } from '../english.js';
import { diagnosis, seen, sighting } from '../examples.js';
import { SIDES } from '../../../words/sides.js';
import { viewOf } from '../../../words/view.js';

/** @param {Partial<Incident>} [over] @returns {Incident} */
const incident = (over) => ({ ...open({ id: 'a', isPrivate: false, at: 0, seen: seen() }), ...over });
/** @param {string} code @param {string[]} remedies @param {Partial<Incident>} [over] */
const settled = (code, remedies, over) =>
  incident({
    phase: 'settled',
    settledAt: 1,
    diagnosis: diagnosis({ verdict: { code, side: 'archive' }, remedies: remedies.map((r) => ({ code: r })) }),
    ...over,
  });

test('at once: what happened, no button, and the details', () => {
  const message = card(incident(), 1, english, null);
  assert.match(message.text, /^AO3 answered 502\. Finding out why…$/);
  assert.deepEqual([message.go, message.side, message.tone, message.details], [null, '', 'checking', t('card_details')]);
  assert.deepEqual([message.lang, message.dir], ['en', 'ltr']);
});

for (const code of VERDICTS) {
  test(`${code}: a sentence, a drawing, and words for everything`, () => {
    const message = card(settled(code, ['wait', 'open-status-page']), 1, english, null);
    assert.ok(message.text.length > 2 && message.icon.length > 0);
    for (const word of Object.values(message.words)) assert.ok(word.length > 0);
    assert.doesNotMatch(JSON.stringify(message), /undefined|\[object|\$\d/);
  });
}

test('a look at AO3 and whatever needs to be read first is for the popup', () => {
  assert.deepEqual(card(settled('archive-down', ['wait']), 1, english, null).go, { label: t('card_button'), code: '' });
  assert.equal(card(settled('archive-down', ['wait']), 1, english, null).details, '', 'the button leads there already');
  for (const code of Object.keys(REMEDIES)) {
    const here = settled('inconclusive', [code]);
    const may = mayAct(code, here, english, null);
    const best = viewOf(here, english).best;
    assert.equal(may, actionOf(code)?.onCard === true && best?.code === code && best.runs, code);
  }
  for (const code of ['clear-site-data', 'wait', 'check', 'flush-dns', 'constructor', ''])
    assert.ok(!mayAct(code, settled('inconclusive', [code]), english, null), code);
});

test('only the best thing to do may be done', () => {
  const here = settled('archive-down', ['open-status-page', 'reload-once']);
  assert.ok(mayAct('open-status-page', here, english, null));
  assert.ok(!mayAct('reload-once', here, english, null));
});

test('each tab is about its own page', () => {
  const first = settled('recovered', ['reload-once']);
  const two = joined(first, seen({ tabId: 2, url: 'https://archiveofourown.org/works/7' }), 1);
  const all = joined(two, seen({ tabId: 3, sighting: sighting({ method: 'POST' }) }), 2);
  assert.equal(inTab(all, 1), all);
  assert.equal(inTab(all, 2).page?.url, 'https://archiveofourown.org/works/7');
  assert.equal(card(all, 2, english, null).go?.code, 'reload-once');
  // What was sent there is never sent again.
  assert.notEqual(card(all, 3, english, null).go?.code, 'reload-once');
  assert.ok(!mayAct('reload-once', inTab(all, 3), english, null));
});

test('whoever reads the check is in its tab', () => {
  const check = settled('browser-check', ['finish-browser-check'], { tabs: [1, 2] });
  assert.equal(card(check, 1, english, null).go, null);
  assert.equal(card(check, 2, english, null).go?.code, 'finish-browser-check');
});

test('languages from right to left', () => {
  for (const [locale, dir] of /** @type {const} */ ([
    ['ar', 'rtl'],
    ['he-IL', 'rtl'],
    ['fa', 'rtl'],
    ['id', 'ltr'],
    ['de', 'ltr'],
  ])) {
    assert.equal(card(incident(), 1, { ...english, locale }, null).dir, dir, locale);
  }
});

test('every side has a drawing of its own', () => {
  const on = (/** @type {string} */ side) =>
    settled('archive-down', ['wait'], { diagnosis: diagnosis({ verdict: { code: 'archive-down', side } }) });
  const drawn = SIDES.map((side) => ICONS[viewOf(on(side), english).icon].join());
  assert.equal(new Set(drawn).size, SIDES.length);
});
