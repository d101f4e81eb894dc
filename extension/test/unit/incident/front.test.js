/** @import {Incident} from '../../../incident/incident.js' */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frontOfMessage, frontOfPort, inTab, portName } from '../../../incident/front.js';
import { viewOf } from '../../../words/view.js';
import { joined, open } from '../../../incident/incident.js';
import { english, t } from '../english.js';
import { diagnosis, seen, sighting } from '../examples.js';

/** @param {Partial<Incident>} [over] @returns {Incident} */
const incident = (over) => ({ ...open({ id: 'a', isPrivate: false, at: 0, seen: seen() }), ...over });

test("a popup's port says in front of which tab it stands", () => {
  for (const front of [
    { tabId: 7, isPrivate: false },
    { tabId: 8, isPrivate: true },
    { tabId: null, isPrivate: false },
    { tabId: null, isPrivate: true },
  ]) {
    assert.deepEqual(frontOfPort(portName(front)), front);
  }
  for (const other of ['', 'popup', 'popup-private', 'popup x', 'popup 1 2', 'card 1']) assert.equal(frontOfPort(other), undefined, other);
});

test('a message that names no tab is about none', () => {
  assert.equal(frontOfMessage({ tabId: 7 }), 7);
  for (const tabId of [undefined, null, '7', 1.5, Number.NaN, {}]) assert.equal(frontOfMessage({ tabId }), null);
});

test("in front of a tab that failed it is about that tab's page; in front of another one, about the first", () => {
  const both = joined(incident(), seen({ tabId: 2, url: 'https://archiveofourown.org/works/7' }), 1);
  assert.equal(inTab(both, 2).page?.url, 'https://archiveofourown.org/works/7');
  assert.equal(inTab(incident({ tabs: [1, 2] }), 2).page?.method, null, 'of which nothing is written down');
  assert.equal(
    inTab(joined(both, seen({ url: 'https://archiveofourown.org/works/8' }), 2), 1).page?.url,
    'https://archiveofourown.org/works/8',
    'the latest page of the first tab',
  );
  assert.equal(inTab(both, 3), both);
  assert.equal(inTab(both, null), both);
});

/** @param {Partial<Incident>} [over] */
const settled = (over) =>
  incident({
    phase: 'settled',
    settledAt: 1,
    diagnosis: diagnosis({ verdict: { code: 'recovered', side: 'none' }, remedies: [{ code: 'reload-once' }] }),
    ...over,
  });
/** @param {Incident} of @param {number | null} [front] */
const view = (of, front) => viewOf(front === undefined ? of : inTab(of, front), english, null, 2, front);

test('it says of which tab it speaks, to who stands in front of one', () => {
  const one = settled();
  const three = settled({ tabs: [1, 2, 3] });
  assert.deepEqual(
    [view(one, 1).where, view(three, 1).where, view(three, 2).where],
    ['', english.n('tabs_this', 2), english.n('tabs_this', 2)],
  );
  for (const front of [9, null])
    assert.deepEqual([view(one, front).where, view(three, front).where], [english.n('tabs_elsewhere', 1), english.n('tabs_elsewhere', 3)]);
  assert.equal(view(settled({ tabs: [] }), 9).where, '', 'none is left');
  // A report, a notification and the badge stand in front of no tab.
  assert.deepEqual(
    [view(three).where, view(three).quiet.includes(english.n('tabs', 3)), view(three, 1).quiet.includes(english.n('tabs', 3))],
    ['', true, false],
  );
});

test('nothing is done to a tab behind the back of the person: they are brought there', () => {
  assert.equal(view(settled(), 1).best?.code, 'reload-once');
  for (const front of [9, null])
    assert.deepEqual([view(settled(), front).best?.code, view(settled(), front).best?.label], ['go-to-tab', t('best_go_to_tab')]);
});

test('of a page that nobody saw being asked for, the person is told how to reload it', () => {
  const unseen = settled({ page: { url: seen().url, method: null, tabId: 1, hasPage: true, sent: null }, pages: [] });
  const { best } = view(unseen, 1);
  assert.deepEqual([best?.code, best?.runs, best?.text], ['reload-once', false, t('remedy_reload_once_unseen_text')]);
  const posted = settled({ page: { url: seen().url, method: 'POST', tabId: 1, hasPage: true, sent: null }, pages: [] });
  assert.ok(!view(posted, 1).everything.some((c) => c.code === 'reload-once'));
});

test('that AO3 took a form is said from the first moment to the last, in the tab where it was sent', () => {
  const took = t('sent_accepted');
  const sent = open({ id: 'a', isPrivate: false, at: 0, seen: seen({ sighting: sighting({ sent: 'accepted' }) }) });
  for (const phase of /** @type {const} */ (['checking', 'stopped', 'settled'])) {
    const now = { ...sent, phase, diagnosis: phase === 'settled' ? diagnosis() : null };
    assert.ok(view(now, 1).meaning.startsWith(took), phase);
    assert.ok(view(now, 1).card.includes(took), phase);
  }
  const both = joined({ ...sent, phase: 'settled', diagnosis: diagnosis() }, seen({ tabId: 2 }), 1);
  assert.ok(!view(both, 2).meaning.includes(took), 'nothing was sent there');
});
