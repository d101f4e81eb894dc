/**
 * Under each verdict something is offered; each button that is offered does something; nothing of it makes the cause
 * worse; and what costs more stands below what costs less, as far as the evidence does not say otherwise.
 *
 * @import {Incident} from '../../../incident/incident.js'
 */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionOf } from '../../../remedies/catalogue.js';
import { buttonOf, meanwhile } from '../../../words/choices.js';
import { viewOf } from '../../../words/view.js';
import { english } from '../english.js';
import { handled } from '../remedies/handled.js';
import { SITUATIONS, incidentOf } from '../situations.js';

/** What the popup does itself (popup.js). */
const BY_POPUP = ['check', 'unwatch', 'keep-page', 'copy-address'];

/** What a companion on Linux says that it can. */
const CAN = ['flush-dns', 'fix-clock', 'other-browser', 'clean-profile'];

/** Asks AO3 for the same again, or sends it more: never where AO3, its edge or a limit turned somebody away. */
const WORSE = Object.freeze({
  'too-many-requests': ['reload-once', 'watch', 'lighter-page', 'private-window', 'read-as-guest'],
  'address-refused': ['reload-once', 'watch'],
  'posting-limit': ['reload-once', 'watch', 'clear-site-data'],
  'archive-down': ['clear-site-data', 'reload-once', 'test-extensions', 'change-resolver', 'vpn-off'],
  'archive-overloaded': ['clear-site-data', 'test-extensions', 'change-resolver'],
  'signed-in-pages-down': ['clear-site-data', 'sign-in-again'],
  offline: ['clear-site-data', 'change-resolver', 'flush-dns'],
});

/** @param {Incident} incident */
function offersOf(incident) {
  const view = viewOf(incident, english);
  const open = view.steps.filter(({ tick }) => tick !== 'ruled-out').map(({ how }) => how);
  const advised = [view.best, view.then, ...view.everything].filter((choice) => choice !== null);
  return { view, advised, all: [...advised, ...open] };
}

for (const can of [[], CAN])
  test(`each button that is offered does something (${can.length > 0 ? 'with' : 'without'} what the companion can do)`, () => {
    for (const situation of SITUATIONS) {
      const incident = { ...incidentOf(situation), can };
      const { view, all } = offersOf(incident);
      const button = buttonOf(view, english);
      assert.ok(button?.runs, `${situation}: the one button does nothing`);
      for (const { code, runs } of [button, meanwhile(view, incident, english), ...all]) {
        const action = actionOf(code);
        assert.ok(action, `${situation}: nobody knows ${code}`);
        if (!runs) continue;
        assert.ok(action.does === 'asks' || code in handled || BY_POPUP.includes(code), `${situation}: no button for ${code}`);
        if (action.byCompanion) assert.ok(can.includes(code), `${situation}: ${code} is more than the companion said`);
      }
    }
  });

test('nothing that is advised makes the cause worse', () => {
  const met = new Set();
  for (const situation of SITUATIONS) {
    const incident = incidentOf(situation);
    const code = /** @type {keyof typeof WORSE} */ (incident.diagnosis?.verdict.code);
    const worse = WORSE[code] ?? [];
    if (worse.length > 0) met.add(code);
    for (const choice of offersOf(incident).advised) assert.ok(!worse.includes(choice.code), `${situation}: ${code} and ${choice.code}`);
  }
  assert.deepEqual([...met].sort(), Object.keys(WORSE).sort(), 'each of them was met');
});

test('what takes something from a person never stands above what takes nothing, unless the evidence names it', () => {
  for (const situation of SITUATIONS) {
    const incident = incidentOf(situation);
    const { steps } = viewOf(incident, english);
    const clear = steps.findIndex(({ code }) => code === 'clear-site-data');
    const lit = steps.findIndex((step) => step.lit);
    if (lit === clear && clear >= 0) assert.equal(steps[clear]?.tick, 'points-here', `${situation}: clearing is next without evidence`);
  }
});
