// A watch whose tabs the browser gives other numbers.
import { reloads, tabs } from '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pass } from '../clock.js';
import { BACK, MINUTE, watch, watchAnOutage, world } from './watched.js';

test('a tab that gets another number is reloaded under that', async () => {
  await watchAnOutage({ tabs: [1, 2] });
  world.ao3 = BACK;
  for (let i = 0; i < 3_000 && watch()?.state !== 'back'; i += 1) await pass(1_000);
  tabs.set(20, { ...(tabs.get(2) ?? { url: '', status: 502 }), id: 20 });
  tabs.delete(2);
  world.incidents.renumber(2, 20);
  world.watcher.renumber(2, 20);
  await pass(10 * MINUTE);
  assert.deepEqual(
    reloads.map((r) => r.tabId).sort((a, b) => a - b),
    [1, 20],
  );
});
