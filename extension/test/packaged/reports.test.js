/**
 * The law of reports, for every saved situation: the companion judges a report to the same
 * verdict, side and certainty as the evidence that it was made from. Needs `mvn package`.
 */
import '../unit/stub.js';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { report } from '../../report/report.js';
import { english } from '../unit/english.js';
import { SITUATIONS, incidentOf, saved } from '../unit/situations.js';
import { IMAGE, LAUNCHER } from '../browsers/harness/profile.js';

const TEST_CLASSES = fileURLToPath(new URL('../../../host/target/test-classes', import.meta.url));

await stat(LAUNCHER).catch(() => {
  throw new Error(`${LAUNCHER} is not there. Build it first: mvn package.`);
});

const ABOUT = { extension: '0.1.0', browser: { name: 'Chromium', major: 156 }, system: 'linux' };

/** What the packaged companion's classes say in its own runtime, to all in one process: a process each takes two minutes. */
const JAVA = ['-cp', [join(IMAGE, 'lib/why502/why502-host.jar'), TEST_CLASSES].join(delimiter), 'org.why502.ExplainEach'];

/** @param {string[]} texts @returns {Promise<any[]>} */
function explain(texts) {
  return new Promise((done, fail) => {
    const child = execFile(join(IMAGE, 'bin/java'), JAVA, { maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
      const lines = stdout.split('\n').filter(Boolean);
      if (error) fail(new Error(`${SITUATIONS[lines.length] ?? 'after the last one'}: ${stderr}`, { cause: error }));
      else done(lines.map((line) => JSON.parse(line)));
    });
    child.stdin?.end(texts.map((text) => `${JSON.stringify(text)}\n`).join(''));
  });
}

test('every situation', async (t) => {
  assert.ok(SITUATIONS.length >= 80);
  const judged = await explain(SITUATIONS.map((situation) => report(incidentOf(situation), english, ABOUT)));
  assert.equal(judged.length, SITUATIONS.length);
  for (const [i, situation] of SITUATIONS.entries()) {
    await t.test(situation, () => {
      const { diagnosis } = saved(situation);
      const again = judged[i];
      assert.deepEqual(again.verdict, diagnosis.verdict);
      assert.equal(again.certainty, diagnosis.certainty);
      assert.deepEqual(again.remedies, diagnosis.remedies);
    });
  }
});
