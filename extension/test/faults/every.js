/**
 * The tests of one flavour: each call that the stories make, refused, unanswered, or answered with
 * nonsense. Whatever fails, the popup ends in a sentence, and nobody is harmed (judge.js).
 *
 * @import {Flavour} from './world.js'
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { named, plan, told } from './judge.js';
import { STORIES } from './stories.js';

const ROOT = new URL('../../', import.meta.url);

/** @param {Flavour} flavour */
export async function every(flavour) {
  const all = await plan(ROOT, flavour);

  test(`${flavour}: the stories make the calls of a whole incident, and each is made to fail`, () => {
    const calls = new Set(all.map(({ call }) => call));
    for (const wanted of [
      'background storage.session.get',
      'background cookies.get',
      'background tabs.get',
      'background runtime.connectNative',
      'background action.setBadgeText',
      'background alarms.create',
      'background scripting.executeScript',
      'background permissions.contains',
      'popup runtime.connect',
      'popup runtime.sendMessage',
      'popup storage.local.get',
    ]) {
      assert.ok(calls.has(wanted), wanted);
    }
  });

  for (const story of STORIES) {
    for (const { call, faults } of all.filter((each) => each.story === story)) {
      test(`${flavour}: ${story.name}: ${call}`, async () => {
        for (const fault of faults) {
          const { wrong, world } = await told(ROOT, story, flavour, fault);
          assert.ok(world.faulted > 0, `${named(fault)}: was not met`);
          assert.deepEqual(wrong, [], named(fault));
        }
      });
    }
  }
}
