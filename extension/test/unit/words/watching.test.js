/** @import {Watch} from '../../../watch/store.js' */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watching } from '../../../words/watching.js';
import { english, t } from '../english.js';
import { watch as example } from '../examples.js';

const NOW = Date.UTC(2026, 10, 22, 12);

/** @param {Partial<Watch>} [over] */
const watch = (over) =>
  example({ startedAt: NOW, looks: 5, asked: 3, nextAt: NOW + 240_000, until: NOW + 7_200_000, lastAt: NOW, ...over });

/** @param {Watch} so @param {number} [now] */
function watchingNow(so, now = NOW) {
  const made = watching(so, english, now);
  assert.doesNotMatch(JSON.stringify(made), /undefined|\[object|\$\d|"watch_/);
  return made;
}

test('watching: when the next look is due, how many there were, when it ends, and how to stop it', () => {
  const { state, text, detail, button } = watchingNow(watch());
  assert.equal(state, 'watching');
  assert.equal(text, t('watch_watching', english.clock(NOW + 240_000)));
  assert.ok(detail.includes('Looked 3 times.') && detail.includes(english.clock(NOW + 7_200_000)));
  assert.deepEqual(button, { type: 'unwatch', label: t('watch_stop') });
});

test('a look that is just being made is not due in the past', () =>
  assert.ok(watchingNow(watch(), NOW + 600_000).text.includes(english.clock(NOW + 600_000))));

test('one look, no look', () => {
  assert.ok(watchingNow(watch({ asked: 1 })).detail.includes('Looked 1 time.'));
  assert.ok(!watchingNow(watch({ asked: 0 })).detail.includes('Looked'));
});

test('what is unusual is said: one good look of two, a storage that refused it, no network', () => {
  assert.ok(watchingNow(watch({ good: 1 })).detail.includes(t('watch_once_more')));
  assert.ok(watchingNow(watch({ unkept: true })).detail.includes(t('watch_unkept')));
  assert.equal(watchingNow(watch({ paused: true })).text, t('watch_paused'));
});

test('back: the reloads to come can be called off', () => {
  const reloads = [1, 2].map((tabId) => ({ tabId, at: NOW, isPrivate: false }));
  const { state, text, detail, button } = watchingNow(watch({ state: 'back', nextAt: null, reloads }));
  assert.deepEqual([state, text], ['back', t('watch_back')]);
  assert.ok(detail.startsWith('2 more tabs'));
  assert.deepEqual(button, { type: 'unwatch', label: t('watch_stop_reloads') });
  assert.deepEqual(watchingNow(watch({ state: 'back', nextAt: null })).button, { type: 'unwatch', label: t('watch_done') });
});

test('over: why, and only where it does no harm a way to begin again', () => {
  for (const why of /** @type {const} */ (['time', 'challenge', 'limit'])) {
    const { state, text, button } = watchingNow(watch({ state: 'over', why, nextAt: null }));
    assert.equal(state, why);
    assert.equal(text, t(`watch_over_${why}`));
    assert.equal(button?.type, why === 'time' ? 'watch' : undefined);
  }
});
