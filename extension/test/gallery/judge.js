/**
 * Writes reasons.json: why the packaged companion judges the evidence of the gallery as it does. The
 * evidence and the verdicts are kept by the companion's own tests; the reasons only here, because asking
 * for them takes a process each.
 *
 *   mvn package && node test/gallery/judge.js
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LAUNCHER } from '../browsers/harness/profile.js';
import { SITUATIONS as FOLDER } from './evidence.js';
import { SITUATIONS } from './states.js';

const judged = [...new Set(SITUATIONS)].sort().map((name) => {
  const file = fileURLToPath(new URL(`${name}/evidence.json`, FOLDER));
  const { reasons, missing, archiveRequests } = JSON.parse(execFileSync(LAUNCHER, ['explain', '--json', file], { encoding: 'utf8', maxBuffer: 8 << 20 }));
  return [name, { reasons, missing, archiveRequests }];
});
const lines = judged.map(([name, because]) => `  ${JSON.stringify(name)}: ${JSON.stringify(because)}`);
writeFileSync(new URL('reasons.json', import.meta.url), `{\n${lines.join(',\n')}\n}\n`);
console.log(`${judged.length} situations judged.`);
