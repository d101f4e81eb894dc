// The wall clock is set anew while we run: by a person, by the network, after a sleep. It tells when
// something was; how long something takes, within one life of a page or a worker, performance.now() tells.
// What has to outlive a worker's sleep (watch, schedule, undo, quiet) cannot but use the wall clock.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packaged, read } from './sources.js';

const sources = packaged('.js');

/** What is measured within one life is called so. */
const MEASURED =
  /(?:#?\b(?:startedAt|openedAt)\s*=|this\.#until\s*=)\s*Date\.now|Date\.now\(\)\s*(?:-\s*(?:this\.#)?(?:startedAt|openedAt)\b|>=\s*this\.#until\b)/;

test('no duration and no wait within one life goes by the wall clock', () => {
  assert.ok(sources.length > 50);
  assert.deepEqual(
    sources.filter((name) => MEASURED.test(read(name))),
    [],
  );
});
