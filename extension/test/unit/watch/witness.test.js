/** A page that a person loads while a watch runs. */
import '../stub.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WORD_MS } from '../../../watch/witness.js';
import { pass } from '../clock.js';
import { sighting } from '../examples.js';
import { watch, watchAnOutage, world } from './watched.js';

test("a page that the person loads is as good as a look, and costs none; what is a cache's, private or an error after all is not", async () => {
  const ordinary = { isPrivate: false };
  await watchAnOutage();
  world.watcher.visited();
  world.watcher.visited({ isPrivate: true });
  await pass(2 * WORD_MS);
  assert.equal(watch().state, 'watching');
  world.watcher.visited(ordinary);
  world.watcher.failed(sighting());
  await pass(2 * WORD_MS);
  assert.equal(watch().state, 'watching', 'the page itself said that it was an error');
  world.watcher.visited(ordinary);
  await pass(2 * WORD_MS);
  assert.equal(watch().state, 'back');
  assert.equal(world.asked.length, 0);
});

test('what one watch was told of says nothing to the next', async () => {
  await watchAnOutage();
  world.watcher.visited({ isPrivate: false });
  await pass(1_000);
  world.watcher.stop(false);
  await world.watcher.start(false);
  await pass(2 * WORD_MS);
  assert.equal(watch().state, 'watching');
});

test('where members alone are kept out, one page that comes says nothing', async () => {
  await watchAnOutage({ code: 'signed-in-pages-down' });
  world.watcher.visited({ isPrivate: false });
  await pass(2 * WORD_MS);
  assert.equal(watch().state, 'watching');
});
