/** What holds of every hint that a person gives, wherever the page was tried: it is a hint, and never more. */
import assert from 'node:assert/strict';

/** @typedef {ReturnType<typeof import('../../../words/view.js').viewOf>} View */

const PARTS = /** @type {const} */ (['side', 'sideName', 'sure', 'headline', 'meaning', 'icon', 'card', 'note']);

/**
 * It changes no verdict and offers nothing else, and what is to be done next is not ruled out.
 *
 * @param {View} before without it
 * @param {View} after with it
 * @param {boolean} [ofPrivateWindow] it is an answer to the question about the private window, which then stands there
 */
export function isOnlyAHint(before, after, ofPrivateWindow = false) {
  for (const part of /** @type {const} */ ([...PARTS, ...(ofPrivateWindow ? [] : /** @type {const} */ (['privately']))]))
    assert.deepEqual(after[part], before[part], part);
  assert.deepEqual(after.everything.map(({ code }) => code).sort(), before.everything.map(({ code }) => code).sort());
  const lit = after.steps.filter((step) => step.lit);
  assert.ok(lit.length <= 1);
  assert.notEqual(lit[0]?.tick, 'ruled-out');
  const out = after.steps.filter(
    (step) => step.tick === 'ruled-out' && before.steps.find((s) => s.code === step.code)?.tick !== 'ruled-out',
  );
  assert.ok(out.every((step) => step.why && step.code !== after.best?.code));
}
