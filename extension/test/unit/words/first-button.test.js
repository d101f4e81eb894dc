/**
 * Which button comes first, what stands in its place meanwhile, and what calls it off.
 *
 * @import {Incident} from '../../../incident/incident.js'
 */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from '../../../incident/incident.js';
import { lighterThan } from '../../../ao3/lighter.js';
import { buttonOf, meanwhile } from '../../../words/choices.js';
import { viewOf } from '../../../words/view.js';
import { english, t } from '../english.js';
import { diagnosis, seen, sighting, watch } from '../examples.js';
import { SITUATIONS, incidentOf } from '../situations.js';

/** @param {Partial<Incident>} [over] @returns {Incident} */
const settled = (over) => ({
  ...open({ id: 'a', isPrivate: false, at: 0, seen: seen() }),
  phase: 'settled',
  diagnosis: diagnosis(),
  settledAt: 1,
  ...over,
});

test('who is told when AO3 is back has nothing left to do, but for text that is not safe', () => {
  const remedies = [{ code: 'save-text' }, { code: 'wait' }, { code: 'watch' }];
  const view = (/** @type {string} */ method) =>
    viewOf(
      settled({ sighting: sighting({ method }), diagnosis: diagnosis({ verdict: { code: 'archive-down', side: 'archive' }, remedies }) }),
      english,
      watch({ state: 'watching' }),
    );
  const codes = (/** @type {string} */ method) => [view(method).best?.code, view(method).then, view(method).callOff?.code];
  assert.deepEqual(codes('GET'), [undefined, null, 'unwatch']);
  assert.deepEqual(codes('POST'), ['save-text', null, 'unwatch']);
});

test('when AO3 is back, the person goes on where they asked to be told; whoever is there has the news to put away', () => {
  const back = watch({ state: 'back', nextAt: null, front: 7 });
  const codes = (/** @type {number | null | undefined} */ front, over = {}) => {
    const view = viewOf(settled({}), english, { ...back, ...over }, Date.now(), front);
    return [view.best?.code, view.callOff?.code];
  };
  assert.deepEqual(codes(3), ['go-to-tab', 'unwatch']);
  assert.deepEqual(codes(null), ['go-to-tab', 'unwatch'], 'an options page stands in no tab of a window');
  assert.deepEqual(codes(7), ['unwatch', undefined]);
  assert.deepEqual(codes(undefined), ['unwatch', undefined], 'the card stands in that tab');
  assert.deepEqual(codes(3, { front: null }), ['unwatch', undefined]);
});

test('how sure it is stands beside the side; where no side is known, nothing is claimed', () => {
  const sure = (/** @type {any} */ certainty, side = 'archive') =>
    viewOf(
      settled({ diagnosis: diagnosis({ certainty, verdict: { code: side === 'unknown' ? 'inconclusive' : 'archive-down', side } }) }),
      english,
    ).sure;
  assert.deepEqual(
    ['certain', 'likely', 'unsure'].map((c) => sure(c)),
    ['sure', 'likely', 'not sure'],
  );
  assert.equal(sure('unsure', 'unknown'), '');
});

test('without the companion the first button helps now, and adding it is said beside it', () => {
  const alone = (
    /** @type {string} */ code,
    /** @type {import('../../../incident/incident.js').Trouble} */ kind,
    more = /** @type {{code: string}[]} */ ([]),
  ) => {
    const { best, note } = viewOf(
      settled({
        own: true,
        trouble: { kind, detail: '' },
        diagnosis: diagnosis({ verdict: { code, side: 'unknown' }, remedies: [{ code: 'wait' }, ...more, { code: 'open-status-page' }] }),
      }),
      english,
    );
    return [best?.code, note?.action?.code, note?.action?.label];
  };
  const add = ['add-companion', t('best_add_companion')];
  assert.deepEqual(alone('inconclusive', 'missing'), ['open-status-page', ...add]);
  assert.deepEqual(alone('inconclusive', 'too-old'), ['open-status-page', 'add-companion', t('best_update_companion')]);
  assert.deepEqual(alone('archive-down', 'missing', [{ code: 'watch' }]), ['watch', ...add]);
  assert.deepEqual(alone('inconclusive', 'absent'), ['wait', undefined, undefined], 'a phone has none');
});

/** What the popup's button does until its own time has come. @param {Incident} incident */
const until = (incident) => meanwhile(viewOf(incident, english), incident, english);

