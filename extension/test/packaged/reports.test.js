/**
 * The law of reports, for every saved situation: the packaged companion judges a report to the same
 * verdict, side and certainty as the evidence that it was made from. Needs `mvn package`.
 */
import '../unit/stub.js';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { after, test } from 'node:test';
import { report } from '../../src/report.js';
import { english } from '../unit/english.js';
import { SITUATIONS, incidentOf, saved } from '../unit/situations.js';
import { LAUNCHER } from '../browsers/harness/profile.js';

await stat(LAUNCHER).catch(() => {
  throw new Error(`${LAUNCHER} is not there. Build it first: mvn package.`);
});

/** As many Java machines as a small computer bears. */
const AT_ONCE = 2;
const ABOUT = { extension: '0.1.0', browser: { name: 'Chromium', major: 156 }, system: 'linux' };

/** @param {string} text @returns {Promise<any>} */
function explain(text) {
  return new Promise((done, fail) => {
    const child = execFile(LAUNCHER, ['explain', '--json'], { maxBuffer: 8 * 1024 * 1024 }, (error, stdout, stderr) => (error ? fail(new Error(`${stderr}\n${text}`)) : done(JSON.parse(stdout))));
    child.stdin?.end(text);
  });
}

let judged = 0;
after(() => assert.equal(judged, SITUATIONS.length));

test('every situation', { concurrency: AT_ONCE }, async (t) => {
  assert.ok(SITUATIONS.length >= 80);
  await Promise.all(
    SITUATIONS.map((situation) =>
      t.test(situation, async () => {
        const { diagnosis } = saved(situation);
        const again = await explain(report(incidentOf(situation), english, ABOUT));
        assert.deepEqual(again.verdict, diagnosis.verdict);
        assert.equal(again.certainty, diagnosis.certainty);
        assert.deepEqual(again.remedies, diagnosis.remedies);
        judged += 1;
      }),
    ),
  );
});
