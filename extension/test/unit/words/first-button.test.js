/**
 * Which button comes first, what stands in its place meanwhile, and what calls it off.
 *
 * @import {Incident} from '../../../incident/incident.js'
 */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from '../../../incident/incident.js';
import { meanwhile, remedy } from '../../../words/choices.js';
import { viewOf } from '../../../words/view.js';
import { english, t } from '../english.js';
import { diagnosis, seen, sighting, watch } from '../examples.js';

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

test('while the time of its remedy has not come, the button does what helps now; it never clears, and never looks', () => {
  const offered = (/** @type {string[]} */ ...codes) => codes.map((code) => remedy(code, english));
  const code = (/** @type {string[]} */ ...codes) => meanwhile(offered(...codes), english).code;
  assert.equal(code('wait'), 'open-status-page', 'a limit leaves nothing else to do');
  assert.equal(code('wait', 'reload-once', 'watch', 'open-status-page'), 'watch');
  assert.equal(code('wait', 'clear-site-data', 'lighter-page'), 'lighter-page');
  assert.equal(code('try-phone', 'other-connection'), 'open-status-page', 'what only the person can do is no button');
});