/** @param {string[]} codes that are advised @param {string} [verdict] */
const advised = (codes, verdict = 'archive-down') =>
  settled({ diagnosis: diagnosis({ verdict: { code: verdict, side: 'archive' }, remedies: codes.map((code) => ({ code })) }) });

test('while the time of its remedy has not come, the button does what helps now; it never clears, and never looks', () => {
  const code = (/** @type {string[]} */ ...codes) => until(advised(codes)).code;
  assert.equal(code('wait'), 'open-status-page', 'a limit leaves nothing else to do');
  assert.equal(code('wait', 'reload-once', 'open-portal', 'open-status-page'), 'open-portal');
  assert.equal(code('wait', 'clear-site-data', 'sign-in-again'), 'sign-in-again');
  assert.equal(code('wait', 'try-phone', 'other-connection'), 'open-status-page', 'what only the person can do is no button');
});

test('what is told has the usual steps that are advised after it, and then its page for elsewhere, before the status page', () => {
  const uplink = incidentOf('other-uplink-works');
  const view = viewOf(uplink, english);
  assert.deepEqual(
    [view.best?.code, view.best?.runs, buttonOf(view, english)?.code, until(uplink).code],
    ['other-connection', false, 'check', 'restart-connection'],
  );
  const clock = incidentOf('clock-a-year-off');
  assert.deepEqual(
    [viewOf(clock, english).best?.code, until(clock).code, until(clock).label],
    ['fix-clock', 'copy-address', t('copy_address')],
  );
  const hello = incidentOf('only-the-browsers-hello');
  const thatFails = { ...hello, privateTry: /** @type {const} */ ('fails') };
  assert.deepEqual([until(hello).code, until(thatFails).code], ['test-extensions', 'copy-address'], 'not what has been ruled out');
  const posted = { ...clock, page: clock.page && { ...clock.page, method: 'POST' } };
  assert.equal(until(posted).code, 'open-status-page', 'the address of a form is no page');
  assert.equal(until({ ...clock, page: null }).code, 'open-status-page');
});

test('over all that was ever judged: what only the person can do is followed by a look whether it helped, never by the status page', () => {
  let told = 0;
  for (const name of SITUATIONS) {
    const incident = incidentOf(name);
    const view = viewOf(incident, english, null, Number(incident.settledAt) + 1_000, 7);
    const now = buttonOf(view, english);
    const rest = meanwhile(view, incident, english);
    assert.ok(now?.runs && now.label, name);
    assert.ok(rest.runs && rest.label && !['wait', 'check', 'reload-once', 'clear-site-data'].includes(rest.code), `${name}: ${rest.code}`);
    if (view.best?.runs !== false) continue;
    told += 1;
    assert.equal(now.code, view.then?.code ?? 'check', name);
    assert.notEqual(rest.code, 'open-status-page', name);
  }
  assert.ok(told > 20, `only ${told} of them`);
});

/** A page of each weight. */
const PAGES = [
  '/',
  '/works/1',
  '/works/1/chapters/2',
  '/works/1?view_full_work=true',
  '/tags/L/works?work_search[complete]=T',
  '/works/1/comments',
];

test('over all that was ever judged and pages of each weight: something is offered, and a lighter page only where there is one', () => {
  let lighter = 0;
  for (const name of SITUATIONS) {
    const usual = incidentOf(name);
    const advises = usual.diagnosis?.remedies.some(({ code, how }) => code === 'lighter-page' && !how);
    for (const path of advises ? PAGES : PAGES.slice(0, 1))
      for (const method of ['GET', 'POST', null]) {
        const incident = { ...usual, page: usual.page && { ...usual.page, url: `https://archiveofourown.org${path}`, method } };
        const about = `${name}, ${method} ${path}`;
        const view = viewOf(incident, english, null, Number(incident.settledAt) + 1_000, 7);
        assert.ok(view.best && buttonOf(view, english)?.runs, about);
        assert.ok(view.best.label && (view.best.code === 'check' || view.best.text), about);
        if (!advises) continue;
        const offers = [view.best, ...view.everything].some(({ code }) => code === 'lighter-page');
        assert.equal(offers, lighterThan(incident.page).length > 0, about);
        if (offers) lighter += 1;
        else assert.ok(['wait', 'watch'].includes(view.best.code), `${about}: ${view.best.code}`);
      }
  }
  assert.ok(lighter > 20, `only ${lighter} of them`);
});
